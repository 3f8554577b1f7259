"""What is known of the encoding of a feed, and the start that nearly all feeds have."""

import re
from typing import NamedTuple

from feedtool.findings.place import LineColumn
from feedtool.findings.report import Severity

_USUAL = re.compile(
    rb"(?:<\?xml version=([\"'])1\.0\1(?: encoding=([\"'])(?:UTF|utf)-8\2)?"
    rb"(?: standalone=([\"'])(?:yes|no)\3)? ?\?>[ \t\r\n]*)?"
    rb"(?:<\?xml-stylesheet [^<>?]*\?>[ \t\r\n]*)*<rss[ \t\r\n>]"
)


class Remark(NamedTuple):
    """What is wrong with an encoding: the rule that it breaks, in which words, and where.

    Without `severity` it has the severity of the rule.
    """

    rule: str
    message: str
    place: LineColumn = (1, 1)
    severity: Severity | None = None


class Encoding(NamedTuple):
    """The encoding to read a feed with.

    `skip` is the length of the byte order mark, as far as the codec `name` does not skip it.
    `label` is the name of the encoding as the feed declares it, `place` where it stands.
    """

    name: str
    skip: int = 0
    remarks: tuple[Remark, ...] = ()
    label: str = ""
    place: LineColumn = (1, 1)


def starts_as_usual(head: bytes) -> bool:
    """Return whether the first bytes are a right declaration of UTF-8 and the tag of rss."""
    return _USUAL.match(head) is not None
