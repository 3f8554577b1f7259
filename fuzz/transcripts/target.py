from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.writing.write import forms_of, write_transcript

ENDINGS = ("vtt", "srt", "json", "txt", "html", "md", "docx", "")


def run(data: bytes) -> None:
    """The first byte says as which kind the rest is read."""
    if not data:
        return
    ending, data = ENDINGS[data[0] % len(ENDINGS)], data[1:]
    findings = FileFindings("t")
    reading = read_transcript(data, findings, f"t.{ending}")
    if reading is None:
        assert any(one.severity == "error" for one in findings.found)
        return
    check_transcript(reading, findings, duration_s=60, language="en")
    for one in findings.found:
        assert len(one.message) < 1000, one
    if not any(one.text for one in reading.transcript.cues):
        return
    for form in forms_of(reading.transcript):
        written = write_transcript(reading.transcript, form, language="en", title="The pier")
        assert read_transcript(written.data, FileFindings("t"), f"t.{form}") is not None, form
