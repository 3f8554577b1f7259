"""Splits YAML that cannot be read as a whole into the blocks of its outermost keys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Where a block ends is known by the next line that starts like a key, in the first column.
_KEY = re.compile(
    r"""(?P<key>"[^"]*"|'[^']*'|[^\s#\-\[\]{},"'&*!|>%@`?:<=/;](?:[^:#]|:(?=\S)|(?<=\S)\#){0,200}?)"""
    r"[ \t]{0,20}:(?:[ \t]|\Z)",
    re.VERBOSE,
)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_NAMES = re.compile(r"(?m)^[ \t]*(?:- +)?([\w-]+)[ \t]*:")
_INSIDE = re.compile(r"[\s#\]}]|-(?:\s|\Z)|\Z")
# Files of shows have some dozens of keys.
MOST_BLOCKS = 2000


@dataclass(frozen=True, slots=True)
class Block:
    """An outermost key with all that belongs to it, or a line that is no key.

    `line` counts from 0. `names` are the keys that the text may be about.
    """

    text: str
    line: int
    is_key: bool
    names: frozenset[str]


def split_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in their order."""
    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if not _INSIDE.match(line)]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        block = "\n".join(lines[at:end])
        if block.strip() and not lines[at].startswith(("---", "%YAML")):
            yield _make(block, lines[at], at)


def _make(block: str, first: str, line: int) -> Block:
    key = _KEY.match(first)
    name = key["key"].strip("\"'") if key is not None else ""
    # In `title:The ferry: a trip` the blank after the first colon is missing.
    is_key = bool(name) and not (":" in name and " " in name)
    names = set(_NAMES.findall(block)) | {name}
    if not is_key and (word := _WORD.search(first)) is not None:
        names.add(word[0])
    return Block(block, line, is_key or _INSIDE.match(first) is not None, frozenset(names - {""}))
