"""The bytes of a web page as text, in the encoding that a browser would take.

Source: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

import codecs
import re

from feedtool.values.byte_marks import find_mark

# Without a mark, a page in UTF-16 still starts with a blank or <.
_ZEROS = ((re.compile(rb"[< \t\r\n]\0"), "utf-16-le"), (re.compile(rb"\0[< \t\r\n]"), "utf-16-be"))
# Browsers look so far for the encoding; some pages name it later, behind their scripts.
_HEAD_BYTES = 16_384
_META = re.compile(
    rb"<meta\b[^<>]{0,500}?\bcharset\s*+=\s*+(?:[\"']\s*+)?([A-Za-z0-9_.:()-]{1,40})", re.I
)
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.-]{1,40})")
# What browsers read under these names has more letters.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-7": "cp1252",
}  # fmt: skip
_FAMILIES = re.compile(r"utf-8|ascii|iso8859|cp\d|koi8|mac|shift_jis|euc_|gb|big5|iso2022_jp|tis")


def decode_page(data: bytes, charset: str = "") -> str:
    r"""Return a page as text; bytes that its encoding does not have become U+FFFD.

    A byte order mark counts first, then the `charset` that the server named, then what the page
    says itself. Without any of them it is UTF-8, or else windows-1252.

    >>> decode_page(b'<meta charset="iso-8859-1"><title>Caf\xe9 \x80</title>')
    '<meta charset="iso-8859-1"><title>Café €</title>'
    """
    codec, length = find_mark(data)
    if codec:
        return data[length:].decode(codec, "replace")
    for zeros, name in _ZEROS:
        if zeros.match(data):
            return data.decode(name, "replace")
    named = _codec(charset) or find_declared(data)
    if named:
        return data.decode(named, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as why:
        # What is cut inside a character, or has few wrong bytes, is UTF-8 all the same.
        before = data[: why.start].decode("utf-8")
        return data.decode("cp1252" if before.isascii() else "utf-8", "replace")


def find_declared(data: bytes) -> str:
    """Return the codec of the encoding that a page names itself, "" if it names none."""
    return _codec(_find_label(data[:_HEAD_BYTES]))


def _find_label(head: bytes) -> str:
    found = _META.search(head) or _DECLARED.match(head)
    return found[1].decode("ascii") if found else ""


def _codec(label: str) -> str:
    """Return the name of the codec for a label, "" if browsers know none."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    return name if _FAMILIES.match(name) else ""
