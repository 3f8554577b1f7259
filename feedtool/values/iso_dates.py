"""Dates in ISO forms, which namespaces other than RSS use.

Source: https://www.w3.org/TR/NOTE-datetime (W3C-DTF); https://www.rfc-editor.org/rfc/rfc3339
"""

import re
from calendar import timegm
from datetime import datetime

from feedtool.values.date_zones import read_offset
from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_W3C = (
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
_RFC3339 = (
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_ISO = (
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)


def check_iso_date(text: str) -> tuple[Fault, ...]:
    """Accept a day, or a day with time and zone, in any form of ISO 8601 with months and days.

    A time without zone is a warning. Source: https://www.iso.org/iso-8601-date-and-time-format.html
    """
    expected = "expected a date and time such as 2020-11-03T10:00:00Z"
    match = re.fullmatch(_ISO, text.strip())
    if not text.strip():
        return (Fault("empty-value", expected),)
    faults = _check(match, expected, text)
    if faults or match is None:
        return faults
    if match[4] and not match[7]:
        says = "the time zone is missing, so apps show different times; add Z or e.g. +01:00"
        return (Fault("date-without-zone", says),)
    return ()


def parse_iso_date(text: str) -> float | None:
    """Read a moment as seconds since 1970, UTC where it has no zone; None if it is wrong.

    >>> parse_iso_date("2020-11-03T10:00:00.000-0600")
    1604419200.0
    """
    match = re.fullmatch(_ISO, text.strip())
    if match is None or any(fault.severity == "error" for fault in _check(match, "")):
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = (match[7] or "Z").upper().replace(":", "")
    offset = 0 if zone == "Z" else int(zone[1:3]) * 60 + int(zone[3:] or 0)
    minutes = -offset if zone[0] == "+" else offset
    return float(timegm((year, month, day, hour, minute + minutes, second)))


def check_w3c_date(text: str) -> tuple[Fault, ...]:
    """Accept a year, month, day, or a day with time and zone."""
    expected = "expected an ISO date such as 2020-11-03 or 2020-11-03T10:00:00Z"
    return _check(re.fullmatch(_W3C, text.strip()), expected, text)


def check_rfc3339_date(text: str) -> tuple[Fault, ...]:
    """Accept a day with time, seconds and zone."""
    return _check(
        re.fullmatch(_RFC3339, text.strip()),
        "expected a date and time such as 2020-11-03T10:00:00Z",
        text,
    )


def _check(match: re.Match[str] | None, expected: str, text: str = "") -> tuple[Fault, ...]:
    if match is None:
        return (_explain(text, expected),) if text else (Fault("bad-date", expected),)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    if year < 1000 or hour == 24:
        return (_explain(match[0], expected),)
    impossible = _find_impossible(
        year, month if match[2] else 1, day if match[3] else 1, (hour, minute, second)
    )
    zone = (match[7] or "Z").replace(":", "")
    if impossible:
        return (Fault("bad-date", impossible),)
    if len(zone) == 1 or read_offset(f"{zone:0<5}") is not None:
        return ()
    says = f"no place has the time zone {match[7]}; write the zone whose time this is, or Z for UTC"
    is_far = zone[1:3] > "14" or zone[3:] > "59"
    return (Fault("bad-date" if is_far else "date-zone-nowhere", says),)


def _find_impossible(year: int, month: int, day: int, clock: tuple[int, int, int]) -> str:
    hour, minute, second = clock
    if 1 <= month <= 12 and 1 <= day <= 28 and hour < 24 and minute < 60 and second < 60:
        return ""
    from feedtool.values.date_faults import find_impossible  # noqa: PLC0415 - only for a wrong date

    return find_impossible(year, month, day, clock)


def _explain(text: str, expected: str) -> Fault:
    from feedtool.values.date_faults import (  # noqa: PLC0415 - only for a wrong date
        Dialect,
        explain_date,
    )

    return explain_date(
        text, Dialect(_format, lambda date: not check_rfc3339_date(date), expected, is_iso=True)
    )


def _format(moment: datetime) -> str:
    """Write a moment as RFC 3339 does, with Z for UTC."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


_HOUR_MINUTE = r"[0-9]{2}:[0-9]{2}"
_ZONE = r"([Zz]|[+\-][0-9]{2}:[0-9]{2})"
TYPES = (
    ValueType("iso-date", check_iso_date, "ISO 8601 date and time: `2020-11-03T10:00:00Z`",
              r"\s*([0-9]{4}-?[0-9]{2}-?[0-9]{2}([Tt ][0-9:.,]+([Zz]|[+\-][0-9:]+)?)?\s*)?"),
    ValueType("rfc3339-date", check_rfc3339_date, "date and time: `2020-11-03T10:00:00Z`",
              rf"\s*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[Tt]{_HOUR_MINUTE}:[0-9]{{2}}"
              rf"(\.[0-9]+)?{_ZONE}\s*", role="date"),
    ValueType("w3c-date", check_w3c_date, "ISO date: `2020-11-03`, `2020-11-03T10:00:00Z`",
              rf"\s*[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}(T{_HOUR_MINUTE}"
              rf"(:[0-9]{{2}}(\.[0-9]+)?)?{_ZONE})?)?)?\s*", role="date"),
)  # fmt: skip
