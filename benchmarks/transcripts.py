"""How long it takes to read, check and write a long transcript, beside json and three libraries.

python benchmarks/transcripts.py [TIMES]

The transcript has three hours and 10 MB of Podcasting 2.0 JSON, a segment for each word. All are
run by turns in this process, and the shortest run counts. Times are those of the processor.
"""

import gc
import io
import json
import random
import sys
import time
from collections.abc import Callable, Mapping

import pysubs2
import srt
import webvtt

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.writing.write import write_transcript

_BYTES = 10_000_000
_LENGTH_S = 3 * 60 * 60
_WORDS = [
    "the", "harbour", "ferry", "and", "keeper", "of", "light", "was", "late", "again", "nobody", "tide", "knows",
    "why", "we", "left", "at", "ten", "rope", "storm", "island", "captain", "morning", "fog", "however", "remember", "something", "different", "because",
]  # fmt: skip


def make_json() -> bytes:
    """Return a transcript of two speakers with 10 MB, a segment for each word."""
    dice = random.Random(19)  # noqa: S311 - the same words each time
    words: list[str] = []
    size = 0
    while size < _BYTES:
        end = dice.choice((".", "?", ",")) if dice.random() < 0.12 else ""
        words.append(dice.choice(_WORDS) + end)
        size += len(words[-1]) + 81
    step = _LENGTH_S / len(words)
    segments = []
    speaker = "Mira Holt"
    for index, word in enumerate(words):
        start = index * step
        segments.append({
            "speaker": speaker, "startTime": round(start, 3), "endTime": round(start + step * 0.9, 3),
            "body": word,
        })  # fmt: skip
        if word.endswith("?"):
            speaker = "Jon Berg" if speaker == "Mira Holt" else "Mira Holt"
    return json.dumps({"version": "1.0.0", "segments": segments}).encode()


def through_json(data: bytes) -> None:
    json.dumps(json.loads(data))


def convert(data: bytes, name: str, form: str, *, checks: bool = True) -> bytes:
    findings = FileFindings(name)
    reading = read_transcript(data, findings, name)
    assert reading is not None
    if checks:
        check_transcript(reading, findings, duration_s=_LENGTH_S)
    return write_transcript(reading.transcript, form).data


def through_webvtt(data: bytes) -> None:
    webvtt.from_string(data.decode()).write(io.StringIO())


def through_srt(data: bytes) -> None:
    srt.compose(list(srt.parse(data.decode())))


def through_pysubs2(data: bytes, form: str) -> None:
    pysubs2.SSAFile.from_string(data.decode()).to_string(form)


def measure(tasks: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Return the shortest time of each task in seconds."""
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(times):
        for name, task in tasks.items():
            gc.collect()
            start = time.process_time()
            task()
            best[name] = min(best[name], time.process_time() - start)
    return best


def print_table(title: str, found: Mapping[str, float], base: str) -> None:
    print(f"\n| {title} | ms | ratio |\n|---|---|---|")
    for name, seconds in found.items():
        print(f"| {name} | {seconds * 1000:.0f} | {seconds / found[base]:.2f} |")


def main() -> None:
    # As the command line has it.
    gc.set_threshold(200_000)
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    data = make_json()
    vtt = convert(data, "x.json", "vtt", checks=False)
    subrip = convert(data, "x.json", "srt", checks=False)
    megabytes = f"{len(data) / 1_000_000:.1f} MB of JSON"
    found = measure(
        {
            "json.loads and json.dumps": lambda: through_json(data),
            "read, check, write VTT": lambda: convert(data, "x.json", "vtt"),
            "read, write VTT": lambda: convert(data, "x.json", "vtt", checks=False),
        },
        times,
    )
    print_table(megabytes, found, "json.loads and json.dumps")
    found = measure(
        {
            "feedtool, with the check": lambda: convert(vtt, "x.vtt", "vtt"),
            "feedtool": lambda: convert(vtt, "x.vtt", "vtt", checks=False),
            "webvtt-py": lambda: through_webvtt(vtt),
            "pysubs2": lambda: through_pysubs2(vtt, "vtt"),
        },
        times,
    )
    print_table(f"VTT, {vtt.count(b' --> '):,} cues, read and written", found, "feedtool")
    found = measure(
        {
            "feedtool, with the check": lambda: convert(subrip, "x.srt", "srt"),
            "feedtool": lambda: convert(subrip, "x.srt", "srt", checks=False),
            "srt": lambda: through_srt(subrip),
            "pysubs2": lambda: through_pysubs2(subrip, "srt"),
        },
        times,
    )
    print_table(f"SRT, {subrip.count(b' --> '):,} cues, read and written", found, "feedtool")


if __name__ == "__main__":
    main()
