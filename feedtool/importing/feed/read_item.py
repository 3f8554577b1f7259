"""Reads an item or a live item of a feed."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any, get_args

from feedtool.importing.feed.notes import as_markdown, is_html, text_as_markdown
from feedtool.importing.feed.parts import (
    Parts,
    ReadPeople,
    choose,
    read_date,
    read_flag,
    read_people,
    read_whole,
    split_children,
)
from feedtool.producer.history.guids import is_page
from feedtool.producer.notes.render import first_paragraph, render_html
from feedtool.show.episode_files import Audio, Chapters, Transcript
from feedtool.show.feed_show import FeedItem
from feedtool.show.model import EpisodeMatter, LiveItem
from feedtool.show.slugs import FreeNames, episode_name, live_name
from feedtool.show.value_types import EpisodeType, read_number
from feedtool.values.durations import parse_duration

_KNOWN = frozenset([
    "title", "itunes:title", "link", "guid", "pubDate", "description", "content:encoded",
    "enclosure", "itunes:duration", "itunes:season", "podcast:season", "itunes:episode",
    "podcast:episode", "itunes:episodeType", "itunes:explicit", "itunes:image", "itunes:block",
    "podcast:person", "podcast:transcript", "podcast:chapters",
])  # fmt: skip
# A summary in front of notes in HTML.
_LEAD = re.compile(r"<p>([^<]+)</p>\n")
_STATES = ("pending", "live", "ended")
_TYPES: tuple[EpisodeType, ...] = get_args(EpisodeType)
# One set for all items: a set for each takes two thirds of the memory of an item without texts.
_ITEM_FIELDS = set(FeedItem.model_fields)
_AUDIO_FIELDS = set(Audio.model_fields)


@dataclass(slots=True)
class Around:
    """What reading an item needs from its show, and what it adds: names of seasons, used slugs."""

    explicit: bool
    people: ReadPeople
    seasons: dict[int, str] = field(default_factory=dict)
    slugs: FreeNames = field(default_factory=FreeNames)


def read_item(node: Any, around: Around) -> FeedItem:
    """Return an item as a FeedItem; see `read_show` for what may be missing."""
    fields = _read_fields(node, around)
    slug = around.slugs.take(episode_name(fields["number"], fields["title"]))
    return FeedItem.model_construct(_ITEM_FIELDS, **fields, slug=slug)


def read_live_item(node: Any, around: Around) -> LiveItem | None:
    """Return a live item, None if its state or its start is missing."""
    status, start = (node.get("status") or "").strip(), read_date(node.get("start") or "")
    if status not in _STATES or start is None:
        return None
    fields = _read_fields(node, around)
    fields["audio"] = fields["audio"] if fields["audio"].url else None
    return LiveItem.model_construct(
        **fields,
        slug=around.slugs.take(live_name(start, fields["title"])),
        status=status,
        start=start,
        end=read_date(node.get("end") or ""),
    )


def _read_fields(node: Any, around: Around) -> dict[str, Any]:
    """Return the fields of an item, without its slug."""
    parts = split_children(node, "item", _KNOWN, EpisodeMatter)
    written, own = parts.text("title"), parts.text("itunes:title")
    title = own or written
    season, (number, display) = _read_season(parts, around), _read_number(parts)
    explicit = read_flag(parts.text("itunes:explicit"))
    link = parts.text("link") or None
    guid = parts.text("guid") or None
    people = _read_people(parts, around)
    parts.keep(parts.named.get("enclosure", [])[1:])
    return {
        **parts.fields,
        "title": title,
        "title_display": written if written and written != title else None,
        "published": read_date(parts.text("pubDate")),
        "audio": _read_audio(parts),
        "number": number,
        "number_display": display,
        "season": season,
        **people,
        **_read_words(parts),
        "link": link,
        "transcript": [_read_transcript(one) for one in parts.named.get("podcast:transcript", [])],
        "chapters": _read_chapters(parts),
        "artwork": parts.attribute("itunes:image", "href") or None,
        "explicit": None if explicit == around.explicit else explicit,
        "type": choose(parts.text("itunes:episodeType"), _TYPES, "full"),
        "block": read_flag(parts.text("itunes:block")) or False,
        "guid": guid,
        "guid_permalink": _read_permalink(parts, guid, link),
        "elements": parts.elements,
        "extra": tuple(parts.extra),
    }


def _read_words(parts: Parts) -> dict[str, Any]:
    """Return summary and notes, and whether the description has all the notes.

    The description alone is the summary where it is one line of plain text, else it is the notes; a
    summary that says what the notes' first paragraph says need not be written.
    """
    description, encoded = parts.text("description"), parts.text("content:encoded")
    if not encoded:
        if is_html(description) or "\n" in description:
            return {"notes": text_as_markdown(description)}
        return {"summary": description or None}
    notes = as_markdown(encoded)
    if description == encoded:
        return {"notes": notes, "description_format": "html"}
    lead = _LEAD.fullmatch(description.removesuffix(encoded))
    if lead is not None and description.endswith(encoded):
        return {"notes": notes, "description_format": "html", "summary": unescape(lead[1])}
    if not description or description == first_paragraph(render_html(notes, "")):
        return {"notes": notes}
    return {"notes": notes, "summary": description}


def _read_audio(parts: Parts) -> Audio:
    """Return the enclosure; facts that are missing or wrong are None."""
    length = read_whole(parts.attribute("enclosure", "length"))
    try:
        duration: int | None = parse_duration(parts.text("itunes:duration"))
    except ValueError:
        duration = None
    return Audio.model_construct(
        _AUDIO_FIELDS,
        url=parts.attribute("enclosure", "url") or None,
        length=length,
        type=parts.attribute("enclosure", "type") or None,
        duration=duration,
    )


def _read_season(parts: Parts, around: Around) -> int | None:
    """Return the season's number; its name goes to the show, where the first one counts."""
    named = read_whole(parts.text("podcast:season"))
    season = read_whole(parts.text("itunes:season")) or named
    name = parts.attribute("podcast:season", "name")
    if name and season is not None and named == season:
        around.seasons.setdefault(season, name)
    return season


