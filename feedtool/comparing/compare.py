"""The engine of `feedtool diff`: what subscribers of a feed see when another takes its place."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from feedtool.comparing.elements import compare_elements
from feedtool.comparing.model import (
    NO_TAG,
    Change,
    ComparedFeed,
    ComparedItem,
    Comparison,
    Kind,
    Tag,
    Touched,
)
from feedtool.comparing.pairing import Pairs, pair_items
from feedtool.comparing.shows import compare_shows, is_yes, kind_of_text
from feedtool.vocabulary import load_vocabulary

_KINDS: tuple[Kind, ...] = get_args(Kind)
_DANGERS = frozenset(_KINDS[: _KINDS.index("tag-gone")])
# A hostile feed has as many names of elements as it has elements.
MOST_TAGS = 200
_Found = tuple[Kind, bool, Tag, Touched]


def compare_feeds(old: ComparedFeed, new: ComparedFeed) -> Comparison:
    """Compare two feeds; time and memory grow with their size."""
    pairs = pair_items(old.items, new.items)
    found: dict[tuple[bool, Kind, bool, Tag], list[Touched]] = {}
    left_out: set[tuple[bool, Tag]] = set()
    tags: set[tuple[bool, Tag]] = set()
    for in_items, one in _find_all(old, new, pairs):
        kind, danger, tag, touched = one
        place = in_items, tag
        if place not in tags and len(tags) >= MOST_TAGS and not danger:
            left_out.add(place)
            continue
        tags.add(place)
        found.setdefault((in_items, kind, danger, tag), []).append(touched)
    changes = [
        Change(kind, danger, touched, in_items, tag)
        for (in_items, kind, danger, tag), touched in found.items()
    ]
    changes.sort(key=lambda one: (not one.danger, _KINDS.index(one.kind), one.in_items))
    return Comparison(old, new, changes, len(left_out))


def _find_all(old: ComparedFeed, new: ComparedFeed, pairs: Pairs) -> Iterator[tuple[bool, _Found]]:
    for kind, tag, touched in compare_shows(old, new):
        yield False, (kind, _is_danger(kind, "channel", tag), tag, touched)
    for kind, tag, touched in _compare_items(old, new, pairs):
        yield True, (kind, _is_danger(kind, "item", tag), tag, touched)


def _compare_items(
    old_feed: ComparedFeed, new_feed: ComparedFeed, pairs: Pairs
) -> Iterator[tuple[Kind, Tag, Touched]]:
    for old, new in pairs.again:
        yield "guid-changed", NO_TAG, Touched(old.title, old.key, old.key, new.key)
    for old, new in pairs.reused:
        yield "guid-reused", NO_TAG, Touched(new.title, new.key, old.title, new.title)
    for item in pairs.shared:
        yield "guid-shared", NO_TAG, _name(item)
    yield from _describe_gone(pairs)
    for item in pairs.new:
        yield "episode-new", NO_TAG, _name(item)
    for old, new in (*pairs.same, *pairs.again):
        if old.page == 0 < new.page:
            yield "later-page", NO_TAG, _name(new)
        yield from _compare_pair(old, new)
    for item in _find_moved(old_feed, new_feed, pairs):
        yield "order-changed", NO_TAG, _name(item)


def _name(item: ComparedItem) -> Touched:
    return Touched(item.title, item.key)


def _describe_gone(pairs: Pairs) -> Iterator[tuple[Kind, Tag, Touched]]:
    """Yield the items that are gone; the oldest fall out of a feed that keeps the newest only."""
    stay = [old.published for old, _ in (*pairs.same, *pairs.again) if old.published]
    first = min(stay, default=None)
    for item in pairs.gone:
        is_oldest = first is not None and item.published is not None and item.published < first
        kind: Kind = "episode-fell-out" if is_oldest and pairs.new else "episode-gone"
        yield kind, NO_TAG, _name(item)


def _compare_pair(old: ComparedItem, new: ComparedItem) -> Iterator[tuple[Kind, Tag, Touched]]:
    if old.elements == new.elements:
        return
    told_once: set[Kind] = set()
    for tag, was, now in compare_elements(old.elements, new.elements):
        kind = _kind_of(tag, was, now, old, new)
        if kind is not None and kind not in told_once:
            shown = ("", "") if kind == "notes-changed" else (was or "", now or "")
            told = tag
            if kind in ("notes-changed", "title-changed", "audio-moved"):
                # An episode has its title and its notes in several tags.
                told = NO_TAG
                told_once.add(kind)
            yield kind, told, Touched(new.title or old.title, old.key, *shown)


def _kind_of(
    tag: Tag, was: str | None, now: str | None, old: ComparedItem, new: ComparedItem
) -> Kind | None:
    """Return in which way a tag of an item differs, None if apps see no difference."""
    name = tag.path[0]
    if name == "itunes:block" and is_yes(now):
        return "hidden"
    if name == "guid" and not tag.attribute and old.key != new.key:
        return None
    if now is None:
        return "tag-gone"
    if was is None:
        return "tag-new"
    if tag == Tag(("enclosure",), "url") and old.audio != new.audio:
        return "audio-moved"
    if name == "pubDate" and None is not old.published:
        return "date-moved" if old.published != new.published else None
    return kind_of_text(tag)


def _find_moved(old: ComparedFeed, new: ComparedFeed, pairs: Pairs) -> Iterator[ComparedItem]:
    """Yield the fewest items that stand at another place among those that stay.

    The others are a longest run of items that are in one order in both feeds.
    """
    places = {id(item): place for place, item in enumerate(new.items)}
    others = {id(one): other for one, other in (*pairs.same, *pairs.again)}
    stay = [others[id(item)] for item in old.items if id(item) in others]
    ends: list[int] = []
    lengths = []
    for item in stay:
        place = places[id(item)]
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    wanted, latest, moved = len(ends), len(places), []
    for item, length in zip(reversed(stay), reversed(lengths), strict=True):
        if length == wanted and places[id(item)] < latest:
            wanted, latest = wanted - 1, places[id(item)]
        else:
            moved.append(item)
    yield from reversed(moved)


def _is_danger(kind: Kind, parent: str, tag: Tag) -> bool:
    if kind != "tag-gone":
        return kind in _DANGERS
    above = tag.path[-2] if len(tag.path) > 1 else parent
    needed = _needed().get(above, frozenset())
    if not tag.attribute:
        return tag.path[-1] in needed
    record = load_vocabulary().children.get(above, {}).get(tag.path[-1])
    use = {one.name: one.use for one in record.attributes.values()} if record else {}
    return tag.path[-1] in needed and use.get(tag.attribute) == "required"


@cache
def _needed() -> Mapping[str, frozenset[str]]:
    """Return the elements without which some directory does not list a show, by their parents."""
    needed: dict[str, set[str]] = {}
    for profile in load_vocabulary().profiles.values():
        for one in profile.requires:
            if one.severity == "error":
                needed.setdefault(one.parent, set()).add(one.element)
    return {parent: frozenset(names) for parent, names in needed.items()}
