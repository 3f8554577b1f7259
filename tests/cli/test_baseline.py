"""`feedtool validate --baseline FILE`: only what is new, as its users see it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from feedtool.formats.registry import FORMATS

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]
HEAD = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Harbour Notes</title>
  <link>https://example.com/</link>
  <description>Talks about small ports.</description>
  <language>en</language>
  <atom:link rel="self" href="https://example.com/feed.xml" type="application/rss+xml"/>
"""
END = "</channel>\n</rss>\n"
FIRST_DAY = 3


def episode(number: int, duration: str = "600") -> str:
    return f"""  <item>
    <title>Port {number}</title>
    <description>Who works in port {number}?</description>
    <guid isPermaLink="false">port-{number}</guid>
    <pubDate>{["Tue", "Wed", "Thu", "Fri"][number]}, {FIRST_DAY + number:02} Nov 2020 10:00:00 +0000</pubDate>
    <enclosure url="https://example.com/{number}.mp3" length="{9_000_000 + number}" type="audio/mpeg"/>
    <itunes:duration>{duration}</itunes:duration>
  </item>
"""


OLD = [episode(1, "12 min"), episode(0, "11 min")]


def feed(*episodes: str) -> str:
    return HEAD + "".join(episodes) + END


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.xml").write_text(feed(*OLD))
    return tmp_path


