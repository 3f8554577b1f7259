"""Measures a picture, checks it as artwork, and makes smaller copies of it."""

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from feedtool.media.picture_heads import read_head
from feedtool.media.types import find_kind, is_lfs_pointer
from feedtool.vocabulary import load_list

if TYPE_CHECKING:
    from PIL.Image import Image

_ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",)}
_FORMATS = ("JPEG", "PNG")
_QUALITY = 88
# Five times the largest artwork.
_MAX_PIXELS = 50_000_000
_TOO_MANY = "it has far too many pixels; save it smaller"
_MAX_TEXT_BYTES = 8_000_000
# Programs write some dozens of parts, and a dozen passes over the pixels.
_MAX_PARTS = 2000
_MAX_SCANS = 100
_SCAN = b"\xff\xda"
_ORIENTATION = 0x0112
# What Pillow raises for pictures that are damaged.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


class _Refused(ValueError):  # noqa: N818 - says what is wrong, becomes a finding
    """A picture that is refused for what we found ourselves."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """Format (JPEG, PNG, WEBP …), size in pixels and bytes, Pillow's name of the colour mode.

    Width and height are those of the file; `is_turned` says that it asks to be shown turned.
    """

    format: str
    width: int
    height: int
    mode: str
    length_bytes: int
    has_alpha: bool
    bits: int = 8
    is_turned: bool = False
    is_animated: bool = False

    @property
    def media_type(self) -> str:
        """The media type, e.g. image/png."""
        return f"image/{self.format.lower()}"


@contextmanager
def _silence() -> Iterator[None]:
    """Keep inside what Pillow says of damaged pictures, as warnings and to its log."""
    log = logging.getLogger("PIL")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(before)


def measure_picture(data: bytes) -> PictureFacts:
    """Read the facts of a picture from its head; its pixels are not decoded.

    Raises ValueError if it is no picture, is cut off, or is far too large.
    """
    head = read_head(data)
    if head is not None:
        _check_size(head.width, head.height)
        mode = "RGBA" if head.has_alpha else "P" if head.format == "GIF" else "RGB"
        return PictureFacts(
            head.format, head.width, head.height, mode, len(data), head.has_alpha,
            is_animated=head.is_animated,
        )  # fmt: skip
    with _open(data) as picture:
        _check_whole(data, str(picture.format))
        # For a PNG without this, Pillow would unpack the picture to look behind it.
        has_exif = picture.format != "PNG" or "exif" in picture.info
        turned = has_exif and picture.getexif().get(_ORIENTATION, 1) not in (0, 1)
        animated = bool(getattr(picture, "is_animated", False)) and picture.format != "MPO"
        # Phones write several pictures into one JPEG, which is a JPEG for all who do not know it.
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        bits = data[24] if kind == "PNG" and picture.mode != "P" else 8
        return PictureFacts(
            kind, *picture.size, picture.mode, len(data), alpha, bits, turned, animated
        )


def check_pixels(data: bytes) -> None:
    """Decode a picture, which takes some tenths of a second; raise ValueError if that fails.

    What is no artwork for its format or its size is refused for that, and is not decoded.
    """
    if read_head(data) is not None:
        return
    with _open(data) as picture:
        if max(picture.size) <= load_list("artwork")["max_px"]:
            _check_scans(data)
            # All of a JPEG is read for a picture of an eighth too, in less memory.
            picture.draft(None, (picture.width // 8 or 1, picture.height // 8 or 1))
            picture.load()


def check_artwork(
    facts: PictureFacts, ending: str
) -> Iterator[tuple[Literal["error", "warning"], str]]:
    """Yield (severity, what is wrong) of a picture as the artwork of a show or an episode.

    `ending` is that of its file name or URL, without the dot.
    Source: https://podcasters.apple.com/support/896-artwork-requirements
    """
    limits = load_list("artwork")
    width, height = facts.width, facts.height
    if facts.format not in limits["formats"]:
        yield "error", f"it is {facts.format}; save it as JPEG or PNG"
        return
    if width != height:
        yield "error", f"it is {width} × {height} pixels; make it square"
    least, most = limits["min_px"], limits["max_px"]
    if min(width, height) < least or max(width, height) > most:
        yield "error", f"it is {width} × {height} pixels; expected {least} to {most} each way"
    if facts.mode == "CMYK":
        yield "error", "its colours are for print (CMYK); save it as RGB"
    if ending.lower() not in _ENDINGS[facts.format]:
        yield "warning", f"it is {facts.format}; rename it to .{_ENDINGS[facts.format][0]}"
    for warning in _find_losses(facts):
        yield "warning", warning


def _find_losses(facts: PictureFacts) -> Iterator[str]:
    """Yield what makes apps show the picture wrongly or slowly."""
    if facts.mode not in ("RGB", "RGBA", "CMYK"):
        colours = "of a palette" if facts.mode in ("P", "PA") else "grey"
        yield f"its colours are {colours}; save it as RGB"
    if facts.has_alpha:
        yield "parts of it are transparent and turn black in apps; fill the ground"
    if facts.bits > 8:
        yield f"it has {facts.bits} bits a colour; save it with 8"
    if facts.is_turned:
        yield "it is shown turned only by apps that read EXIF; save it upright"
    if facts.is_animated:
        yield "it is animated, and apps show its first picture; save that alone"
    most_kb = load_list("artwork")["max_bytes"] // 1000
    if facts.length_bytes > most_kb * 1000:
        yield f"it has {facts.length_bytes // 1000:,} kB, and loads slowly above {most_kb} kB"


def resize_picture(data: bytes, width: int) -> bytes:
    """Return a copy of a JPEG or PNG of that width in pixels, upright, in its colour space.

    A picture that is not wider is returned as it is. Raises ValueError if it cannot be read.
    """
    head = read_head(data)
    if head is not None:
        raise ValueError(f"it is {head.format}; save it as JPEG or PNG")
    with _open(data) as picture:
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        _check_scans(data)
        _turn_upright(picture)
        if picture.width <= width:
            return data
        profile = picture.info.get("icc_profile") if picture.mode in ("RGB", "RGBA") else None
        height = max(round(picture.height * width / picture.width), 1)
        small = _to_rgb(picture).resize((width, height), reducing_gap=3)
        made = BytesIO()
        options: dict[str, Any] = {"quality": _QUALITY} if kind == "JPEG" else {"optimize": True}
        small.save(made, kind, icc_profile=profile, **options)
    return made.getvalue()


def _turn_upright(picture: "Image") -> None:
    from PIL import ImageOps  # noqa: PLC0415 - as below

    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)


def _to_rgb(picture: "Image") -> "Image":
    if picture.mode.startswith("I"):
        # 16 bits of grey would be cut at 255, not scaled.
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    alpha = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA")
    wanted = "RGBA" if alpha else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)


@contextmanager
def _open(data: bytes) -> Iterator["Image"]:
    """Open a JPEG or PNG; what is wrong with it is a ValueError, also later in the block."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - 30 ms, only builds need it

    _check_parts(data)
    try:
        with _silence(), _bound_texts(), Image.open(BytesIO(data), formats=_FORMATS) as picture:
            _check_size(*picture.size)
            yield picture
    except UnidentifiedImageError:
        raise ValueError(_explain_unknown(data)) from None
    except Image.DecompressionBombError:
        raise ValueError(_TOO_MANY) from None
    except _Refused:
        raise
    except _DAMAGED:
        raise ValueError("it is damaged; save it again") from None


