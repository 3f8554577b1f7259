import json
import runpy
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from click.testing import Result

import feedtool
from feedtool.show.json_schema import make_schemas

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]
BROKEN = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel>
  <title>Häfen</title>
  <link>https://example.com/</link>
  <description>x</description>
  <item>
    <title>One</title>
    <guid>1</guid>
    <itunes:duration>12 min</itunes:duration>
    <enclosure url="https://example.com/1.mp3" length="24986239" type="audio/mpeg"/>
  </item>
</channel>
</rss>
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_text(BROKEN, "utf-8")
    return path


def test_validate_shows_place_source_line_and_caret(run: Run, broken: Path) -> None:
    result = run("validate", "--profile", "rss", broken)
    assert result.exit_code == 1
    assert result.output == (
        f'{broken}:2:1: warning: channel has no link to the feed itself; add <atom:link rel="self" '
        'type="application/rss+xml" href="…"/>; declare the prefix in rss: '
        'xmlns:atom="http://www.w3.org/2005/Atom" [self-link-missing]\n  2 | <channel>\n    | ^\n'
        f'{broken}:8:5: error: guid is "1"; apps treat it as a web address, but it is '
        'not one; add isPermaLink="false" and keep the text [guid-not-url]\n'
        "  8 | <guid>1</guid>\n    | ^\n"
        f'{broken}:9:22: error: itunes:duration is "12 min"; expected seconds or H:MM:SS; write 720 '
        "[bad-duration]\n  9 | <itunes:duration>12 min</itunes:duration>\n"
        "    |                  ^^^^^^\n"
        f"{broken}: 1 item, 2 errors, 1 warning\n"
    )


def test_validate_json_has_the_whole_finding(run: Run, broken: Path) -> None:
    result = run("validate", "--format", "json", "--profile", "rss", "-", stdin=broken.read_bytes())
    document = json.loads(result.output)
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    (report,) = document["reports"]
    finding = report["findings"][-1]
    assert {key: finding[key] for key in ("rule", "line", "column", "end_column", "path", "item")} == {
        "rule": "bad-duration", "line": 9, "column": 22, "end_column": 28,
        "path": "/rss/channel/item[1]/itunes:duration", "item": "One",
    }  # fmt: skip
    assert finding["profiles"] == ["apple"]
    assert (report["file"], report["errors"], document["format"]) == ("-", 2, 1)


