"""Collects what a feed needs beyond its sources: measures files, names addresses, finds assets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from zoneinfo import ZoneInfo

from feedtool.findings.report import Finding, Severity, SourceError, place_of
from feedtool.findings.wording import cut
from feedtool.producer.addresses.hosting import find_host_faults, make_host_files
from feedtool.producer.addresses.neighbours import Neighbour, find_neighbours
from feedtool.producer.addresses.show_addresses import base_url_of, guid_of
from feedtool.producer.collecting.artwork import gather_artwork
from feedtool.producer.collecting.audio import gather_audio
from feedtool.producer.collecting.chapters import gather_chapters
from feedtool.producer.collecting.element_files import gather_files
from feedtool.producer.collecting.pictures import gather_pictures, gather_portraits
from feedtool.producer.collecting.probes import Answer, ask_servers
from feedtool.producer.collecting.transcripts import gather_transcripts
from feedtool.producer.elements.documents import MAIN_NAME
from feedtool.producer.elements.element_keys import ElementMaker
from feedtool.producer.elements.live_items import find_same_names, gather_stream
from feedtool.producer.elements.titles import FIELDS, find_wrong_field
from feedtool.producer.facts.assets import Asset, asset_of_bytes, fold_name, quote_name
from feedtool.producer.facts.facts import Artwork, EpisodeFacts, Facts, make_up_guid
from feedtool.producer.history.identity import guids_of
from feedtool.show.cache import Cache
from feedtool.show.elements import read_elements
from feedtool.show.files import FileFault, find_file
from feedtool.show.lock import Lock
from feedtool.show.matter import FileMatter
from feedtool.show.model import WHOLE_SHOW, Episode, Item, LiveItem, Show, ShowMatter
from feedtool.show.placing import make_finding_at, name_place

# Systems take 255; while it is written a file has a longer name.
_MAX_NAME_BYTES = 240

# Says what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def be_silent(what: str, done: int, of: int) -> None:
    """Tell nobody of the progress."""


@dataclass(slots=True)
class Gathering:
    """What the parts of gathering share: the show, what is wrong, what is to be published."""

    show: Show
    lock: Lock
    cache: Cache
    base_url: str
    findings: list[Finding] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    artworks: dict[str, Artwork] = field(default_factory=dict)
    probes: dict[str, Answer] = field(default_factory=dict)
    neighbours: dict[str, Neighbour] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict)
    _told: set[tuple[str, tuple[str, int, int]]] = field(default_factory=set)

    def add(
        self, rule: str, message: str, model: FileMatter, *key: str | int,
        severity: Severity = "error",
    ) -> None:  # fmt: skip
        """Enter what is wrong at a key of a show, an episode or a person."""
        finding = make_finding_at(self.show, model, key, rule, severity, message)
        self.findings.append(finding)
        self._told.add((rule, place_of(finding)))

    def is_told(self, rule: str, model: FileMatter, *key: str | int) -> bool:
        """Tell whether a rule was entered at a key."""
        file, line, column = name_place(self.show, model, key)
        return (rule, (file, line or 0, column or 0)) in self._told

    def find(self, what: str, name: str, model: FileMatter, *key: str | int) -> Path | None:
        """Return the path of a file that a key names; one that is not there is told."""
        try:
            return find_file(self.show.folder, what, name)
        except FileFault as fault:
            self.add(fault.rule, fault.message, model, *key)
        return None

    def publish(self, name: str, asset: Asset, model: FileMatter, *key: str | int) -> str:
        """Enter a file to publish, named from public/; return its URL."""
        name = normalize("NFC", name)
        first = self._folded.setdefault(fold_name(name), name)
        if first != name:
            message = (
                f"{name} and {first} would be published, which are one file on many systems; "
                "rename one"
            )
            self.add("asset-name-duplicate", message, model, *key)
        if len(PurePosixPath(name).name.encode()) > _MAX_NAME_BYTES:
            message = f'"{cut(name)}" is too long for the name of a file; shorten it'
            self.add("bad-file-name", message, model, *key)
        known = self.assets.setdefault(name, asset)
        if known.stamp != asset.stamp and known.make() != asset.make():
            message = f"two different files would be published as {name}; rename one"
            self.add("asset-name-duplicate", message, model, *key)
        return self.base_url + quote_name(name)


def gather(
    show: Show,
    lock: Lock,
    episodes: list[Episode],
    cache: Cache | None = None,
    progress: Progress = be_silent,
    *,
    probe: bool = False,
) -> Facts:
    """Measure audio, name every address and collect the files to publish.

    `lock` has the episodes under the names that they have now.

    Raises SourceError with all that is wrong with files that the show names.
    """
    base_url = base_url_of(show)
    gathering = Gathering(show, lock, cache or Cache(None), base_url, probes=dict(lock.probes))
    gathering.findings += find_host_faults(show, base_url, lock)
    for name, data in make_host_files(show, base_url).items():
        gathering.publish(name, asset_of_bytes(data), show, "hosting")
    facts = _gather_feeds(gathering, episodes)
    if probe:
        ask_servers(gathering, episodes, progress)
    guids = guids_of(episodes, lock, facts.podcast_guid)
    for number, episode in enumerate(episodes):
        progress("reading audio, transcripts and pictures", number, len(episodes))
        made = _gather_episode(gathering, episode, guids[episode.slug])
        if made is not None:
            facts.episodes[episode.slug] = made
    _gather_live_items(gathering, facts)
    # What several feeds share is told once.
    findings = list(dict.fromkeys(gathering.findings))
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        raise SourceError(errors)
    facts.assets, facts.warnings = gathering.assets, findings
    named = {episode.audio.url for episode in show.episodes}
    facts.probes = {url: one for url, one in gathering.probes.items() if url in named}
    return facts


def _gather_feeds(gathering: Gathering, episodes: Sequence[Episode]) -> Facts:
    """Return the facts of all feeds, which share those of the episodes, still to be filled in."""
    show, lock = gathering.show, gathering.lock
    gathering.neighbours, wrong = find_neighbours(show)
    gathering.findings += wrong
    portraits = gather_portraits(gathering, episodes)
    facts = _gather_feed(gathering, show, portraits, guid_of(show, lock.podcast_guid))
    addresses = {show.feed_url: MAIN_NAME}
    for name, feed in show.feeds.items():
        _check_shared(gathering, name, feed)
        other = addresses.setdefault(feed.feed_url, name)
        if other != name:
            message = f'feed_url is "{cut(feed.feed_url)}", that of {other}.xml; give it its own'
            gathering.add("feed-url-shared", message, feed, "feed_url")
        guid = guid_of(feed, lock.feeds.get(name, ""))
        own = _gather_feed(gathering, feed, portraits, guid)
        facts.feeds[name] = replace(own, episodes=facts.episodes)
    return facts


def _check_shared(gathering: Gathering, name: str, feed: Show) -> None:
    """Tell of keys of the whole show in another feed of it that was made in Python."""
    if feed.source.digest:
        return  # told when its file was read
    for key in sorted(WHOLE_SHOW):
        shared = (ShowMatter.model_fields[key].default, getattr(gathering.show, key))
        if getattr(feed, key) not in shared:
            message = f'"{key}" belongs to the whole show; move it up, out of feeds.{name}'
            gathering.add("key-of-whole-show", message, feed)


def _gather_feed(
    gathering: Gathering, show: Show, portraits: Mapping[str, str], podcast_guid: str
) -> Facts:
    """Return the facts of one feed of a show; `portraits` are those of the episodes' people."""
    _check_elements(gathering, show, "channel")
    wrong = find_wrong_field(show.title_format)
    if wrong is not None:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        message = f'title_format has "{wrong[:40]}"; there are {known}'
        gathering.add("bad-title-format", message, show, "title_format")
    zone = ZoneInfo(show.timezone) if show.timezone else None
    elements = ElementMaker(gathering.base_url, zone, gathering.neighbours)
    artwork = gather_artwork(gathering, show, show.artwork)
    facts = Facts(podcast_guid, gathering.base_url, artwork, elements)
    facts.pictures = gather_pictures(gathering, show.description, show, "description")
    facts.pictures |= gather_pictures(gathering, show.footer_text or "", show, "footer_text")
    facts.files = gather_files(gathering, show, "channel")
    facts.portraits = {**portraits, **gather_portraits(gathering, [show])}
    return facts


