"""Characters that nobody sees."""

import pytest

from feedtool.values.invisible import find_invisible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rope\u200b and tide", [("text-invisible", 4)]),
        ("\ufeffRope", [("text-invisible", 0)]),
        ("Rope\u2060", [("text-invisible", 4)]),
        ("Ha\xadfen", [("text-invisible", 2)]),
        ("Rope\u200dtide", [("text-invisible", 4)]),
        ("Rope\u200e", [("text-invisible", 4)]),
        ("Rope\ufffctide", [("text-invisible", 4)]),
        ("Rope\u3164", [("text-invisible", 4)]),
        ("a\u200bb\u200bc", [("text-invisible", 1)]),
        ("a \u202eb\u200b", [("text-invisible", 4), ("text-direction", 2)]),
        ("a \u2066b\u2069", [("text-direction", 2)]),
        ("می\u200cخواهم", []),
        ("क्\u200dष", []),
        ("👨\u200d👩\u200d👧", []),
        ("❤\ufe0f\u200d🔥", []),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),
        ("ภาษา\u200bไทย", []),
        ("שלום\u200f!", []),
        ("\u202bשלום\u202c", []),
        ("שלום \u202eabc", [("text-direction", 5)]),
        ("no-break\xa0space", []),
    ],
)
def test_only_characters_without_a_use_are_told(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fault.rule, fault.index) for fault in find_invisible(text)] == expected


def test_the_character_is_named() -> None:
    (fault,) = find_invisible("a\u200bb")
    assert fault.says == (
        "the invisible character U+200B, a zero-width space, hinders search; remove it"
    )
