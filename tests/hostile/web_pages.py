"""Web pages and OPML lists for `feedtool import`: tags, data inside of pages, titles, addresses."""

import json
from collections.abc import Callable
from pathlib import Path

from hostile.registry import clean, hostile
from hostile.shows import count, numbered, repeated

ARGUMENTS = ("import", "page.html", "--into", "show")
LIST = ("import", "list.opml", "--into", "feeds")
# A larger page is refused before it is looked at.
_MOST = 2_900_000
_MOST_JSON = 1_900_000
_MOST_LIST = 2_900_000
_EPISODE = {
    "@type": "PodcastEpisode", "name": "Tides", "url": "https://example.com/7",
    "datePublished": "2024-03-09", "associatedMedia": {"contentUrl": "https://example.com/7.mp3"},
}  # fmt: skip


def script(document: object) -> str:
    text = document if isinstance(document, str) else json.dumps(document)
    return f'<script type="application/ld+json">{text}</script>'


def page(head: str = "", body: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head><title>Tides</title>{head}</head><body><main>{body}</main></body></html>"


def hostile_page(make: Callable[[int], str]) -> Callable[[int], str]:
    """Take a function that makes a web page."""

    def write(folder: Path, size: int) -> None:
        (folder / "page.html").write_text(make(size), "utf-8", newline="")

    write.__name__ = make.__name__
    hostile("web pages", *ARGUMENTS, most=_MOST)(write)
    return make


@clean("web pages", *ARGUMENTS)
def _clean(folder: Path, size: int) -> None:
    said = repeated(
        "<p>Mira Holt:</p><p>And then the <b>ferry</b> came, with all of its lamps lit.</p>", size
    )
    text = page(script(_EPISODE), f"<h1>Tides</h1><p>Ships.</p><h2>Transcript</h2>{said}")
    (folder / "page.html").write_text(text, "utf-8")


@hostile_page
def attributes_of_one_tag(size: int) -> str:
    return page("", f"<audio src='/a.mp3' {numbered('a{} ', size)}>")


@hostile_page
def attributes_with_brackets_inside(size: int) -> str:
    return page("", f"<a {numbered('a{}=' + chr(34) + '>' + chr(34) + ' ', size)}>")


@hostile_page
def attributes_behind_a_comment_that_ends_twice(size: int) -> str:
    return f"<!DOCTYPE html><!--><x y='--><a {numbered('a{} ', size)}'>"


@hostile_page
def quotes_that_are_never_closed(size: int) -> str:
    return page("", repeated('<a b="', size))


@hostile_page
def tags_that_are_never_closed(size: int) -> str:
    return page("", repeated("<a b=c ", size))


@hostile_page
def starts_of_tags(size: int) -> str:
    return page("", repeated("<a", size))


@hostile_page
def deep_elements(size: int) -> str:
    return page("", repeated("<div>", size))


@hostile_page
def deep_tables(size: int) -> str:
    return page("", repeated("<table><tr><td>", size))


@hostile_page
def many_paragraphs(size: int) -> str:
    return page(script(_EPISODE), repeated("<p>x", size))


@hostile_page
def many_blank_elements_below_deep_ones(size: int) -> str:
    return page(script(_EPISODE), "<div>" * 200 + repeated("<b></b>", size))


@hostile_page
def many_headings_of_transcripts(size: int) -> str:
    return page(script(_EPISODE), repeated("<h2>Transcript</h2>", size))


@hostile_page
def many_sections_of_transcripts(size: int) -> str:
    return page(script(_EPISODE), repeated("<h3>Transcript</h3><p>Ships.</p>", size))


@hostile_page
def many_buttons_of_transcripts(size: int) -> str:
    return page("", repeated("<a href='#t'>Transcript</a>", size) + "<p id='t'>Ships.</p>")


@hostile_page
def nested_headings(size: int) -> str:
    return page(script(_EPISODE), "<div>" * 100 + repeated("<p>Transcript</p>", size))


@hostile_page
def many_links_to_transcripts(size: int) -> str:
    return page(script(_EPISODE), numbered("<a href='/{}.vtt'>x</a>", size))


@hostile_page
def many_feeds(size: int) -> str:
    link = "<link rel='alternate' type='application/rss+xml' href='/{}.xml'>"
    return page(script(_EPISODE) + numbered(link, size))


@hostile_page
def many_players(size: int) -> str:
    return page("", "<h1>Tides</h1>" + numbered("<audio src='/{}.mp3'></audio>", size))


@hostile_page
def many_times(size: int) -> str:
    return page(script(_EPISODE), numbered("<time datetime='2024-{}'></time>", size))


@hostile_page
def many_lines_without_a_date(size: int) -> str:
    return page(
        "", "<audio src='https://example.com/7.mp3'></audio>" + repeated("<p>1 2 2022</p>", size)
    )


@hostile_page
def many_meta_tags(size: int) -> str:
    return page(script(_EPISODE) + numbered("<meta property='og:{}' content='x'>", size))


@hostile_page
def many_items_of_microdata(size: int) -> str:
    return page(
        script(_EPISODE), repeated("<b itemscope itemtype='https://schema.org/Person'></b>", size)
    )


@hostile_page
def properties_of_one_item(size: int) -> str:
    inner = numbered("<i itemprop='a{} b c d'>x</i>", size)
    return page(
        "",
        f"<div itemscope itemtype='https://schema.org/PodcastEpisode'><b itemprop=name>x</b>{inner}</div>",
    )


@hostile_page
def descriptions_inside_of_descriptions(size: int) -> str:
    depth = 100
    inner = "<div itemprop='description'>" * depth + repeated("x ", size)
    return page(
        "",
        f"<div itemscope itemtype='https://schema.org/PodcastEpisode'><b itemprop=name>x</b>{inner}",
    )


@hostile_page
def items_that_refer_to_all(size: int) -> str:
    items = numbered("<b itemscope id='a{}' itemref='a1 a2 a3'></b>", size)
    return page(script(_EPISODE), items)


@hostile_page
def a_description_of_deep_elements(size: int) -> str:
    return page(script({**_EPISODE, "description": repeated("<b>", size)}))


@hostile_page
def a_description_of_many_tags(size: int) -> str:
    return page(script({**_EPISODE, "description": repeated("<p>x</p>", size)}))


@hostile_page
def a_description_of_attributes(size: int) -> str:
    return page(script({**_EPISODE, "description": f"<p {numbered('a{} ', size)}>"}))


@hostile_page
def a_long_plain_description(size: int) -> str:
    return page(script({**_EPISODE, "description": repeated("ships *and* ", size)}))


@hostile_page
def a_description_that_stands_in_the_page_many_times(size: int) -> str:
    text = "The ferry came, with all of its lamps lit"
    return page(
        script({**_EPISODE, "description": f"{text}…"}), repeated(f"<div><p>{text}</p></div>", size)
    )


@hostile_page
def a_long_title(size: int) -> str:
    return page(script({**_EPISODE, "name": repeated("word ", size)}))


@hostile_page
def a_title_of_scripts(size: int) -> str:
    return page(
        script({**_EPISODE, "name": repeated("<b>::error::\x1b[2J\u202e", size)}).replace(
            "</", "<\\/"
        )
    )


@hostile_page
def a_long_page_title(size: int) -> str:
    return page(script(_EPISODE)).replace("<title>Tides", f"<title>Tides{repeated(' | x', size)}")


@hostile_page
def long_addresses(size: int) -> str:
    url = f"https://example.com/{repeated('a', size)}"
    return page(script({**_EPISODE, "url": url, "image": url, "associatedMedia": url}))


@hostile_page
def addresses_of_scripts(size: int) -> str:
    url = f"javascript:{repeated('x', size)}"
    return page(script({**_EPISODE, "url": url, "image": url}), f"<a href='{url}'>Transcript</a>")


def hostile_json(make: Callable[[int], object]) -> Callable[[int], object]:
    """Take a function that makes JSON-LD, as text or as a value."""

    def write(folder: Path, size: int) -> None:
        (folder / "page.html").write_text(page(script(make(size))), "utf-8", newline="")

    write.__name__ = make.__name__
    hostile("web pages", *ARGUMENTS, most=_MOST_JSON)(write)
    return make


@hostile_json
def json_ld_that_is_deep(size: int) -> str:
    return repeated('{"a":[', size)


@hostile_json
def json_ld_that_is_deep_and_closed(size: int) -> str:
    number = min(count("[]", size), 900)
    return "[" * number + "]" * number


@hostile_json
def json_ld_of_many_nodes(size: int) -> object:
    return [
        {"@type": "Person", "name": f"Bo {at}"} for at in range(count('{"@type": "Person"},', size))
    ]


@hostile_json
def json_ld_of_many_episodes(size: int) -> object:
    return [
        {**_EPISODE, "name": f"Tides {at}", "url": f"/{at}"} for at in range(count("x" * 200, size))
    ]


@hostile_json
def json_ld_of_many_people(size: int) -> object:
    people = [{"@type": "Person", "name": f"Bo {at}"} for at in range(count("x" * 35, size))]
    return {**_EPISODE, "actor": people}


@hostile_json
def json_ld_that_refers_to_itself(size: int) -> object:
    nodes = [
        {"@id": f"#{at}", "@type": "Person", "name": {"@id": f"#{at + 1}"}, "x": 1}
        for at in range(count("x" * 60, size))
    ]
    return [
        *nodes,
        {**_EPISODE, "@id": "#e", "partOfSeries": {"@id": "#e"}, "author": {"@id": "#0"}},
    ]


@hostile_json
def json_ld_with_long_numbers(size: int) -> str:
    return json.dumps({**_EPISODE, "episodeNumber": 7}).replace("7}", f"{repeated('7', size)}}}")


@hostile_json
def json_ld_with_types_of_any_kind(size: int) -> object:
    return {
        **_EPISODE,
        **{
            name: [None, True, 1e308, -1, {}, [], [[]]] * count("x" * 200, size)
            for name in ("name", "image", "actor", "partOfSeries", "url")
        },
        "name": "Tides",
    }


@hostile_json
def json_ld_with_names_of_prefixes(size: int) -> object:
    return {**_EPISODE, **{f"schema:a{at}": at for at in range(count("x" * 16, size))}}


def hostile_list(make: Callable[[int], str]) -> Callable[[int], str]:
    """Take a function that makes the body of an OPML list; none of its feeds can be read."""

    def write(folder: Path, size: int) -> None:
        text = f'<?xml version="1.0"?><opml version="2.0"><body>{make(size)}</body></opml>'
        (folder / "list.opml").write_text(text, "utf-8", newline="")

    write.__name__ = make.__name__
    hostile("web pages", *LIST, most=_MOST_LIST)(write)
    return make


@hostile_list
def outlines_without_an_address(size: int) -> str:
    return repeated("<outline text='x'/>", size)


@hostile_list
def outlines_of_one_file(size: int) -> str:
    return repeated("<outline xmlUrl='file:///etc/passwd'/>", size)


@hostile_list
def outlines_of_no_address(size: int) -> str:
    return numbered("<outline xmlUrl='x:{}'/>\n", size)


@hostile_list
def deep_outlines(size: int) -> str:
    return repeated("<outline text='x'>", size)


@hostile_list
def attributes_of_one_outline(size: int) -> str:
    return f"<outline {numbered('a{}=' + chr(34) + chr(34) + ' ', size)}/>"


@hostile_list
def a_long_address(size: int) -> str:
    return f"<outline xmlUrl='https://{repeated('a', size)}'/>"


@hostile_list
def bare_ampersands(size: int) -> str:
    return f"<outline text='{repeated('&', size)}' xmlUrl='x:y'/>"


@hostile("web pages", *LIST, most=_MOST_LIST)
def entities_inside_of_entities(folder: Path, size: int) -> None:
    entities = numbered("<!ENTITY l{} '&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;'>", size)
    text = f"<!DOCTYPE opml [<!ENTITY l0 'lol'>{entities}]><opml><body><outline text='&l9;' xmlUrl='x:y'/></body></opml>"
    (folder / "list.opml").write_text(text, "utf-8")
