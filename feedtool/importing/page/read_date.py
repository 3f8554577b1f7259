"""Reads dates as pages print them, in several languages; an ambiguous date is refused."""

import re
from datetime import date
from functools import cache

from feedtool.importing.page.page_words import any_of
from feedtool.values.months import find_month

# No date is longer, whatever stands around it.
_LONGEST = 100
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})")


def parse_date(text: str, *, day_first: bool = False) -> date | None:
    """Read a line that is a date; None if it is no date or may mean two days.

    `day_first` says that the language of the page puts the day first; with dots it stands first in
    every language.

    >>> parse_date("1st Jun 2022"), parse_date("01/06/2022"), parse_date("01.06.2022")
    (datetime.date(2022, 6, 1), None, datetime.date(2022, 6, 1))
    """
    bare = " ".join(text[: _LONGEST + 1].split()).strip(" .")
    if len(bare) > _LONGEST:
        return None
    bare = _time_behind().sub("", bare)
    for candidate in (bare, _words_before().sub("", bare)):
        found = _read(candidate, day_first=day_first)
        if found is not None:
            return found
    return None


@cache
def _words_before() -> re.Pattern[str]:
    """Return the pattern of a weekday and of the words before a date."""
    weekday = r"[^\W\d_]+(?:-[^\W\d_]+)?\.?"
    before = any_of("before_date")
    return re.compile(
        rf"\A(?:(?:{before}\s)?{weekday},?\s+)?(?:{before}\s*)?(?=\d)"
        rf"|\A{weekday},?\s+(?=[^\W\d_]+\.?\s+\d)",
        re.IGNORECASE,
    )


@cache
def _time_behind() -> re.Pattern[str]:
    clock = r"\d{1,2}(?:[:.]\d{2}(?::\d{2})?|\s?h(?:\s?\d{2})?)?\s?(?:[ap]\.?m\.?|uhr|h)?"
    before = any_of("before_time")
    # A year alone is no time: what stands without a word before it must have minutes.
    bare = r"\d{1,2}(?::\d{2}(?::\d{2})?|h\d{2})\s?(?:[ap]\.?m\.?|uhr|h)?"
    return re.compile(
        rf"(?<=\d{{4}}),?\s(?:(?:[-–—|·]\s)?{bare}|{before}\s{clock})\Z", re.IGNORECASE
    )


@cache
def _day_first() -> re.Pattern[str]:
    of = any_of("before_month")
    return re.compile(
        r"(\d{1,2})(?:st|nd|rd|th|er|\.º|\.|º|°|ª)?"
        rf"(?:\s*+{of})?\s++([^\W\d_]++)\.?,?\s++(?:de\s++|del\s++|di\s++)?(\d{{4}})",
        re.IGNORECASE,
    )


def _read(text: str, *, day_first: bool) -> date | None:
    if match := _ISO.fullmatch(text):
        return _make(int(match[1]), int(match[2]), int(match[3]))
    if match := _day_first().fullmatch(text):
        return _make(int(match[3]), find_month(match[2]) or 0, int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _make(int(match[3]), find_month(match[1]) or 0, int(match[2]))
    if match := _NUMERIC.fullmatch(text):
        return _read_numbers(match, day_first=day_first or match[2] == ".")
    return None


def _read_numbers(match: re.Match[str], *, day_first: bool) -> date | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if day_first or first == second or first > 12:
        return _make(year, second, first)
    return _make(year, first, second) if second > 12 else None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
