"""Colours in hexadecimal digits."""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_COLOUR = r"#?(?:[0-9A-Fa-f]{3}){1,2}"


def check_colour(text: str) -> tuple[Fault, ...]:
    """Accept three or six hexadecimal digits, with or without # before them."""
    if re.fullmatch(_COLOUR, text.strip()):
        return ()
    return (Fault("bad-colour", "expected six hexadecimal digits, e.g. 00A3E0"),)


TYPES = (
    ValueType("hex-colour", check_colour, "six hexadecimal digits",
              r"\s*#?([0-9A-Fa-f]{3}){1,2}\s*"),
)  # fmt: skip
