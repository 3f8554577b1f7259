"""Which item of a feed is which item of another: by the guid, as apps know episodes.

What is left is found again by its audio, or by its title: a listener would know it as the same.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from feedtool.comparing.model import ComparedItem

_Pair = tuple[ComparedItem, ComparedItem]


@dataclass(slots=True)
class Pairs:
    """Old and new items. `same` keep the guid, `again` are the same episode with another guid.

    `reused` have the guid of an episode that they are not. `shared` are new items whose guid
    another item has already, so that apps do not show them.
    """

    same: list[_Pair] = field(default_factory=list)
    again: list[_Pair] = field(default_factory=list)
    reused: list[_Pair] = field(default_factory=list)
    shared: list[ComparedItem] = field(default_factory=list)
    new: list[ComparedItem] = field(default_factory=list)
    gone: list[ComparedItem] = field(default_factory=list)


def pair_items(old: Sequence[ComparedItem], new: Sequence[ComparedItem]) -> Pairs:
    """Pair the items of two feeds; the work grows with their number."""
    pairs = Pairs()
    was, now = dict(_count_keys(old)), dict(_count_keys(new))
    strangers: list[_Pair] = []
    for key, item in was.items():
        other = now.get(key)
        if other is not None:
            (strangers if _are_strangers(item, other) else pairs.same).append((item, other))
    held = {id(item) for pair in pairs.same for item in pair}
    left = [item for item in was.values() if id(item) not in held]
    fresh = [item for item in now.values() if id(item) not in held]
    for trait in (_audio, _title_and_date, _title):
        pairs.again += _pair_by(trait, left, fresh)
        held = {id(item) for pair in pairs.again for item in pair}
        left = [item for item in left if id(item) not in held]
        fresh = [item for item in fresh if id(item) not in held]
    pairs.reused = [
        (one, two) for one, two in strangers if id(one) not in held and id(two) not in held
    ]
    held = {id(item) for pair in pairs.reused for item in pair}
    pairs.gone = [item for item in left if id(item) not in held]
    second = {id(item) for (_, number), item in now.items() if number}
    for item in fresh:
        if id(item) not in held:
            (pairs.shared if id(item) in second else pairs.new).append(item)
    return pairs


def _count_keys(
    items: Sequence[ComparedItem],
) -> Iterator[tuple[tuple[str, int], ComparedItem]]:
    """Yield the items by key; of several with one key, the number says which."""
    counts: Counter[str] = Counter()
    for item in items:
        # Without guid and audio, apps have nothing but the title.
        key = item.key or f" {item.title}"
        yield (key, counts[key]), item
        counts[key] += 1


def _are_strangers(old: ComparedItem, new: ComparedItem) -> bool:
    """Return whether two items share neither audio nor title nor date, though each has them."""
    return (
        "" != old.audio != new.audio != ""
        and "" != old.title != new.title != ""
        and None is not old.published != new.published is not None
    )


def _pair_by(
    trait: Callable[[ComparedItem], Hashable], old: list[ComparedItem], new: list[ComparedItem]
) -> Iterator[_Pair]:
    """Yield the items that share what no other item of either feed has."""
    counts = [Counter(map(trait, old)), Counter(map(trait, new))]
    by_trait = {trait(item): item for item in new}
    for item in old:
        found = trait(item)
        if found and all(one[found] == 1 for one in counts):
            yield item, by_trait[found]


def _audio(item: ComparedItem) -> Hashable:
    return item.audio


def _title_and_date(item: ComparedItem) -> Hashable:
    return (item.title, item.published) if item.title and item.published else None


def _title(item: ComparedItem) -> Hashable:
    return item.title
