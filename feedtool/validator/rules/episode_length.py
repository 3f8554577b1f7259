"""The length of an episode, for rules that compare times with it."""

from feedtool.validator.elements.open_element import OpenElement
from feedtool.values.durations import parse_duration


def episode_seconds(item: OpenElement) -> int:
    """Return the length of the episode in seconds, 0 if it is not known."""
    try:
        return parse_duration(item.text_of("itunes:duration"))
    except ValueError:
        return 0
