"""Builds a show: sources → feed → our own validator → public/."""

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from feedtool._version import __version__
from feedtool.feed.facts import Facts, gather
from feedtool.feed.origins import add_origin, as_source_finding
from feedtool.feed.promises import Accept, check_promises, find_renamed
from feedtool.feed.publishing import exclusive, publish
from feedtool.feed.writing import write_feed
from feedtool.show import Episode, Lock, LockedEpisode, Show, format_lock, read_lock
from feedtool.validator import validate
from feedtool.validator.report import Finding, SourceError

# What Apple alone refuses and its owner may choose: told, but no reason to keep the feed back.
_CHOICES = frozenset(["enclosure-format-refused"])


@dataclass(frozen=True, slots=True)
class Changes:
    """What subscribers get to see: titles of episodes, by what happened to them."""

    new: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did, or would do. `held_back` are the episodes whose date has not come."""

    feed: Path
    episodes: int
    held_back: tuple[Episode, ...]
    changed: bool
    findings: tuple[Finding, ...]
    changes: Changes


def build(
    show: Show,
    *,
    at: datetime | None = None,
    accept: Collection[Accept] = (),
    write: bool = True,
    version: str = __version__,
) -> BuildResult:
    """Write public/feed.xml of a show, the files beside it, and the lock file.

    Episodes dated after `at` (default: now) are held back. The same sources give the same bytes.
    What the lock file says was published must not change, but for the kinds in `accept`. Without
    `write` all is made and checked, and nothing written.

    Raises SourceError if something that the show names is wrong or if the feed would have errors,
    OSError if something cannot be written; the published feed is then the old one.
    """
    now = at or datetime.now(UTC)
    folder = show.folder
    due = [episode for episode in show.episodes if episode.published <= now]
    held_back = tuple(episode for episode in show.episodes if episode.published > now)
    with exclusive(folder) if write else nullcontext():
        lock = read_lock(folder / "feed.lock", f"{folder.as_posix()}/feed.lock")
        newest_first = sorted(due, key=_order, reverse=True)
        facts = gather(show, lock, newest_first)
        published = {one.slug: _locked(one, facts) for one in newest_first}
        lock = _rename(lock, published, facts)
        waiting = {episode.slug for episode in held_back}
        check_promises(show, lock, published, waiting, accept)
        feed = write_feed(show, newest_first, facts, version=version)
        findings = _check(feed, show, newest_first, facts, now)
        text = format_lock(_merge(lock, published, facts))
        changes = _changes(show, lock, published)
        path = folder / "public" / "feed.xml"
        if write:
            changed = publish(folder, feed, text, facts.assets, lock.assets)
        else:
            changed = not path.is_file() or path.read_bytes() != feed
    return BuildResult(path, len(due), held_back, changed, findings, changes)


def _order(episode: Episode) -> tuple[datetime, int, str]:
    return episode.published, episode.number or 0, episode.slug


def _check(
    feed: bytes, show: Show, episodes: list[Episode], facts: Facts, now: datetime
) -> tuple[Finding, ...]:
    """Validate a feed; its errors are told at the sources and stop the build."""
    file = f"{show.folder.as_posix()}/public/feed.xml"
    found = validate(feed, file=file, at=now).findings
    told = (as_source_finding(add_origin(finding, show, episodes, facts)) for finding in found)
    # One place in the sources may reach the feed many times, as a person of many episodes does.
    findings = list({str(finding): finding for finding in told}.values())
    errors = [one for one in findings if one.severity == "error" and one.rule not in _CHOICES]
    if errors:
        raise SourceError(errors)
    return tuple(findings)


def _locked(episode: Episode, facts: Facts) -> LockedEpisode:
    own = facts.episodes[episode.slug]
    enclosure: dict[str, str | int] = {
        "url": own.audio_url,
        "length": own.audio_length,
        "type": own.audio_type,
        "duration": own.duration_s,
    }
    content = "\0".join((episode.title, episode.summary or "", episode.notes))
    digest = sha256(content.encode()).hexdigest()[:16]
    return LockedEpisode(own.guid, episode.published.isoformat(), enclosure, digest)


def _rename(lock: Lock, published: dict[str, LockedEpisode], facts: Facts) -> Lock:
    """Give renamed episodes the guid that they had; return the lock under the new names."""
    renamed = find_renamed(lock, published)
    episodes = dict(lock.episodes)
    for slug, former in renamed.items():
        was = episodes[slug] = episodes.pop(former)
        own = facts.episodes[slug]
        if own.guid == facts.made_up_guid(slug):
            own.guid = was.guid
            published[slug] = replace(published[slug], guid=was.guid)
    return replace(lock, episodes=episodes)


def _changes(show: Show, old: Lock, published: Mapping[str, LockedEpisode]) -> Changes:
    titles = {episode.slug: episode.title for episode in show.episodes}
    was = {slug: one for slug, one in old.episodes.items() if not one.removed}
    return Changes(
        tuple(titles[slug] for slug in published if slug not in was),
        tuple(titles[slug] for slug, one in published.items() if _is_edited(was.get(slug), one)),
        tuple(titles.get(slug, slug) for slug in was if slug not in published),
    )


def _is_edited(was: LockedEpisode | None, now: LockedEpisode) -> bool:
    return was is not None and (was.hash, was.enclosure) != (now.hash, now.enclosure)


def _merge(old: Lock, published: dict[str, LockedEpisode], facts: Facts) -> Lock:
    """Return what is published now, and what was once."""
    gone = {slug: replace(one, removed=True) for slug, one in old.episodes.items()}
    return Lock(facts.podcast_guid, gone | published, tuple(facts.assets))
