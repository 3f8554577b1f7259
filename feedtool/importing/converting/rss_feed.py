"""The RSS feed that is made of a feed in another format, and what of that feed it cannot say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from feedtool.findings.report import Finding
from feedtool.importing.feed.notes import as_markdown
from feedtool.importing.feed.parsing import MAX_BYTES, fault
from feedtool.importing.feed.parts import read_date
from feedtool.producer.notes.render import first_paragraph, render_html
from feedtool.values.rss_dates import format_rss_date
from feedtool.values.xml_characters import drop_forbidden
from feedtool.vocabulary import load_vocabulary

ATOM = "{http://www.w3.org/2005/Atom}"
_PREFIXES = ("atom", "content", "itunes", "podcast", "dc")
# Apps and directories look for these, and other formats do not have them.
_OF_RSS = (
    "itunes:explicit", "itunes:type", "itunes:episodeType", "itunes:title", "podcast:guid",
    "podcast:locked",
)  # fmt: skip
# libxml2 reads no longer text.
LONGEST = 9_000_000


@dataclass(frozen=True, slots=True)
class Converted:
    """A feed as RSS: its bytes, the format that it was in, and what RSS cannot say.

    `next_page` is the address of a further page, "" if there is none. `lacks` are tags that the
    feed lacks for its format, `fault` is the first place where it is not well formed.
    """

    data: bytes
    was: str
    left_out: tuple[str, ...] = ()
    next_page: str = ""
    lacks: frozenset[str] = frozenset()
    fault: Finding | None = None


@dataclass(slots=True)
class Enclosure:
    """A file of an episode; what is not known is ""."""

    url: str
    length: str = ""
    type: str = ""
    title: str = ""


@dataclass(slots=True)
class RssFeed:
    """The channel that is made, and how often something was left out, by place and name.

    `size` counts the characters of the items, `file` names the former feed in errors.
    """

    was: str
    file: str = ""
    next_page: str = ""
    size: int = 0
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    channel: Any = field(init=False)

    def __post_init__(self) -> None:
        namespaces = load_vocabulary().namespaces
        rss = etree.Element(
            "rss", version="2.0", nsmap={one: namespaces[one].uri for one in _PREFIXES}
        )
        self.channel = etree.SubElement(rss, "channel")

    def add_item(self) -> Any:
        """Return a new item, the last one."""
        return etree.SubElement(self.channel, "item")

    def check_size(self, item: Any) -> None:
        """Raise SourceError if an item, or the feed with it, is larger than can be read again."""
        sizes = [len(one.text or "") + sum(map(len, one.attrib.values())) for one in item.iter()]
        self.size += sum(sizes)
        if max(sizes) > LONGEST:
            message = f"an item has a text of more than {LONGEST // 1_000_000} MB"
            raise fault(self.file, f"{message}; expected a feed")
        if self.size > MAX_BYTES:
            message = f"the feed is larger than {MAX_BYTES // 1_000_000} MB in RSS"
            raise fault(self.file, f"{message}; expected a feed")

    def add_picture(self, url: str, title: str, link: str) -> None:
        """Add the picture of the show, for apps and for other readers of RSS."""
        if not has(self.channel, "itunes:image"):
            add(self.channel, "itunes:image", attributes={"href": url})
        image = etree.SubElement(self.channel, "image")
        for name, text in (("url", url), ("title", title), ("link", link)):
            add(image, name, text)

    def leave_out(self, parent: Any, name: str) -> None:
        """Remember that something of the show or of an episode has no place in RSS."""
        self.left_out["show" if parent is self.channel else "episode", name] += 1

    def finish(self) -> Converted:
        """Return the feed as bytes; the items stand behind all else."""
        items = self.channel.findall("item")
        for item in items:
            self.channel.append(item)
        data = etree.tostring(self.channel.getparent(), encoding="utf-8", xml_declaration=True)
        lacks = frozenset(map(_tag, _OF_RSS))
        return Converted(data, self.was, tuple(self._list_left_out()), self.next_page, lacks)

    def _list_left_out(self) -> Sequence[str]:
        return [
            name if place == "show" else f"{name} ({number:,} episode{'s' * (number != 1)})"
            for (place, name), number in self.left_out.items()
        ]


def add(parent: Any, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Any:
    """Add an element under its usual name, such as itunes:image; without a value, add nothing."""
    present = {key: drop_forbidden(one) for key, one in (attributes or {}).items() if one}
    text = drop_forbidden(text).strip()
    if not text and not present:
        return None
    node = etree.SubElement(parent, _tag(name), present)
    node.text = text or None
    return node


def has(parent: Any, name: str) -> bool:
    """Tell whether a parent has an element of a name already."""
    return parent.find(_tag(name)) is not None


def _tag(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{load_vocabulary().namespaces[prefix].uri}}}{local}" if prefix else local


def copy_into(parent: Any, node: Any) -> Any:
    """Keep an element as it is, without the base that its addresses no longer need."""
    copy = deepcopy(node)
    copy.tail = None
    copy.attrib.pop("{http://www.w3.org/XML/1998/namespace}base", None)
    parent.append(copy)
    return copy


def add_date(parent: Any, name: str, text: str) -> None:
    """Add a date as RSS writes it, to the second and with its zone; a text that is none stays."""
    moment = _read_date(text.strip())
    add(parent, name, format_rss_date(moment) if moment else text)


def add_updated(item: Any, updated: str, published: str) -> None:
    """Keep when an episode was changed, if that is not when it was published."""
    if published and updated not in ("", published):
        moment = _read_date(updated)
        add(item, "atom:updated", moment.isoformat(timespec="seconds") if moment else updated)


def _read_date(text: str) -> datetime | None:
    try:
        return read_date(text)
    except (ValueError, OverflowError):
        return None


def add_words(item: Any, notes: str, summary: str) -> None:
    """Add show notes and a summary, both in HTML, as a build of them writes them.

    A summary alone is the notes if it has markup. The description of notes without a summary is
    their first paragraph.
    """
    if summary and not notes and "<" in summary:
        notes, summary = summary, ""
    if not notes:
        add(item, "description", summary)
        return
    add(item, "description", summary or first_paragraph(render_html(as_markdown(notes), "")))
    add(item, "content:encoded", notes)


def is_played(media_type: str) -> bool:
    """Tell whether files of a media type are audio or video."""
    return media_type.strip().lower().startswith(("audio/", "video/"))


def add_enclosures(item: Any, enclosures: Sequence[Enclosure]) -> None:
    """Add the files of an item.

    RSS has one, the first that is played; the others are links of Atom, so that no app takes one
    of them for the episode.
    """
    played = [one for one in enclosures if is_played(one.type)]
    first = next(iter([*played, *enclosures]), None)
    for one in enclosures:
        values = {"length": one.length, "type": one.type}
        if one is first:
            add(item, "enclosure", attributes={"url": one.url, **values})
        else:
            link = {"rel": "enclosure", "href": one.url, **values, "title": one.title}
            add(item, "atom:link", attributes=link)


def resolve(base: str, url: str) -> str:
    """Return an address of a feed as an absolute one, or as it is if no base is known.

    >>> resolve("https://example.com/a/", " b.mp3 "), resolve("", "b.mp3"), resolve("x:", "http://[")
    ('https://example.com/a/b.mp3', 'b.mp3', 'http://[')
    """
    url = url.strip()
    try:
        return urljoin(base, url) if base and url else url
    except ValueError:
        return url
