from datetime import date
from pathlib import Path

import pytest
from web_pages import (
    AUDIO,
    COVER,
    LANGUAGES,
    PAGE,
    PICTURE,
    STRUCTURES,
    Words,
    bare_audio,
    json_ld,
    node,
    open_graph,
    page,
    script,
)

from feedtool.importing.page.import_files import format_turns
from feedtool.importing.page.read_page import PageError, read_page
from feedtool.importing.web.read_web_page import read_web_page
from feedtool.transcripts.model import Cue

EN = LANGUAGES["en"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("structure", STRUCTURES)
def test_each_structure_in_each_language_gives_the_same_episode(structure: str, code: str) -> None:
    words = LANGUAGES[code]
    found = read_web_page(STRUCTURES[structure](words))
    day = found.published if type(found.published) is date else found.published.date()
    assert (found.title.text, found.title.number, day) == (words.title, 7, date(2022, 6, 1))
    assert (found.summary, found.language and found.language[:2]) == (words.description, code)
    assert (found.web.audio, found.web.audio_type, found.web.link) == (AUDIO, "audio/mpeg", PAGE)
    assert found.link == "https://example.com/"
    assert found.web.contradictions == ()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("structure", ["json_ld", "json_ld_graph", "microdata"])
def test_data_about_the_show_is_read_as_well(structure: str, code: str) -> None:
    words = LANGUAGES[code]
    found = read_web_page(STRUCTURES[structure](words))
    assert (found.show_title, found.description, found.link) == (
        words.show, words.about, "https://example.com/",
    )  # fmt: skip
    assert [host.name for host in found.hosts] == ["Mira Holt"]
    assert (found.web.length_bytes, found.web.duration_s) == (50123456, 3130)
    assert (found.web.artwork, found.web.show_artwork) == (PICTURE, COVER)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("structure", ["bare_audio", "in_articles"])
def test_the_transcript_stands_below_its_heading(structure: str, code: str) -> None:
    words = LANGUAGES[code]
    assert read_web_page(STRUCTURES[structure](words)).turns == [Cue(words.said, speaker="Mira")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_show_and_its_host_stand_below_their_headings(code: str) -> None:
    words = LANGUAGES[code]
    found = read_web_page(bare_audio(words))
    assert (found.show_title, found.description) == (words.show, words.about)
    assert [host.name for host in found.hosts] == ["Mira Holt"]


def with_node(words: Words = EN, **keys: object) -> str:
    return page(words, script({**node(words), **keys}))


@pytest.mark.parametrize(
    ("keys", "fact", "value"),
    [
        ({"duration": None, "timeRequired": "P0DT1H2M3.5S"}, "duration_s", 3723),
        ({"duration": "52:10"}, "duration_s", 3130),
        ({"duration": "about an hour"}, "duration_s", None),
        ({"image": ["/a.jpg", "/b.jpg"]}, "artwork", "https://example.com/a.jpg"),
        ({"image": {"@type": "ImageObject", "contentUrl": "/c 1.jpg"}}, "artwork",
         "https://example.com/c%201.jpg"),
        ({"image": None, "thumbnailUrl": "https://example.com/t.jpg"}, "artwork",
         "https://example.com/t.jpg"),
        ({"associatedMedia": "https://example.com/a.mp3"}, "audio", "https://example.com/a.mp3"),
        ({"associatedMedia": [{"@type": "AudioObject", "url": "/a.mp3"}]}, "audio",
         "https://example.com/a.mp3"),
        ({"associatedMedia": {"@type": "AudioObject", "url": "/play"}}, "audio", ""),
        ({"associatedMedia": {"contentUrl": AUDIO, "contentSize": "48 MB"}}, "length_bytes", None),
        ({"isFamilyFriendly": False}, "explicit", True),
        ({"isFamilyFriendly": "http://schema.org/True"}, "explicit", False),
        ({"transcript": "https://example.com/7.vtt"}, "transcripts", ("https://example.com/7.vtt",)),
        ({"mainEntityOfPage": {"@id": "https://example.com/7"}, "url": None}, "link",
         "https://example.com/7"),
        ({"url": "javascript:alert(1)"}, "link", ""),
        ({"associatedMedia": {"contentUrl": "file:///etc/passwd"}}, "audio", ""),
    ],
)  # fmt: skip
def test_values_of_json_ld(keys: dict[str, object], fact: str, value: object) -> None:
    assert getattr(read_web_page(with_node(**keys), PAGE).web, fact) == value


@pytest.mark.parametrize(
    ("keys", "guests", "hosts"),
    [
        ({"actor": {"@type": "Person", "name": "Bo Lind", "jobTitle": "Pilot",
                    "worksFor": {"@type": "Organization", "name": "Port of Example"}}},
         [("Bo Lind", "Pilot", "Port of Example")], ["Mira Holt"]),
        ({"actor": ["Bo Lind", "Mira Holt"]}, [("Bo Lind", "", "")], ["Mira Holt"]),
        ({"contributor": [{"name": "  Al \n Roe "}]}, [("Al Roe", "", "")], ["Mira Holt"]),
        ({"author": {"@type": "Organization", "name": "Port Radio"}}, [], ["Mira Holt"]),
        ({"author": "Noor Haddad", "partOfSeries": {"name": "Harbour Notes"}}, [], ["Noor Haddad"]),
        ({"author": "https://example.com/noor"}, [], ["Mira Holt"]),
    ],
)  # fmt: skip
def test_people_of_json_ld_are_guesses(
    keys: dict[str, object], guests: list[tuple[str, str, str]], hosts: list[str]
) -> None:
    found = read_web_page(with_node(**keys))
    assert [(one.name, one.role, one.organization) for one in found.title.guests] == guests
    assert [one.name for one in found.hosts] == hosts
    assert {"hosts", *(["guests"] if guests else [])} <= found.web.guesses.keys()


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ('<meta property="og:title" content="Nets">',
         'title: JSON-LD has "Tides and timetables", OpenGraph "Nets"; the first is taken'),
        ('<meta property="article:published_time" content="2021-01-01">',
         'date: JSON-LD has "2022-06-01", OpenGraph "2021-01-01"; the first is taken'),
        ('<meta property="og:audio" content="https://example.com/other.mp3">',
         f'audio: JSON-LD has "{AUDIO}", OpenGraph "https://example.com/other.mp3"; the first is taken'),
        ('<meta property="music:duration" content="60">',
         'duration: JSON-LD has "PT52M10S", OpenGraph "60"; the first is taken'),
        ('<meta property="og:locale" content="fr_FR">',
         'language: JSON-LD has "en", OpenGraph "fr_FR"; the first is taken'),
        ('<link rel="canonical" href="https://example.com/8">',
         f'link: JSON-LD has "{PAGE}", the page "https://example.com/8"; the first is taken'),
    ],
)  # fmt: skip
def test_a_contradiction_is_told_and_the_better_part_counts(head: str, says: str) -> None:
    found = read_web_page(page(EN, head + script(node(EN))))
    assert found.web.contradictions == (says,)
    assert found.title.text == EN.title


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="og:title" content="#7: {EN.title} – {EN.show}">',
        '<meta property="article:published_time" content="2022-06-01T23:00:00-08:00">',
        f'<meta property="og:audio" content="{AUDIO.replace("https", "http")}?source=page">',
        '<meta property="music:duration" content="3131">',
        '<meta property="og:locale" content="en_US">',
        f'<link rel="canonical" href="{PAGE}/">',
    ],
)
def test_the_same_in_another_form_is_no_contradiction(head: str) -> None:
    assert read_web_page(page(EN, head + script(node(EN)))).web.contradictions == ()


