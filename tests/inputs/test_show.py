"""Shows as inputs: built in memory, checked, told at the lines of the sources."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from shows import set_keys, write_episode

from feedtool.findings.report import Excerpt, Report
from feedtool.inputs.check import check_input
from feedtool.inputs.discovery import find_inputs
from feedtool.inputs.options import CheckOptions

Run = Callable[..., Result]
NOW = datetime(2024, 6, 1, tzinfo=UTC)
LONG = "A title that is much longer than any listener can see in the list of an app " * 3


def check(show: Path, **options: Any) -> Report:
    (one,) = find_inputs([str(show)])
    return check_input(one, CheckOptions(at=NOW, **options))


def files_in(folder: Path) -> set[tuple[str, int]]:
    return {(str(path), path.stat().st_mtime_ns) for path in folder.rglob("*")}


def bold_title(show: Path, slug: str = "1-ropes") -> None:
    path = show / "episodes" / f"{slug}.md"
    path.write_text(path.read_text("utf-8").replace("title: Of ", "title: <b>Of</b> "), "utf-8")


def test_clean_show_has_its_items_and_profiles_and_nothing_is_written(show: Path) -> None:
    before = files_in(show)
    report = check(show, ignore=("*-recommended", "missing-element"))
    assert [str(one) for one in report.findings if one.severity != "info"] == []
    assert (report.file, report.items, report.unbuilt) == ("tides", 1, False)
    assert report.profiles == ("rss", "apple", "podcast20")
    assert files_in(show) == before


def test_finding_of_the_feed_stands_at_its_source_with_its_line(show: Path) -> None:
    bold_title(show)
    report = check(show, select=("markup-in-text",), excerpts=True)
    (finding,) = report.findings
    assert str(finding) == (
        "tides/episodes/1-ropes.md:2:8: warning: title: expected plain text; apps show the tags "
        "as they are written [markup-in-text]"
    )
    assert finding.where == "source"
    assert finding.fingerprint
    assert report.excerpts == {
        ("tides/episodes/1-ropes.md", 2, 8): Excerpt("title: <b>Of</b> ropes", 7)
    }


def test_infos_stand_at_their_source(show: Path) -> None:
    set_keys(show, "description: 'A <b>bold</b> show about ports.'")
    report = check(show, profiles=("rss",))
    places = {one.file for one in report.findings if one.severity == "info"}
    assert places == {"tides/show.yaml"}


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ({"select": ("feed-url-left",)}, ["feed-url-left"]),
        ({"select": ("feed-*", "markup-in-text")}, ["markup-in-text", "feed-url-left"]),
        (
            {"select": ("feed-*", "markup-in-text"), "ignore": ("feed-url-left",)},
            ["markup-in-text"],
        ),
        ({"select": ("soundbite-*",)}, []),
    ],
)
def test_rules_of_feeds_and_of_sources_are_selected(
    run: Run, show: Path, options: dict[str, tuple[str, ...]], rules: list[str]
) -> None:
    run("build", show)
    set_keys(show, "feed_url: https://example.com/other/feed.xml")
    bold_title(show)
    assert [one.rule for one in check(show, **options).findings] == rules


def test_profiles_are_asked_for(show: Path) -> None:
    plain = {one.rule for one in check(show, profiles=("rss",)).findings}
    strict = check(show, profiles=("rss", "psp1", "strict"))
    assert plain < {one.rule for one in strict.findings}
    assert {"psp1", "strict"} <= {*strict.profiles}


def test_errors_of_the_sources_are_the_findings_whatever_is_selected(show: Path) -> None:
    line = set_keys(show, "titel: Tides\nexplicit: perhaps")
    report = check(show, select=("markup-in-text",), excerpts=True)
    assert report.unbuilt
    assert not report.unreadable
    assert [(one.file, one.line, one.rule) for one in report.findings] == [
        ("tides/show.yaml", line, "unknown-key"),
        ("tides/show.yaml", line + 1, "bad-boolean"),
    ]
    assert all(one.fingerprint for one in report.findings)
    assert len(report.excerpts) == 2


def test_fingerprints_survive_other_lines_and_another_folder(show: Path) -> None:
    set_keys(show, "titel: Tides")
    before = check(show).findings[0].fingerprint
    set_keys(show, "copyright: Example\ntitel: Tides")
    moved = show.rename("moved")
    assert check(moved).findings[0].fingerprint == before


def test_show_in_the_current_folder_has_names_without_a_dot(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bold_title(show)
    monkeypatch.chdir(show)
    report = check(Path())
    assert "episodes/1-ropes.md" in {one.file for one in report.findings}


def test_two_feeds_of_a_show_are_one_report(show: Path) -> None:
    write_episode(show, "2-nets", "published: 2024-03-10\n")
    bold_title(show)
    set_keys(show, "feeds: {short: {title: Short tides, without: {tags: [live]}}}")
    report = check(show, select=("markup-in-text",))
    assert [(one.line, one.file) for one in report.findings] == [(2, "tides/episodes/1-ropes.md")]
    assert report.items == 4


def test_episodes_to_come_are_held_back_as_in_a_build(show: Path) -> None:
    write_episode(show, "2-nets", "published: 2024-12-24\n")
    assert check(show).items == 1


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown", "text"])  # fmt: skip
def test_every_format_names_the_line_of_the_source(run: Run, show: Path, form: str) -> None:
    bold_title(show)
    result = run("validate", "--format", form, "--select", "markup-in-text", show)
    assert "tides/episodes/1-ropes.md" in result.stdout
    assert "public/feed.xml" not in result.stdout


@pytest.mark.parametrize(
    ("keys", "options", "code"),
    [
        ("", [], 0),
        ("", ["--select", "markup-in-text", "--fail-on", "warning"], 1),
        ("titel: Tides", [], 2),
        ("titel: Tides", ["--fail-on", "error", "--select", "markup-in-text"], 2),
    ],
)
def test_exit_code_says_whether_there_is_a_feed(
    run: Run, show: Path, keys: str, options: list[str], code: int
) -> None:
    bold_title(show)
    if keys:
        set_keys(show, keys)
    assert run("validate", *options, show).exit_code == code


def test_summary_of_a_show_without_a_feed(run: Run, show: Path) -> None:
    set_keys(show, "titel: Tides")
    lines = run("validate", show).stdout.splitlines()
    assert lines[-1] == "tides: no feed to check, 1 error in the sources"
    report = json.loads(run("validate", "--format", "json", show).stdout)["reports"][0]
    assert (report["unbuilt"], report["unreadable"], report["errors"]) == (True, False, 1)


def test_rules_of_sources_are_known_where_there_is_a_show(run: Run, show: Path) -> None:
    assert run("validate", "--ignore", "feed-url-left", show).exit_code == 0
    assert (
        "did you mean feed-url-left?" in run("validate", "--ignore", "feed-url-lost", show).stderr
    )
