"""Which part of a value a fault means, and how a message quotes a value so that this part shows."""

from typing import NamedTuple

from feedtool.findings.wording import MAX_QUOTED_CHARS, cut, printable
from feedtool.validator.elements.rule import ElementFault
from feedtool.values.fault import Fault

# Rules about the blanks around a value: these are marked, not the value.
_PADDED = ("value-padded", "guid-padded")
_MAX_MARKED_CHARS = 2 * MAX_QUOTED_CHARS


class Part(NamedTuple):
    """A part of a value: its first character, its length, and how many characters are marked."""

    start: int
    length: int
    marked: int

    def of(self, value: str) -> str:
        """Return the part of a value."""
        return value[self.start : self.start + self.length]


def part_of(fault: Fault | ElementFault, value: str, *, is_text: bool) -> Part:
    """Return the part of a value that a fault means.

    Of a padded value it is the blanks before it, or else those behind it. Otherwise a fault without
    a part means the whole value. Blanks around the text of an element do not belong to its value.
    The end of a long value is not looked for, unless there is a value to put in its place.

    >>> part_of(Fault("value-padded", "…"), "yes  ", is_text=True)
    Part(start=3, length=2, marked=2)
    >>> part_of(Fault("bad-date", "…"), " soon", is_text=True)
    Part(start=1, length=4, marked=4)
    """
    if fault.index or fault.length:
        return Part(fault.index, fault.length, fault.length)
    start, end = len(value) - len(value.lstrip()), len(value.rstrip())
    if fault.rule in _PADDED:
        start, end = (0, start) if start else (end, len(value))
    elif not is_text:
        start, end = 0, len(value)
    length = max(end - start, 0)
    is_marked = length <= _MAX_MARKED_CHARS or fault.instead is not None
    return Part(start, length, length if is_marked else 0)


def quote(value: str, part: Part) -> str:
    """Shorten a value for a message: its end is kept if the part that is meant stands there."""
    if part.start < MAX_QUOTED_CHARS or len(value) <= MAX_QUOTED_CHARS:
        return cut(value)
    return printable("…" + value[1 - MAX_QUOTED_CHARS :])
