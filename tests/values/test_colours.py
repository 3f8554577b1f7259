"""Colours."""

import pytest

from feedtool.values.colours import check_colour


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("00A3E0", True),
        ("#fff", True),
        (" 00a3e0 ", True),
        ("00A3E", False),
        ("red", False),
        ("", False),
    ],
)
def test_colours(text: str, right: bool) -> None:
    assert [one.rule for one in check_colour(text)] == ([] if right else ["bad-colour"])
