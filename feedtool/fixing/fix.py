"""Fixes a feed: round after round, until no repair changes anything more.

Each round validates the feed, asks the repairs for changes, makes those that do not overlap, and
validates again. Changes that make something worse are taken back: then the feed has a new error, or
something differs that no change touched.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from feedtool.findings.report import SEVERITIES, Edit, Finding, Report, Severity
from feedtool.fixing.registry import repairs_of
from feedtool.fixing.repairs.references import find_later_references
from feedtool.fixing.source import Change, Source, UndecodableError, find_overlap
from feedtool.fixing.tree import same_elsewhere
from feedtool.validator.validate import DEFAULT_PROFILES, validate
from feedtool.vocabulary.rule_names import filter_rules

__all__ = ["Fixed", "add_edits", "fix"]

# Larger feeds are not fixed: the text, its tags and the findings are held in memory.
MAX_BYTES = 100_000_000
_MOST_ROUNDS = 60
# So many tries may make something worse, in all and with one finding; all together they may look
# at so many findings.
_MOST_FAILURES = 40
_FEWEST_FAILURES = 6
_MOST_REFUSED = 3
_MOST_COSTS = 60_000
_MAX_FINDINGS = 50_000
# Faults after which the reading of the XML is a guess: they are fixed before all others.
_BROKEN = (
    "not-well-formed", "xml-reference", "xml-character", "xml-tag", "xml-unclosed",
    "xml-truncated", "bad-xml-declaration", "bad-encoding", "xml-version", "limit-exceeded",
    "not-a-feed",
)  # fmt: skip
# A value has only one of these reported, and only if nothing else is wrong with it.
_HIDDEN = ("entity-in-text", "value-padded")
# What apps know an episode and its file by never changes.
_KEPT_TEXTS = ("guid", "podcast:guid")


class _Candidate(NamedTuple):
    """The changes that fix a finding, in order."""

    finding: Finding
    changes: tuple[Change, ...]
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Fixed:
    """A feed after it was fixed.

    `fixed` holds the findings that are gone, with the edits that removed them; their places are
    those of the round in which they were fixed. `report` is about the new feed: what is left.
    `unsafe` counts the findings left that --unsafe fixes.
    """

    data: bytes
    report: Report
    fixed: Sequence[Finding] = ()
    unsafe: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Settings:
    profiles: tuple[str, ...]
    file: str
    url: str
    at: datetime
    unsafe: bool
    wants: Callable[[str], bool] | None
    levels: Mapping[str, Severity]
    weigh: Callable[[Report], Report]

    def check(self, data: bytes) -> Report:
        """Return what is wrong with a feed, whatever is selected."""
        return validate(
            data, profiles=self.profiles, file=self.file, url=self.url, at=self.at,
            max_findings=_MAX_FINDINGS, levels=self.levels,
        )  # fmt: skip

    def select_from(self, report: Report) -> Report:
        """Return a report with the findings that the user asks for."""
        report = self.weigh(report)
        if self.wants is None:
            return report
        return replace(report, findings=[one for one in report.findings if self.wants(one.rule)])


def fix(
    data: bytes,
    *,
    unsafe: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profiles: Iterable[str] = DEFAULT_PROFILES,
    url: str = "",
    at: datetime | None = None,
    file: str = "-",
    levels: Mapping[str, Severity] = MappingProxyType({}),
    weigh: Callable[[Report], Report] = lambda report: report,
) -> Fixed:
    """Fix what can be fixed in a feed; with `unsafe` also what takes a guess.

    `select` and `ignore` name rules; * stands for any characters. `weigh` leaves out of a report
    what is to stay as it is. The other arguments are those of `validate`. The encoding and the line
    ends of the feed stay; guids and the addresses of enclosures never change.
    """
    settings = _Settings(
        tuple(profiles), file, url, at or datetime.now(UTC), unsafe, filter_rules(select, ignore),
        levels, weigh,
    )  # fmt: skip
    if len(data) > MAX_BYTES:
        return Fixed(data, Report(file), refused=f"it has more than {MAX_BYTES:,} bytes")
    report = settings.check(data)
    try:
        return _Fixer(settings, data, report).run()
    except UndecodableError as why:
        return Fixed(data, settings.select_from(report), refused=str(why))


def add_edits(report: Report, data: bytes, *, url: str = "") -> Report:
    """Add to the findings of a report on these bytes the edits that fix them.

    `fixable` then says of each finding whether its own edits are safe, or "no" without edits.
    """
    try:
        source = Source(data, url)
    except UndecodableError:
        return report
    return replace(report, findings=[_with_edits(one, source) for one in report.findings])


def _with_edits(finding: Finding, source: Source) -> Finding:
    candidate = _propose(finding, source, unsafe=True)
    if candidate is None:
        return replace(finding, fixable="no")
    edits: tuple[Edit, ...] = source.edits(candidate.changes)
    return replace(finding, edits=edits, fixable="safe" if candidate.is_safe else "unsafe")


def _propose(finding: Finding, source: Source, *, unsafe: bool) -> _Candidate | None:
    """Return the changes that fix a finding, None if there are none."""
    for repair, is_safe in repairs_of(finding.rule):
        if not is_safe and not unsafe:
            break
        changes = tuple(sorted(set(repair(finding, source))))
        kept = [one for one in changes if source.text[one.start : one.end] != one.text]
        if kept and not find_overlap(kept) and not _touches_identity(finding, kept, source):
            return _Candidate(finding, tuple(kept), is_safe)
    return None


def _touches_identity(finding: Finding, changes: Sequence[Change], source: Source) -> bool:
    """Return whether changes are inside the text of a guid or the address of an enclosure."""
    if finding.rule in _BROKEN:
        return False
    return any(_is_identity(source, one) for one in changes)


def _is_identity(source: Source, change: Change) -> bool:
    element = source.markup.element_at(change.start)
    if element is None:
        return False
    if element.name in _KEPT_TEXTS:
        return change.start >= element.inside and change.end <= element.after
    if element.name != "enclosure":
        return False
    address = source.markup.attribute(element, "url")
    return address is not None and address.start <= change.start <= change.end <= address.end


class _Fixer:
    """Works on one feed."""

    def __init__(self, settings: _Settings, data: bytes, report: Report) -> None:
        self._settings = settings
        self._data = data
        self._report = report
        self._source = Source(data, settings.url)
        self._fixed: list[Finding] = []
        # What made something worse, and what was tried together with it.
        self._refused: set[object] = set()
        self._refused_rules: Counter[str] = Counter()
        self._suspects: set[object] = set()
        self._failures = 0
        # Where there are very many findings, each try takes long.
        most = _MOST_COSTS // (len(report.findings) + 1)
        self._most_failures = min(max(most, _FEWEST_FAILURES), _MOST_FAILURES)

    def run(self) -> Fixed:
        """Return the feed when nothing changes any more."""
        for _ in range(_MOST_ROUNDS):
            if not self._round():
                break
        left = self._settings.select_from(self._report)
        return Fixed(self._data, left, self._fixed, self._count_unsafe(left))

    def _round(self) -> bool:
        """Make the changes of one round; return whether any were made."""
        candidates = self._candidates()
        broken = [one for one in candidates if one.finding.rule in _BROKEN]
        others = [one for one in candidates if one.finding.rule not in _BROKEN]
        return self._try(broken) or self._try(others)

    def _candidates(self) -> list[_Candidate]:
        settings = self._settings
        wanted = settings.select_from(self._report).findings
        found = (_propose(one, self._source, unsafe=settings.unsafe) for one in wanted)
        kept = [one for one in found if one is not None and not self._is_refused(one)]
        return [*kept, *self._later_references(wanted)]

    def _later_references(self, wanted: Sequence[Finding]) -> Iterator[_Candidate]:
        """Yield the changes of references behind the place where the reading stops.

        Without them, each round would come only as far as very many faults.
        """
        rule = "xml-reference"
        found = [one for one in self._report.findings if one.rule == rule]
        stops = any(one.rule == "limit-exceeded" for one in self._report.findings)
        if not found or not stops or len(found) > sum(one.rule == rule for one in wanted):
            return
        for finding, change in find_later_references(found[-1], self._source):
            candidate = _Candidate(finding, (change,), is_safe=True)
            if not self._is_refused(candidate):
                yield candidate

    def _try(self, candidates: Sequence[_Candidate]) -> bool:
        """Make as many changes as make nothing worse; return whether any were made.

        If some of them do, half of them wait for another round, until the one is found that does.
        """
        suspects = [one for one in candidates if _key(one) in self._suspects]
        groups = [suspects, [one for one in candidates if _key(one) not in self._suspects]]
        while groups:
            chosen = _choose([one for one in groups.pop() if not self._is_refused(one)])
            if not chosen:
                continue
            self._suspects.difference_update(map(_key, chosen))
            if self._accept(chosen):
                return True
            self._failures += 1
            if self._failures >= self._most_failures:
                return False
            if len(chosen) == 1:
                self._refused.add(_key(chosen[0]))
                self._refused_rules[chosen[0].finding.rule] += 1
                continue
            first, later = _halve(chosen)
            self._suspects.update(map(_key, later))
            groups += [later, first]
        return False

    def _is_refused(self, candidate: _Candidate) -> bool:
        rule = candidate.finding.rule
        return _key(candidate) in self._refused or self._refused_rules[rule] >= _MOST_REFUSED

    def _accept(self, chosen: Sequence[_Candidate]) -> bool:
        """Make changes and validate the feed; return whether they make nothing worse."""
        changes = sorted({change for one in chosen for change in one.changes})
        try:
            data = self._source.apply(changes)
            source = Source(data, self._settings.url)
        except (UnicodeEncodeError, UndecodableError):
            return False
        if source.codec != self._source.codec:
            return False
        of_xml = chosen[0].finding.rule in _BROKEN
        if not same_elsewhere(self._source.text, source.text, changes, of_xml=of_xml):
            return False
        report = self._settings.check(data)
        if not _is_better(self._report, report):
            return False
        self._fixed += [
            replace(one.finding, edits=self._source.edits(one.changes)) for one in chosen
        ]
        self._data, self._report, self._source = data, report, source
        return True

    def _count_unsafe(self, left: Report) -> int:
        if self._settings.unsafe:
            return 0
        return sum(_propose(one, self._source, unsafe=True) is not None for one in left.findings)


def _halve(candidates: Sequence[_Candidate]) -> tuple[list[_Candidate], list[_Candidate]]:
    middle = (len(candidates) + 1) // 2
    return [*candidates[:middle]], [*candidates[middle:]]


def _key(candidate: _Candidate) -> object:
    """Return what names a candidate, wherever other changes have moved it."""
    finding = candidate.finding
    texts = tuple(one.text for one in candidate.changes)
    return finding.rule, finding.fingerprint, finding.value, texts


def _choose(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates whose changes do not overlap; of two, the first is taken.

    A candidate whose changes are all made for another one is taken as well.
    """
    chosen: list[_Candidate] = []
    made: list[Change] = []
    for one in candidates:
        fresh = [change for change in one.changes if not _holds(made, change)]
        if any(_is_taken(made, change) for change in fresh):
            continue
        chosen.append(one)
        for change in fresh:
            insort(made, change)
    return chosen


