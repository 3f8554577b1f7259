"""The bytes of a transcript as text."""

from feedtool.findings.file_findings import FileFindings
from feedtool.values.text_decoding import decode_text


def decode_transcript(data: bytes, findings: FileFindings) -> str:
    """Return bytes as text without its byte order mark; report what is not UTF-8."""
    return decode_text(data, findings, "transcript-encoding")
