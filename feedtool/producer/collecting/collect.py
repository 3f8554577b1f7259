"""Collects what a feed needs beyond its sources: measures files, names addresses, finds assets."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.addresses.hosting import find_path_faults
from feedtool.producer.addresses.neighbours import Neighbour, find_neighbours
from feedtool.producer.addresses.served_feeds import find_unserved
from feedtool.producer.addresses.show_addresses import base_url_of
from feedtool.producer.collecting.artwork import INNER, gather_artwork
from feedtool.producer.collecting.audio import gather_audio
from feedtool.producer.collecting.chapters import gather_chapters, list_chapters
from feedtool.producer.collecting.element_files import gather_files
from feedtool.producer.collecting.gathering import (
    Answer,
    Gathering,
    Progress,
    Published,
    be_silent,
)
from feedtool.producer.collecting.inner_artwork import gather_inner_artwork
from feedtool.producer.collecting.made_in_python import check_elements, check_shared_keys
from feedtool.producer.collecting.more_audio import gather_more_audio
from feedtool.producer.collecting.pictures import gather_pictures, gather_portraits
from feedtool.producer.collecting.probes import ask_servers
from feedtool.producer.collecting.streams import gather_stream, list_live_items
from feedtool.producer.collecting.transcripts import gather_transcripts
from feedtool.producer.elements.titles import find_format_fault
from feedtool.producer.facts.assets import Asset
from feedtool.producer.facts.feed_facts import Artwork, EpisodeFacts, FeedFacts
from feedtool.producer.notes.render import explain_left_out
from feedtool.show.audio_formats import list_listed
from feedtool.show.cache import Cache
from feedtool.show.lock import MAIN_FEED, Lock
from feedtool.show.matter import FileMatter
from feedtool.show.model import Episode, LiveItem, Show


@dataclass(frozen=True, slots=True)
class Collected:
    """What collecting found out.

    `feeds` has the facts of each feed by its name, `episodes` those of episodes and live items by
    slug. `assets` are the files to publish, by their name under public/, `probes` what servers said
    of the audio that the show names, by URL. `absent` is audio that is not here, whose facts are
    those of feed.lock. `errors` stop a build; an episode whose audio is not sound is not among the
    facts.
    """

    feeds: Mapping[str, FeedFacts]
    episodes: Mapping[str, EpisodeFacts]
    assets: Mapping[str, Asset]
    probes: Mapping[str, Answer]
    absent: tuple[str, ...]
    warnings: tuple[Finding, ...]
    errors: tuple[Finding, ...] = ()


def collect(
    show: Show,
    lock: Lock,
    episodes: Sequence[Episode],
    cache: Cache | None = None,
    progress: Progress = be_silent,
    *,
    probe: bool = False,
    allow_private: bool = False,
    published: Published | None = None,
) -> Collected:
    """Measure audio, name every address and collect the files to publish.

    `published` returns what feed.lock has of an episode, in place of audio that is not here.
    """
    base_url = base_url_of(show)
    gathering = Gathering(show, cache or Cache(None), base_url, probes=dict(lock.probes))
    if published is not None:
        gathering.published, gathering.former_assets = published, frozenset(lock.assets)
    gathering.add_findings(find_path_faults(show, base_url))
    gathering.add_findings(find_unserved(show, base_url))
    feeds = _gather_feeds(gathering, episodes)
    if probe:
        ask_servers(gathering, episodes, progress, allow_private=allow_private)
    facts = dict(_gather_episodes(gathering, episodes, progress))
    facts |= dict(_gather_live_items(gathering, facts))
    named = {one.url for episode in show.episodes for one in list_listed(episode)}
    found = gathering.list_findings()
    return Collected(
        feeds,
        facts,
        gathering.assets,
        {url: one for url, one in gathering.probes.items() if url in named},
        tuple(dict.fromkeys(gathering.absent)),
        tuple(one for one in found if one.severity != "error"),
        tuple(one for one in found if one.severity == "error"),
    )


def _gather_feeds(gathering: Gathering, episodes: Sequence[Episode]) -> dict[str, FeedFacts]:
    """Return the facts of all feeds by their names, that of the main feed first."""
    show = gathering.show
    neighbours, wrong = find_neighbours(show)
    gathering.add_findings(wrong)
    portraits = gather_portraits(gathering, episodes)
    facts = {MAIN_FEED: _gather_feed(gathering, show, portraits, neighbours)}
    addresses = {show.feed_url: MAIN_FEED}
    for name, feed in show.feeds.items():
        check_shared_keys(gathering, name, feed)
        other = addresses.setdefault(feed.feed_url, name)
        if other != name:
            message = f'feed_url is "{cut(feed.feed_url)}", that of {other}.xml; give it its own'
            gathering.add("feed-url-shared", message, feed, "feed_url")
        facts[name] = _gather_feed(gathering, feed, portraits, neighbours)
    return facts


def _gather_feed(
    gathering: Gathering,
    show: Show,
    portraits: Mapping[str, str],
    neighbours: Mapping[str, Neighbour],
) -> FeedFacts:
    """Return the facts of one feed; `portraits` are those of the episodes' people."""
    check_elements(gathering, show, "channel")
    _check_title_format(gathering, show)
    artwork = gather_artwork(gathering, show, show.artwork)
    pictures = _gather_text(gathering, show.description, show, "description")
    pictures |= _gather_text(gathering, show.footer_text or "", show, "footer_text")
    return FeedFacts(
        gathering.base_url,
        artwork,
        pictures,
        files=gather_files(gathering, show, "channel"),
        portraits={**portraits, **gather_portraits(gathering, [show])},
        neighbours=neighbours,
    )


