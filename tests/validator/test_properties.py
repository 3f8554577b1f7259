"""What must hold for any input, and for one feed in any dress."""

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import sample_feed

from feedtool.validator import validate
from feedtool.validator.report import Finding

MARKUP = st.sampled_from([
    "<rss version='2.0'>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>",
    "</title>", "<title/>", "<link>", "</link>", "<guid>1</guid>", "<![CDATA[", "]]>", "<!--",
    "-->", "<!-- feedtool: ignore guid-not-url -->", "<?xml version='1.0'?>", "<?pi", "?>", "&",
    "&amp;", "&nbsp;", "&#0;", "&#x1F600;", "<", ">", "'", '"', "\n", "\r\n", "\t", " ", "é", "🚢",
    "\x00", "\ufffe", "words", "<description>", "</description>", "&lt;b&gt;", "&lt;a href='x'&gt;",
    "<!DOCTYPE rss [<!ENTITY a 'b'>]>", "&a;", "<itunes:image href='x'/>", "<x:y xmlns:x='u'>",
    "<enclosure url='https://example.com/1.mp3' length='0' type='audio/mpeg'/>",
    "<pubDate>Tue, 03 Nov 2020 10:00:00 GMT</pubDate>",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_report(data: bytes) -> None:
    assert validate(data).file == "-"


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKUP, max_size=40), st.sampled_from([1, 2, 3, 7, 64]))
def test_any_markup_gives_the_same_report_in_pieces(parts: list[str], size: int) -> None:
    data = "".join(parts).encode("utf-8", "surrogatepass")
    whole, pieces = validate(data).findings, validate(data, chunk_bytes=size).findings
    assert [str(one) for one in pieces] == [str(one) for one in whole]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_feed_with_a_wrong_byte_gives_a_report(data: st.DataObject) -> None:
    feed = bytearray(sample_feed(channel="<copyright>é</copyright>"))
    for _ in range(data.draw(st.integers(1, 3))):
        feed[data.draw(st.integers(0, len(feed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(feed)))
    assert validate(bytes(feed)).file == "-"
    assert validate(bytes(feed[:cut])).file == "-"


@dataclass
class Element:
    """An element of the model: what it holds is a text, or children."""

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)


def make_feed(changes: dict[str, str]) -> Element:
    """The feed that is mutated; `changes` has a value by `element` or `element@attribute`."""

    def one(key: str, text: str = "", **attributes: str) -> Element:
        name = key.rpartition("/")[2]
        values = {k: changes.get(f"{key}@{k}", value) for k, value in attributes.items()}
        return Element(name, changes.get(key, text), values)

    item = Element("item", children=[
        one("item/title", "The night ferry"),
        one("item/description", "Who rides at night?"),
        one("guid", "harbour-1", isPermaLink="false"),
        one("item/pubDate", "Tue, 03 Nov 2020 10:00:00 +0000"),
        one("item/link", "https://example.com/1"),
        one("enclosure", url="https://example.com/1.mp3", length="24986239", type="audio/mpeg"),
        one("itunes:duration", "3753"), one("itunes:episode", "1"),
        one("item/itunes:explicit", "false"), one("itunes:episodeType", "full"),
    ])  # fmt: skip
    channel = Element("channel", children=[
        one("title", "Häfen & Fähren"), one("link", "https://example.com/"),
        one("description", "Talks about small ports."), one("language", "en"), one("ttl", "60"),
        one("itunes:author", "Mira Holt"), one("itunes:explicit", "false"),
        one("itunes:image", href="https://example.com/cover.jpg"),
        one("itunes:category", text="Technology"), one("itunes:type", "serial"),
        one("podcast:guid", "d84ced82-1926-54c0-88c2-bb01dd35d7e3"),
        one("podcast:locked", "yes"),
        one("atom:link", rel="self", type="application/rss+xml",
            href="https://example.com/feed.xml"),
        item,
    ])  # fmt: skip
    channel.children[8].attributes["text"] = changes.get("itunes:category@text", "Technology")
    channel.children[8].text = ""
    return Element("rss", attributes={"version": "2.0"}, children=[channel])


@dataclass
class Dress:
    """How a feed is written."""

    encoding: str = "utf-8"
    prefixes: dict[str, str] = field(default_factory=dict)
    newline: str = "\n"
    indent: str = "  "
    comments: bool = False
    cdata: bool = False
    quote: str = '"'
    reverse: bool = False


URIS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}


class Writer:
    """Writes a feed and notes where each value stands."""

    def __init__(self, dress: Dress) -> None:
        self.dress = dress
        self.out = ""
        self.places: dict[str, tuple[int, int]] = {}

    def tag(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return f"{self.dress.prefixes.get(prefix, prefix)}{colon}{local}"

    def note(self, path: str) -> None:
        lines = self.out.split(self.dress.newline)
        self.places[path] = (len(lines), len(lines[-1]) + 1)

    def write(self, one: Element, path: str, depth: int) -> None:
        dress, here = self.dress, f"{path}/{one.name}"
        self.out += dress.indent * depth
        if dress.comments:
            self.out += "<!-- é -->"
        self.out += f"<{self.tag(one.name)}"
        attributes = dict(one.attributes)
        if not path:
            attributes |= {f"xmlns:{self.dress.prefixes.get(p, p)}": u for p, u in URIS.items()}
        for name, value in sorted(attributes.items(), reverse=dress.reverse):
            self.out += f"{dress.newline if dress.comments else ' '}{name}={dress.quote}"
            self.note(f"{here}/@{name}")
            self.out += escape(value) + dress.quote
        self.out += ">"
        if one.children:
            self.out += dress.newline
            for child in one.children:
                self.write(child, here, depth + 1)
            self.out += dress.indent * depth
        else:
            self.out += "<![CDATA[" if dress.cdata else ""
            self.note(here)
            self.out += f"{one.text}]]>" if dress.cdata else escape(one.text)
        self.out += f"</{self.tag(one.name)}>{dress.newline}"


def render(feed: Element, dress: Dress) -> tuple[bytes, dict[str, tuple[int, int]]]:
    writer = Writer(dress)
    label = {"utf-8-sig": "utf-8"}.get(dress.encoding, dress.encoding)
    writer.out = f'<?xml version="1.0" encoding="{label}"?>{dress.newline}'
    writer.write(feed, "", 0)
    return writer.out.encode(dress.encoding), writer.places


def bare_path(finding: Finding, dress: Dress) -> str:
    """The path with the usual prefixes and without indexes."""
    path = re.sub(r"\[\d+\]", "", finding.path)
    for usual, written in dress.prefixes.items():
        path = path.replace(f"/{written}:", f"/{usual}:")
    return path


WRONG = {
    "title": ["", "<b>x</b>"], "link": ["example.com", "a b", "/"], "language": ["xx", "english"],
    "ttl": ["0", "x"], "itunes:explicit": ["maybe"], "itunes:type": ["season"],
    "podcast:guid": ["x"], "podcast:locked": ["maybe"],
    "itunes:image@href": ["cover.jpg", "https://example.com/c.webp"],
    "itunes:category@text": ["Ferries"], "atom:link@type": ["feed"],
    "item/pubDate": ["2020-11-03", "Mon, 03 Nov 2020 10:00:00 GMT", "x"],
    "item/link": ["1.html", "https://example.com/%zz"], "guid@isPermaLink": ["no"],
    "enclosure@url": ["/1.mp3", "https://example.com/a b.mp3"],
    "enclosure@length": ["24 MB", "-1", "0"], "enclosure@type": ["mp3", "audio/mp3"],
    "itunes:duration": ["62 min", "1:2:3"], "itunes:episode": ["one", "0"],
    "item/itunes:explicit": ["?"], "itunes:episodeType": ["whole"],
    "item/title": ["caf\u00c3\u00a9"], "item/description": ["<b>x"],
}  # fmt: skip
MUTATIONS = st.sampled_from([(key, value) for key, values in WRONG.items() for value in values])
DRESSES = st.builds(
    Dress,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"]),
    prefixes=st.sampled_from([{}, {"itunes": "i", "podcast": "p2", "atom": "a10"}]),
    newline=st.sampled_from(["\n", "\r\n"]),
    indent=st.sampled_from(["", "  ", "\t"]),
    comments=st.booleans(),
    cdata=st.booleans(),
    quote=st.sampled_from(['"', "'"]),
    reverse=st.booleans(),
)
OF_ENCODING = {"byte-order-mark", "encoding-not-utf-8"}


def path_of(key: str) -> str:
    element, _, attribute = key.partition("@")
    in_item = element.startswith("item/") or element in (
        "guid", "enclosure", "itunes:duration", "itunes:episode", "itunes:episodeType",
    )  # fmt: skip
    base = "/rss/channel/item/" if in_item else "/rss/channel/"
    return base + element.removeprefix("item/") + (f"/@{attribute}" if attribute else "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_feed_that_is_mutated_is_right(encoding: str) -> None:
    data, _ = render(make_feed({}), Dress(encoding))
    assert {one.rule for one in validate(data).findings} <= OF_ENCODING


@settings(max_examples=400, deadline=None)
@given(MUTATIONS, DRESSES)
def test_a_wrong_value_is_told_where_it_stands(mutation: tuple[str, str], dress: Dress) -> None:
    key, value = mutation
    data, places = render(make_feed({key: value}), dress)
    told = [one for one in validate(data).findings if one.rule not in OF_ENCODING]
    path = path_of(key)
    assert path in {bare_path(one, dress) for one in told}
    for one in told:
        if bare_path(one, dress) == path and value and not one.rule.startswith("guid-"):
            # A finding may point at a part of the text; it never points elsewhere.
            line, column = places[path]
            assert one.line == line
            assert one.column is not None
            assert column <= one.column <= column + len(value)


@settings(max_examples=400, deadline=None)
@given(st.lists(MUTATIONS, min_size=1, max_size=4, unique_by=lambda one: one[0]), DRESSES)
def test_a_feed_has_the_same_findings_in_every_dress(
    mutations: list[tuple[str, str]], dress: Dress
) -> None:
    feed = make_feed(dict(mutations))
    plain = Dress()
    usual = validate(render(feed, plain)[0]).findings
    other = [
        one for one in validate(render(feed, dress)[0]).findings if one.rule not in OF_ENCODING
    ]
    told = sorted((one.rule, one.severity, bare_path(one, dress)) for one in other)
    assert told == sorted((one.rule, one.severity, bare_path(one, plain)) for one in usual)
