"""Chapters of an ID3 tag, with their titles, links and pictures.

Source: https://id3.org/id3v2-chapters-1.0
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from feedtool.media.chapters import MOST_CHAPTERS, drop_implied_ends, put_in_order
from feedtool.media.facts import AudioChapter, InnerPicture, Source
from feedtool.media.id3_frames import (
    Frame,
    Stuffed,
    Tag,
    list_frames,
    read_body,
    read_tag,
    split_text,
    unstuff,
)

_MAX_TEXT = 16_000
_UNKNOWN_MS = 0xFFFFFFFF
# Tables that name others may do so in a circle.
_MAX_DEPTH = 8
_MAX_STEPS = 10_000
_TOP = 2
_ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of contents, and the names of the chapters and tables in it."""

    is_top: bool
    names: tuple[str, ...]


def read_id3_chapters(stream: Source, place: int = 0) -> tuple[AudioChapter, ...]:
    """Return the chapters of the ID3 tag at an offset.

    Where there is a table of contents, chapters that it does not lead to are hidden, and those
    that start together stand in its order.
    """
    tag = read_tag(stream, place)
    if tag is None:
        return ()
    chapters: dict[str, AudioChapter] = {}
    tables: dict[str, _Table] = {}
    # Nobody packs chapters, and their pictures are found by their place in the file.
    for frame in (one for one in list_frames(tag) if not one.is_packed):
        if frame.name == b"CHAP" and len(chapters) < MOST_CHAPTERS:
            chapters.update(_read_chapter(tag, frame))
        elif frame.name == b"CTOC" and len(tables) < MOST_CHAPTERS:
            tables.update(_read_table(_plain(tag, frame)))
    named = dict.fromkeys(_named_by(tables))
    ordered = [chapters.pop(name) for name in named if name in chapters]
    hidden = bool(ordered)
    others = (replace(one, is_hidden=hidden) for one in chapters.values())
    known = (one for one in (*ordered, *others) if one.start_ms != _UNKNOWN_MS)
    return drop_implied_ends(put_in_order(known))


def _plain(tag: Tag, frame: Frame) -> bytes:
    body = read_body(tag.source, frame)
    return unstuff(body) if frame.is_stuffed else body


def _read_table(body: bytes) -> dict[str, _Table]:
    name, _, rest = body.partition(b"\0")
    if len(rest) < 2:
        return {}
    names = rest[2:].split(b"\0", rest[1])[: rest[1]]
    return {_name(name): _Table(bool(rest[0] & _TOP), tuple(map(_name, names)))}


def _name(data: bytes) -> str:
    return data.decode("latin-1")


def _named_by(tables: Mapping[str, _Table]) -> Iterator[str]:
    """Yield the names of chapters in tables of contents, beginning with the top table."""
    tops = [table for table in tables.values() if table.is_top]
    steps = [(name, 1) for table in tops or tables.values() for name in table.names]
    seen: set[str] = set()
    steps.reverse()
    for _ in range(_MAX_STEPS):
        if not steps:
            return
        name, depth = steps.pop()
        if name in tables and name not in seen and depth < _MAX_DEPTH:
            seen.add(name)
            steps.extend((inner, depth + 1) for inner in reversed(tables[name].names))
        elif name not in tables:
            yield name


def _read_chapter(tag: Tag, frame: Frame) -> dict[str, AudioChapter]:
    """Return a chapter by its name: a name, four times of four bytes, and frames of its own."""
    body = _plain(tag, frame)
    name, _, rest = body.partition(b"\0")
    if len(rest) < 16:
        return {}
    start_ms, end_ms = int.from_bytes(rest[:4], "big"), int.from_bytes(rest[4:8], "big")
    chapter = AudioChapter(start_ms, "", end_ms=end_ms)
    inner = Tag(tag.version, BytesIO(body), len(name) + 17, len(body))
    for part in list_frames(inner):
        content = b"" if part.is_packed else _plain(inner, part)
        if part.name == b"TIT2" and not chapter.title:
            chapter = replace(chapter, title=_read_text(content[:_MAX_TEXT]))
        elif part.name == b"WXXX" and not chapter.url:
            # Some programs end it with a zero, as texts end.
            url = split_text(content)[1][:_MAX_TEXT].partition(b"\0")[0]
            chapter = replace(chapter, url=url.decode("latin-1"))
        elif part.name == b"APIC" and not (chapter.image or chapter.picture):
            chapter = _add_picture(chapter, tag, frame, part, content)
    return {_name(name): chapter}


def _read_text(content: bytes) -> str:
    encoding = _ENCODINGS.get(content[0] if content else 0, "latin-1")
    return content[1:].decode(encoding, "replace").partition("\0")[0]


def _add_picture(
    chapter: AudioChapter, tag: Tag, frame: Frame, part: Frame, content: bytes
) -> AudioChapter:
    """Add the picture of a frame inside a chapter: its place in the file, or its address."""
    # An encoding, a media type, a kind, a text about it, and the picture.
    kind_at = content.find(b"\0", 1)
    if kind_at < 0 or part.is_stuffed:
        return chapter
    start, data = split_text(content, kind_at + 1)
    if content[1:kind_at] == b"-->":
        return replace(chapter, image=data[:_MAX_TEXT].decode("latin-1"))
    first, last = part.place + start, part.place + start + len(data)
    if frame.is_stuffed:
        raw = Stuffed(read_body(tag.source, frame))
        first, last = raw.offset(first), raw.offset(last)
    first, last = tag.raw_place(frame.place + first), tag.raw_place(frame.place + last)
    is_stuffed = frame.is_stuffed or tag.raw is not None
    return replace(chapter, picture=InnerPicture(first, last - first, is_stuffed))
