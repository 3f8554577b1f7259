"""Fixes a feed: round after round, until no repair changes anything more.

Each round validates the feed, asks the repairs for changes, makes those that do not overlap, and
validates again. Changes that make something worse are taken back: then the feed has a new error, or
something differs that no change touched.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from types import MappingProxyType

from feedtool.findings.report import SEVERITIES, Edit, Finding, Fixable, Report, Severity
from feedtool.fixing.candidates import BROKEN, Candidate, Proposals, choose
from feedtool.fixing.repairs.references import find_later_references
from feedtool.fixing.source import Change, Source, UndecodableError
from feedtool.fixing.tree import same_elsewhere
from feedtool.validator.validate import DEFAULT_PROFILES, validate
from feedtool.vocabulary.rule_names import filter_rules

__all__ = ["Fixed", "add_edits", "fix"]

# Larger feeds are not fixed: the text, its tags and the findings are held in memory.
MAX_BYTES = 100_000_000
# From here on, what a reading leaves behind is worth freeing before the next.
_LARGE_BYTES = 100_000
_MOST_ROUNDS = 60
# So many tries may make something worse, in all and with one finding; all together they may look
# at so many findings.
_MOST_FAILURES = 40
_FEWEST_FAILURES = 6
_MOST_REFUSED = 3
_MOST_COSTS = 60_000
# Of each severity, so many findings are looked at in a round.
_MAX_FINDINGS = 5_000
# So much is fixed in one run, and so much is read in all its rounds. Findings cost far more than
# bytes: a round that makes 20,000 of them takes two seconds.
_MOST_FIXED = 20_000
_MOST_READ_BYTES = 40_000_000
_MOST_READ_FINDINGS = 60_000
_FEWEST_TRIES = 6
# A value with a hundred faults would have a hundred times all the edits.
_MOST_SHARED_CHARS = 4_000
_CHARS_OF_EDIT = 100
# A value has only one of these reported, and only if nothing else is wrong with it.
_HIDDEN = ("entity-in-text", "value-padded")


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
    # Which limit ended the work before all was fixed.
    stopped: str = ""


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
        if len(data) > _LARGE_BYTES:
            # What the last reading held knows itself in circles: Python would free it much later.
            gc.collect()
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

    `fixable` then says of each finding whether its edits are safe, or "no" if it has none. Where
    many findings of one value have the same edits, and these are many, the first finding has them.
    """
    try:
        source = Source(data, url)
    except UndecodableError:
        return report
    proposals, edits = Proposals(source, unsafe=True), _Edits(source)

    def with_edits(finding: Finding) -> Finding:
        candidate = proposals.propose(finding)
        if candidate is None:
            return replace(finding, fixable="no")
        fixable: Fixable = "safe" if candidate.is_safe else "unsafe"
        return replace(finding, edits=edits.of(candidate), fixable=fixable)

    return replace(report, findings=[with_edits(one) for one in report.findings])


