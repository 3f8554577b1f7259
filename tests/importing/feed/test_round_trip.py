"""What is built is read back as the show that it was built from, by us and by other readers."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import podcastparser
import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from sample import NAMES

from feedtool import build, load_show, read_show
from feedtool.importing.feed.elements import add_children, find_element, key_of, name_of
from feedtool.producer.build import assemble_feeds
from feedtool.producer.collecting.collect import collect
from feedtool.producer.elements.documents import plan_documents
from feedtool.producer.elements.given_elements import ElementMaker
from feedtool.producer.facts.selection import select_episodes
from feedtool.producer.history.identity import identify
from feedtool.producer.notes.render import render_html
from feedtool.producer.xml.document_xml import write_document
from feedtool.producer.xml.feedgen_extension import write_nodes
from feedtool.show.cache import Cache
from feedtool.show.categories import Category
from feedtool.show.episode_files import Audio, Chapters, Transcript
from feedtool.show.foreign import parse_fragment
from feedtool.show.keys import keys_of, keys_of_namespace
from feedtool.show.lock import Lock
from feedtool.show.model import Episode, Funding, LiveItem, Owner, Show
from feedtool.show.person import Person
from feedtool.values.xml_characters import drop_forbidden
from feedtool.vocabulary import load_vocabulary

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
AT = datetime(2026, 1, 1, tzinfo=UTC)
DAY = datetime(2024, 3, 1, 7, tzinfo=UTC)
# What a feed cannot tell of a show, or tells in another way: names of files and where they will be
# served, how titles are put together, the zone of dates without one, drafts, and where notes end.
SHOW_ALONE = {
    "artwork", "base_url", "media_url", "title_format", "timezone", "drafts", "folder", "people",
    "footer", "artwork_alt", "description_format", "elements",
}  # fmt: skip
# The same for an episode: the name of its file, local files (each is at a URL now, a transcript in
# every form that was published), and what stands in the feed without being written in the source.
EPISODE_ALONE = {
    "slug", "audio", "artwork", "artwork_alt", "transcript", "chapters", "title_display", "guid",
}  # fmt: skip


def write(show: Show) -> bytes:
    """Build without the validator, which may refuse what can be written and read."""
    selection = select_episodes(show, datetime.max.replace(tzinfo=UTC))
    collected = collect(show, Lock(), selection.episodes)
    identities = identify(show, Lock(), selection, collected.episodes, AT)
    feeds = assemble_feeds(show, collected, identities)
    (document,) = plan_documents(feeds, selection.feeds)
    return write_document(document, version="1", cache=Cache(None)).join()


def tell(model: Any, alone: set[str]) -> dict[str, Any]:
    """The fields of a show or episode that a feed can tell."""
    fields = {key: getattr(model, key) for key in type(model).model_fields if key not in alone}
    fields.pop("episodes", None)
    fields.pop("live_items", None)
    fields.pop("ignore", None)
    for key in ("hosts", "cohosts", "guests"):
        if fields.get(key):
            fields[key] = [bare(person) for person in fields[key]]
    if fields.get("crew"):
        fields["crew"] = {
            role: [bare(one) for one in people] for role, people in fields["crew"].items()
        }
    return fields


def elements_of(model: Show | Episode, parent: str) -> set[Any]:
    """The elements that the keys of a model stand for, and its foreign ones."""

    def tell_element(one: Any) -> Any:
        inner = tuple(tell_element(child) for child in one)
        return one.tag, (one.text or "").strip(), frozenset(one.attrib.items()), inner

    maker = ElementMaker("https://example.com/", ZoneInfo("Europe/London"))
    into = etree.Element("into")
    write_nodes(into, maker.make(model.elements, parent), model.extra)
    return {tell_element(one) for one in into}


def dates_of(episode: Episode) -> list[datetime]:
    dates = [getattr(episode, key, None) for key in ("published", "start", "end")]
    return [one for one in dates if one is not None]


def bare(person: Person) -> Person:
    """A person without what the feed does not tell of: what people do in life."""
    return person.model_copy(update={"role": None, "organization": None, "bio": None})


@pytest.mark.parametrize("name", ["lighthouse", "product_squad"])
def test_a_show_is_read_back_as_it_was_loaded(
    request: pytest.FixtureRequest, name: str, tmp_path: Path
) -> None:
    # A footer is part of the notes that are read back.
    loaded = load_show(request.getfixturevalue(name)).model_copy(
        update={"footer": False, "footer_text": None, "artwork_sizes": []}
    )
    feed = build(loaded, at=AT).xml
    again = read_show(feed, tmp_path)
    rendered = {
        "description": render_html(loaded.description, f"{loaded.feed_url}/../")
        if "\n" in loaded.description
        else loaded.description,
        "podcast_guid": again.podcast_guid,  # made up by the build
    }
    assert tell(again, SHOW_ALONE) == {**tell(loaded, SHOW_ALONE), **rendered}
    assert elements_of(again, "channel") == elements_of(loaded, "channel")
    assert len(again.episodes) == len(loaded.episodes)
    assert len(again.live_items) == len(loaded.live_items)
    both = [*loaded.episodes, *loaded.live_items], [*again.episodes, *again.live_items]
    for was, now in zip(*both, strict=True):
        notes = render_html(was.notes, loaded.feed_url)
        alone = EPISODE_ALONE | {"elements", "extra", "description_format"}
        assert tell(now, alone) == {**tell(was, alone), "notes": notes}
        assert elements_of(now, "item") == elements_of(was, "item")
        for one, other in zip(dates_of(was), dates_of(now), strict=True):
            assert one.utcoffset() == other.utcoffset()
    assert build(again, at=AT).xml == feed
    assert read_show(feed, tmp_path) == again


def reachable(parent: str) -> dict[str, Any]:
    """A mapping with every key of a parent that is no field of the models, out of its examples."""
    model = {"channel": Show, "item": Episode}[parent]
    data: dict[str, Any] = {}
    for element in load_vocabulary().children[parent].values():
        if element.id == "item" or key_of(element, parent)[0] in model.model_fields:
            continue
        if element.source.get(parent, "").partition(".")[0] in model.model_fields:
            continue
        for example in element.good:
            found = [one for one in parse_fragment(example) if find_element(one, parent) is element]
            if found:
                add_children(data, found[:1], parent)
                break
    return data


def paths_of(data: Mapping[str, Any], parent: str) -> set[str]:
    paths = set()
    for key, value in data.items():
        if isinstance(keys_of(parent)[key], str):
            paths |= {f"{key}.{inner}" for inner in value}
        else:
            paths.add(key)
    return paths


def full_show(folder: Path) -> Show:
    """A show that uses every key there is."""
    mira = Person(
        name="Mira Holt", url="https://example.com/mira", picture="https://example.com/m.jpg"
    )
    bo = Person(name="Bo Lind")
    channel, item = reachable("channel"), reachable("item")
    channel["links"] = {"rel": "next", "href": "https://example.com/2.xml"}
    one = Episode(
        slug="001-fog", title="Fog", title_display="Ch. 1: Fog", published=DAY, season=1, number=1,
        number_display="Ch. 1", type="full", explicit=True, block=True, guid="https://example.com/g",
        guid_permalink=True, link="https://example.com/1", artwork="https://example.com/1.jpg",
        audio=Audio(url="https://media.example.com/1.mp3", length=12, type="audio/mpeg", duration=61),
        hosts=[bo], cohosts=[mira], guests=[mira], crew={"producer": [bo]}, updated=DAY, summary="Who?", notes="<p>Why</p>\n<p>Where</p>",
        transcript=[Transcript(url="https://example.com/1.vtt", type="text/vtt", language="en", rel="captions")],
        chapters=Chapters(url="https://example.com/1.json"),
        extra=('<a:mood xmlns:a="https://example.com/ns">calm</a:mood>',), elements=item,
    )  # fmt: skip
    bare = Episode(
        slug="e-ice", title="Ice", published=DAY + timedelta(days=1), guid="ice", season=2,
        audio=Audio(url="https://media.example.com/2.mp3", length=9, type="audio/mpeg", duration=5),
    )  # fmt: skip
    live = LiveItem(
        title="On air", status="live", start=DAY, end=DAY + timedelta(hours=1), guid="on-air",
        hosts=[bo], summary="Who?", notes="<p>Why</p>", elements=item, extra=one.extra,
        transcript=one.transcript, chapters=one.chapters, artwork=one.artwork, explicit=True,
        audio=Audio(url="https://example.com/stream", type="audio/mpeg"), published=DAY, link="https://example.com/live",
    )  # fmt: skip
    silent = LiveItem(title="Soon", status="pending", start=DAY, guid="soon")
    return Show(
        live_items=[live, silent],
        title="Harbour", link="https://example.com/", feed_url="https://example.com/feed.xml",
        description="<p>Talks</p>", language="en", categories=[Category("Technology")],
        artwork="https://example.com/c.jpg", owner=Owner(name="Mira Holt", email="m@example.com"),
        author="Mira", hosts=[mira], cohosts=[bo], crew={"editor": [mira], "video post-production/editor": [bo]}, footer=False, explicit=False, type="serial", copyright="Mira & Bo",
        funding=[Funding(url="https://example.com/give", text="Give")], locked=False,
        itunes_title="The Harbour", new_feed_url="https://example.com/new.xml", complete=True,
        block=True, verify="abc", podcast_guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
        seasons={1: "One", 2: "Two"}, folder=folder, episodes=[one, bare], elements=channel,
        extra=('<a:mood xmlns:a="https://example.com/ns">calm</a:mood>',),
    )  # fmt: skip


def test_every_key_is_read_back(tmp_path: Path) -> None:
    show = full_show(tmp_path)
    feed = write(show)
    again = read_show(feed, tmp_path)
    assert len(paths_of(again.elements, "channel")) > 150
    for was, now, parent in (
        (show, again, "channel"), (show.episodes[0], again.episodes[0], "item"),
    ):  # fmt: skip
        assert paths_of(now.elements, parent) == paths_of(was.elements, parent)
        # A feed that moves says its new address as its own.
        alone = {"elements", "slug", "feed_url"}
        assert tell(now, alone) == tell(was, alone)
    assert tell(again.episodes[1], set()) == tell(show.episodes[1], set())
    for was, now in zip(show.live_items, again.live_items, strict=True):
        # The description of a live item has its notes, and there is no second text.
        alone = {"elements", "summary"}
        assert tell(now, alone) == tell(was, alone)
        assert paths_of(now.elements, "item") == paths_of(was.elements, "item")
    assert write(again) == feed
    assert read_show(write(again), tmp_path) == again


def plain_show(folder: Path) -> Show:
    """The same without the keys of elements, some of which other readers take for those above."""
    show = full_show(folder)
    alone = {"elements": {}, "cohosts": [], "crew": {}, "live_items": []}
    episodes = [one.model_copy(update=alone) for one in show.episodes]
    return show.model_copy(update={**alone, "episodes": episodes})


def test_feedparser_reads_the_same(tmp_path: Path) -> None:
    show = plain_show(tmp_path)
    feed = write(show)
    again = read_show(feed)
    other = feedparser.parse(feed)
    assert not other.bozo
    channel, (ice, fog) = other.feed, other.entries
    episode = again.episodes[0]
    person = again.hosts[0]
    pairs = [
        (channel.title, again.title),
        (channel.link, again.link),
        (channel.links[1].href, again.feed_url),
        (channel.subtitle, again.description),
        (channel.language, again.language),
        (channel.rights, again.copyright),
        (channel.image.href, again.artwork),
        ([tag.term for tag in channel.tags], [one.name for one in again.categories]),
        (dict(channel.publisher_detail), again.owner.model_dump()),
        (channel.itunes_type, again.type),
        (channel.itunes_block, 1 if again.block else 0),
        (channel.itunes_complete, "Yes" if again.complete else "No"),
        (channel["itunes_new-feed-url"], again.new_feed_url),
        (channel.itunes_applepodcastsverify, again.verify),
        (channel.podcast_guid, again.podcast_guid),
        (channel.podcast_funding["url"], again.funding[0].url),
        (channel.podcast_person, {"role": "host", "group": "cast", "href": person.url, "img": person.picture}),
        (fog.title, episode.title_display),
        (fog.link, episode.link),
        (fog.id, episode.guid),
        (fog.guidislink, False),  # feedparser's word for a guid that stands in for a link
        (fog.published_parsed[:5], episode.published.timetuple()[:5]),
        (fog.enclosures[0], {"href": episode.audio.url, "length": str(episode.audio.length), "type": episode.audio.type}),
        (fog.itunes_duration, str(episode.audio.duration)),
        (fog.itunes_title, episode.title),
        (fog.itunes_episode, str(episode.number)),
        (fog.itunes_season, str(episode.season)),
        (fog.itunes_episodetype, episode.type),
        (fog.image.href, episode.artwork),
        (fog.summary, episode.summary),
        (fog.content[0].value, episode.notes),
        (fog.podcast_transcript, episode.transcript[0].model_dump(exclude={"file", "speakers"})),
        (fog.podcast_chapters["url"], episode.chapters and episode.chapters.url),
        (fog.podcast_episode, {"display": episode.number_display}),
        (fog.podcast_season, {"name": again.seasons[1]}),
        (ice.title, again.episodes[1].title),
    ]  # fmt: skip
    for theirs, ours in pairs:
        assert theirs == ours


def test_podcastparser_reads_the_same(tmp_path: Path) -> None:
    feed = write(plain_show(tmp_path))
    again = read_show(feed)
    other = podcastparser.parse("https://example.com/feed.xml", io.BytesIO(feed))
    fog, ice = other["episodes"]  # of a serial, the oldest comes first
    episode = again.episodes[0]
    pairs = [
        (other["link"], again.link),
        (other["language"], again.language),
        (other["type"], again.type),
        (other["explicit"], again.explicit),
        (other["itunes_author"], again.author),
        (other["itunes_owner"], again.owner.model_dump()),
        (other["itunes_categories"], [[one.name] for one in again.categories]),
        (other["new_url"], again.new_feed_url),
        (fog["guid"], episode.guid),
        (fog["link"], episode.link),
        (fog["published"], episode.published.timestamp()),
        (fog["total_time"], episode.audio.duration),
        (fog["number"], episode.number),
        (fog["season"], episode.season),
        (fog["type"], episode.type),
        (fog["explicit"], episode.explicit),
        (fog["episode_art_url"], episode.artwork),
        (fog["description_html"], episode.notes),
        (fog["enclosures"][0], {"url": episode.audio.url, "file_size": episode.audio.length, "mime_type": episode.audio.type}),
        (ice["guid"], again.episodes[1].guid),
    ]  # fmt: skip
    for theirs, ours in pairs:
        assert theirs == ours


def test_every_element_stands_in_the_feed_once_for_each_that_was_read(tmp_path: Path) -> None:
    feed = etree.fromstring(write(full_show(tmp_path)))
    again = etree.fromstring(write(read_show(etree.tostring(feed), tmp_path)))
    for one, other in zip(feed.iter(), again.iter(), strict=True):
        assert (one.tag, one.text, dict(one.attrib)) == (other.tag, other.text, dict(other.attrib))


NASTY = st.sampled_from(
    ["]]>", "&amp;", "&", "<b>", "</p>", '"', "'", "\u202e", "א", "ب", "🗼", "👩‍👧", "\x00", "\x0b", "\ufffe",
     "*", "_x_", "# ", "- ", "`", "[a](b)", "{title}", "<!-- ", "\t", "\\", "&#10;", "e\u0301"]
)  # fmt: skip
TEXT = st.lists(st.text(max_size=6) | NASTY, min_size=1, max_size=6).map("".join)


def clean(text: str) -> str:
    """What XML can hold of a text, without blanks around it."""
    return drop_forbidden(text).strip()


FILLED = TEXT.filter(clean)


def words(html: str) -> str:
    tags = etree.HTML(f"<div>{html}</div>".replace("\r", "\n")) if html else None
    return "" if tags is None else " ".join(unescape("".join(tags.itertext())).split())


@given(title=FILLED, name=FILLED, guest=FILLED, rights=FILLED, summary=FILLED, notes=TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_survives(
    title: str, name: str, guest: str, rights: str, summary: str, notes: str
) -> None:
    episode = Episode(
        slug="e-x", title=title, published=DAY, guests=[Person(name=guest)], summary=summary,
        notes=f"Words.\n\n{notes}", audio=Audio(url="https://example.com/1.mp3", length=1, type="audio/mpeg", duration=1),
    )  # fmt: skip
    show = Show(
        title=title, link="https://example.com/", feed_url="https://example.com/f.xml",
        description="Talks.", language="en", categories=[Category("News")], artwork="https://example.com/c.jpg",
        owner=Owner(name=name, email="m@example.com"), hosts=[Person(name=name)], copyright=rights,
        folder=Path(), episodes=[episode], footer=False,
    )  # fmt: skip
    first = write(show)
    again = read_show(first)
    read = again.episodes[0]
    assert (again.title, read.title, read.title_display) == (clean(title), clean(title), None)
    assert (again.owner.name, again.copyright) == (clean(name), clean(rights))
    assert [one.name for one in again.hosts] == [clean(name)]
    assert [one.name for one in read.guests] == [clean(guest)]
    assert (read.summary or "Words.") == clean(summary)
    assert words(read.notes) == words(render_html(episode.notes, ""))
    second = write(again)
    assert read_show(second) == again
    assert write(read_show(second)) == second


def test_any_markdown_is_the_same_html_in_the_second_build(
    product_squad: Path, tmp_path: Path
) -> None:
    notes = Path(product_squad, "episodes").glob("*.md")
    path = next(iter(notes))
    body = (
        "\n\n- a\n\n  ```\n  x\n\n  # y *z*\n  ```\n\n1. b\n2. c\n\n> q\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "<div><b>raw</b>\n\ntext</div>\n\n<script>alert(1)</script>\n\nx[^1] <https://example.com/>\n\n[^1]: y\n\n"
        "![p](https://example.com/p.png) `</p>` \\*no\\* &copy; ]]> line  \nbreak\n\n---\n"
    )  # fmt: skip
    path.write_text(path.read_text("utf-8") + body, "utf-8")
    first = build(load_show(product_squad), at=AT).xml
    again = read_show(first, tmp_path)
    assert build(again, at=AT).xml == first


def test_names_of_elements_are_those_of_the_vocabulary() -> None:
    root = etree.fromstring(f"<x{NAMES}><itunes:title/><y xmlns='https://example.com/'/></x>")
    assert [name_of(one) for one in root] == ["itunes:title", ""]
    assert "title" in keys_of_namespace("item", "itunes")
