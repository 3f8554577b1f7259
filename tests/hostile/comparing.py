"""Two feeds that `feedtool diff` compares: what makes the search for the same episodes hard."""

from collections.abc import Callable, Iterable
from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, item
from hostile.registry import clean, hostile

_ARGUMENTS = ("diff", "old.xml", "new.xml")
# What an item takes, in both feeds.
_PAIR = 600

Make = Callable[[int], tuple[bytes, bytes]]


def write_feeds(folder: Path, old: Iterable[bytes], new: Iterable[bytes]) -> None:
    for name, items in (("old.xml", old), ("new.xml", new)):
        (folder / name).write_bytes(HEAD + b"".join(items) + TAIL)


def hostile_items(make: Make) -> Make:
    """Take a function that gives by number an item of the old feed and one of the new feed."""

    def write(folder: Path, size: int) -> None:
        pairs = [make(number) for number in range(max(size // _PAIR, 1))]
        write_feeds(folder, (old for old, _ in pairs), (new for _, new in pairs))

    write.__name__ = make.__name__
    hostile("comparing", *_ARGUMENTS)(write)
    return make


@clean("comparing", *_ARGUMENTS)
def two_feeds(folder: Path, size: int) -> None:
    for name in ("old.xml", "new.xml"):
        (folder / name).write_bytes(clean_feed(size // 2))


@hostile_items
def all_guids_change(number: int) -> tuple[bytes, bytes]:
    one = item(number)
    return one, one.replace(b"harbour-", b"pier-")


@hostile_items
def one_guid_for_all(number: int) -> tuple[bytes, bytes]:
    one = item(number).replace(b"harbour-%d" % number, b"harbour")
    return one, one.replace(b"Day", b"Night")


@hostile_items
def one_title_and_audio_for_all_with_other_guids(number: int) -> tuple[bytes, bytes]:
    one = item(1).replace(b"harbour-1", b"harbour-%d" % number)
    return one, one.replace(b"harbour-", b"pier-")


@hostile_items
def guids_of_other_episodes(number: int) -> tuple[bytes, bytes]:
    return item(number), item(number + 1).replace(
        b"harbour-%d<" % (number + 1), b"harbour-%d<" % number
    )


@hostile_items
def all_tags_differ(number: int) -> tuple[bytes, bytes]:
    tags = [b"".join(b"<%s%d-%d/>" % (side, number, n) for n in range(9)) for side in (b"a", b"b")]
    return item(number, tags[0].decode()), item(number, tags[1].decode())


@hostile_items
def namespaces_without_end(number: int) -> tuple[bytes, bytes]:
    one = item(number, f'<x:a xmlns:x="https://example.com/{number}">1</x:a>')
    return one, one.replace(b">1<", b">2<")


@hostile_items
def many_attributes(number: int) -> tuple[bytes, bytes]:
    attributes = " ".join(f'a{n}="1"' for n in range(20))
    one = item(number, f"<x {attributes}/>")
    return one, one.replace(b'="1"', b'="2"')


@hostile_items
def deep_elements(number: int) -> tuple[bytes, bytes]:
    one = item(number, f"{'<x>' * 60}1{'</x>' * 60}")
    return one, one.replace(b">1<", b">2<")


@hostile("comparing", *_ARGUMENTS)
def the_other_way_round(folder: Path, size: int) -> None:
    items = [item(number) for number in range(max(size // _PAIR, 1))]
    write_feeds(folder, items, items[::-1])


@hostile("comparing", *_ARGUMENTS)
def very_long_values(folder: Path, size: int) -> None:
    old, new = (item(1, f"<x>{one * (size // 2)}</x>") for one in "ab")
    write_feeds(folder, [old], [new])


@hostile("comparing", *_ARGUMENTS)
def one_element_again_and_again(folder: Path, size: int) -> None:
    old, new = (item(1, f"<x>{one}</x>" * (size // 20)) for one in "ab")
    write_feeds(folder, [old], [new])
