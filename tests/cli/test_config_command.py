"""`feedtool config`: what is in force, and where each value comes from."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TEXT = """\
profiles = ["rss", "psp1"]
fail-on = "warning"
files = ["public/*.xml"]
ignore = [
  "title-numbered",
  {rule = "enclosure-*", guid = "7", reason = "a \\"host\\"", until = 2999-01-31},
  {rule = ["bad-date", "bad-url"], until = 2020-01-31},
  {rule = "bad-url", files = "es/*"},
]
[severities]
guid-not-url = "info"
"html-*" = "off"
[[overrides]]
files = "es/**"
profiles = "apple"
url = "https://example.com/es.xml"
severities = {guid-not-url = "error"}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "feedtool.toml").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def columns(result: Result) -> list[str]:
    return [
        "  # ".join(part.rstrip() for part in line.rsplit("  # ", 1))
        for line in result.output.splitlines()
    ]


def test_values_of_a_file_are_shown_with_their_lines(run: Run, folder: Path) -> None:
    assert columns(run("config", "public/feed.xml")) == [
        "# public/feed.xml: configured by feedtool.toml",
        'profiles = ["rss", "psp1"]  # feedtool.toml:1',
        "# severity: warning in text, else info  # default",
        'fail-on = "warning"  # feedtool.toml:2',
        "# select: all rules  # default",
        "# url: not known  # default",
        "max-findings = 10000  # default",
        'files = ["public/*.xml"]  # feedtool.toml:3',
        "ignore = [",
        '  "title-numbered",  # feedtool.toml:5',
        '  {rule = "enclosure-*", guid = "7", reason = "a \\"host\\"", until = 2999-01-31},  # feedtool.toml:6',
        '  # {rule = ["bad-date", "bad-url"], until = 2020-01-31},  # feedtool.toml:7, expired',
        "]",
        "",
        "[severities]",
        '"html-*" = "off"  # feedtool.toml:12',
        'guid-not-url = "info"  # feedtool.toml:11',
    ]


def test_override_and_command_line_are_shown_as_such(run: Run, folder: Path) -> None:
    lines = columns(
        run(
            "config",
            "es/feed.xml",
            "--fail-on",
            "info",
            "--ignore",
            "bad-date",
            "--select",
            "bad-*",
        )
    )
    assert 'profiles = ["apple"]  # feedtool.toml:15' in lines
    assert 'url = "https://example.com/es.xml"  # feedtool.toml:16' in lines
    assert 'fail-on = "info"  # command line' in lines
    assert 'select = ["bad-*"]  # command line' in lines
    assert '  "bad-date",  # command line' in lines
    assert '  "bad-url",  # feedtool.toml:8' in lines
    assert lines[-1] == 'guid-not-url = "error"  # feedtool.toml:17'


@pytest.mark.parametrize(
    "arguments", [["public/feed.xml"], ["es/feed.xml"], ["--no-config"]], ids="".join
)
def test_text_is_toml_that_could_be_a_configuration(
    arguments: list[str], run: Run, folder: Path
) -> None:
    shown = run("config", *arguments).output
    (folder / "feedtool.toml").write_text(shown)
    assert tomllib.loads(shown)["max-findings"] == 10000
    again = run("config", arguments[0] if arguments[0][0] != "-" else ".")
    assert again.exit_code == 0


def test_json_has_values_and_places(run: Run, folder: Path) -> None:
    shown = json.loads(run("config", "es/a.xml", "--format", "json", "--max-findings", "5").output)
    assert (shown["format"], shown["path"], shown["configuration"]) == (
        1,
        "es/a.xml",
        "feedtool.toml",
    )
    assert shown["values"]["max-findings"] == {"value": 5, "from": "command line"}
    assert shown["values"]["profiles"] == {"value": ["apple"], "from": "feedtool.toml:15"}
    assert shown["values"]["severity"] == {"value": None, "from": "default"}
    assert shown["ignore"][1] == {
        "rule": ["enclosure-*"], "guid": ["7"], "reason": 'a "host"', "until": "2999-01-31",
        "expired": False, "from": "feedtool.toml:6",
    }  # fmt: skip
    assert [one["expired"] for one in shown["ignore"]] == [False, False, False, True]
    assert shown["severities"][-1] == {
        "rule": "guid-not-url",
        "severity": "error",
        "from": "feedtool.toml:17",
    }


@pytest.mark.parametrize("arguments", [[], ["--isolated"], ["no/such/feed.xml"]], ids=" ".join)
def test_without_a_file_the_defaults_are_shown(
    arguments: list[str], run: Run, folder: Path
) -> None:
    if "--isolated" not in arguments:
        (folder / "feedtool.toml").unlink()
    result = run("config", *arguments)
    path = arguments[0] if arguments and arguments[0][0] != "-" else "."
    assert columns(result) == [
        f"# {path}: no configuration; the defaults are in force",
        'profiles = ["rss", "apple", "podcast20"]  # default',
        "# severity: warning in text, else info  # default",
        'fail-on = "error"  # default',
        "# select: all rules  # default",
        "# url: not known  # default",
        "max-findings = 10000  # default",
    ]
    assert result.exit_code == 0


def test_named_file_is_used(run: Run, folder: Path) -> None:
    (folder / "other.toml").write_text('severity = "info"')
    assert 'severity = "info"  # other.toml:1' in columns(run("config", "--config", "other.toml"))


def test_wrong_file_and_wrong_names_are_refused(run: Run, folder: Path) -> None:
    (folder / "feedtool.toml").write_text("wrong")
    result = run("config")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("feedtool.toml:1:6: error: this is not TOML")
    result = run("config", "--no-config", "--select", "bad-dat")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: Invalid value for --select: there is no rule bad-dat; did you mean bad-date?",
    )


def test_steering_characters_are_escaped(run: Run, folder: Path) -> None:
    (folder / "feedtool.toml").write_text(
        '[[ignore]]\nguid = "\\u001b[2J\\u202e\\u007f"\nreason = "🎙"'
    )
    shown = run("config", "a\x1b[2J").output
    assert "\x1b" not in shown
    assert tomllib.loads(shown)["ignore"] == [
        {"rule": "*", "guid": "\x1b[2J\u202e\x7f", "reason": "🎙"}
    ]


def test_schema_of_the_file_is_written(run: Run, folder: Path) -> None:
    assert run("schema", "--for", "configuration", "-o", "schema.json").exit_code == 0
    assert json.loads((folder / "schema.json").read_text("utf-8"))["title"] == "feedtool.toml"
