"""How long an episode is, for the rules that compare times with it."""

from feedtool.validator.elements.open_element import OpenElement
from feedtool.values.durations import parse_duration


def episode_seconds(item: OpenElement) -> int:
    """Return how long the episode is in seconds, 0 where that is not known."""
    try:
        return parse_duration(item.text_of("itunes:duration"))
    except ValueError:
        return 0
