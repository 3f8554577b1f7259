"""Time zones of dates as people and programs write them: numbers, names, places."""

import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from feedtool.findings.wording import cut
from feedtool.vocabulary import load_list

# The names that RFC 822 knows, with their hours east of Greenwich.
OLD_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_OFFSET = re.compile(
    r"([A-Z]{0,3}) ?([+\u2212\u2013-]) ?([0-9]{1,2})(?::?([0-9]{2}))?(?: \(?[A-Z]{2,5}\)?)?"
)
_PLACE = re.compile(r"[A-Z][A-Za-z_-]{1,20}(?:/[A-Z][A-Za-z_-]{1,20}){1,2}")


class Zone(NamedTuple):
    """What a zone in a date means: minutes east of Greenwich, None where that is not certain.

    `oddity` says what is wrong with it; "" where every reader understands it.
    """

    minutes: int | None
    oddity: str = ""


def read_zone(text: str, when: datetime) -> Zone:
    """Read a zone as it stands in a date of RSS; `when` has the day and the time of the date.

    >>> read_zone("Europe/Paris", datetime(2026, 1, 6))
    Zone(minutes=60, oddity='the time zone "Europe/Paris" is not a number')
    """
    upper = text.upper().strip()
    if not upper:
        return Zone(None, "the time zone is missing")
    if text in ("GMT", "UT", "Z"):
        return Zone(0)
    named = f'the time zone "{cut(text)}"'
    if upper in ("GMT", "UT", "Z", "UTC"):
        return Zone(0, f"{named} is not written as +0000")
    if upper in OLD_ZONES:
        return Zone(OLD_ZONES[upper] * 60, f"{named} is not a number")
    offset = _OFFSET.fullmatch(upper)
    if offset and offset[1] in ("", "GMT", "UTC", "UT", "Z"):
        return _read_offset(offset, text, named)
    if len(upper) == 4 and upper.isascii() and upper.isdigit():
        return Zone(None if int(upper) else 0, f"{named} has no sign; expected + or -")
    if len(upper) == 1 and upper.isalpha() and upper != "J":
        return Zone(None, f"{named} is a military letter, which programs read in different ways")
    return _read_name(text, named, when)


@lru_cache(maxsize=100)
def read_offset(offset: str) -> int | None:
    """Return the minutes of an offset such as `-0330`; None if no place has this offset."""
    if offset not in load_list("zone-offsets"):
        return None
    minutes = int(offset[1:3]) * 60 + int(offset[3:])
    return -minutes if offset[0] == "-" else minutes


def _read_offset(match: re.Match[str], text: str, named: str) -> Zone:
    sign = "+" if match[2] == "+" else "-"
    offset = f"{sign}{match[3]:0>2}{match[4] or '00'}"
    minutes = read_offset(offset)
    if minutes is None:
        return Zone(None, f"no place has {named}")
    return Zone(minutes, "" if offset == text else f"{named} does not have the form {offset}")


def _read_name(text: str, named: str, when: datetime) -> Zone:
    meanings: list[list[str]] = load_list("zone-names").get(text.upper().strip("."), [])
    if len(meanings) > 1:
        listed = ", ".join(f"{offset} ({_town(place)})" for offset, place in meanings)
        return Zone(None, f"{named} is not a number, and it has several meanings: {listed}")
    if not meanings:
        actual = _offset_at(text, when) if _PLACE.fullmatch(text) else None
        if actual is None:
            return Zone(None, f"{named} is not a number")
        return Zone(read_offset(actual), f"{named} is not a number")
    offset, place = meanings[0]
    actual = _offset_at(place, when) or offset
    if offset and offset != actual:
        town = _town(place)
        return Zone(None, f"{named} means {offset}, but on that day {town} had {actual}")
    return Zone(read_offset(actual), f"{named} is not a number")


def _offset_at(place: str, when: datetime) -> str | None:
    """Return the offset of a place at a local time, None if that is not certain.

    The hour in which a summer ends comes twice, and the one in which it begins never.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - only for a wrong date

    try:
        there = when.replace(tzinfo=ZoneInfo(place))
        is_certain = there.utcoffset() == there.replace(fold=1).utcoffset()
        return f"{there:%z}"[:5] if is_certain else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _town(place: str) -> str:
    return place.rpartition("/")[2].replace("_", " ")
