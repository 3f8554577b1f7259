"""Recurrence rules: whether a rule is valid, and how often its dates come.

The validator compares a rule with the words and the dates of a feed (`rules/frequency.py`).

Source: RFC 5545, 3.3.10, https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from math import prod

from feedtool.values.fault import Fault
from feedtool.values.iso_dates import parse_iso_date
from feedtool.values.value_type import ValueType

_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_DAYS = {"SECONDLY": 1 / 86400, "MINUTELY": 1 / 1440, "HOURLY": 1 / 24, "DAILY": 1.0,
         "WEEKLY": 7.0, "MONTHLY": 30.44, "YEARLY": 365.25}  # fmt: skip
_COUNT = "0*[1-9][0-9]{0,5}"
_SIGNED = "[+-]?[0-9]{1,4}"
_ORDINAL_DAY = rf"[+-]?(?:0?[1-9]|[1-4][0-9]|5[0-3]){_DAY}"
_UNTIL = r"[0-9]{8}(?:T[0-9]{6}Z?)?"
# Lowest and highest number of each part; a part that counts from the end may be negative.
_RANGES = {"BYSECOND": (0, 60), "BYMINUTE": (0, 59), "BYHOUR": (0, 23), "BYMONTH": (1, 12),
           "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366), "BYWEEKNO": (-53, 53),
           "BYSETPOS": (-366, 366)}  # fmt: skip
_PARTS = ("FREQ", "UNTIL", "COUNT", "INTERVAL", *_RANGES, "BYDAY", "WKST")
# The parts that decide how often moments come.
_SHAPING = frozenset(_PARTS) - {"UNTIL", "COUNT"}
# dateutil looks at each value of these for each day.
_COSTLY = ("BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS")
# Bounds on the work for one rule: milliseconds, a tenth of a second at worst.
_MAX_COST = 100
_MAX_STEPS = 1500
_MAX_MOMENTS = 3000
_MAX_YEARS = 400
_END = datetime(9999, 12, 31, 23, 59, 59)  # of the calendar that Python has
_EXPECTED = "expected parts such as FREQ=WEEKLY;BYDAY=MO"
# Parts that have no meaning beside some frequencies.
_ODD = {
    "BYMONTHDAY": ("WEEKLY",),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYWEEKNO": ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY"),
}


def parse_rrule(text: str) -> dict[str, str]:
    """Return the parts of a rule by their names in capital letters."""
    parts = (part.partition("=") for part in text.strip().removeprefix("RRULE:").split(";"))
    return {name.strip().upper(): value.strip().upper() for name, _, value in parts if name.strip()}


def period_days(parts: Mapping[str, str]) -> float | None:
    """Return the average number of days between two moments of a rule.

    The result is None if the rule is wrong, if readers differ in what it means, or if its moments
    are too rare or too many to count.
    Start and end (COUNT, UNTIL) do not matter.

    >>> period_days(parse_rrule("FREQ=WEEKLY;BYDAY=MO,TH"))
    3.5
    """
    used = {name: value for name, value in parts.items() if name in _SHAPING}
    if any(_explain_part(name, value, {}) for name, value in used.items()):
        return None
    if "FREQ" not in used or _odd_part(used):
        return None
    interval = int(used.get("INTERVAL", "1"))
    if used.keys() <= {"FREQ", "INTERVAL", "WKST"}:
        return _DAYS[used["FREQ"]] * interval
    if prod(len(used.get(name, "").split(",")) for name in _COSTLY) > _MAX_COST:
        return None
    if "BYSECOND" in used:  # 60 is a leap second, which dateutil does not know
        used["BYSECOND"] = used["BYSECOND"].replace("60", "59")
    rule = ";".join(f"{name}={value}" for name, value in used.items())
    return _average_gap(rule, _start_of_span(used["FREQ"], interval))


def _start_of_span(frequency: str, interval: int) -> datetime:
    """Return the moment from which a rule is followed to the end of the calendar.

    The end is needed: dateutil stops there, but would search for a day that never comes, such as
    30 February, without it. The days of the week repeat after 28 years, leap years after 4.
    """
    if frequency in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY"):
        years = (4 if frequency == "DAILY" else 28) * interval
        return datetime(10_000 - min(years, _MAX_YEARS), 1, 1)
    days = _DAYS[frequency] * interval * _MAX_STEPS
    start = _END - timedelta(days=min(days, _MAX_YEARS * 365))
    return start.replace(hour=start.hour if frequency == "SECONDLY" else 0, minute=0, second=0)


def _average_gap(rule: str, start: datetime) -> float | None:
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - 36 ms, few feeds have such a rule

    moments: list[datetime] = []
    # dateutil raises these at the end of the calendar, and for what never comes: every 24 hours
    # from midnight but at 5, the sixth Monday of a month.
    with suppress(ValueError, IndexError):
        for moment in islice(rrulestr(rule, dtstart=start), _MAX_MOMENTS):
            moments.append(moment)
    if len(moments) < 2:
        return None
    if len(moments) == _MAX_MOMENTS:
        return (moments[-1] - moments[0]) / timedelta(days=1) / (len(moments) - 1)
    return (_END - start + timedelta(seconds=1)) / timedelta(days=1) / len(moments)


def check_rrule(text: str) -> tuple[Fault, ...]:
    """Accept a rule with FREQ and known parts; a part that readers ignore is a warning."""
    if not text.strip():
        return (Fault("empty-value", _EXPECTED),)
    if len(text) > 1000:
        return (Fault("bad-rrule", f"expected no more than 1,000 characters; {_EXPECTED}"),)
    seen: dict[str, str] = {}
    position = len("RRULE:") if text.startswith("RRULE:") else 0
    if position:
        return (Fault("bad-rrule", "expected the rule without RRULE: before it"),)
    for part in text.rstrip(";").split(";"):
        name, _, value = part.partition("=")
        name = name.strip().upper()
        says = _explain_part(name, value.strip().upper(), seen)
        if says:
            return (Fault("bad-rrule", says, position, len(part)),)
        seen[name] = value.strip().upper()
        position += len(part) + 1
    if "FREQ" not in seen:
        return (Fault("bad-rrule", "FREQ is missing; expected e.g. FREQ=WEEKLY"),)
    if "COUNT" in seen and "UNTIL" in seen:
        return (Fault("bad-rrule", "expected COUNT or UNTIL, not both"),)
    return _check_oddities(text, seen)


def _explain_part(name: str, value: str, seen: dict[str, str]) -> str:
    """Say what is wrong with one part, "" if it is right."""
    if name not in _PARTS:
        return f"{name[:20] or 'an empty part'} is not a part of a recurrence rule; {_EXPECTED}"
    if name in seen:
        return f"{name} is there twice"
    if name == "FREQ" and value not in _DAYS:
        return f"expected FREQ to be one of {', '.join(_DAYS)}"
    if name == "UNTIL" and parse_iso_date(value) is None:
        return "expected UNTIL to be a day such as 20231231 or 20231231T000000Z"
    if name in ("COUNT", "INTERVAL") and not re.fullmatch(_COUNT, value):
        return f"expected {name} to be a whole number from 1"
    if name == "WKST" and not re.fullmatch(_DAY, value):
        return "expected WKST to be MO, TU, WE, TH, FR, SA or SU"
    return _explain_list(name, value)


def _explain_list(name: str, value: str) -> str:
    if name == "BYDAY":
        if all(
            re.fullmatch(_DAY, day) or re.fullmatch(_ORDINAL_DAY, day) for day in value.split(",")
        ):
            return ""
        return "expected BYDAY to be days such as MO or 1TU, with commas between them"
    if name not in _RANGES:
        return ""
    low, high = _RANGES[name]
    for number in value.split(","):
        found = int(number) if re.fullmatch(_SIGNED, number) else None
        if found is None or not low <= found <= high or (low < 0 and found == 0):
            return f"expected {name} to be numbers from {max(low, 0) or 1} to {high}"
    return ""


def _check_oddities(text: str, seen: dict[str, str]) -> tuple[Fault, ...]:
    until = seen.get("UNTIL")
    if until is not None and not re.fullmatch(_UNTIL, until):
        says = "expected UNTIL without - and :, e.g. 20231231T000000Z"
        bare = re.sub("[-:]", "", until)
        right = f"UNTIL={bare}" if re.fullmatch(_UNTIL, bare) else None
        at, length = text.upper().index("UNTIL"), len("UNTIL=") + len(until)
        return (Fault("rrule-until", says, at, length, instead=right),)
    name = _odd_part(seen)
    if name:
        says = f"{name} has no meaning with FREQ={seen['FREQ']}; leave it out"
        return (Fault("rrule-part", says, text.upper().index(name), len(name)),)
    return ()


def _odd_part(parts: Mapping[str, str]) -> str:
    """Return the first part that has no meaning with the frequency, or ""."""
    odd = (name for name, beside in _ODD.items() if name in parts and parts["FREQ"] in beside)
    return next(odd, "")


TYPES = (ValueType("rrule", check_rrule, "recurrence rule of RFC 5545: `FREQ=WEEKLY`"),)
