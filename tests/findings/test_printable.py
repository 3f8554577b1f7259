"""What is printed steers no terminal, turns no text around and hides nothing."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.findings.cells import width_of
from feedtool.findings.wording import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x07", r"\x1b[2J\x07"),
        ("\x9b31m\x85\x7f", r"\x9b31m\x85\x7f"),
        ("one\r\ntwo\tthree", r"one\r\ntwo\tthree"),
        ("a\u202eb\u2066c\u200f", r"a\u202eb\u2066c\u200f"),
        ("a\u200bb\ufeffc\u2028", r"a\u200bb\ufeffc\u2028"),
        ("a\xad\xa0b", r"a\xad\xa0b"),
        ("\ud800 caf\udce9", r"\ud800 caf\udce9"),
        ("a\U000e0041b", r"a\U000e0041b"),
        ("\u3164\u115f\uffa0\u2800", r"\u3164\u115f\uffa0\u2800"),
        ("\u2600\ufe0f", "\u2600\ufe0f"),
        ("a\ufe0f\ufe01\U000e0100", "a\ufe0f\\ufe01\\U000e0100"),
        (" \ufe0f", r" \ufe0f"),
        ("\u845b\U000e0100", "\u845b\U000e0100"),
        ("e" + "\u0301" * 6, "e" + "\u0301" * 4 + r"\u0301\u0301"),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\\u200d\U0001f680"),
        ("灯台 \U0001f600 é", "灯台 \U0001f600 é"),
    ],
    ids=lambda text: ascii(text)[1:30],
)  # fmt: skip
def test_what_steers_turns_or_hides_is_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(shown) == shown


@given(st.text(max_size=30))
def test_what_is_printable_stays_so(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    assert printable(shown) == shown
    shown.encode("utf-8")


def test_no_character_of_unicode_that_steers_is_printed() -> None:
    kept = [one for one in map(chr, range(sys.maxunicode + 1)) if printable(one) == one]
    assert {unicodedata.category(one) for one in kept} & {
        "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"
    } == set()  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("notes", 5), ("", 0), ("灯台", 4), ("ＡＢ", 4), ("ｱｲ", 2), ("e\u0301tude", 5),
        ("\u1112\u1161\u11ab", 2), ("\U0001f600", 2), ("\u2600\ufe0f", 1), ("กำ", 2),
    ],
    ids=ascii,
)  # fmt: skip
def test_cells_of_a_text(text: str, cells: int) -> None:
    assert width_of(text) == cells
