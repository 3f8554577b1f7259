"""A checkout without its audio: feed.lock has the facts of published episodes, and of no other."""

import json
import os
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import make_audio as make
import pytest
from click.testing import Result
from PIL import Image
from shows import drop_checks, set_keys, write_episode

from feedtool.show.lock import Lock, LockedEpisode
from feedtool.show.locked_audio import LockedNames

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
AT = ("--at", "2024-06-01")
CHAPTERS = make.id3(
    make.chap("a", 0, "Ropes"), make.chap("b", 4000, "Knots", "https://example.com/k")
)
NOT_HERE = "not here, with the facts from feed.lock"


@pytest.fixture
def built(run: Run, small_show: Path) -> Path:
    """A show of two episodes with audio of their own, built; the first has chapters in its audio."""
    audio = small_show / "audio"
    (audio / "ropes.mp3").write_bytes(CHAPTERS + make.mp3(383))
    (audio / "nets.mp3").write_bytes(make.mp3(766))
    write_episode(small_show, "1-ropes", "published: 2024-03-09\naudio: ropes.mp3\n")
    write_episode(small_show, "2-nets", "published: 2024-03-16\naudio: audio/nets.mp3\n")
    assert run("build", *AT, small_show).exit_code == 0
    return small_show


@pytest.fixture
def checkout(built: Path) -> Path:
    """The same show without what is kept out of git."""
    for name in ("audio", "public", ".feedtool"):
        shutil.rmtree(built / name)
    return built


def state(folder: Path) -> dict[str, bytes]:
    names = ("public/feed.xml", "public/chapters/1-ropes.json", "feed.lock")
    return {name: (folder / name).read_bytes() for name in names}


def change_lock(folder: Path, change: Callable[[dict[str, dict[str, object]]], object]) -> None:
    data = json.loads(drop_checks((folder / "feed.lock").read_text("utf-8")))
    change(data["episodes"])
    (folder / "feed.lock").write_text(json.dumps(data), "utf-8")


def errors(folder: Path, result: Result) -> list[str]:
    assert result.exit_code == 2
    return [one.removeprefix(f"{folder.as_posix()}/") for one in result.stderr.splitlines()[:-1]]


def test_a_checkout_without_audio_gives_the_same_feed(run: Run, built: Path) -> None:
    before = state(built)
    for name in ("audio", "public", ".feedtool"):
        shutil.rmtree(built / name)
    result = run("build", *AT, built)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{built.as_posix()}/public/feed.xml: 2 episodes",
        f"2 audio files {NOT_HERE}: ropes.mp3, audio/nets.mp3",
    ]
    assert state(built) == before


@pytest.mark.parametrize("arguments", [("show",), ("validate",), ("fix",), ("build", "--check")])
def test_all_commands_take_it_for_sound(
    run: Run, checkout: Path, arguments: tuple[str, ...]
) -> None:
    result = run(*arguments, checkout)
    assert result.exit_code == 0
    assert "error" not in result.stderr


def test_validate_says_it_once(run: Run, checkout: Path) -> None:
    result = run("validate", "--severity", "info", "--select", "audio-from-lock", checkout)
    assert [line for line in result.stdout.splitlines() if "info: " in line] == [
        f"{checkout.as_posix()}/feed.lock:1:1: info: 2 audio files are not here (ropes.mp3, "
        "audio/nets.mp3); the feed says what feed.lock has of them [audio-from-lock]"
    ]


def test_audio_present_insists_on_the_files(run: Run, checkout: Path) -> None:
    result = run("build", *AT, "--audio-present", checkout)
    assert errors(checkout, result) == [
        'episodes/1-ropes.md:4:1: error: audio is "ropes.mp3"; there is no such file under audio/ [file-missing]',
        'episodes/2-nets.md:4:1: error: audio is "audio/nets.mp3"; there is no such file under audio/ [file-missing]',
    ]  # fmt: skip
    assert not (checkout / "public").exists()


def test_a_renamed_episode_keeps_guid_and_facts(run: Run, checkout: Path) -> None:
    lock = json.loads((checkout / "feed.lock").read_text("utf-8"))["episodes"]
    (checkout / "episodes" / "1-ropes.md").rename(checkout / "episodes" / "9-cables.md")
    assert run("build", *AT, checkout).exit_code == 0
    after = json.loads((checkout / "feed.lock").read_text("utf-8"))["episodes"]
    assert after["9-cables"] == lock["1-ropes"]
    assert (checkout / "public/chapters/9-cables.json").is_file()


def test_a_renamed_file_has_no_facts(run: Run, checkout: Path) -> None:
    write_episode(checkout, "1-ropes", "published: 2024-03-09\naudio: cables.mp3\n")
    assert errors(checkout, run("build", *AT, checkout)) == [
        'episodes/1-ropes.md:4:1: error: audio is "cables.mp3"; there is no such file under audio/ (feed.lock has '
        'the facts of "ropes.mp3" for this episode, not of this file) [file-missing]'
    ]  # fmt: skip


def test_episodes_that_swap_their_files_do_not_take_the_facts_of_the_other(
    run: Run, checkout: Path
) -> None:
    write_episode(checkout, "1-ropes", "published: 2024-03-09\naudio: nets.mp3\n")
    write_episode(checkout, "2-nets", "published: 2024-03-16\naudio: ropes.mp3\n")
    before = (checkout / "feed.lock").read_bytes()
    assert [one.rpartition(" ")[2] for one in errors(checkout, run("build", *AT, checkout))] == [
        "[file-missing]"
    ] * 2
    assert (checkout / "feed.lock").read_bytes() == before


def test_a_new_episode_with_the_file_of_another_has_no_facts(run: Run, checkout: Path) -> None:
    write_episode(checkout, "3-knots", "published: 2024-03-23\naudio: ropes.mp3\n")
    (line,) = errors(checkout, run("build", *AT, checkout))
    assert line.startswith('episodes/3-knots.md:4:1: error: audio is "ropes.mp3"; there is no such')


def test_an_episode_that_was_never_published_needs_its_file(run: Run, checkout: Path) -> None:
    write_episode(checkout, "3-knots", "published: 2024-03-23\naudio: knots.mp3\n")
    assert errors(checkout, run("show", checkout)) == [
        'episodes/3-knots.md:4:1: error: audio is "knots.mp3"; there is no such file under audio/ (feed.lock has no '
        "facts of it; build once where the file is, and commit feed.lock) [file-missing]"
    ]  # fmt: skip


def test_typed_facts_go_before_those_of_the_lock(run: Run, checkout: Path) -> None:
    path = write_episode(
        checkout, "1-ropes", "published: 2024-03-09\naudio: {file: ropes.mp3, duration: 11}\n"
    )
    assert path.is_file()
    assert run("build", *AT, checkout).exit_code == 0
    assert b"<itunes:duration>11<" in (checkout / "public/feed.xml").read_bytes()


def test_an_entry_without_facts_does_not_help(run: Run, checkout: Path) -> None:
    change_lock(checkout, lambda episodes: episodes["1-ropes"]["enclosure"].update(length=0))  # type: ignore[attr-defined]
    (line,) = errors(checkout, run("build", *AT, checkout))
    assert line.endswith("there is no such file under audio/ [file-missing]")


def test_the_facts_move_with_the_show(run: Run, checkout: Path) -> None:
    set_keys(checkout, "media_url: https://media.example.com/new/")
    result = run("build", *AT, checkout)
    assert {one.rpartition(" ")[2] for one in errors(checkout, result)} == {
        "[published-audio-moved]"
    }
    assert run("build", *AT, "--accept", "enclosure", checkout).exit_code == 0
    assert (
        b'url="https://media.example.com/new/nets.mp3" length="'
        in (checkout / "public/feed.xml").read_bytes()
    )


def test_services_that_count_may_come_and_go(run: Run, checkout: Path) -> None:
    set_keys(checkout, "prefixes: [op3]")
    assert run("build", *AT, checkout).exit_code == 0


def test_chapters_that_an_old_lock_does_not_have_are_kept_in_public(run: Run, built: Path) -> None:
    change_lock(built, lambda episodes: episodes["1-ropes"].pop("chapters"))
    before = (built / "public/chapters/1-ropes.json").read_bytes()
    shutil.rmtree(built / "audio")
    assert run("build", *AT, built).exit_code == 0
    assert (built / "public/chapters/1-ropes.json").read_bytes() == before
    assert b"chapters/1-ropes.json" in (built / "public/feed.xml").read_bytes()


