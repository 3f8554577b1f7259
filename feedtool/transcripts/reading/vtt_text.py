"""The text of a cue of WebVTT: its voices, tags, times of words and references.

Source: https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.reading.lines import BLANKS, is_too_long, strip_lines
from feedtool.transcripts.reading.markup import CODE, is_html_tag, report_markup
from feedtool.transcripts.reading.time_lines import TimeLine
from feedtool.vocabulary.severity import Severity

_TOKEN = re.compile(r"<([^<>]{0,1000})>|" + CODE.pattern)
_TIME = re.compile(r"(?:([0-9]{2,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})\Z")
_LIKE_TIME = re.compile(r"[0-9]+(?:[:.,][0-9]+){1,3}\Z")
_VOICE = re.compile(r"v((?:\.[^ \t\n.<>&]{1,100}){0,9})(?:[ \t\n]+(.*))?\Z", re.DOTALL)
_ONE_VOICE = re.compile(r"<v[ \t]++([^<>&\n]{1,200})>([^<&{]*)(?:</v>[ \t\n]*)?\Z")
_SPAN = re.compile(r"(c|i|b|u|ruby|rt|lang)(?:[.\s].*)?\Z", re.DOTALL)
_END = re.compile(r"/(c|i|b|u|ruby|rt|lang|v)[ \t]*\Z")
_DEEPEST = 20
_WORD = re.compile(r"[^ \t\n]+")


class _Opened(NamedTuple):
    """A tag that is open: its name, how it is written, and where."""

    name: str
    raw: str
    at: int


class _Timed(NamedTuple):
    """A time between words: how much of the text is before it, and where its tag is."""

    length: int
    time_ms: int
    at: int


class _Part:
    """What one voice says in a cue, while it is read."""

    def __init__(self, speaker: str, voice: str, opened: Sequence[_Opened]) -> None:
        self.speaker = speaker
        self.text: list[str] = []
        self.markup: list[str] = [voice, *(one.raw for one in opened)]
        self.times: list[_Timed] = []
        self.length = 0
        # Whether there is more than the text and the name of who speaks.
        self.is_rich = bool(opened) or voice.startswith("<v.")

    def add(self, raw: str, *, is_escaped: bool = False) -> None:
        """Take text from between the tags, or text that looks like a tag."""
        self.markup.append(raw.replace("<", "&lt;") if is_escaped else raw)
        plain = raw if is_escaped else unescape(raw)
        self.text.append(plain)
        self.length += len(plain)

    def add_tag(self, raw: str, text: str = "") -> None:
        """Take a tag that stays in the markup, and what stands for it in the text."""
        self.markup.append(raw)
        self.is_rich = True
        self.text.append(text)
        self.length += len(text)

    def close(self, opened: Sequence[_Opened]) -> None:
        """End the tags that are still open."""
        if opened:
            self.markup[-1] = self.markup[-1].rstrip(BLANKS + "\n")
        self.markup += [f"</{one.name}>" for one in reversed(opened)]


def read_payload(
    body: Sequence[str], number: int, times: TimeLine, findings: FileFindings
) -> list[Cue]:
    """Return what each voice says in a cue, without times; the first line of text has a number."""
    text = "\n".join(body)
    # Most cues are one voice and no more.
    voice = _ONE_VOICE.match(text)
    if voice is not None:
        return [Cue(strip_lines(voice[2]), speaker=" ".join(voice[1].split()))]
    if is_too_long(text, number, findings):
        return [Cue(strip_lines(text))]
    reader = _Payload(text, number, findings)
    reader.read()
    cues = [_finish(part, times, reader) for part in reader.parts]
    return [cue for cue in cues if cue.text] or cues[-1:]


class _Payload:
    """Reads a text with tags; `parts` are what each voice says, `opened` the spans around it."""

    def __init__(self, text: str, number: int, findings: FileFindings) -> None:
        self.opened: list[_Opened] = []
        self.parts = [_Part("", "", ())]
        self._text = text
        self._number = number
        self._findings = findings
        self._has_markup = False
        # The ends of lines, once a place is looked for.
        self._ends: list[int] = []

    def read(self) -> None:
        """Read the whole text."""
        at = 0
        for token in _TOKEN.finditer(self._text):
            if token.start() > at:
                self._add(at, token.start())
            at = token.end()
            if token[1] is None:
                self._report_markup(token[0], token.start())
            else:
                self._take_tag(token[1], token.start())
        if at < len(self._text):
            self._add(at, len(self._text))
        self.parts[-1].close(self.opened)
        for one in self.opened:
            self.report(f'"{cut(one.raw)}" has no end; write </{one.name}>', one.at, "info")

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column of a character of the text."""
        if not self._ends:
            self._ends = [-1, *(one.start() for one in re.finditer("\n", self._text))]
        line = bisect_left(self._ends, index)
        return self._number + line - 1, index - self._ends[line - 1]

    def report(self, message: str, index: int, severity: Severity | None = "warning") -> None:
        """Report what is wrong at a character of the text."""
        self._findings.add("transcript-syntax", message, *self.place(index), severity=severity)

    def _report_markup(self, raw: str, index: int) -> None:
        """Report the first markup of the cue."""
        if not self._has_markup:
            report_markup(raw, *self.place(index), self._findings)
        self._has_markup = True

    def _add(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        if "<" in raw:
            message = '"<" starts a tag that does not end, and players lose the text; write &lt;'
            self.report(message, start + raw.index("<"), None)
        self.parts[-1].add(raw.replace("<", "&lt;"))

    def _take_tag(self, tag: str, index: int) -> None:
        if (voice := _VOICE.match(tag)) is not None:
            self._start_voice(tag, voice[2] or "", index)
        elif tag.startswith("/"):
            self._end(tag, index)
        elif (span := _SPAN.match(tag)) is not None:
            if len(self.opened) < _DEEPEST:
                self.opened.append(_Opened(span[1], f"<{tag}>", index))
                self.parts[-1].add_tag(f"<{tag}>", "(" if span[1] == "rt" else "")
        elif tag[:1].isdigit() and _LIKE_TIME.match(tag):
            self._take_time(tag, index)
        else:
            self._take_unknown(tag, index)

    def _start_voice(self, tag: str, annotation: str, index: int) -> None:
        name = unescape(" ".join(annotation.split()))
        if not name:
            self.report("a voice tag has no name; expected a tag such as <v Mira>", index)
        self._start_part(name, f"<{tag}>" if name else "")

    def _start_part(self, speaker: str, voice: str) -> None:
        self.parts[-1].close(self.opened)
        self.parts.append(_Part(speaker, voice, self.opened))

    def _end(self, tag: str, index: int) -> None:
        found = _END.match(tag)
        if found is None:
            self._take_unknown(tag, index)
        elif found[1] == "v":
            self._start_part("", "")
        else:
            self._end_span(found[1], index)

    def _end_span(self, name: str, index: int) -> None:
        names = [one.name for one in self.opened]
        if name == "ruby" and names[-2:] == ["ruby", "rt"]:
            self._end_span("rt", index)
        elif names[-1:] != [name]:
            self.report(f'"</{name}>" ends no tag; remove it', index)
            return
        self.opened.pop()
        self.parts[-1].add_tag(f"</{name}>", ")" if name == "rt" else "")

    def _take_time(self, tag: str, index: int) -> None:
        found = _TIME.match(tag)
        if found is None:
            message = f'"{cut(f"<{tag}>")}" is no time of a word; expected <00:00:01.000>'
            self.report(message, index)
            return
        hours, minutes, seconds, fraction = (int(one or 0) for one in found.groups())
        part = self.parts[-1]
        time_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
        part.times.append(_Timed(part.length, time_ms, index))
        part.add_tag(f"<{tag}>")

    def _take_unknown(self, tag: str, index: int) -> None:
        whole = f"<{tag}>"
        if is_html_tag(whole):
            self._report_markup(whole, index)
            return
        message = f'"{cut(whole)}" is no tag of WebVTT, and players lose it; write &lt; for <'
        self.report(message, index, None)
        self.parts[-1].add(whole, is_escaped=True)


def _finish(part: _Part, times: TimeLine, payload: _Payload) -> Cue:
    whole = "".join(part.text)
    markup = strip_lines("".join(part.markup)) if part.is_rich else ""
    words = _read_words(part.times, whole, times, payload) if part.times else ()
    return Cue(strip_lines(whole), speaker=part.speaker, words=words, markup=markup)


def _read_words(
    timed: Sequence[_Timed], whole: str, times: TimeLine, payload: _Payload
) -> tuple[Word, ...]:
    """Return the parts of a text between its times, the last one up to the end of the cue."""
    if times.start_ms is None or times.end_ms is None:
        return ()
    start_ms, at = times.start_ms, 0
    words = []
    for one in (*timed, _Timed(len(whole), times.end_ms, timed[-1].at)):
        if not start_ms <= one.time_ms <= times.end_ms:
            message = "the times of words go backwards or leave the cue, and players ignore them"
            payload.report(message, one.at)
            return ()
        said = " ".join(_WORD.findall(whole[at : one.length]))
        if said:
            words.append(Word(said, start_ms, one.time_ms))
        start_ms, at = one.time_ms, one.length
    return tuple(words)
