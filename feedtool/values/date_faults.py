"""Says which part of a date is wrong, and how the whole date is written right.

The forms of dates, of RSS and of ISO 8601, bring how they write a moment; this file knows what
people and programs write instead.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from feedtool.values.date_hints import MAX_CHARS, LooseDate, read_loose_date
from feedtool.values.date_zones import Zone, read_zone
from feedtool.values.fault import Fault
from feedtool.values.months import DAYS, FULL_DAYS, MONTHS

_TEMPLATE = re.compile(
    r"\{\{|\{%|\$\{|<%|%%|%[a-zA-Z](?![a-zA-Z])|\[object|\b(?:YYYY|yyyy|DD|dd|HH):?\b"
)
_UNSET = re.compile(
    r"(?i)0|0000.*|-621[0-9]{8,11}|00:00:00|invalid[ -]?date|nan|null|none|nil|undefined|n/?a|never"
    r"|unknown|false|-+|\?+"
)
_SECONDS = re.compile(r"([0-9]{9,10})(?:\.[0-9]+|[0-9]{3})?")
# No program of a feed was set to a year before this one; those that never had a date write it.
_FIRST_YEAR = 2
# The clocks of computers count from here, in zones west of Greenwich from the day before.
_ZERO_DAYS = ((1970, 1, 1), (1969, 12, 31))
_NEVER_SET = "programs write this where a date was never set; write the real date"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the dates of a namespace are written.

    `is_right` says whether a text is a date without any fault: no other is proposed. `form` names
    the form with an example, for texts that nobody can read. `is_iso` tells ISO 8601 from RSS.
    """

    write: Callable[[datetime], str]
    is_right: Callable[[str], bool]
    form: str
    is_iso: bool = False


def explain_date(text: str, dialect: Dialect) -> Fault:
    """Return what is wrong with a date that the forms of its namespace do not allow."""
    bare = " ".join(text[: MAX_CHARS + 1].split())
    if _UNSET.fullmatch(bare):
        return Fault("date-unset", _NEVER_SET)
    if _TEMPLATE.search(bare):
        return Fault("bad-date", "a placeholder was not filled in; write the date itself")
    loose = read_loose_date(bare)
    if loose is None:
        return _explain_number(bare, dialect) or Fault("bad-date", dialect.form)
    day = (loose.year, loose.month, loose.day)
    if loose.year <= _FIRST_YEAR or not loose.day or day in _ZERO_DAYS:
        return Fault("date-unset", _NEVER_SET)
    return _explain_parts("bad-date", loose, dialect)


def explain_form(text: str, bare: str, dialect: Dialect) -> Fault:
    """Return what is rare about a date that RFC 822 allows; `bare` is the date without comments."""
    loose = read_loose_date(bare) or read_loose_date(re.sub("(?:(?<! ) +)?: *", ":", bare))
    if loose is None:
        return Fault("date-form", f"some readers misread this form; {dialect.form}")
    odd = "comments" if bare != text else "more spaces than needed"
    return _explain_parts("date-form", loose, dialect, otherwise=f"the date has {odd}")


def _explain_parts(rule: str, loose: LooseDate, dialect: Dialect, otherwise: str = "") -> Fault:
    """Say what is odd about a date that can be read, and write it right where that is certain."""
    if not loose.month and "slash" in loose.parts:
        says = "nobody knows which number is the month; write the month as a name, e.g. Nov"
        return Fault(rule, says)
    hour, minute, second = loose.clock or (0, 0, 0)
    # 24:00 is the end of the day, which is the start of the next day.
    is_midnight = (hour, minute, second) == (24, 0, 0) and loose.year < 9999
    clock = (0, 0, 0) if is_midnight else (hour, minute, second)
    impossible = find_impossible(loose.year, loose.month, loose.day, clock)
    if impossible:
        return Fault(rule, impossible)
    when = datetime(loose.year, loose.month, loose.day) + timedelta(
        hours=hour, minutes=minute, seconds=min(second, 59)
    )
    zone = read_zone(loose.zone, when)
    oddities = [*_find_oddities(loose, dialect)]
    if zone.oddity and not _is_told(loose, zone, dialect):
        oddities.append(zone.oddity)
    found = _join(oddities) or otherwise or "some readers misread this form"
    proposal, date = _propose(loose, when, zone, dialect)
    return Fault(rule, f"{found}; {proposal}", instead=date, doubtful=is_doubtful(loose))


