"""Dates in headers: when to ask again, and what tells the versions of a file apart."""

import pytest

from feedtool.remote.moments import read_validator, read_wait

NOON = "Sat, 01 Jun 2024 12:00:00 GMT"


@pytest.mark.parametrize(
    ("said", "date", "seconds"),
    [
        ("", NOON, 0), ("0", NOON, 0), ("120", NOON, 120), (" 7 ", NOON, 7), ("999999999", NOON, 999_999_999),
        ("Sat, 01 Jun 2024 12:01:30 GMT", NOON, 90), ("Saturday, 01-Jun-24 12:00:05 GMT", NOON, 5),
        ("Sat, 01 Jun 2024 11:00:00 GMT", NOON, 0), ("Sat, 01 Jun 2024 11:00:00 GMT", "", 0),
        ("-5", NOON, 0), ("1.5", NOON, 0), ("soon", NOON, 0), ("9999999999", NOON, 0), ("\u0665", NOON, 0),
        ("Sat, 99 Jun 2024 12:01:30 GMT", NOON, 0), ("Sat, 01 Jun 99999 12:01:30 GMT", NOON, 0), ("x" * 10_000, NOON, 0),
    ],
)  # fmt: skip
def test_how_long_a_server_wants_to_be_left_alone(said: str, date: str, seconds: float) -> None:
    assert read_wait({"Retry-After": said, "Date": date}) == seconds


@pytest.mark.parametrize(
    ("headers", "validator"),
    [
        ({"ETag": '"a-1"'}, '"a-1"'),
        ({"ETag": 'W/"a-1"'}, ""),
        ({"ETag": "a-1"}, ""),
        ({"ETag": '"a\r\nX: 1"'}, ""),
        ({"ETag": f'"{"a" * 300}"'}, ""),
        ({"Last-Modified": "Sat, 01 Jun 2024 11:59:59 GMT", "Date": NOON}, "Sat, 01 Jun 2024 11:59:59 GMT"),
        ({"Last-Modified": NOON, "Date": NOON}, ""),
        ({"Last-Modified": "Sat, 01 Jun 2024 11:59:59 GMT"}, ""),
        ({"Last-Modified": "long ago", "Date": NOON}, ""),
        ({"ETag": 'W/"1"', "Last-Modified": "Fri, 31 May 2024 11:59:59 GMT", "Date": NOON}, "Fri, 31 May 2024 11:59:59 GMT"),
        ({}, ""),
    ],
)  # fmt: skip
def test_only_what_tells_versions_apart_for_sure_is_a_validator(
    headers: dict[str, str], validator: str
) -> None:
    assert read_validator(headers) == validator
