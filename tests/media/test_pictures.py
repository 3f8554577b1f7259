"""Pictures that Pillow makes: good ones, ones that apps show badly, broken ones.

The tables hold functions that make the pictures, so that only the test that needs one makes it.
"""

import struct
import tracemalloc
import warnings
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from feedtool.media.pictures import (
    PictureFacts,
    check_artwork,
    check_pixels,
    measure_picture,
    resize_picture,
)


@cache
def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (1400, 1400), **options: Any) -> bytes:  # fmt: skip
    made = BytesIO()
    Image.new(mode, size).save(made, kind, **options)
    return made.getvalue()


def turned(size: tuple[int, int] = (1400, 1400)) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture(size=size, exif=exif.tobytes())


def deep() -> bytes:
    """A PNG of 16 bits a colour, which Pillow does not write."""
    return _png(1400, bits=16, colours=3)


def huge(width: int) -> bytes:
    """A PNG in black and white; Pillow would need a byte a pixel to make it."""
    return _png(width, bits=1, colours=1)


@cache
def _png(width: int, bits: int, colours: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, width, bits, 2 if colours == 3 else 0, 0, 0, 0)
    rows = zlib.compress(bytes(width * (1 + width * bits * colours // 8)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@cache
def animated() -> bytes:
    pictures = [Image.new("RGB", (1400, 1400), colour) for colour in ("red", "blue")]
    made = BytesIO()
    pictures[0].save(made, "PNG", save_all=True, append_images=pictures[1:])
    return made.getvalue()


@cache
def phone() -> bytes:
    """Two pictures in one JPEG, as phones write them."""
    made = BytesIO()
    Image.new("RGB", (1400, 1400)).save(made, "MPO", save_all=True, append_images=[Image.new("RGB", (99, 99))])  # fmt: skip
    return made.getvalue()


@pytest.mark.parametrize(
    ("make", "facts"),
    [
        (picture, ("JPEG", 1400, 1400, "RGB", False, 8, False, False)),
        (lambda: picture(progressive=True), ("JPEG", 1400, 1400, "RGB", False, 8, False, False)),
        (lambda: picture(mode="CMYK"), ("JPEG", 1400, 1400, "CMYK", False, 8, False, False)),
        (lambda: turned((300, 200)), ("JPEG", 300, 200, "RGB", False, 8, True, False)),
        (phone, ("JPEG", 1400, 1400, "RGB", False, 8, False, False)),
        (lambda: picture("PNG", "LA", (3, 2)), ("PNG", 3, 2, "LA", True, 8, False, False)),
        (lambda: picture("PNG", "P", transparency=0), ("PNG", 1400, 1400, "P", True, 8, False, False)),
        (lambda: picture("PNG", "I;16"), ("PNG", 1400, 1400, "I;16", False, 16, False, False)),
        (deep, ("PNG", 1400, 1400, "RGB", False, 16, False, False)),
        (animated, ("PNG", 1400, 1400, "RGB", False, 8, False, True)),
        (lambda: picture("WEBP"), ("WEBP", 1400, 1400, "RGB", False, 8, False, False)),
        (lambda: picture("GIF", "P"), ("GIF", 1400, 1400, "P", False, 8, False, False)),
    ],
    ids=["JPEG", "progressive", "CMYK", "turned", "phone", "alpha", "palette", "16 bits of grey", "16 bits of colour",
         "animated", "WebP", "GIF"],
)  # fmt: skip
def test_facts(make: Callable[[], bytes], facts: tuple[Any, ...]) -> None:
    data = make()
    found = measure_picture(data)
    assert found == PictureFacts(*facts[:4], len(data), *facts[4:])
    assert found.media_type == f"image/{facts[0].lower()}"


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 3 // 4]


BROKEN = {
    "empty": (bytes, "it is no picture that is known; save it as JPEG or PNG"),
    "pointer of Git LFS": (
        lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 91\n",
        "it is a pointer of Git LFS; run git lfs pull",
    ),
    "text": (lambda: b"artwork\n", "it is a text file; save it as JPEG or PNG"),
    "page": (lambda: b"<!doctype html><title>404</title>", "it is a web page; save it as JPEG or PNG"),
    "SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "it is SVG; save it as JPEG or PNG"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "it is a text file; save it as JPEG or PNG"),
    "JPEG cut": (lambda: _cut(picture()), "it is cut off; copy or save it again"),
    "JPEG with a small copy cut": (lambda: _cut(picture(exif=b"Exif\0\0" + picture(size=(99, 99)))), "it is cut off; copy or save it again"),
    "PNG cut": (lambda: _cut(picture("PNG")), "it is cut off; copy or save it again"),
    "bomb": (lambda: huge(20_000), "it has far too many pixels; save it smaller"),
    "large": (lambda: huge(8_000), "it has far too many pixels; save it smaller"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "says"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("use", [measure_picture, lambda data: resize_picture(data, 50)])
def test_what_cannot_be_used(
    use: Callable[[bytes], object], make: Callable[[], bytes], says: str
) -> None:
    if use is not measure_picture:
        says = says.replace("is cut off; copy or", "is damaged;")
    with pytest.raises(ValueError, match=r"^it ") as caught:
        use(make())
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("make", "ending", "says"),
    [
        (picture, "jpg", []),
        (lambda: picture(size=(3000, 3000)), "JPEG", []),
        (lambda: picture("PNG"), "png", []),
        (phone, "jpg", []),
        (lambda: picture(size=(1399, 1399)), "jpg", [("error", "it is 1399 × 1399 pixels; expected 1400 to 3000 each way")]),
        (lambda: picture(size=(3001, 3001)), "jpg", [("error", "it is 3001 × 3001 pixels; expected 1400 to 3000 each way")]),
        (lambda: picture(size=(1400, 1401)), "jpg", [("error", "it is 1400 × 1401 pixels; make it square")]),
        (lambda: picture("WEBP"), "png", [("error", "it is WEBP; save it as JPEG or PNG")]),
        (lambda: picture("GIF", "P"), "gif", [("error", "it is GIF; save it as JPEG or PNG")]),
        (lambda: picture("PNG"), "jpg", [("warning", "it is PNG; rename it to .png")]),
        (picture, "png", [("warning", "it is JPEG; rename it to .jpg")]),
        (picture, "", [("warning", "it is JPEG; rename it to .jpg")]),
        (lambda: picture(mode="CMYK"), "jpg", [("error", "its colours are for print (CMYK); save it as RGB")]),
        (lambda: picture(mode="L"), "jpg", [("warning", "its colours are grey; save it as RGB")]),
        (lambda: picture("PNG", "P"), "png", [("warning", "its colours are of a palette; save it as RGB")]),
        (lambda: picture("PNG", "RGBA"), "png", [("warning", "parts of it are transparent and turn black in apps; fill the ground")]),
        (deep, "png", [("warning", "it has 16 bits a colour; save it with 8")]),
        (turned, "jpg", [("warning", "it is shown turned only by apps that read EXIF; save it upright")]),
        (animated, "png", [("warning", "it is animated, and apps show its first picture; save that alone")]),
        (lambda: picture(comment=b"x" * 60_000) , "jpg", []),
        (lambda: picture("PNG", compress_level=0), "png", [("warning", "it has 5,883 kB, and loads slowly above 512 kB")]),
    ],
)  # fmt: skip
def test_artwork(make: Callable[[], bytes], ending: str, says: list[tuple[str, str]]) -> None:
    assert list(check_artwork(measure_picture(make()), ending)) == says


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "kind", "mode", "size"),
    [
        (picture, "JPEG", "RGB", (300, 300)),
        (lambda: picture(size=(1400, 700)), "JPEG", "RGB", (300, 150)),
        (lambda: turned((1400, 700)), "JPEG", "RGB", (300, 600)),
        (lambda: picture(mode="CMYK"), "JPEG", "RGB", (300, 300)),
        (phone, "JPEG", "RGB", (300, 300)),
        (lambda: picture("PNG", "RGBA"), "PNG", "RGBA", (300, 300)),
        (lambda: picture("PNG", "P", transparency=0), "PNG", "RGBA", (300, 300)),
        (lambda: picture("PNG", size=(1400, 1)), "PNG", "RGB", (300, 1)),
        (deep, "PNG", "RGB", (300, 300)),
        (animated, "PNG", "RGB", (300, 300)),
    ],
)  # fmt: skip
def test_smaller_copies(
    make: Callable[[], bytes], kind: str, mode: str, size: tuple[int, int]
) -> None:
    data = make()
    small = resize_picture(data, 300)
    with Image.open(BytesIO(small)) as found:
        assert (found.format, found.mode, found.size) == (kind, mode, size)
        assert found.getexif().get(0x0112, 1) == 1
    assert resize_picture(data, 300) == small


def test_picture_that_is_not_wider_stays_as_it_is() -> None:
    data = picture(size=(300, 300))
    assert resize_picture(data, 300) is data
    assert resize_picture(data, 301) is data


def test_copy_of_16_bits_of_grey_keeps_its_brightness() -> None:
    made = BytesIO()
    Image.new("I;16", (400, 400), 0x8080).save(made, "PNG")
    with Image.open(BytesIO(resize_picture(made.getvalue(), 300))) as found:
        assert found.getpixel((9, 9)) == (0x80, 0x80, 0x80)


def test_copy_keeps_the_colour_space() -> None:
    from PIL import ImageCms  # noqa: PLC0415 - slow to load

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for data, kept in ((picture(icc_profile=profile), profile), (picture(mode="CMYK", icc_profile=profile), None)):  # fmt: skip
        with Image.open(BytesIO(resize_picture(data, 300))) as found:
            assert found.info.get("icc_profile") == kept


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_damaged_pictures_are_told_not_raised(kind: str) -> None:
    whole = picture(kind, size=(64, 64))
    for at in range(len(whole)):
        data = bytearray(whole)
        data[at] ^= 0xFF
        for use in (measure_picture, lambda data: resize_picture(data, 32)):
            try:
                use(bytes(data))
            except ValueError as why:
                assert str(why).startswith("it ")  # noqa: PT017 - most are no fault


def _segment(kind: int, body: bytes = b"") -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


_GIF = b"GIF89a\x40\1\x30\1\0\0\0"
_GIF_IMAGE = b"\x2c" + bytes(8) + b"\0\2\1\0\0"
_SCAN = b"\xff\xda\0\x08\1\1\0\x3f\x3f\0\0"


def _webp(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _parts(kind: str, part: bytes, count: int) -> bytes:
    data = picture(kind, size=(64, 64))
    at = 2 if kind == "JPEG" else 33
    return data[:at] + part * count + data[at:]


MADE_TO_HARM = {
    "JPEG of many parts": (lambda: _parts("JPEG", _segment(0xE5), 3000), "it has more than 2,000 parts beside its pixels; save it again"),
    "PNG of many parts": (lambda: _parts("PNG", _chunk(b"abCd", b""), 3000), "it has more than 2,000 parts beside its pixels; save it again"),
    "JPEG of many passes": (lambda: picture()[:-2] + _SCAN * 200 + b"\xff\xd9", "its pixels come in more than 100 passes; save it again"),
    "PNG whose texts unpack": (lambda: _parts("PNG", _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000))), 9), "it is damaged; save it again"),
    "PNG whose profile unpacks": (lambda: _parts("PNG", _chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(40_000_000))), 1), "it is damaged; save it again"),
    "GIF of nothing": (lambda: _GIF + b";", "it is damaged; save it again"),
    "GIF cut in a comment": (lambda: _GIF + b"!\xfe\x09abc", "it is cut off; copy or save it again"),
    "GIF cut in its picture": (lambda: _GIF + _GIF_IMAGE[:-1], "it is cut off; copy or save it again"),
    "WebP cut": (lambda: picture("WEBP")[:-9], "it is cut off; copy or save it again"),
    "WebP of nothing": (lambda: _webp(b"VP8X\x0a\0\0\0" + bytes(10)), "it is damaged; save it again"),
    "WebP of 16,384 pixels each way": (lambda: _webp(b"VP8X\x0a\0\0\0\2\0\0\0" + b"\xff\x3f\0" * 2, b"ANMF\x10\0\0\0" + bytes(16)), "it has far too many pixels; save it smaller"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "says"), MADE_TO_HARM.values(), ids=MADE_TO_HARM)