def test_the_number_in_the_title_that_differs_from_the_data_is_told() -> None:
    found = read_web_page(with_node(name="#8 Tides"))
    assert (found.title.number, found.title.text) == (7, "Tides")
    assert found.web.contradictions == (
        "number: JSON-LD has 7, the title 8; the first is taken",
    )  # fmt: skip


def test_the_words_count_more_than_the_language_of_the_interface() -> None:
    words = LANGUAGES["fr"]
    text = bare_audio(words).replace('lang="fr"', 'lang="en"')
    found = read_web_page(text)
    assert (found.language, found.web.guesses["language"]) == ("fr", "from the words of the page")
    assert found.web.contradictions == (
        'language: the page has "en", the words are those of "fr"; the words are taken',
    )


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ('{"@type": "PodcastEpisode",}',
         "JSON-LD in line 3 is not read: Illegal trailing comma before end of object in its line 1"),
        ("[" * 100_000, "JSON-LD in line 3 is not read: it is nested too deep"),
        (" " * 2_000_001, "JSON-LD in line 3 is not read: it has more than 2,000,000 characters"),
    ],
)  # fmt: skip
def test_json_ld_that_cannot_be_read_is_told(document: str, says: str) -> None:
    text = open_graph(EN).replace(
        "</head>", f'<script type="application/ld+json">{document}</script></head>'
    )
    (note,) = read_web_page(text).web.notes
    assert note.partition(" is not read")[0].startswith("JSON-LD in line ")
    assert note.partition(": ")[2][:12] in (says.partition(": ")[2][:12], "Expecting pr")


