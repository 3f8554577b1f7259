"""What is printable, and how a value is cut for a message."""

MAX_QUOTED_CHARS = 60


def printable(text: str) -> str:
    """Escape the characters that would steer a terminal or cannot be seen."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def cut(text: str) -> str:
    r"""Shorten a value for a message; characters that would steer a terminal are escaped.

    >>> cut("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return printable(text if len(text) <= MAX_QUOTED_CHARS else text[: MAX_QUOTED_CHARS - 1] + "…")
