"""Plain text and titles."""

import pytest

from feedtool.values.plain_text import find_mojibake
from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ã–sterreich", (0, "Ã–", "Ö")),
        ("donâ€™t", (3, "â€™", "’")),
        ("un cafÃ©", (6, "Ã©", "é")),
        ("MANHÃ”", None),
        ("É…", None),
        ("naïve café, São Paulo, Łódź", None),
        ("Ночной паром", None),
    ],
)
def test_mojibake_is_told_only_where_it_is_certain(text: str, expected: object) -> None:
    assert find_mojibake(text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("any", "", []),
        ("filled", "\u00a0", ["empty-value"]),
        ("filled", "x", []),
        ("text", " ", ["empty-value"]),
        ("text", "a < b & c", []),
        ("plain", "", []),
        ("plain", " a", ["value-padded"]),
        ("plain", "a <b>c</b>", ["markup-in-text"]),
        ("plain", "a &amp; b", ["entity-in-text"]),
        ("plain", "un caf\ufffd", ["text-broken-character"]),
        ("title", "Part 1", []),
        ("title", "{{ title }}", ["text-placeholder"]),
        ("title", "a \u202eb", ["text-direction"]),
    ],
)
def test_texts(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected
