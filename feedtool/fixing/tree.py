"""Compares a feed before and after changes: nothing may differ but what the changes touch.

Both are read by expat, which knows nothing of our own reading of tags. Up to the first fault in the
XML, every tag with its attributes, its depth and the text after it must be the same, unless a
change touches it. The guids and the addresses of enclosures must be the same everywhere.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, pairwise, zip_longest
from xml.parsers.expat import ExpatError, ParserCreate

from feedtool.fixing.source import Change

_IDENTITY = ("guid", "podcast:guid")
_OWNERS = ("item", "podcast:liveItem", "channel")


@dataclass(slots=True)
class _Reading:
    """The tags of a feed by their offset in bytes, and what apps know its items by.

    Of each tag with the text after it, only a hash is kept: a feed may have a million tags.
    """

    offsets: "array[int]" = field(default_factory=lambda: array("q"))
    hashes: "array[int]" = field(default_factory=lambda: array("q"))
    depths: "array[int]" = field(default_factory=lambda: array("q"))
    # Of each item, a hash of its guids and the addresses of its enclosures.
    identities: "array[int]" = field(default_factory=lambda: array("q"))
    fault: int | None = None


def same_elsewhere(
    before: str, after: str, changes: Sequence[Change], *, of_xml: bool = False
) -> bool:
    """Return whether two texts, the second made by changes in order, differ only in the changes.

    Changes `of_xml` fix faults in the XML: what comes after them may be read in another way.
    """
    old, new = _read(before), _read(after)
    if old.fault is None and new.fault is not None:
        return False
    if not _same_identity(old, new):
        return False
    spans = _byte_spans(before, changes)
    limit = len(before.encode("utf-8", "replace")) + 1 if old.fault is None else old.fault
    if of_xml and old.fault is not None:
        limit = min(limit, spans[0][0])
    moved = _shift(limit, spans)
    if new.fault is not None and new.fault < moved:
        return False
    deep = old.fault is None
    kept = (
        (_shift(at, spans), what)
        for at, what in _untouched(old, [one[:2] for one in spans], limit, deep=deep)
    )
    found = _untouched(new, [one[2:] for one in spans], moved, deep=deep)
    if deep:
        return all(one == other for one, other in zip_longest(kept, found))
    # A fault cuts the text before it: the last tags that are compared may differ in this.
    return all(one in found for one in kept)


def _same_identity(old: _Reading, new: _Reading) -> bool:
    was, now = Counter(old.identities), Counter(new.identities)
    return was <= now if old.fault is not None else was == now


def _byte_spans(text: str, changes: Sequence[Change]) -> list[tuple[int, int, int, int]]:
    """Return where each change starts and ends in the bytes before and after it, in UTF-8."""
    spans, done, at, delta = [], 0, 0, 0
    for start, end, new in changes:
        at += len(text[done:start].encode("utf-8", "replace"))
        removed = len(text[start:end].encode("utf-8", "replace"))
        added = len(new.encode("utf-8", "replace"))
        spans.append((at, at + removed, at + delta, at + delta + added))
        at += removed
        delta += added - removed
        done = end
    return spans


def _shift(offset: int, spans: Sequence[tuple[int, int, int, int]]) -> int:
    """Return where an offset that no change covers is after the changes."""
    at = bisect_right(spans, offset, key=lambda one: one[1]) - 1
    return offset if at < 0 else offset - spans[at][1] + spans[at][3]


def _untouched(
    reading: _Reading, spans: Sequence[tuple[int, int]], limit: int, *, deep: bool
) -> Iterator[tuple[int, object]]:
    """Yield the tags, with the text after them, that no change touches, up to a limit."""
    ends = list(accumulate((end for _, end in spans), max))
    offsets = chain(reading.offsets, (limit,)) if deep else reading.offsets
    for index, (at, after) in enumerate(pairwise(offsets)):
        if after > limit or at >= limit:
            break
        # The first change that ends after the start of this tag.
        near = bisect_right(ends, at)
        if near < len(spans) and spans[near][0] <= after:
            continue
        yield at, (reading.hashes[index], reading.depths[index] if deep else 0)


@lru_cache(maxsize=2)
def _read(text: str) -> _Reading:  # noqa: C901, PLR0915 - the handlers share what they read
    reading = _Reading()
    parser = ParserCreate()
    parser.ordered_attributes = True
    # Else each reference and each end of a line would be a text of its own.
    parser.buffer_text = True
    parser.specified_attributes = True
    depth = 0
    owners: list[tuple[set[str], set[str]]] = []
    guid: list[str] | None = None
    tag, texts = "", list[str]()

    data = text.encode("utf-8", "replace")

    def take_text() -> None:
        if tag:
            reading.hashes.append(hash((tag, "".join(texts))))

    def note(name: str, shift: int = 0) -> None:
        nonlocal tag
        take_text()
        reading.offsets.append(parser.CurrentByteIndex + shift)
        reading.depths.append(depth)
        tag = name
        texts.clear()

    def start(name: str, attributes: list[str]) -> None:
        nonlocal depth, guid
        depth += 1
        note(f"{name} {attributes}" if attributes else name)
        if name in _OWNERS:
            owners.append((set(), set()))
        elif name in _IDENTITY:
            guid = []
        elif name == "enclosure" and owners:
            values = dict(zip(attributes[::2], attributes[1::2], strict=True))
            owners[-1][1].add(values.get("url", ""))

    def end(name: str) -> None:
        nonlocal depth, guid
        # The end of <a/> is reported after its tag: it counts as the last character of the tag.
        at = parser.CurrentByteIndex
        is_single = not texts and data.endswith(b"/>", at - 2, at)
        note(f"/{name}", -1 if is_single and not tag.startswith("/") else 0)
        depth -= 1
        if guid is not None and name in _IDENTITY:
            if owners:
                owners[-1][0].add("".join(guid))
            guid = None
        elif name in _OWNERS and owners:
            guids, addresses = owners.pop()
            reading.identities.append(hash((frozenset(guids), frozenset(addresses))))

    def character_data(data: str) -> None:
        if tag:
            texts.append(data)
        if guid is not None:
            guid.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = character_data
    try:
        parser.Parse(data.decode("utf-8"), True)
    except ExpatError:
        reading.fault = parser.ErrorByteIndex
    finally:
        # The handlers know the parser: without this, the text would stay in memory.
        parser.StartElementHandler = parser.EndElementHandler = None
        parser.CharacterDataHandler = None
    take_text()
    return reading
