"""What may be changed in a round: the changes that fix each finding, and which go together."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from feedtool.findings.report import Finding
from feedtool.fixing.registry import repairs_of
from feedtool.fixing.source import Change, Source, WholeValue, find_overlap

# Faults after which the reading of the XML is a guess: they are fixed before all others.
BROKEN = (
    "not-well-formed", "xml-reference", "xml-character", "xml-tag", "xml-unclosed",
    "xml-truncated", "bad-xml-declaration", "bad-encoding", "xml-version", "limit-exceeded",
    "not-a-feed",
)  # fmt: skip
# What apps know an episode and its file by never changes.
_KEPT_TEXTS = ("guid", "podcast:guid")


# The changes that have an effect, and a number that stands for the texts that they write.
_Judged = tuple[tuple[Change, ...], int]


class Candidate(NamedTuple):
    """The changes that fix a finding, in order; `texts` stands for all that they write."""

    finding: Finding
    changes: tuple[Change, ...]
    is_safe: bool
    texts: int

    @property
    def key(self) -> object:
        """What names a candidate, wherever other changes have moved it."""
        return self.finding.rule, self.finding.fingerprint, self.finding.value, self.texts


class Proposals:
    """Proposes changes for the findings of one round."""

    def __init__(self, source: Source, *, unsafe: bool) -> None:
        self._source = source
        self._unsafe = unsafe
        # What was judged of the changes that many findings of a value share.
        self._judged: dict[int, tuple[WholeValue, _Judged | None]] = {}

    def propose(self, finding: Finding) -> Candidate | None:
        """Return the changes that fix a finding, None if there are none."""
        for repair, is_safe in repairs_of(finding.rule):
            if not is_safe and not self._unsafe:
                break
            changes = repair(finding, self._source)
            if not isinstance(changes, WholeValue):
                judged = self._judge(finding, sorted(set(changes)))
            elif id(changes) in self._judged:
                judged = self._judged[id(changes)][1]
            else:
                judged = self._judge(finding, changes)
                # The changes are kept, since another object may get the id of one that is gone.
                self._judged[id(changes)] = changes, judged
            if judged is not None:
                return Candidate(finding, judged[0], is_safe, judged[1])
        return None

    def _judge(self, finding: Finding, changes: Iterable[Change]) -> _Judged | None:
        """Return the changes that have an effect; None if they may not be made."""
        text = self._source.text
        kept = tuple(one for one in changes if text[one.start : one.end] != one.text)
        if not kept or find_overlap(kept) or _touches_identity(finding, kept, self._source):
            return None
        return kept, hash(tuple(one.text for one in kept))


def _touches_identity(finding: Finding, changes: Sequence[Change], source: Source) -> bool:
    """Return whether changes are inside the text of a guid or the address of an enclosure."""
    if finding.rule in BROKEN:
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


def choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates whose changes do not overlap; of two, the first is taken.

    A candidate whose changes are all made for another one is taken as well.
    """
    chosen: list[Candidate] = []
    made: list[Change] = []
    shared: set[int] = set()
    for one in candidates:
        if id(one.changes) not in shared:
            fresh = [change for change in one.changes if not _holds(made, change)]
            if any(_is_taken(made, change) for change in fresh):
                continue
            shared.add(id(one.changes))
            _add(made, fresh)
        chosen.append(one)
    return chosen


def _add(made: list[Change], fresh: Sequence[Change]) -> None:
    """Put changes, which are in order, among those that are made."""
    if fresh and (not made or made[-1] < fresh[0]):
        made += fresh
        return
    for change in fresh:
        insort(made, change)


def _holds(made: Sequence[Change], change: Change) -> bool:
    at = bisect_left(made, change)
    return at < len(made) and made[at] == change


def _is_taken(made: Sequence[Change], change: Change) -> bool:
    """Return whether a change touches one of those that are made, which are in order."""
    at = bisect_left(made, change)
    return find_overlap([*made[max(at - 1, 0) : at], change, *made[at : at + 1]])
