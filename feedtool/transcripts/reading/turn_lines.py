"""The lines of a transcript as people, editors and services lay it out: who, when, what.

A line may start with a time and with a label: `Mira: Hello.`, `Mira (0:12): Hello.`,
`[00:00:12] Mira: Hello.`, `Mira  0:12` with the text below, and their like.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedtool.transcripts.reading.labels import SIGNS, is_numbered
from feedtool.values.times import parse_time

# A day of talk has fewer lines with text; with more, reading takes too long.
MOST_LINES = 200_000
TOO_MANY = f"it has more than {MOST_LINES:,} lines or paragraphs; expected one episode"
_CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{2}(?:[.,][0-9]{1,6})?"
_TIME = rf"[\[(<]?({_CLOCK})(?:[ \t]{{0,3}}(?:-{{1,2}}>?|[–—→])[ \t]{{0,3}}({_CLOCK}))?[\])>]?"
_SEPARATOR = r"[ \t\xa0]{0,9}(?:[-–—|•·,]?[ \t\xa0]{1,9})?"
_NAME = rf"[^\W\d_](?:[^\W_]|[ \t.'’&_#/{SIGNS}-]){{0,39}}"
# What somebody does in the show is no part of the name.
_ROLE = r"(?:[ \t]{1,3}[(\[][^()\[\]:0-9]{1,30}[)\]])?"
_AT_START = re.compile(rf"{_TIME}(?=[ \t\xa0:]|\Z|[^\W\d_]):?{_SEPARATOR}")
_WITH_COLON = re.compile(
    rf"({_NAME}?){_ROLE}(?:{_SEPARATOR}{_TIME})?[ \t]?(?::(?=\s|\Z|\[)|：)[ \t]*"
    rf"(?:{_TIME}(?=\s|\Z):?[ \t]*)?"
)
_WITH_TIME = re.compile(rf"({_NAME}?){_ROLE}{_SEPARATOR}(?<![^\s,|•·–—-]){_TIME}[ \t]*(?=\Z)")
_WITH_BRACKETS = re.compile(rf"({_NAME}?){_ROLE}[ \t]{{0,9}}(?=[\[(]){_TIME}[ \t]+(?=\S)")
_ALONE = re.compile(rf"({_NAME}){_ROLE}")
# `[Mira]: Hello.`, and as Zoom has it, `[Mira] 10:00:12`.
_IN_BRACKETS = re.compile(rf"[\[(]({_NAME})[\])][ \t]{{0,3}}(?=(:|：|{_CLOCK}[ \t]*\Z)?)")
_IN_SECONDS = re.compile(
    r"\[([0-9]{1,6}\.[0-9]{1,3})s?[ ]?(?:-{1,2}>|→|[-–])[ ]?([0-9]{1,6}\.[0-9]{1,3})s?\][ \t]*"
)
_LEAD = re.compile(r"(?:>{1,3}|[-–—•*+])[ \t]{1,3}(?=\S)|>>")


class Line(NamedTuple):
    """A line without markup; `label` is the text at its start that stands out, as in bold."""

    number: int
    text: str
    label: str = ""
    is_heading: bool = False


class Row(NamedTuple):
    """A line with its parts.

    `text` is the line behind a time at its start. If it may start with a label, `name` is who would
    speak, `said` what follows, and the times are those of the label, too. A name is `marked` by a
    time or by letters that stand out; without a colon it is `bare`.
    """

    number: int
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    name: str = ""
    said: str = ""
    label_start_ms: int | None = None
    label_end_ms: int | None = None
    is_marked: bool = False
    is_bare: bool = False
    is_heading: bool = False


def read_row(line: Line) -> Row:
    """Return the parts of a line.

    >>> row = read_row(Line(3, "Mira (0:12): Hello."))
    >>> row.name, row.label_start_ms, row.said
    ('Mira', 12000, 'Hello.')
    """
    text = line.text.strip()
    if not text:
        return Row(line.number, "")
    lead = _LEAD.match(text)
    if lead is not None:
        text = text[lead.end() :].lstrip()
    start, end = None, None
    time = _AT_START.match(text) or _IN_SECONDS.match(text)
    if time is not None:
        start, end = _read_times(time[1], time[2])
        if start is not None:
            text = text[time.end() :].lstrip()
    row = Row(line.number, text, start, end, is_heading=line.is_heading)
    return _find_label(row, line.label.strip())


def _find_label(row: Row, label: str) -> Row:
    text, is_bracketed = _open_brackets(row.text)
    found = _WITH_COLON.match(text) or _WITH_TIME.match(text) or _WITH_BRACKETS.match(text)
    # "Transcript: nets" is a title.
    if found is not None and not (row.is_heading and found.end() < len(text)):
        times = [one for one in found.groups()[1:] if one]
        start, end = _read_times(*times[:2]) if times else (row.start_ms, row.end_ms)
        is_marked = start is not None or bool(label) or is_bracketed
        return row._replace(
            name=found[1].strip(), said=text[found.end() :].strip(), label_start_ms=start,
            label_end_ms=end, is_marked=is_marked,
        )  # fmt: skip
    is_first = bool(label) and text.startswith(label)
    alone = _ALONE.fullmatch(label if is_first else text)
    if alone is None or not (
        is_first or row.is_heading or row.start_ms is not None or is_numbered(alone[1].strip())
    ):
        return row
    return row._replace(
        name=alone[1].strip(), said=text[len(label) :].strip() if is_first else "",
        label_start_ms=row.start_ms, label_end_ms=row.end_ms, is_marked=True, is_bare=True,
    )  # fmt: skip


def _open_brackets(text: str) -> tuple[str, bool]:
    """Return a text without the brackets around a label, and whether there were any."""
    found = _IN_BRACKETS.match(text) if text[:1] in ("[", "(") else None
    if found is None:
        return text, False
    rest = text[found.end() :]
    if found[2]:
        return f"{found[1]}{'' if rest[0] in ':：' else ' '}{rest}", True
    return (f"{found[1]}: {rest}", True) if is_numbered(found[1]) else (text, False)


def join_cells(cells: Sequence[str]) -> str:
    """Return the cells of a table's row as a line; what may be a name becomes a label.

    >>> join_cells(["0:12", "Mira", "Hello."]), join_cells(["Mira", "Hello."])
    ('0:12 Mira: Hello.', 'Mira: Hello.')
    """
    filled = [cell for cell in cells if cell]
    heads = [f"{cell}:" if is_like_name(cell) else cell for cell in filled[:-1]]
    return " ".join([*heads, *filled[-1:]])


def is_like_name(text: str) -> bool:
    """Return whether a line may be a name that stands alone."""
    return _ALONE.fullmatch(text) is not None


def _read_times(start: str, end: str | None = None) -> tuple[int | None, int | None]:
    start_ms = parse_time(start)
    return start_ms, parse_time(end) if end and start_ms is not None else None
