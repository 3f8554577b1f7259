"""Every example of the rules that no feed alone breaks, as files of a show that is otherwise right.

Of `show.yaml` and of an episode that does not begin with `---` an example gives keys alone; any
other name stands for a whole file, a name that ends in `/` for a folder.
"""

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import Result
from make_audio import mp3
from PIL import Image
from shows import put_keys

from feedtool import SourceError, build, load_show
from feedtool.producer.publishing.publish import UnwritableError
from feedtool.vocabulary import Rule, load_rules

Run = Callable[..., Result]
# Severity and rule of a finding.
Told = tuple[str, str]
FINDING = re.compile(r": (error|warning|info): .* \[([a-z-]+)\]\Z")
RULES = [rule for rule in load_rules().values() if rule.where != "feed"]
NOW = datetime(2025, 1, 1, tzinfo=UTC)
# Examples that are a show of their own.
WHOLE = {"show-missing"}
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
categories: [Technology]
artwork: https://example.com/cover.png
author: Mira Holt
owner: {email: mira@example.com}
"""
EPISODE = """\
title: Tides
published: 2024-03-09T06:00:00+00:00
guid: harbour-0001
audio: {url: 'https://media.example.com/001.mp3', length: 10000000, duration: 10:00}
"""
# An example of a transcript has only a few cues.
SHORT = EPISODE.replace("10:00}", "0:30}")
CHECKS = ("validate", "transcript")


def picture(side: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (side, side)).save(made, "PNG")
    return made.getvalue()


MADE = {
    "<an MP3 file of 10 seconds>": mp3(383),
    **{f"<a PNG picture of {side} × {side} pixels>": picture(side) for side in (200, 300, 3000)},
}


def write(folder: Path, files: Mapping[str, str], *, whole: bool) -> None:
    episode = SHORT if any(name.startswith("transcripts/") for name in files) else EPISODE
    own = {} if whole else {"show.yaml": SHOW, "episodes/001-tides.md": episode}
    for name, text in files.items():
        own[name] = put_keys(own[name], text) if name in own else text
    for name, text in own.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        elif text in MADE:
            path.write_bytes(MADE[text])
        elif name.startswith("episodes/") and not text.startswith("---"):
            path.write_text(f"---\n{text}---\nNotes.\n", "utf-8")
        else:
            path.write_text(text, "utf-8")


def built(folder: Path, program: str) -> set[Told]:
    """Return what a build reports but for notes; a program may change the show before."""
    try:
        show = load_show(folder)
        exec(program, {"show": show})
        findings = build(show, at=NOW, probe=True).findings
    except SourceError as error:
        findings = error.findings
    except UnwritableError:
        return {("error", "unwritable")}
    return {(one.severity, one.rule) for one in findings if one.severity != "info"}


def printed(run: Run, *arguments: str) -> set[Told]:
    """Return what a command line prints to standard error, and what a check prints at all."""
    words = list(arguments)
    environment = {}
    while "=" in words[0]:
        name, _, environment[name] = words.pop(0).partition("=")
    with patch.dict(os.environ, environment):
        result = run(*words[1:])
    lines = (result.output if words[1] in CHECKS else result.stderr).splitlines()
    return {found.group(1, 2) for line in lines if (found := FINDING.search(line))}


def told(rule: Rule, example: Mapping[str, str], run: Run, folder: Path) -> set[Told]:
    write(folder, example, whole=rule.id in WHOLE)
    if "command line" in example:
        return printed(run, *example["command line"].split())
    if "page.txt" in example:
        # What is left to fill in is printed to standard output.
        return printed(run, "feedtool", "import", "page.txt", "--into", ".")
    if "feed.xml" in example:
        return printed(run, "feedtool", "lock", ".", "--from", "feed.xml")
    return built(folder, example.get("build.py", ""))


@pytest.mark.parametrize("key", ["bad", "good"])
@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_bad_example_breaks_its_rule_alone_and_good_example_none(
    rule: Rule, key: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "harbour-notes"
    folder.mkdir()
    monkeypatch.chdir(folder)
    example = rule.bad if key == "bad" else rule.good
    assert isinstance(example, Mapping)
    found = told(rule, example, run, folder)
    assert found == ({(rule.severity, rule.id)} if key == "bad" else set())
