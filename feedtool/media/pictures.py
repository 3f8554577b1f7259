"""Facts of a picture, what directories say of it as artwork, and smaller copies of it."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from feedtool.vocabulary import load_list

_ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",)}
_QUALITY = 88


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """Format (JPEG, PNG, WEBP …), size in pixels and bytes, Pillow's name of the colour mode."""

    format: str
    width: int
    height: int
    mode: str
    length_bytes: int
    has_alpha: bool

    @property
    def media_type(self) -> str:
        """The media type, e.g. image/png."""
        return f"image/{self.format.lower()}"


def measure_picture(data: bytes) -> PictureFacts:
    """Read the facts of a picture from its head; its pixels are not decoded.

    Raises ValueError if it is no picture, or one of an absurd size.
    """
    with _open(data) as picture:
        alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        width, height = picture.size
        return PictureFacts(str(picture.format), width, height, picture.mode, len(data), alpha)


def check_artwork(
    facts: PictureFacts, ending: str
) -> Iterator[tuple[Literal["error", "warning"], str]]:
    """Yield (severity, what is wrong) of a picture as the artwork of a show or an episode.

    Source: https://podcasters.apple.com/support/896-artwork-requirements
    """
    limits = load_list("artwork")
    width, height = facts.width, facts.height
    if facts.format not in limits["formats"]:
        yield "error", f"it is {facts.format}; save it as JPEG or PNG"
        return
    if ending not in _ENDINGS[facts.format]:
        yield "error", f"it is {facts.format}; rename it to .{_ENDINGS[facts.format][0]}"
    if width != height:
        yield "error", f"it is {width} × {height} pixels; make it square"
    least, most = limits["min_px"], limits["max_px"]
    if min(width, height) < least or max(width, height) > most:
        yield "error", f"it is {width} × {height} pixels; expected {least} to {most} each way"
    for warning in _find_losses(facts):
        yield "warning", warning


def _find_losses(facts: PictureFacts) -> Iterator[str]:
    """Yield what apps show otherwise than it was meant, or slowly."""
    if facts.mode not in ("RGB", "RGBA"):
        colours = "for print (CMYK)" if facts.mode == "CMYK" else "grey or of a palette"
        yield f"its colours are {colours}; save it as RGB"
    if facts.has_alpha:
        yield "parts of it are transparent and turn black in apps; fill the ground"
    most_kb = load_list("artwork")["max_bytes"] // 1000
    if facts.length_bytes > most_kb * 1000:
        yield f"it has {facts.length_bytes // 1000:,} kB, and loads slowly above {most_kb} kB"


def resize_picture(data: bytes, width: int) -> bytes:
    """Return a copy of that width in pixels, in the same format.

    Raises ValueError if it is no picture.
    """
    with _open(data) as picture:
        kind = str(picture.format)
        height = max(round(picture.height * width / picture.width), 1)
        mode = "RGBA" if "transparency" in picture.info or picture.mode in ("RGBA", "LA") else "RGB"
        small = picture.convert(mode).resize((width, height))
        made = BytesIO()
        options: dict[str, Any] = {"quality": _QUALITY} if kind == "JPEG" else {"optimize": True}
        small.save(made, kind, **options)
        return made.getvalue()


def _open(data: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - 30 ms, only builds need it

    try:
        # A picture that would unfold to gigabytes is refused, not loaded with a warning.
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data))
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise ValueError("it is no picture that can be read") from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise ValueError("it has far too many pixels") from None
