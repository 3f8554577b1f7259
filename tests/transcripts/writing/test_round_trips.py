"""What is written is read again as the same cues, but for what each form forces.

`docs/transcripts.md` says what that is, in "What each form keeps".
"""

import re
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.joining import join_lines
from feedtool.transcripts.model import Block, Cue, Transcript, Word
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.writing.cleaning import clean_label, clean_line, clean_text
from feedtool.transcripts.writing.dividing import place_words
from feedtool.transcripts.writing.write import write_transcript

Plain = tuple[int | None, int | None, str, str]
ODD = (
    "-->", "<", ">", "&", "&amp;", "<b>", "</i>", "<v Jon>", "<00:00:01.000>", "[x]", "2024", "42",
    "00:00:01,000", "👩\u200d💻", "🇩🇪", "e\u0301", "שלום", "مرحبا", "渡し船", "遅れて。", "船，", "เรือข้ามฟาก", "\u2028",
    "\x85", "\x0b", "\r\n", "\n\n", "\n", "\u00a0", "\ud800", "\0", "\u200b", "#", "*", "WEBVTT", "NOTE", "STYLE", "\\",
    '"', "'", "...", "x" * 70,
)  # fmt: skip
tokens = st.sampled_from(ODD) | st.text("abcdefgh,.é!?", min_size=1, max_size=12)
NAMES = (
    "", "", "Mira", "Mira Holt", "Jon: B", "R > D", "A & B <c>", "Speaker 1", "7", "מירה", "a\nb", "A --> B", "渡",
)  # fmt: skip
moments = st.integers(0, 5_000) | st.integers(0, 500 * 3_600_000)


# SubRip and plain text cannot say that something is text, not markup or a name.
MARKUP = re.compile(r"[<>{&*#\\[]|NOTE")
WRITTEN_NAMES = ("", "", "Mira", "Mira Holt", "Jon: B", "Speaker 1", "Ada\nNiels")


@st.composite
def transcripts(
    draw: st.DrawFn, said: st.SearchStrategy[str] = tokens, speakers: Sequence[str] = NAMES
) -> Transcript:
    texts = st.lists(said, max_size=12).map(" ".join)
    names = st.sampled_from(speakers)
    cues = []
    for index in range(draw(st.integers(1, 6))):
        # A word of its own keeps cues apart that would otherwise repeat each other.
        text = f"w{index}x {draw(texts)} end."
        start, length = draw(moments), draw(st.sampled_from([0, 1, 999, 3_600_000]))
        cues.append(Cue(text, start, start + length, draw(names)))
    return Transcript("srt", cues)


def read(data: bytes, form: str) -> Transcript:
    findings = FileFindings(f"x.{form}")
    reading = read_transcript(data, findings, f"x.{form}")
    assert reading is not None, [str(one) for one in findings.found]
    assert [str(one) for one in findings.found] == []
    return reading.transcript


def one_line(text: str) -> str:
    """A text as one line; a blank between letters of a script without blanks may be lost."""
    return re.sub(r"(?<=[\u0e00-\u9fff。，]) (?=[\u0e00-\u9fff])", "", clean_line(join_lines(clean_text(text).split("\n"))))  # fmt: skip


def plain(cues: Iterable[Cue]) -> list[Plain]:
    return [(one.start_ms, one.end_ms, clean_line(one.speaker), one_line(one.text)) for one in cues]


@settings(max_examples=200)
@given(transcripts())
def test_vtt(transcript: Transcript) -> None:
    found = read(write_transcript(transcript, "vtt").data, "vtt")
    assert plain(found.cues) == plain(transcript.cues)


@settings(max_examples=200)
@given(transcripts())
def test_json(transcript: Transcript) -> None:
    found = read(write_transcript(transcript, "json").data, "json")
    assert plain(found.cues) == plain(transcript.cues)


def labelled(cues: Iterable[Cue]) -> list[Plain]:
    """Cues with names in their texts where the speaker changes; who is named speaks on."""
    found: list[Plain] = []
    speaker = ""
    for start, end, name, text in plain(cues):
        label = clean_label(name)
        says = f"{label}: {text}" if label and label != speaker else text
        speaker = label or speaker
        found.append((start, end, "", says.replace("-->", "->")))
    return found


@settings(max_examples=200)
@given(transcripts(tokens.filter(lambda one: not MARKUP.search(one)), WRITTEN_NAMES))
def test_srt(transcript: Transcript) -> None:
    found = read(write_transcript(transcript, "srt").data, "srt")
    assert labelled(found.cues) == labelled(transcript.cues)


def turns(transcript: Transcript, *, timed: bool = True) -> Transcript:
    """The turns of an author: in the order of their times, each without an end."""
    cues = sorted(transcript.cues, key=lambda one: one.start_ms or 0)
    starts = [one.start_ms if timed else None for one in cues]
    return Transcript("txt", [one._replace(start_ms=start, end_ms=None) for one, start in zip(cues, starts, strict=True)])  # fmt: skip


