"""`ignore` in show.yaml and front matter: what is not reported, and what is said of the ignore."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from feedtool.producer.build import build
from feedtool.show.reading import load_show

Run = Callable[..., Result]
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: UTC
author: Mira Holt
owner: {email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
"""
AUDIO = "audio: {url: https://example.com/%s.mp3, length: 10000000, duration: 10:00}"
RULE = "markup-in-text"


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A show with two episodes whose titles have the same fault."""
    folder = tmp_path / "harbour"
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_text(SHOW, "utf-8")
    for number in ("1", "2"):
        keys = f"title: <b>Port</b> {number}\npublished: 2024-01-0{number}\n{AUDIO % number}\n"
        (folder / "episodes" / f"{number}.md").write_text(f"---\n{keys}---\nNotes.\n", "utf-8")
    return folder


def add(path: Path, line: str) -> None:
    """Put a line at the top of a file's keys."""
    text = path.read_text("utf-8")
    start = "---\n" if text.startswith("---") else ""
    path.write_text(f"{start}{line}\n{text.removeprefix(start)}", "utf-8")


def lines_of(result: Result, folder: Path) -> list[str]:
    start = f"{folder.as_posix()}/"
    text = result.stderr.splitlines()
    return [line.removeprefix(start) for line in text if line.startswith(start)]


def rules_of(result: Result, folder: Path) -> list[str]:
    return [
        f"{line.partition(':')[0]} {line.split('[')[-1][:-1]}" for line in lines_of(result, folder)
    ]


def test_without_ignores_both_are_told(run: Run, show: Path) -> None:
    found = rules_of(run("build", show), show)
    assert found == [f"episodes/{number}.md {RULE}" for number in ("2", "1")]


@pytest.mark.parametrize("name", [RULE, "markup-in-*"])
def test_an_ignore_of_the_show_is_about_all_its_episodes(run: Run, show: Path, name: str) -> None:
    add(show / "show.yaml", f'ignore: {{"{name}": the brackets are part of the names}}')
    result = run("build", show)
    assert (result.exit_code, rules_of(result, show)) == (0, [])


def test_an_ignore_of_an_episode_is_about_it_alone(run: Run, show: Path) -> None:
    add(show / "episodes" / "1.md", f"ignore: {{{RULE}: it is part of the name}}")
    assert rules_of(run("build", show), show) == [f"episodes/2.md {RULE}"]


def test_validate_counts_what_is_ignored(run: Run, show: Path) -> None:
    add(show / "episodes" / "1.md", f"ignore: {{{RULE}: it is part of the name}}")
    result = run("validate", show, "--format", "json")
    (report,) = json.loads(result.stdout)["reports"]
    told = [one["file"] for one in report["findings"] if one["rule"] == RULE]
    assert {name.rpartition("/")[2] for name in told} == {"2.md"}
    assert report["suppressed"] >= 1


def test_fix_leaves_alone_what_is_ignored(run: Run, show: Path) -> None:
    path = show / "episodes" / "1.md"
    path.write_text(path.read_text("utf-8").replace("Notes.", "<blink>Notes.</blink>"), "utf-8")
    add(path, "ignore: {html-*: it is a joke}")
    before = path.read_bytes()
    run("fix", show, "--unsafe")
    assert path.read_bytes() == before


def test_infos_of_the_feed_are_ignored_too(show: Path) -> None:
    path = show / "episodes" / "1.md"
    add(path, "summary: Who **rides** at night?")
    infos = [one for one in build(load_show(show), write=False).findings if one.severity == "info"]
    assert {one.rule for one in infos} == {"text-markdown"}
    add(path, "ignore: {text-markdown: the stars are meant}")
    left = {one.rule for one in build(load_show(show), write=False).findings}
    assert left == {RULE}


def test_an_ignore_that_is_left_over_is_told_at_its_line(run: Run, show: Path) -> None:
    add(show / "show.yaml", "ignore: {bad-date: it was wrong once}")
    add(show / "episodes" / "1.md", "ignore:\n  html-escaped-twice: it was there once")
    result = run("build", show)
    assert result.exit_code == 0
    assert [line for line in lines_of(result, show) if "ignore" in line] == [
        "show.yaml:1:10: warning: no warning of bad-date is left to ignore; remove the line [ignore-unused]",
        "episodes/1.md:3:3: warning: no warning of html-escaped-twice is left to ignore; remove the line [ignore-unused]",
    ]


def test_that_is_said_only_if_all_is_checked(run: Run, show: Path) -> None:
    add(show / "show.yaml", "ignore: {bad-date: it was wrong once}")
    path = show / "episodes" / "1.md"
    path.write_text(path.read_text("utf-8").replace("2024", "2924"), "utf-8")
    add(path, "ignore: {bad-date: it was wrong once}")
    assert rules_of(run("build", show), show) == [f"episodes/2.md {RULE}"]
    path.write_text(path.read_text("utf-8").replace("2924", "2024"), "utf-8")
    assert "ignore-unused" in run("validate", show).output
    assert "ignore-unused" not in run("validate", show, "--select", "bad-*").output


def test_an_ignore_holds_until_its_day(run: Run, show: Path) -> None:
    add(show / "show.yaml", f"ignore: {{{RULE}: until 2024-06-30 the new names come}}")
    assert rules_of(run("build", show, "--at", "2024-06-30"), show) == []
    result = run("build", show, "--at", "2024-07-01")
    assert rules_of(result, show) == [
        f"episodes/2.md {RULE}", f"episodes/1.md {RULE}", "show.yaml ignore-expired",
    ]  # fmt: skip
    assert lines_of(result, show)[-1] == (
        f"show.yaml:1:10: warning: the ignore of {RULE} ended on 2024-06-30; fix the findings "
        "[ignore-expired]"
    )


def test_an_error_is_never_ignored(run: Run, show: Path) -> None:
    add(show / "show.yaml", 'ignore: {"*": nothing matters}')
    add(show / "episodes" / "1.md", "license: {url: nowhere, text: x}")
    result = run("build", show)
    assert (result.exit_code, rules_of(result, show)) == (2, ["episodes/1.md bad-url"])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ignore: [bad-date]",
         "1:9: error: ignore holds a list; expected rules with reasons, e.g. {markup-in-text: the tags are part of the titles}"),
        ("ignore: bad-date",
         '1:9: error: ignore is "bad-date"; expected rules with reasons, e.g. {markup-in-text: the tags are part of the titles}'),
        ("ignore: {bad-dates: x}",
         '1:10: error: a key of ignore is "bad-dates"; there is no such rule; did you mean "bad-date"?'),
        ("ignore: {bad-date: }",
         "1:20: error: ignore.bad-date is empty; expected the reason, for whoever reads it later"),
        ("ignore: {bad-date: until 2027-01-31}",
         '1:20: error: ignore.bad-date is "until 2027-01-31"; expected the reason, for whoever reads it later'),
        ("ignore: {bad-date: until 2027-02-30 x}",
         '1:20: error: ignore.bad-date is "until 2027-02-30 x"; there is no such day; expected e.g. until 2027-01-31 and the reason'),
    ],
)  # fmt: skip
def test_an_ignore_needs_a_rule_and_a_reason(run: Run, show: Path, line: str, says: str) -> None:
    add(show / "show.yaml", line)
    assert lines_of(run("build", show), show) == [f"show.yaml:{says} [bad-ignore]"]