@pytest.fixture
def validate(run: Run, folder: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        return run("validate", "--profile", "rss", "--at", "2026-01-01", *arguments)

    return invoke


@pytest.fixture
def accepted(validate: Run) -> Run:
    """The same command, where the findings of feed.xml are known."""
    result = validate("feed.xml", "--baseline", "known.jsonl", "--update-baseline")
    assert (result.exit_code, result.stderr) == (0, "known.jsonl: 2 known findings (2 added)\n")
    return validate


def test_known_findings_are_counted_and_not_told(accepted: Run) -> None:
    result = accepted("feed.xml", "--baseline", "known.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "feed.xml: 2 items, no new findings, 2 known\n2 known findings remain\n"
    )
    quiet = accepted("feed.xml", "--baseline", "known.jsonl", "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_file_has_one_finding_a_line(accepted: Run, folder: Path) -> None:
    lines = (folder / "known.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"feedtool": "baseline", "format": 1},
        *(
            {
                "file": "feed.xml",
                "rule": "bad-duration",
                "fingerprint": json.loads(line)["fingerprint"],
                "item": f"Port {number}",
                "message": f'itunes:duration is "1{1 + number} min"; expected seconds or H:MM:SS; write {660 + 60 * number}',
            }
            for number, line in sorted(((int("Port 1" in line), line) for line in lines[1:]), key=lambda one: one[1])
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_in_each_format_exactly_the_new_finding_is_told(
    accepted: Run, folder: Path, name: str
) -> None:
    (folder / "feed.xml").write_text("\n\n" + feed(episode(2, "99 pm"), *OLD))
    result = accepted("feed.xml", "--baseline", "known.jsonl", "--format", name)
    assert result.exit_code == 1
    assert "99 pm" in result.output
    for old in ("12 min", "11 min"):
        assert old not in result.output


def test_new_finding_in_text(accepted: Run, folder: Path) -> None:
    (folder / "feed.xml").write_text(feed(episode(2, "99 pm"), *OLD[1:]))
    result = accepted("feed.xml", "--baseline", "known.jsonl")
    assert result.exit_code == 1
    assert result.stdout == (
        'feed.xml:15:22: error: itunes:duration is "99 pm"; expected seconds or H:MM:SS, e.g. 720 '
        "[bad-duration]\n"
        "  15 | <itunes:duration>99 pm</itunes:duration>\n"
        "     |                  ^^^^^\n"
        "feed.xml: 2 items, 1 error, 1 known\n"
        "1 known finding remains, 1 of the baseline is fixed; --update-baseline removes it\n"
    )


def test_json_has_the_numbers(accepted: Run, folder: Path) -> None:
    (folder / "feed.xml").write_text(feed(episode(2, "99 pm"), *OLD[1:]))
    document = json.loads(
        accepted("feed.xml", "--baseline", "known.jsonl", "--format", "json").stdout
    )
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    (report,) = document["reports"]
    assert (report["known"], report["fixed"], report["errors"]) == (1, 1, 1)
    assert (document["total"]["known"], document["total"]["fixed"]) == (1, 1)
    plain = json.loads(accepted("feed.xml", "--format", "json").stdout)
    assert (plain["reports"][0]["known"], plain["reports"][0]["fixed"]) == (None, 0)


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_only_new_findings_fail(accepted: Run, folder: Path, fail_on: str, code: int) -> None:
    new = episode(2).replace("    <pubDate>", "    <pubDate/><pubDate>").replace("<pubDate/>", "")
    new = new.replace('length="9000002"', 'length="0"')
    (folder / "feed.xml").write_text(feed(new, *OLD))
    result = accepted("feed.xml", "--baseline", "known.jsonl", "--fail-on", fail_on)
    assert (result.exit_code, "1 warning, 2 known" in result.stdout) == (code, True)


def test_update_takes_what_is_new_and_drops_what_is_fixed(accepted: Run, folder: Path) -> None:
    (folder / "feed.xml").write_text(feed(episode(2, "99 pm"), episode(1), *OLD[1:]))
    update = ("feed.xml", "--baseline", "known.jsonl", "--update-baseline")
    assert accepted(*update).stderr == "known.jsonl: 2 known findings (1 added, 1 removed)\n"
    written = (folder / "known.jsonl").read_bytes()
    again = accepted(*update)
    assert (again.exit_code, again.stderr) == (0, "known.jsonl: 2 known findings, as before\n")
    assert (folder / "known.jsonl").read_bytes() == written


def test_entries_of_inputs_that_are_not_checked_stay(accepted: Run, folder: Path) -> None:
    (folder / "other.xml").write_text(feed(episode(1, "7 min")))
    result = accepted("other.xml", "--baseline", "known.jsonl", "--update-baseline")
    assert result.stderr == "known.jsonl: 1 known finding (1 added); 2 of other inputs stay\n"
    both = accepted("feed.xml", "other.xml", "--baseline", "known.jsonl")
    assert both.exit_code == 0
    assert both.stdout.endswith("2 inputs: 2 clean\n3 known findings remain\n")
    alone = accepted("other.xml", "--baseline", "known.jsonl")
    assert alone.stdout.endswith("1 known finding remains\n")


def test_rules_that_are_not_checked_stay(accepted: Run, folder: Path) -> None:
    before = (folder / "known.jsonl").read_bytes()
    for option in (["--select", "guid-*"], ["--ignore", "bad-duration"]):
        result = accepted("feed.xml", *option, "--baseline", "known.jsonl")
        assert "fixed" not in result.stdout
        accepted("feed.xml", *option, "--baseline", "known.jsonl", "--update-baseline")
        assert (folder / "known.jsonl").read_bytes() == before


def test_baseline_in_another_folder(validate: Run, folder: Path) -> None:
    path = folder / "ci" / "known.jsonl"
    validate(str(folder / "feed.xml"), "--baseline", str(path), "--update-baseline")
    assert json.loads(path.read_text().splitlines()[1])["file"] == "../feed.xml"
    assert validate("feed.xml", "--baseline", "ci/known.jsonl").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--baseline", "none.jsonl"], "Error: none.jsonl: there is no such file; --update-baseline writes it\n"),
        (["--update-baseline"], "Error: --update-baseline needs --baseline FILE, or baseline in feedtool.toml\n"),
        (["--baseline", "known.jsonl", "--update-baseline", "--watch"], "Error: --update-baseline checks once; use it without --watch\n"),
        (["--baseline", "."], "Error: .: it is not a normal file\n"),
        (["--baseline", "feed.xml"], "Error: feed.xml:1:1: the line is not JSON: Expecting value; remove it, or take the file from git again\n"),
        (["--baseline", "feed.xml", "--update-baseline"], "Error: feed.xml:1:1: the line is not JSON: Expecting value; remove it, or take the file from git again\n"),
        (["--baseline", "::error \x1b.jsonl"], "Error: \\::error \\x1b.jsonl: there is no such file; --update-baseline writes it\n"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_and_nothing_is_checked(
    validate: Run, folder: Path, arguments: list[str], says: str
) -> None:
    result = validate("feed.xml", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(says)
    assert [*folder.iterdir()] == [folder / "feed.xml"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_file_that_cannot_be_written_is_told(validate: Run, folder: Path) -> None:
    (folder / "shut").mkdir(0o500)
    result = validate("feed.xml", "--baseline", "shut/known.jsonl", "--update-baseline")
    assert (result.exit_code, result.stderr) == (2, "Error: shut/known.jsonl: Permission denied\n")


def test_file_in_the_place_of_a_folder_is_told(validate: Run) -> None:
    result = validate("feed.xml", "--baseline", "feed.xml/known.jsonl", "--update-baseline")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: feed.xml/known.jsonl: Not a directory\n",
    )


def test_input_that_cannot_be_read_keeps_its_entries(accepted: Run, folder: Path) -> None:
    before = (folder / "known.jsonl").read_bytes()
    (folder / "feed.xml").unlink()
    result = accepted("feed.xml", "--baseline", "known.jsonl", "--update-baseline")
    assert result.exit_code == 2
    assert (folder / "known.jsonl").read_bytes() == before


def test_findings_beyond_the_limit_are_told(validate: Run) -> None:
    result = validate(
        "feed.xml", "--baseline", "known.jsonl", "--update-baseline", "--max-findings", "1"
    )
    assert result.exit_code == 1
    assert result.stderr == (
        "known.jsonl: 1 known finding (1 added)\n"
        "1 more finding is not in it; raise --max-findings\n"
    )


def test_findings_of_a_show_stay_known_while_the_lines_of_its_sources_move(
    run: Run, lighthouse: Path
) -> None:
    (lighthouse / "feed.lock").unlink(missing_ok=True)
    known = lighthouse.parent / "known.jsonl"
    command = (
        "validate",
        lighthouse,
        "--profile",
        "strict",
        "--baseline",
        known,
        "--at",
        "2026-01-01",
    )
    assert run(*command, "--update-baseline").exit_code == 0
    entries = [json.loads(line) for line in known.read_text("utf-8").splitlines()[1:]]
    assert {one["file"] for one in entries} == {"lighthouse"}
    assert {Path(one["source"]).name for one in entries} > {"show.yaml", "s1-02-fog.md"}
    for path in lighthouse.glob("episodes/*.md"):
        path.write_text(path.read_text("utf-8").replace("---\n", "---\n# a remark\n\n", 1), "utf-8")
    show = lighthouse / "show.yaml"
    show.write_text("# a remark\n\n" + show.read_text("utf-8"), "utf-8")
    moved = run(*command, "--severity", "info")
    assert moved.stdout.endswith(
        f"lighthouse: 6 items, no new findings, {len(entries)} known\n{len(entries)} known findings remain\n"
    )
    lighthouse.joinpath("episodes", "s2-04.md").write_text(
        "---\nseason: 2\nnumber: 3\ntitle: A letter\npublished: 2025-06-17T07:00\naudio: s2e2.mp3\n---\nA letter comes.\n"
    )
    added = json.loads(run(*command, "--format", "json").stdout)
    (report,) = added["reports"]
    assert (report["known"], report["fixed"], report["errors"]) == (len(entries), 0, 1)
    (error,) = [one for one in report["findings"] if one["severity"] == "error"]
    assert (error["rule"], Path(error["file"]).name) == (
        "enclosure-shared",
        "s2-02-the-last-page.md",
    )


def test_sarif_says_that_results_are_new(accepted: Run, folder: Path) -> None:
    (folder / "feed.xml").write_text(feed(episode(2, "99 pm"), *OLD))
    (new,) = json.loads(
        accepted("feed.xml", "--baseline", "known.jsonl", "--format", "sarif").stdout
    )["runs"][0]["results"]
    assert new["baselineState"] == "new"
    plain = json.loads(accepted("feed.xml", "--format", "sarif").stdout)["runs"][0]["results"]
    assert ["baselineState" in one for one in plain] == [False] * 3


@pytest.mark.parametrize("name", ["text", "github", "markdown"])
def test_formats_for_people_say_what_is_known(accepted: Run, name: str) -> None:
    command = ("feed.xml", "--baseline", "known.jsonl", "--format", name)
    assert "2 known findings remain" in accepted(*command).stdout
    assert "known findings" not in accepted(*command, "--quiet").stdout


def test_page_says_how_many_findings_are_known(accepted: Run) -> None:
    page = accepted("feed.xml", "--baseline", "known.jsonl", "--format", "html").stdout
    assert "<dt>known, not listed</dt><dd>2</dd>" in page
    assert "known, not listed" not in accepted("feed.xml", "--format", "html").stdout


def test_configuration_names_the_baseline(
    accepted: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "feedtool.toml").write_text('baseline = "known.jsonl"\n')
    assert accepted("feed.xml").stdout.endswith("2 known findings remain\n")
    assert accepted("feed.xml", "--no-config").exit_code == 1
    (folder / "deep").mkdir()
    (folder / "deep" / "more.xml").write_text(feed(episode(1, "7 min")))
    monkeypatch.chdir(folder / "deep")
    assert accepted("more.xml").exit_code == 1
    updated = accepted("more.xml", "../feed.xml", "--update-baseline")
    assert updated.stderr == "../known.jsonl: 3 known findings (1 added)\n"
    assert accepted("more.xml", "../feed.xml").exit_code == 0
    (folder / "known.jsonl").unlink()
    missing = accepted("more.xml")
    assert missing.exit_code == 2
    assert (
        missing.stderr
        == "Error: ../known.jsonl: there is no such file; --update-baseline writes it\n"
    )


def test_each_configuration_has_a_baseline_of_its_own(validate: Run, folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "feedtool.toml").write_text('baseline = "known.jsonl"\n')
        (folder / name / "feed.xml").write_text(feed(episode(1, "7 min")))
    feeds = ("feed.xml", "one/feed.xml", "two/feed.xml")
    updated = validate(*feeds, "--update-baseline")
    assert updated.exit_code == 1
    assert updated.stderr == (
        "one/known.jsonl: 1 known finding (1 added)\ntwo/known.jsonl: 1 known finding (1 added)\n"
    )
    assert "feed.xml: 2 items, 2 errors\n" in validate(*feeds).stdout
    assert validate(*feeds).stdout.endswith("2 known findings remain\n")
