from feedtool.chapters.check import check_chapters
from feedtool.chapters.json_chapters import format_chapters
from feedtool.chapters.reading.read import read_chapters
from feedtool.findings.file_findings import FileFindings


def run(data: bytes) -> None:
    findings = FileFindings("chapters")
    reading = read_chapters(data, findings)
    if reading is not None:
        check_chapters(reading, findings, duration_s=60)
        format_chapters(reading.chapters, reading.about)
    for finding in findings.found:
        assert len(finding.message) < 1000, finding
