"""Texts and pictures of an ID3 tag, from version 2.2 to 2.4, and the texts of version 1.

Sources: https://id3.org/id3v2.4.0-frames, https://id3.org/id3v2.3.0, https://id3.org/id3v2-00,
https://id3.org/ID3v1
"""

from collections.abc import Iterator

from feedtool.media.facts import Source
from feedtool.media.id3_frames import PlainBodies, list_frames, read_tag, split_text

# Texts by their name, the values of each in their order.
Texts = dict[str, list[str]]
# Kind and bytes; None for a picture that is too long to be read.
Picture = tuple[int, bytes | None]

_ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}
# The names that frames of version 2.2 got later.
_NEW_NAMES = {
    "TT2": "TIT2", "TT3": "TIT3", "TRK": "TRCK", "TPA": "TPOS", "TYE": "TYER", "TDA": "TDAT",
    "TDR": "TDRL", "TDS": "TDES", "TXX": "TXXX", "COM": "COMM",
}  # fmt: skip
_WANTED = frozenset((*_NEW_NAMES.values(), "TDRC", "TDOR"))
# A text that is longer is cut; what comes after so many bytes of texts is left out.
_MAX_TEXT = 400_000
_MAX_TEXTS = 4_000_000
_MAX_VALUES = 20


def read_id3_texts(stream: Source, place: int = 0) -> Texts:
    """Return the texts of the tag at an offset that say something of an episode.

    Comments are named COMM:purpose:language, own texts TXXX:name. A date of version 2.3, which
    stands in two frames, is named as in version 2.4.
    """
    tag = read_tag(stream, place)
    texts: Texts = {}
    if tag is None:
        return texts
    bodies, left = PlainBodies(tag), _MAX_TEXTS
    for frame in list_frames(tag):
        name = _name(frame.name)
        if name not in _WANTED:
            continue
        body = (bodies.read(frame) or b"")[:_MAX_TEXT]
        left -= len(body)
        if left < 0:
            break
        if body:
            full, values = _read_text(name, body)
            texts.setdefault(full, values)
    return _join_date(texts)


def _name(name: bytes) -> str:
    text = name.decode("ascii")
    return _NEW_NAMES.get(text, text)


def _read_text(name: str, body: bytes) -> tuple[str, list[str]]:
    start = 1
    if name in ("TXXX", "COMM"):
        # In front of a comment stands its language.
        start = 4 if name == "COMM" else 1
        purpose, value = split_text(body, start - 1)
        about = _decode(body[0], body[start:purpose]).strip("\0")
        language = f":{body[1:4].decode('latin-1')}" if name == "COMM" else ""
        return f"{name}:{about}{language}", _values(body[0], value)
    return name, _values(body[0], body[start:])


def _values(encoding: int, data: bytes) -> list[str]:
    text = _decode(encoding, data)
    return [one.removeprefix("\ufeff") for one in text.split("\0", _MAX_VALUES)[:_MAX_VALUES]]


def _decode(encoding: int, data: bytes) -> str:
    return data.decode(_ENCODINGS.get(encoding, "latin-1"), "replace")


def _join_date(texts: Texts) -> Texts:
    """Add the date out of a year and of a day and month, 0903."""
    year, day = (texts.get(one, [""])[0].strip() for one in ("TYER", "TDAT"))
    if len(year) == 4 and len(day) == 4:
        texts.setdefault("TDRC", [f"{year}-{day[2:]}-{day[:2]}"])
    return texts


def list_id3_pictures(stream: Source, place: int = 0) -> Iterator[Picture]:
    """Yield the pictures of the tag at an offset."""
    tag = read_tag(stream, place)
    if tag is None:
        return
    bodies = PlainBodies(tag)
    for frame in list_frames(tag):
        if frame.name in (b"APIC", b"PIC"):
            body = bodies.read(frame)
            found = _read_picture(body, frame.name) if body is not None else (-1, None)
            if found is not None:
                yield found


def _read_picture(body: bytes, name: bytes) -> Picture | None:
    # An encoding, a media type or three letters, a kind, a text about it, and the picture.
    kind_at = 4 if name == b"PIC" else body.find(b"\0", 1) + 1
    if not 0 < kind_at < len(body):
        return None
    _, data = split_text(body, kind_at)
    return (body[kind_at], data) if data else None


def read_old_texts(stream: Source, size: int) -> Texts:
    """Return the texts of a tag of version 1, which stands at the end of a file."""
    stream.seek(max(size - 128, 0))
    data = stream.read(128)
    if len(data) < 128 or data[:3] != b"TAG":
        return {}
    number = [str(data[126])] if not data[125] and data[126] else []
    found = {"TIT2": [_field(data[3:33])], "TRCK": number}
    return {name: values for name, values in found.items() if values and values[0]}


def _field(data: bytes) -> str:
    return data.partition(b"\0")[0].decode("latin-1").strip()
