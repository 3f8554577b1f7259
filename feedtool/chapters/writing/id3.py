"""Makes the ID3 tag of an MP3 file with chapters in it: all its other frames stay as they are.

Source: https://id3.org/id3v2-chapters-1.0
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from feedtool.media.facts import AudioChapter
from feedtool.media.id3_frames import Tag, list_raw_frames, read_tag
from feedtool.values.xml_characters import drop_forbidden

if TYPE_CHECKING:
    from mutagen.id3 import ID3

# A table of contents counts its entries in one byte.
_MOST_ENTRIES = 255
_HEAD_BYTES = 10
# What four bytes of seven bits count.
_MOST_BYTES = 1 << 28
# Version 2.2 has no chapters; it becomes 2.3, which more programs read than 2.4.
_OLD, _OFTEN_READ = 2, 3
_MOST_OLD_BYTES = 10_000_000
_UNREADABLE = "its ID3 tag cannot be read ({}); write the tag anew"
_UNKNOWN = 0xFFFFFFFF
_UTF16, _UTF8 = 1, 3
_COVER = 3
# Room for other programs to add something without writing the whole file anew.
_PADDING_BYTES = 1024
_MARKS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n", "image/png"))


def picture_type(data: bytes) -> str:
    """Return the media type of a picture that all players show, "" for any other."""
    return next((kind for mark, kind in _MARKS if data.startswith(mark)), "")


def make_tag(
    source: BinaryIO,
    chapters: Sequence[AudioChapter],
    pictures: Mapping[int, bytes],
    duration_s: float,
) -> bytes:
    """Return the bytes of the file's tag with these chapters in place of those that it has.

    `pictures` has JPEG and PNG by the index of the chapter; other pictures stay addresses.
    A chapter without an end ends where the next one starts, the last one with the audio.

    Raises ValueError if the tag of the file cannot be read.
    """
    kept, version = _read(source)
    encoding = _UTF8 if version == 4 else _UTF16
    order = sorted(range(len(chapters)), key=lambda index: chapters[index].start_ms)
    ends = _list_ends([chapters[index] for index in order], round(duration_s * 1000))
    names = {index: f"chp{number}" for number, index in enumerate(order)}
    listed = [names[index] for index in order if not chapters[index].is_hidden]
    frames = [
        *_tables(listed),
        *(
            _chapter(chapters[index], names[index], end, pictures.get(index), encoding)
            for index, end in zip(order, ends, strict=True)
        ),
    ]
    # mutagen sorts frames by length, but players such as ffmpeg take chapters as they come.
    return _join(kept, b"".join(_save_alone(one, version) for one in frames), version)


def _read(source: BinaryIO) -> tuple[bytes, int]:
    """Return the frames of a file's tag but its chapters, and the version of the new tag."""
    found = read_tag(source, 0)
    if found is None:
        source.seek(0)
        if source.read(3) == b"ID3":
            raise ValueError(_UNREADABLE.format("its version or its size is unknown"))
        return b"", _OFTEN_READ
    try:
        frames = [one for one in list_raw_frames(found) if one[:4] not in (b"CHAP", b"CTOC")]
    except ValueError as why:
        raise ValueError(_UNREADABLE.format(why)) from None
    if found.version == _OLD:
        return _convert(source, found), _OFTEN_READ
    return b"".join(frames), found.version


def _convert(source: BinaryIO, found: Tag) -> bytes:
    """Return the frames of a tag of version 2.2, which has no chapters, as those of 2.3."""
    from mutagen import MutagenError  # noqa: PLC0415 - 40 ms, only `chapters write` needs it
    from mutagen.id3 import ID3  # noqa: PLC0415 - as above

    if found.end - found.start > _MOST_OLD_BYTES:
        raise ValueError(_UNREADABLE.format(f"it has more than {_MOST_OLD_BYTES:,} bytes"))
    source.seek(0)
    try:
        tag = ID3(source, v2_version=3, load_v1=False)
    except MutagenError as why:
        raise ValueError(_UNREADABLE.format(why)) from None
    tag.update_to_v23()
    return _save(tag, 3)


def _save_alone(frame: Any, version: int) -> bytes:
    """Return the bytes of one frame."""
    from mutagen.id3 import ID3  # noqa: PLC0415 - as above

    tag = ID3()
    tag.add(frame)
    return _save(tag, version)


def _save(tag: "ID3", version: int) -> bytes:
    """Return the frames of a tag."""
    made = BytesIO()
    tag.save(made, v1=0, v2_version=version, padding=lambda _: 0)
    return made.getvalue()[_HEAD_BYTES:]


def _join(kept: bytes, made: bytes, version: int) -> bytes:
    size = len(kept) + len(made) + _PADDING_BYTES
    if size >= _MOST_BYTES:
        raise ValueError("its ID3 tag would be larger than 256 MB; take smaller pictures")
    head = b"ID3" + bytes([version, 0, 0, *(size >> shift & 0x7F for shift in (21, 14, 7, 0))])
    # Some readers stop at a frame that they do not know.
    return b"".join((head, made, kept, bytes(_PADDING_BYTES)))


def _list_ends(chapters: Sequence[AudioChapter], last_ms: int) -> list[int]:
    ends: list[int] = []
    after, later = last_ms, None
    for one in reversed(chapters):
        if later is not None and later != one.start_ms:
            after = later
        later = one.start_ms
        end = one.end_ms if one.end_ms is not None else after
        ends.append(max(end, one.start_ms))
    return ends[::-1]


def _chapter(
    chapter: AudioChapter, name: str, end_ms: int, picture: bytes | None, encoding: int
) -> Any:
    from mutagen.id3 import APIC, CHAP, TIT2, WXXX  # noqa: PLC0415 - as above

    parts: list[Any] = []
    title = " ".join(drop_forbidden(chapter.title).split())
    if title:
        parts.append(TIT2(encoding=encoding, text=[title]))
    if chapter.url:
        url = _ascii(chapter.url)
        parts.append(WXXX(encoding=0, desc="chapter url", url=url))
    if picture is not None:
        kind = picture_type(picture)
        parts.append(APIC(encoding=0, mime=kind, type=_COVER, desc="", data=picture))
    elif "://" in chapter.image:
        data = _ascii(chapter.image).encode()
        parts.append(APIC(encoding=0, mime="-->", type=_COVER, desc="", data=data))
    return CHAP(
        element_id=name, start_time=chapter.start_ms, end_time=end_ms,
        start_offset=_UNKNOWN, end_offset=_UNKNOWN, sub_frames=parts,
    )  # fmt: skip


def _ascii(url: str) -> str:
    """Return an address with the characters escaped that a tag cannot hold."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")


def _tables(names: Sequence[str]) -> Iterator[Any]:
    """Yield the table of contents; of many chapters it has tables of its own."""
    from mutagen.id3 import CTOC, CTOCFlags  # noqa: PLC0415 - as above

    parts = [names[at : at + _MOST_ENTRIES] for at in range(0, len(names), _MOST_ENTRIES)]
    if len(parts) == 1:
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        yield CTOC(element_id="toc", flags=flags, child_element_ids=parts[0], sub_frames=[])
    elif parts:
        inner = [f"toc{number}" for number in range(len(parts))]
        yield from _tables(inner)
        for name, part in zip(inner, parts, strict=True):
            yield CTOC(element_id=name, flags=CTOCFlags.ORDERED, child_element_ids=part,
                       sub_frames=[])  # fmt: skip