def _read_number(parts: Parts) -> tuple[int | float | None, str | None]:
    """Return the number, and how it is shown.

    A number such as 1.5 stays an element where Apple's element has another number.
    """
    shown = parts.text("podcast:episode")
    written: int | float | None = read_whole(shown)
    if not parts.named.get("itunes:episode") and str(read_number(shown)) == shown:
        written = read_number(shown)
    whole = read_whole(parts.text("itunes:episode"))
    number = written if whole is None else whole
    if written is None:
        parts.keep(parts.named.get("podcast:episode", [])[:1])
        return number, None
    return number, parts.attribute("podcast:episode", "display") or None


def _read_people(parts: Parts, around: Around) -> dict[str, Any]:
    """Return hosts, co-hosts, guests and crew, None for those that are the same as the show's."""
    people = read_people(parts.named.get("podcast:person", []))
    parts.keep(people.others)
    if people.is_empty:
        return {"hosts": None, "cohosts": None, "crew": None, "guests": []}
    own = {"hosts": people.hosts, "cohosts": people.cohosts, "crew": people.crew}
    shared = around.people
    found = {key: None if one == getattr(shared, key) else one for key, one in own.items()}
    if not people.guests and not any(one is not None for one in found.values()):
        # The item repeats the people of the show, so they are its own.
        found["hosts"] = people.hosts
    return {**found, "guests": people.guests}


def _read_transcript(node: Any) -> Transcript:
    values = {key: node.get(key) or None for key in ("url", "type", "language", "rel")}
    return Transcript.model_construct(**values)


def _read_chapters(parts: Parts) -> Chapters | None:
    url = parts.attribute("podcast:chapters", "url")
    return Chapters.model_construct(url=url) if url else None


def _read_permalink(parts: Parts, guid: str | None, link: str | None) -> bool | None:
    """Return isPermaLink of a guid that is an address, None if the link implies it.

    It is true unless the feed says otherwise.
    Source: https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt
    """
    if guid is None or not guid.startswith(("http://", "https://")):
        return None
    written = parts.attribute("guid", "isPermaLink").lower() != "false"
    return None if written == is_page(guid, link) else written
