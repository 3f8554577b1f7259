"""Guesses what an unreadable date means: other languages, other orders, ordinals, AM and PM."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from feedtool.values.date_zones import OLD_ZONES
from feedtool.values.months import guess_month
from feedtool.vocabulary import load_list

# A longer text is no date.
MAX_CHARS = 100
_LETTER = r"[^\W\d_]"
_WEEKDAY = rf"(?:(?P<weekday>{_LETTER}{{2,20}}\.?)(?P<comma> ?,)?(?P<gap> |(?=[0-9])|(?<=,)))?"
_MONTH = rf"(?P<month>{_LETTER}{{3,12}}\.?)"
_DAY = r"(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th|er|º|ª|\.)?"
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?P<colon>[:.h])(?P<minute>[0-9]{1,2})"
    r"(?:[:.](?P<second>[0-9]{1,2}))?(?P<fraction>[.,][0-9]{1,9})?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?(?![a-z]))?"
)
_GLUE = r"(?P<glue>(?:T|, ?| ?[-–] ?| )(?:at |um |à |a las |às |alle )?)"
_ZONE = r"(?P<zone>[^\s0-9:].{0,60}|[0-9]{4})"
_TAIL = rf"(?:{_GLUE}{_CLOCK})?(?:(?P<space> ?){_ZONE})?"
_BETWEEN = r"(?P<separator> ?[-/.,] ?| )"
# Texts, which `re` compiles at their first use: few feeds need them, and it takes 10 ms.
_FORMS = (
    rf"{_WEEKDAY}{_DAY}{_BETWEEN}(?:de |del |of |d['’] ?)?{_MONTH}"
    rf"(?P<gap2> ?[-/.,] ?| )(?:de |del )?(?P<year>-?[0-9]{{1,4}}){_TAIL}",
    rf"{_WEEKDAY}{_MONTH} ?{_DAY}(?P<order>,? | ?, ?)(?P<year>-?[0-9]{{4}}){_TAIL}",
    rf"{_WEEKDAY}{_MONTH} ?{_DAY},? {_CLOCK}(?: (?P<zone>\S{{1,40}}))?"
    r"(?P<order> )(?P<year>[0-9]{4})",
    r"(?P<year>-?[0-9]{4})(?P<iso>[-/.]|年 ?)(?P<month>[0-9]{1,2})(?:[-/.]|月 ?)"
    rf"(?P<day>[0-9]{{1,2}})日?{_TAIL}",
    r"(?P<iso>)(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    rf"(?:[T ](?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})(?P<second>[0-9]{{2}})?{_ZONE}?)?",
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<slash>[-/.]) ?(?P<month>[0-9]{{1,2}})[-/.] ?"
    rf"(?P<year>[0-9]{{4}}){_TAIL}",
)
_NAMED_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?")


@dataclass(frozen=True, slots=True)
class LooseDate:
    """The numbers of a date, and its parts as they are written.

    `clock` has hour, minute and second, None where the date has no time. `parts` has the named
    pieces of the text, of which some are missing. None of the numbers need to be possible ones.
    """

    year: int
    month: int
    day: int
    clock: tuple[int, int, int] | None
    zone: str
    parts: dict[str, str]


def read_loose_date(text: str) -> LooseDate | None:
    """Take a date apart that has some usual form; None for any other text.

    >>> read_loose_date("Tue Jan  6 09:00:00 2026").clock
    (9, 0, 0)
    """
    text = " ".join(text[: MAX_CHARS + 1].split())
    if len(text) > MAX_CHARS:
        return None
    for form in _FORMS:
        if match := re.fullmatch(form, text):
            parts = {name: part for name, part in match.groupdict().items() if part is not None}
            return _read_parts(parts)
    return None


def guess_date(text: str) -> datetime | None:
    """Return the moment that a text means; None if day, month, time or zone is not certain.

    >>> guess_date("mar., 03 nov. 2020 10:00:00 +0100").isoformat()
    '2020-11-03T10:00:00+01:00'
    """
    loose = read_loose_date(text)
    if loose is None or loose.clock is None or len(loose.parts["year"]) != 4:
        return None
    offset = _guess_zone(loose.zone)
    if offset is None:
        return None
    try:
        return datetime(
            loose.year, loose.month, loose.day, *loose.clock,
            tzinfo=timezone(timedelta(minutes=offset)) if offset else UTC,
        )  # fmt: skip
    except ValueError:
        return None


def _read_parts(parts: dict[str, str]) -> LooseDate | None:
    day, month = int(parts["day"]), _read_month(parts["month"])
    if "slash" in parts and parts["slash"] != "." and day <= 12:
        # 06/01 and 01/06: nobody knows which of the two is the month, but for 13 and more.
        day, month = (month, day) if month > 12 else (day, day if day == month else 0)
    if month == 0 and not parts["month"].isdigit():
        return None
    clock = None
    if "hour" in parts:
        clock = (_read_hour(parts), int(parts["minute"]), int(parts.get("second", 0)))
    return LooseDate(
        _read_year(parts["year"]), month, day, clock, parts.get("zone", "").strip(), parts
    )


def _read_month(text: str) -> int:
    return int(text) if text.isdigit() else guess_month(text) or 0


def _read_hour(parts: dict[str, str]) -> int:
    hour, half = int(parts["hour"]), parts.get("half", "")
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half in "Pp" else 0)


def _read_year(text: str) -> int:
    """Return a year; of two digits, those up to 49 are in this century."""
    year = int(text)
    if len(text) != 2 or year < 0:
        return year
    return year + (2000 if year < 50 else 1900)


def _guess_zone(name: str) -> int | None:
    """Return a zone in minutes east of Greenwich; None if it has more meanings than one."""
    upper = name.upper()
    if upper in ("UTC", "GMT", "UT", "Z"):
        return 0
    # CST is China's time as well.
    if upper in OLD_ZONES and upper != "CST":
        return OLD_ZONES[upper] * 60
    meanings: list[list[str]] = load_list("zone-names").get(upper, [])
    if len(meanings) == 1 and upper != "BST":
        name = meanings[0][0]
    match = _NAMED_OFFSET.fullmatch(name.lower())
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return -minutes if match[1] == "-" else minutes
