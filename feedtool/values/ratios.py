"""Ratios of width and height, as CSS writes them."""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_RATIO = r"\s*([0-9]{1,6}(?:\.[0-9]+)?)\s*(?:/\s*([0-9]{1,6}(?:\.[0-9]+)?)\s*)?"
_OTHER_RATIO = r"\s*([0-9.]{1,9})\s*[:xX\u00d7]\s*([0-9.]{1,9})\s*"


def parse_ratio(text: str) -> float | None:
    """Read a ratio of CSS, `16/9` or `1.78`; None if the text is not a ratio.

    Source: https://www.w3.org/TR/css-sizing-4/#aspect-ratio
    """
    match = re.fullmatch(_RATIO, text)
    if match is None or float(match[1]) == 0 or float(match[2] or 1) == 0:
        return None
    return float(match[1]) / float(match[2] or 1)


def check_ratio(text: str) -> tuple[Fault, ...]:
    """Accept width/height, or one number: the width divided by the height."""
    if parse_ratio(text) is not None:
        return ()
    other = re.fullmatch(_OTHER_RATIO, text)
    meant = f"{other[1]}/{other[2]}" if other else ""
    if parse_ratio(meant) is None:
        return (Fault("bad-ratio", "expected width/height, e.g. 16/9"),)
    return (Fault("bad-ratio", f"write {meant}", instead=meant),)


TYPES = (
    ValueType("ratio", check_ratio, "ratio: `16/9`, `1.78`",
              r"\s*[0-9.]+\s*(/\s*[0-9.]+\s*)?"),
)  # fmt: skip
