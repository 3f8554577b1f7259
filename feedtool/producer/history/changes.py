"""What subscribers would see of a build: the published feeds are compared with the new ones.

Items are matched by their guid, as apps do, and compared letter by letter.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from html import unescape
from pathlib import Path

from feedtool.comparing.model import ComparedItem
from feedtool.comparing.pairing import pair_items
from feedtool.files.opening import read_bounded
from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.history.identity import Identities
from feedtool.show.lock import MAIN_FEED, Lock, LockedEpisode
from feedtool.show.model import Show
from feedtool.values.rss_dates import parse_rss_date

# As we write them: deeper elements and elements of another name are no items.
_ITEM = re.compile(
    rb"^    <item>\n((?>(?:(?!    </?item>\n)[^\n]*\n)*))    </item>\n", re.MULTILINE
)
_ENCLOSURE_URL = re.compile(rb'<enclosure [^<>]*?\burl="([^"<]*)"')
_GUID = re.compile(rb"^      <guid[^<>]*>([^<]*)</guid>", re.MULTILINE)
_TITLE = re.compile(rb"^      <title>([^<]*)</title>", re.MULTILINE)
_DATE = re.compile(rb"^      <pubDate>([^<]*)</pubDate>", re.MULTILINE)
# What an app shows or plays first.
_MAIN_PARTS = re.compile(
    rb"^      (?:<enclosure [^<>]*>"
    rb"|<(title|itunes:title|description|content:encoded|itunes:duration)>.*?(?:</\1>|\Z))",
    re.MULTILINE | re.DOTALL,
)
# The date depends on the items, and so do the prefixes that are declared.
_PASSING = re.compile(rb"<lastBuildDate>[^<]*</lastBuildDate>|<rss [^<>]*>")
# More than any feed that we write.
_MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Changes:
    """What subscribers of a feed will see: titles of episodes, by what happened to them.

    `again` are known episodes with another guid, which apps download again and show as new ones.
    `edited` have a new title, new notes or new audio; in `detailed` something else changed. `older`
    leave the feed itself for its further pages, which Apple and Spotify do not read. `around` says
    that the channel's own elements change. If the published feed is missing (`compared` is false),
    this is what feed.lock knows.
    """

    new: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    detailed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    around: bool = False
    older: tuple[str, ...] = ()
    compared: bool = True
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Feed:
    """The guids of a feed's first document, all items by guid, and the channel around them."""

    first: frozenset[bytes]
    items: dict[bytes, bytes] = field(default_factory=dict)
    around: bytes = b""


class _Comparison:
    """The feeds under public/ before a build, beside the feeds that it makes."""

    def __init__(self, show: Show, lock: Lock, published: Mapping[str, LockedEpisode]) -> None:
        self._titles = {one.slug: one.title for one in show.episodes}
        self._public = show.folder / "public" if show.folder is not None else None
        self._was = {slug: one for slug, one in lock.episodes.items() if not one.removed}
        self._now = published
        self._slugs = {one.guid: slug for slug, one in (lock.episodes | {**published}).items()}
        self._former = (f"{MAIN_FEED}.xml", *lock.assets)

    def compare(self, name: str, documents: Mapping[str, bytes]) -> Callable[[], Changes]:
        """Return what finds the changes for the subscribers of a feed, given by its name.

        The old documents of the feed are read at once.
        """
        old = self._read(name)
        if f"{name}.xml" not in old:
            return partial(self._compare_locked, name)
        if old == documents:
            return Changes
        return cache(partial(self._compare_documents, name, old, documents))

    def _compare_documents(
        self, name: str, old: Mapping[str, bytes], documents: Mapping[str, bytes]
    ) -> Changes:
        was, now = _split(old, name), _split(documents, name)
        both = [guid for guid, item in now.items.items() if was.items.get(guid, item) != item]
        alike = {guid for guid in both if _are_alike(was.items[guid], now.items[guid])}
        pairs = pair_items(_unlike(was.items, now.items), _unlike(now.items, was.items))
        changes = Changes(
            self._name_items(pairs.new),
            self._name(guid for guid in both if guid not in alike),
            self._name(guid for guid in both if guid in alike),
            self._name_items(pairs.gone),
            again=self._name_items(new for _, new in pairs.again),
        )
        # The rest is the order of episodes, or a date.
        around = was.around != now.around or changes == Changes()
        older = (guid for guid in now.items if guid in was.first and guid not in now.first)
        return replace(changes, around=around, older=self._name(older))

    def _read(self, name: str) -> dict[str, bytes]:
        """Return the published documents of a feed by their names."""
        names = [one for one in self._former if is_document_of(name, one)]
        if self._public is None:
            return {}
        found = {one: _read_document(self._public / one) for one in names}
        return {one: data for one, data in found.items() if data is not None}

    def _compare_locked(self, name: str) -> Changes:
        was = {slug: one for slug, one in self._was.items() if name in one.feeds}
        now = {slug: one for slug, one in self._now.items() if name in one.feeds}
        newest_first = list(now)[::-1]
        both = [slug for slug in newest_first if slug in was]
        edited = [
            slug
            for slug in both
            if (was[slug].hash, was[slug].enclosure) != (now[slug].hash, now[slug].enclosure)
        ]
        return Changes(
            tuple(self._titles[slug] for slug in newest_first if slug not in was),
            tuple(self._titles[slug] for slug in edited),
            removed=tuple(self._titles.get(slug, slug) for slug in was if slug not in now),
            compared=not was,
        )

    def _name(self, guids: Iterable[bytes]) -> tuple[str, ...]:
        """Return the titles of episodes, for an episode that is gone the name of its file."""
        return tuple(self._name_one(_text_of(guid)) for guid in guids)

    def _name_items(self, items: Iterable[ComparedItem]) -> tuple[str, ...]:
        return tuple(self._name_one(item.key) for item in items)

    def _name_one(self, text: str) -> str:
        slug = self._slugs.get(text, text)
        return self._titles.get(slug, slug)


