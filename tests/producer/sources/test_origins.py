"""What is wrong with a feed is told in the words of its sources, which have no lines of the feed."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from shows import write_episode

Run = Callable[..., Result]
AUDIO = "audio: {url: https://example.com/same.mp3, length: 900000, duration: 60}\n"


def test_another_episode_is_named_by_its_file(run: Run, show: Path) -> None:
    write_episode(show, "1-ropes", f"published: 2024-03-09\n{AUDIO}")
    write_episode(show, "2-nets", f"published: 2024-03-10\n{AUDIO}")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].endswith(
        "error: url of enclosure is the same as in episodes/2-nets.md; Apple ignores the second "
        "episode [enclosure-shared]"
    )


def test_text_that_two_elements_share_is_reported_once(run: Run, show: Path) -> None:
    path = write_episode(show, "1-ropes", f"published: 2024-03-09\n{AUDIO}")
    path.write_text(path.read_text("utf-8").replace("Of ropes", "Of <b>ropes</b>"), "utf-8")
    lines = run("build", show).stderr.splitlines()
    assert [line.partition("md:")[2] for line in lines if "markup-in-text" in line] == [
        "2:1: warning: title: expected plain text; apps show the tags as they are written "
        "[markup-in-text]"
    ]


def test_fault_in_show_notes_is_told_once_at_its_words(run: Run, show: Path) -> None:
    path = write_episode(show, "1-ropes", f"published: 2024-03-09\n{AUDIO}")
    notes = "All about ropes.\n\nRead the [page](http://localhost/ropes), lorem ipsum dolor.\n"
    path.write_text(path.read_text("utf-8") + notes, "utf-8")
    first = len(path.read_text("utf-8").splitlines())
    lines = run("validate", show, "--quiet", "--select", "url-private-host", "--select", "text-dummy").stdout.splitlines()  # fmt: skip
    assert [line.rpartition("md:")[2] for line in lines if ": warning: " in line] == [
        f'{first}:17: warning: notes: "http://localhost/ropes": localhost works only inside its '
        "own network; write the public address [url-private-host]",
        f'{first}:42: warning: notes: "lorem ipsum dolor" is dummy text; write the real text '
        "[text-dummy]",
    ]
    assert lines[1:3] == [f"    {notes.splitlines()[2]}", f"    {' ' * 16}^"]
