"""What the program knows of one value type."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from feedtool.values.fault import Fault

Checker = Callable[[str], tuple[Fault, ...]]
BoundedChecker = Callable[[float | None, float | None, str], tuple[Fault, ...]]
# What a show may write in place of the text: nothing else, `true` for a flag, a moment with the
# show's time zone for a date, `52:10` for a number.
Role = Literal["text", "address", "flag", "date", "number"]
_SPECIAL = frozenset(r".\?*+{}()|[]^-")


class ValueType(NamedTuple):
    r"""A value type: its name in `schemas/`, its checker, and what other rooms say about it.

    `check` takes the text of one attribute or element and returns its faults; what depends on a
    second value is a rule. `words` complete the sentence "the value is a …" in `explain` and on the
    reference pages. `pattern` is for the RELAX NG schema: a pattern of XML Schema that accepts
    every text in which `check` finds no error (it may accept more); "" accepts any text. Some
    matchers take minutes where they must try again, so a pattern for long values needs one try
    only. In a class that begins with `^`, no `\s` may stand: jing does not read it as a complement.
    `choices` are the values that editors propose. Numbers have bounds in a record:
    `check_within` checks a number within them, `datatype` is the type of XML Schema that knows
    their order.

    Source of patterns: https://www.w3.org/TR/xmlschema-2/#regexs (`\s` is XML's white space only)
    """

    name: str
    check: Checker
    words: str
    pattern: str = ""
    choices: tuple[str, ...] = ()
    datatype: str = ""
    role: Role = "text"
    check_within: BoundedChecker | None = None


def any_case(words: Iterable[str]) -> str:
    """Return a pattern of XML Schema that matches these words in small or capital letters.

    >>> any_case(["no", "yes"])
    '([nN][oO]|[yY][eE][sS])'
    """
    return f"({'|'.join(''.join(_letter(char) for char in word) for word in words)})"


def _letter(char: str) -> str:
    small, capital = char.lower(), char.upper()
    if small != capital and len(small) == len(capital) == 1:
        return f"[{small}{capital}]"
    return f"\\{char}" if char in _SPECIAL else char
