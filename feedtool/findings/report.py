"""What the validator and the readers of sources report: pure data, no behaviour beyond sorting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Literal

from feedtool.findings.wording import cause_of, inert, printable
from feedtool.vocabulary.severity import SEVERITIES, Fixable, Severity

__all__ = [
    "MAX_FINDINGS",
    "SEVERITIES",
    "Edit",
    "Excerpt",
    "Finding",
    "Fixable",
    "Origin",
    "Report",
    "Severity",
    "SourceError",
    "Where",
    "hide_below",
    "place_of",
    "split_by_severity",
]

# So many findings of each severity are kept of each input, if nobody says otherwise.
MAX_FINDINGS = 10_000

Where = Literal["xml", "http", "asset", "transcript", "source"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The line of YAML or Markdown that a piece of the feed was made from.

    What was made in Python has no line; `file` names the episode or the show.
    """

    file: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a file, and the text to put in its place.

    Lines and columns count as in Finding; the end is the place after the part. An edit that only
    inserts text ends where it begins.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a feed or with the sources of a show.

    Lines and columns count from 1, columns in characters; they are None where a place makes no
    sense (a file that is missing). `path` is the element's place with indexes, as in
    `/rss/channel/item[12]/enclosure/@length`. `item` is the title of the item that the finding is
    in, or its guid, and `guid` its guid. `edits` are the changes of the file that fix it,
    where they were asked for. `instead` is the text that belongs in place of what stands between
    the place and its end, or of the whole value if there is no end; None where that is not known.
    """

    rule: str
    severity: Severity
    message: str
    file: str = ""
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    path: str = ""
    element: str = ""
    item: str = ""
    guid: str = ""
    value: str = ""
    profiles: tuple[str, ...] = ()
    fix: str = ""
    fixable: Fixable = "no"
    spec: str = ""
    where: Where = "xml"
    origin: Origin | None = None
    recovered: bool = False
    fingerprint: str = ""
    instead: str | None = None
    edits: tuple[Edit, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Say how a finding is made again in another process, faster than a dataclass does."""
        return Finding, _values_of(self)

    @property
    def cause(self) -> str:
        """What is wrong in plain words: findings of one kind share it, whatever their values."""
        return cause_of(self.message, self.value)

    @property
    def attribute(self) -> str:
        """The name of the attribute that the finding is about, "" if it is about none."""
        return self.path.rpartition("/@")[2] if "/@" in self.path else ""

    def __str__(self) -> str:
        """Return the form that all output shares: `file:line:column: severity: message [rule]`."""
        place = ":".join(
            str(part) for part in (printable(self.file), self.line, self.column) if part
        )
        return inert(f"{place}: {self.severity}: {printable(self.message)} [{self.rule}]")


_values_of: Callable[[Finding], tuple[object, ...]] = attrgetter(
    *(one.name for one in fields(Finding))
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A cut of a source line, and how many characters of it stand before the place."""

    text: str
    caret: int


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one input, in the order of their places.

    An input that cannot be read is `unreadable`; its one finding says why. A show is `unbuilt` if
    its sources have errors: then there is no feed to check. A report that `is_configuration` is
    about a configuration file, not about an input.

    `items` counts what the input is made of; each is an item of a feed, or what `unit` names.

    `hidden` holds the findings that are counted, but not shown. `dropped` counts, by severity, the
    findings that were too many to be kept; `left_out` counts, by rule, those that `select` and
    `ignore` leave out. With a baseline, `known` counts its findings that remain and are left out
    here, and `fixed` those that are gone; without one, `known` is None. `shown_from` and
    `fails_from` are the lowest severity to show and the lowest that makes a run fail, where the
    configuration says so. `excerpts` are found by the place of a finding, see `place_of`.
    """

    file: str
    findings: Sequence[Finding] = ()
    profiles: tuple[str, ...] = ()
    items: int = 0
    unit: str = "item"
    unreadable: bool = False
    unbuilt: bool = False
    is_configuration: bool = False
    suppressed: int = 0
    known: int | None = None
    fixed: int = 0
    hidden: Sequence[Finding] = ()
    dropped: Mapping[Severity, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    shown_from: Severity | None = None
    fails_from: Severity | None = None
    excerpts: Mapping[tuple[str, int, int], Excerpt] = field(default_factory=dict)

    @property
    def errors(self) -> Sequence[Finding]:
        """The findings with the severity error, also those that are not shown."""
        return self._with("error")

    @property
    def warnings(self) -> Sequence[Finding]:
        """The findings with the severity warning, also those that are not shown."""
        return self._with("warning")

    def _with(self, severity: Severity) -> Sequence[Finding]:
        kept = (*self.findings, *self.hidden)
        return [finding for finding in kept if finding.severity == severity]

    @property
    def truncated(self) -> bool:
        """Whether there are more findings than are kept."""
        return any(self.dropped.values())

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity, with those that are not shown or kept."""
        kept = (*self.findings, *self.hidden)
        return sum(finding.severity == severity for finding in kept) + self.dropped.get(severity, 0)

    def worst(self) -> Severity | None:
        """Return the highest severity in the report, None when it is clean."""
        return next((one for one in reversed(SEVERITIES) if self.count(one)), None)


def hide_below(report: Report, severity: Severity) -> Report:
    """Return a report that shows only findings of this severity or a higher one."""
    shown, hidden = split_by_severity(report.findings, severity)
    return replace(report, findings=shown, hidden=hidden)


def split_by_severity(
    findings: Sequence[Finding], lowest: Severity
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of this severity or a higher one, and the others."""
    shown = SEVERITIES[SEVERITIES.index(lowest) :]
    return (
        [one for one in findings if one.severity in shown],
        [one for one in findings if one.severity not in shown],
    )


def place_of(finding: Finding) -> tuple[str, int, int]:
    """Return what findings are sorted by: file, line, column."""
    return finding.file, finding.line or 0, finding.column or 0


class SourceError(Exception):
    """Raised when a show's sources have errors; `findings` holds all of them, sorted by place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)
