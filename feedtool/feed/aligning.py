"""Where in Markdown or YAML a piece of the rendered text stands."""

import re
from html import unescape
from urllib.parse import unquote

# What a reader of the rendered text does not see.
_UNSEEN = re.compile(
    r"^(?:```|~~~)[^\n]*"  # a fence and the name of its language
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*"  # where a link or a footnote is defined
    r"|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"  # the address of a link
    r"|(?<=\])\[[^\]\n]*\]"
    r"|\[\^[^\]\n]+\]"
    r"|!\[[^\]\n]*\]"  # the words for a picture
    r"|<(script|style)\b[\s\S]*?</\1\s*>"
    r"|<!--[\s\S]*?-->"
    r"|</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>",
    re.MULTILINE | re.IGNORECASE,
)
_ENTITY = re.compile(r"&#?\w{1,31};")
_CODE = re.compile(
    r"^(```+|~~~+)[^\n]*\n.*?(?:^\1|\Z)|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)", re.M | re.S
)
# How many letters may stand in the source alone before those that a reader sees go on.
_REACH = 80


def find_end(text: str, source: str) -> int:
    """Return the offset in a source just behind what a rendered text ends with.

    Only letters and digits are compared, since marks and blanks change in rendering. Text that the
    source does not hold, such as a footer, counts as standing at its end.

        >>> find_end("See the map", "See [the](https://map.example/) map, and go.")
        35
    """
    seen = _UNSEEN.sub(_blank, source)
    seen = _ENTITY.sub(lambda match: unescape(match[0]).ljust(len(match[0])), seen)
    offsets = [offset for offset, letter in enumerate(seen) if letter.isalnum()]
    letters = "".join(seen[offset] for offset in offsets)
    at = 0
    for letter in filter(str.isalnum, text):
        found = letters.find(letter, at, at + _REACH)
        at = found + 1 if found >= 0 else at
    return offsets[at - 1] + 1 if at else 0


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def find_name(name: str, markdown: str) -> int:
    """Return the offset at which an address stands in Markdown, outside code; 0 if nowhere."""
    seen = _CODE.sub(_blank, markdown)
    for form in dict.fromkeys((name, unquote(name), unescape(name))):
        match = re.search(rf"(?<![\w/.-]){re.escape(form)}(?![\w/-])", seen)
        if match is not None:
            return match.start()
    return 0


def place_of(offset: int, text: str, line: int, column: int) -> tuple[int, int]:
    """Return line and column of an offset in a text that starts at a line and column."""
    before = text[:offset]
    newlines = before.count("\n")
    if not newlines:
        return line, column + offset
    return line + newlines, offset - before.rfind("\n")
