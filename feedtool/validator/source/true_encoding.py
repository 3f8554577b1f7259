"""Compares the bytes of a feed with an encoding that is not UTF-8, before the feed is read.

Many programs write UTF-8 below a declaration of another encoding. UTF-8 has a form that text of
another encoding does not have by chance: if all bytes above 127 have it, the declaration is wrong.
"""

import codecs
import re
from typing import BinaryIO

from feedtool.findings.place import LineColumn
from feedtool.validator.source.encoding import Encoding, Remark
from feedtool.validator.source.window import advance

# So much of a feed is compared; of a larger feed the rest is trusted to be the same.
COMPARED_BYTES = 4_000_000
# A capital letter and a quotation mark at the end of a word (É”) may look like one UTF-8 character
# of a rare script. These do not: letters of Latin and Cyrillic, two characters in a row, and
# characters of three bytes.
_EVIDENCE = re.compile(
    rb"[\xc2-\xc5\xd0\xd1][\x80-\xbf]|(?:[\xc6-\xdf][\x80-\xbf]){2}|[\xe0-\xf4][\x80-\xbf]{2}"
)
_FIRST = re.compile(rb"(?:[\xc2-\xf4][\x80-\xbf]+){1,4}")
# Two bytes may be one character in these, so that a few characters may look like UTF-8.
_LONG_EVIDENCE = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{2}")
_MULTIBYTE = ("shift_jis", "euc_", "gb", "big5", "hz", "iso2022", "johab", "cp9")


def read_start(head: bytes, source: BinaryIO, encoding: Encoding) -> bytes:
    """Return the bytes to compare: the first ones, and more of them if they are not in UTF-8."""
    if encoding.name.startswith("utf-"):
        return head
    while len(head) < COMPARED_BYTES and (more := source.read(COMPARED_BYTES - len(head))):
        head += more
    return head


def correct_encoding(encoding: Encoding, data: bytes) -> Encoding:
    """Return the encoding that the first bytes of a feed are in, with what is wrong with it."""
    if encoding.name.startswith("utf-") or data.isascii():
        return encoding
    complete = len(data) < COMPARED_BYTES
    data = data[:COMPARED_BYTES]
    if _is_utf8(encoding.name, data, complete=complete):
        says = (
            f'the XML declaration says "{encoding.label[:40]}", but the text is UTF-8; '
            'change the declaration to encoding="UTF-8"'
        )
        cause = Remark("encoding-contradiction", says, encoding.place)
        proof = Remark("encoding-contradiction", *_show_effect(encoding.name, data), "info")
        return encoding._replace(name="utf-8", remarks=(cause, proof))
    if not _holds(encoding.name, data, complete=complete):
        # The first wrong byte is reported at its place, which says it all.
        return encoding._replace(remarks=())
    return encoding


def _show_effect(name: str, data: bytes) -> tuple[str, LineColumn]:
    """Return what apps that believe the declaration show for the first characters, and where."""
    first = _FIRST.search(data)
    start, end = first.span() if first else (0, 0)
    meant = data[start:end].decode("utf-8", "replace")
    shown = data[start:end].decode(name, "replace")
    is_clear = shown.isprintable() and "\ufffd" not in shown
    effect = f'show "{shown}"' if is_clear else "stop or show wrong letters"
    says = f'apps that believe the declaration {effect} in place of "{meant}" here'
    return says, advance(1, 1, data[:start])


def _is_utf8(name: str, data: bytes, *, complete: bool) -> bool:
    evidence = _LONG_EVIDENCE if name.startswith(_MULTIBYTE) else _EVIDENCE
    return _holds("utf-8", data, complete=complete) and evidence.search(data) is not None


def _holds(name: str, data: bytes, *, complete: bool) -> bool:
    """Return whether all bytes are right in an encoding."""
    try:
        codecs.getincrementaldecoder(name)().decode(data, complete)
    except UnicodeDecodeError:
        return False
    return True
