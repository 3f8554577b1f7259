"""Pictures in several sizes."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("srcset", "https://example.com/a.jpg 300w", []),
        ("srcset", "https://example.com/a,b.jpg 300w,\n https://example.com/c.jpg 600w", []),
        ("srcset", "https://example.com/a.jpg 2x", ["bad-srcset"]),
        ("srcset", "a.jpg 300w", ["bad-srcset"]),
        ("srcset", "", ["empty-value"]),
    ],
)
def test_picture_sets(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected
