"""Old addresses of files redirect to the new ones, however often files move."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from make_audio import mp3
from shows import drop_checks, set_keys

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
BASE = "https://example.com/show/"
KEYS = "hosting: netlify\n"


@pytest.fixture
def moving(run: Run, show: Path) -> Path:
    """A published show of two episodes with files, one with a transcript and chapters."""
    (show / "audio").mkdir(exist_ok=True)
    (show / "transcripts").mkdir(exist_ok=True)
    (show / "transcripts" / "ropes.vtt").write_text(
        "WEBVTT\n\n00:00.000 --> 00:05.000\nHello\n", "utf-8"
    )
    write(show, "1-ropes", "ropes.mp3", "2024-03-09")
    write(show, "2-nets", "nets.mp3", "2024-03-02")
    set_keys(show, "hosting: netlify")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    return show


def write(show: Path, slug: str, audio: str, day: str, title: str = "") -> None:
    (show / "audio" / audio).parent.mkdir(exist_ok=True)
    (show / "audio" / audio).write_bytes(mp3(400 + len(slug)))
    more = (
        "transcript: transcripts/ropes.vtt\nchapters: [{start: 0, title: Hello}]\n"
        if "ropes" in audio
        else ""
    )
    (show / "episodes" / f"{slug}.md").write_text(
        f"---\ntitle: {title or slug}\npublished: {day}\naudio: {audio}\n{more}---\nNotes of {day}.\n",
        "utf-8",
    )


# What captions become, in the order of their names.
FORMATS = ["html", "json", "srt", "txt", "vtt"]


def of_transcripts(old: str, new: str) -> list[str]:
    """The redirects of the transcripts of an episode."""
    return [f"/show/transcripts/{old}.{one} {BASE}transcripts/{new}.{one} 301!" for one in FORMATS]


def moved_transcripts(old: str, new: str) -> dict[str, str]:
    return {f"{BASE}transcripts/{old}.{one}": f"{BASE}transcripts/{new}.{one}" for one in FORMATS}


def rename(show: Path, old: str, new: str) -> None:
    (show / "episodes" / f"{old}.md").rename(show / "episodes" / f"{new}.md")


def moved(show: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((show / "feed.lock").read_text("utf-8")).get("moved", {})
    return found


def redirects(show: Path) -> list[str]:
    path = show / "public" / "_redirects"
    return path.read_text("ascii").splitlines()[1:] if path.exists() else []


def build(run: Run, show: Path, *options: str) -> str:
    result = run("build", show, *options)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def test_renamed_episode_leaves_redirects_of_its_files(run: Run, moving: Path) -> None:
    before = (moving / "feed.lock").read_text("utf-8")
    assert "moved" not in before
    rename(moving, "1-ropes", "one")
    assert build(run, moving) == ""
    assert redirects(moving) == [
        f"/show/chapters/1-ropes.json {BASE}chapters/one.json 301!",
        *of_transcripts("1-ropes", "one"),
    ]
    lock = (moving / "feed.lock").read_bytes()
    build(run, moving)
    assert (moving / "feed.lock").read_bytes() == lock


def test_episode_that_is_renamed_twice_still_redirects_at_once(run: Run, moving: Path) -> None:
    for old, new in (("1-ropes", "one"), ("one", "1.the-ropes")):
        rename(moving, old, new)
        build(run, moving)
    assert redirects(moving) == [
        f"/show/chapters/1-ropes.json {BASE}chapters/1.the-ropes.json 301!",
        *of_transcripts("1-ropes", "1.the-ropes"),
        f"/show/chapters/one.json {BASE}chapters/1.the-ropes.json 301!",
        *of_transcripts("one", "1.the-ropes"),
    ]


def test_name_that_is_in_use_again_redirects_no_more(run: Run, moving: Path) -> None:
    rename(moving, "1-ropes", "one")
    build(run, moving)
    rename(moving, "one", "1-ropes")
    build(run, moving)
    assert moved(moving) == {
        f"{BASE}chapters/one.json": f"{BASE}chapters/1-ropes.json",
        **moved_transcripts("one", "1-ropes"),
    }


def test_redirect_to_a_file_that_is_gone_is_forgotten(run: Run, moving: Path) -> None:
    rename(moving, "1-ropes", "one")
    build(run, moving)
    (moving / "episodes" / "one.md").unlink()
    build(run, moving, "--accept", "vanished")
    assert (moved(moving), redirects(moving)) == ({}, [])


def test_transcript_that_gets_its_language_into_its_name_redirects(run: Run, moving: Path) -> None:
    path = moving / "episodes" / "1-ropes.md"
    text = path.read_text("utf-8")
    one, two = "transcripts/ropes.vtt", "{file: transcripts/de.vtt, language: de}"
    (moving / "transcripts" / "de.vtt").write_bytes((moving / one).read_bytes())
    path.write_text(text.replace(f"transcript: {one}", f"transcript: [{one}, {two}]"), "utf-8")
    build(run, moving)
    assert moved(moving) == moved_transcripts("1-ropes", "1-ropes.en")
    path.write_text(text, "utf-8")
    build(run, moving)
    assert moved(moving) == moved_transcripts("1-ropes.en", "1-ropes")


def test_enclosure_with_a_new_name_redirects(run: Run, moving: Path) -> None:
    write(moving, "1-ropes", "all-about-ropes.mp3", "2024-03-09")
    assert run("build", moving).exit_code == 2
    build(run, moving, "--accept", "enclosure")
    assert redirects(moving) == [f"/show/audio/ropes.mp3 {BASE}audio/all-about-ropes.mp3 301!"]


@pytest.mark.parametrize(
    ("host", "lines"),
    [
        ("netlify", ["/show/audio/* https://media.example.com/:splat 301!"]),
        ("cloudflare", ["/show/audio/* https://media.example.com/:splat 301"]),
        ("apache", ['RedirectMatch 301 "^/show/audio/(.*)$" "https://media.example.com/$1"']),
        ("nginx", [
            "location ^~ /show/audio/ {",
            '    rewrite "^/show/audio/(.*)$" "https://media.example.com/$1" permanent;', "}",
        ]),
    ],
)  # fmt: skip
def test_whole_folder_that_moves_is_one_line(
    run: Run, moving: Path, host: str, lines: list[str]
) -> None:
    set_keys(moving, f"hosting: {host}\nmedia_url: https://media.example.com/")
    build(run, moving, "--accept", "enclosure")
    names = {"apache": ".htaccess", "nginx": "nginx.conf"}
    text = (moving / "public" / names.get(host, "_redirects")).read_text("ascii")
    assert text.splitlines()[-len(lines) :] == lines
    assert moved(moving) == {f"{BASE}audio/": "https://media.example.com/"}


def test_whole_folder_at_vercel(run: Run, moving: Path) -> None:
    set_keys(moving, "hosting: vercel\nmedia_url: https://media.example.com/")
    build(run, moving, "--accept", "enclosure")
    data: dict[str, Any] = json.loads((moving / "public" / "vercel.json").read_text("utf-8"))
    assert data["redirects"] == [
        {
            "source": "/show/audio/:path*",
            "destination": "https://media.example.com/:path*",
            "statusCode": 301,
        }
    ]


def test_new_path_on_the_same_host_needs_only_moved_from(run: Run, moving: Path) -> None:
    new = "https://example.com/harbour/"
    set_keys(moving, f"feed_url: {new}feed.xml\nmoved_from: {BASE}feed.xml")
    assert build(run, moving) == ""
    assert redirects(moving) == [
        f"/show/feed.xml {new}feed.xml 301!",
        f"/show/artwork/* {new}artwork/:splat 301!",
        f"/show/chapters/* {new}chapters/:splat 301!",
        f"/show/transcripts/* {new}transcripts/:splat 301!",
        f"/show/audio/* {new}audio/:splat 301!",
    ]
    newest = "https://example.com/port/"
    set_keys(
        moving,
        f"feed_url: {newest}feed.xml\nmoved_from: [{BASE}feed.xml, {new}feed.xml]",
    )
    assert build(run, moving) == ""
    assert f"/show/audio/* {newest}audio/:splat 301!" in redirects(moving)
    assert f"/harbour/audio/* {newest}audio/:splat 301!" in redirects(moving)
    assert f"/show/feed.xml {newest}feed.xml 301!" in redirects(moving)


def test_show_that_moves_back_redirects_the_other_way(run: Run, moving: Path) -> None:
    new = "https://example.com/harbour/"
    set_keys(moving, f"feed_url: {new}feed.xml\nmoved_from: {BASE}feed.xml")
    build(run, moving)
    set_keys(moving, f"feed_url: {BASE}feed.xml\nmoved_from: {new}feed.xml")
    assert build(run, moving) == ""
    assert f"/harbour/audio/* {BASE}audio/:splat 301!" in redirects(moving)
    assert not any(line.startswith("/show/") for line in redirects(moving))


def test_root_of_a_host_is_never_redirected_as_a_whole(run: Run, moving: Path) -> None:
    set_keys(moving, "feed_url: https://example.com/feed.xml\nmedia_url: https://example.com/")
    build(run, moving, "--accept", "enclosure")
    set_keys(
        moving,
        "feed_url: https://example.com/p/feed.xml\nmedia_url: https://example.com/p/\n"
        f"moved_from: [{BASE}feed.xml, https://example.com/feed.xml]",
    )
    assert build(run, moving) == ""
    assert "/ropes.mp3 https://example.com/p/ropes.mp3 301!" in redirects(moving)
    assert "/transcripts/* https://example.com/p/transcripts/:splat 301!" in redirects(moving)
    assert not any(line.startswith("/* ") for line in redirects(moving))


def test_new_host_remembers_nothing_that_it_cannot_redirect(run: Run, moving: Path) -> None:
    set_keys(moving, "feed_url: https://new.example.com/feed.xml")
    build(run, moving, "--accept", "enclosure")
    assert (moved(moving), redirects(moving)) == ({}, [])


def test_base_url_that_is_not_the_folder_of_the_feed_is_remembered(run: Run, moving: Path) -> None:
    set_keys(moving, "feed_url: https://feeds.example.com/x\nbase_url: https://example.com/a/")
    build(run, moving, "--accept", "enclosure")
    assert (
        json.loads((moving / "feed.lock").read_text("utf-8"))["base_url"]
        == "https://example.com/a/"
    )
    set_keys(moving, "base_url: https://example.com/b/\nmedia_url: https://example.com/a/audio/")
    build(run, moving)
    assert (
        moved(moving)["https://example.com/a/transcripts/"] == "https://example.com/b/transcripts/"
    )


def test_names_that_are_no_plain_paths_are_told_together(run: Run, moving: Path) -> None:
    write(moving, "1-ropes", "my ropes.mp3", "2024-03-09")
    write(moving, "2-nets", "my nets.mp3", "2024-03-02")
    build(run, moving, "--accept", "enclosure")
    write(moving, "1-ropes", "1-ropes.mp3", "2024-03-09")
    write(moving, "2-nets", "2-nets.mp3", "2024-03-02")
    said = build(run, moving, "--accept", "enclosure")
    assert said.count("warning:") == 1
    assert (
        f'no redirect is written for "{BASE}audio/my%20nets.mp3" and 1 more old addresses of files: '
        "its path holds more than letters, digits and - . _ ~ between single slashes; see to it that "
        "the old addresses redirect, or take them out of moved in feed.lock [redirect-not-written]"
    ) in said


def test_limit_of_the_host_is_kept_and_told(run: Run, moving: Path) -> None:
    path = moving / "feed.lock"
    lines = ",\n".join(
        f'    "{BASE}old/{number}.vtt": "{BASE}transcripts/1-ropes.vtt"' for number in range(2100)
    )
    text = path.read_text("utf-8").replace(
        '  "assets"', f'  "moved": {{\n{lines}\n  }},\n  "assets"'
    )
    path.write_text(text, "utf-8")
    set_keys(moving, "hosting: cloudflare")
    said = build(run, moving)
    assert len(redirects(moving)) == 1999
    assert redirects(moving)[-1].startswith("/show/old/2099.vtt ")
    assert (
        f'no redirect is written for "{BASE}old/0.vtt" and 100 more old addresses of files: '
        "cloudflare takes no more redirects"
    ) in said


def test_folder_with_files_in_use_is_not_redirected_as_a_whole(run: Run, moving: Path) -> None:
    set_keys(moving, f"media_url: {BASE}")
    build(run, moving, "--accept", "enclosure")
    set_keys(moving, "media_url: https://media.example.com/")
    build(run, moving, "--accept", "enclosure")
    assert sorted(redirects(moving)) == [
        f"/show/audio/* {BASE}:splat 301!",
        "/show/nets.mp3 https://media.example.com/nets.mp3 301!",
        "/show/ropes.mp3 https://media.example.com/ropes.mp3 301!",
    ]


@pytest.mark.parametrize(
    "url",
    ["https://[broken/1.mp3", "https://example.com:port/1.mp3", "1.mp3", "https:///1.mp3", "#"],
)
def test_addresses_of_other_tools_that_are_none_do_no_harm(
    run: Run, moving: Path, url: str
) -> None:
    path = moving / "feed.lock"
    text = drop_checks(path.read_text("utf-8")).replace(f"{BASE}audio/ropes.mp3", url)
    path.write_text(text.replace('"addresses": [', f'"addresses": ["{url}", '), "utf-8")
    result = run("build", moving)
    assert (result.exit_code, result.stderr.count("[published-enclosure-changed]")) == (2, 1)
    build(run, moving, "--accept", "enclosure")
    assert moved(moving) == {}
    text = drop_checks(path.read_text("utf-8"))
    path.write_text(text.replace(f'"{BASE}feed.xml"]', f'"{url}"]'), "utf-8")
    build(run, moving)


def test_stars_come_last_at_cloudflare(run: Run, moving: Path) -> None:
    new = "https://example.com/harbour/"
    keys = f"hosting: cloudflare\nbase_url: {new}\nfeed_url: {new}pod/\nmoved_from: {BASE}feed.xml"
    set_keys(moving, keys)
    build(run, moving)
    lines = redirects(moving)
    stars = ["*" in line for line in lines]
    assert stars == sorted(stars)
    assert "/harbour/pod/ /harbour/feed.xml 200" in lines


def test_github_pages_is_told_as_info_alone(run: Run, moving: Path) -> None:
    set_keys(moving, "hosting: github-pages")
    rename(moving, "1-ropes", "one")
    assert build(run, moving) == ""
    assert "no redirect is written for" in build(run, moving, "--severity", "info")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (
            "moved",
            '{"https://example.com/a\\n/* https://evil.example/ 301!": "https://example.com/b"}',
        ),
        ("moved", '{"https://example.com/a": "javascript:alert(1)"}'),
        ("moved", '{"https://example.com:port/a": "https://example.com/b"}'),
        ("moved", '{"/a": "https://example.com/b"}'),
        ("moved", '{"https://[example.com/a": "https://example.com/b"}'),
        ("moved", '["https://example.com/a"]'),
        ("base_url", '"x"'),
        ("base_url", "5"),
    ],
)
def test_damaged_lock_file_is_refused_or_comes_out_inert(
    run: Run, moving: Path, key: str, value: str
) -> None:
    path = moving / "feed.lock"
    path.write_text(
        path.read_text("utf-8").replace('  "assets"', f'  "{key}": {value},\n  "assets"'), "utf-8"
    )
    result = run("build", moving)
    if "\\n" in value:
        assert "evil" not in "".join(redirects(moving))
    else:
        assert result.exit_code == 2
        assert "[bad-lock]" in result.stderr
