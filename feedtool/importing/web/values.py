"""Single values of a web page as the sources of a show have them, or None for what is no value."""

import re
from datetime import UTC, date, datetime, time
from urllib.parse import urljoin

from feedtool.importing.adopting.match import plain_url
from feedtool.importing.page.read_date import parse_date
from feedtool.show.value_types import MAX_NOTES_CHARS, read_number
from feedtool.values.durations import parse_duration
from feedtool.values.registry import find_type
from feedtool.values.rss_dates import parse_rss_date
from feedtool.values.xml_characters import drop_forbidden

# Longer lines are cut: nobody reads them, and a file of YAML holds 1 MB.
LONGEST_LINE = 1_000
LONGEST_TEXT = 2 * MAX_NOTES_CHARS
_LONGEST_URL = 2_000
_LONGEST_VALUE = 100
_ISO_DURATION = re.compile(
    r"P(?:([0-9]{1,4})D)?(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})(?:[.,][0-9]*)?S)?)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:utm_\w+|fbclid|gclid|ref|source|mc_[ce]id)(?:=|\Z)", re.IGNORECASE)
_BYTES = re.compile(r"([0-9]{1,15})(?:\s*(?:b|bytes?))?", re.IGNORECASE)
_TRUE = re.compile(r"(?:https?://schema\.org/)?(true|yes|1|false|no|0)", re.IGNORECASE)
# Of a page that says no more, the first of these years is its template's.
_FIRST_YEAR = 1990


def read_line(text: str) -> str | None:
    """Return a text as one line, cut where it is longer than any title."""
    line = " ".join(drop_forbidden(text[: 4 * LONGEST_LINE]).split())
    return line[:LONGEST_LINE].rstrip() or None


def read_text(text: str) -> str | None:
    """Return a text of one or several lines, or of HTML, if notes may have so many characters."""
    return read_long_text(text) if len(text) <= LONGEST_TEXT else None


def read_long_text(text: str) -> str | None:
    """Return a text of any length, such as a transcript."""
    return drop_forbidden(text).strip() or None


def read_url(text: str, base: str) -> str | None:
    """Return a whole address of http or https.

    >>> read_url("/7 a.mp3", "https://example.com/x"), read_url("javascript:x", "")
    ('https://example.com/7%20a.mp3', None)
    """
    try:
        url = urljoin(base, drop_forbidden(text[: _LONGEST_URL + 1]).strip())
    except ValueError:
        return None
    if len(url) > _LONGEST_URL:
        return None
    return _read_typed("http-url", url)


def _read_typed(name: str, text: str) -> str | None:
    """Return a text that has the form of a type of value, or the one that was surely meant."""
    check = find_type(name).check
    fault = next((one for one in check(text) if one.severity == "error"), None)
    if fault is None:
        return text.strip() or None
    fixed = fault.fix(text)
    meant = "" if fixed is None or fault.doubtful else fixed
    return meant if meant and not any(one.severity == "error" for one in check(meant)) else None


def read_moment(text: str) -> date | datetime | None:
    """Read a date, with or without time, as data has it: ISO 8601, or as feeds write it.

    >>> read_moment("2024-03-09T06:00:00Z").isoformat(), read_moment("2024")
    ('2024-03-09T06:00:00+00:00', None)
    """
    bare = text[: _LONGEST_VALUE + 1].strip()
    if len(bare) > _LONGEST_VALUE:
        return None
    found: date | datetime | None = parse_rss_date(bare)
    if found is None and re.match(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}", bare):
        found = _read_iso(bare)
    found = found or parse_date(bare)
    if isinstance(found, datetime):
        found = found.replace(microsecond=0)
    return found if found is not None and found.year >= _FIRST_YEAR else None


def _read_iso(text: str) -> date | datetime | None:
    try:
        moment = datetime.fromisoformat(re.sub(r"(?<!\s)\s++(?=[+-][0-9])", "", text))
    except ValueError:
        return None
    return moment if re.search(r"[0-9][T ][0-9]", text) else moment.date()


