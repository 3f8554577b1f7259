"""Reads a feed as a show: the way back from feed.xml to what its author would write."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError
from feedtool.importing.feed.elements import name_of, read_element
from feedtool.importing.feed.notes import text_as_markdown
from feedtool.importing.feed.parsing import parse_channel, text_of
from feedtool.importing.feed.parts import (
    Parts,
    choose,
    read_date,
    read_flag,
    read_people,
    split_children,
)
from feedtool.importing.feed.read_item import Around, read_item, read_live_item
from feedtool.show.categories import Category
from feedtool.show.elements import read_elements
from feedtool.show.feed_show import FeedItem, FeedShow
from feedtool.show.model import Funding, Owner, ShowMatter
from feedtool.values.registry import find_type
from feedtool.vocabulary import load_vocabulary

_LIVE = "podcast:liveItem"
# No show has so many; each takes some KB of memory, and may be seven bytes long.
MOST_ITEMS = 20_000
_KNOWN = frozenset([
    "title", "link", "description", "language", "copyright", "managingEditor", "image",
    "generator", "lastBuildDate", "atom:link", "itunes:title", "itunes:author", "itunes:owner",
    "itunes:image", "itunes:category", "itunes:explicit", "itunes:type", "itunes:new-feed-url",
    "itunes:block", "itunes:complete", "itunes:applepodcastsverify", "podcast:guid",
    "podcast:locked", "podcast:funding", "podcast:person", _LIVE,
])  # fmt: skip
_CONTACT = re.compile(r"([^\s@]++@\S++)(?:\s++\((.+)\))?", re.DOTALL)
_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)


def read_show(data: bytes, folder: Path | None = None, *, file: str = "") -> FeedShow:
    """Return a feed as a show, its items oldest first. Built again, the show gives the same feed.

    What no feed says has its default: files (all is at a URL), `title_format` (a title that
    differs from itunes:title is `title_display`), people's roles in life, drafts.
    Notes and descriptions are HTML, as the feed has them; a footer is part of the notes.

    Nothing is made up for what a feed lacks or has in a form that means nothing: texts are "" then
    (title, link, feed_url, description, language, artwork, owner.email), `categories` and `hosts`
    are empty, `published` is None, and `audio` has no url, length, type or duration. Values are not
    checked as those of sources are. Of elements that may stand once, the first counts.

    `file` names the feed in errors. Raises SourceError with the place if the data is no RSS feed.
    """
    return read_parsed(parse_channel(data, file), file, folder)[0]


def read_parsed(
    channel: Any, file: str, folder: Path | None = None
) -> tuple[FeedShow, list[tuple[Any, FeedItem]]]:
    """Return a channel as a show, and its items with their XML, in the order of the feed."""
    parts = split_children(channel, "channel", _KNOWN, ShowMatter)
    people = read_people(parts.named.get("podcast:person", []), guests=False)
    parts.keep(people.others)
    around = Around(read_flag(parts.text("itunes:explicit")) or False, people)
    # The oldest first, so that of two episodes with one name the newer episode gets the suffix.
    items = find_items(channel)
    check_number(items, file)
    pairs = [(item, read_item(item, around)) for item in reversed(items)]
    episodes = sorted((one for _, one in pairs), key=_order)
    streams = [(node, read_live_item(node, around)) for node in parts.named.get(_LIVE, [])]
    parts.keep(node for node, live in streams if live is None)
    show = FeedShow.model_construct(
        **_read_channel(parts, episodes),
        hosts=people.hosts,
        cohosts=people.cohosts,
        crew=people.crew,
        footer=False,
        explicit=around.explicit,
        seasons=dict(sorted(around.seasons.items())),
        folder=folder,
        live_items=[live for _, live in streams if live is not None],
        episodes=episodes,
        elements=parts.elements,
        extra=tuple(parts.extra),
    )
    return show, pairs[::-1]


def find_items(channel: Any) -> list[Any]:
    """Return the items, also those that ended up inside an element that was not closed."""
    nodes = channel.getroottree().getroot().iter(etree.Element)
    return [one for one in nodes if name_of(one) == "item"]


def check_number(items: list[Any], file: str) -> None:
    """Raise SourceError if a feed has more items than any show has."""
    if len(items) > MOST_ITEMS:
        message = f"the feed has {len(items):,} items; expected {MOST_ITEMS:,} at the most"
        line = items[MOST_ITEMS].sourceline or 1
        raise SourceError([make_finding("not-a-feed", message, file or "feed.xml", line, 1)])


def _order(episode: FeedItem) -> tuple[datetime, float, str]:
    return episode.published or _LONG_AGO, episode.number or 0, episode.slug


def _read_channel(parts: Parts, episodes: list[FeedItem]) -> dict[str, Any]:
    """Return the fields of a show that its channel gives; keep the other elements in `parts`."""
    owner = _read_owner(parts)
    fields: dict[str, Any] = {
        **parts.fields,
        "title": parts.text("title"),
        "link": parts.text("link"),
        "feed_url": _read_feed_url(parts),
        "description": text_as_markdown(parts.text("description")),
        "language": parts.text("language"),
        "categories": _read_categories(parts),
        "artwork": parts.attribute("itunes:image", "href"),
        "owner": owner,
        "author": parts.text("itunes:author") or None,
        "type": choose(parts.text("itunes:type"), ("episodic", "serial"), "episodic"),
        "copyright": parts.text("copyright") or None,
        "funding": [
            Funding.model_construct(url=one.get("url") or "", text=text_of(one))
            for one in parts.named.get("podcast:funding", [])
        ],
        "locked": read_flag(parts.text("podcast:locked")) or False,
        "itunes_title": parts.text("itunes:title") or None,
        "new_feed_url": parts.text("itunes:new-feed-url") or None,
        "complete": read_flag(parts.text("itunes:complete")) or False,
        "block": read_flag(parts.text("itunes:block")) or False,
        "verify": parts.text("itunes:applepodcastsverify") or None,
        "podcast_guid": _read_podcast_guid(parts),
    }
    _read_image(parts, fields)
    _read_dates_and_generator(parts, episodes)
    return fields


def _read_feed_url(parts: Parts) -> str:
    """Return the feed's own address; other links go under their key."""
    feed_url, others = "", []
    for node in parts.named.get("atom:link", []):
        if (node.get("rel") or "").lower() != "self":
            element = load_vocabulary().children["channel"]["atom:link"]
            others.append(read_element(node, element))
        elif not feed_url:
            feed_url = (node.get("href") or "").strip()
    if others:
        parts.elements["links"] = others
    return feed_url


def _read_owner(parts: Parts) -> Owner:
    """Return the owner, else the managing editor; an editor who differs stays an element."""
    editor = parts.text("managingEditor")
    node = parts.first("itunes:owner")
    if node is None:
        match = _CONTACT.fullmatch(editor)
        email, name = match.groups() if match else ("", None)
    else:
        texts = {name_of(one): text_of(one) for one in node if isinstance(one.tag, str)}
        email, name = texts.get("itunes:email", ""), texts.get("itunes:name") or None
    if editor and editor != f"{email} ({name})":
        parts.elements["managing_editor"] = editor
    return Owner.model_construct(name=name, email=email)


def _read_categories(parts: Parts) -> list[Category]:
    categories = []
    for node in parts.named.get("itunes:category", []):
        name = (node.get("text") or "").strip()
        below = [
            (one.get("text") or "").strip()
            for one in node
            if isinstance(one.tag, str) and name_of(one) == "itunes:category"
        ]
        categories += [Category(name, one) for one in below or [""] if name]
    return categories


def _read_podcast_guid(parts: Parts) -> str | None:
    """Return podcast:guid if it is a UUID; any other text identifies nothing."""
    guid = parts.text("podcast:guid")
    wrong = any(fault.severity == "error" for fault in find_type("uuid").check(guid))
    return guid if guid and not wrong else None


def _read_image(parts: Parts, fields: dict[str, Any]) -> None:
    """Take the artwork from RSS's own image if it is missing; keep what that image says besides."""
    node = parts.first("image")
    if node is None:
        return
    value = read_element(node, load_vocabulary().children["channel"]["image"])
    if not isinstance(value, dict):
        return
    if not fields["artwork"]:
        fields["artwork"] = (node.findtext("url") or "").strip()
    usual = {"url": fields["artwork"], "title": fields["title"], "link": fields["link"]}
    rest = {key: one for key, one in value.items() if usual.get(key) != one}
    if rest and not read_elements({"image": rest}, "channel").faults:
        parts.elements["image"] = rest


def _read_dates_and_generator(parts: Parts, episodes: list[FeedItem]) -> None:
    """Keep a generator and a build date that a build would not write itself."""
    generator = parts.text("generator")
    if generator and not generator.startswith("feedtool/"):
        parts.elements["generator"] = generator
    text = parts.text("lastBuildDate")
    newest = max((one.published for one in episodes if one.published), default=None)
    if text and (newest is None or read_date(text) != newest):
        parts.elements["last_build_date"] = text