def test_chapters_that_would_be_lost_stop_the_build(run: Run, checkout: Path) -> None:
    change_lock(checkout, lambda episodes: episodes["1-ropes"].pop("chapters"))
    assert errors(checkout, run("build", *AT, checkout)) == [
        'episodes/1-ropes.md:4:1: error: audio is "ropes.mp3", which is not here, and public/chapters/1-ropes.json '
        "was made from it; build once where the audio is, or bring public/ here, or name a file in chapters "
        "[file-missing]"
    ]  # fmt: skip


def test_chapters_of_the_author_go_before_those_in_the_audio(run: Run, built: Path) -> None:
    write_episode(built, "1-ropes", "published: 2024-03-09\naudio: ropes.mp3\nchapters: []\n")
    assert run("build", *AT, built).exit_code == 0
    assert b"chapters" not in (built / "feed.lock").read_bytes()


@pytest.mark.parametrize(
    ("chapters", "says"),
    [
        ("x", 'chapters is "x"; expected a list'),
        ([1], "chapters is 1; expected keys with values"),
        ([{"title": "A"}], "chapters.start_ms is missing"),
        ([{"start_ms": -1, "title": "A"}], "chapters.start_ms is -1; expected a whole number"),
        ([{"start_ms": 1, "title": "\x00"}], 'chapters.title is "\\\\u0000"; expected a text'),
        ([{"start_ms": 1, "title": "A", "mood": "B"}], "chapters.mood is unknown"),
    ],
)
def test_chapters_that_somebody_else_wrote_are_refused(
    run: Run, checkout: Path, chapters: object, says: str
) -> None:
    change_lock(checkout, lambda episodes: episodes["1-ropes"].update(chapters=chapters))
    (line,) = errors(checkout, run("build", *AT, checkout))
    assert line.startswith("feed.lock:1:")
    assert f"the lock file is damaged (episodes.1-ropes.{says})" in line.replace('"\\u', '"\\\\u')


def test_pictures_of_chapters_are_kept_with_public_and_missed_without(
    run: Run, built: Path
) -> None:
    made = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(made, "PNG")
    picture = make.id3_frame("APIC", b"\0image/png\0\x03\0" + made.getvalue())
    times = (0).to_bytes(4, "big") + (9000).to_bytes(4, "big") + b"\xff" * 8
    title = make.id3_frame("TIT2", b"\x03Ropes")
    chapter = make.id3_frame("CHAP", b"a\0" + times + title + picture)
    (built / "audio" / "ropes.mp3").write_bytes(make.id3(chapter) + make.mp3(383))
    assert run("build", *AT, built).exit_code == 0
    before = state(built)
    (name,) = [one.name for one in (built / "public/chapters").iterdir() if one.suffix == ".png"]
    shutil.rmtree(built / "audio")
    shutil.rmtree(built / ".feedtool")
    assert run("build", *AT, built).exit_code == 0
    assert state(built) == before
    assert (built / "public/chapters" / name).read_bytes() == made.getvalue()
    shutil.rmtree(built / "public")
    (line,) = errors(built, run("build", *AT, built))
    assert f"which is not here, and public/chapters/{name} was made from it; build once" in line


@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("a b.mp3", True), ("audio/2024/a b.mp3", True), ("x/audio/2024/a b.mp3", False), ("b.mp3", False),
        ("a%20b.mp3", False), ("2024", False), ("", False), ("../2024/a b.mp3", False),
    ],
)  # fmt: skip
def test_the_names_of_locked_audio(name: str, is_there: bool) -> None:
    enclosure = {"url": "https://example.com/audio/2024/a%20b.mp3?x=/y.mp3", "length": 1}
    lock = Lock(episodes={"a": LockedEpisode("guid", "2024-01-01T00:00:00Z", enclosure, "")})
    assert (name in LockedNames(lock)) is is_there


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_what_is_no_file_in_the_place_of_audio_is_refused(run: Run, built: Path, kind: str) -> None:
    audio = built / "audio/ropes.mp3"
    audio.unlink()
    if kind == "pipe":
        os.mkfifo(audio)
    else:
        audio.mkdir()
    result = run("build", *AT, built)
    assert result.exit_code == 2
    assert f'audio is "ropes.mp3", a {kind}' in result.stderr
