"""What a check says belongs in place of a wrong value: it is right, and it means the same."""

from datetime import UTC, datetime

import pytest

from feedtool.values.durations import parse_duration
from feedtool.values.fault import Fault
from feedtool.values.iso_dates import parse_iso_date
from feedtool.values.registry import FILES, find_type
from feedtool.values.rss_dates import rss_timestamp

# By type: wrong values, each with what belongs in its place; "" if nobody can know.
REMEDIES = {
    "boolean": {"yes": "true", "No": "false", "TRUE": "true", " true": "true", "maybe": ""},
    "explicit": {"clean": "false", "Explicit": "true", "1": "true", "off": "false", "adult": ""},
    "yes-no": {"true": "yes", "YES": "yes", "0": "no", "locked": ""},
    "yes": {"true": ""},
    "integer": {
        "007": "7", "24,986,239": "24986239", "24 986 239 bytes": "24986239", "#12": "12",
        "12.0": "12", " 5 ": "5", "12.5": "", "1.234": "", "1.234.567": "1234567", "-1": "",
        "12 MB": "", "S1E2": "", "1e3": "", "٣": "3",
    },
    "number": {"33,5": "33.5", "50%": "50", "1,234": "", "many": ""},
    "integer-list": {"3;2;1": "3,2,1", "[3, 2, 1]": "3,2,1", "3 2": "3,2", "3,few": ""},
    "duration": {
        "12 min": "720", "1h 5min": "3900", "PT1H2M3S": "3723", "1:2:3": "1:02:03",
        "01:02:03.5": "01:02:03", "1,800": "1800", " 90 ": "90", "45.30": "", "1:60:00": "",
        "1800000": "", "an hour": "", "0": "",
    },
    "seconds": {"1:13": "73", "1:02:03.125": "3723.125", "73,5": "73.5", "90s": "90", "1,800": ""},
    "npt-time": {"00:05:12,500": "00:05:12.500", "now": "", "soon": ""},
    "ratio": {"16:9": "16/9", "16x9": "16/9", "wide": "", "16:0": ""},
    "geo": {"53.55, 9.99": "geo:53.55,9.99", "geo: 53.55,9.99": "geo:53.55,9.99", "Kiel": ""},
    "point": {"45.256,-71.92": "45.256 -71.92", "north": ""},
    "country": {"de": "DE", "uk": "GB", "Germany": ""},
    "language": {
        "en_US": "en-US", "EN_us": "en-US", "English": "en", "iw": "he", "eng": "en",
        "en-UK": "en-GB", "de-DE ": "de-DE", "xx": "", "Klingon-ish": "",
    },
    "media-type": {"mp3": "audio/mpeg", "audio\\mpeg": "audio/mpeg", "sound": ""},
    "email": {"Mira <mira@example.com>": "mira@example.com", "mailto:mira@example.com":
              "mira@example.com", "mira at example.com": ""},
    "contact": {
        "Mira Holt <mira@example.com>": "mira@example.com (Mira Holt)",
        "mailto:mira@example.com (Mira)": "mira@example.com (Mira)",
        "(Mira) mira@example.com": "mira@example.com (Mira)", "Mira Holt": "",
    },
    "host": {"https://chat.example.com/": "chat.example.com", "chat": ""},
    "osm": {"relation/62782": "R62782", "Kiel": ""},
    "url": {
        "https://example.com/a b": "https://example.com/a%20b",
        " https://example.com/1\n": "https://example.com/1",
        "https:\\\\example.com\\1": "https://example.com/1",
        "http:/example.com/1": "http://example.com/1",
        "htps://example.com/1": "https://example.com/1",
        "https://https://example.com/1": "https://example.com/1",
        "https://example.com/ü": "https://example.com/%C3%BC",
        "https://example.com/a[1]": "https://example.com/a%5B1%5D",
        '"https://example.com/1"': "https://example.com/1",
        "[Kiel](https://example.com/1)": "https://example.com/1",
        "https://example.com/a\u200bb": "https://example.com/ab",
        "ferry": "", "/1": "", "https://": "", "https://exa mple.com/": "",
    },
    "date": {
        "2020-11-03T10:00:00Z": "Tue, 03 Nov 2020 10:00:00 +0000",
        "2020-11-03T10:00:00+01:00": "Tue, 03 Nov 2020 10:00:00 +0100",
        "Mon, 03 Nov 2020 10:00:00 GMT": "Tue, 03 Nov 2020 10:00:00 GMT",
        "Tue, 03 Nov 2020 10:00:00 EST": "Tue, 03 Nov 2020 10:00:00 -0500",
        "Tue, 3 November 2020 10:00:00 +0100": "Tue, 03 Nov 2020 10:00:00 +0100",
        "Tue, 03 Nov 20 10:00:00 GMT": "Tue, 03 Nov 2020 10:00:00 +0000",
        "Tue, 03 Nov 2020 24:00:00 GMT": "Wed, 04 Nov 2020 00:00:00 +0000",
        "13/11/2020 10:00:00 GMT": "Fri, 13 Nov 2020 10:00:00 +0000",
        "1604397600": "Tue, 03 Nov 2020 10:00:00 +0000",
        "03/11/2020 10:00:00 GMT": "", "2020-11-03": "", "Tue, 03 Nov 2020 10:00:00": "",
        "Tue, 31 Nov 2020 10:00:00 GMT": "", "0000-00-00": "", "yesterday": "",
        "Tue, 03 Nov 2020 10:00:00 BST": "",
    },
    "rfc3339-date": {
        "2020-11-03 10:00:00Z": "2020-11-03T10:00:00Z",
        "Tue, 03 Nov 2020 10:00:00 +0100": "2020-11-03T10:00:00+01:00", "2020-11-03": "",
    },
    "rrule": {"FREQ=WEEKLY;UNTIL=2030-12-31T00:00:00Z": "FREQ=WEEKLY;UNTIL=20301231T000000Z"},
    "title": {" Ferry ": "Ferry", "Fer\u200bry": "Ferry", "Salt &amp; Sea": "Salt & Sea"},
}  # fmt: skip
# What a program may only guess.
DOUBTFUL = {
    "url": {
        "www.example.com/1": "https://www.example.com/1", "//example.com/1":
        "https://example.com/1", "feed://example.com/1": "https://example.com/1",
        "https://example.com/1,": "https://example.com/1",
        "https://example.com/a\u00a0b": "https://example.com/ab",
        "https://example.com/100%": "https://example.com/100%25",
        "https://example.com/?a=1&amp;b=2": "https://example.com/?a=1&b=2",
    },
    "https-url": {"http://example.com/1": "https://example.com/1"},
    "language": {"en, de": "en"},
    "date": {
        "03.11.2020 10:00:00 GMT": "Tue, 03 Nov 2020 10:00:00 +0000",
        "Mon, 3 November 2020 10:00:00 GMT": "Tue, 03 Nov 2020 10:00:00 +0000",
    },
}  # fmt: skip
CASES = [(name, wrong, right) for name, cases in REMEDIES.items() for wrong, right in cases.items()]
GUESSES = [
    (name, wrong, right) for name, cases in DOUBTFUL.items() for wrong, right in cases.items()
]
SINGLE = [(name, wrong, right) for name, wrong, right in (*CASES, *GUESSES) if right]


