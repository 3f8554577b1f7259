"""Warnings of a build that need both the sources and the feed, the lock file or the host."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding, place_of
from feedtool.findings.wording import cut
from feedtool.producer.addresses.neighbours import find_one_sided
from feedtool.producer.addresses.redirects import find_lost_redirects
from feedtool.producer.addresses.show_addresses import address_of
from feedtool.producer.elements.feed import Feed
from feedtool.producer.facts.selection import choose_episodes, is_chosen
from feedtool.show import samples
from feedtool.show.audio_formats import find_version
from feedtool.show.key_path import KeyPath
from feedtool.show.lock import MAIN_FEED, NAME, Lock
from feedtool.show.members import has_times, list_people, list_people_at, list_taking_part
from feedtool.show.model import Episode, Show
from feedtool.show.person import TimedPerson
from feedtool.show.placing import make_finding_at
from feedtool.show.unused_audio import describe_unused, find_unused_audio
from feedtool.vocabulary import load_list

_SHOWN = 5

# More names than these help nobody in a message.
_NAMED = 5


def find_notices(
    main: Feed,
    lock: Lock,
    moved: Mapping[str, str],
    held_back: Sequence[Episode],
    now: datetime,
) -> Iterator[Finding]:
    """Yield warnings at the keys of the sources; `held_back` are the scheduled episodes.

    `moved` has the old addresses of files.
    """
    show, facts = main.show, main.facts
    held = choose_episodes(show, held_back)
    for name, feed in {MAIN_FEED: show, **show.feeds}.items():
        yield from _find_rest(show, feed, len(held[name]))
        yield from _find_without_format(show, feed, now)
        for index, url in enumerate(feed.moved_from):
            if url == address_of(feed):
                message = f'moved_from is "{cut(url)}", where the show is now; remove it'
                key = ("moved_from", index)
                yield make_finding_at(show, feed, key, "moved-to-itself", "warning", message)
    yield from _find_left(show, lock)
    for episode in show.episodes:
        if episode.updated is not None and episode.updated > now:
            message = f"updated is {episode.updated.isoformat()}, which has not come; set it back"
            yield make_finding_at(show, episode, ("updated",), "updated-late", "warning", message)
        elif episode.updated is not None and episode.updated < episode.published:
            message = f"updated is before published, {episode.published.isoformat()}; remove it"
            yield make_finding_at(show, episode, ("updated",), "updated-early", "warning", message)
    yield from _find_gap(main, now)
    yield from _find_samples(show)
    yield from _find_directory(show)
    yield from find_lost_redirects(show, facts.base_url, moved)
    yield from find_one_sided(show, main.podcast_guid, facts.neighbours)
    yield from find_unused(show)


def _find_gap(main: Feed, now: datetime) -> Iterator[Finding]:
    """Warn of episodes in which nobody takes part: apps show the people of the channel there."""
    show = main.show
    if not has_times(show) or next(list_people_at(show, main.newest), None) is None:
        return
    out = [one for one in show.episodes if one.published <= now]
    empty = [one for one in out if next(list_taking_part(show, one), None) is None]
    if empty:
        shown = ", ".join(one.source.file or one.slug for one in empty[:_SHOWN])
        more = f" and {len(empty) - _SHOWN} more" if len(empty) > _SHOWN else ""
        message = (
            f"nobody takes part at the time of {shown}{more}, where apps show the people of the "
            "newest episode; correct since and until, or name the hosts in the episode"
        )
        timed = (one for one in list_people(show) if isinstance(one.person, TimedPerson))
        yield make_finding_at(show, show, next(timed).key, "people-gap", "warning", message)


def find_absent(show: Show, names: Sequence[str]) -> Iterator[Finding]:
    """Say once which audio is not here, so that feed.lock has its facts."""
    if names:
        what = "an audio file is" if len(names) == 1 else f"{len(names)} audio files are"
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        shown = ", ".join(cut(name) for name in names[:_SHOWN]) + more
        message = f"{what} not here ({shown}); the feed says what feed.lock has of them"
        yield make_finding("audio-from-lock", message, show.name_file(NAME), 1, 1)


def find_unused(show: Show) -> Iterator[Finding]:
    """Say once which audio no episode names."""
    names = find_unused_audio(show)
    if names:
        message = f"{describe_unused(names)}; feedtool new --audio makes an episode of each"
        yield make_finding("audio-unused", message, show.name_file("show.yaml"), 1, 1)


def _find_samples(show: Show) -> Iterator[Finding]:
    """Warn of what `feedtool init` wrote as an example, and that subscribers would get."""
    kept: list[tuple[KeyPath, str, str]] = [
        (("title",), show.title, samples.SHOW_TITLE),
        (("description",), show.description, samples.DESCRIPTION),
        (("author",), show.author or "", samples.AUTHOR),
        (("owner", "email"), show.owner.email, samples.EMAIL),
    ]
    left = [(key, value) for key, value, sample in kept if value.strip() == sample]
    if left and show.feed_url.startswith(samples.HOST):
        left.append((("feed_url",), show.feed_url))
    found = []
    for key, value in left:
        name = ".".join(map(str, key))
        message = f'{name} is "{cut(value)}", as feedtool init wrote it; write your own'
        found.append(make_finding_at(show, show, key, "sample-value", "warning", message))
    yield from sorted(found, key=place_of)
    for episode in show.episodes:
        if episode.notes == samples.EPISODE_NOTES and episode.title == samples.EPISODE_TITLE:
            message = (
                "this is the example that feedtool init wrote; write your episode over it, or "
                "remove the file"
            )
            key = ("title",)
            yield make_finding_at(show, episode, key, "sample-episode", "warning", message)


def _find_directory(show: Show) -> Iterator[Finding]:
    """Warn of the page of a show in a directory, which is no address of a feed."""
    host = urlsplit(show.feed_url).hostname
    if host in load_list("directory-hosts"):
        message = (
            f'feed_url is "{cut(show.feed_url)}", a page of {host}; expected the address at which '
            "you will serve feed.xml"
        )
        yield make_finding_at(
            show, show, ("feed_url",), "feed-url-of-directory", "warning", message
        )


def _find_left(show: Show, lock: Lock) -> Iterator[Finding]:
    """Warn of addresses that the feed had and that lead nowhere now."""
    for url in lock.addresses:
        if url not in (show.feed_url, address_of(show), *show.moved_from):
            message = (
                f"the feed was at {cut(url)}, where its followers still look; write moved_from: "
                f"{cut(url)} and redirect it (or take it out of addresses in feed.lock)"
            )
            yield make_finding_at(show, show, ("feed_url",), "feed-url-left", "warning", message)


def _find_without_format(show: Show, feed: Show, now: datetime) -> Iterator[Finding]:
    """Warn of the episodes that a feed leaves out because they lack its format."""
    if feed.audio is None:
        return
    any_format = feed.model_copy(update={"audio": None})
    due = [one for one in show.episodes if one.published <= now]
    missing = [
        one.slug
        for one in due
        if find_version(feed, one) is None and is_chosen(any_format, one, show.language)
    ]
    if missing:
        more = "" if len(missing) <= _NAMED else f" and {len(missing) - _NAMED} more"
        these = "an episode has" if len(missing) == 1 else f"{len(missing)} episodes have"
        message = (
            f"audio is {feed.audio}, which {these} not, so the feed leaves out "
            f"{', '.join(missing[:_NAMED])}{more}; add the file, or choose by only"
        )
        yield make_finding_at(show, feed, ("audio",), "audio-format-missing", "warning", message)


def _find_rest(show: Show, feed: Show, scheduled: int) -> Iterator[Finding]:
    """Warn of episodes to come in a feed that is complete: Apple may not read it again."""
    # It is open whether a draft will be in a feed that selects its episodes.
    drafts = len(show.drafts) if feed.only is None and feed.without is None else 0
    counted = [
        f"{number} {what}{'' if number == 1 else 's'}"
        for number, what in ((scheduled, "scheduled episode"), (drafts, "draft"))
        if number
    ]
    if feed.complete and counted:
        message = (
            f"complete is true, and there {'is' if scheduled + drafts == 1 else 'are'} "
            f"{' and '.join(counted)}; Apple may not read the feed again: set it when all are out"
        )
        yield make_finding_at(show, feed, ("complete",), "complete-with-rest", "warning", message)
