"""Guesses what an unreadable date means: other languages, ordinals, full names of months."""

import re
from datetime import UTC, datetime, timedelta, timezone

from feedtool.values.months import guess_month

_DATE = re.compile(
    r"(?:[^\W\d_]{2,12}[.,]{0,2}\s+)?(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.|º)?[\s-]+"
    r"(?:de\s+|d')?(?P<month>[^\W\d_]{3,12})\.?|(?P<month2>[^\W\d_]{3,12})\.?\s+"
    r"(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?),?[\s-]+(?:de\s+)?(?P<year>[0-9]{4})"
    r"(?:,?\s+(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s*(?P<zone>\S{1,20}))?)?"
)
# Names of zones that have one meaning only.
_ZONES = {
    "utc": 0, "gmt": 0, "ut": 0, "z": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540, "aest": 600,
    "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "hst": -600,
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?")


def guess_date(text: str) -> datetime | None:
    """Return the moment that a text means; None if day, month, time or zone is not certain.

    >>> guess_date("mar., 03 nov. 2020 10:00:00 +0100").isoformat()
    '2020-11-03T10:00:00+01:00'
    """
    match = _DATE.fullmatch(text[:100].strip())
    if match is None or match["hour"] is None:
        return None
    month = guess_month(match["month"] or match["month2"])
    offset = _zone(match["zone"] or "")
    if month is None or offset is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    try:
        return datetime(
            int(match["year"]), month, int(match["day"] or match["day2"]), hour,
            int(match["minute"]), int(match["second"] or 0),
            tzinfo=timezone(timedelta(minutes=offset)) if offset else UTC,
        )  # fmt: skip
    except ValueError:
        return None


def _zone(name: str) -> int | None:
    """Return a zone in minutes east of Greenwich."""
    lower = name.lower()
    if lower in _ZONES:
        return _ZONES[lower]
    match = _OFFSET.fullmatch(lower)
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return -minutes if match[1] == "-" else minutes