def fix(name: str, text: str, *, doubtful: bool = False) -> str:
    """Return a value with all fixed that is certain, "" if something is not."""
    check = find_type(name).check
    for _ in range(5):
        faults = [one for one in check(text) if one.severity != "info" or one.instead is not None]
        if not faults:
            return text
        fault = faults[0]
        fixed = fault.fix(text)
        if fixed is None or fault.doubtful is not doubtful:
            return ""
        text = fixed
    raise AssertionError(text)


@pytest.mark.parametrize(("name", "wrong", "right"), CASES)
def test_certain_remedy_is_the_only_meaning(name: str, wrong: str, right: str) -> None:
    assert fix(name, wrong) == right


@pytest.mark.parametrize(("name", "wrong", "right"), GUESSES)
def test_guess_is_marked_as_doubtful(name: str, wrong: str, right: str) -> None:
    assert fix(name, wrong, doubtful=True) == right


@pytest.mark.parametrize(("name", "wrong", "right"), SINGLE)
def test_remedy_is_accepted(name: str, wrong: str, right: str) -> None:
    assert not [one for one in find_type(name).check(right) if one.severity == "error"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "text",
    ["", " ", "yes", "1,5", "12 min", "2020-11-03", "https://example.com/a b", "en_GB", "<b>x</b>",
     "&amp;", "x" * 9000, "https://example.com/" + "a b" * 9000, "\u202e", "16:9", "mp3"],
)  # fmt: skip
def test_remedy_of_any_text_removes_its_fault(name: str, text: str) -> None:
    check = find_type(name).check
    for fault in check(text):
        fixed = fault.fix(text)
        if fixed is not None:
            assert fixed != text
            assert fault not in check(fixed)


@pytest.mark.parametrize(
    "wrong", [wrong for name, wrong, right in CASES if name == "date" and right and "T" in wrong]
)
def test_moment_of_a_date_stays(wrong: str) -> None:
    right = fix("date", wrong)
    before = parse_iso_date(wrong) or rss_timestamp(wrong)
    assert before is None or rss_timestamp(right) == before


def test_moment_of_every_hour_stays() -> None:
    for hours in range(0, 24 * 400, 7):
        moment = datetime.fromtimestamp(1577836800 + hours * 3600, UTC)
        assert rss_timestamp(fix("date", moment.isoformat())) == moment.timestamp()


@pytest.mark.parametrize(("text", "seconds"), [("12 min", 720), ("1:2:3", 3723), ("PT90M", 5400)])
def test_length_of_a_duration_stays(text: str, seconds: int) -> None:
    assert parse_duration(fix("duration", text)) == seconds


def test_part_of_a_value_is_replaced() -> None:
    fault = Fault("text-mojibake", "…", 3, 2, instead="é")
    assert fault.fix("cafÃ© au lait") == "café au lait"
