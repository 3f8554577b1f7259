import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.transcripts.joining import join_lines
from feedtool.transcripts.writing.wrapping import is_breakable, measure, split_units, wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("The ferry is late.", ["The ferry is late."]),
        ("The ferry is late,\nand we wait.", ["The ferry is late,", "and we wait."]),
        ("Nobody was on the pier, except for you.", ["Nobody was on the pier,", "except for you."]),
        ("It is so late. Nobody was on the pier or", ["It is so late.", "Nobody was on the pier or"]),
        (
            "We left the harbour at ten, and nobody saw us on the pier but the keeper of the light",
            ["We left the harbour at ten,", "and nobody saw us on the pier", "but the keeper of the light"],
        ),
        # Broken well, but into three lines where two do.
        ("One two\nthree four\nfive six", ["One two three four five six"]),
        # More lines are needed, and these are as good as others.
        (
            "We left the harbour at ten,\nand nobody saw us on the pier\nbut the keeper of the light.",
            ["We left the harbour at ten,", "and nobody saw us on the pier", "but the keeper of the light."],
        ),
        ("- Is the ferry late?\n- It is, and we wait for it on the pier.",
         ["- Is the ferry late?", "- It is, and we wait", "for it on the pier."]),
        ("x" * 40, ["x" * 40]),
        ("see " + "x" * 40 + " there", ["see", "x" * 40, "there"]),
        ("שלום לכולם וברוכים הבאים לפודקאסט שלנו", ["שלום לכולם וברוכים", "הבאים לפודקאסט שלנו"]),
        ("a\u00a0b " * 12, ["a\u00a0b a\u00a0b a\u00a0b a\u00a0b a\u00a0b a\u00a0b"] * 2),
    ],
)  # fmt: skip
def test_lines_are_even_and_end_between_words(text: str, lines: list[str]) -> None:
    assert wrap(text, 32, 2) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("これは、とても長い文章です。渡し船が遅れて来たのです。",
         ["これは、とても長い文章です。", "渡し船が遅れて来たのです。"]),
        # No line starts with a small letter, a dash of a long vowel, or a mark that closes.
        ("ああああああああああああああああっと言った", ["ああああああああああ", "ああああああっと言った"]),
        ("渡し船（わたしぶね）が「遅れて」来たのです", ["渡し船（わたしぶね）", "が「遅れて」来たのです"]),
        ("我们今天来谈谈小港口的历史，以及为什么渡轮总是晚点。",
         ["我们今天来谈谈小港口的历史，", "以及为什么渡轮总是晚点。"]),
        ("ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน", ["ภาษาไทยเป็นภาษาที่มี", "ระดับเสียงของคำแน่นอน"]),
        ("เราออกจากท่าเรือตอนสิบโมง แล้วไม่มีใครอยู่บนท่าเรือเลย",
         ["เราออกจากท่าเรือตอนสิบโมง", "แล้วไม่มีใครอยู่บนท่าเรือเลย"]),
        # Emoji and flags are never cut, nor what stands beside them.
        ("👩\u200d💻" * 9 + " " + "🇩🇪" * 6, ["👩\u200d💻" * 9, "🇩🇪" * 6]),
    ],
)  # fmt: skip
def test_scripts_without_blanks_are_broken_where_they_may(text: str, lines: list[str]) -> None:
    assert wrap(text, 32, 2) == lines


def test_no_mark_leaves_its_letter() -> None:
    thai = "ที่นี่เรือข้ามฟากมาช้าเสมอเพราะน้ำขึ้นน้ำลงเปลี่ยนไปทุกวันและไม่มีใครรู้"
    lines = wrap(thai, 20, 2)
    assert "".join(lines) == thai
    assert len(lines) > 2
    for line in lines:
        assert not unicodedata.category(line[0]).startswith("M")
        assert line[0] not in "ะาำๅๆฯ"
        assert line[-1] not in "เแโใไ"


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("naïve", 5), ("e\u0301te\u0301", 3), ("渡し船", 6), ("נמל", 3)]
)
def test_columns_are_what_the_eye_sees(text: str, columns: int) -> None:
    assert measure(text) == columns


def test_burmese_and_khmer_syllables_stay_whole() -> None:
    assert not is_breakable("က်", 1)
    assert not is_breakable("ကာင်", 2)
    assert not is_breakable("ក្រុម", 2)
    assert is_breakable("ကမ", 1)


texts = st.lists(
    st.text("abcdefghij,.é 船渡し。、「」ーっกเำ่א👩\u200d💻\u0301", min_size=1, max_size=14),
    max_size=12,
).map(" ".join)


@settings(max_examples=200)
@given(texts)
def test_nothing_is_lost_and_long_lines_are_one_piece(text: str) -> None:
    text = join_lines(text.split("\n"))
    lines = wrap(text, 20, 2)
    # A blank between two letters of a script without blanks is not kept at the end of a line.
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line == line.strip()
        assert measure(line) <= 20 or len(split_units(line)) == 1 or len(lines) == 1


@pytest.mark.parametrize("text", ["x" * 2_000_000, "x " * 300_000, "船" * 200_000, ". " * 300_000])
def test_a_huge_text_takes_time_in_step_with_its_length(text: str) -> None:
    start = time.process_time()
    wrap(text, 32, 2)
    assert time.process_time() - start < 3
