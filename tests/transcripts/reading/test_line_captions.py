"""Captions of YouTube (SBV), tables of Whisper (TSV) and LRC lyrics."""

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.reading.read import read_transcript

Rows = list[tuple[int, int | None, int | None, str, str]]
FILES: dict[str, tuple[str, str, Rows]] = {
    "SBV": ("sbv", "0:00:00.500,0:00:04.000\nHello\nthere.\n\n0:00:04.000,0:00:06.000\nMira: Hi.[br]So.\n", [(1, 500, 4000, "", "Hello\nthere."), (5, 4000, 6000, "", "Mira: Hi.\nSo.")]),
    "SBV of two people": ("sbv", "0:00:00.500,0:00:04.000\r\nMira: Hello.\r\n\r\n0:00:04.000,0:00:06.000\r\nBo: Hi.\r\n", [(1, 500, 4000, "Mira", "Hello."), (4, 4000, 6000, "Bo", "Hi.")]),
    "TSV": ("tsv", "start\tend\ttext\n500\t4000\tHello.\n4000\t6000\tHi.\n", [(2, 500, 4000, "", "Hello."), (3, 4000, 6000, "", "Hi.")]),
    "LRC": ("lrc", "[ti:Nets]\n[ar:Mira]\n[00:00.50]Hello.\n[00:04.00]<00:04.00> Hi <00:05.00> there.\n[00:06.00]\n", [(3, 500, None, "", "Hello."), (4, 4000, 6000, "", "Hi there.")]),
    "LRC with an offset": ("lrc", "[offset:+500]\n[00:00.50][01:00]Hello.\n[00:04.5] Hi.\n", [(2, 0, None, "", "Hello."), (3, 4000, None, "", "Hi."), (2, 59_500, None, "", "Hello.")]),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("has_ending", [True, False])
def test_captions_are_read(name: str, has_ending: bool) -> None:
    form, text, rows = FILES[name]
    findings = FileFindings("a")
    reading = read_transcript(text.encode(), findings, f"a.{form}" if has_ending else "a")
    assert findings.found == []
    assert reading is not None
    cues = reading.transcript.cues
    places = reading.places.find(range(len(cues)))
    assert reading.transcript.form == form
    assert [(places[at][0], one.start_ms, one.end_ms, one.speaker, one.text) for at, one in enumerate(cues)] == rows  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.sbv", "Welcome\n0:00:00.500,0:00:04.000\nHello.\n", 1, 'this is "Welcome"; expected a line such as 0:00:01.000,0:00:04.000 above the text'),
        ("a.tsv", "start\tend\ttext\n0\t500\tHello.\nsoon\t2\tHi.\n", 3, 'this is "soon\\t2\\tHi."; expected start and end in milliseconds and the text, with tabs between them'),
        ("a.txt", "start\tend\ttext\n0\t500\tHello.\n", 1, "it is a table of Whisper, but its name ends in .txt; rename it to .tsv"),
        ("a.lrc", "[ti:Nets]\n", 1, "it has no words; expected what is said"),
    ],
)  # fmt: skip
def test_faults_are_told(name: str, text: str, line: int, message: str) -> None:
    findings = FileFindings(name)
    read_transcript(text.encode(), findings, name)
    assert [(one.line, one.message) for one in findings.found] == [(line, message)]
