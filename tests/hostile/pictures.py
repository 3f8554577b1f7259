"""Pictures: parts and passes without end, texts that unpack, sizes that lie."""

import zlib
from io import BytesIO
from pathlib import Path
from struct import pack

from hostile.feeds import filled
from hostile.registry import clean, hostile
from hostile.small_shows import BUILD, write_bomb, write_show

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"


def _write(folder: Path, name: str, data: bytes) -> None:
    """Write a picture as artwork of the show, of a person, and into the notes."""
    write_show(
        folder,
        show=f"artwork: {name}\nartwork_sizes: [300]\n"
        f"hosts: [{{name: Mira Holt, picture: {name}}}]\n",
        notes=f"\n![A pier]({name})\n",
    )
    (folder / name).write_bytes(data)


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def _png(*chunks: bytes, width: int = 1400, height: int = 1400, behind: bytes = b"") -> bytes:
    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(min(height, 4000) * (1 + min(width, 4000) // 8)))
    return (
        _PNG + _chunk(b"IHDR", head) + b"".join(chunks) + _chunk(b"IDAT", rows) + behind
        + _chunk(b"IEND", b"")
    )  # fmt: skip


def _segment(kind: int, body: bytes = b"") -> bytes:
    return bytes([0xFF, kind]) + pack(">H", len(body) + 2) + body


def _drawn(kind: str = "JPEG", side: int = 1400, **options: object) -> bytes:
    from PIL import Image  # noqa: PLC0415 - only for pictures

    made = BytesIO()
    Image.new("RGB", (side, side), "teal").save(made, kind, **options)
    return made.getvalue()


@clean("pictures", *BUILD)
def _clean(folder: Path, size: int) -> None:
    fill = [_segment(0xFE, bytes(60_000)) for _ in range(size // 60_000)]
    _write(folder, "cover.jpg", _JPEG + b"".join(fill) + _drawn()[2:])


@hostile("pictures", *BUILD)
def chunks_without_end(folder: Path, size: int) -> None:
    _write(folder, "cover.png", _png(filled(_chunk(b"abCd", b""), size)))


@hostile("pictures", *BUILD)
def chunks_behind_the_pixels(folder: Path, size: int) -> None:
    _write(folder, "cover.png", _png(behind=filled(_chunk(b"tEXt", b"a\0b"), size)))


@hostile("pictures", *BUILD)
def texts_that_unpack(folder: Path, size: int) -> None:
    text = _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000), 9))
    _write(folder, "cover.png", _png(filled(text, size), behind=filled(text, size)))


@hostile("pictures", *BUILD)
def texts_of_all_languages_that_unpack(folder: Path, size: int) -> None:
    text = _chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(1_000_000), 9))
    _write(folder, "cover.png", _png(filled(text, size)))


@hostile("pictures", *BUILD)
def a_profile_that_unpacks(folder: Path, size: int) -> None:
    profile = _chunk(b"iCCP", b"a\0\0" + write_bomb(size))
    _write(folder, "cover.png", _png(profile))


@hostile("pictures", *BUILD)
def pixels_that_unpack(folder: Path, size: int) -> None:
    _write(folder, "cover.png", _png() + _chunk(b"IDAT", write_bomb(size)))


@hostile("pictures", *BUILD)
def the_largest_that_is_opened(folder: Path, size: int) -> None:
    _write(folder, "cover.png", _png(width=7000, height=7000) + bytes(size))


@hostile("pictures", *BUILD)
def artwork_in_four_colours_of_16_bits(folder: Path, size: int) -> None:
    head = pack(">IIBBBBB", 3000, 3000, 16, 6, 0, 0, 0)
    rows = zlib.compress(bytes(3000 * (1 + 3000 * 8)))
    _write(
        folder,
        "cover.png",
        _PNG
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", rows)
        + _chunk(b"tEXt", b"a\0" + bytes(size))
        + _chunk(b"IEND", b""),
    )


@hostile("pictures", *BUILD)
def a_hundred_thousand_pixels_each_way(folder: Path, size: int) -> None:
    _write(folder, "cover.png", _png(width=100_000, height=100_000) + bytes(size))


@hostile("pictures", *BUILD)
def frames_of_a_png(folder: Path, size: int) -> None:
    control = _chunk(b"fcTL", pack(">IIIIIHHBB", 0, 1400, 1400, 0, 0, 1, 1, 0, 0))
    start = _chunk(b"acTL", pack(">II", 0xFFFFFFFF, 0))
    _write(folder, "cover.png", _png(start, control, behind=filled(control, size)))


