"""The registry and everything that names value types say the same."""

from importlib import import_module

import pytest

from feedtool.validator.elements.plans import Plan
from feedtool.values.registry import FILES, build_checker, find_type
from feedtool.values.value_type import ValueType
from feedtool.vocabulary import Value, load_vocabulary


def types_of(file: str) -> tuple[ValueType, ...]:
    return import_module(f"feedtool.values.{file}").TYPES


def test_each_type_is_in_the_file_that_the_registry_names_and_in_no_other() -> None:
    defined = [(one.name, file) for file in set(FILES.values()) for one in types_of(file)]
    assert sorted(defined) == sorted(FILES.items())


def test_every_type_in_a_record_is_registered() -> None:
    for element in load_vocabulary().elements.values():
        for value in (element.value, *(one.value for one in element.attributes.values())):
            assert value.type in FILES, element.id


def test_every_registered_type_is_used() -> None:
    values = [
        value.type
        for element in load_vocabulary().elements.values()
        for value in (element.value, *(one.value for one in element.attributes.values()))
    ]
    assert set(FILES) == set(values)


def test_unknown_type_fails_with_its_name_when_plans_are_made() -> None:
    with pytest.raises(KeyError, match="numeral"):
        build_checker(Value("numeral"))
    ttl = load_vocabulary().elements["ttl"]
    with pytest.raises(KeyError, match="numeral"):
        Plan(ttl._replace(value=Value("numeral")))


def test_bounds_and_lists_of_a_record_reach_the_checker() -> None:
    hour = build_checker(Value("integer", minimum=0, maximum=23))
    assert [fault.says for fault in hour("24")] == ["expected a whole number from 0 to 23"]
    assert not hour("23")
    latitude = build_checker(Value("number", minimum=-90))
    assert [fault.says for fault in latitude("-91")] == ["expected a number from -90"]
    kind = build_checker(Value("any", values=("full", "bonus")))
    assert [fault.says for fault in kind("Full")] == ['expected exactly "full"']


def test_number_without_bounds_is_checked_too() -> None:
    assert not find_type("number").check("-5.5")
    assert [fault.rule for fault in find_type("integer").check("x")] == ["bad-integer"]
