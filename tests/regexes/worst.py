"""Text that is worst for a regular expression, made from its parse tree.

What makes a pattern slow is a part that can take a long run in more than one way, or a beginning
that matches at many places and then fails far behind. So a candidate is the way to a repeat, a long
run of what the repeat takes or of what stands next to it, and an end that fits nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

_LONGEST_WAY = 300
_MOST_LETTERS = 8
_MOST_UNITS = 6
_MOST_WAYS = 30
_CATEGORIES = {
    ops.CATEGORY_DIGIT: "7",
    ops.CATEGORY_NOT_DIGIT: "x",
    ops.CATEGORY_SPACE: " \n",
    ops.CATEGORY_NOT_SPACE: "x",
    ops.CATEGORY_WORD: "a7",
    ops.CATEGORY_NOT_WORD: " .",
}
_COMMON = "a7 \n"
_ENDS = ("", "\n\x01")
Node = tuple[object, object]


@dataclass(slots=True)
class _Parts:
    """What a pattern is made of.

    `ways` are texts that match what stands before a place; `runs` are a way and what the repeat
    behind it takes once.
    """

    letters: dict[str, None] = field(default_factory=dict)
    ways: dict[str, None] = field(default_factory=dict)
    runs: dict[tuple[str, str], None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A text of any size: pieces, each once or as often as fits into its share of the size."""

    pieces: tuple[tuple[str, float], ...]

    def text(self, size: int) -> str:
        return "".join(
            piece * max(int(size * share) // len(piece), 1) if share else piece
            for piece, share in self.pieces
        )


def worst_recipes(pattern: str | bytes, flags: int) -> Iterator[Recipe]:
    """Yield recipes of texts, each once."""
    source = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    tree = _parser.parse(source, flags & ~re.UNICODE & ~re.TEMPLATE & ~re.DEBUG)
    parts = _Parts()
    parts.ways[_walk(tree, "", parts)] = None
    letters = [*dict.fromkeys([*list(parts.letters)[:_MOST_LETTERS], *_COMMON])]
    for pieces in _compose(parts, letters):
        yield Recipe(tuple((piece, share) for piece, share in pieces if piece))


def _compose(parts: _Parts, letters: Sequence[str]) -> Iterator[Sequence[tuple[str, float]]]:
    ways = [one for one in parts.ways if one][-_MOST_WAYS:]
    units = [*dict.fromkeys(unit for _, unit in parts.runs if unit)][:_MOST_UNITS]
    for piece in dict.fromkeys([*letters, *units, *ways, *(way[:-1] for way in ways)]):
        yield from ([(piece, 1), (end, 0)] for end in _ENDS)
    for way, unit in parts.runs:
        yield from ([(way, 0), (unit, 1), (end, 0)] for end in _ENDS)
        yield [(way + unit, 1)]
        yield [(way + unit * 9, 1)]
    for way, letter in product(ways[:: len(ways) // _MOST_LETTERS + 1], letters):
        yield from ([(way, 0), (letter, 1), (end, 0)] for end in _ENDS)
        yield [(letter, 1), (way, 0)]
    for first, second in product([*units, *letters[:_MOST_UNITS]], letters[:_MOST_UNITS]):
        if first != second:
            yield [(first + second, 1)]
            yield [(first, 0.5), (second, 0.5)]
    for way in ways:
        yield [(way, 0.5), (" ", 0.5)]


def _walk(tree: Sequence[Node], before: str, parts: _Parts) -> str:
    """Note the parts of a sequence, and return a text that the sequence matches."""
    text = ""
    for op, value in tree:
        parts.ways[before + text] = None
        text += _take(op, value, before + text, parts)
        text = text[:_LONGEST_WAY]
    return text


def _take(op: object, value: object, before: str, parts: _Parts) -> str:  # noqa: C901, PLR0911
    match op:
        case ops.LITERAL:
            return _note(chr(value), parts)
        case ops.NOT_LITERAL:
            parts.letters[chr(value)] = None
            return "x" if chr(value) != "x" else "y"
        case ops.ANY:
            return _note("x", parts)
        case ops.IN:
            return _member(value, parts)
        case ops.MAX_REPEAT | ops.MIN_REPEAT | ops.POSSESSIVE_REPEAT:
            least, _, inside = value
            unit = _walk(inside, before, parts)
            parts.runs[before, unit] = None
            return unit * min(least, _LONGEST_WAY)
        case ops.BRANCH:
            texts = [_walk(one, before, parts) for one in value[1]]
            return next((one for one in texts if one), "")
        case ops.SUBPATTERN:
            return _walk(value[3], before, parts)
        case ops.ATOMIC_GROUP:
            return _walk(value, before, parts)
        case ops.ASSERT:
            text = _walk(value[1], before, parts)
            return text if value[0] < 0 else ""
        case ops.ASSERT_NOT:
            _walk(value[1], before, parts)
            return ""
        case ops.GROUPREF_EXISTS:
            return _walk(value[1], before, parts)
        case ops.AT | ops.GROUPREF:
            return "\n" if value is ops.AT_BEGINNING_LINE and before else ""
    raise AssertionError(f"an operation that this test does not know: {op}")


def _note(letter: str, parts: _Parts) -> str:
    parts.letters[letter] = None
    return letter


def _member(members: Sequence[Node], parts: _Parts) -> str:
    """Note members of a class, and return one; of a class with ^ one that it lacks."""
    found: list[str] = []
    negated = members[0][0] is ops.NEGATE
    for op, value in members:
        match op:
            case ops.LITERAL:
                found.append(chr(value))
            case ops.RANGE:
                found.append(chr(value[0] + (value[1] - value[0]) // 2))
            case ops.CATEGORY:
                found += _CATEGORIES[value]
    for one in found:
        parts.letters[one] = None
    if not negated:
        return found[0]
    plain = re.compile(f"[^{re.escape(''.join(found))}]")
    return next(one for one in "xa7 .-/<é\x02" if plain.match(one))
