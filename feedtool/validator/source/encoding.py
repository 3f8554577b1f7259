"""Finds the encoding of a feed, before anything else is read.

Source: https://www.w3.org/TR/xml/#sec-guessing
"""

import codecs
import re
from typing import NamedTuple

_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'<>]{1,60})[\"']")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# No feed uses Python's other codecs, and some of them turn harmless bytes into harmful text.
_FAMILIES = (
    r"ascii|iso8859|cp(?:125[0-8]|437|85\d|866|874|932|949|950)|koi8|mac|shift_jis|euc_|"
    r"gb|big5|hz|iso2022|johab|utf-16|utf-32|ptcp154|tis_620|kz1048"
)


class Encoding(NamedTuple):
    """The encoding to read a feed with.

    `skip` is the length of the byte order mark. `fault` says why the feed cannot be read as it is
    declared. `remarks` holds (rule, message) pairs about a feed that can be read.
    """

    name: str
    skip: int = 0
    fault: str = ""
    remarks: tuple[tuple[str, str], ...] = ()


def detect_encoding(head: bytes) -> Encoding:
    """Return the encoding: by byte order mark, then by zero bytes, then by the declaration."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _marked(head, mark, name)
    if head.startswith(b"<\0"):
        return Encoding("utf-16-le", remarks=_not_utf8("UTF-16"))
    if head.startswith(b"\0<"):
        return Encoding("utf-16-be", remarks=_not_utf8("UTF-16"))
    declared = _DECLARATION.match(head)
    if declared is None:
        return Encoding("utf-8")
    return _look_up(declared[1].decode("latin-1"))


def _marked(head: bytes, mark: bytes, name: str) -> Encoding:
    """Return the encoding of a byte order mark; remark on a declaration that differs from it."""
    if name != "utf-8":
        return Encoding(name, remarks=_not_utf8(name.upper()))
    remarks: tuple[tuple[str, str], ...] = (
        ("byte-order-mark", "the file starts with a byte order mark, which UTF-8 does not need"),
    )
    declared = _DECLARATION.match(head[len(mark) :])
    if declared is not None:
        label = declared[1].decode("latin-1").strip()
        if _codec(label) != "utf-8":
            says = (
                f'the XML declaration says "{label[:40]}", but the byte order mark says UTF-8; '
                "write UTF-8"
            )
            remarks = (("encoding-contradiction", says),)
    return Encoding(name, len(mark), remarks=remarks)


def _not_utf8(label: str) -> tuple[tuple[str, str], ...]:
    says = f"the file is in {label[:40]}; expected UTF-8, the only encoding that some apps read"
    return (("encoding-not-utf-8", says),)


def _codec(label: str) -> str:
    try:
        return codecs.lookup(label.strip()).name
    except (LookupError, ValueError):  # a zero byte is a ValueError
        return ""


def _look_up(label: str) -> Encoding:
    name = _codec(label)
    if name == "utf-8":
        if label.lower() == "utf-8":
            return Encoding(name)
        says = f'the encoding is "{label[:40]}"; expected "UTF-8", the name that every app knows'
        return Encoding(name, remarks=(("encoding-name", says),))
    if name.startswith(("utf-16", "utf-32")):
        says = (
            f'the XML declaration says "{label}", but the file is in a one-byte encoding; '
            "write UTF-8"
        )
        return Encoding("utf-8", fault=says)
    if re.match(_FAMILIES, name):
        return Encoding(name, remarks=_not_utf8(label))
    return Encoding("utf-8", fault=f'the encoding "{label[:40]}" is not known; write UTF-8')
