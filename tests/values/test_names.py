"""Short names."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("slug", "podcastindex", []),
        ("slug", "spotify, amazon", ["several-values"]),
        ("slug", "spotify amazon", ["several-values"]),
        ("slug", "", ["empty-value"]),
        ("slug", "é", ["bad-name"]),
        ("form-name", "q:1_a.b-c", []),
        ("form-name", "1q", ["bad-name"]),
        ("form-name", " ", ["empty-value"]),
    ],
)
def test_names(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected
