"""Whether strange letters can be nothing but garbled UTF-8, by their meaning and their neighbours.

`MANHÃ”` may be a word in capital letters before a quotation mark; `cafÃ©` may not.
"""

from collections.abc import Sequence
from typing import NamedTuple

# What may follow a letter: quotation marks, dashes, blanks, and marks of footnotes and brands.
_USUAL = frozenset("\xa0\xad«»‘’“”„‚‹›–—…™®©°ªº²³¹†‡•·§")
# What may also stand between two letters.
_BETWEEN = frozenset("\xa0\xad’–—…·")
_FOOTNOTE = frozenset("©®°ªº²³¹§•†‡«")
_RARE_LETTERS = frozenset("ƒƠơƯưǍǎǏǐǑǒǓǔȘșȚț")
_SIGNS = (
    (0x200B, 0x200D), (0x2010, 0x2027), (0x202F, 0x205E), (0x20A0, 0x20BF), (0x2100, 0x23FF),
    (0x2460, 0x27BF), (0x2B00, 0x2BFF), (0xFE0F, 0xFE0F), (0xFEFF, 0xFEFF), (0x1F000, 0x1FAFF),
)  # fmt: skip
_DASHES_AND_QUOTES = ((0x2010, 0x203A),)
# A text in one of these scripts has several of its letters in a row.
_SCRIPTS = (
    (0x0370, 0x03FF), (0x0400, 0x04FF), (0x0530, 0x058F), (0x0590, 0x05FF), (0x0600, 0x06FF),
    (0x0900, 0x0DFF), (0x0E00, 0x0EFF), (0x1000, 0x10FF), (0x1780, 0x17FF), (0x3000, 0x9FFF),
    (0xAC00, 0xD7A3), (0xFF00, 0xFFEF),
)  # fmt: skip
# What may stand after √, Ă and Г before a small letter.
_MATHEMATICS = frozenset("πΩ∑∏∫∂∆∞")
_ODD_THERE = {
    "cp1250": _USUAL | frozenset("şţ"), "cp1251": _USUAL - {"º"},
    "mac_roman": _MATHEMATICS, "cp437": frozenset("─"), "cp850": frozenset("─"),
}  # fmt: skip


class Piece(NamedTuple):
    """One character of UTF-8 as it is garbled: its place, its letters, and what it decodes to."""

    start: int
    letters: str
    meaning: str


def is_certain(text: str, pieces: Sequence[Piece], at: int, codec: str) -> bool:
    """Whether a piece of a run is surely garbled: UTF-8 that was read in the encoding `codec`."""
    piece = pieces[at]
    if not piece.meaning:
        return False
    code = ord(piece.meaning)
    before = text[max(0, piece.start - 2) : piece.start]
    after = text[piece.start + len(piece.letters) :][:1]
    rest = _following(piece)
    signs = _DASHES_AND_QUOTES if codec in ("cp437", "cp850") else _SIGNS
    if _is_in(code, signs):
        opens = rest[0] in "„†" and not before[-1:].isalpha()
        return opens or not _USUAL.issuperset(rest) or _has_control(piece)
    if codec != "cp1252":
        return _is_certain_elsewhere(pieces, at, before, after, codec)
    if _is_in(code, _SCRIPTS):
        return _is_script_run(pieces, at)
    known = _has_control(piece) and not before[-1:].isupper() and code < 0x180
    return known or _is_latin(code, before[-1:], rest, after)


def _is_certain_elsewhere(
    pieces: Sequence[Piece], at: int, before: str, after: str, codec: str
) -> bool:
    """Decide about letters in encodings that are seldom read by mistake."""
    piece = pieces[at]
    code = ord(piece.meaning)
    if code < 0xC0:
        return False
    starts = after.isascii() and after.islower() and piece.letters[1] not in _ODD_THERE[codec]
    if codec == "cp1250":
        return code < 0x180 and (before[-1:].islower() or starts)
    if codec == "cp1251":
        small = before[-1:].isascii() and before[-1:].islower()
        return _is_cyrillic_run(pieces) if code > 0xFF else small
    in_word = len(before) > 1 and before.isascii() and before.isalpha()
    return 0xDF <= code <= 0xFF and (in_word or starts)


def _has_control(piece: Piece) -> bool:
    """Whether a piece has a control character of Latin-1, which no text needs."""
    return any("\x80" <= char < "\xa0" for char in piece.letters)


def _is_latin(code: int, before: str, rest: str, after: str) -> bool:
    """Decide about a letter or sign of Latin scripts."""
    if 0xA0 <= code <= 0xBF:
        return _is_sign_after(before, rest)
    if 0x300 <= code <= 0x345:
        return before.islower()
    if 0xC0 <= code <= 0xFF:
        return before.islower() or _is_western(before, rest, after)
    if 0x100 <= code <= 0x17F or chr(code) in _RARE_LETTERS:
        return before.islower() or _is_central(before, rest, after)
    if 0x1EA0 <= code <= 0x1EF9:
        return not _USUAL.issuperset(rest) or (before.islower() and after.islower())
    return False


def _is_sign_after(before: str, following: str) -> bool:
    """Decide about `Â` and a sign: no word ends in `Â`, but it can stand alone as a letter."""
    if before.islower() or before.isdigit() or (before and before in ".,;:!?)"):
        return True
    if following not in _USUAL:
        return True
    return following in _FOOTNOTE and not before.isupper()


def _is_western(before: str, following: str, after: str) -> bool:
    """Decide about `Ã` and what follows, where no small letter is before it."""
    if following not in _USUAL:
        return True
    if before.isalpha():
        return after.isalpha() and following not in _BETWEEN
    return following != "\xa0" and (after.isalnum() or following in _FOOTNOTE)


def _is_central(before: str, following: str, after: str) -> bool:
    """Decide about `Ä`, `Å`, `È` and what follows, where no small letter is before it."""
    if following not in _USUAL:
        return after.islower() or not before.isupper()
    if before.isalpha():
        return after.isalpha() and following not in _BETWEEN
    return after.islower() and following not in _BETWEEN


def _is_script_run(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a neighbour has the same script, and not only usual signs are between the letters."""
    script = _script_of(pieces[at])
    alike = [one for one in pieces[max(0, at - 1) : at + 2] if _script_of(one) == script]
    return len(alike) > 1 and not all(_USUAL.issuperset(_following(one)) for one in alike)


def _script_of(piece: Piece) -> tuple[int, int] | None:
    code = ord(piece.meaning or "\0")
    return next((one for one in _SCRIPTS if one[0] <= code <= one[1]), None)


def _is_cyrillic_run(pieces: Sequence[Piece]) -> bool:
    """Whether Cyrillic was read as Windows-1251: three letters or more, some with signs."""
    letters = [one for one in pieces if one.meaning and "\u0401" <= one.meaning <= "\u0491"]
    return len(letters) > 2 and any(not one.letters[1].isalpha() for one in letters)


def _following(piece: Piece) -> str:
    """Return the letters after the first; control characters of Latin-1 as Windows means them."""
    return "".join(
        char.encode("latin-1").decode("cp1252", "replace") if "\x80" <= char < "\xa0" else char
        for char in piece.letters[1:]
    )


def _is_in(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)
