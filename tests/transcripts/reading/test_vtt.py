"""WebVTT: header, blocks, cues and their settings; each fault is reported where it stands."""

import pytest
from read_captions import read

from feedtool.transcripts.model import Block

ONE = "00:00:01.000 --> 00:00:04.000\nWelcome to the pier.\n"
TWO = "\n00:00:05.000 --> 00:00:08.000\nThe ferry is late.\n"
RIGHT = f"WEBVTT\n\n{ONE}{TWO}"
TIMES = "00:00:01.000 --> 00:00:04.000"
BOTH = [("Welcome to the pier.", 1000, 4000), ("The ferry is late.", 5000, 8000)]

VALID = {
    "two cues": RIGHT,
    "byte order mark": f"\ufeff{RIGHT}",
    "CRLF": RIGHT.replace("\n", "\r\n"),
    "CR": RIGHT.replace("\n", "\r"),
    "no hours": RIGHT.replace("00:00:", "00:"),
    "tabs around the arrow": RIGHT.replace(" --> ", "\t-->  "),
    "title": RIGHT.replace("WEBVTT", "WEBVTT Tides of the pier"),
    "title behind a tab": RIGHT.replace("WEBVTT", "WEBVTT\tTides"),
    "metadata": RIGHT.replace("WEBVTT", "WEBVTT\nKind: captions\nLanguage: en"),
    "identifiers": RIGHT.replace("00:00:01", "intro - 1\n00:00:01").replace("00:00:05", "2\n00:00:05"),
    "many blank lines": RIGHT.replace("\n\n", "\n\n\n\n"),
    "no line end": RIGHT.rstrip(),
    "note": RIGHT.replace("WEBVTT\n", "WEBVTT\n\nNOTE a\nb\n\nNOTE\n"),
    "note at the end": f"{RIGHT}\nNOTE done",
    "style": RIGHT.replace("WEBVTT\n", "WEBVTT\n\nSTYLE\n::cue { color: red }\n"),
    "settings": RIGHT.replace("04.000", "04.000 vertical:rl line:-1 position:10%,line-left size:35.5% align:start"),
    "settings of lines": RIGHT.replace("04.000", "04.000 line:50%,center position:100% align:left size:0%"),
    "region": RIGHT.replace("WEBVTT\n", "WEBVTT\n\nREGION\nid:low width:40% lines:3\nregionanchor:0%,100%\nviewportanchor:10%,90% scroll:up\n").replace("04.000", "04.000 region:low"),
}  # fmt: skip


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_right_file_has_no_finding(text: str) -> None:
    reading, told = read(text, "pier.vtt")
    assert told == []
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == BOTH


def wrong(written: str, reason: str, right: str = TIMES) -> str:
    return f'times are "{written}"; WebVTT has {reason}; write {right}'


LINES = {
    "commas": ("00:00:01,000 --> 00:00:04,000", 9, "error", "a dot before the milliseconds"),
    "one comma": ("00:00:01.000 --> 00:00:04,000", 26, "error", "a dot before the milliseconds"),
    "one digit of hours": ("0:00:01.000 --> 00:00:04.000", 1, "warning", "two digits for each part of a time"),
    "one digit of minutes": ("0:01.000 --> 00:00:04.000", 1, "error", "two digits for each part of a time"),
    "seconds alone": ("01.000 --> 00:00:04.000", 1, "error", "minutes and seconds"),
    "no spaces": ("00:00:01.000-->00:00:04.000", 13, "warning", "a space on each side of the arrow"),
    "short arrow": ("00:00:01.000 -> 00:00:04.000", 14, "error", "the arrow --> between the times"),
    "no milliseconds": ("00:00:01 --> 00:00:04.000", 9, "error", '"." and three digits behind the seconds'),
    "two digits of milliseconds": ("00:00:01.00 --> 00:00:04.000", 10, "error", "three digits for the milliseconds"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "column", "severity", "reason"), LINES.values(), ids=LINES)
def test_wrong_times_are_read_and_written_right(
    line: str, column: int, severity: str, reason: str
) -> None:
    reading, told = read(RIGHT.replace(TIMES, line), "pier.vtt")
    assert told == [(3, column, severity, "syntax", wrong(line, reason))]
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == BOTH


