"""Which episodes a build publishes: those of each feed, in its order, and those held back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedtool.show.audio_formats import find_version
from feedtool.show.lock import MAIN_FEED
from feedtool.show.model import Choice, Episode, Show


@dataclass(frozen=True, slots=True)
class Selection:
    """The episodes that a build publishes.

    `feeds` has the episodes of each feed by its name, in the feed's order. `episodes` are all that
    stand in some feed, in the order of the show. `held_back` are those whose date has not come.
    """

    feeds: Mapping[str, Sequence[Episode]]
    episodes: tuple[Episode, ...]
    held_back: tuple[Episode, ...]

    def list_feeds_of(self) -> dict[str, tuple[str, ...]]:
        """Return, by slug, the names of the feeds that each episode stands in."""
        found: dict[str, tuple[str, ...]] = {}
        for name, episodes in self.feeds.items():
            for episode in episodes:
                found[episode.slug] = (*found.get(episode.slug, ()), name)
        return found


def select_episodes(show: Show, now: datetime) -> Selection:
    """Return what a build at a moment publishes."""
    due = [one for one in show.episodes if one.published <= now]
    feeds = choose_episodes(show, due)
    chosen = {one.slug for episodes in feeds.values() for one in episodes}
    return Selection(
        feeds,
        tuple(one for one in due if one.slug in chosen),
        tuple(one for one in show.episodes if one.published > now),
    )


def choose_episodes(show: Show, episodes: Sequence[Episode]) -> dict[str, list[Episode]]:
    """Return, by the name of each feed of a show, its episodes out of some, in the feed's order."""
    feeds = {MAIN_FEED: show, **show.feeds}
    return {
        name: put_in_order(feed, [one for one in episodes if is_chosen(feed, one, show.language)])
        for name, feed in feeds.items()
    }


def put_in_order(show: Show, episodes: Sequence[Episode]) -> list[Episode]:
    """Return episodes newest first; in a serial show the trailers stand before them.

    Where the author wants the order `as-written`, that of the files counts, the last one first.
    """
    if show.order == "as-written":
        return sorted(episodes, key=lambda episode: episode.slug, reverse=True)
    newest_first = sorted(episodes, key=age_of, reverse=True)
    if show.type == "serial":
        newest_first.sort(key=lambda episode: episode.type != "trailer")
    return newest_first


def age_of(episode: Episode) -> tuple[datetime, float, str]:
    """Return what sorts episodes by age, the oldest first."""
    return episode.published, episode.number or 0, episode.slug


def is_chosen(feed: Show, episode: Episode, language: str) -> bool:
    """Return whether a feed has an episode; `language` is that of the show."""
    spoken = (episode.language or language).lower()
    wanted = feed.only is None or _agrees(feed.only, episode, spoken)
    wanted = wanted and find_version(feed, episode) is not None
    return wanted and not (feed.without is not None and _agrees(feed.without, episode, spoken))


def _agrees(choice: Choice, episode: Episode, language: str) -> bool:
    """Return whether an episode has one of the values of each key that is given."""
    languages = [one.lower() for one in choice.languages]
    return all(
        (
            not choice.seasons or episode.season in choice.seasons,
            not choice.types or episode.type in choice.types,
            not languages
            or any(language == one or language.startswith(f"{one}-") for one in languages),
            not choice.tags or bool(_tags_of(episode) & {tag.lower() for tag in choice.tags}),
        )
    )


def _tags_of(episode: Episode) -> set[str]:
    given = episode.elements.get("tags", [])
    tags = given if isinstance(given, list) else [given]
    return {
        str(tag.get("text", "") if isinstance(tag, Mapping) else tag).lower() for tag in tags if tag
    }
