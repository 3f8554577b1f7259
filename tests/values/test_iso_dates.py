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
        ("w3c-date", "2020-11-03T10:00:00+13:45", []),
        ("w3c-date", "2020-11-03T10:00:00+14:01", ["date-zone-nowhere"]),
        ("w3c-date", "2020-11-03T10:00:00+15:00", ["bad-date"]),
        ("rfc3339-date", "2020-11-03t10:00:00.5z", []),
        ("rfc3339-date", "2020-11-03", ["bad-date"]),
        ("rfc3339-date", "2020-11-03T10:60:00Z", ["bad-date"]),
        ("iso-date", "Sun, 26 Sep 2021 07:30:00 GMT", ["bad-date"]),
    ],
)
def test_iso_dates(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("iso-date", "Tue, 06 Jan 2026 09:00:00 CET",
         'this is not an ISO 8601 date, and the time zone "CET" is not a number; '
         "write 2026-01-06T09:00:00+01:00"),
        ("iso-date", "2026-01-06T24:00:00Z",
         "the hour is 24, which is 00:00 of the next day; write 2026-01-07T00:00:00Z"),
        ("iso-date", "2026-02-30T09:00:00Z", "Feb 2026 has 28 days"),
        ("iso-date", "2026-01-06T09:00:00-02:34",
         "no place has the time zone -02:34; write the zone whose time this is, or Z for UTC"),
        ("w3c-date", "2026-01-06 09:00:00",
         "a T must stand between day and time, and the time zone is missing; "
         "write 2026-01-06T09:00:00Z if the time is that of UTC"),
        ("w3c-date", "2026-13", "the month is 13; expected 1 to 12"),
        ("rfc3339-date", "1767690000", "this is a Unix timestamp; write 2026-01-06T09:00:00Z"),
        ("rfc3339-date", "0000-00-00 00:00:00",
         "programs write this where a date was never set; write the real date"),
        ("rfc3339-date", "2026-01-06T09:00:00+0100",
         'the time zone "+0100" has no colon; write 2026-01-06T09:00:00+01:00'),
        ("rfc3339-date", "2026-01-06T09:00:00 GMT",
         'no space may stand before the time zone, and the time zone "GMT" is not written as Z; '
         "write 2026-01-06T09:00:00Z"),
        ("rfc3339-date", "soon", "expected a date and time such as 2020-11-03T10:00:00Z"),
    ],
)  # fmt: skip
def test_wrong_part_of_a_date_is_named(kind: str, text: str, says: str) -> None:
    assert [fault.says for fault in find_type(kind).check(text)] == [says]


def test_moments_are_the_same_in_all_zones() -> None:
    moments = ("2021-09-26T07:30:00.5-0600", "2021-09-26T13:30:00Z", "20210926T143000+01")
    assert {parse_iso_date(moment) for moment in moments} == {1632663000.0}
    assert parse_iso_date("2021-13-26") is None
