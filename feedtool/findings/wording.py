"""What is printable, how a value is cut for a message, and which words of it name the cause."""

import re
from collections.abc import Callable

MAX_QUOTED_CHARS = 60


# Python calls printable what has no glyph of its own: fillers, and selectors that follow no letter.
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_SUSPECT = re.compile(f"[{_FILLERS}{_SELECTORS}{_MARKS}]")
_UNSEEN = re.compile(
    rf"[{_FILLERS}]|(?<=[{_SELECTORS}\s])[{_SELECTORS}]|^[{_SELECTORS}]"
    # Marks above marks reach into the lines around them.
    f"|(?<=[{_MARKS}]{{4}})[{_MARKS}]"
)


def escape_char(char: str) -> str:
    """Return a character as it is written in Python: its code behind a backslash."""
    return char.encode("unicode_escape").decode()


def printable(text: str, instead: Callable[[str], str] = escape_char) -> str:
    r"""Return a text in which nothing steers a terminal, turns around or stays unseen.

    Everything that is printed or shown passes through here. `instead` says what stands in place of
    a character: of controls, line ends, directions, joiners, lone surrogates and their like. The
    joiner of an emoji is one of them.

    >>> printable("a\x1b[2Jb"), printable("a\u202eb", lambda _: "�")
    ('a\\x1b[2Jb', 'a�b')
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() else instead(char) for char in text)
    if text.isascii():
        return text
    if _SUSPECT.search(text) is None:
        return text
    return _UNSEEN.sub(lambda found: instead(found[0]), text)


# What the logs of GitHub, Azure and TeamCity take for a command: `::name` at the start of a line,
# also behind blanks, `##[name]` and `##name[` anywhere. Buildkite opens groups of lines at `---`,
# `+++`, `~~~` and `^^^`, Travis at `travis_fold:`. Those of GitLab and Jenkins have an escape
# character, which is never printed.
_AT_START = ("::", "---", "+++", "~~~", "^^^", "travis_")
_COMMAND_AT_START = re.compile(r"(\s*)(?=::|(?:---|\+\+\+|~~~|\^\^\^)(?:\s|$)|travis_\w+:)")
_HASH_OF_COMMAND = re.compile(r"(?<=#)#(?=[\w.-]*\[)")


def inert(line: str, *, keeps_width: bool = False) -> str:
    r"""Return a line that no CI system takes for a command, whatever a feed says in it.

    `keeps_width` replaces a character instead of adding a backslash.

    >>> inert("::error::no"), inert("see ##[group]"), inert("::error::no", keeps_width=True)
    ('\\::error::no', 'see #\\#[group]', '�:error::no')
    """
    found = _COMMAND_AT_START.match(line) if line.lstrip().startswith(_AT_START) else None
    if found:
        rest = line[found.end() :]
        line = f"{found[1]}�{rest[1:]}" if keeps_width else f"{found[1]}\\{rest}"
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
