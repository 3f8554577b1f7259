"""Times within a recording, in all forms in which people and programs write them."""

import pytest

from feedtool.values.times import parse_time


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("0", 0), ("90", 90_000), ("90.5", 90_500), ("90,25", 90_250), ("999999999", 999_999_999_000),
        ("1:13", 73_000), ("01:13.5", 73_500), ("1:5", 65_000), ("75:00", 4_500_000),
        ("1:02:03", 3_723_000), ("1:02:03,004", 3_723_004), ("0001:00:00", 3_600_000), ("1:2:3", 3_723_000),
        ("0.0004", 0), ("0.0005", 1), ("0.9999", 1000), ("1.123456789012", 1123),
        ("", None), (" 1", None), ("1:60", None), ("1:60:00", None), ("1:75", None), ("1:005", None),
        ("-1", None), ("+1", None), ("1.", None), (".5", None), ("1:2:3:4", None), ("1h", None),
        ("1e3", None), ("1 000", None), ("99999:00", None), ("٣", None), ("1:00\n", None), ("9999999999", None),
    ],
)  # fmt: skip
def test_a_time_is_read_or_refused(text: str, milliseconds: int | None) -> None:
    assert parse_time(text) == milliseconds
