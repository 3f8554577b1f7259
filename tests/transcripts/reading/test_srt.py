"""SubRip: each fault is reported at its line and column, and what follows it is read."""

import pytest
from read_captions import read, read_cues

ONE = "1\n00:00:01,000 --> 00:00:04,000\nWelcome to the pier.\n"
TWO = "\n2\n00:00:05,000 --> 00:00:08,000\nThe ferry is late.\n"
RIGHT = ONE + TWO
TIMES = "00:00:01,000 --> 00:00:04,000"
WELCOME, FERRY = "Welcome to the pier.", "The ferry is late."
BOTH = [(WELCOME, 1000, 4000), (FERRY, 5000, 8000)]

VALID = {
    "two cues": RIGHT,
    "byte order mark": f"\ufeff{RIGHT}",
    "CRLF": RIGHT.replace("\n", "\r\n"),
    "CR": RIGHT.replace("\n", "\r"),
    "several blank lines": RIGHT.replace("\n\n", "\n\n\n\n"),
    "blanks at the ends of lines": RIGHT.replace("\n", " \t\n").replace("000 \t", "000"),
    "no line end": RIGHT.rstrip(),
    "a blank line at the start": f"\n{RIGHT}",
    "counters from 0": RIGHT.replace("2\n", "1\n").replace("1\n", "0\n", 1),
    "counters from 27": RIGHT.replace("2\n", "28\n").replace("1\n", "27\n", 1),
}


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_right_file_has_no_finding(text: str) -> None:
    reading, told = read(text, "pier.srt")
    assert told == []
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == BOTH


def wrong(written: str, reason: str, right: str = TIMES) -> str:
    return f'times are "{written}"; SubRip has {reason}; write {right}'


LINES = {
    "dots": ("00:00:01.000 --> 00:00:04.000", 9, "error", "a comma before the milliseconds"),
    "colons before milliseconds": ("00:00:01:000 --> 00:00:04:000", 9, "error", "a comma before the milliseconds"),
    "no hours": ("00:01,000 --> 00:04,000", 1, "error", "hours, minutes and seconds"),
    "seconds alone": ("1,000 --> 4,000", 1, "error", "hours, minutes and seconds, two digits for each part of a time"),
    "one digit": ("00:00:1,000 --> 00:00:04,000", 7, "error", "two digits for each part of a time"),
    "one digit of hours": ("0:00:01,000 --> 0:00:04,000", 1, "error", "two digits for each part of a time"),
    "no space": ("00:00:01,000-->00:00:04,000", 13, "warning", "a space on each side of the arrow"),
    "no space before": ("00:00:01,000--> 00:00:04,000", 13, "warning", "a space on each side of the arrow"),
    "short arrow": ("00:00:01,000 -> 00:00:04,000", 14, "error", "the arrow --> between the times"),
    "arrow with an en dash": ("00:00:01,000 –> 00:00:04,000", 14, "error", "the arrow --> between the times"),
    "arrow with an em dash": ("00:00:01,000 —> 00:00:04,000", 14, "error", "the arrow --> between the times"),
    "arrow with a space": ("00:00:01,000 -- > 00:00:04,000", 14, "error", "the arrow --> between the times"),
    "arrow as a sign": ("00:00:01,000 → 00:00:04,000", 14, "error", "the arrow --> between the times"),
    "escaped arrow": ("00:00:01,000 --&gt; 00:00:04,000", 14, "error", "the arrow --> between the times"),
    "dash alone": ("00:00:01,000 - 00:00:04,000", 13, "error", "the arrow --> between the times"),
    "no arrow": ("00:00:01,000 00:00:04,000", 13, "error", "the arrow --> between the times"),
    "no milliseconds": ("00:00:01 --> 00:00:04,000", 9, "error", '"," and three digits behind the seconds'),
    "two faults": ("0:00:01.000 --> 00:00:04,000", 1, "error", "two digits for each part of a time, a comma before the milliseconds"),
    "space in a time": ("00: 00:01,000 --> 00:00:04,000", 1, "error", "no space inside a time"),
    "dots everywhere": ("00.00.01.000 --> 00:00:04,000", 3, "error", "colons between hours, minutes and seconds, a comma before the milliseconds"),
    "short time before a short arrow": ("0:01 -> 00:00:04,000", 1, "error", 'hours, minutes and seconds, two digits for each part of a time, "," and three digits behind the seconds, the arrow --> between the times'),
    "semicolons": ("00;00;01,000 --> 00:00:04,000", 3, "error", "colons between hours, minutes and seconds"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "column", "severity", "reason"), LINES.values(), ids=LINES)
def test_wrong_times_are_read_and_written_right(
    line: str, column: int, severity: str, reason: str
) -> None:
    reading, told = read(RIGHT.replace(TIMES, line), "pier.srt")
    assert told == [(2, column, severity, "syntax", wrong(line, reason))]
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == BOTH


