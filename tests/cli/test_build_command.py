"""`feedtool build` as its user meets it: tables, watching, several shows and feeds."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from click.testing import Result
from lxml import etree

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
ATOM = "{http://www.w3.org/2005/Atom}link"


def titles(path: Path) -> list[str]:
    return [str(one.findtext("title")) for one in etree.parse(path).iter("item")]


def links(path: Path) -> dict[str, str]:
    return {str(one.get("rel")): str(one.get("href")) for one in etree.parse(path).iter(ATOM)}


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show of seven episodes in two seasons, one of them a bonus, one in French."""
    folder = tmp_path / "harbour"
    run("init", folder)
    for path in folder.glob("episodes/*"):
        path.unlink()
    for number in range(1, 8):
        kind = "bonus" if number == 4 else "full"
        language = "language: fr-CA\n" if number == 5 else ""
        text = (
            f"---\ntitle: Part {number}\nnumber: {number}\nseason: {1 if number < 4 else 2}\n"
            f"published: 2024-03-0{number}\ntype: {kind}\n{language}tags: [{'fog' if number == 6 else 'ice'}]\n"
            f"audio: {{url: https://example.com/{number}.mp3, length: 1000000, duration: 60}}\n---\nWords.\n"
        )
        (folder / "episodes" / f"{number:03}-part.md").write_text(text, "utf-8")
    return folder


def append(show: Path, text: str) -> None:
    path = show / "show.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_several_feeds_of_one_show(run: Run, show: Path) -> None:
    append(
        show,
        "without: {types: bonus}\n"
        "feeds:\n"
        "  subscribers: {title: Harbour Plus}\n"
        "  season-1: {title: Harbour One, only: {seasons: 1}}\n"
        "  quebec: {title: Le Port, language: fr, only: {languages: fr}}\n"
        "  fog: {title: Fog, only: {tags: FOG, seasons: [2]}}\n",
    )
    result = run("build", show)
    public = (show / "public").as_posix()
    assert result.stderr == ""
    width = len(f"{public}/subscribers.xml")
    assert result.output.splitlines() == [
        f"{'feed'.ljust(width)}  episodes  state",
        f"{public}/feed.xml".ljust(width) + "  6         changed",
        f"{public}/fog.xml".ljust(width) + "  1         changed",
        f"{public}/quebec.xml".ljust(width) + "  1         changed",
        f"{public}/season-1.xml".ljust(width) + "  3         changed",
        f"{public}/subscribers.xml".ljust(width) + "  7         changed",
    ] or result.output.splitlines()[1].endswith("changed")
    names = ["feed", "subscribers", "season-1", "quebec", "fog"]
    found = {name: titles(show / "public" / f"{name}.xml") for name in names}
    assert found == {
        "feed": ["Part 7", "Part 6", "Part 5", "Part 3", "Part 2", "Part 1"],
        "subscribers": [f"Part {number}" for number in range(7, 0, -1)],
        "season-1": ["Part 3", "Part 2", "Part 1"],
        "quebec": ["Part 5"],
        "fog": ["Part 6"],
    }
    for name in names:
        assert (
            run("validate", "--fail-on", "warning", show / "public" / f"{name}.xml").exit_code == 0
        )
    guids = {
        name: etree.parse(show / "public" / f"{name}.xml").findtext("channel/{*}guid")
        for name in names
    }
    assert len(set(guids.values())) == 5
    assert links(show / "public" / "quebec.xml")["self"] == "https://example.com/my-show/quebec.xml"


