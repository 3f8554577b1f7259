"""Shows whose files were made to do harm: each is told at its place, in little time and memory."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from time import process_time
from unicodedata import normalize
from urllib.parse import quote

import make_audio
import pytest
from click.testing import Result
from PIL import Image
from shows import set_keys, write_episode

from feedtool.feed import build
from feedtool.feed.notes import render_description
from feedtool.show import Audio, Choice, Episode, Owner, Show
from feedtool.validator.report import SourceError

Run = Callable[..., Result]
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
ENTRY = {
    "guid": "old-1",
    "published": "2024-03-09T00:00:00+00:00",
    "enclosure": {
        "url": "https://media.example.com/1-ropes.mp3", "length": 1000, "type": "audio/mpeg",
        "duration": 60,
    },
    "hash": "0123456789abcdef",
}  # fmt: skip


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show of one episode that was never built."""
    folder = tmp_path / "show"
    run("init", folder, "--feed-url", "https://example.com/show/feed.xml")
    for path in folder.glob("episodes/*"):
        path.unlink()
    write_episode(folder, "1-ropes", "published: 2024-03-09\n")
    return folder


def told(run: Run, show: Path, *more: str) -> list[str]:
    """Return the lines that a build says of what is wrong, without the folder's name."""
    result = run("build", show, *more)
    lines = [line.replace(f"{show.as_posix()}/", "") for line in result.stderr.splitlines()]
    return lines if result.exit_code == 2 else [f"exit code {result.exit_code}", *lines]


def lock_text(**changed: object) -> str:
    """Return a lock file; keys of its one episode are changed, those with _ are the file's own."""
    entry = ENTRY | {key: one for key, one in changed.items() if key[0] != "_"}
    whole: dict[str, object] = {"format": 1, "podcast_guid": GUID, "episodes": {"1-ropes": entry}}
    whole |= {key[1:]: one for key, one in changed.items() if key[0] == "_"}
    return json.dumps(whole, indent=0)


RESTORE = "; restore it from your history [bad-lock]"
LOCKS = {
    "nested": ("[" * 100_000, "1:1", "values are nested too deep"),
    "no keys": ("[]", "1:1", "expected keys with values"),
    "guid null": (lock_text(guid=None), "6:1", "episodes.1-ropes.guid is null; expected a text"),
    "guid a list": (lock_text(guid=[1]), "6:1", "episodes.1-ropes.guid is a list; expected a text"),
    "guid half a character": (
        lock_text(guid="\ud800"), "6:1",
        'episodes.1-ropes.guid is "\\ud800"; expected a text',
    ),
    "published junk": (
        lock_text(published="junk"), "7:1",
        'episodes.1-ropes.published is "junk"; expected a date with its zone',
    ),
    "published a number": (
        lock_text(published=5), "7:1",
        "episodes.1-ropes.published is 5; expected a date with its zone",
    ),
    "published without zone": (
        lock_text(published="2024-03-09T00:00:00"), "7:1",
        'episodes.1-ropes.published is "2024-03-09T00:00:00"; expected a date with its zone',
    ),
    "enclosure empty": (lock_text(enclosure={}), "8:1", "episodes.1-ropes.enclosure.url is missing"),
    "enclosure a text": (
        lock_text(enclosure="x"), "8:1",
        'episodes.1-ropes.enclosure is "x"; expected keys with values',
    ),
    "removed a text": (
        lock_text(removed="no"), "15:1",
        'episodes.1-ropes.removed is "no"; expected true or false',
    ),
    "episode a text": (
        lock_text(_episodes={"a": "x"}), "5:1", 'episodes.a is "x"; expected keys with values',
    ),
    "an unknown key": (lock_text(colour="red"), "15:1", "episodes.1-ropes.colour is unknown"),
    "episodes a list": (
        lock_text(_episodes=[]), "4:1", "episodes is a list; expected keys with values",
    ),
    "feeds of an episode": (
        lock_text(feeds=[1, "a"]), "15:1", "episodes.1-ropes.feeds is 1; expected a text",
    ),
    "feeds a text": (
        lock_text(feeds="feed"), "15:1", 'episodes.1-ropes.feeds is "feed"; expected a list',
    ),
    "podcast_guid junk": (
        lock_text(_podcast_guid="junk"), "3:1", 'podcast_guid is "junk"; expected a UUID',
    ),
    "podcast_guid null": (
        lock_text(_podcast_guid=None), "3:1", "podcast_guid is null; expected a UUID",
    ),
    "guid of a feed": (lock_text(_feeds={"pt": "x"}), "18:1", 'feeds.pt is "x"; expected a UUID'),
    "asset a number": (
        lock_text(_assets=[1]), "17:1", "assets is 1; expected the name of a file in public/",
    ),
    "asset with NUL": (
        lock_text(_assets=["a\0b"]), "17:1",
        'assets is "a\\u0000b"; expected the name of a file in public/',
    ),
    "asset outside": (
        lock_text(_assets=["../x"]), "17:1",
        'assets is "../x"; expected the name of a file in public/',
    ),
    "length of a probe": (
        lock_text(_probes={"u": {"length": "abc"}}), "19:1",
        'probes.u.length is "abc"; expected a whole number',
    ),
    "probe a list": (
        lock_text(_probes={"u": [1]}), "18:1", "probes.u is a list; expected keys with values",
    ),
    "duration without end": (
        lock_text(_probes={"u": {"duration": float("inf")}}), "19:1",
        "probes.u.duration is Infinity; expected a whole number",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LOCKS)
def test_a_lock_file_of_another_form_is_told_at_its_line(run: Run, show: Path, case: str) -> None:
    text, place, says = LOCKS[case]
    (show / "feed.lock").write_text(text, "utf-8")
    damaged = f"feed.lock:{place}: error: the lock file is damaged ({says}){RESTORE}"
    assert told(run, show)[0] == damaged


def test_an_endless_number_in_a_lock_file_is_told_at_its_line(run: Run, show: Path) -> None:
    text = lock_text().replace("1000", "9" * 5000)
    (show / "feed.lock").write_text(text, "utf-8")
    assert told(run, show)[0] == (
        "feed.lock:10:1: error: the lock file is damaged (episodes.1-ropes.enclosure.length is "
        f'"{"9" * 59}; expected a whole number){RESTORE}'
    )


def test_a_lock_file_of_the_right_form_is_taken(run: Run, show: Path) -> None:
    more = lock_text(_probes={"u": {"length": 1, "type": "audio/mpeg", "duration": 2}})
    (show / "feed.lock").write_text(more, "utf-8")
    assert told(run, show) == ["exit code 0"]
    assert ">old-1</guid>" in (show / "public" / "feed.xml").read_text("utf-8")


def test_a_lock_file_that_is_not_utf_8_is_told(run: Run, show: Path) -> None:
    (show / "feed.lock").write_bytes(b'{\n"format": "\xff"}')
    assert told(run, show)[0] == (
        f"feed.lock:2:1: error: the lock file is damaged (it is not UTF-8){RESTORE}"
    )


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link(path: Path) -> None:
    (path.parent / "elsewhere").write_text("x")
    path.symlink_to("elsewhere")


def make_huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(6_000_000_000)


ODD_FILES = {
    "a lock that is a pipe": (
        "feed.lock", make_pipe,
        f"feed.lock:1:1: error: the lock file cannot be read (it is no regular file){RESTORE}",
    ),
    "a lock that is a folder": (
        "feed.lock", Path.mkdir,
        f"feed.lock:1:1: error: the lock file cannot be read (it is no regular file){RESTORE}",
    ),
    "a lock that is a link": (
        "feed.lock", make_link,
        f"feed.lock:1:1: error: the lock file cannot be read (it is a link){RESTORE}",
    ),
    "a lock of 6 GB": (
        "feed.lock", make_huge,
        f"feed.lock:1:1: error: the lock file cannot be read (it has more than 20 MB){RESTORE}",
    ),
    "an episode that is a pipe": (
        "episodes/2-pipe.md", make_pipe,
        "episodes/2-pipe.md:1:1: error: episodes/2-pipe.md cannot be read (it is no regular file) "
        "[unreadable]",
    ),
    "people that are a pipe": (
        "people.yaml", make_pipe,
        "people.yaml:1:1: error: people.yaml cannot be read (it is no regular file) [unreadable]",
    ),
    "an episode of 6 GB": (
        "episodes/2-huge.md", make_huge,
        "episodes/2-huge.md:1:1: error: the file is larger than 1,000,000 bytes [bad-yaml]",
    ),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes")
@pytest.mark.parametrize("case", ODD_FILES)
def test_files_without_an_end_are_told(run: Run, show: Path, case: str) -> None:
    name, make, says = ODD_FILES[case]
    path = show / name
    path.unlink(missing_ok=True)
    make(path)
    assert told(run, show)[0] == says


def write_cover(path: Path, *, broken: bool = False) -> None:
    path.parent.mkdir(exist_ok=True)
    made = BytesIO()
    picture = Image.effect_noise((1400, 1400), 90) if broken else Image.new("RGB", (1400, 1400))
    picture.save(made, "PNG")
    data = bytearray(made.getvalue())
    if broken:
        data[len(data) // 2 : len(data) // 2 + 50] = bytes(50)
    path.write_bytes(data)


@pytest.mark.parametrize("sizes", ["", "artwork_sizes: [600]\n"])
def test_broken_artwork_is_told_before_anything_is_written(
    run: Run, show: Path, sizes: str
) -> None:
    line = set_keys(show, f"artwork: art/cover.png\n{sizes}")
    write_cover(show / "art" / "cover.png", broken=True)
    before = sorted(show.rglob("public/*"))
    says = 'artwork is "art/cover.png"; it is damaged; save it again [bad-artwork]'
    for _ in range(2):
        assert told(run, show)[0] == f"show.yaml:{line}:1: error: {says}"
    assert sorted(show.rglob("public/*")) == before
    write_cover(show / "art" / "cover.png")
    assert told(run, show)[0] == "exit code 0"


def test_artwork_of_6_gb_is_told(run: Run, show: Path) -> None:
    line = set_keys(show, "artwork: cover.png")
    make_huge(show / "cover.png")
    says = 'artwork is "cover.png"; it has more than 50 MB; make it a smaller file [bad-artwork]'
    assert told(run, show)[0] == f"show.yaml:{line}:1: error: {says}"


CHAPTERS = {
    "nested": (lambda path: path.write_text("[" * 200_000), "it is no JSON: "),
    "huge": (make_huge, "it cannot be read (it has more than 5 MB)"),
    "not UTF-8": (lambda path: path.write_bytes(b'{"a": "\xff"}'), "it is no JSON: "),
    "an endless number": (lambda path: path.write_text("9" * 5000), "it is no JSON: "),
}


@pytest.mark.parametrize("case", CHAPTERS)
def test_chapters_without_an_end_are_told(run: Run, show: Path, case: str) -> None:
    make, says = CHAPTERS[case]
    make(show / "c.json")
    write_episode(show, "1-ropes", "published: 2024-03-09\nchapters: c.json\n")
    start = f'episodes/1-ropes.md:5:1: error: chapters is "c.json"; {says}'
    assert told(run, show)[0].startswith(start)


WRONG_VALUES = [
    b"[", b"[" * 100_000, b"1", b"[]", b"null", b'{"title": 5}', b'{"title": "\\ud800"}',
    b'{"format": 1, "width": "x"}', b'{"length_bytes": "a", "chapters": [1]}', b"\xff",
    b'{"length": [1]}', b"itunes\n<item>", b"bad\n<item></item>", b"9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("value", WRONG_VALUES, ids=lambda value: repr(value[:30]))
def test_wrong_values_in_the_cache_are_as_none(run: Run, show: Path, value: bytes) -> None:
    set_keys(show, "artwork: art/cover.png\nartwork_sizes: [600]")
    write_cover(show / "art" / "cover.png")
    write_episode(
        show,
        "1-ropes",
        "published: 2024-03-09\naudio: ropes.wav\nguests: [{name: Bo, picture: art/cover.png}]\n",
    )
    (show / "ropes.wav").write_bytes(make_audio.wav(60))
    assert told(run, show)[0] == "exit code 0"
    feed = (show / "public" / "feed.xml").read_bytes()
    with closing(sqlite3.connect(show / ".feedtool" / "cache.sqlite")) as cache:
        checksum = blake2b(value, digest_size=8).digest()
        changed = cache.execute(
            "UPDATE made SET value = ?, checksum = ? WHERE kind IN "
            "('front', 'picture', 'artwork', 'audio', 'item')",
            (value, checksum),
        )
        assert changed.rowcount == 5
        cache.commit()
    assert told(run, show)[0] == "exit code 0"
    assert (show / "public" / "feed.xml").read_bytes() == feed


def test_a_cache_with_a_trigger_is_made_anew(run: Run, show: Path) -> None:
    told(run, show)
    path = show / ".feedtool" / "cache.sqlite"
    with closing(sqlite3.connect(path)) as cache:
        cache.execute(
            "CREATE TRIGGER slow AFTER INSERT ON made BEGIN "
            "DELETE FROM made WHERE (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
            "SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n) = 0; END"
        )
        cache.commit()
    assert told(run, show) == ["exit code 0"]
    with closing(sqlite3.connect(path)) as cache:
        assert [one for (one,) in cache.execute("SELECT name FROM sqlite_master")] == ["made"]


KEYS = {
    "markup not closed": (
        'spotify: {limit: {xml: "<b>"}}', "bad-xml", "spotify.limit.xml", "is not well-formed XML",
    ),
    "text beside markup": (
        'spotify: {limit: {xml: "t <a/>"}}', "bad-xml", "spotify.limit.xml",
        "text stands beside the elements",
    ),
    "an attribute with a blank": (
        'rawvoice: {subscribe: {"a b": x}}', "bad-value", "rawvoice.subscribe.a b",
        "expected the name of an attribute",
    ),
    "an attribute of no namespace": (
        'rawvoice: {subscribe: {"foo:bar": x}}', "bad-value", "rawvoice.subscribe.foo:bar",
        "expected the name of an attribute",
    ),
    "an attribute without a name": (
        'rawvoice: {subscribe: {"": x}}', "bad-value", "rawvoice.subscribe.",
        "expected the name of an attribute",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEYS)
def test_keys_that_no_xml_can_hold_are_told(run: Run, show: Path, case: str) -> None:
    keys, rule, key, says = KEYS[case]
    line = set_keys(show, keys)
    (found, _) = told(run, show)
    assert found.startswith(f"show.yaml:{line}:")
    assert f'"{key}"' in found
    assert says in found
    assert found.endswith(f"[{rule}]")


def test_keys_that_xml_can_hold_are_taken(run: Run, show: Path) -> None:
    set_keys(show, 'rawvoice: {subscribe: {feed: "https://example.com/f", x-y: z}}')
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    assert 'x-y="z"' in (show / "public" / "feed.xml").read_text("utf-8")


def test_long_content_that_stands_in_extra_is_told(run: Run, show: Path) -> None:
    words = "word " * 3000
    keys = f"published: 2024-03-09\nextra: '<content:encoded>{words}</content:encoded>'\n"
    write_episode(show, "1-ropes", keys).write_text(
        f"---\ntitle: Ropes\n{keys}audio: {{url: https://example.com/1.mp3, length: 9, "
        "duration: 60}\n---\n",
        "utf-8",
    )
    run("build", show)  # no traceback


def test_a_long_file_name_of_an_episode_is_told(run: Run, show: Path) -> None:
    name = "x" * 248
    write_episode(show, name, "published: 2024-03-09\n")
    assert told(run, show)[0] == (
        f"episodes/{name}.md:1:1: error: the file name has 251 characters; use at most 200 "
        "[bad-file-name]"
    )
    (show / "episodes" / f"{name}.md").unlink()
    write_episode(show, "x" * 200, "published: 2024-03-09\n")
    assert told(run, show) == ["exit code 0"]


LONG = "n" * 300 + ".png"
MISSING_NAMES = {
    "show.yaml": [f"artwork: {LONG}", f"hosts: [{{name: Bo, picture: {LONG}}}]"],
    "episode": [
        f"artwork: {LONG}", f"audio: {LONG}", f"transcript: {LONG}", f"chapters: {LONG}",
        f"guests: [{{name: Bo, picture: {LONG}}}]", f"artwork: {'a/' * 3000}x.png",
        'artwork: "a\\0b.png"', 'audio: "a\\0b.mp3"',
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "key"), [(file, key) for file, keys in MISSING_NAMES.items() for key in keys]
)
@pytest.mark.parametrize("command", ["build", "show"])
def test_names_that_no_file_can_have_are_told(
    run: Run, show: Path, file: str, key: str, command: str
) -> None:
    if file == "show.yaml":
        line = set_keys(show, key)
    else:
        write_episode(show, "1-ropes", f"published: 2024-03-09\n{key}\n")
        line, file = (4 if key.startswith("audio") else 5), "episodes/1-ropes.md"
    found = run(command, show)
    assert found.exit_code == 2
    lines = [one.replace(f"{show.as_posix()}/", "") for one in found.stderr.splitlines()]
    assert lines[0].startswith(f"{file}:{line}:")
    assert lines[0].endswith("[file-missing]")


def test_long_names_of_pictures_in_notes_and_of_media_dirs_are_told(run: Run, show: Path) -> None:
    path = write_episode(show, "1-ropes", "published: 2024-03-09\n")
    path.write_text(path.read_text("utf-8") + f"![x]({LONG})\n", "utf-8")
    assert "[bad-picture]" in told(run, show)[0]
    write_episode(show, "1-ropes", "published: 2024-03-09\naudio: a.mp3\n")
    set_keys(show, f'media_dirs: [{"n" * 300}, "a\\0b"]')
    assert "[file-missing]" in told(run, show)[0]


HOSTILE_NOTES = {
    "empty lines": "a\n" + "\n" * 200_000 + "b",
    "blanks at line ends": "a\n" + " \n" * 100_000 + "b",
    "tags in attributes": '<div x="<">' * 80_000,
    "quotes in attributes": "<blockquote x='<'>" * 50_000,
    "tags that end in comments": "<blockquote><!--</blockquote>-->" * 30_000,
    "tags that end in scripts": "<blockquote><script></blockquote></script>" * 20_000,
    "tags in foreign styles": "<svg><style><blockquote>" * 30_000,
    "tags in equals signs": '<blockquote =="><blockquote>' * 30_000,
    "attributes": "<a " + " ".join(f"x{number}=1" for number in range(100_000)) + ">x</a>",
    "bold opened again in each paragraph": (
        "<div>" + "".join(f"<b x={number}>" for number in range(99)) + "<p>a</p>" * 80_000
    ),
    "a table that fills its rows": "|a" * 5000 + "\n" + "|-" * 5000 + "\n" + "|b\n" * 100_000,
}


@pytest.mark.parametrize("case", HOSTILE_NOTES)
def test_notes_take_no_more_time_than_their_length(case: str) -> None:
    start = process_time()
    html, _ = render_description(HOSTILE_NOTES[case], "https://example.com/")
    assert process_time() - start < 5
    assert len(html) < 2_000_000


def test_a_hidden_tag_does_not_change_notes_of_usual_length() -> None:
    notes = "Hello <!-- </p> --> *you* &lt;b <b title='<i>'>bold</b>.\n\n" + "word " * 8000
    html, _ = render_description(notes, "https://example.com/")
    assert html.startswith("<p>Hello  <em>you</em> &lt;b <b>bold</b>.</p>\n<p>word word")


MANY = {
    "people": ("people.yaml", "".join(f"p{n}: {{name: x}}\n" for n in range(45_000)), ""),
    "feeds": ("show.yaml", "feeds:\n" + "".join(f"  f{n}: {{}}\n" for n in range(3000)),
              "feeds has 3,000 feeds; expected 100 at the most [bad-value]"),
    "unknown keys": ("show.yaml", "".join(f"zq{n}z: 1\n" for n in range(60_000)), "[unknown-key]"),
    "unknown keys of an element": (
        "show.yaml", "podroll:\n" + "".join(f" - {{zq{n}z: 1}}\n" for n in range(40_000)),
        "[unknown-key]",
    ),
    "unknown people": (
        "show.yaml", "cohosts:\n" + "".join(f" - zq{n}z\n" for n in range(20_000)),
        "[unknown-person]",
    ),
    "unknown roles": (
        "show.yaml", "crew:\n" + "".join(f" zq{n}z: x\n" for n in range(40_000)), "[unknown-role]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MANY)
def test_many_faults_take_no_more_time_than_their_number(run: Run, show: Path, case: str) -> None:
    file, text, says = MANY[case]
    path = show / file
    path.write_text((path.read_text("utf-8") if file == "show.yaml" else "") + text, "utf-8")
    start = process_time()
    lines = told(run, show)
    assert process_time() - start < 20
    assert any(says in line for line in lines)


def test_many_missing_pictures_in_notes(run: Run, show: Path) -> None:
    path = write_episode(show, "1-ropes", "published: 2024-03-09\n")
    text = path.read_text("utf-8")
    path.write_text(text + "".join(f"![]({n}.png)\n" for n in range(50_000)), "utf-8")
    start = process_time()
    assert told(run, show)[1].startswith("episodes/1-ropes.md:8:5: error: the picture ")
    assert process_time() - start < 20


def test_a_proposal_is_still_made_for_the_first_faults(run: Run, show: Path) -> None:
    set_keys(show, "funding_: x")
    assert 'did you mean "funding"?' in told(run, show)[0]


@pytest.mark.parametrize("flag", ["true", "True", "TRUE", "yes", "Yes"])
def test_a_draft_may_lack_date_and_audio_however_it_is_said(
    run: Run, show: Path, flag: str
) -> None:
    number = "9" * 5000
    path = show / "episodes" / "2-draft.md"
    path.write_text(f"---\ntitle: Nets\ndraft: {flag}\n---\n")
    assert told(run, show) == ["exit code 0"]
    assert "draft  " in run("show", show).stdout
    path.write_text(f"---\ntitle: Nets\ndraft: {flag}\nnumber: {number}\n---\n")
    run("show", show)  # no traceback


@pytest.mark.parametrize("name", [b"\xff.md", b"a\nb.md", b"a\x1bb.md"])
def test_file_names_that_cannot_be_shown_are_told(run: Run, show: Path, name: bytes) -> None:
    try:
        (show / "episodes" / os.fsdecode(name)).write_text(
            "---\ntitle: x\npublished: 2024-03-09\naudio: "
            "{url: https://example.com/1.mp3, length: 9, duration: 9}\n---\n"
        )
    except OSError:
        pytest.skip("the disk takes no such names")
    lines = told(run, show)
    assert lines[0].endswith("[bad-file-name]")
    assert all(line.isprintable() for line in lines)


def test_a_show_in_a_folder_whose_name_is_not_utf_8(run: Run, show: Path) -> None:
    try:
        folder = show.rename(show.parent / os.fsdecode(b"\xff"))
    except OSError:
        pytest.skip("the disk takes no such names")
    command = [sys.executable, "-m", "feedtool"]
    for arguments, says in (
        (["build"], b"/public/feed.xml"),
        (["build", "--dry-run"], b""),
        (["build"], b""),
        (["show"], b"1-ropes"),
        (["lock", "--from", folder / "public" / "feed.xml"], b"1 of 1 item adopted"),
    ):
        result = subprocess.run(
            [*command, arguments[0], folder, *arguments[1:]], capture_output=True, check=False
        )
        assert (result.returncode, result.stderr) == (0, b""), arguments
        assert says in result.stdout


def test_values_steer_no_terminal(run: Run, show: Path) -> None:
    set_keys(show, 'artwork: "\\e[31mX\\nfake:1:1: error\\0"')
    lines = told(run, show)
    assert len(lines) == 2
    assert lines[0].endswith(
        'error: artwork is "\\x1b[31mX\\nfake:1:1: error\\x00", outside the show\'s folder; copy '
        "the file into it [path-outside-show]"
    )


def test_a_folder_that_is_no_show_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("build", tmp_path / "empty").exit_code == 2
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_folder_named_as_our_files_stays(run: Run, show: Path) -> None:
    odd = show / "public" / ".feedtool-tmp-x"
    odd.mkdir(parents=True)
    (show / "public" / ".feedtool-tmp-y").write_text("left over")
    assert told(run, show) == ["exit code 0"]
    assert odd.is_dir()
    assert not (show / "public" / ".feedtool-tmp-y").exists()


def test_a_feed_with_half_a_character_is_told_or_read(run: Run, show: Path, tmp_path: Path) -> None:
    run("build", show)
    feed = (show / "public" / "feed.xml").read_text("utf-8")
    path = tmp_path / "old.xml"
    path.write_text(re.sub("<guid[^<]*<", "<guid>&#xD800;x<", feed), "utf-8")
    result = run("lock", show, "--from", path, "--force")
    assert result.exit_code in (0, 1, 2)
    assert run("build", show, "--accept", "guid").exit_code == 0


def test_published_names_are_composed_as_their_urls(run: Run, show: Path) -> None:
    name = normalize("NFD", "Größe.png")
    write_cover(show / name)
    set_keys(show, f'artwork: "{name}"')
    assert told(run, show)[0] == "exit code 0"
    (published,) = (show / "public" / "artwork").iterdir()
    assert published.name == normalize("NFC", name)
    assert quote(published.name) in (show / "public" / "feed.xml").read_text("utf-8")


def test_names_that_differ_in_case_alone_are_told(run: Run, show: Path) -> None:
    for name in ("a/M.png", "b/m.png"):
        write_cover(show / name)
    line = set_keys(
        show, "hosts: [{name: Mo, picture: a/M.png}]\ncohosts: [{name: Bo, picture: b/m.png}]"
    )
    assert told(run, show)[0] == (
        f"show.yaml:{line + 1}:22: error: people/m.png and people/M.png would be published, which "
        "are one file on many systems; rename one [asset-name-duplicate]"
    )
    set_keys(show, "hosts: [{name: Mo, picture: a/M.png}]\ncohosts: [{name: Bo, picture: a/M.png}]")
    assert told(run, show)[0] == "exit code 0"


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (f"feeds: {{{'a' * 300}: {{}}}}", "expected at most 200 characters [bad-feed-name]"),
        (f"limit: {'9' * 5000}", '…"; expected a smaller number [bad-value]'),
    ],
    ids=lambda text: text[:30],
)
def test_values_of_show_yaml_that_no_feed_can_have(
    run: Run, show: Path, keys: str, says: str
) -> None:
    line = set_keys(show, keys)
    lines = told(run, show)
    assert lines[0].startswith(f"show.yaml:{line}:")
    assert lines[0].endswith(says)


def test_items_in_extra_of_the_show_are_told(run: Run, show: Path) -> None:
    set_keys(show, "extra: ['<item><title>x</title></item>', '<item/>']")
    assert "exit code 0" not in told(run, show)


def python_show(**episode: object) -> Show:
    made = Episode(
        title="Ropes", published=datetime(2024, 3, 9, tzinfo=UTC),
        audio=Audio(url="https://media.example.com/1.mp3", length=1000, duration=60), **episode,
    )  # fmt: skip
    return Show(
        title="Harbour", link="https://example.com/", feed_url="https://example.com/feed.xml",
        description="Ports.", language="en", categories=["Technology"],
        artwork="https://example.com/cover.png", owner=Owner(email="ed@example.com"),
        episodes=[made], only=Choice(tags=["x"]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("episode", "rule"),
    [
        ({"slug": "\ud800"}, "bad-file-name"),
        ({"slug": "../../x"}, "bad-file-name"),
        ({"slug": "x" * 201}, "bad-file-name"),
    ],
)
def test_wrong_episodes_made_in_python_are_told(episode: dict[str, object], rule: str) -> None:
    with pytest.raises(SourceError) as caught:
        build(python_show(**episode))
    assert [one.rule for one in caught.value.findings] == [rule]
    assert str(caught.value).isprintable()


def test_tags_of_another_form_are_no_tags() -> None:
    """The episode is not chosen, so that nobody looks at its other keys."""
    assert build(python_show(elements={"tags": {"a": 1}})).feeds[0].episodes == 0
