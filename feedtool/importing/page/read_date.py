"""Reads dates as pages print them, in several languages; an ambiguous date is refused."""

import re
from datetime import date

from feedtool.values.months import find_month

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?(?:\s*+(?:of|de|di))?\s++([^\W\d_]++)\.?,?\s++(?:de\s++|del\s++)?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WEEKDAY = re.compile(r"^[^\W\d_]+\.?,?\s+(?:the\s+|den\s+|le\s+)?(?=\d)|^[^\W\d_]+,\s+")


def parse_date(text: str) -> date | None:
    """Read a line that is a date; None if it is no date or may mean two days.

    >>> parse_date("1st Jun 2022"), parse_date("01/06/2022")
    (datetime.date(2022, 6, 1), None)
    """
    bare = " ".join(text.split()).strip(" .")
    for candidate in (bare, _WEEKDAY.sub("", bare)):
        found = _read(candidate)
        if found is not None:
            return found
    return None


def _read(text: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return _make(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return _make(int(match[3]), find_month(match[2]) or 0, int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _make(int(match[3]), find_month(match[1]) or 0, int(match[2]))
    if match := _NUMERIC.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first == second or first > 12:
            return _make(year, second, first)
        if second > 12:
            return _make(year, first, second)
    return None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
