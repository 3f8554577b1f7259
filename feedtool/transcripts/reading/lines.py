"""The lines of a transcript, and what stands around its text."""

from feedtool.findings.file_findings import FileFindings

BLANKS = " \t"
MOST_CHARS = 50_000


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text; only CR, LF and CRLF end one.

    >>> split_lines("a\r\nb\rc\u2028d\n")
    ['a', 'b', 'c\u2028d', '']
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def strip_lines(text: str) -> str:
    """Return a text without blanks around its lines and without empty lines."""
    if "\n" not in text:
        return text.strip(BLANKS)
    return "\n".join(filter(None, [line.strip(BLANKS) for line in text.split("\n")]))


def is_too_long(text: str, number: int, findings: FileFindings) -> bool:
    """Return and report whether the text of a cue, on a line, is longer than any that is shown.

    Markup is not looked for in such a text.
    """
    if len(text) <= MOST_CHARS:
        return False
    message = f"the cue has more than {MOST_CHARS:,} characters; expected a line or two of text"
    findings.add("transcript-syntax", message, number, 1)
    return True
