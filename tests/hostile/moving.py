"""Feeds whose sources are hard to make: deep notes, faults, names and items without end."""

from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, filled, item
from hostile.registry import MakeFeed, clean, hostile

_ARGUMENTS = ("import", "feed.xml", "--into", "show")


def moved(make: MakeFeed) -> MakeFeed:
    """Take a function that makes a feed of some size, of which `feedtool import` makes a show."""

    def write(folder: Path, size: int) -> None:
        (folder / "feed.xml").write_bytes(make(size))

    write.__name__ = make.__name__
    hostile("moving", *_ARGUMENTS)(write)
    return make


def _notes(html: str) -> bytes:
    notes = f"<content:encoded><![CDATA[{html}]]></content:encoded>"
    return HEAD + item(1, notes) + TAIL


@clean("moving", *_ARGUMENTS)
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


@moved
def quotes_in_quotes(size: int) -> bytes:
    depth = min(size // 50, 900)
    return _notes("<blockquote>" * depth + "a\n" * (size // 4) + "</blockquote>" * depth)


@moved
def lists_in_lists(size: int) -> bytes:
    depth = min(size // 50, 900)
    return _notes("<ul><li>" * depth + "a\n" * (size // 4) + "</li></ul>" * depth)


@moved
def quotes_around_many_lines(size: int) -> bytes:
    return _notes("<blockquote>" * 9 + "a\n" * (size // 2) + "</blockquote>" * 9)


@moved
def blanks_in_notes(size: int) -> bytes:
    return _notes("<p>a" + " " * size + "b</p>")


@moved
def categories_that_nobody_knows(size: int) -> bytes:
    rows = (f'<itunes:category text="C{number}"/>' for number in range(max(size // 35, 1)))
    return HEAD + "".join(rows).encode() + item() + TAIL


@moved
def persons_of_one_name(size: int) -> bytes:
    rows = (
        f'<podcast:person href="https://example.com/{number // 2}">Bo</podcast:person>'
        for number in range(max(size // 70, 1))
    )
    return HEAD + item(1, "".join(rows)) + TAIL


@moved
def items_that_are_equal(size: int) -> bytes:
    return HEAD + filled(b"<item><title>Tides</title></item>\n", size) + TAIL


@moved
def items_of_one_guid(size: int) -> bytes:
    one = b"<item><title>Tides</title><guid>tides</guid></item>\n"
    return HEAD + filled(one, size) + TAIL