def _gather_live_items(gathering: Gathering, facts: Facts) -> None:
    """Enter the facts of the live items of all feeds; one that two feeds have is the same."""
    first: dict[str, LiveItem] = {}
    for show in (gathering.show, *gathering.show.feeds.values()):
        find_same_names(gathering, show)
        for live in show.live_items:
            if first.setdefault(live.slug, live) != live:
                message = (
                    f'title is "{cut(live.title)}", as that of another live item of the day in '
                    "another feed of the show; say what is different"
                )
                gathering.add("live-item-duplicate", message, live, "title")
            elif live.slug not in facts.episodes:
                guid = live.guid or make_up_guid(facts.podcast_guid, live.slug)
                made = _gather_episode(gathering, live, guid)
                if made is not None:
                    facts.episodes[live.slug] = made


def _gather_episode(
    gathering: Gathering, episode: Episode | LiveItem, guid: str
) -> EpisodeFacts | None:
    _check_elements(gathering, episode, "item")
    locked = gathering.lock.episodes.get(episode.slug)
    if isinstance(episode, LiveItem):
        made = gather_stream(gathering, episode, guid)
    else:
        made = gather_audio(gathering, episode, episode.audio, guid)
    if made is None:
        return None
    made.permalink = episode.guid_permalink
    if made.permalink is None and locked and locked.guid == guid:
        made.permalink = locked.permalink
    if episode.artwork:
        made.artwork = gather_artwork(gathering, episode, episode.artwork)
    made.pictures = gather_pictures(gathering, episode.notes, episode, "notes")
    made.pictures |= gather_pictures(gathering, episode.footer_text or "", episode, "footer_text")
    made.files = gather_files(gathering, episode, "item")
    made.transcripts = list(gather_transcripts(gathering, episode))
    made.chapters = gather_chapters(gathering, episode, made)
    return made


def _check_elements(gathering: Gathering, model: Show | Item, parent: str) -> None:
    """Tell what is wrong with the keys of elements of a model that was made in Python."""
    if model.source.digest:
        return  # told when its file was read
    for fault in read_elements(model.elements, parent).faults:
        key = ".".join(str(step) for step in fault.path)
        gathering.add(fault.rule, f'elements has "{key[:60]}"; {fault.says}', model)
