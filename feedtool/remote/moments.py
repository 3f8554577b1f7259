"""Dates in the headers of an answer: when to ask again, and whether a date tells versions apart.

Source: RFC 9110, sections 5.6.7, 8.8.2 and 10.2.3.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)
_DATE = re.compile(r"[A-Za-z0-9,: +-]{10,50}", re.ASCII)
_STRONG = re.compile(r'"[\x21\x23-\x7e]{1,200}"', re.ASCII)
# A file that changes twice in a second has one date for two versions.
_APART_S = 1


def read_wait(headers: Mapping[str, str]) -> float:
    """Return how many seconds a server wants to be left alone (`Retry-After`), 0 if it says none.

    >>> read_wait({"Retry-After": "120"}), read_wait({"Retry-After": "soon"})
    (120.0, 0.0)
    """
    said = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(said):
        return float(said)
    until = _read_date(said)
    if until is None:
        return 0.0
    # The clocks of two machines differ: the server's own counts.
    now = _read_date(headers.get("Date", "")) or datetime.now(UTC)
    return max((until - now).total_seconds(), 0.0)


def read_validator(headers: Mapping[str, str]) -> str:
    """Return what tells this version of a file from all others, "" if nothing does so for sure.

    >>> read_validator({"ETag": '"a1"'}), read_validator({"ETag": 'W/"a1"'})
    ('"a1"', '')
    """
    tag = headers.get("ETag", "").strip()
    if _STRONG.fullmatch(tag):
        return tag
    said = headers.get("Last-Modified", "").strip()
    changed, now = _read_date(said), _read_date(headers.get("Date", ""))
    if changed is None or now is None or (now - changed).total_seconds() < _APART_S:
        return ""
    return said


def _read_date(text: str) -> datetime | None:
    if not _DATE.fullmatch(text.strip()):
        return None
    try:
        found = parsedate_to_datetime(text.strip())
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