def test_minutes_over_59_are_hours() -> None:
    line = "00:00:01.000 --> 75:04.000"
    reading, told = read(RIGHT.replace(TIMES, line), "pier.vtt")
    says = wrong(line, "minutes and seconds up to 59", "00:00:01.000 --> 01:15:04.000")
    assert told == [(3, 18, "error", "syntax", says)]
    assert reading is not None
    assert reading.transcript.cues[0].end_ms == 4_504_000


FAULTS = {
    "no header": (RIGHT[8:], (1, 1, "error", '"WEBVTT" is missing; write it on the first line, then a blank line')),
    "no header before a note": (f"NOTE a\n\n{RIGHT[8:]}", (1, 1, "error", '"WEBVTT" is missing; write it on the first line, then a blank line')),
    "header in small letters": (RIGHT.replace("WEBVTT", "webvtt"), (1, 1, "error", 'the first line is "webvtt"; write WEBVTT alone')),
    "header that goes on": (RIGHT.replace("WEBVTT", "WEBVTT: Tides"), (1, 1, "error", 'the first line is "WEBVTT: Tides"; write WEBVTT alone')),
    "header on the second line": (f"\n{RIGHT}", (1, 1, "error", '"WEBVTT" must stand on the first line; remove the blank lines')),
    "no blank line behind the header": (RIGHT.replace("\n\n", "\n", 1), (2, 1, "error", "a blank line is missing behind the header")),
    "no blank line between cues": (f"WEBVTT\n\n{ONE}{TWO[1:]}", (5, 1, "warning", "an empty line is missing before the cue")),
    "no blank line before an identifier": (f"WEBVTT\n\n{ONE}2{TWO}", (5, 1, "error", "an empty line is missing before the cue")),
    "blanks on the line before an identifier": (f"WEBVTT\n\n{ONE} \t\nlate{TWO}", (6, 1, "error", "an empty line is missing before the cue")),
    "text of no cue": (RIGHT.replace("WEBVTT\n", "WEBVTT\n\nTranscript of\nthe pier\n"), (3, 1, "error", '"Transcript of" belongs to no cue, and players ignore it; write NOTE before it or remove it')),
    "arrow without times": (RIGHT.replace("WEBVTT\n", "WEBVTT\n\nKiel --> Oslo\n"), (3, 1, "error", '"Kiel --> Oslo" has an arrow, but no times; expected 00:00:01.000 --> 00:00:04.000')),
    "style behind a cue": (f"{RIGHT}\nSTYLE\n::cue {{ color: red }}\n", (9, 1, "warning", "STYLE stands behind a cue, where players ignore it; move it before all cues")),
    "unknown alignment": (RIGHT.replace("04.000", "04.000 align:middle"), (3, 31, "warning", 'align is "middle"; expected start, center, end, left or right; players ignore it')),
    "unknown setting": (RIGHT.replace("04.000", "04.000 line:0 X1:3"), (3, 38, "warning", '"X1:3" is no setting of a cue; expected vertical, line, position, size, align, region; players ignore it')),
    "position over 100": (RIGHT.replace("04.000", "04.000 position:101%"), (3, 31, "warning", 'position is "101%"; expected a percentage from 0% to 100%; players ignore it')),
    "region that is not there": (RIGHT.replace("04.000", "04.000 region:low"), (3, 31, "warning", 'no region before the cue has the id "low"; players ignore it')),
    "setting of a region": (RIGHT.replace("WEBVTT\n", "WEBVTT\n\nREGION\nid:low colour:red\n"), (4, 8, "warning", '"colour:red" is no setting of a region; expected id, width, lines, regionanchor, viewportanchor, scroll')),
    "width of a region": (RIGHT.replace("WEBVTT\n", "WEBVTT\n\nREGION id:low width:40\n"), (3, 15, "warning", 'width of the region is "40", which players ignore')),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place"), FAULTS.values(), ids=FAULTS)
def test_fault_is_reported_and_the_cues_are_read(
    text: str, place: tuple[int, int, str, str]
) -> None:
    reading, told = read(text, "pier.vtt")
    assert told == [(*place[:3], "syntax", place[3])]
    assert reading is not None
    assert [one[:3] for one in reading.transcript.cues] == BOTH


def test_half_of_the_times_is_left_open() -> None:
    reading, told = read(RIGHT.replace(TIMES, "00:00:01.000 --> later"), "pier.vtt")
    says = f'the end of the cue is "later"; expected times such as {TIMES}'
    assert told == [(3, 18, "error", "syntax", says)]
    assert reading is not None
    assert reading.transcript.cues[0][1:3] == (1000, None)


def test_identifiers_settings_and_blocks_are_kept() -> None:
    text = (
        "WEBVTT - Tides\nLanguage: de-AT\n\nNOTE one\n\nintro\n"
        f"{ONE.replace('04.000', '04.000 align:start  line:0 foo:1')}\nNOTE\ntwo\n{TWO}\nNOTE three"
    )
    reading, _ = read(text, "pier.vtt")
    assert reading is not None
    transcript = reading.transcript
    assert transcript.language == "de-AT"
    assert transcript.blocks == [
        Block(-1, "WEBVTT - Tides\nLanguage: de-AT"), Block(0, "NOTE one"),
        Block(1, "NOTE\ntwo"), Block(2, "NOTE three"),
    ]  # fmt: skip
    assert [(one.identifier, one.settings) for one in transcript.cues] == [
        ("intro", "align:start line:0"), ("", ""),
    ]  # fmt: skip
    assert reading.places.find([0, 1]) == {0: (7, 1), 1: (13, 1)}


def test_block_stays_before_its_cue_where_voices_are_several_cues() -> None:
    text = RIGHT.replace("Wel", "<v Mira>Hello.\n<v Bo>Wel").replace("\n\n00:00:05", "\n\nNOTE x\n\n00:00:05")  # fmt: skip
    reading, _ = read(text, "pier.vtt")
    assert reading is not None
    assert reading.transcript.blocks == [Block(2, "NOTE x")]


def test_arrow_in_a_text_is_read_as_text() -> None:
    reading, told = read(RIGHT.replace(" to", " --> to"), "pier.vtt")
    says = '"-->" ends the text of the cue for players; write --&gt;'
    assert told == [(4, 9, "error", "syntax", says)]
    assert reading is not None
    assert [one.text for one in reading.transcript.cues] == [
        "Welcome --> to the pier.", "The ferry is late.",
    ]  # fmt: skip


def test_text_behind_the_times_is_read_as_text() -> None:
    reading, told = read(RIGHT.replace("04.000", "04.000 Good morning, <i>all"), "pier.vtt")
    says = '"Good morning, <i>all" stands behind the times, and players lose it; move it to the next line'
    assert told[:1] == [(3, 31, "error", "syntax", says)]
    assert reading is not None
    cue = reading.transcript.cues[0]
    assert (cue.text, cue.settings) == ("Good morning, all\nWelcome to the pier.", "")
    assert reading.places.find([0]) == {0: (3, 1)}


def test_language_of_a_note_is_kept() -> None:
    text = RIGHT.replace("WEBVTT\n", 'WEBVTT\n\nNOTE duration:"00:01:00"\nNOTE language:en-us\n')
    reading, told = read(text, "pier.vtt")
    assert told == []
    assert reading is not None
    assert reading.transcript.language == "en-us"


def test_file_without_cues_is_refused() -> None:
    reading, told = read("WEBVTT\n\nNOTE to be recorded\n", "pier.vtt")
    says = f"it has no cue; expected lines such as {TIMES}"
    assert (reading, told) == (None, [(1, 1, "error", "unreadable", says)])


def test_several_faults_have_each_their_place() -> None:
    text = RIGHT.replace("01.000", "01,000").replace("04.000", "04.000 a:b").replace(" is", " <is")
    _, told = read(text, "pier.vtt")
    assert [one[:3] for one in told] == [
        (3, 9, "error"), (3, 31, "warning"), (7, 11, "error"),
    ]  # fmt: skip
