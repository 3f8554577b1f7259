"""Dates in ISO forms, which namespaces other than RSS use.

Source: https://www.w3.org/TR/NOTE-datetime (W3C-DTF); https://www.rfc-editor.org/rfc/rfc3339
"""

import re
from calendar import monthrange, timegm

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
    faults = _check(match, expected)
    if faults or match is None:
        return faults if text.strip() else (Fault("empty-value", expected),)
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
    if match is None or _check(match, ""):
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = (match[7] or "Z").upper().replace(":", "")
    offset = 0 if zone == "Z" else int(zone[1:3]) * 60 + int(zone[3:] or 0)
    minutes = -offset if zone[0] == "+" else offset
    return float(timegm((year, month, day, hour, minute + minutes, second)))


def check_w3c_date(text: str) -> tuple[Fault, ...]:
    """Accept a year, month, day, or a day with time and zone."""
    expected = "expected an ISO date such as 2020-11-03 or 2020-11-03T10:00:00Z"
    return _check(re.fullmatch(_W3C, text.strip()), expected)


def check_rfc3339_date(text: str) -> tuple[Fault, ...]:
    """Accept a day with time, seconds and zone."""
    return _check(
        re.fullmatch(_RFC3339, text.strip()),
        "expected a date and time such as 2020-11-03T10:00:00Z",
    )


def _check(match: re.Match[str] | None, expected: str) -> tuple[Fault, ...]:
    if match is None:
        return (Fault("bad-date", expected),)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = match[7] or "Z"
    months = match[2] is None or 1 <= month <= 12
    if year == 0 or not months or (match[3] and not 1 <= day <= monthrange(year, month)[1]):
        return (Fault("bad-date", "this day does not exist"),)
    if hour > 23 or minute > 59 or second > 60:
        return (Fault("bad-date", "expected a time from 00:00:00 to 23:59:59"),)
    if len(zone) > 1 and (int(zone[1:3]) > 14 or int(zone[3:].strip(":") or 0) > 59):
        return (Fault("bad-date", "expected a time zone from -14:00 to +14:00"),)
    return ()


_HOUR_MINUTE = r"[0-9]{2}:[0-9]{2}"
_ZONE = r"([Zz]|[+\-][0-9]{2}:[0-9]{2})"
TYPES = (
    ValueType("iso-date", check_iso_date, "ISO 8601 date and time: `2020-11-03T10:00:00Z`",
              r"\s*([0-9]{4}-?[0-9]{2}-?[0-9]{2}([Tt ][0-9:.,]+([Zz]|[+\-][0-9:]+)?)?)?\s*"),
    ValueType("rfc3339-date", check_rfc3339_date, "date and time: `2020-11-03T10:00:00Z`",
              rf"\s*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[Tt]{_HOUR_MINUTE}:[0-9]{{2}}"
              rf"(\.[0-9]+)?{_ZONE}\s*", role="date"),
    ValueType("w3c-date", check_w3c_date, "ISO date: `2020-11-03`, `2020-11-03T10:00:00Z`",
              rf"\s*[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}(T{_HOUR_MINUTE}"
              rf"(:[0-9]{{2}}(\.[0-9]+)?)?{_ZONE})?)?)?\s*", role="date"),
)  # fmt: skip