def _gather_text(
    gathering: Gathering, markdown: str, matter: FileMatter, key: str
) -> dict[str, str]:
    """Return the URLs of the pictures of a text in Markdown; report what of it is not rendered."""
    if says := explain_left_out(markdown):
        message = f"{key}: {says}; write less"
        gathering.add("notes-partly-rendered", message, matter, key, severity="warning")
    return gather_pictures(gathering, markdown, matter, key)


def _check_title_format(gathering: Gathering, show: Show) -> None:
    says = find_format_fault(show.title_format)
    if says is not None:
        gathering.add("bad-title-format", f"title_format {says}", show, "title_format")


def _gather_episodes(
    gathering: Gathering, episodes: Sequence[Episode], progress: Progress
) -> Iterator[tuple[str, EpisodeFacts]]:
    """Yield the slug and the facts of each episode whose audio is sound."""
    for number, episode in enumerate(episodes):
        progress("reading audio, transcripts and pictures", number, len(episodes))
        facts = _gather_episode(gathering, episode)
        if facts is not None:
            yield episode.slug, facts


def _gather_live_items(
    gathering: Gathering, episodes: Collection[str]
) -> Iterator[tuple[str, EpisodeFacts]]:
    """Yield the slug and the facts of each live item; `episodes` are slugs that have theirs."""
    for live in list_live_items(gathering):
        facts = _gather_episode(gathering, live) if live.slug not in episodes else None
        if facts is not None:
            yield live.slug, facts


def _gather_episode(gathering: Gathering, episode: Episode | LiveItem) -> EpisodeFacts | None:
    """Return the facts of an episode or a live item, None if its audio is not sound."""
    check_elements(gathering, episode, "item")
    if isinstance(episode, LiveItem):
        audio = gather_stream(gathering, episode)
    else:
        audio = gather_audio(gathering, episode, episode.audio)
    if audio is None:
        return None
    name = episode.artwork
    if name == INNER:
        artwork = gather_inner_artwork(gathering, episode, audio)
    else:
        artwork = gather_artwork(gathering, episode, name) if name else Artwork()
    pictures = _gather_text(gathering, episode.notes, episode, "notes")
    pictures |= _gather_text(gathering, episode.footer_text or "", episode, "footer_text")
    chapters = gather_chapters(gathering, episode, audio)
    files = gather_files(gathering, episode, "item")
    return EpisodeFacts(
        audio,
        artwork,
        pictures=pictures,
        files=files,
        transcripts=tuple(gather_transcripts(gathering, episode, audio)),
        chapters=chapters,
        listed_chapters=list_chapters(gathering, episode) if chapters is not None else (),
        more_audio=tuple(gather_more_audio(gathering, episode, audio, files)),
    )
