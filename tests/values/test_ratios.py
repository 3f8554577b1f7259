"""Ratios of width and height."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("ratio", "16/9", []),
        ("ratio", "16 / 9", []),
        ("ratio", "1.9", []),
        ("ratio", "0/1", ["bad-ratio"]),
        ("ratio", "1/0", ["bad-ratio"]),
        ("ratio", "16:9", ["bad-ratio"]),
    ],
)
def test_ratios(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("ratio", "16:9", "write 16/9"),
    ],
)
def test_message_says_what_to_write(kind: str, text: str, says: str) -> None:
    assert [fault.says for fault in find_type(kind).check(text)] == [says]
