"""Makes the ID3 tag of an MP3 file with chapters in it: all its other frames stay as they are.

Source: https://id3.org/id3v2-chapters-1.0
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from feedtool.media.facts import AudioChapter
from feedtool.media.id3_frames import read_tag
from feedtool.values.xml_characters import drop_forbidden

if TYPE_CHECKING:
    from mutagen.id3 import ID3

# A table of contents counts its entries in one byte.
_MOST_ENTRIES = 255
_UNKNOWN = 0xFFFFFFFF
_UTF16, _UTF8 = 1, 3
_COVER = 3
# Room for other programs to add something without writing the whole file anew.
_PADDING_BYTES = 1024
_HEADER_BYTES = 10
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
    tag, version = _read(source)
    tag.delall("CHAP")
    tag.delall("CTOC")
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
    return _join(tag, frames, version)


def _join(tag: "ID3", frames: Sequence[Any], version: int) -> bytes:
    """Return the bytes of a tag with more frames behind it, in their order.

    mutagen sorts frames by their lengths, but players such as ffmpeg's take chapters as they come.

    Raises ValueError if it is larger than a tag can be.
    """
    from mutagen.id3 import ID3  # noqa: PLC0415 - as above

    start = _save(tag, version)
    parts = [start[_HEADER_BYTES:]]
    for frame in frames:
        alone = ID3()
        alone.add(frame)
        parts.append(_save(alone, version)[_HEADER_BYTES:])
    body = b"".join(parts) + bytes(_PADDING_BYTES)
    if len(body) >= 1 << 28:
        raise ValueError("a tag has up to 256 MB; use smaller pictures")
    length = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return start[: _HEADER_BYTES - len(length)] + length + body


def _save(tag: "ID3", version: int) -> bytes:
    made = BytesIO()
    tag.save(made, v1=0, v2_version=version, padding=lambda _: 0)
    return made.getvalue()


def _read(source: BinaryIO) -> "tuple[ID3, int]":
    """Return the tag of a file, or a new one, and the version in which it is written."""
    from mutagen import MutagenError  # noqa: PLC0415 - 40 ms, only `chapters write` needs it
    from mutagen.id3 import ID3, ID3NoHeaderError  # noqa: PLC0415 - as above

    found = read_tag(source, 0)
    # Version 2.2 has no chapters; it becomes 2.3, which more programs read than 2.4.
    version = 4 if found is not None and found.version == 4 else 3
    source.seek(0)
    try:
        is_old = found is not None and found.version == 2
        tag = ID3(source, translate=is_old, v2_version=version, load_v1=False)
    except ID3NoHeaderError:
        return ID3(), version
    except MutagenError as why:
        raise ValueError(f"its ID3 tag cannot be read ({why}); write the tag anew") from None
    if is_old:
        tag.update_to_v23()
    return tag, version


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
