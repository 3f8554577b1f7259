"""Numbers: whole numbers, decimal numbers, lists of whole numbers."""

import re
from functools import partial

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

# For the RELAX NG schema.
NUMBER_PATTERN = r"[+\-]?([0-9]{1,15}(\.[0-9]*)?|\.[0-9]+)"
_DIGITS = re.compile(r"[0-9]{1,16}")
_NUMBER = r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)"
_INTEGER_LIST = r"[0-9]+(?: *, *[0-9]+)*"


def check_integer(minimum: float | None, maximum: float | None, text: str) -> tuple[Fault, ...]:
    """Accept ASCII digits within the bounds, without a sign; a leading zero is a warning."""
    lower = int(minimum or 0)
    upper = "" if maximum is None else f" to {int(maximum)}"
    expected = f"expected a whole number from {lower}{upper}"
    if not _DIGITS.fullmatch(text):
        bare = text.strip()
        if bare != text and not check_integer(minimum, maximum, bare):
            return (Fault("value-padded", "expected no space around the value"),)
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


def check_integer_list(text: str) -> tuple[Fault, ...]:
    """Accept whole numbers with commas between them."""
    if re.fullmatch(_INTEGER_LIST, text.strip()):
        return ()
    return (
        Fault("bad-integer-list", "expected whole numbers with commas between them, e.g. 3,2,1"),
    )


TYPES = (
    ValueType("integer", partial(check_integer, None, None), "whole number",
              r"\s*[0-9]{1,16}\s*", datatype="nonNegativeInteger", role="number",
              check_within=check_integer),
    ValueType("integer-list", check_integer_list, "whole numbers with commas between them",
              r"\s*[0-9]+( *, *[0-9]+)*\s*"),
    ValueType("number", partial(check_number, None, None), "number",
              rf"\s*{NUMBER_PATTERN}\s*", datatype="double", role="number",
              check_within=check_number),
)  # fmt: skip