VALUES = {
    "one digit of a second": ("00:00:01,5", 10, "three digits for the milliseconds", 1500, "00:00:01,500"),
    "two digits": ("00:00:01,25", 10, "three digits for the milliseconds", 1250, "00:00:01,250"),
    "four digits": ("00:00:01,2346", 10, "three digits for the milliseconds", 1235, "00:00:01,235"),
    "no comma": ("00:00:12345", 9, "a comma before the milliseconds", 12_345, "00:00:12,345"),
    "seconds over 59": ("00:00:62,000", 7, "minutes and seconds up to 59", 62_000, "00:01:02,000"),
    "minutes over 59": ("00:75:00,000", 4, "minutes and seconds up to 59", 4_500_000, "01:15:00,000"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "column", "reason", "start_ms", "right"), VALUES.values(), ids=VALUES
)
def test_odd_start_is_read_as_it_is_meant(
    start: str, column: int, reason: str, start_ms: int, right: str
) -> None:
    line = f"{start} --> 02:00:00,000"
    reading, told = read(ONE.replace(TIMES, line), "pier.srt")
    right_line = f"{right} --> 02:00:00,000"
    assert told == [(2, column, "error", "syntax", wrong(line, reason, right_line))]
    assert reading is not None
    assert reading.transcript.cues[0].start_ms == start_ms


EXPECTED = f"expected times such as {TIMES}"
HALVES = {
    "no end": ("00:00:01,000 -->", 17, "the cue has no end", (1000, None)),
    "end with a letter": ("00:00:01,000 --> 00:00:O4,000", 18, 'the end of the cue is "00:00:O4,000"', (1000, None)),
    "no start": ("--> 00:00:04,000", 1, "the cue has no start", (None, 4000)),
    "start in words": ("start --> 00:00:04,000", 1, 'the start of the cue is "start"', (None, 4000)),
}  # fmt: skip


@pytest.mark.parametrize(("line", "column", "says", "times"), HALVES.values(), ids=HALVES)
def test_time_that_nobody_can_read_is_left_open(
    line: str, column: int, says: str, times: tuple[int | None, int | None]
) -> None:
    reading, told = read(RIGHT.replace(TIMES, line), "pier.srt")
    assert told == [(2, column, "error", "syntax", f"{says}; {EXPECTED}")]
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == [(WELCOME, *times), BOTH[1]]


