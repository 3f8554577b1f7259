"""What was published stays what it was: a build stops before subscribers would notice a change.

Apps know an episode by its guid alone; a guid that changes makes an old episode a new one on every
device. Source: https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Literal, get_args

from feedtool.feed.placing import find_at
from feedtool.feed.prefixes import bare_url
from feedtool.show import Episode, Lock, LockedEpisode, Show
from feedtool.show.lock import NAME, line_of
from feedtool.validator.report import Finding, SourceError

Accept = Literal["vanished", "guid", "enclosure", "date"]
KINDS: tuple[str, ...] = get_args(Accept)


def find_renamed(old: Lock, new: Mapping[str, LockedEpisode]) -> dict[str, str]:
    """Return the former slug of each episode whose file was renamed.

    It has the enclosure or the words of exactly one published episode whose file is gone.
    """
    gone = {slug: one for slug, one in old.episodes.items() if slug not in new}
    renamed: dict[str, str] = {}
    for slug, episode in new.items():
        if slug in old.episodes:
            continue
        same = [
            former
            for former, one in gone.items()
            if one.enclosure["url"] == episode.enclosure["url"] or one.hash == episode.hash
        ]
        if len(same) == 1 and same[0] not in renamed.values():
            renamed[slug] = same[0]
    return renamed


def check_promises(
    show: Show,
    old: Lock,
    new: Mapping[str, LockedEpisode],
    waiting: Collection[str],
    accept: Collection[Accept],
) -> None:
    """Compare what is to be published with what was.

    `waiting` are the slugs of episodes whose date has not come. Raises SourceError with all changes
    that subscribers would notice and that are not accepted.
    """
    episodes = {episode.slug: episode for episode in show.episodes}
    findings = [
        finding
        for slug, was in sorted(old.episodes.items())
        if not was.removed
        for kind, finding in _compare(show, episodes.get(slug), slug, was, new.get(slug), waiting)
        if kind not in accept
    ]
    if findings:
        raise SourceError(findings)


def _compare(
    show: Show,
    episode: Episode | None,
    slug: str,
    was: LockedEpisode,
    now: LockedEpisode | None,
    waiting: Collection[str],
) -> Iterator[tuple[Accept, Finding]]:
    if episode is not None and slug in waiting:
        says = (
            f"published is {episode.published.isoformat()}, which has not come, and the episode is "
            f"out since {was.published}; apps would remove it until then; set the date back"
        )
        yield "date", _at(show, episode, "published", "published-date-moved", says, "date")
    elif episode is None or now is None:
        yield "vanished", _vanished(show, slug)
    else:
        for feed in sorted(set(was.feeds) - set(now.feeds)):
            yield "vanished", _vanished(show, slug, feed)
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
    if datetime.fromisoformat(now.published) != datetime.fromisoformat(was.published):
        says = (
            f"published is {now.published} and was {was.published}; apps would move the episode to "
            "another place and may announce it again; set the date back"
        )
        yield "date", _at(show, episode, "published", "published-date-moved", says, "date")


def _bare(show: Show, episode: LockedEpisode) -> str:
    """Return the address of the audio itself: a service that counts may come and go."""
    return bare_url(str(episode.enclosure["url"]), show.prefixes)


def _at(show: Show, episode: Episode, key: str, rule: str, says: str, kind: Accept) -> Finding:
    message = f"{says}, or build with --accept {kind}"
    return find_at(show, episode, (key,), rule, "error", message)


def _vanished(show: Show, slug: str, feed: str = "") -> Finding:
    where = f"is published in {feed}.xml and no longer in it" if feed else (
        "is published and gone from the show (or a draft now)"
    )  # fmt: skip
    message = (
        f'the episode "{slug}" {where}; apps would take it out of their lists; bring it back, or '
        "build with --accept vanished"
    )
    line = line_of(show.folder / NAME, slug) if show.folder is not None else 1
    return Finding(
        "published-episode-gone", "error", message, show.name_file(NAME), line, 5, where="source"
    )
