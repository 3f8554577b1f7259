"""Numbers: ASCII digits within bounds."""

import pytest

from feedtool.values.numbers import check_integer, check_number
from feedtool.values.registry import find_type

WHOLE = "expected a whole number from 0 to 100"


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("-1", "bad-integer", WHOLE),
        ("+1", "bad-integer", f"{WHOLE}; write 1"),
        ("1_000", "bad-integer", WHOLE),
        ("1.0", "bad-integer", f"{WHOLE}; write 1"),
        ("٣", "bad-integer", f"{WHOLE}; write 3"),
        ("101", "bad-integer", WHOLE),
        (" 101", "bad-integer", WHOLE),
        ("", "bad-integer", WHOLE),
        (" ", "bad-integer", WHOLE),
        ("9" * 17, "bad-integer", WHOLE),
        (" 1", "value-padded", "expected no space around the value"),
        ("100\n", "value-padded", "expected no space around the value"),
        ("012", "integer-leading-zero", "expected no leading zero; write 12"),
        ("00", "integer-leading-zero", "expected no leading zero; write 0"),
    ],
)
def test_wrong_whole_number(text: str, rule: str, says: str) -> None:
    assert [(one.rule, one.says) for one in check_integer(0, 100, text)] == [(rule, says)]


@pytest.mark.parametrize(
    ("minimum", "maximum", "text", "says"),
    [
        (0, 100, "0", None),
        (0, 100, "100", None),
        (None, None, "9" * 16, None),
        (None, None, "9" * 17, "expected a whole number from 0"),
        (1, None, "0", "expected a whole number from 1"),
        (1, None, "1", None),
        (None, 23, "23", None),
        (None, 23, "24", "expected a whole number from 0 to 23"),
    ],
)
def test_bounds_of_whole_numbers(
    minimum: int | None, maximum: int | None, text: str, says: str | None
) -> None:
    told = [one.says for one in check_integer(minimum, maximum, text)]
    assert told == ([] if says is None else [says])


@pytest.mark.parametrize(
    ("minimum", "maximum", "text", "says"),
    [
        (None, None, "33.5", None),
        (None, None, " -5. ", None),
        (None, None, "+.5", None),
        (None, None, "9" * 15, None),
        (None, None, "9" * 16, "expected a number such as 33 or 33.5"),
        (None, None, "1e5", "expected a number such as 33 or 33.5"),
        (None, None, "", "expected a number such as 33 or 33.5"),
        (-90, 90, "x", "expected a number from -90 to 90 such as 33 or 33.5"),
        (-90, 90, "-90", None),
        (-90, 90, "90.0", None),
        (-90, 90, "-90.1", "expected a number from -90 to 90"),
        (-90, 90, "90.1", "expected a number from -90 to 90"),
        (None, 5, "5.5", "expected a number to 5"),
        (None, 5, "-6", None),
        (0.5, None, "0.4", "expected a number from 0.5"),
        (0.5, None, "6", None),
    ],
)
def test_decimal_numbers(
    minimum: float | None, maximum: float | None, text: str, says: str | None
) -> None:
    told = [(one.rule, one.says) for one in check_number(minimum, maximum, text)]
    assert told == ([] if says is None else [("bad-number", says)])


@pytest.mark.parametrize(
    ("text", "right"),
    [("3,2,1", True), ("3 , 2", True), (" 1 ", True), ("", False), ("1,", False), ("1 2", False),
     ("-1", False)],
)  # fmt: skip
def test_lists_of_whole_numbers(text: str, right: bool) -> None:
    says = "expected whole numbers with commas between them, e.g. 3,2,1"
    told = [(one.rule, one.says) for one in find_type("integer-list").check(text)]
    assert told == ([] if right else [("bad-integer-list", says)])
