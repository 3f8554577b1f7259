"""The channel and the document as a whole.

Source: https://www.rssboard.org/rss-profile (5.1, atom:link); https://www.rssboard.org/rss-profile
(description)
"""

from collections.abc import Iterable

from feedtool.validator.frames import Frame
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts

_LARGE_BYTES = 5_000_000
_BULKY_BYTES = 1_000_000


@rule(on="rss")
def find_large_feed(rss: Frame, facts: Facts) -> Iterable[Problem]:
    """Apps read the whole feed each time."""
    if facts.size_bytes > _BULKY_BYTES:
        size = facts.size_bytes / 1e6
        message = f"the feed has {size:.1f} MB, which apps load each time"
        large = facts.size_bytes > _LARGE_BYTES
        if large:
            message += "; some stop reading after 5 MB"
        yield Problem("feed-large", message, rss, severity="warning" if large else None)


@rule(on="description")
def find_markup(description: Frame, facts: Facts) -> Iterable[Problem]:
    """RSS takes plain text here, and podcast apps simple HTML."""
    if "</" in description.text or "<br" in description.text:
        message = "description of the channel holds HTML, which RSS readers show as it is written"
        yield Problem("description-with-markup", message, description, in_text=True)
