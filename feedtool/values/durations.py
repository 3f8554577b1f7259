"""Durations, and times within a recording: seconds, Normal Play Time."""

import re

from feedtool.values.fault import PADDED, Fault
from feedtool.values.times import parse_time
from feedtool.values.value_type import ValueType

DURATION = re.compile(r"[0-9]{1,6}|[0-9]{1,3}:[0-5][0-9]|[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]")
_FRACTION = r"((?:[0-9]{1,3}:)?(?:[0-9]{1,3}:)?[0-9]+)[.,][0-9]*"
_SECONDS = r"[0-9]{1,9}(?:\.[0-9]*)?|\.[0-9]+"
# A comma before three digits: 1,800 is not one second.
_THOUSANDS = r"[0-9]{1,2},[0-9]{3}"
_MINUTES = "[0-9]{1,2}[.,][0-5][0-9]"
_UNITS = (
    r"(?i)"
    r"(?:PT)?(?:([0-9]{1,3})\s*+(?:h|hrs?|hours?|std)(?![a-z])\.?)?\s*+,?\s*+"
    r"(?:([0-9]{1,4})\s*+(?:m|mins?|minutes?|minuten)(?![a-z])\.?)?\s*+,?\s*+"
    r"(?:([0-9]{1,6})\s*+(?:s|secs?|seconds?)(?![a-z])\.?)?"
)
_EXPECTED = "expected seconds or H:MM:SS"
_MAX_CHARS = 40
_FULL_DAY_S = 24 * 60 * 60
_CLOCK = "(:[0-5][0-9]){1,2}"
# For the RELAX NG schema: up to six digits, or up to three and a clock. Some matchers miscount
# where both `{1,6}` and `{1,3}` may go on.
_DURATION_PATTERN = (
    rf"[0-9]({_CLOCK}|[0-9]({_CLOCK}|[0-9]({_CLOCK}|[0-9]([0-9][0-9]?)?)?)?)?([.,][0-9]*)?"
)


def parse_duration(text: str) -> int:
    """Read a duration as whole seconds.

    Accepts `S`, `M:SS` and `H:MM:SS`; seconds above 59 and, in the three-part form, minutes above
    59 are refused.

        >>> parse_duration("1:02:03")
        3723

    Raises ValueError if `text` has any other form.
    Source: Apple, "A Podcaster's Guide to RSS", itunes:duration,
    https://help.apple.com/itc/podcasts_connect/#/itcb54353390
    """
    if not DURATION.fullmatch(text):
        raise ValueError(text)
    return (parse_time(text) or 0) // 1000


def check_duration(text: str) -> tuple[Fault, ...]:
    """Accept whole seconds, M:SS and H:MM:SS; a fraction, zero or more than a day is a warning."""
    if not DURATION.fullmatch(text):
        return (_explain_duration(text),)
    seconds = parse_duration(text)
    if seconds == 0:
        return (Fault("duration-zero", "expected the length of the episode"),)
    if seconds > _FULL_DAY_S:
        says = "that is more than a day; expected seconds, not milliseconds"
        return (Fault("duration-implausible", says),)
    return ()


def _explain_duration(text: str) -> Fault:
    expected = f"{_EXPECTED}, e.g. 720"
    bare = text.strip()
    if not bare:
        return Fault("empty-value", expected)
    if bare != text and DURATION.fullmatch(bare):
        return PADDED
    fraction = re.fullmatch(_FRACTION, bare)
    if fraction and DURATION.fullmatch(fraction[1]) and not re.fullmatch(_THOUSANDS, bare):
        says = f"expected whole seconds; write {fraction[1]}"
        if re.fullmatch(_MINUTES, bare):
            says += f" for seconds, or {bare[:-3]}:{bare[-2:]} if it means minutes"
            return Fault("duration-fraction", says)
        return Fault("duration-fraction", says, instead=fraction[1])
    meant = _guess_duration(bare) if len(bare) < _MAX_CHARS else ""
    if meant:
        return Fault("bad-duration", f"{_EXPECTED}; write {meant}", instead=meant)
    if re.fullmatch("[0-9]{7,9}", bare):
        says = f"{_EXPECTED}; write {int(bare) // 1000} if it means milliseconds"
        return Fault("bad-duration", says)
    return Fault("bad-duration", expected)


