"""Words with times become cues: as long as people read at a time, cut where speakers breathe."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from feedtool.transcripts.joining import UNSPACED, WIDE
from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.reading.spoken import Spoken
from feedtool.values.json_places import Path

# Two lines as films have them, and how long they stand.
_MOST_CHARS = 84
_MOST_MS = 7_000
_LONG_PAUSE_MS = 1_000
# A sentence that is shorter stays with the next one, unless somebody takes a breath.
_SHORT_CHARS = 32
_BREATH_MS = 300
_CLOSING = "\"'”’»)]」』）"
_SENTENCE_ENDS = frozenset(".!?…。！？؟।۔")
_ENDS = _SENTENCE_ENDS | frozenset(_CLOSING)
_CLAUSE_ENDS = frozenset(",;:–—，、；：،؛")
_BETWEEN_UNSPACED = re.compile(f"(?<=[{UNSPACED}]) (?=[{UNSPACED}])")
# In a script without blanks a phrase is longer than most words.
_PHRASE = re.compile(rf"[{UNSPACED}]{{7}}|\s")
_MOST_OF_WORD = 40
_MOST_ARE_PHRASES = 0.1
_ENOUGH = 5_000
_IS_WIDE = re.compile(f"[{WIDE}]")
_MAKE_WORD = partial(tuple.__new__, Word)


@dataclass(slots=True)
class Found:
    """The cues of a transcript, the place of each, and the language that the file names."""

    cues: list[Cue] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    language: str = ""

    def add(self, cue: Cue, path: Path) -> None:
        """Add a cue and its place."""
        self.cues.append(cue)
        self.paths.append(path)


def list_cues(entries: Iterable[Spoken], language: str = "") -> Found:
    """Return each entry as a cue; one in which several people speak is cut between them."""
    found = Found(language=language)
    for one in entries:
        if len({word.speaker or one.speaker for word in one.words}) > 1:
            _add_groups(found, _name_words(one))
        else:
            speaker = one.speaker or (one.words[0].speaker if one.words else "")
            cue = Cue(one.text, one.start_ms, one.end_ms, speaker, _list_words(one.words))
            found.add(cue, one.path)
    return found


def group_turns(turns: Iterable[Spoken], language: str = "") -> Found:
    """Return the words of long turns as cues; a turn without words is one cue."""
    found = Found(language=language)
    for turn in turns:
        if turn.words:
            _add_groups(found, _name_words(turn))
        else:
            found.add(Cue(turn.text, turn.start_ms, turn.end_ms, turn.speaker), turn.path)
    return found


def merge(parts: Iterable[Found], language: str) -> Found:
    """Return the cues of several parts, such as channels, in the order of their starts."""
    pairs = [pair for part in parts for pair in zip(part.cues, part.paths, strict=True)]
    pairs.sort(key=lambda pair: pair[0].start_ms or 0)
    return Found([cue for cue, _ in pairs], [path for _, path in pairs], language)


def _name_words(turn: Spoken) -> list[Spoken]:
    return [word._replace(speaker=word.speaker or turn.speaker) for word in turn.words]


def group_words(words: Sequence[Spoken], language: str = "") -> Found:
    """Return words as cues, which end with the speaker, a sentence, a pause, or two full lines."""
    found = Found(language=language)
    _add_groups(found, words)
    return found


def are_words(entries: Sequence[Spoken]) -> bool:
    """Return whether nearly all entries are single words, not phrases."""
    texts = [one.text for one in entries[:: 1 + len(entries) // _ENOUGH] if one.text]
    phrases = [
        text
        for text in texts
        if " " in text or len(text) > _MOST_OF_WORD or not (text.isascii() or _is_word(text))
    ]
    return len(phrases) < len(texts) * _MOST_ARE_PHRASES


def _is_word(text: str) -> bool:
    return _PHRASE.search(text) is None


def join_words(words: Iterable[str]) -> str:
    """Return words as a text, with blanks between them where their script has blanks.

    >>> join_words(["The", "ferry"]), join_words(["船", "は", "Ferry"])
    ('The ferry', '船は Ferry')
    """
    text = " ".join(words)
    return text if text.isascii() else _BETWEEN_UNSPACED.sub("", text)


def _add_groups(found: Found, words: Sequence[Spoken]) -> None:
    if not all(map(itemgetter(0), words)):
        words = [one for one in words if one.text]
    begin = 0
    for end in _find_ends(words):
        found.add(_make_cue(words[begin:end]), words[begin].path)
        begin = end


def _find_ends(words: Sequence[Spoken]) -> Iterator[int]:
    """Yield the index behind the last word of each cue."""
    begin = chars = clause_end = 0
    begun_ms = last_ms = None
    before = talker = ""
    for index, (text, start_ms, end_ms, speaker, _, _, _) in enumerate(words):
        width = len(text) + 1 if text.isascii() else _measure(text)
        if index > begin:
            pause_ms = 0 if start_ms is None or last_ms is None else start_ms - last_ms
            if (
                speaker != talker
                or pause_ms >= _LONG_PAUSE_MS
                or (before[-1] in _ENDS and (chars >= _SHORT_CHARS or pause_ms >= _BREATH_MS)
                    and _ends_sentence(before))
            ):  # fmt: skip
                yield index
                begin, chars = index, 0
            elif chars + width > _MOST_CHARS or _lasts_long(begun_ms, end_ms):
                begin = clause_end if clause_end > begin else index
                yield begin
                begun_ms = words[begin].start_ms
                chars = sum(_measure(one.text) for one in words[begin:index])
        if begin == index:
            begun_ms = start_ms
        chars += width
        if text[-1] in _CLAUSE_ENDS and chars > _SHORT_CHARS:
            clause_end = index + 1
        last_ms = start_ms if end_ms is None else end_ms
        before, talker = text, speaker
    if words:
        yield len(words)


def _measure(text: str) -> int:
    """Return how wide a word is, with the blank behind it."""
    return len(text) + (len(_IS_WIDE.findall(text)) or 1)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def _lasts_long(begun_ms: int | None, end_ms: int | None) -> bool:
    return begun_ms is not None and end_ms is not None and end_ms - begun_ms > _MOST_MS


def _make_cue(words: Sequence[Spoken]) -> Cue:
    first, last = words[0], words[-1]
    start, end = first.start_ms, last.end_ms
    if start is None:
        start = next((one.start_ms for one in words if one.start_ms is not None), None)
    if end is None:
        end = next((one.end_ms for one in reversed(words) if one.end_ms is not None), None)
    return Cue(
        join_words([one.text for one in words]), start, end, first.speaker, _list_words(words)
    )


def _list_words(words: Sequence[Spoken]) -> Sequence[Word]:
    """Return the words whose times are known."""
    rows = [one[:3] for one in words]
    if None in [row[2] for row in rows] or None in [row[1] for row in rows]:
        rows = [row for row in rows if row[1] is not None and row[2] is not None]
    # A third of the time that Word() takes.
    return tuple(map(_MAKE_WORD, rows))
