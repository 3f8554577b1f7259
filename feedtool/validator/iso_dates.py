"""Dates in the ISO forms of other namespaces than RSS's own.

Source: https://www.w3.org/TR/NOTE-datetime (W3C-DTF); https://www.rfc-editor.org/rfc/rfc3339
"""

import re
from calendar import monthrange

from feedtool.validator.faults import Fault

_W3C = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
_RFC3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def check_w3c_date(text: str) -> tuple[Fault, ...]:
    """Accept a year, month, day, or a day with time and zone."""
    expected = "expected an ISO date such as 2020-11-03 or 2020-11-03T10:00:00Z"
    return _check(_W3C.fullmatch(text.strip()), expected)


def check_rfc3339_date(text: str) -> tuple[Fault, ...]:
    """Accept a day with time, seconds and zone."""
    return _check(
        _RFC3339.fullmatch(text.strip()), "expected a moment such as 2020-11-03T10:00:00Z"
    )


def _check(match: re.Match[str] | None, expected: str) -> tuple[Fault, ...]:
    if match is None:
        return (Fault("bad-date", expected),)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = match[7] or "Z"
    months = match[2] is None or 1 <= month <= 12
    if year == 0 or not months or (match[3] and not 1 <= day <= monthrange(year, month)[1]):
        return (Fault("bad-date", "there is no such day"),)
    if hour > 23 or minute > 59 or second > 60:
        return (Fault("bad-date", "expected a time from 00:00:00 to 23:59:59"),)
    if len(zone) == 6 and (int(zone[1:3]) > 14 or int(zone[4:]) > 59):
        return (Fault("bad-date", "expected a zone from -14:00 to +14:00"),)
    return ()
