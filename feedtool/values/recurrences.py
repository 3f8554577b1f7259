"""Rules by which moments recur.

Source: RFC 5545, 3.3.10, https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.iso_dates import parse_iso_date
from feedtool.values.value_type import ValueType

_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_DAYS = {"SECONDLY": 1 / 86400, "MINUTELY": 1 / 1440, "HOURLY": 1 / 24, "DAILY": 1.0,
         "WEEKLY": 7.0, "MONTHLY": 30.44, "YEARLY": 365.25}  # fmt: skip
_COUNT = "0*[1-9][0-9]{0,5}"
_SIGNED = "[+-]?[0-9]{1,4}"
_ORDINAL_DAY = rf"[+-]?[0-9]{{1,2}}{_DAY}"
_UNTIL = r"[0-9]{8}(?:T[0-9]{6}Z?)?"
# Lowest and highest number of each part; a part that counts from the end may be negative.
_RANGES = {"BYSECOND": (0, 60), "BYMINUTE": (0, 59), "BYHOUR": (0, 23), "BYMONTH": (1, 12),
           "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366), "BYWEEKNO": (-53, 53),
           "BYSETPOS": (-366, 366)}  # fmt: skip
_PARTS = ("FREQ", "UNTIL", "COUNT", "INTERVAL", *_RANGES, "BYDAY", "WKST")
_EXPECTED = "expected parts such as FREQ=WEEKLY;BYDAY=MO"
# What has no meaning beside some frequencies.
_ODD = {
    "BYMONTHDAY": ("WEEKLY",),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYWEEKNO": ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY"),
}


def parse_rrule(text: str) -> dict[str, str]:
    """Return the parts of a rule by their names in capital letters."""
    parts = (part.partition("=") for part in text.strip().removeprefix("RRULE:").split(";"))
    return {name.strip().upper(): value.strip().upper() for name, _, value in parts if name.strip()}


def period_days(parts: dict[str, str]) -> float | None:
    """Return how many days lie between two moments of a rule, about; None if that is not known.

    >>> period_days(parse_rrule("FREQ=WEEKLY;BYDAY=MO,TH"))
    3.5
    """
    days = _DAYS.get(parts.get("FREQ", ""))
    interval = parts.get("INTERVAL", "1")
    if days is None or not re.fullmatch(_COUNT, interval):
        return None
    days *= int(interval)
    weekdays = [day for day in parts.get("BYDAY", "").split(",") if day]
    frequency = parts["FREQ"]
    if "BYSETPOS" in parts:
        return days
    if frequency == "WEEKLY":
        return days / max(1, len(weekdays))
    if frequency == "DAILY" and weekdays:
        return days * 7 / len(weekdays)
    months = len(parts["BYMONTH"].split(",")) if frequency == "YEARLY" and "BYMONTH" in parts else 1
    if frequency in ("MONTHLY", "YEARLY"):
        return days / months / _times_a_month(parts, weekdays)
    return days


def _times_a_month(parts: dict[str, str], weekdays: list[str]) -> float:
    if "BYMONTHDAY" in parts:
        return len(parts["BYMONTHDAY"].split(","))
    ordinal = sum(day[0] in "+-0123456789" for day in weekdays)
    every = (len(weekdays) - ordinal) * (4.35 if parts["FREQ"] == "MONTHLY" else 52.2)
    return max(1.0, ordinal + every)


def check_rrule(text: str) -> tuple[Fault, ...]:
    """Accept a rule with FREQ and known parts; odd parts that readers pass over are a warning."""
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
        return (Fault("bad-rrule", "COUNT and UNTIL stand together; expected one of them"),)
    return _check_oddities(text, seen)


def _explain_part(name: str, value: str, seen: dict[str, str]) -> str:
    """Say what is wrong with one part, "" if nothing is."""
    if name not in _PARTS:
        return f"{name[:20] or 'an empty part'} is no part of such a rule; {_EXPECTED}"
    if name in seen:
        return f"{name} stands twice"
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
        return "expected BYDAY to be days such as MO or 1TU, with commas between"
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
        return (
            Fault("rrule-until", says, text.upper().index("UNTIL"), len("UNTIL=") + len(until)),
        )
    for name, frequencies in _ODD.items():
        if name in seen and seen["FREQ"] in frequencies:
            says = f"{name} has no meaning beside FREQ={seen['FREQ']}; readers differ, leave it out"
            return (Fault("rrule-part", says, text.upper().index(name), len(name)),)
    return ()


TYPES = (ValueType("rrule", check_rrule, "recurrence rule of RFC 5545: `FREQ=WEEKLY`"),)
