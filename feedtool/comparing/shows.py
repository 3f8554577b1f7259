"""What differs between the channels of two feeds: who the show is, where it is, what it says."""

from collections.abc import Iterator

from feedtool.comparing.elements import Trace, compare_elements
from feedtool.comparing.model import (
    ComparedFeed,
    Elements,
    Kind,
    Tag,
    Touched,
    attribute_of,
)

SELF_LINK = "atom:link self"
PAGE_LINKS = "atom:link pages"
_NEW_FEED_URL = "itunes:new-feed-url"
_TITLES = frozenset(["title", "itunes:title"])
_NOTES = frozenset(["description", "content:encoded", "itunes:summary", "itunes:subtitle"])
# They say when and by what the feed was written, and no app shows them.
_PASSING = frozenset(["lastBuildDate", "generator", "pubDate", PAGE_LINKS])


def compare_shows(old: ComparedFeed, new: ComparedFeed) -> Iterator[tuple[Kind, Tag, Touched]]:
    """Yield what differs between two channels."""
    for trace in compare_elements(old.channel, new.channel):
        kind = _kind_of(trace, new)
        if kind is not None:
            hides = kind == "notes-changed"
            values = ("", "") if hides else (trace.old or "", trace.new or "")
            yield kind, trace.tag, Touched("", "", *values)


def _kind_of(trace: Trace, new: ComparedFeed) -> Kind | None:
    tag, was, now = trace
    name = tag.path[0]
    if name in ("itunes:block", "podcast:block") and is_yes(now):
        return "hidden"
    if name == _NEW_FEED_URL and now:
        return "new-feed-url" if now in _addresses_of(new) else "followers-sent-away"
    if name in _PASSING or (name == SELF_LINK and tag.attribute not in ("", "href")):
        return None
    if now is None:
        return "tag-gone"
    if was is None:
        return "tag-new"
    if name == SELF_LINK:
        return "feed-address-changed"
    if name == "podcast:guid":
        return "podcast-guid-changed" if was.lower() != now.lower() else None
    return kind_of_text(tag)


def kind_of_text(tag: Tag) -> Kind:
    """Return in which way the show or an episode differs if a tag has another value."""
    if len(tag.path) == 1 and not tag.attribute:
        if tag.path[0] in _TITLES:
            return "title-changed"
        if tag.path[0] in _NOTES:
            return "notes-changed"
    return "value-changed"


def is_yes(text: str | None) -> bool:
    """Return whether a text is the word with which a feed asks directories to hide something."""
    return text is not None and text.lower() == "yes"


def _addresses_of(feed: ComparedFeed) -> set[str]:
    return {feed.place, address_of(feed.channel)} - {""}


def address_of(channel: Elements) -> str:
    """Return the address that a feed says it has, "" if it says none."""
    found = channel.get(SELF_LINK)
    return attribute_of(found[0], "href") if found else ""
