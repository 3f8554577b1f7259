"""Two feeds to compare, as whoever reads them hands them over, and what the comparison found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

Elements = Mapping[str, Sequence["Value"]]


class Node(NamedTuple):
    """An element with attributes or children; one with nothing but text is that text."""

    text: str
    attributes: Mapping[str, str]
    children: Elements


Value = str | Node


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """An item of a feed.

    `key` is what apps know the episode by: its guid, without one the address of its audio. `audio`
    is that address without scheme, query and analytics services. `page` is 0 for the feed itself,
    and counts its further pages.
    """

    key: str
    title: str
    audio: str
    published: datetime | None
    elements: Elements
    page: int = 0


@dataclass(frozen=True, slots=True)
class ComparedFeed:
    """A feed: where it was read, the elements of its channel by name, and its items in order.

    An element without a record is named `{namespace}name`; `prefixes` has the prefix that the feed
    gives to such a namespace.
    """

    place: str
    channel: Elements
    items: Sequence[ComparedItem]
    prefixes: Mapping[str, str]


Kind = Literal[
    "guid-changed", "guid-reused", "guid-shared", "episode-gone", "episode-fell-out",
    "podcast-guid-changed", "followers-sent-away", "hidden", "tag-gone", "episode-new",
    "later-page", "title-changed", "notes-changed", "audio-moved", "date-moved", "value-changed",
    "tag-new", "order-changed", "new-feed-url", "feed-address-changed",
]  # fmt: skip


class Tag(NamedTuple):
    """An element, by the names from the channel or item down to it, or one of its attributes."""

    path: tuple[str, ...] = ()
    attribute: str = ""


NO_TAG = Tag()


class Touched(NamedTuple):
    """An episode that a change touches, and its value before and after; for the show no title."""

    title: str = ""
    guid: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in one way, and all that it touches; `danger` says that subscribers lose by it.

    `in_items` tells the elements of items from those of the channel.
    """

    kind: Kind
    danger: bool
    touched: Sequence[Touched]
    in_items: bool = True
    tag: Tag = NO_TAG


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two feeds, dangers first; `left_out` counts tags beyond the limit."""

    old: ComparedFeed
    new: ComparedFeed
    changes: Sequence[Change]
    left_out: int = 0

    @property
    def danger(self) -> bool:
        """Whether subscribers lose episodes, download them again, or a directory drops the show."""
        return any(one.danger for one in self.changes)


def text_of_value(value: Value) -> str:
    """Return the text of an element."""
    return value if isinstance(value, str) else value.text


def attribute_of(value: Value, name: str) -> str:
    """Return an attribute of an element, "" if the element does not have it."""
    return "" if isinstance(value, str) else value.attributes.get(name, "")


def first_text(elements: Elements, name: str) -> str:
    """Return the text of the first element of a name, "" if there is no such element."""
    found = elements.get(name)
    return text_of_value(found[0]) if found else ""
