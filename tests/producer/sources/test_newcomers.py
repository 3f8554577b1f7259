"""What newcomers do without a message that helps, tried on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: Europe/London
owner: {name: Ed, email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
"""
EPISODE = """\
---
title: Nets
published: 2024-01-15T07:00
audio: {url: https://example.com/1.mp3, length: 123456, duration: 60}
transcript: {url: https://example.com/1.vtt, type: text/vtt}
---
Notes.
"""


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A show with one episode."""
    (tmp_path / "episodes").mkdir()
    (tmp_path / "show.yaml").write_text(SHOW, "utf-8")
    (tmp_path / "episodes" / "001-nets.md").write_text(EPISODE, "utf-8")
    return tmp_path


def told(result: Result, folder: Path) -> list[str]:
    """Return the findings, with names from the show's folder."""
    return [one.replace(f"{folder.as_posix()}/", "") for one in result.stderr.splitlines()]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://podcasts.apple.com/us/podcast/id1/feed.xml", "podcasts.apple.com"),
        ("https://open.spotify.com/feed.xml", "open.spotify.com"),
    ],
)
def test_the_page_of_a_directory_is_no_feed_url(run: Run, show: Path, url: str, host: str) -> None:
    text = SHOW.replace("https://example.com/feed.xml", url)
    (show / "show.yaml").write_text(text, "utf-8")
    assert told(run("build", show), show) == [
        f'show.yaml:3:1: warning: feed_url is "{url}", a page of {host}; expected the address at '
        "which you will serve feed.xml [feed-url-of-directory]"
    ]


@pytest.mark.parametrize(
    ("title", "notes", "rules"),
    [
        ("Tom &amp; Bo", "Notes.", ["entity-in-text"]),
        ("Tom & Bo", "Ask Tom &amp;amp; Bo.", ["html-escaped-twice"]),
        ("Tom &amp; Bo", "Ask Tom &amp;amp; Bo.", ["entity-in-text", "html-escaped-twice"]),
    ],
)
def test_an_entity_in_a_title_is_told_there_alone(
    run: Run, show: Path, title: str, notes: str, rules: list[str]
) -> None:
    text = EPISODE.replace("Nets", f'"{title}"').replace("Notes.", notes)
    (show / "episodes" / "001-nets.md").write_text(text, "utf-8")
    found = [one.rpartition("[")[2].rstrip("]") for one in told(run("build", show), show)]
    assert list(dict.fromkeys(found)) == rules


@pytest.mark.parametrize("command", ["show", "people"])
def test_a_command_without_a_folder_reads_the_folder_that_it_is_in(
    run: Run, show: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    expected = run(command, show).stdout
    monkeypatch.chdir(show)
    result = run(command)
    assert (result.exit_code, result.stdout) == (0, expected)


@pytest.mark.parametrize("command", ["build", "show", "people"])
def test_a_show_yml_is_named(
    run: Run, show: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (show / "show.yaml").replace(show / "show.yml")
    monkeypatch.chdir(show)
    result = run(command)
    assert result.exit_code == 2
    assert "no show.yaml" in result.stderr
    assert "rename show.yml" in result.stderr
