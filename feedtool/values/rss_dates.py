"""Dates of RSS: RFC 822 with the four-digit years of RFC 2822, and other forms that people write.

Source: https://www.rfc-editor.org/rfc/rfc5322#section-3.3 and section 4.3 (obsolete zones);
https://www.rssboard.org/rss-profile (date and time values).
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from feedtool.values.fault import Fault
from feedtool.values.months import MONTHS
from feedtool.values.value_type import ValueType, any_case

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
_SAFE_ZONES = ("GMT", "UT", "Z", "+0000", "-0000")
_NAMED_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
# A right date is never longer; a longer text is not kept in the memo.
_MAX_CHARS = 40
_EPOCH = date(1970, 1, 1).toordinal()
_OFFSETS: dict[str, int] = dict.fromkeys(_SAFE_ZONES, 0)
_FORM = "expected a date such as Tue, 03 Nov 2020 10:00:00 +0000"

_STRICT = re.compile(
    rf"(?:({'|'.join(DAYS)}), )?([0-9]{{1,2}}) ({'|'.join(MONTHS)}) ([0-9]{{4}}) "
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? ([+-][0-9]{4}|GMT|UT|Z|[ECMP][SD]T)"
)
# RFC 822 and RFC 2822 also allow any case, folded space, comments, two-digit years, military zones
# and a zone without its sign.
_LOOSE = (
    r"(?i)"
    rf"(?:({'|'.join(DAYS)})\s*,\s*)?([0-9]{{1,2}})\s+({'|'.join(MONTHS)})\s+"
    r"([0-9]{4}|[0-9]{2})\s+"
    r"([0-9]{2})\s*:\s*([0-9]{2})(?:\s*:\s*([0-9]{2}))?\s+"
    r"([+-]?[0-9]{4}|gmt|ut|[ecmp][sd]t|[a-ik-z])"
)
_COMMENT = r"\([^()]{0,200}\)"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ZONELESS = r"(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{5,8}"


def check_rss_date(text: str) -> tuple[Fault, ...]:
    """Accept the date forms that every reader understands; explain what is wrong with others."""
    if len(text) <= _MAX_CHARS and _read_safe(text) is not None:
        return ()
    match = _STRICT.fullmatch(text)
    if match:
        impossible = _check_calendar(match)
        if impossible:
            return impossible
        zone = match[8]
        says = f"expected the time zone in digits; write {_offset(zone)} for {zone}"
        return (Fault("date-zone-obsolete", says),)
    # Nobody writes more than two comments.
    bare = " ".join(re.sub(_COMMENT, " ", text.strip(), count=2).split())
    loose = re.fullmatch(_LOOSE, bare)
    if loose is None:
        return (Fault("bad-date", _explain(bare)),)
    impossible = _check_calendar(loose)
    if impossible:
        return impossible
    written = format_rss_date(_read(loose))
    says = f"some readers misread this form; write {written}"
    return (Fault("date-form", says),)


def parse_rss_date(text: str) -> datetime | None:
    """Read a date that `check_rss_date` does not call an error, with its zone; else None.

    >>> parse_rss_date("Tue, 03 Nov 2020 10:00:00 EST").isoformat()
    '2020-11-03T10:00:00-05:00'
    """
    match = _STRICT.fullmatch(text) or re.fullmatch(
        _LOOSE, " ".join(re.sub(_COMMENT, " ", text.strip(), count=2).split())
    )
    if match is None or any(fault.rule == "bad-date" for fault in _check_calendar(match)):
        return None
    return _read(match)


def rss_timestamp(text: str) -> float | None:
    """Return the moment of a date in seconds since 1970; None if the date cannot be read.

    >>> rss_timestamp("Thu, 01 Jan 1970 01:00:00 +0100")
    0.0
    """
    safe = _read_safe(text) if len(text) <= _MAX_CHARS else None
    if safe is not None:
        return safe
    moment = parse_rss_date(text)
    return None if moment is None else moment.timestamp()


@lru_cache(maxsize=64)
def _read_safe(text: str) -> float | None:
    """Return the moment of a date that has nothing wrong with it, else None.

    The check and the rules both need it; the memo serves the second call.
    """
    match = _STRICT.fullmatch(text)
    if match is None:
        return None
    weekday, day, month, year, hour, minute, second, zone = match.groups()
    offset = _OFFSETS.get(zone)
    if offset is None:
        offset = _read_offset(zone)
    seconds = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    try:
        ordinal = date(int(year), _MONTH[month], int(day)).toordinal()
    except ValueError:
        return None
    named = weekday is None or DAYS[(ordinal - 1) % 7] == weekday
    if not named or year < "1000" or hour > "23" or minute > "59" or offset is None:
        return None
    return float((ordinal - _EPOCH) * 86400 + seconds - offset)


def _read_offset(zone: str) -> int | None:
    """Return a zone in seconds east of Greenwich, None where it is obsolete or out of bounds."""
    if not zone[1:].isdigit() or zone[1:3] > "14" or zone[3:] > "59":
        return None
    seconds = (int(zone[1:3]) * 60 + int(zone[3:])) * 60
    return -seconds if zone[0] == "-" else seconds


def format_rss_date(moment: datetime) -> str:
    """Write a date in the form that every reader accepts; the locale does not matter.

    >>> format_rss_date(datetime(2022, 6, 1, 6, tzinfo=UTC))
    'Wed, 01 Jun 2022 06:00:00 +0000'

    Raises ValueError if `moment` has no zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a date without a zone")
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    return (
        f"{DAYS[moment.weekday()]}, {moment.day:02} {MONTHS[moment.month - 1]} {moment.year:04} "
        f"{moment.hour:02}:{moment.minute:02}:{moment.second:02} {zone}"
    )


