"""Dates and time zones as authors write them: ISO 8601, and the zone of the show."""

import re
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from feedtool.values.iso_dates import check_rfc3339_date

MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_EXPECTED = "expected an ISO 8601 date, e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00"


def read_moment(value: object, info: ValidationInfo) -> datetime:
    """Read a date, with or without time and zone; a date alone is midnight.

    Without a zone it takes `timezone` of the validation context, the show's.
    """
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    if not isinstance(value, str) or not MOMENT.fullmatch(value.strip()):
        raise PydanticCustomError("bad_date", _EXPECTED, _guess(value))
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
    fault = next(iter(check_rfc3339_date(text)), None) if text else None
    if fault is None or fault.instead is None:
        return {"instead": None, "doubtful": False}
    return {"instead": fault.instead, "doubtful": fault.doubtful}


def check_timezone(name: str) -> str:
    """Accept the name of a zone of the IANA time zone database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError(
            "bad_timezone", "expected a name such as Europe/Paris or UTC", _guess_zone(name)
        ) from None
    return name


def _guess_zone(name: str) -> dict[str, str | bool | None]:
    """Return the zone that a name is in other letters, or the only one of a town."""
    folded = name.strip().casefold().replace(" ", "_")
    zones = available_timezones()
    same = [one for one in zones if one.casefold() == folded]
    near = same or [one for one in zones if one.casefold().endswith(f"/{folded}")]
    return {"instead": near[0] if len(near) == 1 else None, "doubtful": not same}


Moment = Annotated[datetime, BeforeValidator(read_moment)]
TimezoneName = Annotated[str, AfterValidator(check_timezone)]
