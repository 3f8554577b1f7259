"""What was published stays what it was: a build stops before subscribers would notice a change.

Apps know an episode by its guid alone; a guid that changes makes an old episode a new one on every
device. Source: https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding, SourceError
from feedtool.findings.wording import cut
from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.history.against import find_differences
from feedtool.producer.history.changed_formats import find_changed_formats
from feedtool.producer.history.changes import read_guids
from feedtool.producer.history.identity import Identities
from feedtool.producer.history.kinds import Accept
from feedtool.producer.history.matching import hash_words
from feedtool.producer.history.moved_audio import find_moved_since
from feedtool.producer.history.older_lock import find_forgotten_guids
from feedtool.producer.history.published import (
    ENOUGH,
    PublishedFeed,
    PublishedItem,
    bare_audio,
    items_by_guid,
    score,
)
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
    changes = list(_find_changes(show, _correct(show, old, new, against), new, waiting))
    for feed in against:
        changes += find_differences(show, identities, waiting, feed)
    changes += [("guid", finding) for finding in find_forgotten_guids(show, old, new)]
    findings = [finding for kind, finding in changes if kind not in accept]
    if findings:
        raise SourceError(findings)
    if old == Lock() and show.folder is not None:
        guids = read_guids(show.folder / "public", (MAIN_FEED, *show.feeds))
        _check_lost_lock(show, guids, new)


def _correct(
    show: Show, old: Lock, new: Mapping[str, LockedEpisode], against: Sequence[PublishedFeed]
) -> Lock:
    """Return a lock file's content as subscribers know it, where it was built, but never came out.

    Where a feed that is out there has the new guid of an episode and not the one of feed.lock,
    subscribers know the new one. Where feed.lock has the guid of an item for another episode, they
    know the item.
    """
    out = items_by_guid(against)
    if not out:
        return old
    episodes = {one.slug: one for one in show.episodes}
    corrected = {}
    for slug, was in old.episodes.items():
        item = out.get(new[slug].guid) if slug in new else None
        if item is not None and was.guid not in out:
            corrected[slug] = replace(was, guid=item.guid)
        elif item is not None and _is_of_another(show, was, item, episodes[slug]):
            now = new[slug]
            corrected[slug] = replace(was, enclosure=now.enclosure, published=now.published)
    return replace(old, episodes=old.episodes | corrected)


def _is_of_another(show: Show, was: LockedEpisode, item: PublishedItem, episode: Episode) -> bool:
    """Return whether an item is an episode, and not the one that the lock file has for its guid."""
    is_locked = bare_audio(show, item.audio) == _bare(show, was) or (
        item.published == datetime.fromisoformat(was.published)
    )
    return not is_locked and score(show, item, episode) >= ENOUGH


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
        heir = f"{alike[0]}.md of the same date" if len(alike) == 1 else ""
        # The name that it had may be that of another episode now.
        name = slug.partition(" ")[0]
        if not heir and name != slug:
            heir = f"{name}.md, which has the name of its file,"
        yield "vanished", _vanished(show, slug, was, heir)
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
    other = _explain_other(show, episode, was, now)
    if _bare(show, now) != _bare(show, was):
        says = (
            f'audio is at "{now.enclosure["url"]}" and was at "{was.enclosure["url"]}"; apps that '
            f"know the old address fail unless it redirects to the new one; keep the old one"
            f"{other}"
        )
        yield (
            "enclosure",
            _at(show, episode, "audio", "published-enclosure-changed", says, "enclosure"),
        )
    for name, old, new in find_changed_formats(show, was, now):
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
            f"another place and may announce it again; set the date back{other}"
        )
        yield "date", _at(show, episode, "published", "published-date-moved", says, "date")


def _explain_other(show: Show, episode: Episode, was: LockedEpisode, now: LockedEpisode) -> str:
    """Return what to do if an episode that shares neither audio nor date is another one."""
    same_date = datetime.fromisoformat(now.published) == datetime.fromisoformat(was.published)
    if same_date or _bare(show, now) == _bare(show, was):
        return ""
    cure = "remove its line guid" if episode.guid else "give its file another name"
    return f"; if this is another episode than the published one, {cure}"


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


def _vanished(show: Show, slug: str, was: LockedEpisode, heir: str) -> Finding:
    says = f'the episode "{slug}" is published and gone from the show (or a draft now)'
    cure = f'bring it back; if it has another file now, write guid: "{was.guid}" into that'
    if not was.hash:
        # As `feedtool lock` keeps an item that is no episode.
        says = f'the item "{slug}" of the feed that was adopted has no episode'
        cure = f'write guid: "{cut(was.guid)}" into the file of its episode'
    if heir:
        cure = f'if episodes/{heir} is this one, write guid: "{was.guid}" into it'
    return _in_lock(show, was.guid, f"{says}; apps would take it out of their lists; {cure}")


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