def _offset(zone: str) -> str:
    hours = _NAMED_ZONES[zone]
    return f"{'-' if hours < 0 else '+'}{abs(hours):02}00"


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (2000 if int(text) < 50 else 1900)


def _check_calendar(match: re.Match[str]) -> tuple[Fault, ...]:
    """Refuse days and times that do not exist, and a weekday that does not match the date."""
    day, month, year = int(match[2]), _MONTH[match[3].title()], _year(match[4])
    hour, minute, second = int(match[5]), int(match[6]), int(match[7] or 0)
    if year < 1000:
        return (Fault("bad-date", f"the year is {year}; expected four digits, e.g. 2020"),)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return (Fault("bad-date", f"{MONTHS[month - 1]} {year} has {days} days"),)
    if hour > 23 or minute > 59 or second > 60:
        return (Fault("bad-date", "expected a time from 00:00:00 to 23:59:59"),)
    zone = match[8]
    if zone[-4:].isdigit() and (int(zone[-4:-2]) > 14 or int(zone[-2:]) > 59):
        return (Fault("bad-date", "expected a time zone from -1400 to +1400"),)
    if match[1]:
        weekday = date(year, month, day).weekday()
        if DAYS[weekday] != match[1].title():
            says = f"{day} {MONTHS[month - 1]} {year} was a {_FULL_DAYS[weekday]}"
            return (Fault("date-weekday-wrong", says),)
    return ()


def _read(match: re.Match[str]) -> datetime:
    zone = match[8].upper()
    if zone in _NAMED_ZONES:
        offset = timedelta(hours=_NAMED_ZONES[zone])
    elif zone[-4:].isdigit():
        offset = timedelta(hours=int(zone[-4:-2]), minutes=int(zone[-2:]))
        offset = -offset if zone.startswith("-") else offset
    else:
        offset = timedelta()
    where = UTC if not offset else timezone(offset)
    return datetime(
        _year(match[4]),
        _MONTH[match[3].title()],
        int(match[2]),
        int(match[5]),
        int(match[6]),
        min(int(match[7] or 0), 59),
        tzinfo=where,
    )


def _explain(text: str) -> str:
    """Say what is wrong with a date that does not have the loose form either."""
    if not text:
        return _FORM
    if re.fullmatch(_ZONELESS, text):
        return "the time zone is missing; expected e.g. +0000 at the end"
    if re.match(_ISO, text):
        return _explain_iso(text)
    from feedtool.values.date_hints import guess_date  # noqa: PLC0415 - only for a wrong date

    meant = guess_date(text)
    return (
        _FORM if meant is None else f"some readers cannot read it; write {format_rss_date(meant)}"
    )


def _explain_iso(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _FORM
    if moment.tzinfo is None:
        return f"this is an ISO 8601 date without a time zone; {_FORM}"
    return f"this is an ISO 8601 date; write {format_rss_date(moment)}"


# A comment in parentheses may stand anywhere.
TYPES = (
    ValueType("date", check_rss_date, "date: `Tue, 03 Nov 2020 10:00:00 +0000`",
              rf"\s*({any_case(DAYS)}\s*,\s*)?[0-9]{{1,2}}\s+{any_case(MONTHS)}\s+"
              r"([0-9]{4}|[0-9]{2})\s+[0-9]{2}\s*:\s*[0-9]{2}(\s*:\s*[0-9]{2})?\s+"
              r"([+\-]?[0-9]{4}|[Gg][Mm][Tt]|[Uu][Tt]|[ECMPecmp][SDsd][Tt]|[A-Za-z])\s*"
              r"|[^(]*\([\s\S]*", role="date"),
)  # fmt: skip
