"""Heads of pictures: GIF and WebP, which apps show, and kinds that are only named.

JPEG and PNG are left to Pillow, whose readers of other formats take too much time or memory for
pictures that are made to. Sources: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, RFC 9649 (WebP)
"""

from dataclasses import dataclass

# First bytes of kinds that no app shows; the number is their place.
_NAMED = (
    ("BMP", 0, b"BM"),
    ("TIFF", 0, b"II*\0"),
    ("TIFF", 0, b"MM\0*"),
    ("AVIF", 4, b"ftypavif"),
    ("AVIF", 4, b"ftypavis"),
    ("HEIC", 4, b"ftyphei"),
    ("HEIC", 4, b"ftypmif1"),
    ("JPEG XL", 0, b"\0\0\0\x0cJXL "),
)
_CUT = "it is cut off; copy or save it again"
_DAMAGED = "it is damaged; save it again"
_EXTENSION, _IMAGE, _CONTROL = 0x21, 0x2C, 0xF9
_MAX_CHUNKS = 1000
_PIXELS = (b"VP8 ", b"VP8L", b"ANMF")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a picture says; width and height are 0 for kinds that are only named."""

    format: str
    width: int = 0
    height: int = 0
    has_alpha: bool = False
    is_animated: bool = False


def read_head(data: bytes) -> Head | None:
    """Return the head of a picture that is no JPEG and no PNG, None if it is of no known kind.

    Raises ValueError if it is cut off or damaged.
    """
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return _read_gif(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _read_webp(data)
    kinds = (kind for kind, at, mark in _NAMED if data[at : at + len(mark)] == mark)
    kind = next(kinds, None)
    return Head(kind) if kind is not None else None


def _read_gif(data: bytes) -> Head:
    try:
        return _walk_gif(data)
    except IndexError:
        raise ValueError(_CUT) from None


def _walk_gif(data: bytes) -> Head:
    """Read up to the second picture; raises IndexError if the data ends before the first one."""
    width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
    at, images, has_alpha = 13 + _table_bytes(data[10]), 0, False
    while images < 2 and at < len(data) and data[at] in (_EXTENSION, _IMAGE):
        if data[at] == _IMAGE:
            images += 1
            at += 11 + _table_bytes(data[at + 9])
        else:
            has_alpha |= data[at + 1] == _CONTROL and bool(data[at + 3] & 1)
            at += 2
        at = _skip_parts(data, at)
    if not images:
        raise ValueError(_CUT if at >= len(data) else _DAMAGED)
    return Head("GIF", width, height, has_alpha, images > 1)


def _table_bytes(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _skip_parts(data: bytes, at: int) -> int:
    """Return where the parts end, each of which begins with its length."""
    while length := data[at]:
        at += length + 1
    return at + 1


def _read_webp(data: bytes) -> Head:
    if 8 + int.from_bytes(data[4:8], "little") > len(data):
        raise ValueError(_CUT)
    at, head = 12, None
    for _ in range(_MAX_CHUNKS):
        kind, body = data[at : at + 4], data[at + 8 : at + 18]
        head = head or _read_webp_chunk(kind, body)
        if len(body) < 10 or kind in _PIXELS:
            break
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    if head is None or kind not in _PIXELS:
        raise ValueError(_DAMAGED)
    return head


def _read_webp_chunk(kind: bytes, body: bytes) -> Head | None:
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return Head("WEBP", width, height, bool(body[0] & 0x10), bool(body[0] & 0x02))
    if kind == b"VP8L" and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return Head("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1))
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return Head("WEBP", width, height)
    return None
