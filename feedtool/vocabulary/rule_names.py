"""Which rules a name means: an id, or a pattern of ids in which * stands for any characters."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from functools import cache

from feedtool.vocabulary.rules import load_rules


@cache
def rules_named(name: str) -> frozenset[str]:
    """Return the ids of the rules that a name or a pattern means; none if it means no rule.

    >>> sorted(rules_named("guid-not-u*")), rules_named("no-such-rule")
    (['guid-not-unique-enough', 'guid-not-url'], frozenset())
    """
    # Most names are those of rules about feeds: then no other file is read.
    if name in load_rules("feed"):
        return frozenset({name})
    return frozenset(rule for rule in load_rules() if fnmatchcase(rule, name))


def all_rules_named(names: Iterable[str]) -> frozenset[str]:
    """Return the ids of the rules that several names mean.

    Raises KeyError if a name means no rule.
    """
    found: frozenset[str] = frozenset()
    for name in names:
        rules = rules_named(name)
        if not rules:
            raise KeyError(name)
        found |= rules
    return found


def filter_rules(select: Iterable[str], ignore: Iterable[str]) -> Callable[[str], bool] | None:
    """Return a filter of rule ids; None lets all rules through.

    Raises KeyError if a name matches no rule.
    """
    selected, ignored = all_rules_named(select), all_rules_named(ignore)
    if not selected and not ignored:
        return None
    return lambda rule: (not selected or rule in selected) and rule not in ignored
