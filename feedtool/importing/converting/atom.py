"""An Atom feed as RSS. What RSS has no element for stays an element of Atom, which RSS permits.

Source: https://www.rfc-editor.org/rfc/rfc4287; RFC 5005 for pages. Atom 0.3 is read as well.
"""

from collections.abc import Collection
from typing import Any

from feedtool.importing.converting.atom_parts import AtomParts, split_atom, write_usual_names
from feedtool.importing.converting.atom_texts import form_of, has_markup
from feedtool.importing.converting.rss_feed import (
    ATOM,
    Converted,
    Enclosure,
    RssFeed,
    add,
    add_date,
    add_enclosures,
    add_updated,
    add_words,
    copy_into,
    has,
    is_played,
    resolve,
)
from feedtool.importing.feed.parsing import text_of
from feedtool.importing.feed.read_show import check_number

# Of pages, which are in another format than the new feed.
_FURTHER = ("next", "prev-archive")
_OF_AUTHOR = tuple(f"{ATOM}{name}" for name in ("name", "uri", "email"))
_OF_LINK = ("length", "type", "title")
_READ_EACH = ("link", "author", "category", "entry")
# What RSS has an element for; all else is kept as it is.
_OF_FEED = ("title", "subtitle", "rights", "updated", "generator", "logo")
_OF_ENTRY = ("title", "id", "published", "updated", "content", "summary")


def convert_atom(root: Any, file: str = "", url: str = "") -> Converted:
    """Return an Atom feed as RSS; `url` is where it was read."""
    write_usual_names(root)
    check_number(root.findall(f"{ATOM}entry"), file)
    own = next((one for one in root.findall(f"{ATOM}link") if _rel(one) == "self"), None)
    # A feed that was saved as a file came from the address that it names.
    place = url or ("" if own is None else (own.get("href") or "").strip())
    parts = split_atom(root, place)
    feed = RssFeed("an Atom feed", file)
    _convert_feed(feed, parts)
    author = _names(parts)
    for entry in parts.all("entry"):
        item = feed.add_item()
        own = split_atom(entry, parts.base)
        _convert_entry(feed, item, own)
        _add_people(item, own, author)
        if own.language not in ("", parts.language):
            add(item, "dc:language", own.language)
        feed.check_size(item)
    return feed.finish()


def _convert_feed(feed: RssFeed, parts: AtomParts) -> None:
    channel = feed.channel
    _add_title(feed, channel, parts)
    link = _add_links(feed, channel, parts)
    add(channel, "description", parts.html("subtitle"))
    add(channel, "language", parts.language)
    add(channel, "copyright", parts.plain("rights"))
    add_date(channel, "lastBuildDate", parts.text("updated"))
    add(channel, "generator", parts.text("generator"))
    for node in parts.foreign:
        copy_into(channel, node)
    _add_editor(channel, parts)
    _add_people(channel, parts)
    logo = resolve(parts.base, parts.text("logo") or parts.text("icon"))
    if logo:
        feed.add_picture(logo, parts.plain("title"), link)
    _add_categories(channel, parts)
    _keep_others(channel, parts, _OF_FEED)


def _convert_entry(feed: RssFeed, item: Any, parts: AtomParts) -> None:
    _add_title(feed, item, parts)
    _add_links(feed, item, parts)
    guid = parts.text("id")
    add(item, "guid", guid, {"isPermaLink": "false"} if guid else None)
    published, updated = parts.text("published"), parts.text("updated")
    add_date(item, "pubDate", published or updated)
    add_updated(item, updated, published)
    add_words(item, parts.html("content"), parts.html("summary"))
    add_enclosures(item, _list_enclosures(parts))
    for node in parts.foreign:
        copy_into(item, node)
    _add_categories(item, parts)
    _keep_others(item, parts, _OF_ENTRY)


def _add_title(feed: RssFeed, parent: Any, parts: AtomParts) -> None:
    node = parts.first("title")
    if node is not None:
        add(parent, "title", parts.plain("title"))
        if has_markup(node):
            feed.leave_out(parent, "markup in title")


