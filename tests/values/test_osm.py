"""Objects of OpenStreetMap."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("osm", "R148838", []),
        ("osm", "W5013364#7", []),
        ("osm", "r148838", ["bad-osm"]),
        ("osm", "X1", ["bad-osm"]),
    ],
)
def test_objects(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("osm", "relation/62782", "expected N, W or R and a number, e.g. R62782; write R62782"),
    ],
)
def test_message_says_what_to_write(kind: str, text: str, says: str) -> None:
    assert [fault.says for fault in find_type(kind).check(text)] == [says]
