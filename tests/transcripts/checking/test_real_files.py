"""Real transcripts: those that are right have no finding, those that are broken have known ones."""

from pathlib import Path

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.reading.read import read_transcript

RIGHT = {
    "pi-transcripts-example-json.json": ("en", 4),
    "pi-transcripts-example-vtt-old1.vtt": ("en", 760),
    "pic-pic104.json": ("it", 0),
    "vc-1_0.srt": ("en", 185),
    "vc-3_1.srt": ("en", 0),
    "vc-5_2.srt": ("en-US", 0),
}
_TIMES = {"transcript-cue-backwards", "transcript-out-of-order"}
BROKEN = {
    "vc-1_0-broken-e6f8.srt": {"transcript-out-of-order", "transcript-raw-markup"},
    "vc-5_9-broken-2e4c.srt": _TIMES,
    "vc-6_9-broken-ae1e.srt": _TIMES,
    "vc-6_999-broken-5cb9.srt": _TIMES | {"transcript-overlap"},
}


def warned(path: Path, language: str, duration_s: float = 0) -> set[str]:
    """The rules of the checks that have a warning or an error."""
    reading = read_transcript(path.read_bytes(), FileFindings("t"), path.name)
    assert reading is not None
    findings = FileFindings(path.name)
    check_transcript(reading, findings, language=language, duration_s=duration_s)
    return {one.rule for one in findings.found if one.severity != "info"}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_file_has_no_warning(shared_data: Path, name: str) -> None:
    language, duration_s = RIGHT[name]
    assert warned(shared_data / "transcripts" / name, language, duration_s) == set()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_has_its_warnings(shared_data: Path, name: str) -> None:
    assert warned(shared_data / "transcripts" / name, "en") == BROKEN[name]


@pytest.mark.parametrize("name", ["vc-3_1.srt", "vc-5_2.srt"])
def test_a_file_of_another_episode_is_told(shared_data: Path, name: str) -> None:
    path = shared_data / "transcripts" / name
    assert warned(path, "en", 600) == {"transcript-other-episode"}
    assert warned(path, "en", 4 * 3600) == {"transcript-other-episode"}
    assert warned(path, "de") == {"transcript-other-language"}