def is_doubtful(loose: LooseDate) -> bool:
    """Whether a date of numbers may have its month first, or does not fit its own weekday."""
    if "slash" in loose.parts and loose.day <= 12 and loose.day != loose.month:
        return True
    named = loose.parts.get("weekday", "")[:3].title()
    weekday = datetime(loose.year, loose.month, loose.day).weekday()
    return named in DAYS and named != DAYS[weekday]


def find_impossible(year: int, month: int, day: int, clock: tuple[int, int, int]) -> str:
    """Return what is impossible: there is no such year, day or time; "" if nothing is."""
    if year < 1000:
        return f"the year is {year}; expected four digits, e.g. 2020"
    if not 1 <= month <= 12:
        return f"the month is {month}; expected 1 to 12"
    if not day:
        return "the day of the month is 0; expected 1 to 31"
    days = monthrange(year, month)[1]
    if day > days:
        return f"{MONTHS[month - 1]} {year} has {days} days"
    for name, number, most in zip(("hour", "minute", "second"), clock, (23, 59, 60), strict=True):
        if number > most:
            return f"the {name} is {number}; a time goes from 00:00:00 to 23:59:59"
    return ""


def _find_oddities(loose: LooseDate, dialect: Dialect) -> Iterator[str]:
    if dialect.is_iso and "iso" not in loose.parts:
        yield "this is not an ISO 8601 date"
    elif not dialect.is_iso and "iso" in loose.parts:
        is_iso = loose.parts["iso"] in ("", "-")
        yield "this is an ISO 8601 date" if is_iso else "the year must come after the month"
    elif not dialect.is_iso:
        yield from _find_odd_day(loose)
        yield from _find_odd_clock(loose)
    else:
        yield from _find_odd_iso(loose)
    if loose.clock is None:
        yield "the time is missing" if loose.zone else "the time and the time zone are missing"
    elif loose.clock[0] == 24:
        yield "the hour is 24, which is 00:00 of the next day"
    elif loose.clock[2] == 60:
        yield "the second is 60"


def _find_odd_iso(loose: LooseDate) -> Iterator[str]:
    if loose.parts.get("glue") == " ":
        yield "a T must stand between day and time"
    if loose.parts.get("space"):
        yield "no space may stand before the time zone"
    if loose.zone in ("GMT", "UT"):
        yield f'the time zone "{loose.zone}" is not written as Z'
    elif re.fullmatch("[+-][0-9]{4}", loose.zone):
        yield f'the time zone "{loose.zone}" has no colon'


def _is_told(loose: LooseDate, zone: Zone, dialect: Dialect) -> bool:
    """Return whether what is odd about the zone is right in ISO 8601, or told already."""
    is_iso_zone = zone.minutes is not None and loose.zone[:1] in ("+", "-", "z", "Z")
    return (loose.clock is None and not loose.zone) or (
        is_iso_zone and (dialect.is_iso or "iso" in loose.parts)
    )


def _find_odd_day(loose: LooseDate) -> Iterator[str]:
    parts = loose.parts
    if "weekday" in parts:
        yield from _find_odd_weekday(parts["weekday"], loose)
    if "order" in parts:
        yield from _find_odd_order(parts)
    elif "weekday" in parts and "comma" not in parts:
        yield "the comma after the weekday is missing"
    elif "weekday" in parts and parts["gap"] != " ":
        yield "the space after the comma is missing"
    if "ordinal" in parts:
        yield f'the day of the month "{parts["day"]}{parts["ordinal"]}" must be a number alone'
    between = (parts.get("separator", "") + parts.get("gap2", "")).strip()
    if between:
        yield f'"{between[0]}" must not stand between day, month and year'
    yield from _find_odd_month(loose)


