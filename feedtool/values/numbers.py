"""Numbers: whole numbers, decimal numbers, lists of whole numbers."""

import re
from functools import partial

from feedtool.values.fault import PADDED, Fault
from feedtool.values.value_type import ValueType

# For the RELAX NG schema.
NUMBER_PATTERN = r"[+\-]?([0-9]{1,15}(\.[0-9]*)?|\.[0-9]+)"
_DIGITS = re.compile(r"[0-9]{1,16}")
_NUMBER = r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)"
_INTEGER_LIST = r"[0-9]+(?: *, *[0-9]+)*"
_OTHER_LIST = r"[\[(]?\s*+[0-9]++(?>(?:(?:\s*+[,;|]\s*+|\s++)[0-9]++)*)\s*+[\])]?"
# A single group after a full stop may be a fraction: 1.234 has two meanings.
_GROUPED = (
    r"[0-9]{1,3}(?:(?:,[0-9]{3}){1,4}|(?:[ '\u2019\xa0\u202f][0-9]{3}){1,4}|(?:\.[0-9]{3}){2,4})"
)
_MAX_CHARS = 40


def check_integer(minimum: float | None, maximum: float | None, text: str) -> tuple[Fault, ...]:
    """Accept ASCII digits within the bounds, without a sign; a leading zero is a warning."""
    lower = int(minimum or 0)
    upper = "" if maximum is None else f" to {int(maximum)}"
    expected = f"expected a whole number from {lower}{upper}"
    if not _DIGITS.fullmatch(text):
        bare = text.strip()
        if bare != text and not check_integer(minimum, maximum, bare):
            return (PADDED,)
        meant = _guess_integer(bare)
        if meant is None or check_integer(minimum, maximum, meant):
            return (Fault("bad-integer", expected),)
        return (Fault("bad-integer", f"{expected}; write {meant}", instead=meant),)
    number = int(text)
    if number < lower or (maximum is not None and number > maximum):
        return (Fault("bad-integer", expected),)
    if text != str(number):
        says = f"expected no leading zero; write {number}"
        return (Fault("integer-leading-zero", says, instead=str(number)),)
    return ()


def _guess_integer(text: str) -> str | None:
    """Return a whole number in another form as it should be written; None for any other text.

    >>> _guess_integer("24,986,239 bytes"), _guess_integer("#12"), _guess_integer("1.234")
    ('24986239', '12', None)
    """
    if len(text) > _MAX_CHARS:
        return None
    bare = re.sub(r"(?i)\A(?:#|\+)\s*|(?:(?<!\s)\s+)?(?:bytes?|octets?|%|\.0{1,6})\Z", "", text)
    if re.fullmatch(_GROUPED, bare):
        bare = re.sub("[^0-9]", "", bare)
    return str(int(bare)) if re.fullmatch(r"\d{1,16}", bare) else None


def check_number(minimum: float | None, maximum: float | None, text: str) -> tuple[Fault, ...]:
    """Accept a decimal number within the bounds, with sign, without exponent."""
    text = text.strip()
    bounds = "" if minimum is None else f" from {minimum:g}"
    bounds += "" if maximum is None else f" to {maximum:g}"
    if not re.fullmatch(_NUMBER, text):
        says = f"expected a number{bounds} such as 33 or 33.5"
        meant = text.removesuffix("%").strip().replace(",", ".")
        is_right = re.fullmatch(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,2})?", meant)
        if is_right is None or check_number(minimum, maximum, meant):
            return (Fault("bad-number", says),)
        return (Fault("bad-number", f"{says}; write {meant}", instead=meant),)
    number = float(text)
    if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
        return (Fault("bad-number", f"expected a number{bounds}"),)
    return ()


def check_integer_list(text: str) -> tuple[Fault, ...]:
    """Accept whole numbers with commas between them."""
    if re.fullmatch(_INTEGER_LIST, text.strip()):
        return ()
    says = "expected whole numbers with commas between them, e.g. 3,2,1"
    meant = None
    if re.fullmatch(_OTHER_LIST, text.strip()):
        meant = ",".join(re.findall("[0-9]+", text))
    return (Fault("bad-integer-list", says, instead=meant),)


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
