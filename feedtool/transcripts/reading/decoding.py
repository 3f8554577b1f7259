"""The bytes of a transcript as text, and what its encoding should be."""

import codecs

from feedtool.findings.file_findings import FileFindings

_RULE = "transcript-encoding"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def decode_transcript(data: bytes, findings: FileFindings) -> str:
    """Return bytes as text without its byte order mark; report what is not UTF-8."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            if name:
                findings.add(_RULE, f"it is {name}; save it as UTF-8", 1, 1)
            return data[len(mark) :].decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as why:
        before = data[: why.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        findings.add(_RULE, "it is not UTF-8, but windows-1252; save it as UTF-8", line, column)
        return data.decode("cp1252", "replace")
