"""What the vocabulary and the chosen profiles require of an element or of the root."""

from feedtool.findings.report import SEVERITIES, Severity
from feedtool.vocabulary import Vocabulary


class Need:
    """A child that an element must or should have, and the profiles that require it.

    `when_empty` is the severity of a child that is there but empty.
    """

    __slots__ = ("element", "profiles", "severity", "spec", "when_empty", "why")

    def __init__(
        self, element: str, severity: Severity, profiles: tuple[str, ...], why: str, spec: str
    ) -> None:
        self.element = element
        self.severity = severity
        self.profiles = profiles
        self.why = why
        self.spec = spec
        self.when_empty = severity


def demands_of(
    vocabulary: Vocabulary, profiles: tuple[str, ...]
) -> dict[str, tuple[Severity, tuple[str, ...]]]:
    """Return by rule the lowest severity that the profiles allow, and the names of the profiles."""
    demands: dict[str, tuple[Severity, tuple[str, ...]]] = {}
    for name in profiles:
        for rule, severity in vocabulary.profiles[name].rules.items():
            known, names = demands.get(rule, (severity, ()))
            demands[rule] = (max(known, severity, key=SEVERITIES.index), (*names, name))
    return demands


def declarations_of(vocabulary: Vocabulary, profiles: tuple[str, ...]) -> dict[str, Need]:
    """Return the namespaces that profiles require at the root, by their prefix."""
    needs: dict[str, Need] = {}
    for name in profiles:
        for one in vocabulary.profiles[name].declarations:
            known = needs.setdefault(one.prefix, Need(one.prefix, one.severity, (), one.why, ""))
            known.profiles = (*known.profiles, name)
            known.severity = max(known.severity, one.severity, key=SEVERITIES.index)
    return needs


def needs_of(vocabulary: Vocabulary, parent: str, profiles: tuple[str, ...]) -> list[Need]:
    """Return what the vocabulary and the profiles require in a parent: one need per child."""
    needs: dict[str, Need] = {}
    for element in vocabulary.children[parent].values():
        if element.parents[parent] in ("1", "+"):
            profile = (element.namespace.profile,)
            needs[element.name] = Need(element.name, "error", profile, "", element.spec)
            # RSS requires the element; it may be empty.
            needs[element.name].when_empty = "warning"
    for name in profiles:
        for wanted in vocabulary.profiles[name].requires:
            if wanted.parent != parent:
                continue
            known = needs.get(wanted.element)
            if known is None:
                needs[wanted.element] = Need(
                    wanted.element, wanted.severity, (name,), wanted.why, wanted.spec
                )
            else:
                if name not in known.profiles:
                    known.profiles = (*known.profiles, name)
                known.severity = max(known.severity, wanted.severity, key=SEVERITIES.index)
                known.when_empty = max(known.when_empty, wanted.severity, key=SEVERITIES.index)
                known.why = known.why or wanted.why
    return list(needs.values())
