"""Dates and time zones as authors write them: ISO 8601, and the zone of the show."""

import re
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from feedtool.values.date_faults import find_impossible, is_doubtful
from feedtool.values.date_hints import read_loose_date
from feedtool.values.iso_dates import check_rfc3339_date

MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
# How spreadsheets count days: 45306 is 2024-01-15.
_DAY_NUMBER = re.compile(r"[34][0-9]{4}")
_FIRST_DAY = date(1899, 12, 30)
_HOUR_ALONE = re.compile(r"(?<![0-9:])([0-9]{1,2}) ?([ap]m)\b", re.IGNORECASE)
PERIOD = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_WRITE = "expected an ISO 8601 date; write {instead}"
_PERHAPS = "expected an ISO 8601 date, perhaps {instead}: year-month-day"
_EXPECTED = "expected an ISO 8601 date, e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00"


def read_moment(value: object, info: ValidationInfo) -> datetime:
    """Read a date, with or without time and zone; a date alone is midnight.

    Without a zone it takes `timezone` of the validation context, the show's.
    """
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    if not isinstance(value, str) or not MOMENT.fullmatch(value.strip()):
        guess = _guess(value)
        says = _EXPECTED
        if guess["instead"]:
            says = _PERHAPS if guess["doubtful"] else _WRITE
        raise PydanticCustomError("bad_date", says, guess)
    try:
        moment = datetime.fromisoformat(value.strip().replace(" +", "+").replace(" -", "-"))
    except ValueError as why:
        raise PydanticCustomError(
            "bad_date", "there is no such date or time ({why})", {"why": str(why)}
        ) from None
    if moment.tzinfo is not None:
        return moment
    zone: ZoneInfo | None = (info.context or {}).get("timezone")
    if zone is None:
        raise PydanticCustomError(
            "date_without_zone",
            "expected a zone (2022-06-01T06:00:00+02:00), or timezone: Europe/Paris in show.yaml",
        )
    return moment.replace(tzinfo=zone)


def _guess(value: object) -> dict[str, str | bool | None]:
    """Return a date in another form, such as that of RSS, as it should be written."""
    text = value.strip() if isinstance(value, str) else ""
    if _DAY_NUMBER.fullmatch(text):
        day = _FIRST_DAY + timedelta(days=int(text))
        return {"instead": day.isoformat(), "doubtful": True}
    text = _HOUR_ALONE.sub(r"\1:00 \2", text)
    fault = next(iter(check_rfc3339_date(text)), None) if text else None
    if fault is None or fault.instead is None:
        return _guess_without_zone(text)
    return {"instead": fault.instead, "doubtful": fault.doubtful}


def _guess_without_zone(text: str) -> dict[str, str | bool | None]:
    """Return a date as it should be written that leaves its zone, or its time, to the show."""
    loose = read_loose_date(text)
    if (
        loose is None
        or loose.zone
        or find_impossible(loose.year, loose.month, loose.day, loose.clock or (0, 0, 0))
        or (loose.clock or (0, 0, 0))[2] > 59
    ):
        return {"instead": None, "doubtful": False}
    day, (hour, minute, second) = (loose.year, loose.month, loose.day), loose.clock or (0, 0, 0)
    moment = datetime(*day, hour, minute, second)
    precision = "seconds" if second else "minutes"
    written = moment.isoformat(timespec=precision) if loose.clock else moment.date().isoformat()
    return {"instead": written, "doubtful": is_doubtful(loose)}


def read_period(value: object) -> str:
    """Read a day, a month or a year.

    >>> read_period("2024-05")
    '2024-05'
    """
    text = value.isoformat()[:10] if isinstance(value, date) else str(value).strip()
    if not isinstance(value, str | int | date) or not PERIOD.fullmatch(text):
        guess = _guess(value)
        day = str(guess["instead"])[:10] if guess["instead"] else None
        is_sure = day and not guess["doubtful"]
        rest = "; write {instead}" if is_sure else ", e.g. 2024-05-31, 2024-05 or 2024"
        raise PydanticCustomError(
            "bad_date", "expected a day, a month or a year" + rest,
            {"instead": day, "doubtful": guess["doubtful"]},
        )  # fmt: skip
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError as why:
        raise PydanticCustomError(
            "bad_date", "there is no such date ({why})", {"why": str(why)}
        ) from None
    return text


def check_timezone(name: str) -> str:
    """Accept the name of a zone of the IANA time zone database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        guess = _guess_zone(name)
        says = "expected a name such as Europe/Paris or UTC"
        says += "; write {instead}" if guess["instead"] else ""
        raise PydanticCustomError("bad_timezone", says, guess) from None
    return name


def _guess_zone(name: str) -> dict[str, str | bool | None]:
    """Return the zone that a name is in other letters, or the only one of a town."""
    folded = name.strip().casefold().replace(" ", "_")
    # Etc/GMT+2 is two hours behind UTC: not what most people mean.
    zones = {one for one in available_timezones() if not one.startswith("Etc/")}
    same = [one for one in zones if one.casefold() == folded]
    near = same or [one for one in zones if one.casefold().endswith(f"/{folded}")]
    return {"instead": near[0] if len(near) == 1 else None, "doubtful": not same}


Period = Annotated[str, BeforeValidator(read_period)]
Moment = Annotated[datetime, BeforeValidator(read_moment)]
TimezoneName = Annotated[str, AfterValidator(check_timezone)]
