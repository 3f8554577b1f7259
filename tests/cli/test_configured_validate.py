"""`feedtool validate` with a configuration: what is told, and what is told about the file."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Harbour Notes</title>
    <link>https://example.com/</link>
    <description>Talks about small ports.</description>
    <language>en</language>
    <atom:link rel="self" type="application/rss+xml" href="https://example.com/feed.xml"/>
    <item>
      <title>Tides</title>
      <description>How the tide tables are made.</description>
      <guid isPermaLink="false">harbour-0001</guid>
      <pubDate>Sat, 09 Mar 2024 06:00:00 +0000</pubDate>
      <enclosure url="https://media.example.com/001.mp3" length="0" type="audio/mpeg"/>
    </item>
    <item>
      <title>Nets</title>
      <description>How nets are mended in winter.</description>
      <guid isPermaLink="false">harbour-0002</guid>
      <pubDate>16 Mar 2024</pubDate>
      <enclosure url="https://media.example.com/002.mp3" length="0" type="audio/mpeg"/>
    </item>
  </channel>
</rss>
"""
ZERO = "enclosure-length-zero"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "feeds").mkdir()
    for name in ("a.xml", "b.xml"):
        (tmp_path / "feeds" / name).write_text(FEED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(run: Run, *arguments: object) -> list[str]:
    """Return file, severity and rule of each finding, also of infos."""
    result = run("validate", "--format", "json", *arguments)
    return [
        f"{one['file']}:{one['line']} {one['severity']} {one['rule']}"
        for report in json.loads(result.output)["reports"]
        for one in report["findings"]
    ]


def configure(folder: Path, text: str) -> None:
    (folder / "feedtool.toml").write_text(f'profiles = ["rss"]\n{text}')


def test_without_a_configuration_all_is_told(run: Run, folder: Path) -> None:
    assert told(run, "--profile", "rss", "feeds/a.xml") == [
        "feeds/a.xml:14 warning enclosure-length-zero",
        "feeds/a.xml:20 error bad-date",
        "feeds/a.xml:21 warning enclosure-length-zero",
    ]


A14, A20, A21 = (
    f"feeds/a.xml:14 warning {ZERO}",
    "feeds/a.xml:20 error bad-date",
    f"feeds/a.xml:21 warning {ZERO}",
)
RULES = {
    "a rule": (f'ignore = ["{ZERO}"]', [A20]),
    "a pattern": ('ignore = "enclosure-*"', [A20]),
    "a guid": (f'[[ignore]]\nrule = "{ZERO}"\nguid = "harbour-0001"', [A20, A21]),
    "an element": ('[[ignore]]\nelement = "encl*"', [A20]),
    "a path": ('[[ignore]]\npath = "item[2]/**"', [A14]),
    "a path of all items": (f'[[ignore]]\nrule = ["{ZERO}"]\npath = "/rss/channel/item/enclosure/@length"', [A20]),
    "files": (f'[[ignore]]\nrule = "{ZERO}"\nfiles = "feeds/a.*"', [A20]),
    "other files": ('[[ignore]]\nfiles = "feeds/b.xml"', [A14, A20, A21]),
    "all criteria": ('[[ignore]]\nrule = "bad-date"\nguid = "harbour-0001"', [A14, A20, A21]),
    "until today": (f'[[ignore]]\nrule = "{ZERO}"\nuntil = 2026-05-01', [A20]),
    "a severity": (f'[severities]\n{ZERO} = "error"\nbad-date = "info"', [A14.replace("warning", "error"), A20.replace("error", "info"), A21.replace("warning", "error")]),
    "off": (f'[severities]\n{ZERO} = "off"', [A20]),
    "a name over a pattern": (f'[severities]\n{ZERO} = "info"\n"*" = "off"', [A14.replace("warning", "info"), A21.replace("warning", "info")]),
    "select": ('select = ["bad-*"]', [A20]),
    "an override": ('[[overrides]]\nfiles = "feeds/a.xml"\nselect = ["bad-*"]', [A20]),
    "a later override": ('[[overrides]]\nfiles = "*.xml"\nselect = "bad-date"\n[[overrides]]\nfiles = "a.xml"\nselect = "enclosure-*"', [A14, A21]),
    "an override of other files": ('[[overrides]]\nfiles = "b.xml"\nselect = "bad-date"', [A14, A20, A21]),
    "what an override adds": (f'ignore = "{ZERO}"\n[[overrides]]\nfiles = "feeds"\nignore = "bad-date"', []),
    "an override of a severity": (f'severities = {{bad-date = "off", {ZERO} = "off"}}\n[[overrides]]\nfiles = "feeds"\nseverities = {{bad-date = "warning"}}', [A20.replace("error", "warning")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RULES.values(), ids=RULES)
def test_what_the_file_says_is_in_force(
    text: str, expected: list[str], run: Run, folder: Path
) -> None:
    configure(folder, text)
    found = [
        one for one in told(run, "--at", "2026-05-01", "feeds/a.xml") if one.startswith("feeds/")
    ]
    assert found == expected


def test_command_line_goes_before_the_file(run: Run, folder: Path) -> None:
    configure(folder, f'select = ["bad-date"]\nignore = ["{ZERO}"]\nfail-on = "info"')
    assert told(run, "--select", "enclosure-*", "feeds") == []
    assert told(run, "--select", "*", "--ignore", "bad-date", "feeds") == []
    assert told(run, "--no-config", "--profile", "rss", "feeds/a.xml") == [A14, A20, A21]
    assert run("validate", "feeds/a.xml", "--fail-on", "error").exit_code == 1
    configure(folder, 'fail-on = "warning"\nignore = ["bad-date"]')
    assert run("validate", "feeds").exit_code == 1
    assert run("validate", "--fail-on", "error", "feeds").exit_code == 0


def test_nearest_file_is_that_of_each_feed(run: Run, folder: Path) -> None:
    (folder / "es").mkdir()
    (folder / "es/c.xml").write_text(FEED)
    (folder / "es/pyproject.toml").write_text(
        '[tool.feedtool]\nprofiles = "rss"\nselect = "bad-date"\nfail-on = "info"\n[tool.feedtool.severities]\nbad-date = "info"'
    )
    configure(folder, f'severity = "warning"\nselect = "{ZERO}"')
    assert told(run, "feeds/a.xml", "es/c.xml") == [A14, A21, "es/c.xml:20 info bad-date"]
    assert run("validate", "feeds/a.xml").exit_code == 0
    assert run("validate", "es/c.xml").exit_code == 1


def test_severity_of_the_file_hides_as_the_option_does(run: Run, folder: Path) -> None:
    configure(folder, 'severity = "error"')
    result = run("validate", "feeds/a.xml")
    assert (
        "not shown: 2 warnings (2 enclosure-length-zero); --severity warning shows them"
        in result.output
    )
    assert told(run, "feeds/a.xml") == [A20]
    assert told(run, "--severity", "warning", "feeds/a.xml") == [A14, A20, A21]


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_what_is_ignored_is_counted(form: str, run: Run, folder: Path) -> None:
    configure(folder, f'ignore = ["{ZERO}", {{rule = "bad-date", guid = "harbour-0002"}}]')
    output = run("validate", "--format", form, "feeds/a.xml").output
    assert {"text": "feeds/a.xml: 2 items, no findings, 3 ignored\n"}.get(
        form, '"suppressed": 3'
    ) in output


def test_changed_severity_counts_before_findings_are_too_many(run: Run, folder: Path) -> None:
    configure(
        folder,
        f'max-findings = 1\nseverities = {{bad-date = "warning"}}\n[[overrides]]\nfiles = "b.xml"\nignore = "{ZERO}"',
    )
    result = run("validate", "feeds")
    assert "feeds/a.xml: 2 items, 3 warnings; there are more" in result.output
    assert "feeds/b.xml: 2 items, 1 warning, 2 ignored\n" in result.output
    assert result.exit_code == 0


LEFT = {
    "a rule": ('ignore = ["bad-date", "bad-url"]', ['2:23: warning: no finding of bad-url is left to ignore']),
    "a guid": ('[[ignore]]\nrule = "bad-*"\nguid = "harbour-0003"', ['2:1: warning: no finding of bad-* with guid harbour-0003 is left to ignore']),
    "no rule": ('[[ignore]]\nelement = "itunes:*"\npath = "a"', ['2:1: warning: no finding with element itunes:* and path a is left to ignore']),
    "files": ('[[ignore]]\nrule = "bad-date"\nfiles = "c.xml"', ['2:1: warning: no finding of bad-date with files c.xml is left to ignore']),
    "an override": ('[[overrides]]\nfiles = ["es/**", "c.xml"]\nignore = "bad-date"', ["2:1: warning: no feed is in es/**, c.xml"]),
    "in an override": ('[[overrides]]\nfiles = ["feeds"]\nignore = "bad-url"', ["4:10: warning: no finding of bad-url is left to ignore"]),
    "off": ('[severities]\nbad-url = "off"\nbad-date = "off"', ["3:1: warning: no finding of bad-url is left to turn off"]),
    "lower": ('severities = {bad-url = "info", bad-date = "info"}', ["2:15: warning: no finding of bad-url is left to change to info"]),
    "higher": ('severities = {title-numbered = "error"}', []),
    "higher and lower": ('severities = {"html-*" = "warning"}', []),
    "expired": ('ignore = [{rule = "bad-date", until = 2024-01-31, reason = "the host"}]', ["2:11: warning: the ignore of bad-date ended on 2024-01-31 (the host); fix the findings and remove it"]),
    "control characters": ('[[ignore]]\nrule = "bad-*"\nguid = "\\u001b[2J"', ["2:1: warning: no finding of bad-* with guid \\x1b[2J is left to ignore"]),
    "many": (f'[[ignore]]\nrule = "bad-*"\nguid = {json.dumps([str(one) for one in range(99)])}', ["2:1: warning: no finding of bad-* with guid 0, 1, 2, 3, 4 and 94 more is left to ignore"]),
    "nothing": ('ignore = ["bad-date"]', []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEFT.values(), ids=LEFT)
def test_what_matches_nothing_is_told_at_its_place(
    text: str, expected: list[str], run: Run, folder: Path
) -> None:
    configure(folder, text)
    lines = run("validate", ".").output.splitlines()
    rule = "ignore-expired" if "until" in text else "ignore-unused"
    assert [one for one in lines if one.startswith("feedtool.toml:") and "[" in one] == [
        f"feedtool.toml:{one} [{rule}]" for one in expected
    ]
    assert f"feedtool.toml: {len(expected)} warning" in "\n".join(lines) or not expected
    assert lines[-1] == "2 inputs: 2 with errors" or "bad-date" in text


@pytest.mark.parametrize(
    ("arguments", "is_told"),
    [
        (["."], True),
        (["feeds"], True),
        (["feeds/a.xml", "feeds/b.xml"], True),
        (["feeds/a.xml"], False),
        (["feeds", "--select", "bad-*"], False),
        (["feeds", "--ignore", "bad-date"], False),
        (["feeds", "--profile", "rss"], False),
        (["feeds", "none.xml"], False),
        (["feeds", "--max-findings", "1"], False),
        (["--no-config", "feeds"], False),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)  # fmt: skip
def test_unused_is_told_only_if_all_was_checked(
    arguments: list[str], is_told: bool, run: Run, folder: Path
) -> None:
    configure(folder, 'ignore = ["bad-url"]')
    assert ("[ignore-unused]" in run("validate", *arguments).output) is is_told


def test_unused_with_files_is_told_if_these_were_checked(run: Run, folder: Path) -> None:
    configure(folder, '[[ignore]]\nrule = "bad-url"\nfiles = "feeds/a.xml"')
    assert "[ignore-unused]" in run("validate", "feeds/a.xml").output
    assert "[ignore-unused]" not in run("validate", "feeds/b.xml").output


def test_report_about_the_file_is_in_programs_formats_and_fails(run: Run, folder: Path) -> None:
    configure(
        folder,
        'ignore = ["bad-url", "bad-date"]\nfail-on = "warning"\nseverities = {enclosure-length-zero = "info"}',
    )
    result = run("validate", "--format", "json", "feeds")
    document = json.loads(result.output)
    assert [one["file"] for one in document["reports"]] == [
        "feeds/a.xml",
        "feeds/b.xml",
        "feedtool.toml",
    ]
    (finding,) = document["reports"][2]["findings"]
    assert (finding["rule"], finding["where"], finding["line"], finding["column"]) == (
        "ignore-unused",
        "source",
        2,
        11,
    )
    assert len(finding["fingerprint"]) == 16
    assert (document["total"]["inputs"], document["total"]["clean"]) == (2, 2)
    assert result.exit_code == 1


def test_table_without_effect_is_told(run: Run, folder: Path) -> None:
    configure(folder, "")
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[tool.feedtool]\nseverity = "info"\n'
    )
    assert (
        "pyproject.toml:3:1: warning: this table has no effect, because feedtool.toml is used [configuration-shadowed]\n"
        in run("validate", "feeds/a.xml").output
    )


def test_wrong_file_ends_the_command_before_anything_is_checked(run: Run, folder: Path) -> None:
    (folder / "feeds/feedtool.toml").write_text('severty = "info"\nselect = "bad-dat"')
    (folder / "c.xml").write_text(FEED)
    result = run("validate", "c.xml", "feeds/a.xml", "--output", "json=out.json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        'feeds/feedtool.toml:1:1: error: "severty" is not a key of the configuration; did you mean "severity"? [configuration-key]\n'
        'feeds/feedtool.toml:2:10: error: select is "bad-dat"; there is no such rule; did you mean "bad-date"? [configuration-value]\n'
    )
    assert not (folder / "out.json").exists()


def test_files_are_what_is_checked_if_nothing_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(folder, 'files = ["feeds/*.xml"]\nselect = "bad-date"')
    assert told(run) == [A20, A20.replace("a.xml", "b.xml")]
    monkeypatch.chdir(folder / "feeds")
    assert told(run) == [A20.replace("feeds/", ""), A20.replace("feeds/a", "b")]


@pytest.mark.parametrize("text", [None, 'severity = "info"'], ids=["no file", "no files in it"])
def test_nothing_to_check_is_wrong_use(text: str | None, run: Run, folder: Path) -> None:
    if text is not None:
        configure(folder, text)
    result = run("validate")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: name a feed or a folder, or list files in feedtool.toml",
    )


def test_config_and_no_config_exclude_each_other(run: Run, folder: Path) -> None:
    assert run("validate", "--config", "x", "--no-config", "feeds").exit_code == 2


@pytest.mark.parametrize(("name", "expected"), [(None, True), ("feeds/new.xml", False)])
def test_standard_input_has_the_configuration_of_its_name(
    name: str | None, expected: bool, run: Run, folder: Path
) -> None:
    configure(folder, '[[overrides]]\nfiles = "feeds"\nignore = "*"')
    arguments = ["--stdin-filename", name] if name else []
    result = run("validate", *arguments, "-", stdin=FEED.encode())
    assert ("bad-date" in result.output) is expected


def test_shows_have_the_configuration_of_their_folder(
    run: Run, lighthouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lighthouse.parent)
    (lighthouse.parent / ".git").mkdir()
    show = lighthouse / "show.yaml"
    show.write_text(show.read_text("utf-8").replace("title: ", "title: 1. ", 1), "utf-8")
    before = told(run, "lighthouse")
    assert before
    rules = sorted({one.split()[-1] for one in before})
    (lighthouse / "feedtool.toml").write_text(f"ignore = {json.dumps(rules)}")
    assert told(run, "lighthouse") == []
    (lighthouse / "feedtool.toml").write_text(
        '[[ignore]]\nfiles = "show.yaml"\n[[ignore]]\nfiles = "episodes/*"'
    )
    assert [
        one
        for one in told(run, "lighthouse")
        if one.startswith(("lighthouse/show.yaml", "lighthouse/episodes"))
    ] == []


def test_errors_that_keep_a_show_from_being_built_are_never_ignored(
    run: Run, lighthouse: Path
) -> None:
    show = lighthouse / "show.yaml"
    show.write_text(show.read_text("utf-8") + "\nhallo: 1\n", "utf-8")
    (lighthouse / "feedtool.toml").write_text('ignore = "*"')
    result = run("validate", lighthouse)
    assert "[unknown-key]" in result.output
    assert result.exit_code == 2


def test_feeds_are_checked_side_by_side_with_their_settings(folder: Path) -> None:
    configure(
        folder,
        f'ignore = ["{ZERO}"]\n[severities]\nbad-date = "info"\n[[overrides]]\nfiles = "b.xml"\nignore = "bad-date"',
    )
    padding = ("<!--" + "x" * 900_000 + "-->") * 5
    for name in ("a.xml", "b.xml"):
        (folder / "feeds" / name).write_text(FEED.replace("<channel>", padding + "<channel>"))
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", "validate", "-j", "2", "--severity", "info", "feeds"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert "feeds/a.xml: 2 items, 2 infos, 2 ignored" in lines
    assert lines[-2:] == ["feeds/b.xml: 2 items, 1 info, 3 ignored", "2 inputs: 2 clean"]


@pytest.mark.parametrize(
    ("text", "loaded"), [(None, []), ('ignore = "bad-date"', ["feedtool.configuration.settings", "tomllib"])],
    ids=["no configuration", "a right one"],
)  # fmt: skip
def test_only_what_is_needed_is_loaded(text: str | None, loaded: list[str], folder: Path) -> None:
    if text is not None:
        configure(folder, text)
    code = (
        "import sys; from feedtool.cli import cli\n"
        "try: cli(['validate', 'feeds/a.xml'])\n"
        "except SystemExit: print(sorted({'pydantic', 'tomllib', 'feedtool.configuration.settings'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(loaded)


@pytest.fixture
def numbered(lighthouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show whose title has a fault that a build only shows."""
    monkeypatch.chdir(lighthouse.parent)
    (lighthouse.parent / ".git").mkdir()
    show = lighthouse / "show.yaml"
    text = show.read_text("utf-8")
    show.write_text(text.replace("title: ", "title: <b>Bold</b> ", 1), "utf-8")
    return Path("lighthouse")


def test_build_shows_no_warning_that_is_ignored(run: Run, numbered: Path) -> None:
    before = run("build", "--check", numbered)
    assert "[markup-in-text]" in before.stderr
    (numbered / "feedtool.toml").write_text('[[ignore]]\nrule = "markup-*"\nfiles = "show.yaml"')
    after = run("build", "--check", numbered)
    assert "[markup-in-text]" not in after.stderr
    assert (before.exit_code, after.exit_code) == (0, 0)


def test_build_stops_at_errors_whatever_is_ignored(run: Run, numbered: Path) -> None:
    show = numbered / "show.yaml"
    show.write_text(show.read_text("utf-8") + "\nhallo: 1\n", "utf-8")
    (numbered / "feedtool.toml").write_text('ignore = "*"')
    result = run("build", numbered)
    assert "[unknown-key]" in result.stderr
    assert result.exit_code == 2


def test_build_stops_if_the_configuration_is_wrong(run: Run, numbered: Path) -> None:
    (numbered / "feedtool.toml").write_text("ignor = 1")
    result = run("build", numbered)
    assert (
        result.stderr
        == 'lighthouse/feedtool.toml:1:1: error: "ignor" is not a key of the configuration; did you mean "ignore"? [configuration-key]\nlighthouse: not built: 1 error\n'
    )
    assert result.exit_code == 2
    assert not (numbered / "public").exists()