@hostile("pictures", *BUILD)
def parts_of_a_jpeg(folder: Path, size: int) -> None:
    _write(folder, "cover.jpg", _JPEG + filled(_segment(0xE5), size) + _drawn()[2:])


@hostile("pictures", *BUILD)
def comments_of_a_jpeg(folder: Path, size: int) -> None:
    _write(folder, "cover.jpg", _JPEG + filled(_segment(0xFE, b"x" * 900), size) + _drawn()[2:])


@hostile("pictures", *BUILD)
def passes_of_a_jpeg(folder: Path, size: int) -> None:
    whole = _drawn(side=3000, progressive=True)
    scan = b"\xff\xda\0\x08\1\1\0\x3f\x3f\0" + b"\x00" * 8
    _write(folder, "cover.jpg", whole[:-2] + filled(scan, size) + whole[-2:])


@hostile("pictures", *BUILD)
def the_largest_jpeg_in_passes(folder: Path, size: int) -> None:
    whole = _drawn(side=3000, progressive=True, subsampling=0)
    fill = [_segment(0xFE, bytes(60_000)) for _ in range(size // 60_000)]
    _write(folder, "cover.jpg", _JPEG + b"".join(fill) + whole[2:])


@hostile("pictures", *BUILD)
def exif_that_lies(folder: Path, size: int) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + filled(
        b"\x12\1\3\0\xff\xff\xff\xff\x08\0\0\0", 60_000
    )
    parts = filled(_segment(0xE1, exif), size)
    _write(folder, "cover.jpg", _JPEG + parts + _drawn()[2:])


@hostile("pictures", *BUILD)
def pictures_of_a_phone(folder: Path, size: int) -> None:
    body = b"MPF\0MM\0*\0\0\0\x08\xff\xff" + filled(b"\xb0\1\0\4\0\0\0\1\xff\xff\xff\xff", 60_000)
    parts = filled(_segment(0xE2, body), size)
    _write(folder, "cover.jpg", _JPEG + parts + _drawn()[2:])


@hostile("pictures", *BUILD)
def a_gif_without_end(folder: Path, size: int) -> None:
    image = b"\x2c" + bytes(8) + b"\0\2\1\0\0"
    _write(folder, "cover.gif", b"GIF89a\x40\1\x40\1\0\0\0" + filled(image, size))


@hostile("pictures", *BUILD)
def a_comment_of_a_gif_in_small_parts(folder: Path, size: int) -> None:
    _write(folder, "cover.gif", b"GIF89a\x40\1\x40\1\0\0\0!\xfe" + filled(b"\1a", size) + b"\0;")


@hostile("pictures", *BUILD)
def comments_of_a_gif(folder: Path, size: int) -> None:
    image = b"\x2c" + bytes(8) + b"\0\2\1\0\0"
    _write(
        folder,
        "cover.gif",
        b"GIF89a\x40\1\x40\1\0\0\0" + filled(b"!\xfe\1a\0", size) + image + b";",
    )


@hostile("pictures", *BUILD)
def a_webp_of_16384_pixels(folder: Path, size: int) -> None:
    body = b"WEBPVP8X\x0a\0\0\0\2\0\0\0" + b"\xff\x3f\0" * 2 + filled(b"ANMF\0\0\0\0", size)
    _write(folder, "cover.webp", b"RIFF" + pack("<I", len(body)) + body)


@hostile("pictures", *BUILD)
def a_tiff_of_many_pages(folder: Path, size: int) -> None:
    pages = b"".join(b"\0\0" + pack("<I", 8 + 6 * (at + 1)) for at in range(max(size // 6, 1)))
    _write(folder, "cover.tiff", b"II*\0\x08\0\0\0" + pages)


@hostile("pictures", *BUILD)
def an_avif(folder: Path, size: int) -> None:
    _write(folder, "cover.avif", b"\0\0\0\x1cftypavif\0\0\0\0" + filled(b"\0\0\0\x08meta", size))


@hostile("pictures", *BUILD)
def a_drawing_of_a_billion_laughs(folder: Path, size: int) -> None:
    laughs = "".join(
        f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, max(size // 60, 2))
    )
    _write(
        folder,
        "cover.svg",
        f"<!DOCTYPE svg [<!ENTITY l0 'ha'>{laughs}]><svg><script/>&l9;</svg>".encode(),
    )
