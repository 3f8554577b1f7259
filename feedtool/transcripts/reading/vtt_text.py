"""The text of a cue of WebVTT: its voices, tags, times of words and references.

Source: https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules
"""

import re
from html import unescape

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.reading.lines import BLANKS
from feedtool.transcripts.reading.time_lines import TimeLine

_TOKEN = re.compile(r"<([^<>]{0,1000})>")
_TIME = re.compile(r"(?:([0-9]{2,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})\Z")
_VOICE = re.compile(r"v((?:\.[^ \t\n.<>&]{1,100}){0,9})(?:[ \t\n]+(.*))?\Z", re.DOTALL)
_SPAN = re.compile(r"(c|i|b|u|ruby|rt|lang)(?:[.\s].*)?\Z", re.DOTALL)


class _Part:
    """What one voice says in a cue, while it is read."""

    def __init__(self, speaker: str, opened: list[str], voice: str = "") -> None:
        self.speaker = speaker
        self.text: list[str] = []
        self.markup: list[str] = [voice, *opened]
        self.is_rich = bool(voice or opened)
        self.times: list[tuple[int, int]] = []
        self.length = 0

    def add(self, raw: str) -> None:
        """Take text that stands between tags."""
        plain = unescape(raw)
        self.text.append(plain)
        self.markup.append(raw)
        self.length += len(plain)


def read_payload(
    body: list[str], number: int, times: TimeLine, findings: FileFindings
) -> list[Cue]:
    """Return what each voice says in a cue, without times; the first line of text has a number."""
    payload = "\n".join(body)
    opened: list[str] = []
    parts = [_Part("", opened)]
    at = 0
    for tag in _TOKEN.finditer(payload):
        if tag.start() > at:
            parts[-1].add(payload[at : tag.start()])
        at = tag.end()
        _take_tag(tag[1], parts, opened)
    if at < len(payload):
        parts[-1].add(payload[at:])
    cues = [_finish(part, times) for part in parts]
    said = [cue for cue in cues if cue.text]
    return said or [cues[-1]]


def _take_tag(tag: str, parts: list[_Part], opened: list[str]) -> None:
    part = parts[-1]
    if (voice := _VOICE.match(tag)) is not None:
        name = unescape(" ".join((voice[2] or "").split()))
        parts.append(_Part(name, opened, f"<{tag}>" if voice[1] else ""))
    elif tag.startswith("/"):
        if tag[1:] == "v":
            parts.append(_Part("", opened))
        elif opened:
            opened.pop()
            part.markup.append(f"<{tag}>")
    elif _SPAN.match(tag):
        opened.append(f"<{tag}>")
        part.markup.append(f"<{tag}>")
        part.is_rich = True
    elif (time := _TIME.match(tag)) is not None:
        hours, minutes, seconds, fraction = (int(one or 0) for one in time.groups())
        time_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
        part.times.append((part.length, time_ms))
        part.markup.append(f"<{tag}>")
        part.is_rich = True


def _finish(part: _Part, times: TimeLine) -> Cue:
    whole = "".join(part.text)
    text = "\n".join(line.strip(BLANKS) for line in whole.split("\n")).strip("\n")
    markup = "".join(part.markup).strip(BLANKS + "\n") if part.is_rich else ""
    return Cue(text, speaker=part.speaker, words=_words(part, whole, times), markup=markup)


def _words(part: _Part, whole: str, times: TimeLine) -> tuple[Word, ...]:
    if not part.times or times.start_ms is None or times.end_ms is None:
        return ()
    starts = [(0, times.start_ms), *part.times]
    ends = [*part.times, (len(whole), times.end_ms)]
    words = []
    for (at, start_ms), (until, end_ms) in zip(starts, ends, strict=True):
        said = " ".join(whole[at:until].split())
        if said:
            words.append(Word(said, start_ms, end_ms))
    return tuple(words)
