"""What commands print of a show is no command to the log of a CI system, whatever its texts are."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """\
title: "::error::T ##[add-mask]x"
link: https://example.com/
feed_url: https://example.com/feed.xml
language: en
description: D
author: "##[group]A"
owner: {name: A, email: a@example.com}
hosts: [{name: "::error::H"}, {name: "##vso[task.complete result=Failed;]H2"}]
categories: [Technology]
explicit: false
artwork: https://example.com/a.jpg
"""
EPISODE = """\
---
title: "##[error]E"
number: 1
published: 2022-06-01T06:00:00+02:00
guests: ["::warning::G", "##[endgroup]"]
audio: {url: https://example.com/a.mp3, length: 10, type: audio/mpeg, duration: 00:10}
---
Notes
"""
COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    show = Path("::group::show")
    (show / "episodes").mkdir(parents=True)
    (show / "show.yaml").write_text(SHOW)
    (show / "episodes/001-a.md").write_text(EPISODE)
    (show / "feedtool.toml").write_text('[[ignore]]\nrule = "bad-date"\nreason = "##[error]"\n')
    return str(show)


@pytest.mark.parametrize(
    "command",
    [
        "show", "people", "build --check", "build --dry-run", "build", "validate", "fix", "config",
        "fix --diff", "lock --dry-run --from feed.xml", "validate --severity info --statistics",
    ],
)  # fmt: skip
@pytest.mark.parametrize("broken", [False, True], ids=["right", "broken"])
def test_nothing_printed_is_a_command(folder: str, command: str, broken: bool) -> None:
    if broken:
        Path(folder, "episodes/##[error]b.md").write_text(EPISODE.replace("number: 1", "numbr: 1"))
    Path("feed.xml").write_text('<rss version="2.0"><channel><title>::x</title></channel></rss>')
    name, *options = command.split()
    result = subprocess.run(
        [sys.executable, "-m", "feedtool", name, folder, *options],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    printed = result.stdout + result.stderr
    assert printed
    assert "Traceback" not in printed
    assert [line for line in printed.splitlines() if COMMAND.search(line)] == []
