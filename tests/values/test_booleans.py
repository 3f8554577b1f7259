"""Values that say yes or no."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("boolean", "true", []),
        ("boolean", "True", ["bad-boolean"]),
        ("explicit", "clean", ["explicit-legacy-value"]),
        ("explicit", "0", ["bad-explicit"]),
        ("explicit", "true", []),
        ("explicit", " YES ", ["explicit-legacy-value"]),
        ("yes", "yes", []),
        ("yes", " Yes", []),
        ("yes", "no", ["yes-without-effect"]),
        ("yes", "", ["yes-without-effect"]),
        ("yes", "y", ["bad-yes"]),
        ("yes-no", "yes", []),
        ("yes-no", "Yes", ["bad-yes-no"]),
    ],
)
def test_yes_and_no(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected
