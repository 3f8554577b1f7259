"""The channel. Source: https://www.rssboard.org/rss-profile (description)."""

from collections.abc import Iterable

from feedtool.validator.frames import Frame
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts


@rule(on="description")
def find_markup(description: Frame, facts: Facts) -> Iterable[Problem]:
    """RSS takes plain text here, and podcast apps simple HTML."""
    if "</" in description.text or "<br" in description.text:
        message = "description of the channel holds HTML, which RSS readers show as it is written"
        yield Problem("description-with-markup", message, description, in_text=True)
