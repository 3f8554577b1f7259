"""What was published stays what it was: a build stops before subscribers would notice a change.

Apps know an episode by its guid alone; a guid that changes makes an old episode a new one on every
device. Source: https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding, SourceError
from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.history.against import PublishedFeed, find_differences
from feedtool.producer.history.changes import read_guids
from feedtool.producer.history.identity import Identities
from feedtool.producer.history.kinds import Accept
from feedtool.producer.history.matching import hash_words
from feedtool.producer.history.moved_audio import find_moved_since
from feedtool.show.audio_formats import has_format
from feedtool.show.episode_files import Audio
from feedtool.show.lock import MAIN_FEED, NAME, Lock, LockedEpisode, line_of
from feedtool.show.model import Episode, Show
from feedtool.show.placing import make_finding_at
from feedtool.show.samples import EPISODE_NOTES, EPISODE_TITLE

# Nobody subscribes for the episode that `feedtool init` writes.
_SAMPLE = hash_words(EPISODE_TITLE, "", EPISODE_NOTES)


def check_promises(
    show: Show,
    identities: Identities,
    held_back: Sequence[Episode],
    accept: Collection[Accept],
    against: Sequence[PublishedFeed] = (),
) -> None:
    """Compare what a build would publish with what was published.

    `held_back` are episodes whose date has not come, `against` are feeds that are out there.

    Raises SourceError with all changes that subscribers would notice and that are not accepted.
    """
    old, new = identities.former, identities.published
    waiting = {one.slug for one in held_back}
    changes = list(_find_changes(show, _correct(old, new, against), new, waiting))
    for feed in against:
        changes += find_differences(show, identities, waiting, feed)
    findings = [finding for kind, finding in changes if kind not in accept]
    if findings:
        raise SourceError(findings)
    if old == Lock() and show.folder is not None:
        guids = read_guids(show.folder / "public", (MAIN_FEED, *show.feeds))
        _check_lost_lock(show, guids, new)


def _correct(old: Lock, new: Mapping[str, LockedEpisode], against: Sequence[PublishedFeed]) -> Lock:
    """Return a lock file's content without the guids that were built, but never came out.

    Where a feed that is out there has the new guid of an episode and not the one of feed.lock,
    subscribers know the new one.
    """
    out = {item.guid for feed in against for item in feed.items}
    episodes = {
        slug: replace(was, guid=new[slug].guid)
        if slug in new and new[slug].guid in out and was.guid not in out
        else was
        for slug, was in old.episodes.items()
    }
    return replace(old, episodes=episodes)


def _find_changes(
    show: Show, old: Lock, new: Mapping[str, LockedEpisode], waiting: Collection[str]
) -> Iterator[tuple[Accept, Finding]]:
    """Yield the changes of episodes and feeds that feed.lock knows."""
    episodes = {episode.slug: episode for episode in show.episodes}
    heirs = _find_heirs(old, new)
    for finding in _find_gone_feeds(show, old):
        yield "vanished", finding
    together = find_moved_since(show, old, new)
    for finding in together.findings:
        yield "enclosure", finding
    for slug, was in sorted(old.episodes.items()):
        if was.removed or was.hash == _SAMPLE:
            continue
        now = new.get(slug)
        for kind, finding in _compare(show, episodes.get(slug), slug, was, now, waiting, heirs):
            if kind != "enclosure" or slug not in together.slugs:
                yield kind, finding


def _compare(
    show: Show,
    episode: Episode | None,
    slug: str,
    was: LockedEpisode,
    now: LockedEpisode | None,
    waiting: Collection[str],
    heirs: Mapping[datetime, Sequence[str]],
) -> Iterator[tuple[Accept, Finding]]:
    if episode is not None and slug in waiting:
        says = (
            f"published is {episode.published.isoformat()}, which has not come, and the episode is "
            f"out since {was.published}; apps would remove it until then; set the date back"
        )
        yield "date", _at(show, episode, "published", "published-date-moved", says, "date")
    elif episode is None or now is None:
        alike = heirs.get(datetime.fromisoformat(was.published), ())
        heir = alike[0] if len(alike) == 1 else ""
        yield "vanished", _vanished(show, slug, was.guid, heir)
    else:
        for feed in sorted({MAIN_FEED, *show.feeds}.intersection(was.feeds).difference(now.feeds)):
            yield "vanished", _left(show, slug, was.guid, feed)
        yield from _compare_published(show, episode, was, now)


def _compare_published(
    show: Show, episode: Episode, was: LockedEpisode, now: LockedEpisode
) -> Iterator[tuple[Accept, Finding]]:
    if now.guid != was.guid:
        says = (
            f'guid is "{now.guid[:60]}" and was "{was.guid[:60]}"; apps would show the episode as '
            "a new one, unheard, and download it again; set the guid back"
        )
        yield "guid", _at(show, episode, "guid", "published-guid-changed", says, "guid")
    if _bare(show, now) != _bare(show, was):
        says = (
            f'audio is at "{now.enclosure["url"]}" and was at "{was.enclosure["url"]}"; apps that '
            "know the old address fail unless it redirects to the new one; keep the old one"
        )
        yield (
            "enclosure",
            _at(show, episode, "audio", "published-enclosure-changed", says, "enclosure"),
        )
    for name, old, new in _changed_formats(show, was, now):
        says = (
            f'audio in {name}.xml is at "{new}" and was at "{old}"; apps that know the old address '
            "fail unless it redirects to the new one; keep the old one"
        )
        yield (
            "enclosure",
            _at(show, episode, "audio", "published-enclosure-changed", says, "enclosure"),
        )
    if datetime.fromisoformat(now.published) != datetime.fromisoformat(was.published):
        says = (
            f"published is {now.published} and was {was.published}; apps would move the episode to "
            "another place and may announce it again; set the date back"
        )
        yield "date", _at(show, episode, "published", "published-date-moved", says, "date")


def _changed_formats(
    show: Show, was: LockedEpisode, now: LockedEpisode
) -> Iterator[tuple[str, str, str]]:
    """Yield each feed for one format that gets another address: its name, the old, the new one."""
    for name, feed in show.feeds.items():
        if feed.audio is None or name not in was.feeds or not (was.more_audio or now.more_audio):
            continue
        old, new = _address_of_format(feed.audio, was), _address_of_format(feed.audio, now)
        same = bare_url(old, show.prefixes) == bare_url(new, show.prefixes)
        # Other audio of the main feed is reported there.
        if old and new and not same and old != was.enclosure["url"]:
            yield name, old, new


def _address_of_format(wanted: str, episode: LockedEpisode) -> str:
    """Return where the audio of a format is, "" if the episode has no such audio."""
    for one in episode.audio:
        audio = Audio.model_construct(url=str(one["url"]), type=str(one.get("type", "")))
        if has_format(audio, wanted):
            return str(one["url"])
    return ""


def _bare(show: Show, episode: LockedEpisode) -> str:
    """Return the address of the audio itself, without analytics services, which may come and go."""
    return bare_url(str(episode.enclosure["url"]), show.prefixes)


def _at(show: Show, episode: Episode, key: str, rule: str, says: str, kind: Accept) -> Finding:
    message = f"{says}, or build with --accept {kind}"
    return make_finding_at(show, episode, (key,), rule, "error", message)


def _find_heirs(old: Lock, new: Mapping[str, LockedEpisode]) -> Mapping[datetime, Sequence[str]]:
    """Return the slugs of new episodes by their date; an episode that is gone may be among them."""
    heirs: dict[datetime, list[str]] = {}
    for slug, one in new.items():
        if slug not in old.episodes:
            heirs.setdefault(datetime.fromisoformat(one.published), []).append(slug)
    return heirs


def _vanished(show: Show, slug: str, guid: str, heir: str) -> Finding:
    cure = "bring it back"
    if heir:
        cure = f'if episodes/{heir}.md of the same date is this one, write guid: "{guid}" into it'
    says = (
        f'the episode "{slug}" is published and gone from the show (or a draft now); apps would '
        f"take it out of their lists; {cure}"
    )
    return _in_lock(show, guid, says)


def _find_gone_feeds(show: Show, old: Lock) -> Iterator[Finding]:
    """Yield a finding for each feed with published episodes that the show no longer has."""
    names = {name for one in old.episodes.values() if not one.removed for name in one.feeds}
    for name in sorted(names - {MAIN_FEED, *show.feeds}):
        message = (
            f"{name}.xml is published and is no feed of the show any more; it would go, and its "
            f"followers get nothing new; bring feeds.{name} back, or build with --accept vanished"
        )
        yield make_finding_at(show, show, ("feeds",), "published-feed-gone", "error", message)


def _left(show: Show, slug: str, guid: str, feed: str) -> Finding:
    says = (
        f'the episode "{slug}" is published in {feed}.xml and no longer in it; apps would take it '
        "out of their lists; bring it back"
    )
    return _in_lock(show, guid, says)


def _in_lock(show: Show, guid: str, says: str) -> Finding:
    line = line_of(show.folder / NAME, guid) if show.folder is not None else 1
    message = f"{says}, or build with --accept vanished"
    return make_finding("published-episode-gone", message, show.name_file(NAME), line, 5)


def _check_lost_lock(show: Show, guids: Collection[str], new: Mapping[str, LockedEpisode]) -> None:
    """Raise SourceError if guids of the feeds in public/ would change, as without a lock file."""
    lost = set(guids) - {one.guid for one in new.values()}
    if lost:
        counted = "a guid" if len(lost) == 1 else f"{len(lost)} guids"
        message = (
            f"feed.lock is gone, and the feeds in public/ have {counted} that would change; "
            "restore it from your history, or take the guids from the feed: feedtool lock "
            f"{show.name_file('')} --from {show.name_file('public/feed.xml')}"
        )
        raise SourceError([make_finding("lock-missing", message, show.name_file(NAME))])
