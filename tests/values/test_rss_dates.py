"""Dates as RSS wants them, and what is said of other forms."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from feedtool.values.rss_dates import (
    check_rss_date,
    format_rss_date,
    parse_rss_date,
    rss_timestamp,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 24 Nov 2020 10:00:00 +0000", []),
        ("Tue, 24 Nov 2020 10:00:00 GMT", []),
        ("Tue, 3 Nov 2020 10:00:00 -0800", []),
        ("24 Nov 2020 10:00 Z", []),
        ("Tue, 24 Nov 2020 10:00:00 +0545", []),
        ("Tue, 24 Nov 2020 10:00:00 EST", ["date-zone-obsolete"]),
        ("Mon, 24 Nov 2020 10:00:00 GMT", ["date-weekday-wrong"]),
        ("Tue, 24 Nov 20 10:00:00 GMT", ["date-form"]),
        ("tue, 24 nov 2020 10:00:00 gmt", ["date-form"]),
        ("Tue, 24 Nov 2020 10:00:00 A", ["date-form"]),
        ("Tue, 24 Nov 2020 10:00:00 J", ["bad-date"]),
        ("Tue, 24 Nov 2020 10:00:00 UTC", ["bad-date"]),
        ("Tue, 24 Nov 2020 10:00:00", ["bad-date"]),
        ("Tue, 31 Nov 2020 10:00:00 GMT", ["bad-date"]),
        ("Tue, 24 Nov 2020 25:00:00 GMT", ["bad-date"]),
        ("Tue, 24 Nov 2020 10:00:00 +9900", ["bad-date"]),
        ("Tue, 24 Nov 0020 10:00:00 GMT", ["bad-date"]),
        ("2020-11-24T10:00:00Z", ["bad-date"]),
        ("", ["bad-date"]),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in check_rss_date(text)] == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2020-11-24T10:00:00Z", "this is an ISO 8601 date; write Tue, 24 Nov 2020 10:00:00 +0000"),
        ("Tue, 24 Nov 2020 10:00:00 UTC",
         "some readers cannot read it; write Tue, 24 Nov 2020 10:00:00 +0000"),
        ("Tue, 24 Nov 2020 10:00:00 +01:00",
         "some readers cannot read it; write Tue, 24 Nov 2020 10:00:00 +0100"),
        ("Mon, 24 Nov 2020 10:00:00 GMT", "24 Nov 2020 was a Tuesday"),
        ("Tue, 31 Nov 2020 10:00:00 GMT", "Nov 2020 has 30 days"),
    ],
)  # fmt: skip
def test_dates_are_put_right(text: str, says: str) -> None:
    assert [fault.says for fault in check_rss_date(text)] == [says]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Tue, 24 Nov 2020 10:00:00 +0530", "2020-11-24T10:00:00+05:30"),
        ("Tue, 24 Nov 2020 10:00:00 -0330", "2020-11-24T10:00:00-03:30"),
        ("24 nov 20 10:00 pst", "2020-11-24T10:00:00-08:00"),
        ("24 Nov 49 10:00 GMT", "2049-11-24T10:00:00+00:00"),
        ("24 Nov 50 10:00 GMT", "1950-11-24T10:00:00+00:00"),
        ("Tue, 24 Nov 2020 (noon) 12:00 Z", "2020-11-24T12:00:00+00:00"),
        ("Wed, 24 Nov 2020 10:00:00 GMT", "2020-11-24T10:00:00+00:00"),
    ],
)
def test_date_is_read_as_its_moment(text: str, iso: str) -> None:
    moment = parse_rss_date(text)
    assert moment is not None
    assert moment.isoformat() == iso
    assert rss_timestamp(text) == moment.timestamp()


@pytest.mark.parametrize(
    "text", ["", "31 Nov 2020 10:00 GMT", "2020-11-24", "24 Nov 2020 24:00 GMT"]
)
def test_wrong_date_has_no_moment(text: str) -> None:
    assert parse_rss_date(text) is None
    assert rss_timestamp(text) is None


def test_date_is_written_with_its_zone() -> None:
    west = datetime(2022, 6, 1, 6, tzinfo=timezone(-timedelta(hours=3, minutes=30)))
    assert format_rss_date(west) == "Wed, 01 Jun 2022 06:00:00 -0330"
    assert format_rss_date(west.astimezone(UTC)) == "Wed, 01 Jun 2022 09:30:00 +0000"
    with pytest.raises(ValueError, match="a date without a zone"):
        format_rss_date(datetime(2022, 6, 1))
