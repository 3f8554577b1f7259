"""Episodes keep their guids whatever becomes of the names of their files."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

Run = Callable[..., Result]


def write(show: Path, slug: str, title: str, day: int, *, notes: str = "", keys: str = "") -> None:
    text = (
        f"---\ntitle: {title}\npublished: 2024-03-{day:02}\n"
        f"audio: {{url: https://media.example.com/{day}.mp3, length: 1000000, duration: 60}}\n"
        f"{keys}---\n{notes}\n"
    )
    (show / "episodes" / f"{slug}.md").write_text(text, "utf-8")


def build(run: Run, show: Path, *arguments: str) -> dict[str, str]:
    """Build; return the guids by the address of the audio, which no test here changes."""
    result = run("build", show, *arguments)
    assert result.exit_code == 0, result.stderr
    return guids(show)


def guids(show: Path) -> dict[str, str]:
    feed = etree.parse(show / "public" / "feed.xml")
    return {
        str(item.find("enclosure").get("url"))[-5:]: str(item.findtext("guid"))
        for item in feed.iter("item")
    }


def move(show: Path, **names: str) -> None:
    """Rename files of episodes, all at once."""
    folder = show / "episodes"
    texts = {new: (folder / f"{old}.md").read_text("utf-8") for old, new in names.items()}
    for old in names:
        (folder / f"{old}.md").unlink()
    for new, text in texts.items():
        (folder / f"{new}.md").write_text(text, "utf-8")


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show with three published episodes that have nothing but titles; two have the same."""
    folder = tmp_path / "show"
    run("init", folder)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "a", "Update", 1)
    write(folder, "b", "Update", 2)
    write(folder, "c", "Nets", 3)
    assert run("build", folder).exit_code == 0
    return folder


@pytest.mark.parametrize(
    "names",
    [
        {"a": "b", "b": "a"},
        {"a": "b", "b": "c", "c": "a"},
        {"a": "b", "b": "c", "c": "d"},
        {"a": "x", "b": "y", "c": "z"},
    ],
    ids=["swapped", "around", "along", "all new"],
)
def test_files_that_change_names_among_themselves(
    run: Run, show: Path, names: dict[str, str]
) -> None:
    before = guids(show)
    move(show, **names)
    assert build(run, show) == before
    locked = json.loads((show / "feed.lock").read_text("utf-8"))["episodes"]
    assert sorted(locked) == sorted({*names.values()} | ({"a", "b", "c"} - names.keys()))
    assert run("build", show).output.endswith("unchanged\n")


def test_a_new_episode_under_a_name_that_another_had(run: Run, show: Path) -> None:
    before = guids(show)
    move(show, a="first")
    write(show, "a", "Ropes", 4)
    after = build(run, show)
    assert {audio: after[audio] for audio in before} == before
    assert after["4.mp3"] not in before.values()
    assert build(run, show) == after


def test_a_new_episode_under_the_name_of_one_that_was_taken_out(run: Run, show: Path) -> None:
    before = guids(show)
    (show / "episodes" / "c.md").unlink()
    build(run, show, "--accept", "vanished")
    write(show, "c", "Ropes", 4)
    after = build(run, show)
    assert after["4.mp3"] not in before.values()
    # The lock file still knows both: the first gets its guid when it comes back.
    write(show, "d", "Nets", 3)
    assert build(run, show) == before | after


def test_an_episode_that_comes_back_has_its_guid(run: Run, show: Path) -> None:
    before = guids(show)
    move(show, c="../c")
    build(run, show, "--accept", "vanished")
    move(show, **{"../c": "c"})
    assert build(run, show) == before


def test_a_title_that_many_have_makes_no_other_episode_the_same(run: Run, show: Path) -> None:
    """Nothing but the title is shared: the old one is gone, the new one is new."""
    before = guids(show)
    (show / "episodes" / "a.md").unlink()
    write(show, "d", "Update", 4)
    result = run("build", show)
    assert result.exit_code == 2
    assert 'feed.lock:6:5: error: the episode "a" is published and gone' in result.stderr
    after = build(run, show, "--accept", "vanished")
    assert after["4.mp3"] not in before.values()


def test_one_that_is_gone_is_told_by_its_line_when_another_has_its_name(
    run: Run, show: Path
) -> None:
    (show / "episodes" / "b.md").unlink()
    move(show, a="b")
    result = run("build", show)
    assert result.exit_code == 2
    lines = (show / "feed.lock").read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line.startswith('    "b":'))
    expected = (
        f'{show.as_posix()}/feed.lock:{number}:5: error: the episode "b 2024-03-02" is published '
        "and gone from the show"
    )
    assert result.stderr.startswith(expected)
    before = guids(show)
    del before["2.mp3"]
    assert build(run, show, "--accept", "vanished") == before


def test_accepting_other_audio_changes_no_guid(run: Run, show: Path) -> None:
    before = guids(show)
    write(show, "c", "Nets", 5)
    result = run("build", show)
    assert "audio is at" in result.stderr
    after = build(run, show, "--accept", "enclosure", "--accept", "date")
    assert after["5.mp3"] == before["3.mp3"]
    assert run("build", show).exit_code == 0


def test_a_name_and_a_date_may_be_used_three_times(run: Run, show: Path) -> None:
    move(show, a="first")
    write(show, "a", "Ropes", 4)
    build(run, show)
    move(show, a="second")
    path = show / "episodes" / "a.md"
    write(show, "a", "Sails", 4)
    path.write_text(path.read_text("utf-8").replace("4.mp3", "6.mp3"), "utf-8")
    after = build(run, show)
    assert len(set(after.values())) == len(after) == 5


def test_the_date_alone_does_not_bring_an_episode_back(run: Run, show: Path) -> None:
    before = guids(show)
    (show / "episodes" / "c.md").unlink()
    build(run, show, "--accept", "vanished")
    write(show, "c", "Ropes", 3)
    path = show / "episodes" / "c.md"
    path.write_text(path.read_text("utf-8").replace("3.mp3", "9.mp3"), "utf-8")
    assert build(run, show)["9.mp3"] not in before.values()


def test_a_scheduled_rerun_does_not_take_the_guid(run: Run, show: Path) -> None:
    before = guids(show)
    text = (show / "episodes" / "c.md").read_text("utf-8")
    rerun = text.replace("2024-03-03", "2099-01-01")
    (show / "episodes" / "rerun.md").write_text(rerun, "utf-8")
    write(show, "c", "Nets (remastered)", 3)
    path = show / "episodes" / "c.md"
    path.write_text(path.read_text("utf-8").replace("3.mp3", "9.mp3"), "utf-8")
    after = build(run, show, "--accept", "enclosure")
    assert after["9.mp3"] == before["3.mp3"]
