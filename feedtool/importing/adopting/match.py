"""Finds which item of a feed is which episode of a show, by what they share, without a guess."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import PurePosixPath
from typing import Literal
from unicodedata import normalize
from urllib.parse import unquote

from feedtool.producer.addresses.analytics import bare_url
from feedtool.show.model import Item

By = Literal["guid", "audio", "file name", "title"]
# What more episodes than this have in common says too little of each.
_MANY = 40
# Of a longer address the escapes take many times its memory.
_LONGEST_URL = 10_000
_NUMBERED = re.compile(
    r"(?:s\s*\d{1,3}\W{0,3}e\s*\d{1,4}"
    r"|(?:episode|épisode|episodio|episódio|folge|aflevering|odcinek|avsnitt|ep|nr|no|e|#|n°)"
    r"[\s.#°]{0,4}\d{1,5}|\d{1,5})(?=\W)[\W_]*(?=\w)"
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """An episode or item with the texts that identify it: guid, address of its audio, titles."""

    episode: Item
    guid: str
    audio_url: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """By the index of the item: the slug of its episode and what proved it, or possible slugs.

    An item that resembles no episode is in neither.
    """

    sure: Mapping[int, tuple[str, By]]
    unsure: Mapping[int, tuple[str, ...]]


def match_items(items: Sequence[Known], episodes: Sequence[Known]) -> Matches:
    """Find the episode of each item: by guid, audio, the file name of the audio, then the title.

    What several have in common does not decide; then the moment, the day, give or take one, or
    the number must decide. An episode of another day and another number is no match; a match by
    less than the whole address must be of the same day. A day does not decide where another item
    or another episode with the same in common is as near, as in a daily show.
    """
    matcher = _Matcher(items, {one.episode.slug: one for one in episodes})
    for by, keys in _ROUNDS:
        matcher.run(by, keys, sure=keys in _SURE)
    matcher.note_moments()
    unsure = {
        index: tuple(sorted(slugs - matcher.taken))
        for index, slugs in matcher.unsure.items()
        if index not in matcher.sure and slugs - matcher.taken
    }
    return Matches(dict(sorted(matcher.sure.items())), unsure)


class _Matcher:
    def __init__(self, items: Sequence[Known], episodes: Mapping[str, Known]) -> None:
        self.items = items
        self.episodes = episodes
        self.sure: dict[int, tuple[str, By]] = {}
        self.unsure: dict[int, set[str]] = {}
        self.taken: set[str] = set()

    def run(self, by: By, keys: Callable[[Known], set[str]], *, sure: bool) -> None:
        """Match the items that are left by one kind of key; note those that stay open.

        Only a key that is unique among all items and all episodes decides by itself.
        """
        found = _Keys(
            [keys(one) for one in self.items],
            {slug: keys(one) for slug, one in self.episodes.items()},
        )
        pairs = self._pair(found)
        for index, slug in pairs:
            self.unsure.setdefault(index, set()).add(slug)
        self._take(by, [
            pair for pair, alone in pairs.items()
            if alone and (by == "guid" or not self._contradict(*pair, sure=sure))
        ])  # fmt: skip
        self._take(by, [pair for pair in pairs if self._is_same_moment(*pair)])
        self._take(by, self._find_only_of_day(found, pairs))
        self._take(by, [pair for pair in pairs if _is_same_number(*self._both(*pair))])

    def _is_same_moment(self, index: int, slug: str) -> bool:
        item, episode = self._both(index, slug)
        same = item.published is not None and item.published == episode.published
        return same and not _numbers_differ(self.items[index], self.episodes[slug])

    def _find_only_of_day(
        self, keys: "_Keys", pairs: Mapping[tuple[int, str], bool]
    ) -> list[tuple[int, str]]:
        """Return the pairs of one day of which neither side has a neighbour with the same key.

        Neighbours that are matched already count: in a daily show yesterday's is as near.
        """
        days = [pair for pair in pairs if _is_same_day(*self._both(*pair))]
        if not days:
            return []
        items = _Neighbours(keys.items, self.items)
        episodes = _Neighbours(keys.episodes.values(), self.episodes.values())
        found = []
        for index, slug in days:
            item, episode = self.items[index], self.episodes[slug]
            shared = keys.items[index] & keys.episodes[slug]
            alone = all(
                episodes.count(key, item.episode.published) == 1
                and items.count(key, episode.episode.published) == 1
                for key in shared
            )
            if alone and not _numbers_differ(item, episode):
                found.append((index, slug))
        return found

    def note_moments(self) -> None:
        """Note the episodes of the same moment for items that have nothing else in common."""
        slugs: dict[datetime, set[str]] = {}
        for slug, known in self.episodes.items():
            if slug not in self.taken and known.episode.published is not None:
                slugs.setdefault(known.episode.published, set()).add(slug)
        for index, item in enumerate(self.items):
            same = slugs.get(item.episode.published, set()) if item.episode.published else set()
            if index not in self.sure and 0 < len(same) <= _MANY:
                self.unsure.setdefault(index, set()).update(same)

    def _pair(self, keys: "_Keys") -> dict[tuple[int, str], bool]:
        """Return the pairs that are open and have a key in common, and whether it is theirs alone.

        If very many episodes have a key, only those of the item's day or number are compared; of
        its moment in place of its day if very many are of that day too.
        """
        groups: dict[str, _Group] = {}
        for slug, found in keys.episodes.items():
            for key in found:
                groups.setdefault(key, _Group()).slugs.append(slug)
        counts = Counter(key for found in keys.items for key in found)
        pairs: dict[tuple[int, str], bool] = {}
        for index, found in enumerate(keys.items):
            for key in sorted(found & groups.keys()) if index not in self.sure else ():
                group = groups[key]
                alone = counts[key] == 1 and len(group.slugs) == 1
                for slug in group.list_near(self.items[index].episode, self.episodes):
                    if slug not in self.taken:
                        pairs[index, slug] = pairs.get((index, slug), False) or alone
        return pairs

    def _take(self, by: By, pairs: Sequence[tuple[int, str]]) -> None:
        """Accept the pairs of which neither side is in another pair."""
        left = [one for one in pairs if one[0] not in self.sure and one[1] not in self.taken]
        items = Counter(index for index, _ in left)
        slugs = Counter(slug for _, slug in left)
        for index, slug in left:
            if items[index] == 1 and slugs[slug] == 1:
                self.sure[index] = (slug, by)
                self.taken.add(slug)

    def _both(self, index: int, slug: str) -> tuple[Item, Item]:
        return self.items[index].episode, self.episodes[slug].episode

    def _contradict(self, index: int, slug: str, *, sure: bool) -> bool:
        item, episode = self._both(index, slug)
        if not sure and item.published is not None:
            return not _is_same_day(item, episode)
        if not sure and _numbers_differ(self.items[index], self.episodes[slug]):
            return True
        if item.number is None or episode.number is None or item.published is None:
            return False
        return not _is_same_day(item, episode) and not _is_same_number(item, episode)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of one kind that items have, by index, and those that episodes have, by slug."""

    items: Sequence[set[str]]
    episodes: Mapping[str, set[str]]


