"""Pages of Ogg: reading one, walking over all, finding the last. Source: RFC 3533."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from feedtool.media.facts import Source, cut_off

_MARK = b"OggS\0"
_HEAD_BYTES = 27
_LONGEST_PAGE = _HEAD_BYTES + 255 + 255 * 255
_SEARCH_BYTES = 1 << 20
_MAX_GAPS = 500


@dataclass(frozen=True, slots=True)
class Page:
    """A page's head; `samples` are played when it ends, -1 where no packet ends in it."""

    start: int
    flags: int
    samples: int
    serial: int
    number: int
    lacing: bytes

    @property
    def is_first(self) -> bool:
        """Whether a stream begins with it."""
        return bool(self.flags & 2)

    @property
    def is_last(self) -> bool:
        """Whether its stream says that it ends with it."""
        return bool(self.flags & 4)

    @property
    def packets(self) -> int:
        """How many packets end in it."""
        return len(self.lacing) - self.lacing.count(255)

    @property
    def body(self) -> int:
        """Where its packets begin."""
        return self.start + _HEAD_BYTES + len(self.lacing)

    @property
    def end(self) -> int:
        """Where the next page begins."""
        return self.body + sum(self.lacing)


def read_page(stream: Source, place: int) -> Page | None:
    """Read the page at an offset, None if none is there."""
    stream.seek(place)
    head = stream.read(_HEAD_BYTES + 255)
    if len(head) < _HEAD_BYTES or head[:5] != _MARK:
        return None
    samples = int.from_bytes(head[6:14], "little", signed=True)
    serial, number = (int.from_bytes(head[at : at + 4], "little") for at in (14, 18))
    lacing = head[_HEAD_BYTES : _HEAD_BYTES + head[26]]
    return Page(place, head[5], samples, serial, number, lacing)


def walk_pages(stream: Source, size: int) -> Iterator[Page]:
    """Yield the whole pages of a file; bytes that are no page are left out.

    Raises MediaFault if the last page is cut.
    """
    place = gaps = 0
    while place < size:
        page = read_page(stream, place)
        if page is None:
            found = _find_mark(stream, place, size) if gaps < _MAX_GAPS else None
            gaps += 1
            if found is None:
                return
            place = found
            continue
        if page.end > size:
            raise cut_off(size, page.end)
        yield page
        place = page.end


def find_last(stream: Source, size: int, serials: Collection[int] = ()) -> Page | None:
    """Return the last page of some streams, else of all, in which a packet ends.

    Raises MediaFault if the last page of the file is cut.
    """
    base = max(size - 4 * _LONGEST_PAGE, 0)
    stream.seek(base)
    tail = stream.read(size - base)
    at, is_last = tail.rfind(_MARK), True
    while at >= 0:
        page = read_page(stream, base + at)
        if page is not None and is_last and page.end > size:
            raise cut_off(size, page.end)
        is_last = False
        is_wanted = page is not None and (not serials or page.serial in serials)
        if page is not None and is_wanted and page.samples >= 0:
            return page
        at = tail.rfind(_MARK, 0, at)
    return None


def _find_mark(stream: Source, start: int, size: int) -> int | None:
    stream.seek(start)
    at = stream.read(min(_SEARCH_BYTES, size - start)).find(_MARK, 1)
    return start + at if at >= 0 else None