PLACES = {
    "wrong counter": (ONE + TWO.replace("2\n", "5\n"), (5, 1, "info", "the counter is 5; expected 2")),
    "repeated counter": (ONE + TWO.replace("2\n", "1\n"), (5, 1, "info", "the counter is 1; expected 2")),
    "no counter": (ONE + TWO.replace("2\n", ""), (5, 1, "error", "the counter is missing; write the counter 2 on a line before the times")),
    "no counters at all": (RIGHT.replace("1\n", "", 1).replace("2\n", ""), (1, 1, "error", "the counter is missing; write 1 on the line before the times, and so on")),
    "no blank line": (ONE + TWO[1:], (4, 1, "error", "a blank line is missing before the counter")),
    "no blank line and no counter": (ONE + TWO[3:], (4, 1, "error", "a blank line and the counter are missing; write the counter 2 on a line before the times")),
    "blank line before the text": (RIGHT.replace("\nWel", "\n\nWel"), (3, 1, "error", "a blank line stands before the text of the cue, and apps lose it; remove it")),
    "text before the first cue": (f"Transcript\n\n{RIGHT}", (1, 1, "warning", '"Transcript" stands before the first cue; remove it')),
    "coordinates": (RIGHT.replace("4,000", "4,000  X1:10 X2:20 Y1:1 Y2:2"), (2, 32, "error", '"X1:10 X2:20 Y1:1 Y2:2" stands behind the times, and apps skip such cues; remove it')),
    "a second end": (RIGHT.replace("4,000", "4,000 --> 00:00:05,000"), (2, 31, "error", '"--> 00:00:05,000" stands behind the times, and apps skip such cues; remove it')),
    "settings of WebVTT": (RIGHT.replace("4,000", "4,000 align:start"), (2, 31, "error", '"align:start" stands behind the times, and apps skip such cues; remove it')),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place"), PLACES.values(), ids=PLACES)
def test_fault_between_cues_is_reported(text: str, place: tuple[int, int, str, str]) -> None:
    reading, told = read(text, "pier.srt")
    assert told == [(*place[:3], "syntax", place[3])]
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == BOTH


def test_blank_line_inside_a_text_keeps_the_text() -> None:
    reading, told = read(RIGHT.replace("to the", "to\n\nthe"), "pier.srt")
    says = "a blank line stands inside the text of the cue, and apps lose it; remove it"
    assert told == [(4, 1, "error", "syntax", says)]
    assert reading is not None
    assert [one.text for one in reading.transcript.cues] == ["Welcome to\nthe pier.", FERRY]


def test_cue_without_times_keeps_its_text_in_the_cue_before() -> None:
    text = ONE + "\n2\nMind the gap.\n" + TWO.replace("2\n", "3\n")
    reading, told = read(text, "pier.srt")
    says = f"the cue 2 has no times; expected a line such as {TIMES}"
    assert told == [(5, 1, "error", "syntax", says)]
    assert reading is not None
    texts = [one.text for one in reading.transcript.cues]
    assert texts == [f"{WELCOME}\nMind the gap.", FERRY]


def test_number_that_ends_a_text_is_no_counter() -> None:
    cues = read_cues(RIGHT.replace("pier.\n\n2", "pier in\n1984"), "pier.srt")
    assert [one.text for one in cues] == ["Welcome to the pier in\n1984", FERRY]


def test_counter_after_a_missing_one_may_count_on_or_not() -> None:
    text = ONE + TWO.replace("2\n", "") + TWO.replace("2\n", "3\n")
    assert [one[0] for one in read(text, "pier.srt")[1]] == [5]
    assert [one[0] for one in read(text.replace("\n3\n", "\n2\n"), "pier.srt")[1]] == [5]


def test_text_behind_the_times_is_read_as_text() -> None:
    reading, told = read(RIGHT.replace("4,000", "4,000 Good morning."), "pier.srt")
    says = (
        '"Good morning." stands behind the times, and apps skip such cues; move it to the next line'
    )
    assert told == [(2, 31, "error", "syntax", says)]
    assert reading is not None
    assert [one.text for one in reading.transcript.cues] == [f"Good morning.\n{WELCOME}", FERRY]


def test_cue_without_text_is_read_without_text() -> None:
    reading, told = read(RIGHT.replace(f"{WELCOME}\n", ""), "pier.srt")
    assert told == []
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == [("", 1000, 4000), BOTH[1]]


NO_TIMES = ["The ferry leaves at 10:00 -> 11:00.", "10:00 - 11:00", "10:00 -> 11:00", "Kiel --> Oslo", "a --> 12:30", "00:14:19,000"]  # fmt: skip


@pytest.mark.parametrize("line", NO_TIMES)
def test_text_with_times_is_text(line: str) -> None:
    reading, told = read(RIGHT.replace(WELCOME, line), "pier.srt")
    assert told == []
    assert reading is not None
    assert [one.text for one in reading.transcript.cues] == [line, FERRY]


def test_more_than_99_hours_are_read() -> None:
    text = RIGHT.replace("00:00:05", "123:00:05").replace("00:00:08", "123:00:08")
    reading, told = read(text, "pier.srt")
    assert told == []
    assert reading is not None
    assert reading.transcript.cues[1][1:3] == (442_805_000, 442_808_000)


def test_only_line_ends_end_lines() -> None:
    cues = read_cues(RIGHT.replace(" to", "\u2028to\x0b"), "pier.srt")
    assert cues[0].text == "Welcome\u2028to\x0b the pier."


def test_cues_stand_at_the_lines_of_their_times() -> None:
    reading, _ = read(RIGHT, "pier.srt")
    assert reading is not None
    assert reading.places.find([0, 1]) == {0: (2, 1), 1: (6, 1)}


MARKUP = {
    "tag": ("<i>Welcome</i> to the pier.", 1, "<i>"),
    "tag of HTML": ('Welcome <font color="red">to the</font> pier.', 9, '<font color="red">'),
    "code of SubStation Alpha": (r"{\an8}Welcome to the pier.", 1, r"{\an8}"),
    "code of MicroDVD": ("{y:i}Welcome to the pier.", 1, "{y:i}"),
    "line break": ("Welcome to<br/>the pier.", 11, "<br/>"),
    "reference": ("Welcome to &#116;he pier.", 12, "&#116;"),
}


@pytest.mark.parametrize(("text", "column", "raw"), MARKUP.values(), ids=MARKUP)
def test_markup_is_reported_and_left_out(text: str, column: int, raw: str) -> None:
    reading, told = read(RIGHT.replace(WELCOME, text), "pier.srt")
    says = f'"{raw}" is markup that apps show as it is written; remove it'
    assert told == [(3, column, "warning", "raw-markup", says)]
    assert reading is not None
    assert reading.transcript.cues[0].text.replace("\n", " ") == WELCOME


@pytest.mark.parametrize("text", ["a < b > c", "<laughs>", "{sighs}", "AT&T & Co", "I <3 boats"])
def test_signs_that_are_no_markup_stay(text: str) -> None:
    reading, told = read(RIGHT.replace(WELCOME, text), "pier.srt")
    assert told == []
    assert reading is not None
    assert reading.transcript.cues[0].text == text


def test_voice_tag_in_subrip_names_the_speaker() -> None:
    cues = read_cues(RIGHT.replace("Wel", "<v Mira Holt>Wel"), "pier.srt")
    assert [(one.speaker, one.text) for one in cues] == [
        ("Mira Holt", WELCOME), ("Mira Holt", FERRY),
    ]  # fmt: skip


def test_file_without_cues_is_refused() -> None:
    reading, told = read("Hello there.\n", "pier.srt")
    says = f"it has no cue; expected lines such as {TIMES}"
    assert (reading, told) == (None, [(1, 1, "error", "unreadable", says)])