def compare_feeds(
    show: Show, identities: Identities, documents: Mapping[str, bytes]
) -> dict[str, Callable[[], Changes]]:
    """Return what finds the changes for the subscribers of each feed, by its first document's name.

    The feeds under public/ are read at once, before a build replaces them; they are compared when
    the returned function is called. `documents` are the new ones by their names.
    """
    comparison = _Comparison(show, identities.former, identities.published)
    return {
        f"{feed}.xml": comparison.compare(
            feed, {name: data for name, data in documents.items() if is_document_of(feed, name)}
        )
        for feed in (MAIN_FEED, *show.feeds)
    }


def read_guids(public: Path, feeds: Collection[str]) -> set[str]:
    """Return the guids of all items in the published documents of some feeds."""
    return {_text_of(guid) for guid, _ in _read_items(public, feeds)}


def read_audio(public: Path, feeds: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield guid and enclosure address of the items in the published documents of some feeds."""
    for guid, item in _read_items(public, feeds):
        url = _ENCLOSURE_URL.search(item)
        if url is not None:
            yield _text_of(guid), _text_of(url[1])


def read_published(public: Path, feed: str) -> list[bytes]:
    """Return the published documents of a feed: the feed itself, without which none, and pages."""
    names = [one.name for one in public.glob("*.xml") if is_document_of(feed, one.name)]
    main = f"{feed}.xml"
    ordered = sorted(names, key=lambda one: (one != main, len(one), one)) if main in names else []
    found = (_read_document(public / one) for one in ordered)
    return [data for data in found if data is not None]


def _text_of(value: bytes) -> str:
    return unescape(value.decode("utf-8", "replace"))


def _read_items(public: Path, feeds: Collection[str]) -> Iterator[tuple[bytes, bytes]]:
    for path in sorted(public.glob("*.xml")):
        if any(is_document_of(feed, path.name) for feed in feeds):
            yield from _items_of(_read_document(path) or b"")


def _read_document(path: Path) -> bytes | None:
    try:
        return read_bounded(path, _MAX_BYTES)
    except OSError:
        return None  # nothing to compare with


def is_document_of(feed: str, name: str) -> bool:
    """Return whether a file under public/ is the document of a feed, or one of its further ones.

    >>> [is_document_of("plus", name) for name in ("plus.xml", "plus.page-2.xml", "plus-b.xml")]
    [True, True, False]
    """
    return name.partition(".")[0] == feed and name.endswith(".xml") and "/" not in name


def _split(documents: Mapping[str, bytes], name: str) -> _Feed:
    items: dict[bytes, bytes] = {}
    # The feed itself comes before its pages, which start with the newest items as well.
    for one in sorted(documents, key=lambda one: (one != f"{name}.xml", len(one), one)):
        for guid, item in _items_of(documents[one]):
            items.setdefault(guid, item)
    main = documents[f"{name}.xml"]
    first = frozenset(guid for guid, _ in _items_of(main))
    return _Feed(first, items, _PASSING.sub(b"", _ITEM.sub(b"", main)))


def _items_of(document: bytes) -> Iterator[tuple[bytes, bytes]]:
    for match in _ITEM.finditer(document):
        guid = _GUID.search(match[1])
        if guid is not None:
            yield guid[1], match[1]


def _unlike(items: Mapping[bytes, bytes], others: Mapping[bytes, bytes]) -> list[ComparedItem]:
    """Return the items whose guid no other item has, by what tells which episodes they are."""
    return [_identify(guid, item) for guid, item in items.items() if guid not in others]


def _identify(guid: bytes, item: bytes) -> ComparedItem:
    title, url, date = (
        _text_of(found[1]) if (found := pattern.search(item)) is not None else ""
        for pattern in (_TITLE, _ENCLOSURE_URL, _DATE)
    )
    audio = bare_url(url, ())
    return ComparedItem(_text_of(guid), title, audio, parse_rss_date(date), {})


def _are_alike(was: bytes, now: bytes) -> bool:
    """Return whether two items have the same title, notes and audio."""
    return [one[0] for one in _MAIN_PARTS.finditer(was)] == [
        one[0] for one in _MAIN_PARTS.finditer(now)
    ]