def test_pictures_made_to_harm_are_refused(make: Callable[[], bytes], says: str) -> None:
    data = make()
    with pytest.raises(ValueError, match=r"^it") as caught:
        _use(data)
    assert str(caught.value) == says


def _use(data: bytes) -> None:
    measure_picture(data)
    check_pixels(data)


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (_GIF + _GIF_IMAGE + b";", ("GIF", 320, 304, False, False)),
        (_GIF + b"!\xf9\4\1\0\0\0\0" + _GIF_IMAGE + _GIF_IMAGE + b";", ("GIF", 320, 304, True, True)),
        (_webp(b"VP8L\x0a\0\0\0\x2f" + (1399 | 699 << 14 | 1 << 28).to_bytes(4, "little") + bytes(5)), ("WEBP", 1400, 700, True, False)),
        (_webp(b"VP8X\x0a\0\0\0\x12\0\0\0" + b"\x77\5\0" * 2, b"ANMF\x10\0\0\0" + bytes(16)), ("WEBP", 1400, 1400, True, True)),
        (b"BM" + bytes(60), ("BMP", 0, 0, False, False)),
        (b"II*\0" + bytes(60), ("TIFF", 0, 0, False, False)),
        (b"\0\0\0\x1cftypavif" + bytes(60), ("AVIF", 0, 0, False, False)),
        (b"\0\0\0\x1cftypheic" + bytes(60), ("HEIC", 0, 0, False, False)),
    ],
    ids=["GIF", "animated GIF", "WebP without loss", "animated WebP", "BMP", "TIFF", "AVIF", "HEIC"],
)  # fmt: skip
def test_heads(data: bytes, facts: tuple[Any, ...]) -> None:
    found = measure_picture(data)
    assert (found.format, found.width, found.height, found.has_alpha, found.is_animated) == facts
    if facts[0] != "GIF":
        assert list(check_artwork(found, "x")) == [("error", f"it is {facts[0]}; save it as JPEG or PNG")]  # fmt: skip


def test_what_the_library_says_of_damaged_pictures_stays_inside(
    capfd: pytest.CaptureFixture[str],
) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\1\3\0\xff\xff\xff\xff\x08\0\0\0" * 9
    index = b"MPF\0MM\0*\0\0\0\x08\xff\xff" + b"\xb0\1\0\4\0\0\0\1\xff\xff\xff\xff" * 9
    for part in (_segment(0xE1, exif), _segment(0xE2, index)):
        for use in (measure_picture, check_pixels, lambda data: resize_picture(data, 32)):
            # Not through the filters of pytest: as the command line runs.
            with warnings.catch_warnings():
                warnings.simplefilter("default")
                use(_parts("JPEG", part, 1))
    assert capfd.readouterr() == ("", "")


def test_pixels_of_what_is_no_artwork_are_not_decoded() -> None:
    for data in (huge(7_000), picture("GIF", "P"), picture("WEBP")):
        tracemalloc.start()
        check_pixels(data)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 8_000_000
