"""Finds the ignores that match a finding without looking at each of thousands of ignores."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from feedtool.configuration.globs import matches_path

if TYPE_CHECKING:
    from feedtool.configuration.records import Ignore
    from feedtool.findings.report import Finding

_INDEX = re.compile(r"\[\d+\]$")
# A path has few steps with an index; a hostile one has too many spellings.
_MOST_INDEXES = 6


class _OfRule:
    """The ignores of one rule: by path, by a step of a path with stars, by guid, and all others."""

    def __init__(self) -> None:
        self.by_path: dict[str, list[Ignore]] = {}
        self.by_step: dict[str, list[Ignore]] = {}
        self.by_guid: dict[str, list[Ignore]] = {}
        self.others: list[Ignore] = []

    def add(self, ignore: "Ignore") -> None:
        """Take an ignore in."""
        steps = [_find_step(one) for one in ignore.paths]
        if ignore.guids:
            for guid in ignore.guids:
                self.by_guid.setdefault(guid, []).append(ignore)
        elif not all(steps) or not steps:
            self.others.append(ignore)
        else:
            for path, step in zip(ignore.paths, steps, strict=True):
                known, key = (self.by_step, step) if "*" in path else (self.by_path, path)
                known.setdefault(key, []).append(ignore)

    def find(self, finding: "Finding") -> "Iterator[Ignore]":
        """Yield the ignores that may match a finding."""
        path = finding.path
        if self.by_path:
            is_usual = path.count("[") <= _MOST_INDEXES
            for spelling in _spell(path) if is_usual else self.by_path:
                yield from self.by_path.get(spelling, ())
        if self.by_step:
            steps = path.split("/")
            for step in {*steps, *(_INDEX.sub("", one) for one in steps)}:
                yield from self.by_step.get(step, ())
        yield from self.by_guid.get(finding.guid, ())
        yield from self.others


class IgnoreIndex:
    """The ignores of an input, by what they say."""

    def __init__(self, ignores: "Sequence[Ignore]") -> None:
        self._of_rule: dict[str, _OfRule] = {}
        for ignore in ignores:
            for rule in ignore.rules:
                self._of_rule.setdefault(rule, _OfRule()).add(ignore)

    def find(self, finding: "Finding") -> "list[Ignore]":
        """Return the ignores whose rule, element, path and guid match; `files` is not compared."""
        known = self._of_rule.get(finding.rule)
        if known is None:
            return []
        found = {one.place: one for one in known.find(finding) if _matches(finding, one)}
        return list(found.values())


def _matches(finding: "Finding", ignore: "Ignore") -> bool:
    from fnmatch import fnmatchcase  # noqa: PLC0415 - only for an ignore

    if ignore.guids and finding.guid not in ignore.guids:
        return False
    if ignore.elements and not any(fnmatchcase(finding.element, one) for one in ignore.elements):
        return False
    return not ignore.paths or any(matches_path(finding.path, one) for one in ignore.paths)


def _find_step(pattern: str) -> str:
    """Return the most telling step without stars, which each path has that a pattern matches."""
    steps = [one for one in pattern.split("/") if one and "*" not in one]
    return max(steps, key=lambda one: (one.endswith("]"), len(one)), default="")


def _spell(path: str) -> Iterator[str]:
    """Yield the patterns without stars that match a path: its ends, with and without indexes."""
    ways: list[Iterable[str]] = []
    for step in reversed(path.split("/")):
        bare = _INDEX.sub("", step)
        ways.append((step,) if bare == step else (step, bare))
        for spelling in product(*reversed(ways)):
            yield "/".join(spelling)
