"""Rules by which moments recur: right ones, wrong ones, and how often their moments come."""

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from feedtool.values.recurrences import check_rrule, parse_rrule, period_days

FORM = "expected parts such as FREQ=WEEKLY;BYDAY=MO"
DAYS = "expected BYDAY to be days such as MO or 1TU, with commas between them"
UNTIL = "expected UNTIL to be a day such as 20231231 or 20231231T000000Z"


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;",
        "freq=monthly;byday=1tu,-1fr;wkst=su",
        "BYDAY=MO;FREQ=WEEKLY",
        " FREQ = WEEKLY ; INTERVAL = 02 ",
        "FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=-1;BYHOUR=9;UNTIL=20301231T000000Z",
        "FREQ=YEARLY;UNTIL=20301231",
        "FREQ=DAILY;UNTIL=20301231T000000",
        "FREQ=DAILY;COUNT=3;BYHOUR=0,23;BYMINUTE=0,59;BYSECOND=0,60",
        "FREQ=YEARLY;BYWEEKNO=-53,53;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=-366,366;BYSETPOS=-366,366",
        "FREQ=MONTHLY;BYMONTHDAY=-31,+31;BYMONTH=1,12",
        "FREQ=YEARLY;BYDAY=53MO,-53SU,+1TU,WE,TH,FR,SA",
        "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 327),
    ],
)  # fmt: skip
def test_right_rule(text: str) -> None:
    assert check_rrule(text) == ()


@pytest.mark.parametrize(
    ("text", "says", "index", "length"),
    [
        ("INTERVAL=2", "FREQ is missing; expected e.g. FREQ=WEEKLY", 0, 0),
        ("FREQ=FORTNIGHTLY",
         "expected FREQ to be one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY",
         0, 16),
        ("FREQ=WEEKLY;FREQ=DAILY", "FREQ is there twice", 12, 10),
        ("FREQ=WEEKLY;INTERVAL=0", "expected INTERVAL to be a whole number from 1", 12, 10),
        ("FREQ=WEEKLY;INTERVAL=²", "expected INTERVAL to be a whole number from 1", 12, 10),
        ("FREQ=WEEKLY;COUNT=-1", "expected COUNT to be a whole number from 1", 12, 8),
        ("FREQ=WEEKLY;COUNT=1000000", None, 0, 0),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20301231",
         "expected COUNT or UNTIL, not both", 0, 0),
        ("FREQ=WEEKLY;UNTIL=20301331", UNTIL, 12, 14),
        ("FREQ=WEEKLY;WKST=MONDAY", "expected WKST to be MO, TU, WE, TH, FR, SA or SU", 12, 11),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "expected BYMONTHDAY to be numbers from 1 to 31", 13, 13),
        ("FREQ=MONTHLY;BYMONTHDAY=-32", "expected BYMONTHDAY to be numbers from 1 to 31", 13, 14),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "expected BYMONTHDAY to be numbers from 1 to 31", 13, 12),
        ("FREQ=MONTHLY;BYMONTHDAY=1,", "expected BYMONTHDAY to be numbers from 1 to 31", 13, 13),
        ("FREQ=MONTHLY;BYMONTHDAY=²", "expected BYMONTHDAY to be numbers from 1 to 31", 13, 12),
        ("FREQ=MONTHLY;BYMONTHDAY=" + "9" * 900,
         "expected BYMONTHDAY to be numbers from 1 to 31", 13, 911),
        ("FREQ=YEARLY;BYMONTH=0", "expected BYMONTH to be numbers from 1 to 12", 12, 9),
        ("FREQ=YEARLY;BYMONTH=13", "expected BYMONTH to be numbers from 1 to 12", 12, 10),
        ("FREQ=DAILY;BYHOUR=24", "expected BYHOUR to be numbers from 1 to 23", 11, 9),
        ("FREQ=DAILY;BYMINUTE=60", "expected BYMINUTE to be numbers from 1 to 59", 11, 11),
        ("FREQ=DAILY;BYSECOND=61", "expected BYSECOND to be numbers from 1 to 60", 11, 11),
        ("FREQ=YEARLY;BYYEARDAY=367", "expected BYYEARDAY to be numbers from 1 to 366", 12, 13),
        ("FREQ=YEARLY;BYYEARDAY=-367", "expected BYYEARDAY to be numbers from 1 to 366", 12, 14),
        ("FREQ=YEARLY;BYWEEKNO=54", "expected BYWEEKNO to be numbers from 1 to 53", 12, 11),
        ("FREQ=YEARLY;BYWEEKNO=-54", "expected BYWEEKNO to be numbers from 1 to 53", 12, 12),
        ("FREQ=YEARLY;BYSETPOS=367", "expected BYSETPOS to be numbers from 1 to 366", 12, 12),
        ("FREQ=YEARLY;BYSETPOS=-367", "expected BYSETPOS to be numbers from 1 to 366", 12, 13),
        ("FREQ=YEARLY;BYSETPOS=00366", "expected BYSETPOS to be numbers from 1 to 366", 12, 14),
        ("FREQ=WEEKLY;BYDAY=XX", DAYS, 12, 8),
        ("FREQ=WEEKLY;BYDAY=Monday", DAYS, 12, 12),
        ("FREQ=MONTHLY;BYDAY=0MO", DAYS, 13, 9),
        ("FREQ=YEARLY;BYDAY=54MO", DAYS, 12, 10),
        ("FREQ=WEEKLY;BYDAY=MO,", DAYS, 12, 9),
        ("RRULE:FREQ=WEEKLY", "expected the rule without RRULE: before it", 0, 0),
        ("every Monday", f"EVERY MONDAY is not a part of a recurrence rule; {FORM}", 0, 12),
        ("FREQ=WEEKLY;;BYDAY=MO", f"an empty part is not a part of a recurrence rule; {FORM}", 12, 0),
        ("FREQ=WEEKLY;" + "X" * 30, f"{'X' * 20} is not a part of a recurrence rule; {FORM}", 12, 30),
        ("FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 328),
         f"expected no more than 1,000 characters; {FORM}", 0, 0),
    ],
)  # fmt: skip
def test_wrong_rule(text: str, says: str | None, index: int, length: int) -> None:
    told = [(one.rule, one.says, one.index, one.length) for one in check_rrule(text)]
    if says is None:
        says, index, length = "expected COUNT to be a whole number from 1", 12, 13
    assert told == [("bad-rrule", says, index, length)]