@contextmanager
def _bound_texts() -> Iterator[None]:
    """Let no texts of a PNG unpack to more than some megabytes."""
    from PIL import PngImagePlugin  # noqa: PLC0415 - as above

    before = PngImagePlugin.MAX_TEXT_MEMORY
    PngImagePlugin.MAX_TEXT_MEMORY = _MAX_TEXT_BYTES
    try:
        yield
    finally:
        PngImagePlugin.MAX_TEXT_MEMORY = before


def _explain_unknown(data: bytes) -> str:
    if is_lfs_pointer(data):
        return "it is a pointer of Git LFS; run git lfs pull"
    kind = find_kind(data[:4096])
    what = {"HTML": "a web page", "text": "a text file"}.get(kind, "no picture that is known")
    what = "SVG" if b"<svg" in data[:1024] else what
    return f"it is {what}; save it as JPEG or PNG"


def _check_size(width: int, height: int) -> None:
    if width * height > _MAX_PIXELS:
        raise _Refused(_TOO_MANY)


def _check_parts(data: bytes) -> None:
    """Raise ValueError if a JPEG or PNG has absurdly many parts beside its pixels."""
    parts = _jpeg_parts(data) if data[:2] == b"\xff\xd8" else _png_parts(data)
    if any(count == _MAX_PARTS for count, _ in enumerate(parts)):
        raise _Refused(f"it has more than {_MAX_PARTS:,} parts beside its pixels; save it again")


def _jpeg_parts(data: bytes) -> Iterator[int]:
    """Yield where the parts in front of the pixels begin."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at : at + 2] != _SCAN:
        yield at
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def _png_parts(data: bytes) -> Iterator[int]:
    """Yield where the parts begin that hold no pixels."""
    at = 8 if data[:4] == b"\x89PNG" else len(data)
    while len(data) - at >= 12:
        if data[at + 4 : at + 8] != b"IDAT":
            yield at
        at += 12 + int.from_bytes(data[at : at + 4], "big")


def _check_scans(data: bytes) -> None:
    """Raise ValueError if each pixel of a JPEG would be decoded again and again."""
    if data[:3] == b"\xff\xd8\xff" and data.count(_SCAN) > _MAX_SCANS:
        raise _Refused(f"its pixels come in more than {_MAX_SCANS} passes; save it again")


def _check_whole(data: bytes, kind: str) -> None:
    """Raise ValueError if the mark is missing that ends a JPEG or PNG."""
    if kind in ("JPEG", "MPO"):
        # A small copy in front of the picture has marks of its own.
        is_whole = data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")
    else:
        is_whole = kind != "PNG" or b"IEND" in data[-4096:]
    if not is_whole:
        raise _Refused("it is cut off; copy or save it again")
