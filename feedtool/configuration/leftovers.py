"""Which parts of a configuration matched nothing in a run, or have expired.

That nothing matched is said only if every feed was checked that the part may be about.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from feedtool.configuration.globs import matches_file
from feedtool.configuration.records import Change, Configuration, Ignore
from feedtool.configuration.settings import relative_path
from feedtool.findings.catalogue import make_finding
from feedtool.findings.place import LineColumn
from feedtool.findings.report import SEVERITIES, Finding, Report, place_of
from feedtool.findings.wording import cut
from feedtool.vocabulary import load_rules

_SHOWN = 5
# Returns the paths of all feeds that a configuration may be about.
Universe = Callable[[Configuration], Set[str]]


@dataclass
class Use:
    """What a configuration was used for: the inputs that were checked, the parts that matched.

    `layers` and `entries` hold the places of overrides that hold for an input, and of ignores and
    severities that matched a finding. `unclear` holds the inputs whose findings are not all known.
    """

    configuration: Configuration
    checked: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    layers: set[LineColumn] = field(default_factory=set)
    entries: set[LineColumn] = field(default_factory=set)


def report_leftovers(use: Use, today: date, find_all: Universe | None) -> Report | None:
    """Return a report for a configuration, None if there is nothing to tell.

    Without `find_all` nothing is said about parts that matched nothing.
    """
    file = use.configuration.file
    findings = [*_tell_shadowed(use.configuration), *_tell_expired(use.configuration, today)]
    unused = list(_list_unused(use, today)) if find_all is not None else []
    if unused and find_all is not None:
        missed = {*find_all(use.configuration)} - use.checked | use.unclear
        places = {relative_path(path, use.configuration.base) for path in missed}
        findings += [
            make_finding("ignore-unused", says, file, *place)
            for place, says, scopes in unused
            if not any(_is_in(path, scopes) for path in places)
        ]
    if not findings:
        return None
    return Report(findings[0].file, sorted(findings, key=place_of), is_configuration=True)


def _tell_shadowed(configuration: Configuration) -> Iterator[Finding]:
    if configuration.beside is not None:
        file, place = configuration.beside
        says = f"this table has no effect, because {configuration.file} is used"
        yield make_finding("configuration-shadowed", says, file, *place)


def _tell_expired(configuration: Configuration, today: date) -> Iterator[Finding]:
    for layer in configuration.layers:
        for one in layer.ignores:
            if one.until is not None and one.until < today:
                reason = f" ({cut(one.reason)})" if one.reason else ""
                rules = _list(one.names)
                says = f"the ignore of {rules} ended on {one.until}{reason}; fix the findings"
                yield make_finding(
                    "ignore-expired", f"{says} and remove it", configuration.file, *one.place
                )


def _list_unused(use: Use, today: date) -> Iterator[tuple[LineColumn, str, list[tuple[str, ...]]]]:
    """Yield the place of each part that matched nothing, what to say, and the files it is about."""
    for layer in use.configuration.layers:
        if layer.files and layer.place not in use.layers:
            yield layer.place, f"no feed is in {_list(layer.files)}", [layer.files]
            continue
        for ignore in layer.ignores:
            is_over = ignore.until is not None and ignore.until < today
            if ignore.place not in use.entries and not is_over:
                yield ignore.place, _describe(ignore), [layer.files, ignore.files]
        for change in layer.changes:
            if change.place not in use.entries and _is_lowered(change):
                what = "turn off" if change.level == "off" else f"change to {change.level}"
                says = f"no finding of {cut(change.name)} is left to {what}"
                yield change.place, says, [layer.files]


def _describe(ignore: Ignore) -> str:
    named = {
        "element": ignore.elements,
        "path": ignore.paths,
        "guid": ignore.guids,
        "files": ignore.files,
    }
    within = " and ".join(f"{key} {_list(texts)}" for key, texts in named.items() if texts)
    rules = "" if ignore.names == ("*",) else f" of {_list(ignore.names)}"
    return f"no finding{rules}{f' with {within}' if within else ''} is left to ignore"


def _list(texts: Sequence[str]) -> str:
    """Return the first of several texts for a message."""
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return ", ".join(map(cut, texts[:_SHOWN])) + more


def _is_lowered(change: Change) -> bool:
    """Return whether a severity only hides: a higher one may wait for its fault forever."""
    if change.level == "off":
        return True
    rules, wanted = load_rules(), SEVERITIES.index(change.level)
    usual = {SEVERITIES.index(rules[rule].severity) for rule in change.rules}
    return min(usual) >= wanted and max(usual) > wanted


def _is_in(path: str, scopes: list[tuple[str, ...]]) -> bool:
    """Return whether a path matches one pattern of each list that is not empty."""
    return all(
        any(matches_file(path, pattern) for pattern in patterns) for patterns in scopes if patterns
    )