def test_fingerprint_survives_moved_lines() -> None:
    def fingerprints(text: str) -> list[str]:
        return [one.fingerprint for one in feedtool.validate(text.encode()).findings]

    assert fingerprints(BROKEN) == fingerprints(BROKEN.replace("  <item>", "\n\n  <item>"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--fail-on", "error"], 1), (["--profile", "rss", "--fail-on", "info"], 1)],
)
def test_exit_code_follows_fail_on(run: Run, broken: Path, arguments: list[str], code: int) -> None:
    assert run("validate", *arguments, broken).exit_code == code


MIXED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>A</title><link>https://example.com/</link><description>B</description>
<item><title> One</title>
<guid isPermaLink="false">1-a</guid>
<itunes:duration>12 min</itunes:duration>
<itunes:duration>13 min</itunes:duration></item>
</channel></rss>"""
SELECT = ("--select", "bad-duration", "--select", "value-padded", "--select", "repeated-element")
TITLE = """-:3:14: info: title is " One"; expected no space around the value [value-padded]
  3 | <item><title> One</title>
    |              ^
"""
DURATIONS = """-:5:18: error: itunes:duration is "12 min"; expected seconds or H:MM:SS; write 720 [bad-duration]
  5 | <itunes:duration>12 min</itunes:duration>
    |                  ^^^^^^
    and 1 more of this kind: line 6
"""
REPEATED = """-:6:1: {}: itunes:duration stands more than once in item; expected one, the first is on line 5 [repeated-element]
  6 | <itunes:duration>13 min</itunes:duration></item>
    | ^
"""
SUM = "-: 1 item, 3 errors, 1 info\n"
NOT_SHOWN = "    not shown: 1 info (1 value-padded); --severity info shows it\n"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ([], [DURATIONS, REPEATED, SUM, NOT_SHOWN]),
        (["--severity", "warning"], [DURATIONS, REPEATED, SUM, NOT_SHOWN]),
        (["--severity", "info"], [TITLE, DURATIONS, REPEATED, SUM]),
        (["--severity", "error", "--fail-on", "info"], [DURATIONS, REPEATED, SUM, NOT_SHOWN]),
    ],
)  # fmt: skip
def test_severity_sets_what_is_shown_in_text(
    run: Run, options: list[str], shown: list[str]
) -> None:
    result = run("validate", "--profile", "rss", *SELECT, *options, "-", stdin=MIXED.encode())
    assert result.output == "".join(shown).format("error")
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("options", "rules", "hidden", "code"),
    [
        ([], ["value-padded", "bad-duration", "repeated-element", "bad-duration"], 0, 1),
        (["--severity", "error"], ["bad-duration", "repeated-element", "bad-duration"], 1, 1),
        (["--severity", "error", "--select", "value-padded"], [], 1, 0),
        (["--severity", "error", "--select", "value-padded", "--fail-on", "info"], [], 1, 1),
    ],
)
def test_severity_sets_what_is_shown_in_json(
    run: Run, options: list[str], rules: list[str], hidden: int, code: int
) -> None:
    select = () if "--select" in options else SELECT
    result = run(
        "validate", "--profile", "rss", "--format", "json", *select, *options, "-",
        stdin=MIXED.encode(),
    )  # fmt: skip
    (report,) = json.loads(result.output)["reports"]
    assert [one["rule"] for one in report["findings"]] == rules
    assert (report["hidden"], report["infos"], result.exit_code) == (hidden, 1, code)


def test_file_that_is_not_there_and_unknown_profile_are_wrong_use(run: Run, broken: Path) -> None:
    result = run("validate", "nowhere.xml", broken)
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    assert lines[0] == "nowhere.xml: error: No such file or directory [unreadable]"
    assert lines[-1] == "2 inputs: 1 with errors, 1 unreadable"
    wrong = run("validate", "--profile", "aple", broken)
    assert wrong.exit_code == 2
    assert "there is no profile aple; did you mean apple?" in wrong.stderr


def test_max_findings_says_that_there_are_more(run: Run, broken: Path) -> None:
    result = run("validate", "--max-findings", "1", broken)
    assert "; there are more, raise --max-findings to see them" in result.output


def test_repeats_are_one_group(run: Run) -> None:
    items = '<item><title>x</title><guid isPermaLink="false"></guid></item>\n' * 5
    feed = BROKEN.replace("  <item>", items + "  <item>", 1)
    output = run("validate", "--profile", "rss", "-", stdin=feed.encode()).output
    assert output.count("[empty-value]") == 1
    assert "    and 4 more of this kind: lines 7, 8, 9, …\n" in output


def test_init_new_and_build(run: Run, tmp_path: Path) -> None:
    show = tmp_path / "other-show"
    assert run("init", show, "--title", "Été: à la mer", "--at", "2024-01-01").exit_code == 0
    built = run("build", show)
    assert built.stdout == f"{show.as_posix()}/public/feed.xml: 1 episode\n"
    assert run("validate", "--fail-on", "info", show / "public" / "feed.xml").exit_code == 0
    path = show / "episodes" / "002-the-second-one.md"
    assert (
        run("new", show, "The second one!", "--at", "2024-02-01").output == f"{path.as_posix()}\n"
    )
    text = path.read_text("utf-8")
    assert "number: 2\n" in text
    assert "published: 2024-02-01\n" in text
    assert "1 episode" in run("build", show).output
    again = run("init", show)
    assert again.exit_code == 2
    assert "exists and is not empty; choose a new folder" in again.stderr


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_new_takes_the_day_where_the_show_is(run: Run, tmp_path: Path, zone: str) -> None:
    """Between these two it is never the same day."""
    show = tmp_path / "show"
    run("init", show)
    text = (show / "show.yaml").read_text("utf-8")
    (show / "show.yaml").write_text(text.replace("timezone: UTC", f"timezone: {zone}"), "utf-8")
    before = datetime.now(ZoneInfo(zone)).date().isoformat()
    path = run("new", show, "Next").output.strip()
    after = datetime.now(ZoneInfo(zone)).date().isoformat()
    text = Path(path).read_text("utf-8")
    assert f"published: {before}\n" in text or f"published: {after}\n" in text


def test_new_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path, "Title").exit_code == 2
    run("init", tmp_path / "x")
    run("new", tmp_path / "x", "con")
    assert (tmp_path / "x" / "episodes" / "002-con.md").is_file()
    assert run("new", tmp_path / "x", " ").exit_code == 2


@pytest.mark.parametrize("command", ["", "init", "new", "import", "build", "validate"])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    result = run(*([command] if command else []), "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("validat", "there is no command validat; did you mean validate?"),
        ("lint", "there is no command lint; feedtool --help lists them"),
    ],
)
def test_unknown_command_gets_the_closest_name(run: Run, command: str, says: str) -> None:
    result = run(command, "feed.xml")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {says}")


def test_version(run: Run) -> None:
    assert run("--version").output == f"feedtool {feedtool.__version__}\n"


def test_public_names_are_there() -> None:
    for name in feedtool.__all__:
        assert getattr(feedtool, name) is not None


def test_json_schemas_are_current() -> None:
    for name, text in make_schemas().items():
        assert (ROOT / "schemas" / name).read_text("utf-8") == text, "run: make docs"


def test_media_of_the_example_are_those_of_their_script() -> None:
    files = runpy.run_path(str(ROOT / "feeds" / "make_media.py"))["make_media"]()
    for name, data in files.items():
        assert (ROOT / "feeds" / "lighthouse" / name).read_bytes() == data
