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


@pytest.mark.parametrize(
    ("kind", "text", "rule", "says"),
    [
        ("boolean", "TRUE", "bad-boolean", 'expected "true" or "false"; write true'),
        ("boolean", "no", "bad-boolean", 'expected "true" or "false"; write false'),
        ("boolean", "maybe", "bad-boolean", 'expected "true" or "false"'),
        ("boolean", "true ", "value-padded", "expected no space around the value"),
        ("explicit", "1", "bad-explicit", 'expected "true" or "false"; write true'),
        ("explicit", "Clean", "explicit-legacy-value", 'expected "true" or "false"; write false'),
        ("explicit", " false", "value-padded", "expected no space around the value"),
        ("yes-no", "True", "bad-yes-no", 'expected "yes" or "no"; write yes'),
        ("yes-no", "0", "bad-yes-no", 'expected "yes" or "no"; write no'),
        ("yes-no", "no ", "value-padded", "expected no space around the value"),
        ("yes", "true", "bad-yes", 'only "Yes" has an effect; write Yes or remove the element'),
    ],
)
def test_value_that_is_meant_is_named(kind: str, text: str, rule: str, says: str) -> None:
    assert [(one.rule, one.says) for one in find_type(kind).check(text)] == [(rule, says)]