class _Group:
    """The episodes that have a key, those of very many by day, moment and number too."""

    def __init__(self) -> None:
        self.slugs: list[str] = []
        self._parts: dict[object, list[str]] = {}

    def list_near(self, item: Item, episodes: Mapping[str, Known]) -> Sequence[str]:
        """Return the slugs of the episodes with which an item is compared."""
        if len(self.slugs) <= _MANY:
            return self.slugs
        if not self._parts:
            self._split(episodes)
        near = self._list_of_day(item, episodes)
        if len(near) > _MANY:
            near = self._list_few(item.published)
        return [*dict.fromkeys((*near, *self._list_few(("number", item.number))))]

    def _list_of_day(self, item: Item, episodes: Mapping[str, Known]) -> list[str]:
        if item.published is None:
            return []
        day = item.published.astimezone(UTC).toordinal()
        return [
            slug
            for one in (day - 1, day, day + 1)
            for slug in islice(self._parts.get(one, ()), _MANY + 1)
            if _is_same_day(item, episodes[slug].episode)
        ]

    def _split(self, episodes: Mapping[str, Known]) -> None:
        for slug in self.slugs:
            one = episodes[slug].episode
            traits: list[object] = [("number", one.number)] if one.number is not None else []
            if one.published is not None:
                traits += [one.published, one.published.astimezone(UTC).toordinal()]
            for trait in traits:
                self._parts.setdefault(trait, []).append(slug)

    def _list_few(self, trait: object) -> list[str]:
        """Return the episodes that have a trait, unless very many have it."""
        found = self._parts.get(trait, [])
        return found if len(found) <= _MANY else []


class _Neighbours:
    """How many have a key in common within a day of a moment."""

    def __init__(self, keys: Iterable[set[str]], known: Iterable[Known]) -> None:
        self._moments: dict[str, list[float]] = {}
        for found, one in zip(keys, known, strict=True):
            moment = one.episode.published
            if moment is not None:
                for key in found:
                    self._moments.setdefault(key, []).append(moment.timestamp())
        for moments in self._moments.values():
            moments.sort()

    def count(self, key: str, moment: datetime | None) -> int:
        if moment is None:
            return 0
        at, day, moments = moment.timestamp(), _DAY.total_seconds(), self._moments.get(key, [])
        return bisect_right(moments, at + day) - bisect_left(moments, at - day)


def _numbers_differ(item: Known, episode: Known) -> bool:
    """Tell whether the numbers before the titles differ."""
    one, other = ({_number_of(title) for title in known.titles} - {""} for known in (item, episode))
    return bool(one and other) and not one & other


def _is_same_day(item: Item, episode: Item) -> bool:
    one, other = item.published, episode.published
    return one is not None and other is not None and abs(one - other) <= _DAY


def _is_same_number(item: Item, episode: Item) -> bool:
    seasons = {item.season, episode.season} - {None}
    return item.number is not None and item.number == episode.number and len(seasons) < 2


def plain_url(url: str, *, query: bool) -> str:
    """Return what an enclosure's address says beyond scheme, counting services and, often, query.

    >>> plain_url("http://op3.dev/e/cdn.example.com/1.mp3?source=feed", query=False)
    'cdn.example.com/1.mp3'
    """
    bare = bare_url(url.strip().partition("#")[0], ())
    text = bare.partition("://")[2] or bare
    if not query:
        text = text.partition("?")[0]
    host, slash, path = text.partition("/")
    plain = f"{host.lower()}{slash}{path}"
    return unquote(plain) if len(plain) <= _LONGEST_URL else plain


def plain_title(title: str) -> str:
    """Return the words of a title in lower case, without a number before them.

    >>> plain_title("Ep. 12: “Don’t  panic” – again") == plain_title("#12 Don't panic - Again")
    True
    """
    text, start = _split_number(title)
    return " ".join(re.findall(r"\w+", text[start:]))


def _number_of(title: str) -> str:
    text, start = _split_number(title)
    return " ".join(number.lstrip("0") for number in re.findall(r"\d+", text[:start]))


def _split_number(title: str) -> tuple[str, int]:
    """Return a title in lower case, and how much of it is a number before the words."""
    text = normalize("NFKC", title).casefold().strip()
    match = _NUMBERED.match(text)
    return text, match.end() if match else 0


def _guid(known: Known) -> set[str]:
    return {known.guid} - {""}


def _address(known: Known) -> set[str]:
    return {plain_url(known.audio_url, query=True)} - {""}


def _address_without_query(known: Known) -> set[str]:
    return {plain_url(known.audio_url, query=False)} - {""}


def _file_name(known: Known) -> set[str]:
    return {PurePosixPath(plain_url(known.audio_url, query=False)).name.lower()} - {""}


def _exact_titles(known: Known) -> set[str]:
    return {" ".join(normalize("NFKC", title).split()) for title in known.titles} - {""}


def _titles(known: Known) -> set[str]:
    return {plain_title(title) for title in known.titles} - {""}


_ROUNDS: tuple[tuple[By, Callable[[Known], set[str]]], ...] = (
    ("guid", _guid),
    ("audio", _address),
    ("audio", _address_without_query),
    ("file name", _file_name),
    ("title", _exact_titles),
    ("title", _titles),
)
# Keys that leave no doubt if only one episode has them.
_SURE = frozenset([_guid, _address])
