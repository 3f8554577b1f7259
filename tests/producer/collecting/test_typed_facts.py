"""What an author types where a file or another key says the same or something else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from make_audio import mp3
from shows import set_keys, write_episode

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
NS = {"podcast": "https://podcastindex.org/namespace/1.0"}


def with_tape(show: Path, facts: str) -> Path:
    """Give an episode a file of ten seconds and typed facts beside it."""
    (show / "audio" / "tape.mp3").write_bytes(mp3(383))
    return write_episode(
        show, "1-ropes", f"audio: {{file: tape.mp3{facts}}}\npublished: 2024-03-09\n"
    )


@pytest.mark.parametrize(
    ("facts", "column", "says"),
    [
        ("", 0, ""),
        (", duration: 12", 0, ""),
        (", duration: 13", 25, "warning: audio.duration is 13 s, and tape.mp3 lasts 10 s; remove it, or replace "
         "the file [audio-doubtful]"),
        (", duration: 7", 25, "warning: audio.duration is 7 s, and tape.mp3 lasts 10 s; remove it, or replace "
         "the file [audio-doubtful]"),
        (", length: 5", 25, "error: audio has length beside file; the file is measured: remove length [bad-value]"),
        (", type: audio/mpeg", 0, ""),
        (", type: audio/wav", 8, 'warning: type of enclosure is "audio/wav", but the file ends in .mp3; expected '
         '"audio/mpeg" [enclosure-type-mismatch]'),
    ],
)  # fmt: skip
def test_typed_facts_of_a_file(run: Run, show: Path, facts: str, column: int, says: str) -> None:
    path = with_tape(show, facts)
    result = run("build", show)
    told = [f"{path.as_posix()}:3:{column}: {says}"] if says else []
    failed = [f"{show.as_posix()}: not built: 1 error"] if "error" in says else []
    assert result.stderr.splitlines() == told + failed


def test_the_typed_duration_is_kept(run: Run, show: Path) -> None:
    with_tape(show, ", duration: 99:00")
    run("build", show)
    assert "<itunes:duration>5940<" in (show / "public" / "feed.xml").read_text("utf-8")


def test_notes_in_front_matter_are_refused(run: Run, show: Path) -> None:
    path = write_episode(show, "1-ropes", "notes: Other words.\npublished: 2024-03-09\n")
    result = run("build", show)
    assert result.stderr.splitlines() == [
        f'{path.as_posix()}:4:1: error: "notes" is not a key of an episode; move the text below the '
        "front matter [unknown-key]",
        f"{show.as_posix()}: not built: 1 error",
    ]


@pytest.mark.parametrize(
    ("keys", "alt"),
    [
        ("artwork: artwork/fog.png\n", None),
        ("artwork: artwork/fog.png\nartwork_alt: Fog\n", "Fog"),
        ("artwork: artwork/cover.png\n", "A disc"),
        ("artwork: artwork/cover.png\nartwork_alt: Light\n", "Light"),
    ],
)
def test_the_words_for_a_picture_go_with_that_picture(
    run: Run, show: Path, keys: str, alt: str | None
) -> None:
    (show / "artwork" / "fog.png").write_bytes((show / "artwork" / "cover.png").read_bytes())
    set_keys(show, "artwork_sizes: 300\nartwork_alt: A disc")
    write_episode(show, "1-ropes", f"{keys}published: 2024-03-09\n")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    channel = etree.parse(show / "public" / "feed.xml").getroot()[0]
    assert {one.get("alt") for one in channel.findall("podcast:image", NS)} == {"A disc"}
    assert {one.get("alt") for one in channel.findall("item/podcast:image", NS)} == {alt}


@pytest.mark.parametrize(
    ("updated", "says"),
    [
        ("2099-01-01", "updated is 2099-01-01T00:00:00+00:00, which has not come; set it back [updated-late]"),
        ("2024-01-01", "updated is before published, 2024-03-09T00:00:00+00:00; remove it [updated-early]"),
        ("2024-03-09", ""),
    ],
)  # fmt: skip
def test_updated_lies_between_publication_and_today(
    run: Run, show: Path, updated: str, says: str
) -> None:
    set_keys(show, "timezone: UTC")
    path = write_episode(show, "1-ropes", f"published: 2024-03-09\nupdated: {updated}\n")
    result = run("build", show)
    assert result.exit_code == 0
    at = f"{path.as_posix()}:5:1: warning: "
    assert [one for one in result.stderr.splitlines() if "updated" in one] == [at + says] * bool(
        says
    )


def build_with(run: Run, show: Path, audio: str) -> Result:
    write_episode(show, "1-ropes", f"audio: {audio}\npublished: 2024-03-09\n")
    return run("build", show)


def test_no_warning_asks_for_a_duration_that_is_given(run: Run, show: Path) -> None:
    (show / "audio" / "tape.webm").write_bytes(b"\x1aE\xdf\xa3" + bytes(500))
    result = build_with(run, show, "{file: tape.webm, duration: 52:10}")
    assert "its duration cannot be read" not in result.stderr
    assert (
        result.exit_code,
        b"<itunes:duration>3130<" in (show / "public/feed.xml").read_bytes(),
    ) == (0, True)
    result = build_with(run, show, "tape.webm")
    assert "its duration cannot be read; add it as duration, e.g. 52:10" in result.stderr


@pytest.mark.parametrize(
    ("name", "kind", "seconds"),
    [("tape", "audio/mpeg", 10), ("tape.mpga", "audio/mpeg", 10), ("tape.x", "audio/x-own", 10)],
)
def test_a_type_counts_where_the_ending_says_nothing(
    run: Run, show: Path, name: str, kind: str, seconds: int
) -> None:
    (show / "audio" / name).write_bytes(mp3(383))
    result = build_with(run, show, f"{{file: {name}, type: {kind}}}")
    assert result.exit_code == 0, result.stderr
    item = etree.parse(show / "public" / "feed.xml").find(".//item")
    assert item is not None
    assert [one.get("type") for one in item.iter("enclosure")] == [kind]
    assert item.findtext("{*}duration") == str(seconds)


@pytest.mark.parametrize(
    ("audio", "says"),
    [
        ("tape.mpga", 'audio is "tape.mpga"; its ending stands for no media type; expected one of .mp3, '),
        ("{file: tape.mpga, type: audio/mp4}", 'audio is "tape.mpga"; it is MP3, and its type audio/mp4 says '
         "otherwise; correct the type, or put the right file in its place [audio-unreadable]"),
    ],
)  # fmt: skip
def test_a_type_that_is_missing_or_wrong_is_told(
    run: Run, show: Path, audio: str, says: str
) -> None:
    (show / "audio" / "tape.mpga").write_bytes(mp3(383))
    assert says in build_with(run, show, audio).stderr
