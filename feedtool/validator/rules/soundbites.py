"""Soundbites, the short parts of an episode: how long they are, and when they end.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/soundbite.md
"""

from collections.abc import Iterator

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.episode_length import episode_seconds
from feedtool.values.durations import parse_npt

_SHORTEST_S = 15
_LONGEST_S = 120
# itunes:duration is rounded.
_ROUNDING_S = 2


@rule(on="item", with_child="podcast:soundbite")
def find_odd_soundbites(item: OpenElement, memory: FeedMemory) -> Iterator[ElementFault]:
    """Report soundbites that end after the episode, or are too short or too long for apps."""
    end = episode_seconds(item)
    for soundbite in item.all("podcast:soundbite"):
        start = parse_npt(soundbite.get("startTime") or "")
        length = parse_npt(soundbite.get("duration") or "")
        if start is None or length is None:
            continue
        if end and start + length > end + _ROUNDING_S:
            message = f"{soundbite.tag} ends after {start + length:g} s, the episode after {end} s"
            yield ElementFault("soundbite-after-end", message, soundbite, "startTime")
        elif not _SHORTEST_S <= length <= _LONGEST_S:
            message = (
                f"{soundbite.tag} is {length:g} s long; apps want {_SHORTEST_S} to {_LONGEST_S} s"
            )
            yield ElementFault("soundbite-length", message, soundbite, "duration")
