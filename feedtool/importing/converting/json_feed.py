"""A JSON Feed as RSS, versions 1.0 and 1.1. What RSS cannot say is told by name.

Values of a wrong kind are read as far as they mean something: numbers as text, one object as a
list of one. Source: https://www.jsonfeed.org/version/1.1/
"""

from collections.abc import Collection, Mapping
from typing import Any

from feedtool.importing.converting.atom_texts import text_as_html
from feedtool.importing.converting.rss_feed import (
    Converted,
    Enclosure,
    RssFeed,
    add,
    add_date,
    add_enclosures,
    add_updated,
    add_words,
    is_played,
)
from feedtool.importing.feed.parsing import MAX_BYTES, fault
from feedtool.importing.feed.read_show import MOST_ITEMS
from feedtool.values.json_text import read_json

_MOST_VALUES = 1_000_000
_FEED_KEYS = frozenset([
    "version", "title", "home_page_url", "feed_url", "description", "next_url", "icon", "favicon",
    "author", "authors", "language", "expired", "hubs", "items",
])  # fmt: skip
_ITEM_KEYS = frozenset([
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image",
    "date_published", "date_modified", "author", "authors", "tags", "language", "attachments",
])  # fmt: skip
_ENCLOSURE_KEYS = ("url", "size_in_bytes", "mime_type", "title")
_ATTACHMENT_KEYS = (*_ENCLOSURE_KEYS, "duration_in_seconds")
_AUTHOR_KEYS = ("name", "url")

_Object = Mapping[str, Any]


def convert_json_feed(data: bytes, file: str = "") -> Converted:
    """Return a JSON Feed as RSS; raises SourceError if the data is none."""
    if len(data) > MAX_BYTES:
        raise fault(file, f"the file is larger than {MAX_BYTES // 1_000_000} MB; expected a feed")
    try:
        whole = read_json(data, _MOST_VALUES)
    except ValueError as why:
        raise fault(file, f"{why}; expected a feed") from None
    if "jsonfeed.org/version" not in _text(whole.get("version")):
        raise fault(file, 'the "version" of this JSON is not that of a JSON Feed; expected a feed')
    items = _objects(whole.get("items"))
    if len(items) > MOST_ITEMS:
        message = f"the feed has {len(items):,} items; expected {MOST_ITEMS:,} at the most"
        raise fault(file, message)
    feed = RssFeed("a JSON Feed", file)
    _convert_feed(feed, whole)
    authors = _authors(whole)
    for item in items:
        node = feed.add_item()
        _convert_item(feed, node, item, authors)
        feed.check_size(node)
    return feed.finish()


def _convert_feed(feed: RssFeed, whole: _Object) -> None:
    channel = feed.channel
    title, link, icon = (_text(whole.get(key)) for key in ("title", "home_page_url", "icon"))
    add(channel, "title", title)
    add(channel, "link", link)
    add(channel, "description", text_as_html(_text(whole.get("description"))))
    add(channel, "language", _text(whole.get("language")))
    feed.next_page = _text(whole.get("next_url"))
    _add_link(channel, "self", _text(whole.get("feed_url")), "application/rss+xml")
    for hub in _objects(whole.get("hubs")):
        if _text(hub.get("type")).lower() == "websub":
            _add_link(channel, "hub", _text(hub.get("url")))
        else:
            feed.leave_out(channel, "hubs")
    if icon:
        feed.add_picture(icon, title, link)
    add(channel, "atom:icon", _text(whole.get("favicon")))
    _add_authors(feed, channel, whole, [])
    if whole.get("expired") is True:
        add(channel, "itunes:complete", "yes")
    _tell_others(feed, channel, whole, _FEED_KEYS)


def _convert_item(feed: RssFeed, node: Any, item: _Object, show_authors: list[_Object]) -> None:
    guid = _text(item.get("id"))
    add(node, "title", _text(item.get("title")))
    add(node, "link", _text(item.get("url")))
    _add_link(node, "related", _text(item.get("external_url")))
    add(node, "guid", guid, {"isPermaLink": "false"} if guid else None)
    published, updated = _text(item.get("date_published")), _text(item.get("date_modified"))
    add_date(node, "pubDate", published or updated)
    add_updated(node, updated, published)
    html, plain = _text(item.get("content_html")), _text(item.get("content_text"))
    if html and plain:
        feed.leave_out(node, "content_text beside content_html")
    add_words(node, html or text_as_html(plain), text_as_html(_text(item.get("summary"))))
    _add_attachments(feed, node, _objects(item.get("attachments")))
    add(node, "itunes:image", attributes={"href": _text(item.get("image"))})
    add(node, "dc:language", _text(item.get("language")))
    _add_authors(feed, node, item, show_authors)
    for tag in _list(item.get("tags")):
        add(node, "category", _text(tag))
    _tell_others(feed, node, item, _ITEM_KEYS)


def _add_attachments(feed: RssFeed, item: Any, attachments: list[_Object]) -> None:
    """Add the files of an item; the duration is that of the first one that is played."""
    ordered = sorted(attachments, key=lambda one: not is_played(_text(one.get("mime_type"))))
    for number, one in enumerate(ordered):
        duration = _text(one.get("duration_in_seconds"))
        if number == 0:
            # Seconds may have a fraction, which apps do not read.
            add(item, "itunes:duration", duration.partition(".")[0])
        elif duration:
            feed.leave_out(item, "duration_in_seconds of further attachments")
        if number == 0 and one.get("title"):
            feed.leave_out(item, "title of the audio")
        _tell_others(feed, item, one, _ATTACHMENT_KEYS, "attachments")
    add_enclosures(item, [
        Enclosure(*(_text(one.get(key)) for key in _ENCLOSURE_KEYS)) for one in ordered
    ])  # fmt: skip


def _authors(data: _Object) -> list[_Object]:
    """Return the authors of a feed or an item: a list since version 1.1, one before."""
    return _objects(data.get("authors")) or _objects(data.get("author"))


def _add_authors(feed: RssFeed, parent: Any, data: _Object, known: list[_Object]) -> None:
    """Keep the authors whom the show does not name."""
    authors = _authors(data)
    if authors == known:
        return
    for one in authors:
        name, url = (_text(one.get(key)) for key in _AUTHOR_KEYS)
        if name:
            author = add(parent, "atom:author", name)
            author.text = None
            add(author, "atom:name", name)
            add(author, "atom:uri", url)
        elif url:
            feed.leave_out(parent, "authors without a name")
        _tell_others(feed, parent, one, _AUTHOR_KEYS, "authors")
    names = (_text(one.get("name")) for one in authors)
    add(parent, "itunes:author", ", ".join(filter(None, names)))


def _add_link(parent: Any, rel: str, url: str, media_type: str = "") -> None:
    if url:
        add(parent, "atom:link", attributes={"href": url, "rel": rel, "type": media_type})


def _tell_others(
    feed: RssFeed, parent: Any, data: _Object, known: Collection[str], of: str = ""
) -> None:
    """Count the keys that RSS has no place for, such as extensions."""
    for key, value in data.items():
        if key not in known and value not in (None, "", [], {}):
            feed.leave_out(parent, f"{of}.{key}" if of else key)


def _text(value: Any) -> str:
    """Return text as it is and a number as text, "" for all else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value).strip() if is_number or isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _objects(value: Any) -> list[_Object]:
    return [one for one in _list(value) if isinstance(one, dict)]
