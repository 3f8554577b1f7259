"""What an element knows of its attributes, however many there are."""

import pytest

from feedtool.validator.elements.open_element import OpenElement


def element(attributes: list[str]) -> OpenElement:
    made = OpenElement.__new__(OpenElement)
    made.attributes = attributes
    made._values = None
    return made


@pytest.mark.parametrize("count", [1, 10, 20, 21, 500])
def test_of_two_attributes_with_one_name_the_first_counts(count: int) -> None:
    many = [part for number in range(count) for part in (f"a{number}", f"b{number}")]
    made = element([*many, "a0", "other"])
    assert made.get("a0") == "b0"
    assert made.get(f"a{count - 1}") == f"b{count - 1}"
    assert made.get("c") is None


@pytest.mark.parametrize("count", [1, 500])
def test_values_that_are_cut_are_known_as_they_are_now(count: int) -> None:
    made = element(["name", "a long value"] * count)
    assert made.get("name") == "a long value"
    made.cut_attributes(6)
    assert made.get("name") == "a long"