def _add_links(feed: RssFeed, parent: Any, parts: AtomParts) -> str:
    """Add the page of a feed or entry, and its other links; return the address of the page."""
    page = ""
    for node in parts.all("link"):
        rel, url = _rel(node), parts.address(node, "href")
        if rel == "alternate" and not page:
            page = url
            add(parent, "link", url)
        elif rel == "self" and parent is feed.channel:
            add(parent, "atom:link", "", {
                "href": url, "rel": "self", "type": "application/rss+xml"
            })  # fmt: skip
        elif rel in _FURTHER and parent is feed.channel:
            feed.next_page = url
        elif rel != "enclosure":
            copy_into(parent, node).set("href", url)
    return page


def _rel(link: Any) -> str:
    """Return the relation of a link; a registered one may be written as an address.

    Source: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2
    """
    rel = (link.get("rel") or "alternate").strip().lower()
    return rel.removeprefix("http://www.iana.org/assignments/relation/")


def _list_enclosures(parts: AtomParts) -> list[Enclosure]:
    """Return the files of an entry; audio that is the content of an entry is one of them."""
    found = [
        Enclosure(parts.address(one, "href"), *(one.get(key) or "" for key in _OF_LINK))
        for one in parts.all("link")
        if _rel(one) == "enclosure"
    ]
    content = parts.first("content")
    if content is not None and _is_audio(content):
        found.append(Enclosure(parts.address(content, "src"), "", content.get("type")))
    return found


def _is_audio(content: Any) -> bool:
    return bool(content.get("src")) and is_played(content.get("type") or "")


def _names(parts: AtomParts) -> str:
    found = (one for author in parts.all("author") for one in author.findall(f"{ATOM}name"))
    return ", ".join(filter(None, map(text_of, found)))


def _add_people(parent: Any, parts: AtomParts, show_author: str = "") -> None:
    """Keep the authors, who have addresses; name those whom the show does not name for apps."""
    for author in parts.all("author"):
        copy = copy_into(parent, author)
        copy[:] = sorted(copy, key=_place_in_author)
    names = _names(parts)
    if names != show_author and not has(parent, "itunes:author"):
        add(parent, "itunes:author", names)


def _place_in_author(node: Any) -> int:
    """Return the place at which a build writes a child, whose order means nothing."""
    return _OF_AUTHOR.index(node.tag) if node.tag in _OF_AUTHOR else len(_OF_AUTHOR)


def _add_editor(channel: Any, parts: AtomParts) -> None:
    """Name the first author with an address as the one whom directories write to."""
    for author in parts.all("author"):
        email = author.findtext(f"{ATOM}email", "").strip()
        if email and not has(channel, "itunes:owner"):
            name = author.findtext(f"{ATOM}name", "").strip()
            add(channel, "managingEditor", f"{email} ({name})" if name else email)
            owner = add(channel, "itunes:owner", email)
            owner.text = None
            add(owner, "itunes:name", name)
            add(owner, "itunes:email", email)
            return


def _add_categories(parent: Any, parts: AtomParts) -> None:
    """Add categories; one that has another name for people stays as it is, too."""
    for node in parts.all("category"):
        term, label = (node.get("term") or "").strip(), (node.get("label") or "").strip()
        add(parent, "category", term or label, {"domain": node.get("scheme") or ""})
        if label not in ("", term):
            copy_into(parent, node)


def _keep_others(parent: Any, parts: AtomParts, read: Collection[str]) -> None:
    """Keep the elements that have no place in RSS: content that is no text, and second titles."""
    for name, nodes in parts.named.items():
        if name not in _READ_EACH:
            is_read = name in read and not (name == "content" and _is_other(nodes[0]))
            for node in nodes[is_read:]:
                copy = copy_into(parent, node)
                if node.get("src"):
                    copy.set("src", parts.address(node, "src"))


def _is_other(content: Any) -> bool:
    return form_of(content) is None and not _is_audio(content)