def _holds(made: Sequence[Change], change: Change) -> bool:
    at = bisect_left(made, change)
    return at < len(made) and made[at] == change


def _is_taken(made: Sequence[Change], change: Change) -> bool:
    """Return whether a change touches one of those that are made, which are in order."""
    at = bisect_left(made, change)
    return find_overlap([*made[max(at - 1, 0) : at], change, *made[at : at + 1]])


def _is_better(before: Report, after: Report) -> bool:
    """Return whether a feed has fewer faults than before, and no new error.

    Behind a fault in the XML nobody sees what is wrong: when such a fault is fixed, what it hid may
    come to light.
    """
    was, now = _broken(before), _broken(after)
    if was != now:
        return now < was
    if _errors(after) - _errors(before):
        return False
    return _weights(after) < _weights(before)


def _broken(report: Report) -> tuple[int, int, int]:
    """Return how broken the XML of a feed is; less is better.

    After very many faults the validator stops: then it is better if it comes further.
    """
    faults = [one for one in report.findings if one.rule in _BROKEN]
    if any(one.rule == "limit-exceeded" for one in faults):
        return 1, -(faults[-1].line or 0), -(faults[-1].column or 0)
    return 0, len(faults), 0


def _errors(report: Report) -> Counter[str]:
    return Counter(one.rule for one in report.findings if one.severity == "error")


def _weights(report: Report) -> tuple[int, ...]:
    """Return how much is wrong with a feed; less is better.

    What other faults of a value hide comes last of its severity: it may come to light.
    """
    hidden = Counter(one.severity for one in report.findings if one.rule in _HIDDEN)
    levels = SEVERITIES[::-1]
    return tuple(
        count for level in levels for count in (report.count(level) - hidden[level], hidden[level])
    )
