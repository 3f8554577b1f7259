"""Lengths and moments of a medium."""

import pytest

from feedtool.values.durations import (
    check_duration,
    check_npt,
    check_seconds,
    parse_duration,
    parse_npt,
)

DURATION = "expected seconds or H:MM:SS, e.g. 720"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0), ("59", 59), ("999999", 999999), ("1:00", 60), ("90:00", 5400), ("999:59", 59999),
     ("1:02:03", 3723), ("24:00:00", 86400), ("001:59:59", 7199)],
)  # fmt: skip
def test_duration_is_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 min",
        "1:60",
        "1:60:00",
        "1:00:60",
        "1:2",
        "1000:00",
        "1234567",
        "-1",
        " 1",
        "1:2:3:4",
    ],
)
def test_other_form_has_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["1", "3753", "1:02:33", "90:00", "86400", "24:00:00"])
def test_right_duration(text: str) -> None:
    assert check_duration(text) == ()


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("0", "duration-zero", "expected the length of the episode"),
        ("00:00:00", "duration-zero", "expected the length of the episode"),
        ("86401", "duration-implausible",
         "that is more than a day; expected seconds, not milliseconds"),
        ("271000", "duration-implausible",
         "that is more than a day; expected seconds, not milliseconds"),
        ("", "empty-value", DURATION),
        (" \n", "empty-value", DURATION),
        (" 720", "value-padded", "expected no space around the value"),
        ("3753.4", "duration-fraction", "expected whole seconds; write 3753"),
        (" 1:02:03,25 ", "duration-fraction", "expected whole seconds; write 1:02:03"),
        ("12:5.3", "bad-duration", DURATION),
        ("1234567.5", "bad-duration", DURATION),
        ("12 min", "bad-duration", DURATION.partition(",")[0] + "; write 720"),
        (" 12 min", "bad-duration", DURATION.partition(",")[0] + "; write 720"),
        ("1:60:00", "bad-duration", DURATION),
    ],
)  # fmt: skip
def test_wrong_duration(text: str, rule: str, says: str) -> None:
    assert [(one.rule, one.says) for one in check_duration(text)] == [(rule, says)]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0.0), ("73", 73.0), ("73.5", 73.5), ("1:13", 73.0), ("1:2", 62.0), ("1:02:03.5", 3723.5),
     ("1000:59:59", 3603599.0), ("now", None), ("", None), ("1:60", None), ("1:60:00", None),
     ("-1", None), ("1:2:3:4", None)],
)  # fmt: skip
def test_moment_is_read(text: str, seconds: float | None) -> None:
    assert parse_npt(text) == seconds
    says = "expected seconds or H:MM:SS, e.g. 00:05:12.500"
    told = [(one.rule, one.says) for one in check_npt(text)]
    assert told == ([] if seconds is not None else [("bad-time", says)])


@pytest.mark.parametrize("text", ["73", "73.5", "73.", ".5", "0", "9" * 9])
def test_right_seconds(text: str) -> None:
    assert check_seconds(text) == ()


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        (" 73.5", "value-padded", "expected no space around the value"),
        ("1:13", "bad-seconds", "expected seconds, e.g. 73.5; write 73"),
        (" 1:02:03.5 ", "bad-seconds", "expected seconds, e.g. 73.5; write 3723.5"),
        ("0:00", "bad-seconds", "expected seconds, e.g. 73.5; write 0"),
        ("1:60", "bad-seconds", "expected seconds, e.g. 73.5"),
        ("000000000000000:01", "bad-seconds", "expected seconds, e.g. 73.5"),
        ("0001:01", "bad-seconds", "expected seconds, e.g. 73.5; write 61"),
        ("00000000000000000:01", "bad-seconds", "expected seconds, e.g. 73.5"),
        ("-1", "bad-seconds", "expected seconds, e.g. 73.5"),
        ("1,5", "bad-seconds", "expected seconds, e.g. 73.5; write 1.5"),
        ("1e3", "bad-seconds", "expected seconds, e.g. 73.5"),
        ("9" * 10, "bad-seconds", "expected seconds, e.g. 73.5"),
        ("", "bad-seconds", "expected seconds, e.g. 73.5"),
    ],
)
def test_wrong_seconds(text: str, rule: str, says: str) -> None:
    assert [(one.rule, one.says) for one in check_seconds(text)] == [(rule, says)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1,800", "expected seconds or H:MM:SS; write 1800"),
        ("30 min", "expected seconds or H:MM:SS; write 1800"),
        ("1h 5min", "expected seconds or H:MM:SS; write 3900"),
        ("PT1H2M3S", "expected seconds or H:MM:SS; write 3723"),
        ("1:2:3", "expected seconds or H:MM:SS; write 1:02:03"),
        ("1800000", "expected seconds or H:MM:SS; write 1800 if it means milliseconds"),
        ("half an hour", "expected seconds or H:MM:SS, e.g. 720"),
        ("30:75", "expected seconds or H:MM:SS, e.g. 720"),
        ("30.00", "expected whole seconds; write 30 for seconds, or 30:00 if it means minutes"),
        ("754.123", "expected whole seconds; write 754"),
        ("1:02:03.5", "expected whole seconds; write 1:02:03"),
    ],
)
def test_the_duration_that_is_meant_is_written_out(text: str, says: str) -> None:
    assert [fault.says for fault in check_duration(text)] == [says]
