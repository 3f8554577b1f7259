"""Values that no check expects: huge ones, many of middle size, in each place of the vocabulary."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from feedtool.vocabulary import Element, Value, load_vocabulary
from hostile.feeds import TAIL, clean_feed
from hostile.registry import clean, hostile_feed
from hostile.value_pieces import BEGINNINGS, PIECES

_MIDDLE = 1_000
_CHANNEL, _ITEM = "channel", "item"


@clean("values", "validate", "feed.xml")
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


def _places() -> Iterator[tuple[str, Value, Element, str]]:
    """Yield each place of a value: the parent, what it may hold, the element, and the attribute."""
    for element in load_vocabulary().elements.values():
        for parent in element.parents:
            if element.content in ("text", "any"):
                yield parent, element.value, element, ""
            for attribute in element.attributes.values():
                yield parent, attribute.value, element, attribute.name


def _tag(element: Element) -> str:
    prefix = element.namespace.prefix
    return f"{prefix}:{element.name}" if prefix and ":" not in element.name else element.name


def _write(element: Element, attribute: str, text: str) -> str:
    tag = _tag(element)
    if attribute:
        return f"<{tag} {attribute}={quoteattr(text)}/>\n"
    return f"<{tag}>{escape(text)}</{tag}>\n"


def _feed(channel: list[str], items: list[str]) -> bytes:
    declared = "".join(
        f' xmlns:{one.prefix}="{one.uri}"'
        for one in load_vocabulary().namespaces.values() if one.prefix
    )  # fmt: skip
    head = f'<?xml version="1.0"?>\n<rss version="2.0"{declared}>\n<channel>\n'
    body = "".join(channel) + "".join(f"<item>\n{one}</item>\n" for one in items)
    return (head + body).encode() + TAIL


def _fill(piece: str, size: int) -> str:
    return piece * max(size // len(escape(piece).encode()), 1)


def _in_every_place(pieces: Sequence[str], size: int) -> bytes:
    """Return a feed with one value of middle size at each place, again and again."""
    channel, items = [], []
    texts = cycle(start + _fill(piece, _MIDDLE) for piece in pieces for start in BEGINNINGS)
    places = [place for place in _places() if place[0] in (_CHANNEL, _ITEM)]
    for number in range(max(size // _MIDDLE, 1)):
        parent, _, element, attribute = places[number % len(places)]
        one = _write(element, attribute, next(texts))
        is_first = parent == _CHANNEL and number < len(places)
        (channel if is_first else items).append(one)
    return _feed(channel, items)


def _of_each_type(pieces: Sequence[str], size: int) -> bytes:
    """Return a feed with one huge value of each type of values."""
    first: dict[str, tuple[str, Element, str]] = {}
    for parent, value, element, attribute in _places():
        if parent in (_CHANNEL, _ITEM):
            first.setdefault(value.type, (parent, element, attribute))
    channel, items = [], []
    for number, (parent, element, attribute) in enumerate(first.values()):
        text = BEGINNINGS[number % len(BEGINNINGS)]
        text += _fill(pieces[number % len(pieces)], size // len(first))
        (channel if parent == _CHANNEL else items).append(_write(element, attribute, text))
    return _feed(channel, items)


def _make(what: str, build: Callable[[int], bytes]) -> None:
    build.__name__ = what
    hostile_feed("values")(build)


for _name, _pieces in PIECES.items():
    _make(f"{_name} in a value of each type", lambda size, few=_pieces: _of_each_type(few, size))
    _make(f"{_name} in every place", lambda size, few=_pieces: _in_every_place(few, size))


def _alone(
    element: str, parent: str, attribute: str, start: str, piece: str
) -> Callable[[int], bytes]:
    def build(size: int) -> bytes:
        one = load_vocabulary().elements[element]
        written = _write(one, attribute, start + _fill(piece, size))
        return _feed([written], []) if parent == _CHANNEL else _feed([], [written])

    return build


# One value that is the whole feed, of the kinds of text that are read most.
for _name, _element, _parent, _attribute, _start, _piece in (
    ("an address with dots behind a service", "enclosure", _ITEM, "url",
     "https://dts.podtrac.com/redirect.mp3/", "x."),
    ("an address of services", "enclosure", _ITEM, "url", "https://",
     "dts.podtrac.com/redirect.mp3/"),
    ("an address with schemes in its path", "link", _ITEM, "", "https://example.com", "/http"),
    ("an address with escapes of escapes", "link", _ITEM, "", "https://example.com/", "%25"),
    ("a host of labels", "link", _CHANNEL, "", "https://", "a."),
    ("an editor of at signs", "managingEditor", _CHANNEL, "", "", "@"),
    ("an editor of brackets", "webMaster", _CHANNEL, "", "mira@example.com (", "("),
    ("a title of tags", "title", _ITEM, "", "", "<b>"),
    ("a title of marks", "title", _CHANNEL, "", "", "e\u0301"),
    ("a description of mojibake", "description", _ITEM, "", "", "Ã©"),
    ("a description of lines", "description", _CHANNEL, "", "", "\n"),
    ("a guid of blanks", "guid", _ITEM, "", "x", " x"),
    ("a category of names", "category", _ITEM, "", "", "Arts / "),
    ("keywords of commas", "itunes:keywords", _CHANNEL, "", "", "a,"),
    ("a duration of digits", "itunes:duration", _ITEM, "", "", "7"),
    ("a date of digits", "pubDate", _ITEM, "", "Mon, ", "1"),
    ("a date of comments", "pubDate", _ITEM, "", "Mon, 01 Jan 2024 00:00:00 ", "(a) "),
    ("a number of digits", "itunes:episode", _ITEM, "", "", "9"),
    ("a length of digits", "enclosure", _ITEM, "length", "", "9"),
    ("a language of subtags", "language", _CHANNEL, "", "en", "-ab"),
    ("a text of the owner", "podcast:txt", _CHANNEL, "", "", "a=b; "),
    ("a place on the globe", "podcast:location", _CHANNEL, "geo", "geo:", "1,"),
    ("an object on the map", "podcast:location", _CHANNEL, "osm", "R", "1#"),
):  # fmt: skip
    _make(_name, _alone(_element, _parent, _attribute, _start, _piece))
