"""Names of profiles and rules that a user gives."""

from collections.abc import Iterable, Sequence
from typing import NoReturn

import click

from feedtool.inputs.input import Input


def check_names(
    inputs: Sequence[Input], profiles: Sequence[str], select: Sequence[str], ignore: Sequence[str]
) -> None:
    """Refuse an unknown profile or rule, and suggest the closest name."""
    if not (profiles or select or ignore):
        return
    from fnmatch import fnmatchcase  # noqa: PLC0415 - only where a name is given

    from feedtool.vocabulary import load_rules, load_vocabulary  # noqa: PLC0415 - as above

    known = load_vocabulary().profiles
    for name in profiles:
        if name not in known:
            _refuse("--profile", "profile", name, known, f"there are {', '.join(known)}")
    # Only shows have sources that can break other rules than those of feeds.
    rules = load_rules("" if any(one.kind == "show" for one in inputs) else "feed")
    for option, names in (("--select", select), ("--ignore", ignore)):
        for name in names:
            if not any(fnmatchcase(rule, name) for rule in rules):
                _refuse(option, "rule", name, rules, "feedtool rules lists them")


def _refuse(option: str, what: str, name: str, known: Iterable[str], otherwise: str) -> NoReturn:
    from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - only for mistakes

    hint = suggest(name, known, otherwise, form="did you mean {}?")
    raise click.BadParameter(f"there is no {what} {name}; {hint}", param_hint=option)
