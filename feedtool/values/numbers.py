"""Numbers, durations, moments of a medium, places on the globe.

Every checker takes the text of one value and returns what is wrong with it.
"""

import re

from feedtool.values.fault import Fault

_DURATION = re.compile(r"[0-9]{1,6}|[0-9]{1,3}:[0-5][0-9]|[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]")
_FRACTION = r"((?:[0-9]{1,3}:)?(?:[0-9]{1,3}:)?[0-9]+)[.,][0-9]*"
_DIGITS = re.compile(r"[0-9]{1,16}")
_NUMBER = r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)"
_SECONDS = r"[0-9]{1,9}(?:\.[0-9]*)?|\.[0-9]+"
_INTEGER_LIST = r"[0-9]+(?: *, *[0-9]+)*"
_NPT = r"(?:[0-9]+:[0-5]?[0-9]:[0-5]?[0-9]|[0-9]+:[0-5]?[0-9]|[0-9]+)(?:\.[0-9]+)?|now"
_COLOUR = r"#?(?:[0-9A-Fa-f]{3}){1,2}"
_FULL_DAY_S = 24 * 60 * 60


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
        return Fault("value-padded", "expected no space around it")
    fraction = re.fullmatch(_FRACTION, bare)
    if fraction and _DURATION.fullmatch(fraction[1]):
        return Fault("duration-fraction", f"expected whole seconds; write {fraction[1]}")
    return Fault("bad-duration", expected)


def check_integer(minimum: float | None, maximum: float | None, text: str) -> tuple[Fault, ...]:
    """Accept ASCII digits within the bounds, no sign; a leading zero is a warning."""
    lower = int(minimum or 0)
    upper = "" if maximum is None else f" to {int(maximum)}"
    expected = f"expected a whole number from {lower}{upper}"
    if not _DIGITS.fullmatch(text):
        bare = text.strip()
        if bare != text and not check_integer(minimum, maximum, bare):
            return (Fault("value-padded", "expected no space around it"),)
        return (Fault("bad-integer", expected),)
    number = int(text)
    if number < lower or (maximum is not None and number > maximum):
        return (Fault("bad-integer", expected),)
    if text != str(number):
        says = f"expected no leading zero; write {number}"
        return (Fault("integer-leading-zero", says),)
    return ()


def check_number(minimum: float | None, maximum: float | None, text: str) -> tuple[Fault, ...]:
    """Accept a decimal number within the bounds, with sign, without exponent."""
    text = text.strip()
    bounds = "" if minimum is None else f" from {minimum:g}"
    bounds += "" if maximum is None else f" to {maximum:g}"
    if not re.fullmatch(_NUMBER, text):
        return (Fault("bad-number", f"expected a number{bounds} such as 33 or 33.5"),)
    number = float(text)
    if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
        return (Fault("bad-number", f"expected a number{bounds}"),)
    return ()


def check_seconds(text: str) -> tuple[Fault, ...]:
    """Accept a number of seconds, with a fraction, no sign.

    Source: Podcasting 2.0, podcast:soundbite,
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/soundbite.md
    """
    if re.fullmatch(_SECONDS, text):
        return ()
    bare = text.strip()
    if bare != text and re.fullmatch(_SECONDS, bare):
        return (Fault("value-padded", "expected no space around it"),)
    expected = "expected seconds, e.g. 73.5"
    moment = parse_npt(bare) if ":" in bare and len(bare) < 20 else None
    return (Fault("bad-seconds", f"{expected}; write {moment:g}" if moment else expected),)


def check_integer_list(text: str) -> tuple[Fault, ...]:
    """Accept whole numbers with commas between."""
    if re.fullmatch(_INTEGER_LIST, text.strip()):
        return ()
    return (Fault("bad-integer-list", "expected whole numbers with commas between, e.g. 3,2,1"),)


def parse_npt(text: str) -> float | None:
    """Read a moment of a medium as seconds from its start; None if it has no such form.

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


def check_colour(text: str) -> tuple[Fault, ...]:
    """Accept three or six hexadecimal digits, with or without # before them."""
    if re.fullmatch(_COLOUR, text.strip()):
        return ()
    return (Fault("bad-colour", "expected six hexadecimal digits, e.g. 00A3E0"),)


def check_point(text: str) -> tuple[Fault, ...]:
    """Accept latitude and longitude in degrees, with a blank between.

    Source: https://www.georss.org/simple.html
    """
    return _check_pairs(text, single=True)


def check_points(text: str) -> tuple[Fault, ...]:
    """Accept several pairs of latitude and longitude."""
    return _check_pairs(text, single=False)


def _check_pairs(text: str, *, single: bool) -> tuple[Fault, ...]:
    expected = "expected latitude and longitude in degrees, e.g. 45.256 -71.92"
    numbers = text.replace(",", " ").split()
    # Degrees stand in pairs, and a longer list is no more wrong after its first few thousand.
    wrong = any(
        check_number(*((-90, 90) if position % 2 == 0 else (-180, 180)), number)
        for position, number in enumerate(numbers[:10_000])
    )
    if wrong or len(numbers) < 2 or len(numbers) % 2 or (single and len(numbers) > 2):
        return (Fault("bad-point", expected),)
    if "," in text:
        return (Fault("point-comma", f"{expected}, with a blank and no comma"),)
    return ()
