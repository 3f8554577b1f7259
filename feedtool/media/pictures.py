"""Measures a picture, checks it as artwork, and makes smaller copies of it."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from feedtool.media.types import find_kind, is_lfs_pointer
from feedtool.vocabulary import load_list

if TYPE_CHECKING:
    from PIL.Image import Image

_ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",)}
# Readers of other formats start programs or are seldom maintained.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_QUALITY = 88
# Five times the largest artwork, and 200 MB when unpacked.
_MAX_PIXELS = 50_000_000
_ORIENTATION = 0x0112
# What Pillow raises for pictures that are damaged.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


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


def measure_picture(data: bytes) -> PictureFacts:
    """Read the facts of a picture from its head; its pixels are not decoded.

    Raises ValueError if it is no picture, is cut off, or is far too large.
    """
    with _open(data) as picture:
        _check_whole(data, str(picture.format))
        try:
            # For a PNG without this, Pillow would unpack the picture to look behind it.
            has_exif = picture.format != "PNG" or "exif" in picture.info
            turned = has_exif and picture.getexif().get(_ORIENTATION, 1) not in (0, 1)
            animated = bool(getattr(picture, "is_animated", False)) and picture.format != "MPO"
        except _DAMAGED:
            raise ValueError("it is damaged; save it again") from None
        # Phones write several pictures into one JPEG, which is a JPEG for all who do not know it.
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        bits = data[24] if kind == "PNG" and picture.mode != "P" else 8
        return PictureFacts(
            kind, *picture.size, picture.mode, len(data), alpha, bits, turned, animated
        )


def check_pixels(data: bytes) -> None:
    """Decode a picture, which takes some tenths of a second; raise ValueError if that fails."""
    with _open(data) as picture:
        try:
            picture.load()
        except _DAMAGED:
            raise ValueError("it is damaged; save it again") from None


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
    """Return a copy of that width in pixels, upright, in the same format and colour space.

    A picture that is not wider is returned as it is. Raises ValueError if it cannot be read.
    """
    with _open(data) as picture:
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        try:
            upright = _turn_upright(picture)
            if upright.width <= width:
                return data
            profile = upright.info.get("icc_profile") if upright.mode in ("RGB", "RGBA") else None
            height = max(round(upright.height * width / upright.width), 1)
            small = _to_rgb(upright).resize((width, height), reducing_gap=3)
        except _DAMAGED:
            raise ValueError("it is damaged; save it again") from None
    made = BytesIO()
    options: dict[str, Any] = {"quality": _QUALITY} if kind == "JPEG" else {"optimize": True}
    small.save(made, kind, icc_profile=profile, **options)
    return made.getvalue()


def _turn_upright(picture: "Image") -> "Image":
    from PIL import ImageOps  # noqa: PLC0415 - as below

    picture.load()
    return ImageOps.exif_transpose(picture)


def _to_rgb(picture: "Image") -> "Image":
    if picture.mode.startswith("I"):
        # 16 bits of grey would be cut at 255, not scaled.
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    alpha = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA")
    return picture.convert("RGBA" if alpha else "RGB")


def _open(data: bytes) -> "Image":
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - 30 ms, only builds need it

    try:
        with warnings.catch_warnings():
            # A picture that would unfold to gigabytes is refused, not loaded with a warning.
            warnings.simplefilter("ignore")
            picture = Image.open(BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        kind = find_kind(data[:4096])
        what = {"HTML": "a web page", "text": "a text file"}.get(kind, "no picture that is known")
        what = "SVG" if b"<svg" in data[:1024] else what
        if is_lfs_pointer(data):
            raise ValueError("it is a pointer of Git LFS; run git lfs pull") from None
        raise ValueError(f"it is {what}; save it as JPEG or PNG") from None
    except Image.DecompressionBombError:
        raise ValueError("it has far too many pixels; save it smaller") from None
    except _DAMAGED:
        raise ValueError("it is damaged; save it again") from None
    if picture.width * picture.height > _MAX_PIXELS:
        picture.close()
        raise ValueError("it has far too many pixels; save it smaller")
    return picture


def _check_whole(data: bytes, kind: str) -> None:
    """Raise ValueError if the mark is missing that ends a JPEG or PNG."""
    if kind in ("JPEG", "MPO"):
        # A small copy in front of the picture has marks of its own.
        is_whole = data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")
    else:
        is_whole = kind != "PNG" or b"IEND" in data[-4096:]
    if not is_whole:
        raise ValueError("it is cut off; copy or save it again")
