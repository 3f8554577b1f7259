"""What other programs read in the files that we write."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path

import pysubs2
import pytest
import srt
import webvtt
from feed_readers import why_not_node

from feedtool.transcripts.model import Cue, Transcript, Word
from feedtool.transcripts.writing.write import write_transcript

HERE = Path(__file__).parent
# Start, end, speaker, text.
Segment = tuple[int, int, str, str]
CUES = (
    Cue("We left the harbour at ten, and nobody was on the pier but the keeper.", 0, 2500, "Mira"),
    Cue("1 < 2 & 3 --> 2", 2500, 2600, "Mira"),
    Cue("It was\n1999\nor so", 3000, 4000, "Jon"),
    Cue("שלום e\u0301 👩\u200d💻 渡し船。", 4000, 4000, "Jon"),
    Cue("2024", 4001, 5000, "Mira"),
    Cue("One\u2028two\x85three\x0bfour\n\n \nfive", 5000, 6000, "Mira"),
    Cue("The end is\n42", 360_000_000, 360_000_001, "Mira"),
)


def with_name(segments: Sequence[Segment]) -> list[Segment]:
    """Segments of a reader without speakers: the name is text where it changes."""
    before = ""
    found = []
    for start, end, name, text in segments:
        found.append((start, end, "", f"{name}: {text}" if name != before else text))
        before = name
    return found


def ours(arrow: str = "-->") -> list[Segment]:
    return [
        (one.start_ms or 0, one.end_ms or 0, one.speaker, " ".join(one.text.split()).replace("-->", arrow))
        for one in CUES
    ]  # fmt: skip


def read_by_webvtt(data: bytes) -> Iterator[Segment]:
    for one in webvtt.from_string(data.decode()).captions:
        start, end = (
            (time.hours * 3600 + time.minutes * 60 + time.seconds) * 1000 + time.milliseconds
            for time in (one.start_time, one.end_time)
        )
        yield start, end, one.voice or "", unescape(one.text)


def read_by_srt(data: bytes) -> Iterator[Segment]:
    for number, one in enumerate(srt.parse(data.decode()), 1):
        assert one.index == number
        start, end = (round(time.total_seconds() * 1000) for time in (one.start, one.end))
        yield start, end, "", one.content


def read_by_pysubs2(data: bytes) -> Iterator[Segment]:
    is_srt = data.startswith(b"1\n")
    for one in pysubs2.SSAFile.from_string(data.decode(), keep_unknown_html_tags=is_srt):
        # Of 100 hours it reads the last two digits.
        lost_ms = 360_000_000 if is_srt and one.text.endswith("42") else 0
        yield one.start + lost_ms, one.end + lost_ms, "", unescape(one.plaintext)


def tidy(segments: Iterator[Segment]) -> list[Segment]:
    return [(start, end, name, " ".join(text.split())) for start, end, name, text in segments]


@pytest.mark.parametrize("words", [False, True])
def test_webvtt_py_reads_vtt(words: bool) -> None:
    said = Cue("Nobody was there.", 400_000_000, 400_001_000, "Jon", [Word("Nobody", 400_000_000, 400_000_300), Word("was", 400_000_300, 400_000_400)])  # fmt: skip
    data = write_transcript(Transcript("json", [*CUES, said]), "vtt", words=words).data
    *found, last = tidy(read_by_webvtt(data))
    assert found == ours()
    assert last == (400_000_000, 400_001_000, "Jon", said.text)


@pytest.mark.parametrize("reader", [read_by_srt, read_by_pysubs2])
def test_srt_and_pysubs2_read_srt(reader: Callable[[bytes], Iterator[Segment]]) -> None:
    data = write_transcript(Transcript("vtt", CUES), "srt").data
    assert tidy(reader(data)) == with_name(ours("->"))


def test_pysubs2_reads_vtt() -> None:
    data = write_transcript(Transcript("vtt", CUES), "vtt").data
    assert tidy(read_by_pysubs2(data)) == [(*one[:2], "", one[3]) for one in ours()]


def test_transcriptator_reads_vtt_srt_and_json(tmp_path: Path) -> None:
    why = why_not_node("transcriptator")
    if why:
        pytest.skip(why)
    paths = [tmp_path / f"x.{form}" for form in ("vtt", "srt", "json")]
    for path in paths:
        path.write_bytes(write_transcript(Transcript("vtt", CUES), path.suffix[1:]).data)
    done = subprocess.run(
        ["node", str(HERE.parents[1] / "read_transcripts.mjs"), *map(str, paths)],
        capture_output=True, check=False, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    vtt, subrip, by_json = (
        [(round(start * 1000), round(end * 1000), name, " ".join(unescape(text).split())) for start, end, name, text in one]
        for one in json.loads(done.stdout)
    )  # fmt: skip
    assert by_json == ours()
    assert subrip == ours("->")
    assert vtt == ours()