@pytest.mark.parametrize(
    "written",
    [
        "<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/{}/*]]>*/", "\n {} \n", "[{}]",
    ],
)  # fmt: skip
def test_json_ld_is_read_as_pages_wrap_it(written: str) -> None:
    document = script(node(EN)).replace("{", written.partition("{}")[0] + "{", 1)
    document = document.replace("</script>", written.partition("{}")[2] + "</script>")
    assert read_web_page(page(EN, document)).title.text == EN.title


def test_line_ends_inside_texts_of_json_ld_are_read() -> None:
    document = script({**node(EN), "description": "One.@@Two."}).replace("@@", "\n\n")
    assert read_web_page(page(EN, document)).summary == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("description", "notes"),
    [
        ('<p>Read <a href="/tides">on</a>, <b>Bo</b>.</p><ul><li>moon</li><li>clock</li></ul>',
         "Read [on](https://example.com/tides), **Bo**.\n\n- moon\n- clock"),
        ("<p>Ships</p><script>alert(1)</script>", "Ships"),
        ('<p onclick="x()">Ships</p><a href="javascript:x">no</a>', '<p>Ships</p><a href="">no</a>'),
        ("1 < 2 & *not* bold", "1 \\< 2 & \\*not\\* bold"),
        ("One.\r\n\r\n• moon\r\n• clock", "One.\n\n- moon\n- clock"),
        ("<table><tr><td>a</td></tr></table>",
         "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_a_description_becomes_markdown_or_stays_html(description: str, notes: str) -> None:
    assert read_web_page(with_node(description=description), PAGE).summary == notes


def test_notes_go_on_in_the_page_where_the_description_is_cut() -> None:
    cut = f"{EN.description[:60]}…"
    body = (
        f"<h1>{EN.title}</h1><p>{EN.description}</p><ul><li><a href='/x'>Moon</a></li></ul>"
        "<h3>Links</h3><p>None.</p><aside>Subscribe</aside><p>Not this</p>"
    )
    found = read_web_page(page(EN, script({**node(EN), "description": cut}), body), PAGE)
    assert found.summary == (
        f"{EN.description}\n\n- [Moon](https://example.com/x)\n\n### Links\n\nNone."
    )
    assert found.web.notes == (
        "show notes: the text on the page, which has more than the description",
    )  # fmt: skip


PLAYERS = "<audio src='/1.mp3'></audio><audio src='/2.mp3'></audio>"


@pytest.mark.parametrize(
    ("body", "fact", "value", "guess"),
    [
        (PLAYERS, "audio", "https://example.com/1.mp3", "the first of several players on the page"),
        ("<a href='/1.m4a'>Download</a>", "audio", "https://example.com/1.m4a", "a link to it stands on the page"),
    ],
)  # fmt: skip
def test_what_may_be_wrong_is_a_guess(body: str, fact: str, value: str, guess: str) -> None:
    found = read_web_page(page(EN, "", f"<h1>Tides</h1>{body}"), PAGE)
    assert (getattr(found.web, fact), found.web.guesses[fact]) == (value, guess)


@pytest.mark.parametrize(
    ("body", "transcripts"),
    [
        ("<a href='/7.vtt'>Captions</a>", ("https://example.com/7.vtt",)),
        ("<audio src='/7.mp3'><track kind='captions' src='/7-en.vtt'></audio>",
         ("https://example.com/7-en.vtt",)),
        ("<a href='/7-transcript.json'>x</a><a href='/data.json'>y</a>",
         ("https://example.com/7-transcript.json",)),
        ("<a href='/transcript-7.html'>x</a><a href='/about.html'>y</a>",
         ("https://example.com/transcript-7.html",)),
        ("<h2>Transcript</h2><p><a href='/7.srt'>Download</a></p>", ("https://example.com/7.srt",)),
        ("<a href='/7.srt'>a</a><a href='/7.srt'>b</a><a href='/7.vtt'>c</a>",
         ("https://example.com/7.srt", "https://example.com/7.vtt")),
    ],
)  # fmt: skip
def test_links_to_transcripts(body: str, transcripts: tuple[str, ...]) -> None:
    found = read_web_page(page(EN, "", f"<h1>Tides</h1>{body}"), PAGE)
    assert (found.web.transcripts, found.turns) == (transcripts, [])


SAID = "Mira: Welcome to the harbour, where nothing leaves on time."


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Transcript</h2>{SAID}",
        f"<h2>Transcript:</h2><div><p>{SAID}</p></div><h2>More</h2><p>Not this.</p>",
        f"<section><header><h3><span>Episode transcript</span></h3></header></section><h2>x</h2><div><h3>Transcript</h3><p>{SAID}</p></div>",
        f"<button aria-controls='t'>Transcript</button><p>Other</p><div id='t'>{SAID}</div>",
        f"<nav><a href='#t'>Transcript</a></nav><p>Other</p><section id='t'><p>{SAID}</p></section>",
        f"<details><summary>Transcript</summary><p>{SAID}</p></details>",
        f"<p><strong>Transcript</strong></p><p>{SAID}</p><h2>About the show</h2><p>Ships</p>",
        f"<h2>Transcript</h2><p>{SAID}</p><script>x</script><p hidden>y</p><footer>z</footer>",
    ],
)
def test_a_transcript_in_the_page(body: str) -> None:
    found = read_web_page(page(EN, "", f"<h1>Tides</h1><p>Ships.</p>{body}"))
    assert format_turns(found.turns) == f"{SAID}\n"


@pytest.mark.parametrize(
    ("links", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="https://example.com/f.xml">',
         ("https://example.com/f.xml",)),
        ('<base href="https://example.com/a/"><LINK REL="Alternate" TYPE="application/rss+xml" '
         'HREF="f.xml">', ("https://example.com/a/f.xml",)),
        ('<link rel="alternate" type="application/atom+xml" href="/atom"><link rel="alternate" '
         'type="application/rss+xml; charset=utf-8" href="/rss">'
         '<link rel="alternate" type="application/feed+json" href="/json">',
         ("https://example.com/rss", "https://example.com/atom", "https://example.com/json")),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', ()),
        ('<link rel="alternate" type="application/rss+xml" href="http://[x/">', ()),
        ('<link rel="stylesheet" type="application/rss+xml" href="https://example.com/f">', ()),
        ('<link rel="alternate" type="text/html" href="https://example.com/fr">', ()),
        (script({"@type": "PodcastSeries", "name": "x", "webFeed": "/series.xml"}),
         ("https://example.com/series.xml",)),
    ],
)  # fmt: skip
def test_the_feeds_that_a_page_names(links: str, feeds: tuple[str, ...]) -> None:
    assert read_web_page(json_ld(EN).replace("</head>", f"{links}</head>"), PAGE).web.feeds == feeds


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (f"<!-- saved from url=(0030){PAGE} -->" + page(EN, "", "<h1>x</h1><audio src='a.mp3'>"),
         "https://example.com/episodes/a.mp3"),
        (page(EN, "<base href='https://example.com/b/'>", "<h1>x</h1><audio src='a.mp3'>"),
         "https://example.com/b/a.mp3"),
        (page(EN, "<link rel='canonical' href='https://example.com/c/7'>", "<h1>x</h1><audio src='a.mp3'>"),
         "https://example.com/c/a.mp3"),
    ],
)  # fmt: skip
def test_parts_of_addresses_start_from_where_the_page_was(text: str, base: str) -> None:
    assert read_web_page(text).web.audio == base


def listing(*names: str) -> str:
    return script(
        [
            {**node(EN), "name": name, "url": f"https://example.com/{at}"}
            for at, name in enumerate(names)
        ]
    )


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<link rel='canonical' href='https://example.com/1'>" + listing("Nets", "Ropes", "Knots"), "", "Ropes"),
        ("<meta property='og:title' content='Knots'>" + listing("Nets", "Ropes", "Knots"), "", "Knots"),
        (listing("Nets", "Ropes", "Knots"), "<h1>Nets</h1>", "Nets"),
        (listing("Nets", "Nets"), "", "Nets"),
    ],
)  # fmt: skip
def test_of_several_episodes_the_one_that_the_page_is_about_is_read(
    head: str, body: str, title: str
) -> None:
    assert read_web_page(page(EN, head, body)).title.text == title


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (page(EN, listing("Nets", "Ropes")),
         'the page is about 2 episodes ("Nets", "Ropes", …); expected the page of one episode'),
        (page(EN, script({"@type": "PodcastSeries", "name": "Harbour Notes"})),
         'this is the page of the show "Harbour Notes"; expected that of an episode'),
        (page(EN, "", "<h1>Contact</h1><p>Write to us.</p>"),
         "this is a web page, but not of an episode: looked for JSON-LD or microdata of an episode, og:audio, a "
         "player card, <audio>, a link to audio, a date of publication and a transcript, and found none; expected "
         "the page of an episode"),
        (page(EN, "<meta property='og:type' content='website'><meta property='og:title' content='Harbour Notes'>"
                  "<meta property='article:published_time' content='2022-06-01'>"), "this is a web page"),
        ("<!DOCTYPE html><html><head></head><body><audio src='https://example.com/a.mp3'></audio></body></html>",
         "the page has no title; expected the page of an episode"),
        ("<!DOCTYPE html>" + "<div>" * 300 + "x", "its elements are nested more than 256 deep; no app shows that"),
        ("<!DOCTYPE html><p " + " ".join(f"a{at}" for at in range(20_000)) + ">",
         "its tags have far more attributes than any page needs"),
        ("<!DOCTYPE html>" + "x" * 3_000_000, "the page has more than 3,000,000 characters; expected an episode page"),
    ],
)  # fmt: skip
def test_what_is_no_page_of_an_episode_is_refused_with_what_it_is(text: str, says: str) -> None:
    with pytest.raises(PageError) as caught:
        read_web_page(text)
    assert caught.value.message.startswith(says)


def test_the_error_knows_the_feed_that_the_page_names() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="https://example.com/f.xml">'
    with pytest.raises(PageError) as caught:
        read_web_page(page(EN, link, "<h1>Home</h1>"))
    assert caught.value.feeds == ("https://example.com/f.xml",)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("x" * 1_000_000, "x" * 1_000),
        ("<script>alert(1)</script> Tides", "<script>alert(1)</script> Tides"),
        ("Tides\x1b[2J\u202e\x00\ud800", "Tides[2J\u202e"),
        ("::error::x", "::error::x"),
    ],
)
def test_a_hostile_title_is_a_text_of_bounded_length(title: str, expected: str) -> None:
    assert read_web_page(with_node(name=title)).title.text == expected


def test_the_real_page_as_html_says_what_its_text_says(shared_data: Path) -> None:
    text = (shared_data / "seed" / "product-squad-33.txt").read_text("utf-8")
    plain = read_page(text)
    before, _, after = text.partition("\nTranscript\n")
    said, mark, about = after.partition("Show artwork")
    lines = "".join(f"<p>{line}</p>" for line in before.split("\n")[5:] if line.strip())
    turns = "".join(f"<p>{line}</p>" for line in said.split("\n") if line.strip())
    body = f"<p>Published on: 1st Jun 2022</p>{lines}<h2>Transcript</h2><div>{turns}</div><h2>{mark}</h2><p>{about}</p>"
    found = read_web_page(
        f"<!DOCTYPE html><html lang='en'><title>x</title><body>{body}</body></html>"
    )
    assert format_turns(found.turns) == format_turns(plain.turns)
    assert (found.published, found.language) == (plain.published, "fr")


@pytest.mark.parametrize(
    ("description", "says"),
    [
        ("x" * 250_001, f'description: JSON-LD has "{"x" * 59}…", which is too long'),
        (
            "<p>x</p>" * 40_000,
            f'description: JSON-LD has "{"<p>x</p>" * 7}<p>…", which is too long',
        ),
    ],
)
def test_a_description_that_no_build_takes_is_left_out_and_told(
    description: str, says: str
) -> None:
    found = read_web_page(with_node(description=description))
    assert (found.summary, found.web.notes) == ("", (says,))


def test_a_transcript_in_json_ld_may_be_longer_than_notes() -> None:
    said = "Mira: Welcome to the harbour.\n" * 20_000
    assert len(read_web_page(with_node(transcript=said)).turns) == 20_000
