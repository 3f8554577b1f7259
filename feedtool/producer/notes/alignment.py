"""Where a piece of the rendered text is in the Markdown or YAML that it was made from."""

import re
from bisect import bisect
from collections import defaultdict
from functools import lru_cache
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
_FENCE = re.compile(r"^((?>`{3,}|~{3,}))[^\n]*+\n.*?(?:^\1|\Z)", re.M | re.S)
_OPENING = re.compile(r"^~~~|`+", re.M)
_TICKS = re.compile("`+")
# So far from its start, code in a line ends at most.
_LONG_CODE = 2000
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


@lru_cache(maxsize=1)
def _blank_code(markdown: str) -> str:
    """Return Markdown with blanks in place of code; the places of all else stay."""
    parts: list[str] = []
    done = at = 0
    runs = _list_runs(markdown)
    while (opening := _OPENING.search(markdown, at)) is not None:
        at = opening.end()
        fence = _FENCE.match(markdown, opening.start())
        end = fence.end() if fence else _end_of_code(opening, runs)
        if end:
            parts.append(markdown[done : opening.start()])
            parts.append(re.sub(r"[^\n]", " ", markdown[opening.start() : end]))
            done = at = end
    return "".join([*parts, markdown[done:]])


def _list_runs(markdown: str) -> dict[int, list[int]]:
    """Return where the runs of backticks start, by their lengths."""
    runs: dict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(markdown):
        runs[len(run[0])].append(run.start())
    return runs


def _end_of_code(opening: re.Match[str], runs: dict[int, list[int]]) -> int:
    """Return where the code ends that a run of backticks starts, 0 if it starts none."""
    length = len(opening[0])
    starts = runs.get(length, []) if opening[0][0] == "`" else []
    number = bisect(starts, opening.start())
    if number == len(starts) or starts[number] > opening.end() + _LONG_CODE:
        return 0
    return starts[number] + length


def find_name(name: str, markdown: str) -> int:
    """Return the offset of an address in Markdown, outside code; 0 if it is not found."""
    seen = _blank_code(markdown)
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
