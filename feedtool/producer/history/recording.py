"""What feed.lock records, where a build runs that may forget it: on machines of a CI service."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding, SourceError
from feedtool.show.lock import NAME, Lock, LockedEpisode
from feedtool.show.model import Show

_SHOWN = 5
# Who commits feed.lock after the build that publishes an episode has done so by then.
_NEW = timedelta(days=1)


def check_recorded(show: Show, old: Lock, new: Lock) -> None:
    """Raise SourceError if a build would publish what feed.lock does not record.

    What counts is what a later build needs to keep subscribers: guids, dates, addresses and feeds,
    and the name of a file without a guid of its own. Words, sizes of files, answers of servers and
    the list of written files do not count: a lock file without them serves as well.
    """
    changes = [*_describe_episodes(show, old.episodes, new.episodes)]
    if (old.podcast_guid, old.feeds) != (new.podcast_guid, new.feeds):
        changes.append("the podcast:guid of a feed")
    if old.addresses != new.addresses:
        changes.append("the address of the feed")
    if (old.base_url, old.moved) != (new.base_url, new.moved):
        changes.append("the old addresses of files")
    if changes:
        message = (
            f"the build would change feed.lock: {', '.join(changes)}; --locked publishes only what "
            f"feed.lock records: run feedtool build {show.name_file('').rstrip('/')} on your "
            "computer, and commit feed.lock"
        )
        raise SourceError([make_finding("lock-outdated", message, show.name_file(NAME))])


def find_forgotten(
    show: Show, lock: Lock, published: Mapping[str, LockedEpisode], now: datetime
) -> Iterator[Finding]:
    """Warn of episodes whose guid nothing in the repository holds, long after they came out.

    Whoever commits feed.lock gets no such warning, unless the first build comes late.
    """
    known = {one.guid for one in lock.episodes.values()}
    forgotten = [
        one.slug
        for one in show.episodes
        if one.slug in published
        and one.guid is None
        and published[one.slug].guid not in known
        and now - one.published > _NEW
    ]
    if forgotten:
        has = "has" if len(forgotten) == 1 else "have"
        message = (
            f"{_count('published episode', forgotten)} {has} no guid: neither in feed.lock nor in "
            "the file; unless this machine commits feed.lock, apps get a new episode when the file "
            f"is renamed; run feedtool build {show.name_file('').rstrip('/')} --write-guids on "
            "your computer, and commit what it writes"
        )
        yield make_finding("lock-not-kept", message, show.name_file(NAME))


def _describe_episodes(
    show: Show, old: Mapping[str, LockedEpisode], new: Mapping[str, LockedEpisode]
) -> Iterator[str]:
    was = {one.guid: (slug, one) for slug, one in old.items()}
    named = {one.slug for one in show.episodes if one.guid is not None}
    found: dict[str, list[str]] = {"new": [], "removed": [], "changed": [], "renamed": []}
    for slug, one in sorted(new.items()):
        before, entry = was.get(one.guid, (slug, None))
        if entry is None:
            found["new"].append(slug)
        elif one.removed != entry.removed:
            found["removed" if one.removed else "new"].append(slug)
        elif _promise(one) != _promise(entry):
            found["changed"].append(slug)
        elif slug != before and slug not in named and not one.removed:
            found["renamed"].append(slug)
    for kind, slugs in found.items():
        if slugs:
            yield _count(f"{kind} episode", slugs)


def _promise(one: LockedEpisode) -> tuple[object, ...]:
    """Return what subscribers rely on."""
    return one.published, one.enclosure["url"], one.feeds, one.permalink


def _count(what: str, slugs: Sequence[str]) -> str:
    more = f" and {len(slugs) - _SHOWN} more" if len(slugs) > _SHOWN else ""
    shown = ", ".join(slugs[:_SHOWN])
    return f"{len(slugs)} {what}{'' if len(slugs) == 1 else 's'} ({shown}{more})"
