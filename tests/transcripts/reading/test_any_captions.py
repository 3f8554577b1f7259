"""Any text ends in cues or a refusal; what is written right is read as it was meant."""

import random
import re

import pytest
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from read_captions import read

from feedtool.transcripts.reading.time_lines import format_clock

FOLDER = SHARED / "data" / "transcripts"
FILES = sorted(FOLDER.glob("*.srt")) + sorted(FOLDER.glob("*.vtt"))
PIECES = (
    "WEBVTT", "\n", "\n\n", "\r", "\r\n", "NOTE", "STYLE", "REGION\nid:a", "1", "2", "-->", " --> ", "->",
    "00:00:01,000", "00:00:02.500", "0:1", "99:99:99", "00:00:01,000 --> 00:00:02,000",
    "00:00:01.000 --> 00:00:02.000 align:start", "<v Mira>", "</v>", "<i>", "</i>", "<00:00:01.500>", "<",
    ">", "&amp;", "&", "{\\an8}", "Mira: ", "- ", ">> ", "Welcome.", "\ufeff", "\0", "\u2028", "\x85", "é",
    "Ã©", "\ud800", " ", "\t", "[", "{", "%",
)  # fmt: skip
NAMES = ("a.srt", "a.vtt")
# What a text may have that captions do not take for anything else.
WORD = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), exclude_characters="<>&{}:：-–—\ufeff\ufffd"), min_size=1, max_size=8)  # fmt: skip
TEXT = st.lists(st.lists(WORD, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3).map("\n".join)  # fmt: skip
CUES = st.lists(
    st.tuples(st.integers(0, 10**9), st.integers(1, 10**5), TEXT), min_size=1, max_size=6
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(NAMES))
def test_any_pieces_of_captions_are_read_or_refused(text: str, name: str) -> None:
    reading, told = read(text, name)
    assert reading is not None or told
    lines = re.split("\r\n?|\n", text)
    for line, column, *_ in told:
        assert line is not None
        assert column is not None
        assert 1 <= line <= len(lines)
        # Each lone surrogate is three bytes that are no UTF-8.
        assert 1 <= column <= len(lines[line - 1]) + 1 + 2 * text.count("\ud800")
    if reading is not None:
        count = len(reading.transcript.cues)
        assert len(reading.places.find(range(count))) == count
        assert all(0 <= block.before <= count or block.before == -1 for block in reading.transcript.blocks)  # fmt: skip


@settings(max_examples=100)
@given(st.binary(max_size=200), st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    reading, told = read(data, name)
    assert reading is not None or told


def write(cues: list[tuple[int, int, str]], mark: str) -> str:
    parts = [
        f"{number}\n{format_clock(start, mark)} --> {format_clock(start + length, mark)}\n{text}\n"
        for number, (start, length, text) in enumerate(cues, 1)
    ]
    return "\n".join(parts)


@settings(max_examples=100)
@given(CUES)
def test_right_captions_have_no_finding(cues: list[tuple[int, int, str]]) -> None:
    for name, text in (("a.srt", write(cues, ",")), ("a.vtt", f"WEBVTT\n\n{write(cues, '.')}")):
        reading, told = read(text, name)
        assert [one for one in told if one[3] != "encoding"] == []
        assert reading is not None
        found = reading.transcript.cues
        assert [(one.start_ms, one.end_ms, one.text) for one in found] == [
            (start, start + length, said) for start, length, said in cues
        ]


@pytest.mark.skipif(not FILES, reason="the shared transcripts are not here")
@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_real_file_is_read(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    reading, told = read(data, name)
    assert reading is not None
    times = len(re.findall(rb"(?m)^ *[0-9][0-9:.,]+ *--> *[0-9][0-9:.,]+", data))
    assert len(reading.transcript.cues) >= times
    assert all(one.text and one.start_ms is not None for one in reading.transcript.cues)
    assert bool(told) is ("broken" in name)
    assert all(line and column for line, column, *_ in told)


@pytest.mark.skipif(not FILES, reason="the shared transcripts are not here")
def test_damaged_real_files_are_read_or_refused() -> None:
    chance = random.Random(19)
    for path in FILES:
        data = bytearray(path.read_bytes()[:6000])
        for _ in range(8):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(9)] = bytes(chance.randrange(256) for _ in range(chance.randrange(9)))  # fmt: skip
        reading, told = read(bytes(data), path.name)
        assert reading is not None or told
