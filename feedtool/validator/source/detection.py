"""Finds the encoding of a feed, before anything else is read.

Source: https://www.w3.org/TR/xml/#sec-guessing
"""

import codecs
import re

from feedtool.validator.source.encoding import Encoding, Remark
from feedtool.validator.source.window import advance
from feedtool.validator.source.xml_declaration import find_label

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What zero bytes say about a file without byte order mark: it starts with < or a blank.
_ZEROS = (
    (re.compile(rb"<\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<"), "utf-32-be"),
    (re.compile(rb"[< \t\r\n]\0"), "utf-16-le"),
    (re.compile(rb"\0[< \t\r\n]"), "utf-16-be"),
)
# No feed uses Python's other codecs, and some of them turn harmless bytes into harmful text.
_FAMILIES = (
    r"ascii|iso8859|cp(?:125[0-8]|437|85\d|866|874|932|949|950)|koi8|mac|shift_jis|euc_|"
    r"gb|big5|hz|iso2022|johab|ptcp154|tis.620|kz1048"
)
# Registered names that Python lacks.
_ALIASES = {
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "cswindows31j": "cp932",
    "gb_2312-80": "gb2312",
    "cseucpkdfmtjapanese": "euc_jp",
    "iso-8859-8-i": "iso8859-8",
    "csunicode": "utf-16",
    "iso-10646-ucs-2": "utf-16",
    "csucs4": "utf-32",
    "iso-10646-ucs-4": "utf-32",
}


def detect_encoding(head: bytes) -> Encoding:
    """Return the encoding: by byte order mark, then by zero bytes, then by the declaration."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _judge_marked(_declare(head, name, mark), mark)
    for zeros, name in _ZEROS:
        if zeros.match(head):
            return _judge_wide(_declare(head, name))
    encoding = _declare(head, "utf-8")
    return _judge_declared(encoding) if encoding.label else encoding


def _declare(head: bytes, name: str, mark: bytes = b"") -> Encoding:
    """Return an encoding with the label that the first bytes declare, and its place."""
    skip = len(mark) if name == "utf-8" else 0
    wide = name != "utf-8"
    text = head.decode(name, "replace") if wide else head[skip:].decode("latin-1")
    found = find_label(text)
    if found is None:
        return Encoding(name, skip)
    index, label = found
    before = text[:index].encode("utf-8" if wide else "latin-1", "replace")
    return Encoding(name, skip, (), label, advance(1, 1, before))


def _judge_marked(encoding: Encoding, mark: bytes) -> Encoding:
    """Add the remark on a byte order mark, or on a declaration that differs from it."""
    if mark != codecs.BOM_UTF8:
        return _judge_wide(encoding)
    remark = Remark(
        "byte-order-mark", "the file starts with a byte order mark, which UTF-8 does not need"
    )
    if encoding.label and _codec(encoding.label) != "utf-8":
        says = (
            f'the XML declaration says "{encoding.label[:40]}", but the byte order mark says UTF-8;'
            ' change the declaration to encoding="UTF-8"'
        )
        remark = Remark("encoding-contradiction", says, encoding.place)
    return encoding._replace(remarks=(remark,))


def _judge_wide(encoding: Encoding) -> Encoding:
    """Add the remark on UTF-16 or UTF-32: the declaration contradicts it, or it is not UTF-8."""
    name, label = encoding.name, encoding.label
    kind = name[:6]
    if label and not _codec(label).startswith(kind):
        says = f'the XML declaration says "{label[:40]}", but the file is in {kind.upper()}'
        remark = Remark("bad-encoding", f"{says}; save the file as UTF-8", encoding.place)
    else:
        # XML asks for a mark before UTF-16, but parsers find it out without one.
        says = _not_utf8(kind.upper() + (" without byte order mark" if "e" in name[6:] else ""))
        remark = Remark("encoding-not-utf-8", says, encoding.place)
    return encoding._replace(remarks=(remark,))


def _not_utf8(kind: str) -> str:
    return f"the file is in {kind}; expected UTF-8, the only encoding that some apps read"


def _judge_declared(encoding: Encoding) -> Encoding:
    """Return the encoding that the declaration names, with a remark if it is not UTF-8."""
    label, place = encoding.label, encoding.place
    shown = label[:40]
    name = _codec(label)
    if name == "utf-8":
        if label.lower() == "utf-8":
            return encoding
        says = f'the encoding is "{shown}"; expected "UTF-8", the name that every app knows'
        return encoding._replace(remarks=(Remark("encoding-name", says, place),))
    if name.startswith(("utf-16", "utf-32")):
        says = (
            f'the XML declaration says "{shown}", but the file is not in {name[:6].upper()}; '
            'change the declaration to encoding="UTF-8"'
        )
        return encoding._replace(remarks=(Remark("encoding-contradiction", says, place),))
    if re.match(_FAMILIES, name):
        remark = Remark("encoding-not-utf-8", _not_utf8(label[:40]), place)
        return encoding._replace(name=name, remarks=(remark,))
    says = f'the encoding "{shown}" is not known; write encoding="UTF-8"'
    return encoding._replace(remarks=(Remark("bad-encoding", says, place),))


def _codec(label: str) -> str:
    try:
        return codecs.lookup(_ALIASES.get(label.lower(), label)).name
    except (LookupError, ValueError):  # a zero byte is a ValueError
        return ""
