"""What holds for each format of the registry, whatever it writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedtool.cli import cli
from feedtool.findings.report import Excerpt, Finding, Report
from feedtool.formats.registry import FORMATS

ROOT = Path(__file__).resolve().parents[2]
REPORT = Report(
    "tides.xml",
    [Finding("bad-duration", "error", "itunes:duration is 12 min", "tides.xml", 41, 18)],
    profiles=("apple",),
    items=1,
    excerpts={(41, 18): Excerpt("<itunes:duration>12 min</itunes:duration>", 17)},
)


def reports_of(names: str, asked: list[str]) -> Iterator[Report]:
    for name in names:
        asked.append(name)
        yield Report(name)


@pytest.mark.parametrize("name", FORMATS)
def test_reports_are_written_as_they_come(name: str) -> None:
    asked: list[str] = []
    pieces = FORMATS[name].write(reports_of("äöü", asked), colour=False)
    assert next(piece for piece in pieces if "ä" in piece)
    assert asked == ["ä"]
    assert "".join(pieces).endswith("\n")
    assert asked == ["ä", "ö", "ü"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("colour", [False, True])
def test_a_finding_is_written_with_its_place_message_and_rule(name: str, colour: bool) -> None:
    text = "".join(FORMATS[name].write([REPORT], colour=colour))
    for part in ("tides.xml", "41", "18", "error", "itunes:duration is 12 min", "bad-duration"):
        assert part in text


@pytest.mark.parametrize("name", FORMATS)
def test_source_lines_are_kept_for_the_formats_that_show_them(name: str) -> None:
    text = "".join(FORMATS[name].write([REPORT], colour=False))
    assert FORMATS[name].excerpts == ("</itunes:duration>" in text)


@pytest.mark.parametrize("name", FORMATS)
def test_validate_writes_the_format(name: str) -> None:
    feed = ROOT / "tests" / "feeds" / "valid" / "podcast20.xml"
    result = CliRunner().invoke(cli, ["validate", "--format", name, str(feed)])
    assert (result.exit_code, "podcast20.xml" in result.stdout) == (0, True)