class _Edits:
    """The changes of candidates as edits of a file; many that candidates share, only once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        # What those after the first get. The changes are kept, since another object may get the id
        # of one that is gone.
        self._known: dict[int, tuple[Sequence[Change], tuple[Edit, ...]]] = {}

    def of(self, candidate: Candidate) -> tuple[Edit, ...]:
        """Return the edits of a candidate."""
        changes = candidate.changes
        if id(changes) in self._known:
            return self._known[id(changes)][1]
        edits = self._source.edits(changes)
        too_many = sum(_CHARS_OF_EDIT + len(one.text) for one in edits) > _MOST_SHARED_CHARS
        self._known[id(changes)] = changes, () if too_many else edits
        return edits


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
        self._tries = self._read_bytes = self._read_findings = 0
        # Where there are very many findings, each try takes long.
        most = _MOST_COSTS // (len(report.findings) + 1)
        self._most_failures = min(max(most, _FEWEST_FAILURES), _MOST_FAILURES)

    def run(self) -> Fixed:
        """Return the feed when nothing changes any more."""
        rounds = 0
        while not self._limit(rounds) and self._round():
            rounds += 1
        left = self._settings.select_from(self._report)
        return Fixed(
            self._data, left, self._fixed, self._count_unsafe(left), stopped=self._limit(rounds)
        )

    def _limit(self, rounds: int = 0) -> str:
        """Return the limit that is reached, "" if there is none."""
        if len(self._fixed) >= _MOST_FIXED:
            return f"{_MOST_FIXED:,} fixes"
        if rounds >= _MOST_ROUNDS:
            return f"{_MOST_ROUNDS} rounds"
        too_long = self._tries >= _FEWEST_TRIES and self._read_bytes >= _MOST_READ_BYTES
        if too_long or self._read_findings >= _MOST_READ_FINDINGS:
            return f"{self._tries} readings"
        return ""

    def _round(self) -> bool:
        """Make the changes of one round; return whether any were made."""
        candidates = self._candidates()
        broken = [one for one in candidates if one.finding.rule in BROKEN]
        others = [one for one in candidates if one.finding.rule not in BROKEN]
        return self._try(broken) or self._try(others)

    def _candidates(self) -> list[Candidate]:
        settings = self._settings
        wanted = settings.select_from(self._report).findings
        found = map(Proposals(self._source, unsafe=settings.unsafe).propose, wanted)
        kept = [one for one in found if one is not None and not self._is_refused(one)]
        return [*kept, *self._later_references(wanted)]

    def _later_references(self, wanted: Sequence[Finding]) -> Iterator[Candidate]:
        """Yield the changes of references behind the place where the reading stops.

        Without them, each round would come only as far as very many faults.
        """
        rule = "xml-reference"
        found = [one for one in self._report.findings if one.rule == rule]
        stops = any(one.rule == "limit-exceeded" for one in self._report.findings)
        if not found or not stops or len(found) > sum(one.rule == rule for one in wanted):
            return
        later = find_later_references(found[-1], self._source)
        for finding, change in islice(later, _MOST_FIXED - len(self._fixed)):
            candidate = Candidate(finding, (change,), is_safe=True, texts=hash((change.text,)))
            if not self._is_refused(candidate):
                yield candidate

    def _try(self, candidates: Sequence[Candidate]) -> bool:
        """Make as many changes as make nothing worse; return whether any were made.

        If some of them do, half of them wait for another round, until the one is found that does.
        """
        suspects = [one for one in candidates if one.key in self._suspects]
        groups = [suspects, [one for one in candidates if one.key not in self._suspects]]
        while groups:
            chosen = choose([one for one in groups.pop() if not self._is_refused(one)])
            if not chosen:
                continue
            if self._limit():
                return False
            self._suspects.difference_update([one.key for one in chosen])
            if self._accept(chosen):
                return True
            self._failures += 1
            if self._failures >= self._most_failures:
                return False
            if len(chosen) == 1:
                self._refused.add(chosen[0].key)
                self._refused_rules[chosen[0].finding.rule] += 1
                continue
            first, later = _halve(chosen)
            self._suspects.update([one.key for one in later])
            groups += [later, first]
        return False

    def _is_refused(self, candidate: Candidate) -> bool:
        rule = candidate.finding.rule
        return candidate.key in self._refused or self._refused_rules[rule] >= _MOST_REFUSED

    def _accept(self, chosen: Sequence[Candidate]) -> bool:
        """Make changes and validate the feed; return whether they make nothing worse."""
        # A value with a hundred findings has one list of changes, which may be long.
        lists = {id(one.changes): one.changes for one in chosen}
        changes = sorted({change for one in lists.values() for change in one})
        try:
            data = self._source.apply(changes)
            source = Source(data, self._settings.url)
        except (UnicodeEncodeError, UndecodableError):
            return False
        if source.codec != self._source.codec:
            return False
        of_xml = chosen[0].finding.rule in BROKEN
        if not same_elsewhere(self._source.text, source.text, changes, of_xml=of_xml):
            return False
        report = self._settings.check(data)
        self._tries += 1
        self._read_bytes += len(data)
        self._read_findings += len(report.findings)
        if not _is_better(self._report, report):
            return False
        edits = _Edits(self._source)
        self._fixed += [replace(one.finding, edits=edits.of(one)) for one in chosen]
        self._data, self._report, self._source = data, report, source
        return True

    def _count_unsafe(self, left: Report) -> int:
        if self._settings.unsafe:
            return 0
        proposals = Proposals(self._source, unsafe=True)
        return sum(proposals.propose(one) is not None for one in left.findings)


def _halve(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    middle = (len(candidates) + 1) // 2
    return [*candidates[:middle]], [*candidates[middle:]]


def _is_better(before: Report, after: Report) -> bool:
    """Return whether a feed has fewer faults than before, and no new error.

    Behind a fault in the XML nobody sees what is wrong: when such a fault is fixed, what it hid may
    come to light.
    """
    was, now = _broken(before), _broken(after)
    if was != now:
        return now < was
    if before.dropped.get("error"):
        # What was left out of the report may have been of any rule.
        if after.count("error") > before.count("error"):
            return False
    elif _errors(after) - _errors(before):
        return False
    return _weights(after) < _weights(before)


def _broken(report: Report) -> tuple[int, int, int]:
    """Return how broken the XML of a feed is; less is better.

    After very many faults the validator stops: then it is better if it comes further.
    """
    faults = [one for one in report.findings if one.rule in BROKEN]
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
