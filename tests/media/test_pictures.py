"""Pictures that Pillow makes: good ones, ones that apps show badly, broken ones.

The tables hold functions that make the pictures, so that only the test that needs one makes it.
"""

import struct
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from feedtool.media.pictures import PictureFacts, check_artwork, measure_picture, resize_picture


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