@pytest.mark.parametrize("text", ["", " \n"])
def test_empty_rule(text: str) -> None:
    assert [(one.rule, one.says) for one in check_rrule(text)] == [("empty-value", FORM)]


@pytest.mark.parametrize(
    ("text", "rule", "says", "index", "length"),
    [
        ("FREQ=WEEKLY;BYWEEKNO=3", "rrule-part",
         "BYWEEKNO has no meaning with FREQ=WEEKLY; leave it out", 12, 8),
        ("freq=weekly;bymonthday=3", "rrule-part",
         "BYMONTHDAY has no meaning with FREQ=WEEKLY; leave it out", 12, 10),
        ("FREQ=DAILY;BYYEARDAY=3", "rrule-part",
         "BYYEARDAY has no meaning with FREQ=DAILY; leave it out", 11, 9),
        ("freq=weekly;until=2030-12-31", "rrule-until",
         "expected UNTIL without - and :, e.g. 20231231T000000Z", 12, 16),
    ],
)  # fmt: skip
def test_odd_part(text: str, rule: str, says: str, index: int, length: int) -> None:
    told = [(one.rule, one.says, one.index, one.length) for one in check_rrule(text)]
    assert told == [(rule, says, index, length)]


def test_parts_are_read_in_capital_letters() -> None:
    read = parse_rrule(" RRULE:freq=weekly; byday = mo,th ;;x")
    assert read == {"FREQ": "WEEKLY", "BYDAY": "MO,TH", "X": ""}


