"""Checks a feed whose items were checked before: those that were clean are not read again.

The findings are exactly those of `validate`. In place of a clean item the reader gets as many empty
lines, so that all other places stay what they are.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader, RawIOBase
from itertools import accumulate
from typing import overload
from xml.parsers.expat import XMLParserType

from feedtool.findings.report import MAX_FINDINGS, Report
from feedtool.findings.suggestions import few_suggestions
from feedtool.validator.checking.engine import Engine
from feedtool.validator.checking.traces import Outdated, TracingCollector, TracingEngine
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.plans import expand_profiles, load_plans
from feedtool.validator.reading.reader import Reader
from feedtool.validator.validate import (
    DEFAULT_PROFILES,
    MOST_SUGGESTIONS,
    load_rulebook,
    validate,
)

_COMMENT = b"<!--"


@dataclass(frozen=True, slots=True)
class Parts:
    """A feed in parts: before the items, each item, after the items; each ends with its line."""

    head: bytes
    items: Sequence[bytes]
    tail: bytes

    def join(self) -> bytes:
        """Return the whole feed."""
        return b"".join((self.head, *self.items, self.tail))

    def within(self, data: bytes) -> "Parts":
        """Return the same parts with the items cut out of the whole feed whenever they are used.

        Who keeps the whole feed keeps nothing twice then.
        """
        starts = [*accumulate(map(len, self.items), initial=len(self.head))]
        return Parts(self.head, _Cuts(data, starts), self.tail)


class _Cuts(Sequence[bytes]):
    """Parts of some bytes, each up to the start of the next one."""

    __slots__ = ("_data", "_starts")

    def __init__(self, data: bytes, starts: list[int]) -> None:
        self._data = data
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> bytes: ...

    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...

    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._data[self._starts[at] : self._starts[at + 1]]


def validate_items(
    parts: Parts, known: Mapping[int, bytes], *, file: str, at: datetime
) -> tuple[Report, dict[int, bytes]]:
    """Return the report about a feed, and the traces of its clean items that have none yet.

    `known` has, by number of the item, the traces that an earlier call returned for the same item
    below the same head; only `lastBuildDate` in the head may differ.
    """
    if any(_COMMENT in one for one in (parts.head, *parts.items)):
        # A comment may silence rules for what comes after it, even after its item.
        return validate(parts.join(), file=file, at=at), {}
    try:
        return _validate(parts, known, file, at)
    except Outdated:
        return _validate(parts, {}, file, at)


def _validate(
    parts: Parts, known: Mapping[int, bytes], file: str, at: datetime
) -> tuple[Report, dict[int, bytes]]:
    names = expand_profiles(DEFAULT_PROFILES)
    plans = load_plans(names)
    collector = TracingCollector(file, MAX_FINDINGS, plans.demands)
    memory = FeedMemory(at.timestamp())
    size = len(parts.head) + sum(map(len, parts.items)) + len(parts.tail)
    engine = TracingEngine(plans, load_rulebook(names), collector, memory, known, size)
    # Nobody who writes a feed knows the mark.
    mark = f"<?item-{os.urandom(8).hex()} "
    stream = BufferedReader(_Stream(_mark_items(parts, known, mark.encode())))
    with few_suggestions(MOST_SUGGESTIONS):
        _Reader(engine, mark, engine.begin_item).read(stream)
    report = Report(
        file=file, findings=collector.close(), profiles=names, items=engine.items,
        suppressed=collector.suppressed, dropped=collector.dropped,
    )  # fmt: skip
    is_well_formed = not any(one.recovered for one in report.findings)
    return report, engine.traces if is_well_formed else {}


def _mark_items(parts: Parts, known: Mapping[int, bytes], mark: bytes) -> Iterator[bytes]:
    """Yield a feed with a mark at the end of the line before each item, and after the last."""
    yield parts.head[:-1]
    for number, item in enumerate(parts.items):
        yield b"%b%d?>\n" % (mark, number)
        yield b"\n" * (item.count(b"\n") - 1) if number in known else item[:-1]
    yield b"%b%d?>\n" % (mark, len(parts.items))
    yield parts.tail


class _Stream(RawIOBase):
    """Bytes that are made piece by piece, as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Return that this file can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with what fits; return how much that is, 0 at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


class _Reader(Reader):
    """A reader that calls `begin` at each mark, with its number."""

    def __init__(self, engine: Engine, mark: str, begin: Callable[[int], None]) -> None:
        self._mark = mark
        self._begin = begin
        super().__init__(engine)

    def _attach(self, parser: XMLParserType) -> None:
        super()._attach(parser)
        other = parser.DefaultHandler

        def read_other(data: str) -> None:
            if data.startswith(self._mark):
                self._begin(int(data[len(self._mark) : -2]))
            elif other is not None:
                other(data)

        parser.DefaultHandler = read_other
