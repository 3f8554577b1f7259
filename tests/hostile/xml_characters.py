"""Characters that XML cannot hold, encodings with faults, and lines of every length."""

from hostile.feeds import HEAD, TAIL, clean_feed, filled
from hostile.registry import hostile_feed

_BODY = HEAD.partition(b"\n")[2]


def _declared(encoding: str, piece: bytes, size: int) -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n'.encode()
    return head + _BODY + b"<itunes:summary>" + filled(piece, size) + b"</itunes:summary>" + TAIL


def _text(piece: bytes, size: int) -> bytes:
    return HEAD + b"<itunes:summary>" + filled(piece, size) + b"</itunes:summary>" + TAIL


@hostile_feed("xml")
def control_characters_in_names(size: int) -> bytes:
    return HEAD + filled(b"<cat\x01egory>a</cat\x01egory>\n", size) + TAIL


@hostile_feed("xml")
def zero_bytes(size: int) -> bytes:
    return HEAD + b"\0" * size + TAIL


@hostile_feed("xml")
def wrong_bytes_in_one_text(size: int) -> bytes:
    return _text(b"a\xff", size)


@hostile_feed("xml")
def wrong_bytes_and_control_characters(size: int) -> bytes:
    return HEAD + filled(b"<category>\x01a\xff&</category>\n", size) + TAIL


@hostile_feed("xml")
def small_endian_utf_16(size: int) -> bytes:
    return clean_feed(size // 2).decode().replace("UTF-8", "UTF-16").encode("utf-16")


@hostile_feed("xml")
def utf_16_with_faults(size: int) -> bytes:
    wrong = b"\x00\xd8a\x00" * (size // 8)
    text = HEAD.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    return text + "<title>".encode("utf-16-le") + wrong + "a & b</title>".encode("utf-16-le") * 50


@hostile_feed("xml")
def utf_32_with_faults(size: int) -> bytes:
    text = HEAD.decode().replace("UTF-8", "UTF-32").encode("utf-32")
    return text + b"\xff\xff\xff\xff" * (size // 4)


@hostile_feed("xml")
def windows_1252_with_faults(size: int) -> bytes:
    return _declared("windows-1252", b"a\x81\xe9", size)


@hostile_feed("xml")
def latin_1_that_is_utf_8(size: int) -> bytes:
    return _declared("ISO-8859-1", "é".encode(), size)


@hostile_feed("xml")
def escapes_of_iso_2022(size: int) -> bytes:
    return _declared("ISO-2022-JP", b"\x1b$B$\x22\x1b(B", size)


@hostile_feed("xml")
def name_of_an_encoding_without_end(size: int) -> bytes:
    return b'<?xml version="1.0" encoding="' + b"a" * size + b'"?>' + _BODY + TAIL


@hostile_feed("xml")
def one_line_with_many_findings(size: int) -> bytes:
    return HEAD + filled(b"<item><title>a</title></item>", size).replace(b"\n", b"") + TAIL


@hostile_feed("xml")
def one_line_with_many_wrong_values(size: int) -> bytes:
    return HEAD + filled(b"<itunes:duration>a</itunes:duration>", size) + TAIL


@hostile_feed("xml")
def letters_of_four_bytes_in_one_line(size: int) -> bytes:
    return HEAD + filled("<item><title>🛥</title></item>".encode(), size) + TAIL


@hostile_feed("xml")
def carriage_returns_with_findings(size: int) -> bytes:
    return HEAD + filled(b"<item>\r<title>a & b</title>\r</item>\r", size) + TAIL


@hostile_feed("xml")
def carriage_returns_in_one_cdata_section(size: int) -> bytes:
    inner = b"<![CDATA[" + filled(b"a\r\n", size) + b"<b]]>"
    return HEAD + b"<description>" + inner + b"</description>" + TAIL


@hostile_feed("xml")
def empty_lines(size: int) -> bytes:
    return HEAD + b"\n" * size + b"<item/>" + TAIL