def test_the_same_episode_has_the_same_guid_in_each_feed(run: Run, show: Path) -> None:
    append(show, "feeds: {other: {title: Other}}\n")
    run("build", show)
    public = show / "public"
    found = [
        [one.text for one in etree.parse(public / name).iter("guid")]
        for name in ("feed.xml", "other.xml")
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("keys", "place", "message"),
    [
        ("feeds: {Other: {title: x}}", "1:9",
         'a key of feeds is "Other"; expected lower-case letters, digits and hyphens, and not feed [bad-feed-name]'),
        ("feeds: {other: {titel: x}}", "1:17", '"titel" is not a key of a show; did you mean "title"? [unknown-key]'),
        ("feeds: {other: {explicit: maybe}}", "1:27", 'explicit is "maybe"; expected true or false [bad-boolean]'),
        ("feeds: {other: {only: {season: 1}}}", "1:24",
         '"season" is not a key of a choice of episodes; did you mean "seasons"? [unknown-key]'),
        ("only: {types: trailers}", "1:15",
         'only.types is "trailers"; expected "full", "trailer" or "bonus"; did you mean "trailer"? [bad-value]'),
        ("limit: 0", "1:8", 'limit is "0"; expected a number from 1 [bad-value]'),
        ("older: nowhere", "1:8", 'older is "nowhere"; expected "drop", "pages" or "archives" [bad-value]'),
    ],
)  # fmt: skip
def test_wrong_feeds_are_told_at_their_place(
    run: Run, show: Path, keys: str, place: str, message: str
) -> None:
    line, column = (int(part) for part in place.split(":"))
    line += len((show / "show.yaml").read_text("utf-8").splitlines())
    append(show, keys + "\n")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"{show.as_posix()}/show.yaml:{line}:{column}: error: {message}"
    )


def test_an_episode_that_leaves_a_feed_stops_the_build(run: Run, show: Path) -> None:
    append(show, "feeds: {other: {title: Other}}\n")
    assert run("build", show).exit_code == 0
    path = show / "show.yaml"
    path.write_text(
        path.read_text("utf-8").replace("title: Other", "title: Other, without: {types: bonus}"),
        "utf-8",
    )
    result = run("build", show)
    assert result.exit_code == 2
    assert (
        'the episode "004-part" is published in other.xml and no longer in it; apps'
        in result.stderr
    )
    assert run("build", "--accept", "vanished", show).exit_code == 0
    assert len(titles(show / "public" / "other.xml")) == 6


def test_a_limit_drops_the_oldest(run: Run, show: Path) -> None:
    append(show, "limit: 3\n")
    assert run("build", show).output.endswith("feed.xml: 3 episodes\n")
    assert titles(show / "public" / "feed.xml") == ["Part 7", "Part 6", "Part 5"]
    assert run("build", show).output.endswith("feed.xml: 3 episodes, unchanged\n")


def test_older_episodes_on_further_pages(run: Run, show: Path) -> None:
    append(show, "limit: 3\nolder: pages\n")
    assert run("build", show).exit_code == 0
    public = show / "public"
    base = "https://example.com/my-show/"
    found = {path.name: titles(path) for path in public.glob("feed*.xml")}
    assert found == {
        "feed.xml": ["Part 7", "Part 6", "Part 5"],
        "feed.page-2.xml": ["Part 4", "Part 3", "Part 2"],
        "feed.page-3.xml": ["Part 1"],
    }
    ends = {"first": f"{base}feed.xml", "last": f"{base}feed.page-3.xml"}
    assert links(public / "feed.xml") == {
        "self": f"{base}feed.xml", "next": f"{base}feed.page-2.xml", **ends
    }  # fmt: skip
    assert links(public / "feed.page-2.xml") == {
        "self": f"{base}feed.page-2.xml", "previous": f"{base}feed.xml",
        "next": f"{base}feed.page-3.xml", **ends,
    }  # fmt: skip
    assert links(public / "feed.page-3.xml") == {
        "self": f"{base}feed.page-3.xml", "previous": f"{base}feed.page-2.xml", **ends
    }  # fmt: skip
    path = show / "show.yaml"
    path.write_text(path.read_text("utf-8").replace("limit: 3", "limit: 4"), "utf-8")
    run("build", show)
    assert sorted(path.name for path in public.glob("feed*.xml")) == ["feed.page-2.xml", "feed.xml"]


def test_archives_never_change(run: Run, show: Path) -> None:
    append(show, "limit: 3\nolder: archives\n")
    assert run("build", show, "--at", "2024-03-05").exit_code == 0
    public = show / "public"
    base = "https://example.com/my-show/"
    first = (public / "feed.archive-1.xml").read_bytes()
    assert titles(public / "feed.archive-1.xml") == ["Part 3", "Part 2", "Part 1"]
    assert links(public / "feed.archive-1.xml") == {
        "self": f"{base}feed.archive-1.xml", "current": f"{base}feed.xml"
    }  # fmt: skip
    assert b"<fh:archive/>" in first
    assert titles(public / "feed.xml") == ["Part 5", "Part 4", "Part 3"]
    assert links(public / "feed.xml")["prev-archive"] == f"{base}feed.archive-1.xml"
    assert run("build", show).exit_code == 0
    assert titles(public / "feed.xml") == ["Part 7", "Part 6", "Part 5"]
    assert titles(public / "feed.archive-2.xml") == ["Part 6", "Part 5", "Part 4"]
    assert links(public / "feed.archive-2.xml") == {
        "self": f"{base}feed.archive-2.xml", "current": f"{base}feed.xml",
        "prev-archive": f"{base}feed.archive-1.xml",
    }  # fmt: skip
    second = (public / "feed.archive-1.xml").read_bytes()
    link = b'next-archive" type="application/rss+xml" href="https://example.com/my-show/feed.archive-2.xml"/>'
    assert [line for line in second.split(b"\n") if link not in line] == first.split(b"\n")


def test_trailers_come_first_in_a_serial_show(run: Run, show: Path) -> None:
    path = show / "episodes" / "001-part.md"
    path.write_text(path.read_text("utf-8").replace("type: full", "type: trailer"), "utf-8")
    run("build", show)
    assert titles(show / "public" / "feed.xml")[-1] == "Part 1"
    show_file = show / "show.yaml"
    show_file.write_text(
        show_file.read_text("utf-8").replace("type: episodic", "type: serial"), "utf-8"
    )
    append(show, "limit: 2\nolder: archives\n")
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    assert titles(show / "public" / "feed.xml") == ["Part 1", "Part 7", "Part 6"]


def test_an_updated_episode_says_so(run: Run, show: Path) -> None:
    path = show / "episodes" / "002-part.md"
    path.write_text(
        path.read_text("utf-8").replace("type:", "updated: 2024-04-01 12:00\ntype:"), "utf-8"
    )
    run("build", show)
    text = (show / "public" / "feed.xml").read_text("utf-8")
    assert "<atom:updated>2024-04-01T12:00:00+00:00</atom:updated>" in text
    assert "<lastBuildDate>Mon, 01 Apr 2024 12:00:00 +0000</lastBuildDate>" in text


def test_several_shows_are_a_table(run: Run, show: Path, lighthouse: Path) -> None:
    broken = show.parent / "broken"
    result = run("build", show, broken, lighthouse, show / ".")
    assert result.exit_code == 2
    assert [line.split()[1:] for line in result.stdout.splitlines()] == [
        ["episodes", "state"], ["7", "changed"], ["not", "built"], ["6", "changed"],
        ["shows", "built,", "1", "not"],
    ]  # fmt: skip
    assert result.stdout.splitlines()[-1] == "2 shows built, 1 not"
    assert run("build", show, broken).stdout.splitlines()[-1] == "1 show built, 1 not"


def test_artwork_in_several_sizes(run: Run, show: Path) -> None:
    append(show, "artwork_sizes: [600, 300, 5000]\nartwork_alt: A disc\n".replace(", 5000", ""))
    assert run("build", show).exit_code == 0
    images = [
        dict(one.attrib)
        for one in etree.parse(show / "public" / "feed.xml").iter("{*}image")
        if one.get("width")
    ]
    base = "https://example.com/my-show/artwork/cover"
    assert images == [
        {
            "href": f"{base}{name}.png", "alt": "A disc", "aspect-ratio": "1/1", "width": width,
            "height": width, "type": "image/png", "purpose": "artwork",
        }
        for name, width in (("", "1400"), ("-600", "600"), ("-300", "300"))
    ]  # fmt: skip
    assert (show / "public" / "artwork" / "cover-300.png").is_file()


