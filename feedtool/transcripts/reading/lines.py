"""The lines of a transcript, and what stands around its text."""

BLANKS = " \t"


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text; only CR, LF and CRLF end one.

    >>> split_lines("a\r\nb\rc\u2028d\n")
    ['a', 'b', 'c\u2028d', '']
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def join_text(lines: list[str]) -> str:
    """Return the lines of a cue as its text, without blanks around each and without empty ones."""
    return "\n".join(filter(None, [line.strip(BLANKS) for line in lines]))
