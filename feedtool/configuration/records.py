"""What a configuration file says, checked: pure data, each part with its place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from feedtool.findings.place import LineColumn
from feedtool.findings.report import Severity

Level = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that are not reported: those that match each criterion that is given.

    `names` is what the file says about the rules, `rules` are their ids. `until` is the last day on
    which the findings are ignored.
    """

    names: tuple[str, ...]
    rules: frozenset[str]
    place: LineColumn
    elements: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    guids: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None

    @property
    def is_of_rules_alone(self) -> bool:
        """Whether the ignore holds for all findings of its rules, whatever they are about."""
        return not (self.elements or self.paths or self.guids or self.files)


@dataclass(frozen=True, slots=True)
class Change:
    """Another severity for the rules that a name means; `off` means that they are not reported."""

    name: str
    rules: frozenset[str]
    level: Level
    place: LineColumn


@dataclass(frozen=True, slots=True)
class Layer:
    """The keys of the whole file, or of one override, which holds for `files` alone.

    What is None is not given. `places` has the place of each key that is given.
    """

    place: LineColumn
    files: tuple[str, ...] = ()
    profiles: tuple[str, ...] | None = None
    severity: Severity | None = None
    fail_on: Severity | None = None
    select: tuple[str, ...] | None = None
    url: str | None = None
    max_findings: int | None = None
    ignores: tuple[Ignore, ...] = ()
    changes: tuple[Change, ...] = ()
    places: Mapping[str, LineColumn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration file.

    `file` is its name in findings. Patterns of files start from the folder `base`. `layers` are the
    keys of the file and then its overrides; a later layer wins. `table` is the place where the
    configuration begins. `beside` names a pyproject.toml in the same folder, with the place of
    its table, which has no effect.
    """

    file: str
    base: str
    layers: tuple[Layer, ...]
    inputs: tuple[str, ...] | None = None
    baseline: str | None = None
    beside: tuple[str, LineColumn] | None = None