def is_same_moment(one: date | datetime, other: date | datetime) -> bool:
    """Tell whether two dates may be the same: a day alone is any time of it, in any zone."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs((_aware(one) - _aware(other)).total_seconds()) < _DAY_S
    days = [each.date() if isinstance(each, datetime) else each for each in (one, other)]
    return abs((days[0] - days[1]).days) <= 1


_DAY_S = 86_400


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else datetime.combine(moment.date(), time(12), UTC)


def read_duration(text: str) -> int | None:
    """Read a duration as whole seconds: ISO 8601, seconds, or a clock.

    >>> read_duration("PT52M10S"), read_duration("52:10"), read_duration("PT")
    (3130, 3130, None)
    """
    bare = text[:_LONGEST_VALUE].strip()
    if found := _ISO_DURATION.fullmatch(bare):
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return ((days * 24 + hours) * 60 + minutes) * 60 + seconds or None
    try:
        return parse_duration(bare.partition(".")[0]) or None
    except ValueError:
        return None


def read_bytes(text: str) -> int | None:
    """Read a size that is exact; "48 MB" is not."""
    found = _BYTES.fullmatch(text[:_LONGEST_VALUE].strip())
    return int(found[1]) or None if found else None


def read_episode_number(text: str) -> int | float | None:
    """Read the number of an episode or a season."""
    return read_number(text[:_LONGEST_VALUE])


def read_language(text: str) -> str | None:
    """Read a language tag, or a locale such as fr_FR.

    >>> read_language("pt_BR"), read_language("fr-FR.UTF-8"), read_language("x")
    ('pt-BR', None, None)
    """
    return _read_typed("language", text[:_LONGEST_VALUE].strip().replace("_", "-"))


def read_media_type(text: str) -> str | None:
    """Read the media type of audio or video, without parameters."""
    bare = text[:_LONGEST_VALUE].partition(";")[0].strip().lower()
    is_media = bare.startswith(("audio/", "video/", "application/ogg"))
    return _read_typed("media-type", bare) if is_media else None


def read_flag(text: str) -> bool | None:
    """Read true or false."""
    found = _TRUE.fullmatch(text[:_LONGEST_VALUE].strip())
    return found[1].lower() in ("true", "yes", "1") if found else None


def is_same_text(one: str, other: str) -> bool:
    """Tell whether one text is the other, or a part of it, as "Tides" of "Tides | Harbour Notes".

    >>> is_same_text("Tides", "#7: tides – Harbour Notes"), is_same_text("Tides", "Nets")
    (True, False)
    """
    first, second = (re.sub(r"[\W_]+", "", each).casefold() for each in (one, other))
    return not first or not second or first in second or second in first


def is_same_url(one: str, other: str) -> bool:
    """Tell whether two addresses lead to the same page, in all but details.

    >>> is_same_url("https://example.com/7/?utm_source=x", "http://www.example.com/7")
    True
    >>> is_same_url("https://example.com/?p=7", "https://example.com/?p=8")
    False
    """
    return _bare_url(one) == _bare_url(other)


def _bare_url(url: str) -> str:
    address = re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).partition("#")[0]
    path, _, query = address.partition("?")
    kept = [one for one in query.split("&") if one and not _COUNTED.match(one)]
    return "?".join([path.rstrip("/"), *(["&".join(kept)] if kept else [])])


def is_same_file(one: str, other: str) -> bool:
    """Tell whether two addresses lead to the same audio; services that count are no part of it.

    >>> is_same_file("https://op3.dev/e/example.com/7.mp3?x=1", "http://example.com/7.mp3")
    True
    >>> is_same_file("https://example.com/play?id=7", "https://example.com/play?id=8")
    False
    """
    has_name = "." in one.partition("?")[0].rpartition("/")[2]
    first, second = (plain_url(each, query=not has_name) for each in (one, other))
    return first == second


def is_same_language(one: str, other: str) -> bool:
    """Tell whether two tags name one language, whatever the region."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def is_equal(one: object, other: object) -> bool:
    """Tell whether two values are the same."""
    return one == other


def is_close(one: int, other: int) -> bool:
    """Tell whether two durations differ by no more than is lost in rounding."""
    return abs(one - other) <= max(2, one // 100)
