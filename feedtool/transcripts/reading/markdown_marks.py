"""Lines of Markdown without its marks; plain text has none, and stays as it is.

Source: https://spec.commonmark.org/0.31.2/
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from feedtool.transcripts.reading.turn_lines import Line, join_cells

_MARKS = re.compile(r"[*_`\[\\<&#]")
_EMPTY_QUOTE = re.compile(r"[ ]{0,3}>[> \t]{0,9}\Z")
_TABLE = re.compile(r"[ ]{0,3}\|(.{1,20000})\|[ \t]*\Z")
_BELOW_HEADER = re.compile(r"[ ]{0,3}\|(?:[ ]?:?-{1,200}:?[ ]?\|){1,50}[ \t]*\Z")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t](.*)")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={2,}|-{2,})[ \t]*\Z")
# A group that repeats takes memory for each time, so that no line of megabytes is a rule.
_RULE = re.compile(
    r"[ ]{0,3}(?:(?:\*[ \t]?){3,999}|(?:-[ \t]?){3,999}|(?:_[ \t]?){3,999}|`{3,}\w{0,20})\Z"
)
_QUOTE = re.compile(r"\A[ ]{0,3}>[ \t]?(?!>)")
_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{1,80})(?:\*\*|__)")
_TAG = re.compile(r"</?(?:br|b|i|u|em|strong|p|cite|time|span|a|div)\b[^<>]{0,200}>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}(?:[ ]\"[^\"\n]{0,300}\")?\)")
_STAR = re.compile(r"(?<!\w)\*{1,3}(?=[^\s*])([^*\n]{1,5000})(?<=\S)\*{1,3}(?!\w)")
_LOW_LINE = re.compile(r"(?<!\w)_{1,3}(?=[^\s_])([^_\n]{1,5000})(?<=\S)_{1,3}(?!\w)")
_CODE = re.compile(r"`([^`\n]{1,300})`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MOST_FRONT_LINES = 200


def drop_marks(lines: Sequence[str]) -> Iterator[Line]:
    r"""Yield lines without marks; a heading is known as such, and so is bold text at the start.

    >>> [*drop_marks(["## Nets", "**Mira:** *so* it\\_is"])]
    [Line(number=1, text='Nets', label='', is_heading=True), Line(number=2, text='Mira: so it_is', label='Mira:', is_heading=False)]
    """  # noqa: E501 - one value
    first = _find_end_of_front_matter(lines)
    for number, line in enumerate(lines[first:], first + 1):
        after = lines[number] if number < len(lines) else ""
        if not line or _is_mark(line, after):
            yield Line(number, "")
            continue
        row = _TABLE.match(line) if "|" in line[:4] else None
        if row is not None:
            yield Line(number, join_cells([_plain(cell.strip()) for cell in row[1].split("|")]))
            continue
        heading = _HEADING.match(line) if "#" in line[:4] else None
        is_heading = heading is not None or _is_underlined(line, after)
        text = heading[1].strip().rstrip("#") if heading is not None else line
        if not _MARKS.search(text):
            yield Line(number, text.strip(), is_heading=is_heading)
            continue
        text = _QUOTE.sub("", text.strip())
        bold = _BOLD.match(text)
        yield Line(number, _plain(text), _plain(bold[1]) if bold else "", is_heading)


def _is_mark(line: str, after: str) -> bool:
    """Return whether a line says nothing: a rule, an empty quote, the head of a table."""
    return bool(
        _RULE.match(line)
        or _UNDERLINE.match(line)
        or _EMPTY_QUOTE.match(line)
        or _BELOW_HEADER.match(line)
        or (_BELOW_HEADER.match(after) and _TABLE.match(line))
    )


def _is_underlined(line: str, after: str) -> bool:
    return bool(line.strip()) and after[:2] in ("==", "--") and bool(_UNDERLINE.match(after))


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _TAG.sub(" ", text)))
    text = _CODE.sub(r"\1", _LOW_LINE.sub(r"\1", _STAR.sub(r"\1", text)))
    return unescape(_ESCAPE.sub(r"\1", text)).strip().removesuffix("\\")


def _find_end_of_front_matter(lines: Sequence[str]) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    ends = (
        index for index, line in enumerate(lines[1:_MOST_FRONT_LINES], 1) if line.rstrip() == "---"
    )
    return next(ends, -1) + 1
