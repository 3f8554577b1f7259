"""Dates as RSS wants them, and what is said of other forms."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


UTC_DATE = "write Tue, 06 Jan 2026 09:00:00 +0000"
IF_UTC = f"{UTC_DATE} if the time is that of UTC"
A_NUMBER = "write the zone that is meant as a number, e.g. +0000 for UTC"
A_PLACE = "write the zone whose time this is, e.g. +0000 for UTC"
A_TIME = "a time goes from 00:00:00 to 23:59:59"
UNSET = "programs write this where a date was never set; write the real date"
AN_EXAMPLE = "expected a date such as Tue, 03 Nov 2020 10:00:00 +0000"

# By the fault: the date, the rule, and what the message says after the value.
WRONG = {
    "place as zone": (
        "Tue, 06 Jan 2026 09:00:00 Europe/Berlin", "bad-date",
        'the time zone "Europe/Berlin" is not a number; write Tue, 06 Jan 2026 09:00:00 +0100'),
    "place as zone in summer": (
        "Mon, 06 Jul 2026 09:00:00 Europe/Berlin", "bad-date",
        'the time zone "Europe/Berlin" is not a number; write Mon, 06 Jul 2026 09:00:00 +0200'),
    "unknown place": (
        "Tue, 06 Jan 2026 09:00:00 Europe/Atlantis", "bad-date",
        f'the time zone "Europe/Atlantis" is not a number; {A_NUMBER}'),
    "British summer time": (
        "Mon, 06 Jul 2026 09:00:00 BST", "bad-date",
        'the time zone "BST" is not a number; write Mon, 06 Jul 2026 09:00:00 +0100'),
    "British summer time in winter": (
        "Tue, 06 Jan 2026 09:00:00 BST", "bad-date",
        f'the time zone "BST" means +0100, but on that day London had +0000; {A_NUMBER}'),
    "name of a zone": (
        "Tue, 06 Jan 2026 09:00:00 CET", "bad-date",
        'the time zone "CET" is not a number; write Tue, 06 Jan 2026 09:00:00 +0100'),
    "name for the whole year": (
        "Mon, 06 Jul 2026 09:00:00 PT", "bad-date",
        'the time zone "PT" is not a number; write Mon, 06 Jul 2026 09:00:00 -0700'),
    "name with several meanings": (
        "Tue, 06 Jan 2026 09:00:00 IST", "bad-date",
        'the time zone "IST" is not a number, and it has several meanings: +0530 (Kolkata), '
        f"+0100 (Dublin), +0200 (Jerusalem); {A_NUMBER}"),
    "UTC": (
        "Tue, 06 Jan 2026 09:00:00 UTC", "bad-date",
        f'the time zone "UTC" is not written as +0000; {UTC_DATE}'),
    "colon in the zone": (
        "Tue, 06 Jan 2026 09:00:00 +01:00", "bad-date",
        'the time zone "+01:00" does not have the form +0100; '
        "write Tue, 06 Jan 2026 09:00:00 +0100"),
    "name and number": (
        "Tue, 06 Jan 2026 09:00:00 GMT+1", "bad-date",
        'the time zone "GMT+1" does not have the form +0100; write Tue, 06 Jan 2026 09:00:00 +0100'),
    "old name": (
        "Tue, 06 Jan 2026 09:00:00 EST", "date-zone-obsolete",
        "expected the time zone in digits; write -0500 for EST"),
    "military letter": (
        "Tue, 06 Jan 2026 09:00:00 B", "date-form",
        'the time zone "B" is a military letter, which programs read in different ways; '
        + A_NUMBER),
    "no sign": (
        "Tue, 06 Jan 2026 09:00:00 0100", "date-form",
        f'the time zone "0100" has no sign; expected + or -; {A_NUMBER}'),
    "no zone": ("Tue, 06 Jan 2026 09:00:00", "bad-date", f"the time zone is missing; {IF_UTC}"),
    "zone of no place": (
        "Tue, 06 Jan 2026 09:00:00 -0234", "date-zone-nowhere",
        f"no place has the time zone -0234; {A_PLACE}"),
    "zone west of all places": (
        "Tue, 06 Jan 2026 09:00:00 -1300", "date-zone-nowhere",
        f"no place has the time zone -1300; {A_PLACE}"),
    "zone too far": (
        "Tue, 06 Jan 2026 09:00:00 +1500", "bad-date",
        f"no place has the time zone +1500; {A_PLACE}"),
    "sixty minutes in the zone": (
        "Tue, 06 Jan 2026 09:00:00 +0160", "bad-date",
        f"no place has the time zone +0160; {A_PLACE}"),
    "fraction": (
        "Tue, 06 Jan 2026 09:00:00.000 +0000", "bad-date",
        f'the seconds have a fraction, ".000"; {UTC_DATE}'),
    "asctime": (
        "Tue Jan  6 09:00:00 2026", "bad-date",
        "the day of the month must come before the month, the year must come before the time, "
        f"and the time zone is missing; {IF_UTC}"),
    "date of JavaScript": (
        "Tue Jan 06 2026 09:00:00 GMT+0100 (Central European Standard Time)", "bad-date",
        'the day of the month must come before the month, and the time zone "GMT+0100" does not '
        "have the form +0100; write Tue, 06 Jan 2026 09:00:00 +0100"),
    "zero date of WordPress": ("Mon, 30 Nov -0001 00:00:00 +0000", "date-unset", UNSET),
    "zero date of a database": ("0000-00-00 00:00:00", "date-unset", UNSET),
    "zero date of a program": ("Mon, 01 Jan 0001 00:00:00 GMT", "date-unset", UNSET),
    "zero timestamp": ("0", "date-unset", UNSET),
    "no date": ("Invalid Date", "date-unset", UNSET),
    "placeholder": (
        "{{ page.date }}", "bad-date", "a placeholder was not filled in; write the date itself"),
    "year without its century": (
        "Thu, 24 Nov 0020 10:00:00 GMT", "bad-date",
        "the year is 20; expected four digits, e.g. 2020"),
    "other weekday": (
        "Mon, 06 Jan 2026 09:00:00 +0000", "date-weekday-wrong", "6 Jan 2026 was a Tuesday"),
    "other weekday and another fault": (
        "Mon, 06 Jan 2026 09:00:00 UTC", "bad-date",
        f'6 Jan 2026 was a Tuesday, and the time zone "UTC" is not written as +0000; {UTC_DATE}'),
    "names in full": (
        "Tuesday, 06 January 2026 09:00:00 +0000", "bad-date",
        'the weekday "Tuesday" must have three letters, and the month "January" must have three '
        f"letters; {UTC_DATE}"),
    "month of four letters": (
        "Tue, 01 Sept 2026 09:00:00 +0000", "bad-date",
        'the month "Sept" must have three letters; write Tue, 01 Sep 2026 09:00:00 +0000'),
    "French": (
        "mar., 06 févr. 2024 09:00:00 +0100", "bad-date",
        'the weekday "mar." must be Tue, in English, and the month "févr." must be Feb, in '
        "English; write Tue, 06 Feb 2024 09:00:00 +0100"),
    "Polish": (
        "śr., 07 sty 2026 09:00:00 +0100", "bad-date",
        'the weekday "śr." must be Wed, in English, and the month "sty" must be Jan, in English; '
        "write Wed, 07 Jan 2026 09:00:00 +0100"),
    "Russian": (
        "вт, 06 янв 2026 09:00:00 +0300", "bad-date",
        'the weekday "вт" must be Tue, in English, and the month "янв" must be Jan, in English; '
        "write Tue, 06 Jan 2026 09:00:00 +0300"),
    "zone as number and name": (
        "Tue, 06 Jan 2026 09:00:00 +0000 UTC", "bad-date",
        f'the time zone "+0000 UTC" does not have the form +0000; {UTC_DATE}'),
    "zone with a dash": (
        "Tue, 06 Jan 2026 09:00:00 –0500", "bad-date",
        'the time zone "–0500" does not have the form -0500; write Tue, 06 Jan 2026 09:00:00 -0500'),
    "comma before the year": (
        "Tue, 06 Jan, 2026 09:00:00 GMT", "bad-date",
        f'"," must not stand between day, month and year; {UTC_DATE}'),
    "zero of computer clocks": ("1970-01-01T00:00:00Z", "date-unset", UNSET),
    "small letters": (
        "tue, 06 Jan 2026 09:00:00 +0000", "date-form",
        f'the weekday "tue" has wrong capital or small letters; {UTC_DATE}'),
    "two digits of the year": (
        "Tue, 06 Jan 26 09:00:00 GMT", "date-form", f"the year has two digits; {UTC_DATE}"),
    "midnight as 24:00": (
        "Tue, 06 Jan 2026 24:00:00 GMT", "bad-date",
        "the hour is 24, which is 00:00 of the next day; write Wed, 07 Jan 2026 00:00:00 +0000"),
    "last midnight": (
        "Fri, 31 Dec 9999 24:00:00 GMT", "bad-date", f"the hour is 24; {A_TIME}"),
    "hour 25": ("Tue, 06 Jan 2026 25:00:00 GMT", "bad-date", f"the hour is 25; {A_TIME}"),
    "minute 61": ("Tue, 06 Jan 2026 10:61:00 GMT", "bad-date", f"the minute is 61; {A_TIME}"),
    "second 99": ("Tue, 06 Jan 2026 10:00:99 GMT", "bad-date", f"the second is 99; {A_TIME}"),
    "leap second": (
        "Tue, 06 Jan 2026 08:59:60 GMT", "date-form",
        "the second is 60; write Tue, 06 Jan 2026 08:59:59 +0000"),
    "no comma": (
        "Tue 06 Jan 2026 09:00:00 GMT", "bad-date",
        f"the comma after the weekday is missing; {UTC_DATE}"),
    "no space after the comma": (
        "Tue,06 Jan 2026 09:00:00 GMT", "date-form",
        f"the space after the comma is missing; {UTC_DATE}"),
    "hour of one digit": (
        "Tue, 06 Jan 2026 9:00:00 GMT", "bad-date", f"the hour has one digit; {UTC_DATE}"),
    "PM": (
        "Tue, 06 Jan 2026 9:00:00 PM GMT", "bad-date",
        "a time of 24 hours has no AM or PM; write Tue, 06 Jan 2026 21:00:00 +0000"),
    "dots in the time": (
        "Tue, 06 Jan 2026 09.00.00 GMT", "bad-date",
        f'"." stands in the time instead of a colon; {UTC_DATE}'),
    "no space before the zone": (
        "Tue, 06 Jan 2026 09:00:00GMT", "bad-date",
        f"the space before the time zone is missing; {UTC_DATE}"),
    "word between": (
        "Tue, 06 Jan 2026 at 09:00:00 GMT", "bad-date",
        f'"at" must not stand between day and time; {UTC_DATE}'),
    "hyphens": (
        "Tue, 06-Jan-2026 09:00:00 GMT", "bad-date",
        f'"-" must not stand between day, month and year; {UTC_DATE}'),
    "ordinal": (
        "Tue, 6th Jan 2026 09:00:00 GMT", "bad-date",
        f'the day of the month "6th" must be a number alone; {UTC_DATE}'),
    "ISO 8601": ("2026-01-06T09:00:00Z", "bad-date", f"this is an ISO 8601 date; {UTC_DATE}"),
    "ISO 8601 with a fraction": (
        "2026-01-06T10:00:00.123+01:00", "bad-date",
        "this is an ISO 8601 date; write Tue, 06 Jan 2026 10:00:00 +0100"),
    "day of ISO 8601": (
        "2026-01-06", "bad-date",
        "this is an ISO 8601 date, and the time and the time zone are missing; add the time and "
        "the time zone, e.g. Tue, 06 Jan 2026 00:00:00 +0000"),
    "year first": (
        "2026/01/06 09:00:00", "bad-date",
        f"the year must come after the month, and the time zone is missing; {IF_UTC}"),
    "timestamp": ("1767690000", "bad-date", f"this is a Unix timestamp; {UTC_DATE}"),
    "timestamp in milliseconds": (
        "1767690000000", "bad-date", f"this is a Unix timestamp; {UTC_DATE}"),
    "day and month in digits": (
        "06/01/2026 09:00", "bad-date",
        "nobody knows which number is the month; write the month as a name, e.g. Nov"),
    "German day in digits": (
        "06.01.2026 09:00", "bad-date",
        f'the month "01" must be the name Jan, and the time zone is missing; {IF_UTC}'),
    "day out of the month": ("Tue, 31 Nov 2020 10:00:00 GMT", "bad-date", "Nov 2020 has 30 days"),
    "day 0": (
        "Tue, 00 Nov 2020 10:00:00 GMT", "bad-date",
        "the day of the month is 0; expected 1 to 31"),
    "word": ("yesterday", "bad-date", AN_EXAMPLE),
    "hostile": ("6 " * 100_000, "bad-date", AN_EXAMPLE),
    "comment": (
        "Tue, 06 Jan 2026 (noon) 09:00 Z", "date-form", f"the date has comments; {UTC_DATE}"),
    "two spaces": (
        "Tue,  6 Jan 2026 09:00:00 GMT", "date-form",
        f"the date has more spaces than needed; {UTC_DATE}"),
    "spaces around colons": (
        "Tue, 06 Jan 2026 09 : 00 : 00 GMT", "date-form",
        f"the date has more spaces than needed; {UTC_DATE}"),
    "space at the end": (
        "Tue, 06 Jan 2026 09:00:00 GMT ", "value-padded", "expected no space around the value"),
    "space at the start and no zone": (
        " Tue, 06 Jan 2026 09:00:00", "bad-date", f"the time zone is missing; {IF_UTC}"),
}  # fmt: skip
RIGHT = (
    "Tue, 06 Jan 2026 09:00:00 -0230", "Tue, 06 Jan 2026 09:00:00 +0545",
    "Tue, 06 Jan 2026 09:00:00 +1400", "Tue, 06 Jan 2026 09:00:00 -0000",
    "Tue, 06 Jan 2026 09:00 +0000", "6 Jan 2026 09:00 UT", "Tue, 06 Jan 2026 23:59:59 Z",
)  # fmt: skip


@pytest.mark.parametrize("fault", WRONG)
def test_wrong_part_of_a_date_is_named(fault: str) -> None:
    text, rule, says = WRONG[fault]
    assert [(one.rule, one.says) for one in check_rss_date(text)] == [(rule, says)]


@pytest.mark.parametrize("text", RIGHT)
def test_near_miss_is_silent(text: str) -> None:
    assert check_rss_date(text) == ()


def written_dates(text: str) -> list[str]:
    """Return the dates that the message about a wrong date says to write."""
    says = " ".join(fault.says for fault in check_rss_date(text))
    return re.findall(r"(?:write|e\.g\.|such as) ([A-Z][a-z]{2}, .{22} \S+)", says)


def is_proposal_right(text: str) -> bool:
    return all(check_rss_date(date) == () for date in written_dates(text))


@pytest.mark.parametrize("fault", WRONG)
def test_proposal_has_no_fault(fault: str) -> None:
    assert is_proposal_right(WRONG[fault][0])


# The first place as a zone loads the time zones of the system.
@settings(deadline=None)
@given(
    st.sampled_from(["", "Tue, ", "Tue ", "tuesday, ", "Di., "]),
    st.integers(0, 33), st.sampled_from([" ", "-", "/", "th ", ". "]),
    st.sampled_from(["Jan", "feb", "März", "juillet", "December", "13", "02"]),
    st.sampled_from(["2026", "26", "0020", "1969", "-0001", "9999"]),
    st.sampled_from(["", " 09:00", " 24:00:00", " 9:5:3 PM", " 10:00:60", " 09.00.00.5", "T09:00"]),
    st.sampled_from(["", " GMT", " BST", " -0234", "+01:00", " IST", " Asia/Tokyo", " Q", " 0500",
                     " +1500", "Z", " Eastern Standard Time", " (noon) PST"]),
)  # fmt: skip
def test_no_proposal_has_a_fault(
    weekday: str, day: int, gap: str, month: str, year: str, time: str, zone: str
) -> None:
    for text in (
        f"{weekday}{day}{gap}{month}{gap.strip('th. ') or ' '}{year}{time}{zone}",
        f"{weekday}{month} {day}{time} {year}{zone}", f"{year}-{month}-{day:02}{time}{zone}",
    ):  # fmt: skip
        assert is_proposal_right(text), text


@settings(deadline=None)
@given(st.text(alphabet="0123456789TZ+-:/., JanuaryFeb(){}%", max_size=60))
def test_any_text_is_judged(text: str) -> None:
    assert is_proposal_right(text), text


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
