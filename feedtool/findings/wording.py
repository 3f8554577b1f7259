"""What is printable, how a value is cut for a message, and which words of it name the cause."""

import re

MAX_QUOTED_CHARS = 60


def printable(text: str) -> str:
    """Escape the characters that would steer a terminal or cannot be seen."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


# What the logs of GitHub, Azure and TeamCity take for a command: `::name` at the start of a line,
# `##[name]` and `##name[` anywhere.
_LEADING_COLON = re.compile(r"^(\s*):(?=:)")
_HASH_OF_COMMAND = re.compile(r"(?<=#)#(?=[\w.-]*\[)")


def inert(line: str, *, keeps_width: bool = False) -> str:
    r"""Return a line that no CI system takes for a command, whatever a feed says in it.

    `keeps_width` replaces a character instead of adding a backslash.

    >>> inert("::error::no"), inert("see ##[group]"), inert("::error::no", keeps_width=True)
    ('\\::error::no', 'see #\\#[group]', '�:error::no')
    """
    if line.lstrip().startswith("::"):
        mark = "�" if keeps_width else r"\:"
        line = _LEADING_COLON.sub(lambda found: found[1] + mark, line)
    return break_commands(line, "�" if keeps_width else r"\#")


def break_commands(text: str, mark: str) -> str:
    """Write `mark` for the second # of each `##[name]`, which CI systems take for a command."""
    return _HASH_OF_COMMAND.sub(lambda _: mark, text) if "##" in text else text


def cut(text: str) -> str:
    r"""Shorten a value for a message; characters that would steer a terminal are escaped.

    >>> cut("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return printable(text if len(text) <= MAX_QUOTED_CHARS else text[: MAX_QUOTED_CHARS - 1] + "…")


# A word that starts a name, an address or a number is none: `id3`, `example.com`, `<br>`.
_PLAIN_WORD = r"(?<!\S)[a-z][a-z'-]*(?=[,;:.?!)]*(?:\s|$))"


def cause_of(message: str, value: str = "") -> str:
    """Return the plain words of a message: what is wrong, without values, names and numbers.

    >>> cause_of('length of enclosure is "12 MB"; expected a whole number from 0', "12 MB")
    'length of enclosure is expected a whole number from'
    """
    if value:
        # It may hold quotation marks itself.
        message = message.replace(f'"{value}"', "")
    return " ".join(re.findall(_PLAIN_WORD, re.sub('"[^"]*"', "", message)))
