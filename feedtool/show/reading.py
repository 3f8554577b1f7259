"""Reads a show's folder into a `Show`; all errors of all files are reported at once."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from feedtool.findings.catalogue import make_finding
from feedtool.findings.place import LineColumn
from feedtool.findings.report import Finding, SourceError
from feedtool.findings.suggestions import few_suggestions
from feedtool.show import as_published
from feedtool.show.as_published import AsPublished
from feedtool.show.cache import Cache
from feedtool.show.digest import digest
from feedtool.show.episode_checks import check_files, check_unique
from feedtool.show.file_reading import is_file, read_text
from feedtool.show.key_hints import find_meant
from feedtool.show.key_path import KeyPath
from feedtool.show.live import list_live_items, set_live_sources
from feedtool.show.matter import SourceMap, join_places
from feedtool.show.model import (
    WHOLE_SHOW,
    Draft,
    Episode,
    Item,
    Show,
    ShowFile,
    ShowMatter,
    Unsound,
)
from feedtool.show.moments import check_timezone
from feedtool.show.person import Person, list_short_names
from feedtool.show.read_episode import check_endings, read_episodes
from feedtool.show.sources import Sources, elements_of
from feedtool.show.yaml_source import YamlSource

# Keys that belong to one feed alone: another feed of the show has its own, or none.
_OWN_KEYS = frozenset(
    ["feed_url", "podcast_guid", "moved_from", "new_feed_url", "verify", "only", "without"]
)

# What stands in for a key that a show needs and that is wrong or missing, to check the rest.
_STAND_INS: Mapping[str, Any] = {
    "title": "-",
    "link": "https://example.com/",
    "feed_url": "https://example.com/feed.xml",
    "description": "-",
    "language": "en",
    "categories": ["Technology"],
    "artwork": "https://example.com/cover.png",
    "owner": {"email": "podcast@example.com"},
}

# Each feed writes and checks all of the episodes.
_MOST_FEEDS = 100


class UnsoundShowError(SourceError):
    """What is wrong with the sources of a show; `show` is the show without it.

    It lacks the episodes that have errors, which `unsound` holds; for keys of show.yaml that are
    wrong or missing, something stands in.
    """

    def __init__(self, findings: Sequence[Finding], show: Show, unsound: Sequence[Unsound]) -> None:
        super().__init__(findings)
        self.show = show
        self.unsound = unsound


def load_show(folder: str | os.PathLike[str], *, cache: Cache | None = None) -> Show:
    """Read show.yaml, people.yaml and episodes/*.md of a folder.

    Drafts are checked and stand apart. Episodes come oldest first. With a `cache` front matter that
    was read before is not read as YAML again.

    Raises UnsoundShowError with all findings, by file and place, if anything is wrong.
    """
    sources = _open(Path(folder), cache)
    data, matter = _read_show(sources)
    found = read_episodes(sources, matter.media_dirs)
    check_endings(sources)
    episodes = [one for one in found if isinstance(one, Episode)]
    unsound = [one for one in found if isinstance(one, Unsound)]
    items = [one.item if isinstance(one, Unsound) else one for one in found]
    check_unique(sources, [one for one in items if isinstance(one, Item)])
    feeds = _read_feeds(sources, data, matter)
    episodes.sort(key=lambda episode: (episode.published, episode.number or 0, episode.slug))
    drafts = [one for one in found if isinstance(one, Draft)]
    others = {
        name: _make(inner, own, sources, episodes, drafts, {})
        for name, (inner, own) in feeds.items()
    }
    kept = _read_as_published(sources)
    show = _make(matter, data.data, sources, episodes, drafts, others, kept)
    if sources.findings:
        raise UnsoundShowError(sources.error().findings, show, unsound)
    return show


def load_channel(folder: str | os.PathLike[str]) -> Show:
    """Read show.yaml and people.yaml alone: a show without its episodes.

    Raises SourceError as `load_show` does.
    """
    sources = _open(Path(folder), None)
    source, matter = _read_show(sources)
    if sources.findings:
        raise sources.error()
    return _make(matter, source.data, sources, [], [], {})


def _read_as_published(sources: Sources) -> AsPublished:
    path = sources.folder / as_published.NAME
    if not is_file(path):
        return {}
    try:
        text = read_text(path, as_published.MAX_BYTES)
        return as_published.read_as_published(text, f"{sources.folder.as_posix()}/{path.name}")
    except SourceError as error:
        sources.findings += error.findings
        return {}


def _open(folder: Path, cache: Cache | None) -> Sources:
    if not is_file(folder / "show.yaml"):
        shown = folder.as_posix()
        if is_file(folder):
            hint = f"{shown} is a file; name the folder of the show"
            raise SourceError([make_finding("show-missing", hint, shown)])
        other = is_file(folder / "show.yml")
        cure = "rename show.yml" if other else f"start a show with: feedtool init {folder}"
        hint = f"{shown} has no show.yaml; {cure}"
        raise SourceError([make_finding("show-missing", hint, shown)])
    return Sources(folder, cache or Cache(None))


def _make(
    matter: ShowMatter,
    data: Mapping[str, Any],
    sources: Sources,
    episodes: list[Episode],
    drafts: list[Draft],
    feeds: Mapping[str, Show],
    kept: AsPublished | None = None,
) -> Show:
    show = Show.model_construct(
        **{name: getattr(matter, name) for name in ShowMatter.model_fields},
        elements=elements_of(ShowFile, data),
        folder=sources.folder,
        people=sources.context["people"],
        as_published=kept or {},
        episodes=episodes,
        drafts=drafts,
        feeds=feeds,
    )
    show._source = matter.source
    return show


@few_suggestions()
def _read_show(sources: Sources) -> tuple[YamlSource, ShowFile]:
    """Read show.yaml and people.yaml; for keys with faults something stands in."""
    source = sources.read_yaml("show.yaml")
    people = _read_people(sources)
    sources.context = {
        "people": people, "short_names": list_short_names(people),
        "timezone": _read_timezone(sources, source),
    }  # fmt: skip
    if source is None:
        return YamlSource({}), ShowFile.model_validate(_STAND_INS)
    list_live_items(source)
    matter, wrong = sources.check({}, ShowFile, ShowFile, source, "show.yaml")
    if wrong or source.faults:
        right = {key: one for key, one in source.data.items() if key not in wrong}
        source = YamlSource({**_STAND_INS, **right}, source.keys, source.values)
        own = {key: one for key, one in source.data.items() if key in ShowFile.model_fields}
        matter = ShowFile.model_validate(own, context=sources.context)
    assert matter is not None  # noqa: S101 - it lacks what is wrong
    _set_source(sources, matter, source, "")
    sources.check_file(matter, "artwork", matter.artwork, ("artwork",))
    sources.check_pictures(matter)
    for index, name in enumerate(matter.media_dirs):
        if not os.path.isdir(sources.folder / name):  # noqa: PTH112 - no exception for odd names
            message = f'media_dirs has "{name[:60]}"; there is no such folder'
            sources.add_at("folder-missing", message, matter, "media_dirs", index)
    return source, matter


def _read_timezone(sources: Sources, source: YamlSource | None) -> ZoneInfo | None:
    """Return the zone of the show, UTC in place of one that cannot be read."""
    name = source.data.get("timezone") if source is not None else None
    if source is not None and name is None and not _is_misnamed(source, "timezone"):
        return None
    try:
        return ZoneInfo(check_timezone(name if isinstance(name, str) else ""))
    except ValueError:
        return ZoneInfo("UTC")  # the fault is reported at the show's timezone


def _is_misnamed(source: YamlSource, key: str) -> bool:
    """Return whether a key may be there under another name, or in YAML that cannot be read."""
    others = [one for one in source.data if one not in ShowFile.model_fields]
    return source.may_have(key) or any(find_meant(one, [key], None) for one in others)


def _set_source(sources: Sources, matter: ShowMatter, source: YamlSource, feed: str) -> None:
    """Note where the keys stand, and what all items of the feed are made with."""
    texts = [repr(source.data), feed, repr(sources.context["people"])]
    places = join_places(source.keys, source.values)
    matter._source = SourceMap("show.yaml", places, digest(*texts))
    set_live_sources(matter.live_items, source, matter.source.digest)
    for item in matter.live_items:
        check_files(sources, item, matter.media_dirs)


@few_suggestions()
def _read_feeds(
    sources: Sources, source: YamlSource, matter: ShowFile
) -> dict[str, tuple[ShowMatter, dict[str, Any]]]:
    """Return the other feeds of a show, each with its own values over those of the show."""
    feeds = {}
    if len(matter.feeds) > _MOST_FEEDS:
        message = f"feeds has {len(matter.feeds):,} feeds; expected {_MOST_FEEDS} at the most"
        sources.add("bad-value", message, "show.yaml", source.keys["feeds",])
        return {}
    base_url = matter.base_url or urljoin(matter.feed_url, ".")
    for name, own in matter.feeds.items():
        for key in WHOLE_SHOW & own.keys():
            message = f'"{key}" belongs to the whole show; move it up, out of feeds.{name}'
            sources.add("key-of-whole-show", message, "show.yaml", source.keys["feeds", name, key])
        shared = {key: one for key, one in source.data.items() if key not in (*_OWN_KEYS, "feeds")}
        data = {
            **shared, "base_url": base_url, "feed_url": urljoin(base_url, f"{name}.xml"), **own,
        }  # fmt: skip
        whole = YamlSource(data, _above(source.keys, name, own), _above(source.values, name, own))
        list_live_items(whole)
        feed = sources.validate(ShowMatter, whole, "show.yaml")
        if feed is not None:
            _set_source(sources, feed, whole, name)
            sources.check_file(feed, "artwork", feed.artwork, ("artwork",))
            sources.check_pictures(feed)
            feeds[name] = (feed, data)
    return feeds


def _above(
    places: Mapping[KeyPath, LineColumn], name: str, own: Mapping[str, Any]
) -> dict[KeyPath, LineColumn]:
    """Return the places of a feed's keys: its own where it has them, else those of the show."""
    start: KeyPath = ("feeds", name)
    found = {path: place for path, place in places.items() if not path or path[0] not in own}
    found |= {path[2:]: place for path, place in places.items() if path[:2] == start}
    return found


def _read_people(sources: Sources) -> dict[str, Person]:
    if not os.path.lexists(sources.folder / "people.yaml"):
        return {}
    source = sources.read_yaml("people.yaml")
    if source is None or source.is_lost:
        sources.people_failed = True
        return {}
    # A person who cannot be read is known: that is reported once, and not where it is named.
    people = (
        {short: Person(name=short) for short in (*source.data, *source.damaged) if short}
        if source.faults
        else {}
    )
    key_places, value_places = _by_first_key(source.keys), _by_first_key(source.values)
    for short, keys in source.data.items():
        if not isinstance(keys, dict):
            message = f'"{short[:60]}" has no keys; expected a person, e.g. {{name: Mira Holt}}'
            sources.add("bad-value", message, "people.yaml", source.keys[short,])
            people[short] = Person(name=short or "-")
            continue
        part = YamlSource(keys, key_places[short], value_places[short])
        part.keys.setdefault((), source.keys[short,])
        person = sources.validate(Person, part, "people.yaml")
        if person is None:
            people[short] = Person(name=short or "-")
        else:
            person._source = SourceMap("people.yaml", join_places(part.keys, part.values))
            if person.picture is not None:
                sources.check_file(person, "picture", person.picture, ("picture",))
            people[short] = person
    return people


def _by_first_key(
    places: Mapping[KeyPath, LineColumn],
) -> Mapping[str | int, dict[KeyPath, LineColumn]]:
    """Return the places below each of the outermost keys."""
    found: defaultdict[str | int, dict[KeyPath, LineColumn]] = defaultdict(dict)
    for path, place in places.items():
        if len(path) > 1:
            found[path[0]][path[1:]] = place
    return found
