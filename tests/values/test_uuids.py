"""UUIDs."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("uuid", "9b024349-ccf0-5f69-a609-6b82873eab3c", []),
        ("uuid", "9b024349", ["bad-uuid"]),
        ("uuid", "9B024349-CCF0-5F69-A609-6B82873EAB3C", []),
        ("uuid", "9b024349-ccf0-4f69-a609-6b82873eab3c", ["uuid-not-version-5"]),
    ],
)
def test_uuids(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected
