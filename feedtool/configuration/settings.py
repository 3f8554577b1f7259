"""What is in force for one input: the command line over the file over the defaults."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from feedtool.findings.report import Severity

if TYPE_CHECKING:
    from feedtool.configuration.records import Change, Configuration, Ignore, Layer

T = TypeVar("T")
DEFAULT = "default"
COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says; what is None or empty is not given."""

    profiles: tuple[str, ...] = ()
    severity: Severity | None = None
    fail_on: Severity | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    url: str = ""
    max_findings: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in force for one input.

    `profiles`, `severity` and `max_findings` are empty where the defaults hold. `ignore` holds
    names of rules that are not reported at all, `levels` the severity of rules that have another
    one. `ignores` and `changes` are the entries of the file behind them, and those that say more
    exactly what they ignore. `sources` says by key where each value comes from.
    """

    profiles: tuple[str, ...] = ()
    severity: Severity | None = None
    fail_on: Severity = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    url: str = ""
    max_findings: int | None = None
    levels: Mapping[str, Severity] = field(default_factory=dict)
    ignores: "Sequence[Ignore]" = ()
    changes: "Mapping[str, Change]" = field(default_factory=dict)
    configuration: "Configuration | None" = None
    layers: "Sequence[Layer]" = ()
    sources: Mapping[str, str] = field(default_factory=dict)


def settle(given: Given, configuration: "Configuration | None", path: str, today: date) -> Settings:
    """Return what is in force for a path; "" is no path, which no pattern of files matches."""
    if configuration is None:
        return Settings(
            given.profiles, given.severity, given.fail_on or "error", given.select, given.ignore,
            given.url, given.max_findings, sources=_sources(given, (), ""),
        )  # fmt: skip
    place = relative_path(path, configuration.base)
    layers = [one for one in configuration.layers if not one.files or _matches(place, one.files)]
    ignores = list(_ignores_in_force(layers, path, place, today))
    changes = {rule: one for layer in layers for one in layer.changes for rule in one.rules}
    dropped = {rule for one in ignores if one.is_of_rules_alone for rule in one.rules}
    dropped |= {rule for rule, change in changes.items() if change.level == "off"}
    return Settings(
        profiles=given.profiles or _last(one.profiles for one in layers) or (),
        severity=given.severity or _last(one.severity for one in layers),
        fail_on=given.fail_on or _last(one.fail_on for one in layers) or "error",
        select=given.select or _last(one.select for one in layers) or (),
        ignore=(*given.ignore, *sorted(dropped)),
        url=given.url or _last(one.url for one in layers) or "",
        max_findings=given.max_findings or _last(one.max_findings for one in layers),
        levels={rule: one.level for rule, one in changes.items() if one.level != "off"},
        ignores=ignores,
        changes=changes,
        configuration=configuration,
        layers=layers,
        sources=_sources(given, layers, configuration.file),
    )


def relative_path(path: str, base: str) -> str:
    """Return a path from the folder of a configuration, with slashes; "" if it is not below it."""
    if not path:
        return ""
    found = os.path.relpath(os.path.abspath(path), base).replace(os.sep, "/")  # noqa: PTH100
    return "" if found == ".." or found.startswith("../") else found


def _matches(place: str, patterns: Iterable[str]) -> bool:
    from feedtool.configuration.globs import matches_file  # noqa: PLC0415 - only for patterns

    return bool(place) and any(matches_file(place, pattern) for pattern in patterns)


def _ignores_in_force(
    layers: "Iterable[Layer]", path: str, place: str, today: date
) -> "Iterator[Ignore]":
    """Yield the ignores that have not expired; those that match the input need no `files` more.

    Of the others with `files`, only those for a show remain: it consists of files that may match.
    """
    is_show = os.path.isdir(path)  # noqa: PTH112 - no exception for odd names
    for layer in layers:
        for one in layer.ignores:
            if one.until is not None and one.until < today:
                continue
            if _matches(place, one.files):
                yield replace(one, files=())
            elif is_show or not one.files:
                yield one


def _last(values: Iterable[T | None]) -> T | None:
    """Return the value of the last layer that has one."""
    return next((one for one in reversed(list(values)) if one is not None), None)


def _sources(given: Given, layers: "Sequence[Layer]", file: str) -> dict[str, str]:
    """Return where the value of each key comes from."""
    sources = dict.fromkeys(
        ("profiles", "severity", "fail-on", "select", "url", "max-findings"), DEFAULT
    )
    for layer in layers:
        for key, (line, _) in layer.places.items():
            if key in sources:
                sources[key] = f"{file}:{line}"
    for key in sources:
        if getattr(given, key.replace("-", "_")):
            sources[key] = COMMAND_LINE
    return sources
