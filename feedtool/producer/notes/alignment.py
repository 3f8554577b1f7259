"""Where a piece of the rendered text is in the Markdown or YAML that it was made from."""

import re
from bisect import bisect
from html import unescape
from urllib.parse import unquote

# What a reader of the rendered text does not see.
_UNSEEN = re.compile(
    r"^(?:```|~~~)[^\n]*"  # a fence and the name of its language
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*"  # where a link or a footnote is defined
    r"|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"  # the address of a link
    r"|(?<=\])\[[^\]\n]*\]"
    r"|\[\^[^\[\]\n]+\]"
    r"|!\[[^\[\]\n]{0,500}\]"  # the words for a picture
    r"|<(script|style)\b[\s\S]*?(?:</\1\s*>|\Z)"
    r"|<!--[\s\S]*?(?:-->|\Z)"
    r"|</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>"
    r"|&#?\w{1,31};",
    re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(
    r"^((?>`{3,}|~{3,}))[^\n]*+\n.*?(?:^\1|\Z)|(?<!`)(`+)(?!`).{1,2000}?(?<!`)\2(?!`)", re.M | re.S
)
_PIECE = re.compile(r"[^\W_]{1,8}")
# Directories cut long before; a hostile source is not read to its end.
_MAX_CHARS = 50_000
# How many characters of the source may be skipped, for each character of a piece: a short piece is
# found anywhere, and would lead to a wrong place if the source does not have it.
_REACH = 10


def find_end(text: str, source: str) -> int:
    """Return the offset in a source just behind what a rendered text ends with.

    Only letters and digits are compared, since marks and blanks change in rendering. Text that the
    source does not hold is ignored.

        >>> find_end("See the map", "See [the](https://map.example/) map, and go.")
        35
    """
    seen, starts = _squeeze(source[:_MAX_CHARS])
    end = misses = 0
    for piece in _PIECE.findall(text):
        found = seen.find(piece, end, end + len(piece) * _REACH * (1 + misses))
        misses = misses + 1 if found < 0 else 0
        end = found + len(piece) if found >= 0 else end
    if not end:
        return 0
    squeezed, original = starts[bisect(starts, (end - 1, len(source))) - 1]
    return original + end - squeezed


def _squeeze(source: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the visible text of a source, and the offsets of its parts in both."""
    parts: list[str] = []
    starts = [(0, 0)]
    length = at = 0
    for match in _UNSEEN.finditer(source):
        letter = unescape(match[0]) if match[0][0] == "&" else ""
        parts += (source[at : match.start()], letter)
        length += match.start() - at + len(letter)
        at = match.end()
        starts.append((length, at))
    parts.append(source[at:])
    return "".join(parts), starts


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def find_name(name: str, markdown: str) -> int:
    """Return the offset of an address in Markdown, outside code; 0 if it is not found."""
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
