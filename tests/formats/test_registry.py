"""What holds for each format of the registry, whatever it writes."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from written import written

from feedtool.cli import cli
from feedtool.findings.report import Excerpt, Finding, Report
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style

ROOT = Path(__file__).resolve().parents[2]
REPORT = Report(
    "tides.xml",
    [Finding("bad-duration", "error", "itunes:duration is 12 min", "tides.xml", 41, 18)],
    profiles=("apple",),
    items=1,
    excerpts={("tides.xml", 41, 18): Excerpt("<itunes:duration>12 min</itunes:duration> quay", 17)},
)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("colour", [False, True])
def test_a_finding_is_written_with_its_place_message_and_rule(name: str, colour: bool) -> None:
    text = written(name, REPORT, style=Style(colour=colour))
    for part in (
        "tides.xml",
        "41",
        "18",
        "major" if name == "gitlab" else "error",
        "itunes:duration is 12 min",
        "bad-duration",
    ):
        assert part in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_source_lines_are_kept_for_the_formats_that_show_them(name: str) -> None:
    assert FORMATS[name].excerpts == (" quay" in written(name, REPORT))


@pytest.mark.parametrize("name", FORMATS)
def test_an_unreadable_input_is_part_of_the_report(name: str) -> None:
    finding = Finding("unreadable", "error", "No such file or directory", "nowhere.xml")
    text = written(name, Report("nowhere.xml", [finding], unreadable=True), REPORT)
    for part in ("nowhere.xml", "No such file or directory", "unreadable", "tides.xml"):
        assert part in text


@pytest.mark.parametrize("name", FORMATS)
def test_validate_writes_the_format(name: str) -> None:
    feed = ROOT / "tests" / "feeds" / "valid" / "podcast20.xml"
    result = CliRunner().invoke(cli, ["validate", "--format", name, str(feed)])
    # Code Quality of GitLab holds nothing but findings.
    assert (result.exit_code, "podcast20.xml" in result.stdout) == (0, name != "gitlab")