@settings(max_examples=150)
@given(transcripts(), st.booleans())
def test_html(transcript: Transcript, timed: bool) -> None:
    said = turns(transcript, timed=timed)
    # What stands above the first name or time is not taken for the transcript.
    assume(timed or said.cues[0].speaker)
    found = read(write_transcript(said, "html", title="Nets").data, "html")
    if all(one.speaker for one in said.cues):
        assert plain(found.cues) == plain(said.cues)
    assert spoken_on(found.cues) == spoken_on(said.cues)


def spoken_on(cues: Iterable[Cue]) -> list[Plain]:
    """Cues of which those without a speaker have the one before."""
    found: list[Plain] = []
    for start, end, name, text in plain(cues):
        found.append((start, end, name or (found[-1][2] if found else ""), text))
    return found


@settings(max_examples=150)
@given(transcripts(tokens.filter(lambda one: not MARKUP.search(one)), WRITTEN_NAMES), st.booleans())
def test_txt(transcript: Transcript, timed: bool) -> None:
    said = turns(transcript, timed=timed)
    found = read(write_transcript(said, "txt").data, "txt")
    seconds = [
        one if one[0] is None else (one[0] // 1000 * 1000, *one[1:]) for one in labelled(said.cues)
    ]
    assert labelled(found.cues) == seconds


@st.composite
def spoken(draw: st.DrawFn) -> Transcript:
    """A transcript with the times of words, most of them one after the other."""
    cues = []
    at = draw(st.integers(0, 4_000_000))
    for _ in range(draw(st.integers(1, 4))):
        said = draw(
            st.lists(st.text("abcdé<&>.,", min_size=1, max_size=9), min_size=1, max_size=25)
        )
        words = []
        for one in said:
            length = draw(st.integers(1, 900))
            words.append(Word(one, at, at + length))
            at += length + draw(st.sampled_from([0, 0, 40, 1500]))
        text = " ".join(said)
        assume(place_words(text, words))
        cues.append(
            Cue(
                text,
                words[0].start_ms,
                words[-1].end_ms,
                draw(st.sampled_from(["", "Mira", "Jon"])),
                words,
            )
        )
    return Transcript("whisper", cues)  # fmt: skip


def words_of(cues: Iterable[Cue]) -> list[tuple[str, int, int, str]]:
    return [(*word, one.speaker) for one in cues for word in one.words]


@settings(max_examples=150)
@given(spoken())
def test_json_keeps_each_word_with_its_times(transcript: Transcript) -> None:
    done = write_transcript(transcript, "json", words=True)
    assert done.lost == ()
    found = read(done.data, "json")
    if len(words_of(transcript.cues)) > 20:
        assert words_of(found.cues) == words_of(transcript.cues)


@settings(max_examples=150)
@given(spoken(), st.booleans())
def test_divided_cues_of_vtt_have_the_same_words_at_the_same_times(
    transcript: Transcript, words: bool
) -> None:
    found = read(write_transcript(transcript, "vtt", words=words).data, "vtt")
    assert [one for cue in found.cues for one in cue.text.split()] == [
        one for cue in transcript.cues for one in cue.text.split()
    ]
    starts = {word.start_ms for cue in transcript.cues for word in cue.words}
    assert {cue.start_ms for cue in found.cues} <= starts
    if words:
        read_starts = {word.start_ms for cue in found.cues for word in cue.words}
        assert starts == read_starts | {cue.start_ms for cue in found.cues}


def test_all_that_vtt_has_comes_back() -> None:
    data = (
        b"WEBVTT Harbour Notes\n\nSTYLE\n::cue { color: lime }\n\nREGION\nid:low\nwidth:40%\n\n"
        b"NOTE The keeper speaks\nlow.\n\nintro\n00:00:01.000 --> 00:00:04.000 align:start region:low\n"
        b"<v Mira><i>Ahoy</i>, <00:00:02.000>you\n\nNOTE the end\n"
    )
    once = read(data, "vtt")
    done = write_transcript(once, "vtt", words=True)
    assert done.lost == ()
    assert done.data.decode() == data.decode()
    assert read(done.data, "vtt") == once
    assert once.blocks[0] == Block(-1, "WEBVTT Harbour Notes")


@pytest.mark.parametrize("form", ["vtt", "srt", "json"])
@pytest.mark.parametrize(
    "times", [[(0, 0), (0, 0)], [(1, 2), (1, 2)], [(0, 359_999_999), (360_000_001, 3_600_000_000)]]
)
def test_short_equal_and_huge_times_are_exact(form: str, times: Sequence[tuple[int, int]]) -> None:
    cues = [Cue(f"This is number {index}.", *one) for index, one in enumerate(times)]
    found = read(write_transcript(Transcript("vtt", cues), form).data, form)
    assert [(one.start_ms, one.end_ms) for one in found.cues] == times