def _find_odd_order(parts: dict[str, str]) -> Iterator[str]:
    yield "the day of the month must come before the month"
    names = list(parts)
    if "hour" in names and names.index("hour") < names.index("year"):
        yield "the year must come before the time"


def _find_odd_month(loose: LooseDate) -> Iterator[str]:
    month, right = loose.parts["month"], MONTHS[loose.month - 1]
    if "slash" in loose.parts:
        yield f'the month "{month}" must be the name {right}'
    else:
        yield from _name_oddity("month", month, right)
    if len(loose.parts["year"]) == 2:
        yield "the year has two digits"


def _find_odd_weekday(weekday: str, loose: LooseDate) -> Iterator[str]:
    number = datetime(loose.year, loose.month, loose.day).weekday()
    named = weekday[:3].title()
    if (
        named in DAYS
        and named != DAYS[number]
        and FULL_DAYS[DAYS.index(named)].lower().startswith(weekday.lower().rstrip("."))
    ):
        yield f"{loose.day} {MONTHS[loose.month - 1]} {loose.year} was a {FULL_DAYS[number]}"
    else:
        yield from _name_oddity("weekday", weekday, DAYS[number])


def _name_oddity(what: str, name: str, right: str) -> Iterator[str]:
    if name == right:
        return
    if name.title() == right:
        yield f'the {what} "{name}" has wrong capital or small letters'
    elif name.lower().startswith(right.lower()):
        yield f'the {what} "{name}" must have three letters'
    else:
        yield f'the {what} "{name}" must be {right}, in English'


def _find_odd_clock(loose: LooseDate) -> Iterator[str]:
    parts = loose.parts
    if loose.clock is None:
        return
    if "half" in parts:
        yield "a time of 24 hours has no AM or PM"
    elif len(parts["hour"]) == 1:
        yield "the hour has one digit"
    if 1 in (len(parts["minute"]), len(parts.get("second", "00"))):
        yield "minutes and seconds must have two digits"
    if parts["colon"] != ":":
        yield f'"{parts["colon"]}" stands in the time instead of a colon'
    yield from _find_odd_edges(parts)


def _find_odd_edges(parts: dict[str, str]) -> Iterator[str]:
    """Yield what is odd before the time and after it."""
    glue = parts.get("glue", "").strip()
    if glue:
        yield f'"{glue}" must not stand between day and time'
    if "fraction" in parts:
        yield f'the seconds have a fraction, "{parts["fraction"]}"'
    if parts.get("space") == "":
        yield "the space before the time zone is missing"


def _propose(
    loose: LooseDate, when: datetime, zone: Zone, dialect: Dialect
) -> tuple[str, str | None]:
    """Write the date as it should be; an example, and None, where a part of it is not known."""
    offset = timedelta(minutes=zone.minutes or 0)
    date = dialect.write(when.replace(tzinfo=timezone(offset) if offset else UTC))
    if not dialect.is_right(date):
        return dialect.form, None
    if loose.clock is None:
        return f"add the time and the time zone, e.g. {date}", None
    if zone.minutes is not None:
        return f"write {date}", date
    if not loose.zone:
        return f"write {date} if the time is that of UTC", None
    return "write the zone that is meant as a number, e.g. +0000 for UTC", None


def _explain_number(text: str, dialect: Dialect) -> Fault | None:
    """Read the seconds or milliseconds since 1970; None if they are no date of a feed."""
    match = _SECONDS.fullmatch(text)
    if match is None:
        return None
    date = dialect.write(datetime.fromtimestamp(int(match[1]), UTC))
    if not dialect.is_right(date):
        return None
    return Fault("bad-date", f"this is a Unix timestamp; write {date}", instead=date)


def _join(oddities: list[str]) -> str:
    """Put at most three phrases into one sentence."""
    return ", and ".join(filter(None, [", ".join(oddities[:3][:-1]), *oddities[:3][-1:]]))
