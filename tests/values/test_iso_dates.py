"""Dates in ISO forms."""

import pytest

from feedtool.values.iso_dates import parse_iso_date
from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("iso-date", "2021-09-26T07:30:00.000-0600", []),
        ("iso-date", "2021-09-26T07:30:00-06:00", []),
        ("iso-date", "2021-09-26T07:30Z", []),
        ("iso-date", "20210926T073000Z", []),
        ("iso-date", "2021-09-26", []),
        ("iso-date", "2021-09-26T07:30:00", ["date-without-zone"]),
        ("iso-date", "2021-02-30T07:30:00Z", ["bad-date"]),
        ("iso-date", "2021-09-26T24:30:00Z", ["bad-date"]),
        ("iso-date", "2021-09-26T07:30:00+25:00", ["bad-date"]),
        ("iso-date", "", ["empty-value"]),
        ("w3c-date", "2020", []),
        ("w3c-date", "2020-11", []),
        ("w3c-date", "2020-13", ["bad-date"]),
        ("w3c-date", "2020-02-30", ["bad-date"]),
        ("w3c-date", "2020-11-03T10:00Z", []),
        ("w3c-date", "2020-11-03T10:00", ["bad-date"]),
        ("w3c-date", "2020-11-03T10:00:00+14:01", []),
        ("w3c-date", "2020-11-03T10:00:00+15:00", ["bad-date"]),
        ("rfc3339-date", "2020-11-03t10:00:00.5z", []),
        ("rfc3339-date", "2020-11-03", ["bad-date"]),
        ("rfc3339-date", "2020-11-03T10:60:00Z", ["bad-date"]),
        ("iso-date", "Sun, 26 Sep 2021 07:30:00 GMT", ["bad-date"]),
    ],
)
def test_iso_dates(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


def test_moments_are_the_same_in_all_zones() -> None:
    moments = ("2021-09-26T07:30:00.5-0600", "2021-09-26T13:30:00Z", "20210926T143000+01")
    assert {parse_iso_date(moment) for moment in moments} == {1632663000.0}
    assert parse_iso_date("2021-13-26") is None
