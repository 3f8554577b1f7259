"""Reads captions of one line each: YouTube's SubViewer (SBV), tables of Whisper (TSV), LRC lyrics.

Source: https://support.google.com/youtube/answer/2734698 (SBV),
https://github.com/openai/whisper/blob/main/whisper/utils.py (TSV)
"""

import re
from collections.abc import Callable, Iterator

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.labels import name_speakers
from feedtool.transcripts.reading.lines import split_lines, strip_lines
from feedtool.values.times import parse_time

_SBV_TIMES = re.compile(r"([0-9:.]{7,20}),([0-9:.]{7,20})")
_TSV_TIMES = re.compile(r"([0-9]{1,12})\t([0-9]{1,12})\t(.*)")
_LRC_TIME = re.compile(r"\[([0-9]{1,4}:[0-9]{2}(?:[.:][0-9]{1,3})?)\][ \t]{0,9}")
_LRC_WORD = re.compile(r"<[0-9]{1,4}:[0-9]{2}(?:[.:][0-9]{1,3})?>[ \t]?")
_LRC_TAG = re.compile(r"\[([a-zA-Z#]{1,20}):([^\[\]\n]{0,300})\]\s{0,9}")

_Placed = Iterator[tuple[int, Cue]]


def read_sbv(text: str, findings: FileFindings) -> Reading | None:
    """Read SBV: lines such as `0:00:01.000,0:00:04.000`, and the text below each."""
    return _read("sbv", text, _list_sbv, findings)


def read_tsv(text: str, findings: FileFindings) -> Reading | None:
    """Read a table with start and end in milliseconds and the text."""
    return _read("tsv", text, _list_tsv, findings)


def read_lrc(text: str, findings: FileFindings) -> Reading | None:
    """Read LRC: lines such as `[00:12.00] Welcome`; a time alone ends the line before."""
    return _read("lrc", text, _list_lrc, findings)


def _read(
    form: str, text: str, read: Callable[[list[str], FileFindings], _Placed], findings: FileFindings
) -> Reading | None:
    found = [*read(split_lines(text), findings)]
    cues = [cue for _, cue in found]
    if not any(cue.text for cue in cues):
        findings.add("transcript-unreadable", "it has no words; expected what is said", 1, 1)
        return None
    cues, places = name_speakers(cues, [number for number, _ in found])
    return Reading(Transcript(form, cues), LinePlaces(places))


def _list_sbv(lines: list[str], findings: FileFindings) -> _Placed:
    texts: list[str] = []
    number, start, end = 0, None, None
    for at, line in enumerate([*lines, ""], 1):
        times = _SBV_TIMES.fullmatch(line.strip())
        if times is None and at <= len(lines):
            texts.append(line)
            continue
        said = strip_lines("\n".join(texts).replace("[br]", "\n"))
        if number:
            yield number, Cue(said, start, end)
        elif said:
            says = "expected a line such as 0:00:01.000,0:00:04.000 above the text"
            findings.add("transcript-syntax", f'this is "{cut(said)}"; {says}', 1, 1)
        texts, number = [], at
        start, end = (parse_time(times[1]), parse_time(times[2])) if times else (None, None)


def _list_tsv(lines: list[str], findings: FileFindings) -> _Placed:
    for number, line in enumerate(lines[1:], 2):
        row = _TSV_TIMES.fullmatch(line)
        if row is not None:
            yield number, Cue(row[3].strip(), int(row[1]), int(row[2]))
        elif line.strip():
            says = "expected start and end in milliseconds and the text, with tabs between them"
            findings.add("transcript-syntax", f'this is "{cut(line)}"; {says}', number, 1)


def _list_lrc(lines: list[str], findings: FileFindings) -> _Placed:
    del findings
    found: list[tuple[int, int, str]] = []
    offset_ms = 0
    for number, line in enumerate(lines, 1):
        rest = line.strip()
        times = []
        while (time := _LRC_TIME.match(rest)) is not None:
            times.append(_read_lrc_time(time[1]))
            rest = rest[time.end() :]
        tag = _LRC_TAG.fullmatch(rest) if not times else None
        if tag is not None and tag[1].lower() == "offset":
            offset_ms = int(tag[2]) if re.fullmatch(r"[+-]?[0-9]{1,6}", tag[2].strip()) else 0
        found += [(one, number, _LRC_WORD.sub("", rest).strip()) for one in times]
    found.sort()
    for index, (start, number, text) in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        end = after[0] - offset_ms if after is not None and not after[2] else None
        if text:
            yield number, Cue(text, max(start - offset_ms, 0), None if end is None else max(end, 0))


def _read_lrc_time(text: str) -> int:
    minutes, seconds, *fraction = re.split("[:.]", text)
    part = (fraction[0] if fraction else "0").ljust(3, "0")
    return (int(minutes) * 60 + int(seconds)) * 1000 + int(part)
