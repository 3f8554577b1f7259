"""Durations, and times within a recording: seconds, Normal Play Time."""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_DURATION = re.compile(r"[0-9]{1,6}|[0-9]{1,3}:[0-5][0-9]|[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]")
_FRACTION = r"((?:[0-9]{1,3}:)?(?:[0-9]{1,3}:)?[0-9]+)[.,][0-9]*"
_SECONDS = r"[0-9]{1,9}(?:\.[0-9]*)?|\.[0-9]+"
_NPT = r"(?:[0-9]+:[0-5]?[0-9]:[0-5]?[0-9]|[0-9]+:[0-5]?[0-9]|[0-9]+)(?:\.[0-9]+)?|now"
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
    if not _DURATION.fullmatch(text):
        raise ValueError(text)
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def check_duration(text: str) -> tuple[Fault, ...]:
    """Accept whole seconds, M:SS and H:MM:SS; a fraction, zero or more than a day is a warning."""
    if not _DURATION.fullmatch(text):
        return (_explain_duration(text),)
    seconds = parse_duration(text)
    if seconds == 0:
        return (Fault("duration-zero", "expected the length of the episode"),)
    if seconds > _FULL_DAY_S:
        says = "that is more than a day; expected seconds, not milliseconds"
        return (Fault("duration-implausible", says),)
    return ()


def _explain_duration(text: str) -> Fault:
    expected = "expected seconds or H:MM:SS, e.g. 720"
    bare = text.strip()
    if not bare:
        return Fault("empty-value", expected)
    if bare != text and _DURATION.fullmatch(bare):
        return Fault("value-padded", "expected no space around the value")
    fraction = re.fullmatch(_FRACTION, bare)
    if fraction and _DURATION.fullmatch(fraction[1]):
        return Fault("duration-fraction", f"expected whole seconds; write {fraction[1]}")
    return Fault("bad-duration", expected)


def check_seconds(text: str) -> tuple[Fault, ...]:
    """Accept a number of seconds, with or without a fraction, without a sign.

    Source: Podcasting 2.0, podcast:soundbite,
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/soundbite.md
    """
    if re.fullmatch(_SECONDS, text):
        return ()
    bare = text.strip()
    if bare != text and re.fullmatch(_SECONDS, bare):
        return (Fault("value-padded", "expected no space around the value"),)
    expected = "expected seconds, e.g. 73.5"
    moment = parse_npt(bare) if ":" in bare and len(bare) < 20 else None
    return (Fault("bad-seconds", f"{expected}; write {moment:g}" if moment else expected),)


def parse_npt(text: str) -> float | None:
    """Read a time within a recording as seconds from its start; None for any other form.

    >>> parse_npt("1:02:03.5")
    3723.5

    Source: RFC 2326, 3.6, https://www.rfc-editor.org/rfc/rfc2326#section-3.6
    """
    if not re.fullmatch(_NPT, text) or text == "now":
        return None
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def check_npt(text: str) -> tuple[Fault, ...]:
    """Accept seconds or H:MM:SS, with a fraction (Normal Play Time)."""
    if re.fullmatch(_NPT, text) and text != "now":
        return ()
    return (Fault("bad-time", "expected seconds or H:MM:SS, e.g. 00:05:12.500"),)


TYPES = (
    ValueType("duration", check_duration, "seconds, or `H:MM:SS`",
              rf"\s*({_DURATION_PATTERN})?\s*"),
    ValueType("npt-time", check_npt, "seconds or `H:MM:SS`, with a fraction",
              r"([0-9]+:){0,2}[0-9]+(\.[0-9]+)?"),
    ValueType("seconds", check_seconds, "seconds, with a fraction",
              r"\s*([0-9]{1,9}(\.[0-9]*)?|\.[0-9]+)\s*", role="number"),
)  # fmt: skip
