"""Building: what readers get back, the same bytes, and nothing broken whatever happens."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import feedparser
import podcastparser
import pytest
from click.testing import Result
from lxml import etree

from feedtool import build, load_show
from feedtool.producer.elements.titles import format_title
from feedtool.producer.notes.render import render_html
from feedtool.show.episode_files import Audio
from feedtool.show.model import Episode
from feedtool.show.person import Person

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
NS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "atom": "http://www.w3.org/2005/Atom",
}


def channel_of(folder: Path) -> etree._Element:
    return etree.parse(folder / "public" / "feed.xml").getroot().find("channel")


def item_of(folder: Path, title: str) -> etree._Element:
    """The item whose itunes:title starts with these words."""
    items = channel_of(folder).findall("item")
    return next(one for one in items if one.findtext("itunes:title", "", NS).startswith(title))


def test_example_show_is_built_and_valid(run: Run, product_squad: Path) -> None:
    result = run("build", product_squad)
    feed = product_squad / "public" / "feed.xml"
    assert result.output == f"{feed.as_posix()}: 1 episode, unchanged\n" or result.output == (
        f"{feed.as_posix()}: 1 episode\n"
    )
    assert run("validate", feed).output == f"{feed}: 1 item, no findings\n"


def test_feedparser_reads_back_what_the_sources_say(run: Run, product_squad: Path) -> None:
    assert run("build", product_squad).exit_code == 0
    feed = feedparser.parse((product_squad / "public" / "feed.xml").read_bytes())
    assert not feed.bozo
    channel, (entry,) = feed.feed, feed.entries
    assert channel.title == "Product Squad"
    assert channel.link == "https://www.productsquad.net/"
    assert channel.language == "fr"
    assert channel.author == "Axel Sooriah"
    assert channel.publisher_detail == {"name": "Axel Sooriah", "email": "podcast@example.com"}
    assert channel.image.href == "https://example.com/product-squad/cover.jpg"
    assert [tag.term for tag in channel.tags] == ["Business", "Management", "Technology"]
    expected = "#33 Créer la singularité de son produit - Amandine Durr - Back Market"
    assert entry.title == expected
    assert entry.published == "Wed, 01 Jun 2022 06:00:00 +0200"
    (enclosure,) = entry.enclosures
    assert dict(enclosure) == {
        "href": "https://media.example.com/product-squad/033.mp3",
        "length": "50123456",
        "type": "audio/mpeg",
    }
    assert entry.itunes_episode == "33"
    assert entry.itunes_duration == "3130"
    assert "🎧" in entry.summary
    notes = entry.content[-1].value
    assert notes.count("<li>") == 4
    assert '<a href="https://www.productsquad.net/">' in notes


def test_podcastparser_reads_back_what_the_sources_say(run: Run, lighthouse: Path) -> None:
    assert run("build", lighthouse).exit_code == 0
    feed = lighthouse / "public" / "feed.xml"
    with feed.open("rb") as stream:
        parsed = podcastparser.parse("https://example.com/lighthouse/feed.xml", stream)
    show = load_show(lighthouse)
    assert parsed["title"] == "The Lighthouse Log"
    assert parsed["type"] == "serial"
    assert parsed["itunes_owner"] == {"name": "Mira Holt", "email": "log@example.com"}
    assert parsed["itunes_categories"] == [
        ["Fiction", "Drama"],
        ["Society & Culture", "Documentary"],
    ]
    by_date = sorted(parsed["episodes"], key=lambda one: one["published"])
    assert len(by_date) == 6
    for found, episode in zip(by_date, show.episodes, strict=True):
        assert found["published"] == int(episode.published.timestamp())
        assert found["title"].endswith(episode.title)
        assert found.get("number") == episode.number
        assert found["type"] == episode.type
        (enclosure,) = found["enclosures"]
        file = lighthouse / "audio" / str(episode.audio.file)
        assert enclosure["url"] == f"https://media.example.com/lighthouse/{file.name}"
        assert enclosure["file_size"] == file.stat().st_size
        assert found["total_time"] in range(5, 20)
    first = item_of(lighthouse, "The first entry")
    assert dict(first.find("podcast:chapters", NS).attrib) == {
        "url": "https://example.com/lighthouse/chapters/s1-01-the-first-entry.json",
        "type": "application/json+chapters",
    }
    people = [(one.text, one.get("role")) for one in first.findall("podcast:person", NS)]
    assert people == [
        ("Mira Holt", "host"),
        ("Ada Quay", "co-host"),
        ("Bo Lindström", "guest"),
        ("نور حداد", "researcher"),
    ]


def transcripts_of(show: Path, title: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in item_of(show, title).findall("podcast:transcript", NS)]


def test_everything_that_the_feed_links_in_public_is_there(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    text = (lighthouse / "public" / "feed.xml").read_text("utf-8")
    linked = set(
        re.findall(
            r'"https://example.com/lighthouse/((?:artwork|transcripts|chapters)/[^"]+)"', text
        )
    )
    published = {
        path.relative_to(lighthouse / "public").as_posix()
        for path in (lighthouse / "public").rglob("*") if path.is_file()
    }  # fmt: skip
    assert linked == published - {"feed.xml"}
    assert len(linked) == 14


def test_transcript_is_published_as_text_and_page(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    public = lighthouse / "public" / "transcripts"
    source = (lighthouse / "transcripts" / "s2e1.txt").read_text("utf-8")
    assert (public / "s2-01-the-archive.txt").read_text("utf-8") == source
    page = (public / "s2-01-the-archive.html").read_text("utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB" dir="ltr">')
    assert (
        '<cite>Noor:</cite>\n<p id="p1">This box was never opened. Look at the string.</p>' in page
    )
    assert "<time" not in page
    stem = "https://example.com/lighthouse/transcripts/s2-01-the-archive"
    assert transcripts_of(lighthouse, "The archive") == [
        {"url": f"{stem}.html", "type": "text/html", "language": "en-GB"},
        {"url": f"{stem}.txt", "type": "text/plain", "language": "en-GB"},
    ]


def test_captions_are_published_in_all_formats(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    public = lighthouse / "public" / "transcripts"
    source = (lighthouse / "transcripts" / "s1e1.vtt").read_text("utf-8")
    assert (public / "s1-01-the-first-entry.vtt").read_text("utf-8") == source
    page = (public / "s1-01-the-first-entry.html").read_text("utf-8")
    assert '<a href="https://media.example.com/lighthouse/s1e1.mp3#t=9"' in page
    assert '<cite><a href="https://example.com/people/bo">Bo Lindström</a>:</cite>' in page
    stem = "https://example.com/lighthouse/transcripts/s1-01-the-first-entry"
    captions = {"language": "en-GB", "rel": "captions"}
    assert transcripts_of(lighthouse, "The first entry") == [
        {"url": f"{stem}.vtt", "type": "text/vtt", **captions},
        {"url": f"{stem}.srt", "type": "application/x-subrip", **captions},
        {"url": f"{stem}.json", "type": "application/json", **captions},
        {"url": f"{stem}.html", "type": "text/html", "language": "en-GB"},
        {"url": f"{stem}.txt", "type": "text/plain", "language": "en-GB"},
    ]


def test_namespaces_are_declared_once_at_the_root(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    text = (lighthouse / "public" / "feed.xml").read_text("utf-8")
    foreign = 'xmlns:log="https://example.com/log"'
    assert text.count(foreign) == 1
    assert text.count("xmlns") == text.split("<channel>")[0].count("xmlns") + 1


@pytest.mark.parametrize("seed", ["0", "1"])
def test_same_sources_give_the_same_bytes(lighthouse: Path, seed: str) -> None:
    build(load_show(lighthouse))
    feed = lighthouse / "public" / "feed.xml"
    first = feed.read_bytes()
    shutil.rmtree(lighthouse / "public")
    environment = {
        **os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": seed,
        "PYTHONUTF8": "0",
    }  # fmt: skip
    command = [sys.executable, "-m", "feedtool", "build", str(lighthouse)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert feed.read_bytes() == first


def test_second_build_changes_nothing(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    feed = lighthouse / "public" / "feed.xml"
    before = {path: path.stat().st_mtime_ns for path in lighthouse.rglob("*.*") if path.is_file()}
    assert run("build", lighthouse).output == f"{feed.as_posix()}: 6 episodes, unchanged\n"
    after = {path: path.stat().st_mtime_ns for path in lighthouse.rglob("*.*") if path.is_file()}
    before.pop(lighthouse / ".feedtool" / "build.lock")
    after.pop(lighthouse / ".feedtool" / "build.lock")
    assert before == after


def test_future_episodes_are_held_back(run: Run, lighthouse: Path) -> None:
    result = run("build", lighthouse, "--at", "2024-06-01")
    assert "feed.xml: 3 episodes\n" in result.output
    assert "held back until 2025-03-03T07:00:00+00:00: The archive – الأرشيف" in result.output


def test_podcast_guid_and_guids_stay_when_the_feed_moves(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    before = channel_of(lighthouse)
    show = lighthouse / "show.yaml"
    show.write_text(show.read_text("utf-8").replace("/feed.xml", "/moved.xml"), "utf-8")
    run("build", lighthouse)
    after = channel_of(lighthouse)
    assert after.findtext("podcast:guid", None, NS) == before.findtext("podcast:guid", None, NS)
    guids = [item.findtext("guid") for item in after.findall("item")]
    assert guids == [item.findtext("guid") for item in before.findall("item")]
    assert after.find("atom:link", NS).get("href") == "https://example.com/lighthouse/moved.xml"


def test_error_in_the_sources_leaves_the_published_feed(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    before = (lighthouse / "public" / "feed.xml").read_bytes()
    show = lighthouse / "show.yaml"
    show.write_text(show.read_text("utf-8").replace("Fiction > Drama", "Drama"), "utf-8")
    result = run("build", lighthouse)
    assert result.exit_code == 2
    assert result.stderr == (
        f'{lighthouse.as_posix()}/show.yaml:18:14: error: categories is "Drama"; '
        'expected "Fiction > Drama" [bad-category]\n'
        f"{lighthouse.as_posix()}: not built: 1 error\n"
    )
    assert (lighthouse / "public" / "feed.xml").read_bytes() == before


def test_text_file_named_mp3_is_told(run: Run, lighthouse: Path) -> None:
    (lighthouse / "audio" / "s1e1.mp3").write_text("not audio", "utf-8")
    result = run("build", lighthouse)
    assert result.exit_code == 2
    assert "/episodes/s1-01-the-first-entry.md:6:1: error: audio is" in result.stderr
    assert "[audio-unreadable]" in result.stderr


def test_error_at_any_write_leaves_a_whole_feed(
    lighthouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(load_show(lighthouse))
    feed = lighthouse / "public" / "feed.xml"
    old = feed.read_bytes()
    real = os.replace
    for stop in range(30):
        cue = f"00:00.000 --> 00:12.000\nVersion {stop}\n"
        (lighthouse / "transcripts" / "s1e1.vtt").write_text(f"WEBVTT\n\n{cue}", "utf-8")
        (lighthouse / "transcripts" / "s2e1.txt").write_text(f"Version {stop}\n", "utf-8")
        show = lighthouse / "show.yaml"
        show.write_text(re.sub(r"ttl: .*", f"ttl: {stop + 1}", show.read_text("utf-8")), "utf-8")
        path = lighthouse / "episodes" / "s1-02-fog.md"
        path.write_text(path.read_text("utf-8") + f"\nVersion {stop}.\n", "utf-8")
        calls = iter(range(100))

        def failing(source: str, target: str, calls=calls, stop=stop, **folders: int) -> None:
            if next(calls) == stop:
                raise OSError(28, "No space left on device", str(target))
            real(source, target, **folders)

        monkeypatch.setattr(os, "replace", failing)
        try:
            build(load_show(lighthouse))
        except OSError:
            assert feed.read_bytes() == old
        else:
            break
    assert stop >= 8


def test_killed_build_leaves_a_whole_feed(run: Run, lighthouse: Path) -> None:
    run("build", lighthouse)
    feed = lighthouse / "public" / "feed.xml"
    chance = random.Random(33)
    for turn in range(8):
        show = lighthouse / "show.yaml"
        text = re.sub(r"copyright: .*", f"copyright: Turn {turn}", show.read_text("utf-8"))
        show.write_text(text, "utf-8")
        command = [sys.executable, "-m", "feedtool", "build", str(lighthouse)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert etree.fromstring(feed.read_bytes()).find("channel") is not None
    assert run("build", lighthouse).exit_code == 0
    assert channel_of(lighthouse).findtext("copyright") == "Turn 7"
    assert not list(lighthouse.rglob(".feedtool-tmp-*"))


def test_link_in_public_is_not_followed(run: Run, lighthouse: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (lighthouse / "public").mkdir()
    (lighthouse / "public" / "artwork").symlink_to(outside)
    result = run("build", lighthouse)
    assert result.exit_code == 2
    assert "would be written outside public/" in result.stderr
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a <script>alert(1)</script> b", "<p>a  b</p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ('<a href="/x" onclick="x()">y</a>', '<p><a href="https://example.com/x">y</a></p>'),
        ("![p](p.png)", '<p><img src="https://example.com/p.png" alt="p"></p>'),
        ("a\x00\x0bb", "<p>ab</p>"),
    ],
)
def test_notes_are_made_harmless(markdown: str, html: str) -> None:
    assert render_html(markdown, "https://example.com/") == html


def test_cdata_end_in_the_notes_survives(run: Run, lighthouse: Path) -> None:
    episode = lighthouse / "episodes" / "s1-02-fog.md"
    episode.write_text(episode.read_text("utf-8") + "\n`a ]]> b`\n", "utf-8")
    assert run("build", lighthouse).exit_code == 0
    notes = item_of(lighthouse, "Fog").findtext("content:encoded", None, NS)
    assert "<code>a ]]&gt; b</code>" in notes


@pytest.mark.parametrize(
    ("form", "number", "guests", "title"),
    [
        ("{title}", 33, True, "Tides"),
        ("#{number} {title} - {guests} - {organizations}", 33, True, "#33 Tides - Bo - Port"),
        ("#{number} {title} - {guests} - {organizations}", 33, False, "#33 Tides"),
        ("#{number} {title} - {guests} - {organizations}", None, True, "Tides - Bo - Port"),
        ("{title} | {guests}", None, False, "Tides"),
        ("#{number} {title} – {guests} ({organizations})", 33, False, "#33 Tides"),
        ("#{number} {title} – {guests} ({organizations})", 33, True, "#33 Tides – Bo (Port)"),
        ("[{season}x{number}] {title}", 33, True, "[33] Tides"),
        ("[{season}x{number}] {title}", None, True, "Tides"),
        ("S{season}E{number} · {title}", 33, True, "E33 · Tides"),
        ("«{title}» {guests}", None, False, "«Tides»"),
        ("({guests}) {title}", None, False, "Tides"),
        ("{title} ({guests}: {organizations})", None, True, "Tides (Bo: Port)"),
        ("{title} (live", None, True, "Tides (live"),
    ],
)
def test_missing_parts_of_a_title_go_with_their_separators(
    form: str, number: int | None, guests: bool, title: str
) -> None:
    people = [Person(name="Bo", organization="Port")] if guests else []
    episode = Episode.model_construct(
        title="Tides", number=number, season=None, guests=people, audio=Audio(), slug="x"
    )
    assert format_title(form, episode) == title


@pytest.mark.parametrize("wrong", ["{title", "title}", "{number:03d} {title}", "{} {title}"])
def test_braces_that_are_no_field_are_an_error(run: Run, product_squad: Path, wrong: str) -> None:
    show = product_squad / "show.yaml"
    text = re.sub(r"title_format: .*", f'title_format: "{wrong}"', show.read_text("utf-8"))
    show.write_text(text, "utf-8")
    result = run("build", product_squad)
    assert result.exit_code == 2
    assert (
        "there are {number}, {season}, {title}, {guests}, {organizations} [bad-title-format]"
        in result.stderr
    )


def test_unknown_field_of_a_title_is_an_error(run: Run, product_squad: Path) -> None:
    show = product_squad / "show.yaml"
    show.write_text(show.read_text("utf-8").replace("{guests}", "{gests}"), "utf-8")
    assert run("build", product_squad).stderr.startswith(
        f'{product_squad.as_posix()}/show.yaml:20:1: error: title_format has "{{gests}}"; '
        "there are {number}, {season}, {title}, {guests}, {organizations} [bad-title-format]\n"
    )


def test_chapters_that_are_no_json_are_told(run: Run, lighthouse: Path) -> None:
    (lighthouse / "chapters" / "s1e1.json").write_text("{nope", "utf-8")
    result = run("build", lighthouse)
    assert result.exit_code == 2
    assert (
        "s1-01-the-first-entry.md:8:1: error: chapters/s1e1.json:1:2: it is no JSON: expected a name "
        in (result.stderr)
    )


def test_audio_that_apple_alone_refuses_is_told_and_built(run: Run, product_squad: Path) -> None:
    (episode,) = product_squad.glob("episodes/*.md")
    text = episode.read_text("utf-8")
    episode.write_text(text.replace(".mp3", ".ogg").replace("audio/mpeg", "audio/ogg"), "utf-8")
    result = run("build", product_squad, "--accept", "enclosure")
    assert result.exit_code == 0
    assert "the file of enclosure ends in .ogg; Apple takes mp3, m4a" in result.stderr
    assert b'type="audio/ogg"' in (product_squad / "public" / "feed.xml").read_bytes()
