"""What is wrong with a feed is told in the words of its sources, which have no lines of the feed."""

from collections.abc import Callable
from pathlib import Path

import pytest
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
        "2:8: warning: title: expected plain text; apps show the tags as they are written "
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
    assert lines[1:3] == [
        f"  {first} | {notes.splitlines()[2]}", f"  {' ' * len(str(first))} | {' ' * 16}^"
    ]  # fmt: skip


SHOW = """\
title: Harbour <b>Notes</b>
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
owner:
  name: Ed <i>Holt</i>
  email: ed@example.com
categories: [Technology]
artwork: https://example.com/cover.png
"""
EPISODE = f"""\
---
title: The ferry
published: 2024-03-09T06:00:00Z
{AUDIO.replace("60", "1:00")}summary: Who <b>rides</b> at night?
---
Notes about `&amp;lt;` in code.
"""


def told(run: Run, folder: Path, show: str, episode: str = EPISODE) -> set[str]:
    """Return file, place and rule of each warning of a build."""
    (folder / "episodes").mkdir(exist_ok=True)
    (folder / "show.yaml").write_text(show, "utf-8")
    (folder / "episodes" / "1.md").write_text(episode, "utf-8")
    found = set()
    for line in run("build", folder).stderr.splitlines():
        place, _, rest = line.removeprefix(f"{folder.as_posix()}/").partition(": warning: ")
        found |= {f"{place} {rest.rpartition('[')[2][:-1]}"} if rest else set()
    return found


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("", "", "show.yaml:7:9"),
        ("language: en", "language: en\nhosts: [{name: Mira <b>Holt</b>}]", "show.yaml:6:9"),
        ("language: en", "language: en\nauthor: Mira <b>Holt</b>", "show.yaml:6:9"),
        ("language: en", "language: en\nitunes_title: Notes <b>of</b> ports", "show.yaml:6:15"),
    ],
)
def test_a_warning_is_at_the_value_that_an_element_derives_from(
    run: Run, tmp_path: Path, old: str, new: str, place: str
) -> None:
    found = told(run, tmp_path, SHOW.replace(old, new, 1))
    assert f"{place} markup-in-text" in found
    assert "show.yaml:1:8 markup-in-text" in found
    assert not any(one.startswith("show.yaml:1:1 ") for one in found)


def test_a_warning_about_the_description_is_at_the_summary(run: Run, tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    keys = EPISODE.replace("summary: Who <b>rides</b>", "summary: Who &amp;lt; rides")
    found = told(run, tmp_path, SHOW, keys)
    assert {one for one in found if one.startswith("episodes")} == {
        "episodes/1.md:5:10 html-escaped-twice"
    }


def test_what_is_escaped_in_code_of_the_notes_is_meant(run: Run, tmp_path: Path) -> None:
    without = EPISODE.replace("summary: Who <b>rides</b> at night?\n", "")
    assert not any("html-escaped-twice" in one for one in told(run, tmp_path, SHOW, without))
    bare = without.replace("`", "")
    assert "episodes/1.md:6:13 html-escaped-twice" in told(run, tmp_path, SHOW, bare)
