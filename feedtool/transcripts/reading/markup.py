"""Markup that captions should not have: tags of HTML, codes of editors, references."""

import re
from html import unescape
from typing import NamedTuple

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut

_TAGS = (
    "b|i|u|s|font|em|strong|span|br|p|div|c|small|big|sub|sup|strike|del|ins|mark|a|center|ruby|rt|"
    "lang|h[1-6]|cyan|yellow|white"
)
# `{\an8}` and its like are of SubStation Alpha, `{b}` and `{y:i}` of MicroDVD.
_CODE = r"\{\\[^{}\n]{1,200}\}|\{/?[biuBIU]\}|\{[yY]:[biu]{1,3}\}"
_REFERENCE = r"&(?:amp|lt|gt|quot|apos|nbsp|lrm|rlm|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:[\s.][^<>]{{0,300}})?/?>", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^ <>]{1,99})?[ \t]{1,9}([^<>]{1,200})>", re.IGNORECASE)
_END_OF_VOICE = re.compile(r"</v>", re.IGNORECASE)
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
CODE = re.compile(_CODE)
_ANY = re.compile(
    rf"{_TAG.pattern}|{_VOICE.pattern}|{_END_OF_VOICE.pattern}|{_CODE}|{_REFERENCE}", re.IGNORECASE
)


class Plain(NamedTuple):
    """A line without markup, and its first markup and where that is; `raw` is "" if it has none."""

    text: str
    raw: str = ""
    at: int = 0


def drop_markup(line: str) -> Plain:
    r"""Return a line of SubRip as plain text; a voice tag becomes a label.

    >>> [drop_markup(line).text for line in ("{\\an8}<i>Hello</i>", "<v Mira>Hi", "a<b")]
    ['Hello', '[Mira]: Hi', 'a<b']
    """
    found = _ANY.search(line)
    if found is None:
        return Plain(line)
    text = _VOICE.sub(lambda voice: f"[{voice[1].strip()}]: ", line)
    text = _END_OF_VOICE.sub("", _BREAK.sub("\n", text))
    text = CODE.sub("", _TAG.sub("", text))
    text = re.sub(_REFERENCE, lambda one: unescape(one[0]), text)
    return Plain(text, found[0], found.start())


def is_html_tag(tag: str) -> bool:
    """Return whether a tag, with its brackets, is one of HTML that subtitles have.

    >>> is_html_tag("</font>"), is_html_tag("<laughs>")
    (True, False)
    """
    return _TAG.fullmatch(tag) is not None


def report_markup(raw: str, number: int, column: int, findings: FileFindings) -> None:
    """Report markup that apps show as it is written."""
    message = f'"{cut(raw)}" is markup that apps show as it is written; remove it'
    findings.add("transcript-raw-markup", message, number, column, value=raw)
