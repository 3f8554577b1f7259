"""`feedtool import` of an episode's web page, saved or fetched."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pytest_httpserver import HTTPServer
from web_pages import LANGUAGES, STRUCTURES, bare_audio, json_ld, node, page, script

from feedtool import load_show

Run = Callable[..., Result]
EN = LANGUAGES["en"]
PAGES = Path(__file__).resolve().parents[1] / "importing" / "web" / "pages"
ALL = [
    "--set", "feed_url=https://example.com/feed.xml", "--set", "owner.email=ed@example.com",
    "--set", "categories=Technology",
]  # fmt: skip
AUDIO = ["--set", "audio.length=50123456", "--set", "audio.duration=52:10"]
FEED = '<link rel="alternate" type="application/rss+xml" href="/feed.xml?a=1&amp;b=2"></head>'


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def read(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


def test_a_page_with_all_data_makes_exactly_these_files(run: Run, tmp_path: Path) -> None:
    show = tmp_path / "show"
    result = run("import", PAGES / "whole.html", "--into", show)
    assert (result.exit_code, result.stderr) == (0, "")
    assert read(show, "show.yaml") == (
        "# yaml-language-server: $schema=.schemas/show.schema.json\n"
        "title: Harbour Notes\n"
        'link: "https://example.com/"\n'
        "# feed_url: https://example.com/feed.xml   # where feed.xml will be served\n"
        "language: en\n"
        "timezone: UTC   # guess: the page names no time zone\n"
        "description: Talks about small ports.\n"
        "author: Port Radio\n"
        "# owner: {email: podcast@example.com}   # whom directories write to\n"
        "# guess: JSON-LD names them as creator\n"
        "hosts:\n"
        "  - name: Mira Holt\n"
        "    bio: Mira walks from port to port.\n"
        "# categories: [Technology]   # Apple's categories, e.g. Business > Management\n"
        "explicit: false   # guess: the page does not say so\n"
        "type: episodic   # guess: the newest episode comes first\n"
        'artwork: "https://example.com/cover.jpg"\n'
        'title_format: "#{number} {title}"   # guess: the form of this page\'s title\n'
    )
    assert read(show, "episodes/007-tides-timetables.md") == (
        "---\n"
        "# yaml-language-server: $schema=../.schemas/episode.schema.json\n"
        "number: 7\n"
        "season: 2\n"
        'title: "Tides & timetables"\n'
        "# guess: JSON-LD names them as actor\n"
        "guests:\n"
        "  - name: Bo Lind\n"
        "    role: Pilot\n"
        "    organization: Port of Example\n"
        "published: 2024-03-09T06:00:00+01:00\n"
        "guid: 008b5407-27a2-5e81-bf23-cb27d3f56c2c\n"
        'link: "https://example.com/episodes/7"\n'
        'audio: {url: "https://media.example.com/007.mp3", length: 50123456, type: audio/mpeg, duration: 3130}\n'
        'transcript: ["https://example.com/007.vtt", transcripts/007.txt]\n'
        'artwork: "https://example.com/7.jpg"\n'
        "explicit: false\n"
        "type: full\n"
        "---\n"
        "Bo Lind explains why *nothing* leaves on time.\n"
        "\n"
        "- [the moon](https://example.com/moon)\n"
        "- a broken clock\n"
    )
    assert read(show, "transcripts/007.txt") == (
        "Mira: Welcome to the harbour.\n\nBo: Good to be here, on a day without wind.\n"
    )


def test_what_is_found_guessed_contradicted_and_left_is_printed(run: Run, tmp_path: Path) -> None:
    show = tmp_path / "show"
    result = run("import", PAGES / "whole.html", "--into", show)
    assert result.stdout == (
        "found:\n"
        "  number          7\n"
        "  date            2024-03-09 06:00:00+01:00\n"
        "  title           Tides & timetables\n"
        "  guest           Bo Lind (Port of Example)\n"
        "  show            Harbour Notes\n"
        "  host            Mira Holt\n"
        "  language        en\n"
        "  transcript      15 words\n"
        "  not in the text -\n"
        "  audio           https://media.example.com/007.mp3\n"
        "  duration        3,130 seconds\n"
        "  link            https://example.com/episodes/7\n"
        "  transcripts     https://example.com/007.vtt\n"
        "  found in        JSON-LD\n"
        "the page contradicts itself:\n"
        '  title: JSON-LD has "#7 Tides & timetables", OpenGraph "Of tides"; the first is taken\n'
        "written:\n"
        f"  {show}/show.yaml\n"
        f"  {show}/transcripts/007.txt\n"
        f"  {show}/episodes/007-tides-timetables.md\n"
        "guesses, marked in the files:\n"
        "  timezone: the page names no time zone\n"
        "  hosts: JSON-LD names them as creator\n"
        "  explicit: the page does not say so\n"
        "  type: the newest episode comes first\n"
        "  title_format: the form of this page's title\n"
        "  guests: JSON-LD names them as actor\n"
        "still to fill in:\n"
        f'{show}/show.yaml:1:1: error: "feed_url" is missing; add the URL where feed.xml will be served [missing-key]\n'
        f'{show}/show.yaml:1:1: error: "categories" is missing; add Apple\'s categories, e.g. [Technology] [missing-key]\n'
        f'{show}/show.yaml:1:1: error: "owner.email" is missing; add the address to which directories write [missing-key]\n'
        "the page names a feed, which has all episodes with their guids; to import it:\n"
        f"  feedtool import https://example.com/feed.xml --into {show}-feed\n"
    )


@pytest.mark.parametrize("structure", STRUCTURES)
def test_each_structure_is_built_once_the_rest_is_set(
    run: Run, tmp_path: Path, structure: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(STRUCTURES[structure](EN), "utf-8")
    artwork = ["--set", "artwork=https://example.com/cover.jpg", "--set", "title=Harbour Notes"]
    given = ["--set", "description=Ports.", *artwork, *AUDIO]
    has_all = structure in ("json_ld", "json_ld_graph", "microdata")
    result = run("import", path, "--into", tmp_path / "show", *ALL, *([] if has_all else given))
    assert f"nothing is missing; now run: feedtool build {tmp_path}/show\n" in result.stdout
    assert run("build", tmp_path / "show").exit_code == 0
    (episode,) = load_show(tmp_path / "show").episodes
    assert (episode.title, episode.audio.url) == (EN.title, "https://media.example.com/007.mp3")
    assert (episode.audio.length, episode.audio.duration) == (50123456, 3130)


@pytest.mark.parametrize(
    ("encoding", "mark", "declared"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "windows-1252"),
        ("windows-1252", b"", "windows-1252"),
        ("windows-1252", b"", "iso-8859-1"),
        ("windows-1252", b"", ""),
        ("iso-8859-15", b"", "iso-8859-15"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-8"),
        ("utf-16-le", b"", "utf-8"),
    ],
)
def test_a_page_is_read_in_its_encoding(
    run: Run, tmp_path: Path, encoding: str, mark: bytes, declared: str
) -> None:
    words = LANGUAGES["fr"]
    text = bare_audio(words).replace(
        '<meta charset="utf-8">', f'<meta charset="{declared}">' * bool(declared)
    )
    path = tmp_path / "page.html"
    path.write_bytes(mark + text.encode(encoding))
    assert run("import", path, "--into", tmp_path / "show").exit_code == 0
    assert (
        "Mira: Bienvenue dans le port, avec les gens que nous avons sur le quai pour la journée."
        in read(tmp_path / "show", "transcripts/007.txt")
    )


def test_the_encoding_that_the_server_names_counts_more_than_that_of_the_page(
    run: Run, tmp_path: Path, httpserver: HTTPServer
) -> None:
    data = page(EN, script(node(EN)), "<h1>x</h1>").replace(EN.title, "Häfen").encode("cp1252")
    data = data.replace(b'"H\\u00e4fen"', b'"H\xe4fen"')
    kind = "text/html; charset=windows-1252"
    httpserver.expect_request("/7").respond_with_data(data, content_type=kind)
    result = run("import", httpserver.url_for("/7"), "--into", tmp_path / "show", "--allow-private")
    assert "  title           Häfen\n" in result.stdout


def test_addresses_start_from_where_the_page_was_fetched(
    run: Run, tmp_path: Path, httpserver: HTTPServer
) -> None:
    text = "<!DOCTYPE html><title>Tides</title><audio src='7.mp3'></audio>"
    httpserver.expect_request("/old").respond_with_data(
        status=301, headers={"Location": httpserver.url_for("/new/7")}
    )
    httpserver.expect_request("/new/7").respond_with_data(text, content_type="text/html")
    result = run(
        "import", httpserver.url_for("/old"), "--into", tmp_path / "show", "--allow-private"
    )
    assert result.exit_code == 0
    assert f"  audio           {httpserver.url_for('/new/7.mp3')}\n" in result.stdout


def test_the_feed_of_a_page_is_offered_with_the_command(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(json_ld(EN).replace("</head>", FEED), "utf-8")
    result = run("import", path, "--into", tmp_path / "my show")
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "the page names a feed, which has all episodes with their guids; to import it:\n"
        f"  feedtool import 'https://example.com/feed.xml?a=1&b=2' --into '{tmp_path}/my show-feed'\n"
    )


def test_of_a_page_that_is_no_episode_the_feed_is_offered_as_well(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = page(EN, "<base href='https://example.com/'>", "<h1>All episodes</h1>").replace(
        "</head>", FEED
    )
    path.write_text(text, "utf-8")
    result = run("import", path, "--into", tmp_path / "show")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{path}:1:1: error: this is a web page, but not of an episode: looked for JSON-LD or microdata of an "
        "episode, og:audio, a player card, <audio>, a link to audio, a date of publication and a transcript, and "
        "found none; expected the page of an episode [bad-page]\n"
        "the page names a feed, which has all episodes with their guids; to import it:\n"
        f"  feedtool import 'https://example.com/feed.xml?a=1&b=2' --into {tmp_path}/show\n"
    )
    assert not (tmp_path / "show").exists()


def test_a_second_page_adds_an_episode_with_its_own_picture(run: Run, tmp_path: Path) -> None:
    show = tmp_path / "show"
    run("import", PAGES / "whole.html", "--into", show)
    before = snapshot(show)
    text = (PAGES / "whole.html").read_text("utf-8").replace("#7 Tides", "#8 More tides")
    text = text.replace("007.mp3", "008.mp3").replace("episodes/7", "episodes/8")
    second = tmp_path / "second.html"
    second.write_text(text.replace('"episodeNumber": 7', '"episodeNumber": 8'), "utf-8")
    assert run("import", second, "--into", show).exit_code == 0
    after = snapshot(show)
    assert {name: after[name] for name in before} == before
    assert sorted(set(after) - set(before)) == [
        "episodes/008-more-tides-timetables.md", "transcripts/008.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "CON",
        "a/b\\c",
        "x" * 100_000,
        "\u202egnp.exe",
        "::error::x",
        "</script><b>x",
        "🎧",
        "a\n---\nb: c",
        "a\x1b[2J\x00b",
        "half \ud83d",
    ],
)
def test_a_hostile_title_writes_inside_the_folder_and_is_read_back(
    run: Run, tmp_path: Path, title: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(EN, script({**node(EN), "name": title})), "utf-8")
    result = run("import", path, "--into", tmp_path / "show", *ALL)
    assert result.exit_code == 0, result.output
    assert sorted(one.name for one in tmp_path.iterdir()) == ["page.html", "show"]
    (episode,) = load_show(tmp_path / "show").episodes
    kept = re.sub("[\x00\x1b\ud800-\udfff]", "", title)
    assert episode.title == " ".join(kept.split())[:1_000]
    assert not any(line.startswith("::") for line in result.output.splitlines())


def test_a_script_in_a_page_reaches_no_file(run: Run, tmp_path: Path) -> None:
    keys = {
        "description": "<p>Ships</p><script>alert(1)</script><img src=x onerror=alert(1)>",
        "url": "javascript:alert(1)", "image": "data:text/html,x",
        "associatedMedia": {"contentUrl": "vbscript:x"},
    }  # fmt: skip
    path = tmp_path / "page.html"
    path.write_text(page(EN, script({**node(EN), **keys})), "utf-8")
    result = run("import", path, "--into", tmp_path / "show")
    assert result.exit_code == 0
    written = b"".join(snapshot(tmp_path / "show" / "episodes").values())
    for word in (b"alert", b"javascript", b"vbscript", b"data:text", b"onerror"):
        assert word not in written
    assert 'audio: JSON-LD has "vbscript:x", which is none' in result.stdout


def test_the_episode_of_a_show_that_came_from_a_feed_is_found(
    run: Run, tmp_path: Path, httpserver: HTTPServer
) -> None:
    show = tmp_path / "show"
    feed = (
        '<rss version="2.0"><channel><title>Harbour Notes</title><link>https://example.com/</link>'
        "<description>Ports.</description><language>en</language><item><title>Of tides</title>"
        '<guid>g-7</guid><pubDate>Wed, 01 Jun 2022 06:00:00 +0000</pubDate><enclosure length="1" '
        'url="https://op3.dev/e/media.example.com/007.mp3?x=1" type="audio/mpeg"/></item></channel></rss>'
    )
    httpserver.expect_request("/feed.xml").respond_with_data(feed, content_type="text/xml")
    url = httpserver.url_for("/feed.xml")
    assert run("import", url, "--into", show, "--allow-private").exit_code == 0
    before = snapshot(show)
    path = tmp_path / "page.html"
    link = f'<link rel="alternate" type="application/rss+xml" href="{url}"></head>'
    path.write_text(json_ld(EN).replace("</head>", link), "utf-8")
    result = run("import", path, "--into", show)
    assert f"nothing new: {show}/episodes/e-of-tides.md already exists\n" in result.stdout
    assert result.stdout.endswith(f"  feedtool import {url} --into {show}\n")
    assert snapshot(show) == before


def test_an_episode_in_another_language_than_its_show_says_so(run: Run, tmp_path: Path) -> None:
    show = tmp_path / "show"
    run("import", PAGES / "whole.html", "--into", show)
    path = tmp_path / "page.html"
    words = LANGUAGES["fr"]
    text = page(
        words, script({**node(words), "episodeNumber": 9, "associatedMedia": None, "url": None})
    )
    path.write_text(text.replace(words.show, "Harbour Notes"), "utf-8")
    assert run("import", path, "--into", show).exit_code == 0
    assert "\nlanguage: fr\n" in read(show, "episodes/009-le-phare-et-la-nuit.md")


def test_a_transcript_without_a_known_ending_is_a_page(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    document = script({**node(EN), "transcript": "https://example.com/7/words"})
    path.write_text(
        page(
            EN,
            document,
            "<h2>Transcript</h2><p>Mira:</p><p>Hello, and welcome to the harbour, all of you.</p>",
        ),
        "utf-8",
    )
    assert run("import", path, "--into", tmp_path / "show").exit_code == 0
    assert (
        'transcript: [{url: "https://example.com/7/words", type: text/html}, transcripts/007.txt]\n'
    ) in read(tmp_path / "show", "episodes/007-tides-and-timetables.md")
    assert '"transcript' not in run("import", path, "--into", tmp_path / "show").output
