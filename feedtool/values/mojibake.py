"""Garbled text: UTF-8 that a program read in another encoding, once or twice.

Source: https://www.unicode.org/versions/latest/core-spec/chapter-3/ (table 3-7, UTF-8);
https://encoding.spec.whatwg.org/#legacy-single-byte-encodings
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from feedtool.findings.wording import cut
from feedtool.values.mojibake_certainty import Piece, is_certain

_MAX_ROUNDS = 3
# How many characters of a word are shown before and after its garbled run.
_AROUND = 40
# Windows-1252, the most frequent one, is tried first: some runs mean the same in two encodings.
_ENCODINGS = (
    # The codec, its name, and the first bytes of UTF-8 that are looked for in it.
    ("cp1252", "Windows-1252", bytes(range(0xC2, 0xF5))),
    ("cp1250", "Windows-1250", b"\xc3\xc4\xc5\xe2"),
    ("cp1251", "Windows-1251", b"\xc3\xd0\xd1\xe2"),
    ("mac_roman", "Mac Roman", b"\xc3\xe2"),
    ("cp437", "DOS 437", b"\xc3\xe2"),
    ("cp850", "DOS 850", b"\xc3\xe2"),
)
_SIZES = ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
_CUT_QUOTE = "â€(\ufffd?)"
_CUT_LETTER = r"(?<=[a-zß-öø-ÿ])(?:Ã(?= |\Z)|Â(?= ))|(?<=[.,;!?])Â(?= )"
_REPLACEMENT = "ï¿½|锟斤拷?"


class Garbled(NamedTuple):
    """A garbled run: its place, the word around it, and how the word should read.

    `right` is "" if a byte is lost, so that nobody can know; `meaning` is what the run alone should
    read, "" if that is not certain.
    """

    start: int
    length: int
    wrong: str
    right: str
    encoding: str
    meaning: str = ""


class _Reading(NamedTuple):
    """An encoding in which UTF-8 is read: the byte of each character, and the runs it leaves."""

    codec: str
    name: str
    to_byte: dict[str, int]
    runs: re.Pattern[str]


def find_mojibake(text: str) -> Garbled | None:
    """Return the first run of a text that is surely garbled.

    >>> find_mojibake("un cafÃ©")
    Garbled(start=6, length=2, wrong='cafÃ©', right='café', encoding='Windows-1252', meaning='é')
    """
    listed = [*(_list_runs(text, reading) for reading in _readings()), _list_cut_runs(text)]
    found = [one for runs in listed if (one := next(runs, None)) is not None]
    return min(found, key=lambda one: one.start, default=None)


def list_mojibake(text: str) -> Iterator[Garbled]:
    """Yield all runs of a text that are surely garbled; of two that overlap, the first."""
    found = [one for reading in _readings() for one in _list_runs(text, reading)]
    found += _list_cut_runs(text)
    end = 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start >= end:
            yield one
            end = one.start + one.length


def find_lost_character(text: str) -> tuple[int, int] | None:
    """Return the place of a character that was lost before the text was garbled: `ï¿½`."""
    lost = re.search(_REPLACEMENT, text)
    return lost.span() if lost is not None else None


@cache
def _readings() -> tuple[_Reading, ...]:
    return tuple(_prepare(codec, name, leads) for codec, name, leads in _ENCODINGS)


def _prepare(codec: str, name: str, leads: bytes) -> _Reading:
    chars = {byte: bytes([byte]).decode(codec, "replace") for byte in range(0x80, 0x100)}
    to_byte = {char: byte for byte, char in chars.items() if char != "\ufffd"}
    if codec == "cp1252":
        # Latin-1 has control characters where Windows has letters.
        to_byte |= {chr(byte): byte for byte in range(0x80, 0xA0)}
    following = "".join(re.escape(char) for char, byte in to_byte.items() if byte < 0xC0)
    parts = []
    for low, high, count in _SIZES:
        starts = [char for char, byte in to_byte.items() if low <= byte <= high and byte in leads]
        if starts:
            parts.append(f"[{''.join(map(re.escape, starts))}][{following}]{{{count}}}")
    return _Reading(codec, name, to_byte, re.compile(f"(?>(?:{'|'.join(parts)}){{1,64}})"))


def _list_runs(text: str, reading: _Reading) -> Iterator[Garbled]:
    for run in reading.runs.finditer(text):
        pieces = list(_split(run, reading))
        for at, piece in enumerate(pieces):
            if is_certain(text, pieces, at, reading.codec):
                length = sum(len(one.letters) for one in pieces[at:])
                yield _describe(text, piece.start, length, reading)
                break


def _split(run: re.Match[str], reading: _Reading) -> Iterator[Piece]:
    """Yield the characters of a run; what is not UTF-8 has the meaning ""."""
    letters = run[0]
    at = 0
    while at < len(letters):
        lead = reading.to_byte[letters[at]]
        size = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        raw = bytes(reading.to_byte[char] for char in letters[at : at + size])
        yield Piece(run.start() + at, letters[at : at + size], raw.decode("utf-8", "ignore"))
        at += size


def _describe(text: str, index: int, length: int, reading: _Reading) -> Garbled:
    start, end = _word_around(text, index, index + length)
    wrong = text[start:end]
    right = _repair(wrong, reading)
    run = _repair(text[index : index + length], reading)
    name = reading.name
    if name == "Windows-1252" and any("\x80" <= char < "\xa0" for char in wrong):
        name = "Latin-1"
    windows = _readings()[0]
    for _ in range(_MAX_ROUNDS):
        # A run that makes a run again was garbled twice, unless it may end a word in capitals.
        twice = windows.runs.fullmatch(run) and not text[index - 1 : index].isupper()
        if not twice and next(_list_runs(right, windows), None) is None:
            break
        right, run = _repair(right, windows), _repair(run, windows)
    if "â€" in right:
        # The word holds a second run that nobody can repair.
        wrong, right = text[index : index + length], run
    right = right.replace("\xa0", " ").replace("\ufeff", "").strip()
    meaning = run.replace("\xa0", " ").replace("\ufeff", "")
    is_whole = not windows.runs.search(meaning) and "â€" not in meaning and "\ufffd" not in meaning
    return Garbled(index, length, cut(wrong), cut(right), name, meaning if is_whole else "")


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the word around a place starts and ends, at most 40 characters further."""
    before = re.search(r"[^ \t\r\n<>\"]*\Z", text[max(0, start - _AROUND) : start])
    after = re.match(r"[^ \t\r\n<>\"]*", text[end : end + _AROUND])
    return start - len(before[0] if before else ""), end + len(after[0] if after else "")


def _repair(text: str, reading: _Reading) -> str:
    """Decode all runs of a text that is surely garbled."""

    def decode(run: re.Match[str]) -> str:
        return "".join(piece.meaning or piece.letters for piece in _split(run, reading))

    return reading.runs.sub(decode, text)


def _list_cut_runs(text: str) -> Iterator[Garbled]:
    """Yield runs whose last byte is lost or has become a space: `â€`, `voilÃ `."""
    has_quotes = False
    for lost in re.finditer(_CUT_QUOTE, text):
        has_quotes = True
        right = "”" if lost[1] else ""
        yield Garbled(lost.start(), len(lost[0]), lost[0], right, "Windows-1252", right)
    if has_quotes:
        return
    for cut_run in re.finditer(_CUT_LETTER, text):
        start = _word_around(text, *cut_run.span())[0]
        wrong = text[start : cut_run.end()]
        right = wrong[:-1] + ("à" if cut_run[0] == "Ã" else "")
        yield Garbled(cut_run.start(), 1, wrong, right, "Windows-1252")