RULES = [
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;BYHOUR=9,18",
    "FREQ=DAILY;BYHOUR=6,12,18;BYMINUTE=0,30", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=DAILY;BYDAY=SA", "FREQ=DAILY;INTERVAL=2;BYDAY=MO", "FREQ=DAILY;BYMONTH=1,2",
    "FREQ=DAILY;BYMONTHDAY=1,15", "FREQ=DAILY;BYDAY=1MO", "FREQ=DAILY;BYSETPOS=1;BYHOUR=9,18",
    "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;BYDAY=MO,MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "FREQ=WEEKLY;BYDAY=SU;WKST=SU",
    "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=8,20", "FREQ=WEEKLY;BYMONTH=9,10,11,12",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTH=1,4,7,10",
    "FREQ=MONTHLY;BYHOUR=9,18;BYMONTHDAY=1",
    "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1,7", "FREQ=YEARLY;BYDAY=MO", "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYYEARDAY=1,100,200",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYMONTH=1;BYDAY=1MO,3MO",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=3", "FREQ=HOURLY;INTERVAL=6", "FREQ=HOURLY;BYHOUR=9,18",
    "FREQ=MINUTELY;INTERVAL=720;BYMINUTE=0", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;UNTIL=20200101",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_period_is_the_mean_gap_that_dateutil_gives(rule: str) -> None:
    """Dateutil counts from another start, over the 28 years after which weekdays repeat."""
    lasting = ";".join(part for part in rule.split(";") if part[:5] not in ("COUNT", "UNTIL"))
    start = datetime(2001, 1, 1)
    end = start + timedelta(days=365 if "HOURLY" in rule or "MINUTELY" in rule else 10227)
    moments = list(rrulestr(lasting, dtstart=start).between(start, end, inc=True))
    gap = (moments[-1] - moments[0]) / timedelta(days=1) / (len(moments) - 1)
    assert period_days(parse_rrule(rule)) == pytest.approx(gap, rel=0.05)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("FREQ=DAILY", 1.0),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", pytest.approx(1.4, rel=0.01)),
        ("FREQ=DAILY;BYHOUR=9,18", 0.5),
        ("FREQ=WEEKLY;INTERVAL=2", 14.0),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", 14.0),
        ("FREQ=WEEKLY;BYDAY=MO,TH", 3.5),
        ("FREQ=MONTHLY;BYDAY=1TU", pytest.approx(30.44, rel=0.001)),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", pytest.approx(15.22, rel=0.001)),
        ("FREQ=YEARLY;BYMONTH=1,7", 182.625),
        ("FREQ=HOURLY;BYMINUTE=0", pytest.approx(1 / 24)),
        ("FREQ=SECONDLY", 1 / 86400),
        ("FREQ=MINUTELY;INTERVAL=1440", 1.0),
        ("FREQ=DAILY;BYSECOND=60", 1.0),
        ("FREQ=MONTHLY;BYHOUR=1,2,3,4,5,6,7,8,9,10;BYMINUTE=1,2,3,4,5,6,7,8,9,10;BYMONTHDAY=1",
         pytest.approx(0.304, rel=0.1)),
        ("FREQ=YEARLY;INTERVAL=150;BYMONTH=1", pytest.approx(365.25 * 150, rel=0.2)),
    ],
)  # fmt: skip
def test_period(text: str, days: float) -> None:
    assert period_days(parse_rrule(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "", "BYDAY=MO", "FREQ=SOMETIMES", "FREQ=WEEKLY;INTERVAL=two", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "FREQ=YEARLY;INTERVAL=999999;BYMONTH=1",
        "FREQ=MONTHLY;BYHOUR=1,2,3,4,5,6,7,8,9,10;BYMINUTE=1,2,3,4,5,6,7,8,9,10,11",
        "FREQ=DAILY;BYSECOND=1,2,3,4,5,6,7,8,9,10;BYSETPOS=1,2,3,4,5,6,7,8,9,10,11",
    ],
)  # fmt: skip
def test_period_that_is_not_known(text: str) -> None:
    assert period_days(parse_rrule(text)) is None
