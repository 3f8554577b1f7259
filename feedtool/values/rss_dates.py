"""Dates of RSS: RFC 822 with the four-digit years of RFC 2822, and other forms that people write.

Source: https://www.rfc-editor.org/rfc/rfc5322#section-3.3 and section 4.3 (obsolete zones);
https://www.rssboard.org/rss-profile (date and time values).
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from feedtool.values.date_zones import OLD_ZONES, read_offset
from feedtool.values.fault import PADDED, Fault
from feedtool.values.months import DAYS, FULL_DAYS, MONTHS
from feedtool.values.value_type import ValueType, any_case

_MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
_SAFE_ZONES = ("GMT", "UT", "Z", "+0000", "-0000")
# A right date is never longer; a longer text is not kept in the memo.
_MAX_CHARS = 40
_EPOCH = date(1970, 1, 1).toordinal()
_OFFSETS: dict[str, int] = dict.fromkeys(_SAFE_ZONES, 0)
_EXPECTED_ZONE = "write the zone whose time this is, e.g. +0000 for UTC"
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
_COMMENT = re.compile(r"\([^()]{0,200}\)")


def check_rss_date(text: str) -> tuple[Fault, ...]:
    """Accept the date forms that every reader understands; explain what is wrong with others."""
    if len(text) <= _MAX_CHARS and _read_safe(text) is not None:
        return ()
    bare = text.strip()
    if bare != text:
        return check_rss_date(bare) or (PADDED,)
    return (_explain(text),)


def _explain(text: str) -> Fault:
    """Return what is wrong with a date that is not safe."""
    from feedtool.values.date_faults import (  # noqa: PLC0415 - only for a wrong date
        Dialect,
        explain_date,
        explain_form,
    )

    dialect = Dialect(format_rss_date, lambda date: _read_safe(date) is not None, _FORM)
    strict = _STRICT.fullmatch(text)
    match = strict or _match_loose(text)
    # 24:00 and a year that no program was set to: the other file knows what they mean.
    if match is None or match[5] == "24" or match[4].startswith("000"):
        return explain_date(_COMMENT.sub(" ", text, count=2), dialect)
    fault = _check_calendar(match)
    if fault is not None:
        return fault
    if strict and strict[8] in OLD_ZONES:
        offset = _offset(strict[8])
        says = f"expected the time zone in digits; write {offset} for {strict[8]}"
        instead = f"{text[: -len(strict[8])]}{offset}"
        return Fault("date-zone-obsolete", says, instead=instead)
    if strict and strict[7] != "60":
        says = f"no place has the time zone {strict[8]}; {_EXPECTED_ZONE}"
        return Fault("date-zone-nowhere", says)
    return explain_form(text, _COMMENT.sub(" ", text, count=2), dialect)


def parse_rss_date(text: str) -> datetime | None:
    """Read a date that `check_rss_date` does not call an error, with its zone; else None.

    >>> parse_rss_date("Tue, 03 Nov 2020 10:00:00 EST").isoformat()
    '2020-11-03T10:00:00-05:00'
    """
    match = _STRICT.fullmatch(text) or _match_loose(text)
    if match is None or _find_impossible(match):
        return None
    return _read(match)


def _match_loose(text: str) -> re.Match[str] | None:
    # Nobody writes more than two comments.
    return re.fullmatch(_LOOSE, " ".join(_COMMENT.sub(" ", text.strip(), count=2).split()))


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
    if second is not None and second > "59":
        return None
    return float((ordinal - _EPOCH) * 86400 + seconds - offset)


def _read_offset(zone: str) -> int | None:
    """Return a zone in seconds east of Greenwich, None where it is a name or no place has it."""
    minutes = read_offset(zone)
    return None if minutes is None else minutes * 60


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
    hours = OLD_ZONES[zone]
    return f"{'-' if hours < 0 else '+'}{abs(hours):02}00"


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (2000 if int(text) < 50 else 1900)


def _check_calendar(match: re.Match[str]) -> Fault | None:
    """Refuse days and times that do not exist, and a weekday that does not match the date."""
    impossible = _find_impossible(match)
    if impossible:
        return Fault("bad-date", impossible)
    if match[1]:
        day, month, year = int(match[2]), _MONTH[match[3].title()], _year(match[4])
        weekday = date(year, month, day).weekday()
        if DAYS[weekday] != match[1].title():
            says = f"{day} {MONTHS[month - 1]} {year} was a {FULL_DAYS[weekday]}"
            instead = match.string.replace(match[1], DAYS[weekday], 1)
            return Fault("date-weekday-wrong", says, instead=instead)
    return None


def _find_impossible(match: re.Match[str]) -> str:
    from feedtool.values.date_faults import find_impossible  # noqa: PLC0415 - only for a wrong date

    clock = (int(match[5]), int(match[6]), int(match[7] or 0))
    impossible = find_impossible(_year(match[4]), _MONTH[match[3].title()], int(match[2]), clock)
    zone = match[8]
    if not impossible and zone[-4:].isdigit() and (zone[-4:-2] > "14" or zone[-2:] > "59"):
        return f"no place has the time zone {zone}; {_EXPECTED_ZONE}"
    return impossible


def _read(match: re.Match[str]) -> datetime:
    zone = match[8].upper()
    if zone in OLD_ZONES:
        offset = timedelta(hours=OLD_ZONES[zone])
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


# A comment in parentheses may stand anywhere.
TYPES = (
    ValueType("date", check_rss_date, "date: `Tue, 03 Nov 2020 10:00:00 +0000`",
              rf"\s*({any_case(DAYS)}\s*,\s*)?[0-9]{{1,2}}\s+{any_case(MONTHS)}\s+"
              r"([0-9]{4}|[0-9]{2})\s+[0-9]{2}\s*:\s*[0-9]{2}(\s*:\s*[0-9]{2})?\s+"
              r"([+\-]?[0-9]{4}|[Gg][Mm][Tt]|[Uu][Tt]|[ECMPecmp][SDsd][Tt]|[A-Za-z])\s*"
              r"|[^(]*\([\s\S]*", role="date"),
)  # fmt: skip
