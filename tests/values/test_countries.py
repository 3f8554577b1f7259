"""Codes of countries."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("country", "GB", []),
        ("country", "gb", ["value-case"]),
        ("country", "UK", ["country-unknown"]),
        ("country", "XX", ["country-unknown"]),
        ("country", "", ["empty-value"]),
        ("countries", "gb FR", []),
        ("countries", "gb uk", ["country-unknown"]),
        ("countries", " ", ["empty-value"]),
    ],
)
def test_countries(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("country", "uk", 'expected two capital letters, e.g. "DE"; write GB'),
    ],
)
def test_message_says_what_to_write(kind: str, text: str, says: str) -> None:
    assert [fault.says for fault in find_type(kind).check(text)] == [says]
