"""Titles that make the search for guests hard."""

from collections.abc import Callable
from pathlib import Path

from hostile.feeds import HEAD, TAIL, item
from hostile.registry import clean, hostile

_ARGUMENTS = ("import", "feed.xml", "--into", "show")
_TITLE = 280


def hostile_titles(make: Callable[[int], str]) -> Callable[[int], str]:
    """Take a function that gives the title of each item."""

    def write(folder: Path, size: int) -> None:
        write_feed(folder, size, make)

    write.__name__ = make.__name__
    hostile("guests", *_ARGUMENTS)(write)
    return make


def write_feed(folder: Path, size: int, make: Callable[[int], str]) -> None:
    numbers = range(max(size // (_TITLE + 300), 1))
    old = (item(number) for number in numbers)
    items = (
        one.replace(b"<title>", b"<title>" + make(number).encode(), 1)
        for number, one in zip(numbers, old, strict=True)
    )
    (folder / "feed.xml").write_bytes(HEAD + b"".join(items) + TAIL)


@clean("guests", *_ARGUMENTS)
def _clean(folder: Path, size: int) -> None:
    write_feed(folder, size, lambda number: f"Tides {number} with Bo Lind: ")


@hostile_titles
def words_of_forms(number: int) -> str:
    return "with feat. avec mit con com met "[: 7 * (1 + number % 4)] * 10


@hostile_titles
def dashes(number: int) -> str:
    return "a - " * (_TITLE // 4)


@hostile_titles
def names_without_end(number: int) -> str:
    return f"with {'Bo Lind, ' * 29}and {number} "


@hostile_titles
def another_guest_each_time(number: int) -> str:
    letters = "".join(chr(97 + int(digit)) for digit in str(number))
    return f"Tides feat. Bo L{letters}"


@hostile_titles
def words_of_organizations(number: int) -> str:
    return "with " + "at of from "[: 3 + number % 8] * 90