def _guess_duration(text: str) -> str:
    """Return a duration in another form as it should be written, "" if it has no known form.

    >>> _guess_duration("1h 5min"), _guess_duration("1:2:3"), _guess_duration("1,800")
    ('3900', '1:02:03', '1800')
    """
    if re.fullmatch(_THOUSANDS, text):
        return text.replace(",", "")
    if (units := re.fullmatch(_UNITS, text)) and any(units.groups()):
        hours, minutes, seconds = (int(part or 0) for part in units.groups())
        total = str(hours * 3600 + minutes * 60 + seconds)
        return total if DURATION.fullmatch(total) else ""
    parts = text.split(":")
    if 2 <= len(parts) <= 3 and all(re.fullmatch("[0-9]{1,2}", part) for part in parts):
        padded = ":".join([parts[0], *(part.zfill(2) for part in parts[1:])])
        return padded if DURATION.fullmatch(padded) else ""
    return ""


def check_seconds(text: str) -> tuple[Fault, ...]:
    """Accept a number of seconds, with or without a fraction, without a sign.

    Source: Podcasting 2.0, podcast:soundbite,
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/soundbite.md
    """
    if re.fullmatch(_SECONDS, text):
        return ()
    bare = text.strip()
    if bare != text and re.fullmatch(_SECONDS, bare):
        return (PADDED,)
    meant = _guess_seconds(bare) if len(bare) < 20 else ""
    says = "expected seconds, e.g. 73.5" + (f"; write {meant}" if meant else "")
    return (Fault("bad-seconds", says, instead=meant or None),)


def _guess_seconds(text: str) -> str:
    """Return a time in another form as seconds, "" if it has no known form.

    >>> _guess_seconds("1:13"), _guess_seconds("73,5"), _guess_seconds("90s")
    ('73', '73.5', '90')
    """
    if re.fullmatch("[0-9]{1,6},(?:[0-9]{1,2}|[0-9]{4,6})", text):
        return text.replace(",", ".")
    moment = parse_npt(text) if ":" in text else None
    if moment is not None:
        return f"{moment:.3f}".rstrip("0").rstrip(".")
    return _guess_duration(text) if text[-1:].isalpha() else ""


def parse_npt(text: str) -> float | None:
    """Read a time within a recording as seconds from its start; None for any other form.

    >>> parse_npt("1:02:03.5")
    3723.5

    Source: RFC 2326, 3.6, https://www.rfc-editor.org/rfc/rfc2326#section-3.6
    """
    found = None if "," in text else parse_time(text)
    return None if found is None else found / 1000


def format_clock(milliseconds: int) -> str:
    """Return a time within a recording as a clock shows it.

    >>> format_clock(3_723_500)
    '01:02:03.500'
    """
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def format_short_clock(milliseconds: int) -> str:
    """Return a time as people write it: without hours that are none, and fractions that are none.

    >>> format_short_clock(61_000), format_short_clock(3_723_500)
    ('1:01', '1:02:03.5')
    """
    seconds, rest = divmod(milliseconds, 1000)
    minutes, shown = divmod(seconds, 60)
    whole = f"{minutes // 60}:{minutes % 60:02}" if minutes >= 60 else f"{minutes}"
    return f"{whole}:{shown:02}" + (f".{rest:03}".rstrip("0") if rest else "")


def check_npt(text: str) -> tuple[Fault, ...]:
    """Accept seconds or H:MM:SS, with a fraction (Normal Play Time)."""
    if parse_npt(text) is not None:
        return ()
    says = "expected seconds or H:MM:SS, e.g. 00:05:12.500"
    meant = text.strip().replace(",", ".")
    if parse_npt(meant) is None:
        return (Fault("bad-time", says),)
    return (Fault("bad-time", f"{says}; write {meant}", instead=meant),)


TYPES = (
    ValueType("duration", check_duration, "seconds, or `H:MM:SS`",
              rf"\s*(({_DURATION_PATTERN})\s*)?"),
    ValueType("npt-time", check_npt, "seconds or `H:MM:SS`, with a fraction",
              r"([0-9]+:){0,2}[0-9]+(\.[0-9]+)?"),
    ValueType("seconds", check_seconds, "seconds, with a fraction",
              r"\s*([0-9]{1,9}(\.[0-9]*)?|\.[0-9]+)\s*", role="number"),
)  # fmt: skip
