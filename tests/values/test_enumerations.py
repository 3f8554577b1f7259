"""Values out of a list."""

import pytest

from feedtool.values.enumerations import check_enumeration

KINDS = ("full", "trailer", "bonus")
MANY = tuple(f"value {number}" for number in range(9))


@pytest.mark.parametrize(
    ("values", "text", "rule", "says"),
    [
        (KINDS, "Full", "value-case", 'expected exactly "full"'),
        (KINDS, " full ", "value-padded", 'expected exactly "full"'),
        (KINDS, " ", "empty-value", "expected full or trailer or bonus"),
        (KINDS, "trialer", "bad-value",
         'expected one of "full", "trailer", "bonus"; did you mean "trailer"?'),
        (("1.0",), "x", "bad-value", 'expected "1.0"'),
        (MANY, "x", "bad-value",
         "expected one of " + ", ".join(f'"value {number}"' for number in range(8)) + ", …"),
    ],
)  # fmt: skip
def test_other_value(values: tuple[str, ...], text: str, rule: str, says: str) -> None:
    assert [(one.rule, one.says) for one in check_enumeration(values, text)] == [(rule, says)]


def test_listed_value_is_accepted() -> None:
    assert check_enumeration(KINDS, "bonus") == ()