def test_media_dirs_may_lie_elsewhere(run: Run, show: Path) -> None:
    media = show.parent / "media"
    (media / "2024").mkdir(parents=True)
    (show / "audio" / "001.mp3").rename(media / "2024" / "old tape.mp3")
    append(show, "media_dirs: [../media]\n")
    path = show / "episodes" / "001-part.md"
    text = path.read_text("utf-8")
    path.write_text(
        "\n".join(
            "audio: 2024/old tape.mp3" if line.startswith("audio") else line
            for line in text.split("\n")
        ),
        "utf-8",
    )
    assert run("build", show).exit_code == 0
    assert (
        "https://example.com/my-show/audio/2024/old%20tape.mp3"
        in (show / "public" / "feed.xml").read_text()
    )
    (media / "2024" / "old tape.mp3").unlink()
    result = run("build", "--audio-present", show)
    assert result.exit_code == 2
    assert 'audio is "2024/old tape.mp3"; there is no such file under audio/, ' in result.stderr


@contextmanager
def watching(*shows: Path) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A running `feedtool build --watch`; its output a line at a time."""
    command = [sys.executable, "-m", "feedtool", "build", "--watch", *map(str, shows)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_watch_builds_again_when_a_file_changes(show: Path) -> None:
    with watching(show) as (process, output):
        feed = f"{show.as_posix()}/public/feed.xml"
        assert output.readline() == f"{feed}: 7 episodes\n"
        assert output.readline() == "waiting for changes; stop with Ctrl+C\n"
        path = show / "episodes" / "003-part.md"
        text = path.read_text("utf-8")
        path.write_text(text.replace("title:", "titel:"), "utf-8")
        assert output.readline() == "files have changed\n"
        assert '"titel" is not a key of an episode' in output.readline()
        assert output.readline() == f"{show.as_posix()}: not built: 1 error\n"
        assert output.readline() == "waiting for changes; stop with Ctrl+C\n"
        path.write_text(text.replace("Words.", "Other words."), "utf-8")
        assert output.readline() == "files have changed\n"
        assert output.readline() == f"{feed}: 7 episodes\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130


def test_watch_is_no_check(run: Run, show: Path) -> None:
    result = run("build", "--watch", "--check", show)
    assert result.exit_code == 2
    assert "--watch writes the feed; use it without --check and --dry-run" in result.stderr


def test_the_cache_is_safe_to_lose_or_to_damage(run: Run, show: Path) -> None:
    run("build", show)
    feed = (show / "public" / "feed.xml").read_bytes()
    cache = show / ".feedtool" / "cache.sqlite"
    for data in (None, b"no database", b"", cache.read_bytes()[: cache.stat().st_size // 2]):
        (show / "public" / "feed.xml").unlink()
        if data is None:
            cache.unlink()
        else:
            cache.write_bytes(data)
        assert run("build", show).exit_code == 0
        assert (show / "public" / "feed.xml").read_bytes() == feed


def test_a_value_that_was_tampered_with_is_not_used(run: Run, show: Path) -> None:
    run("build", show)
    feed = (show / "public" / "feed.xml").read_bytes()
    cache = show / ".feedtool" / "cache.sqlite"
    data = cache.read_bytes()
    assert b"Part 5" in data
    cache.write_bytes(data.replace(b"Part 5", b"Part X"))
    (show / "public" / "feed.xml").unlink()
    assert run("build", show).exit_code == 0
    assert (show / "public" / "feed.xml").read_bytes() == feed


def test_infos_are_shown_only_when_asked_for(run: Run, lighthouse: Path) -> None:
    assert run("build", "--check", lighthouse).stderr == ""
    shown = run("build", "--check", "--severity", "info", lighthouse).stderr
    assert shown.count(": info: ") == shown.count("\n") > 1


def test_check_leaves_nothing_behind(run: Run, show: Path) -> None:
    before = {path for path in show.rglob("*")}
    assert run("build", "--check", show).exit_code == 0
    assert run("build", "--dry-run", show).exit_code == 0
    assert {path for path in show.rglob("*")} == before
