"""Words with times become cues: as long as people read at a time, cut where speakers breathe."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

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
_SENTENCE_ENDS = frozenset(".!?…。！？؟।۔")
_CLAUSE_ENDS = frozenset(",;:–—，、；：،؛")
_CLOSING = "\"'”’»)]」』）"
# Chinese, Japanese, Thai, Lao, Khmer and Burmese: no blanks between words, and the first two have
# letters of double width.
_WIDE = "\u2e80-\u30ff\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff"
_UNSPACED = rf"{_WIDE}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_BETWEEN_UNSPACED = re.compile(f"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
# A word has no blank in it; in a script without blanks a phrase is longer than most words.
_WORD = re.compile(r"[^\s\u3000]{1,40}")
_UNSPACED_PHRASE = re.compile(f"[{_UNSPACED}]{{7}}")
_MOST_ARE_WORDS = 0.9
_IS_WIDE = re.compile(f"[{_WIDE}]")


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
    texts = [one.text for one in entries if one.text]
    words = sum(
        1
        for text in texts
        if _WORD.fullmatch(text) and (text.isascii() or not _UNSPACED_PHRASE.search(text))
    )
    return words > len(texts) * _MOST_ARE_WORDS


def join_words(words: Iterable[str]) -> str:
    """Return words as a text, with blanks between them where their script has blanks.

    >>> join_words(["The", "ferry"]), join_words(["船", "は", "Ferry"])
    ('The ferry', '船は Ferry')
    """
    text = " ".join(words)
    return text if text.isascii() else _BETWEEN_UNSPACED.sub("", text)


def _add_groups(found: Found, words: Sequence[Spoken]) -> None:
    filled = [word for word in words if word.text]
    begin = 0
    for end in _find_ends(filled):
        found.add(_make_cue(filled[begin:end]), filled[begin].path)
        begin = end


def _find_ends(words: Sequence[Spoken]) -> Iterator[int]:
    """Yield the index behind the last word of each cue."""
    begin = chars = clause_end = 0
    widths = [_measure(word.text) for word in words]
    for index, word in enumerate(words):
        if index > begin:
            if _is_break(words[index - 1], word, chars):
                yield (begin := index)
                chars = 0
            elif chars + widths[index] > _MOST_CHARS or _lasts_long(words[begin], word):
                yield (begin := clause_end if clause_end > begin else index)
                chars = sum(widths[begin:index])
        chars += widths[index]
        if chars > _SHORT_CHARS and word.text[-1] in _CLAUSE_ENDS:
            clause_end = index + 1
    if words:
        yield len(words)


def _measure(text: str) -> int:
    """Return how wide a word is, with the blank behind it."""
    if text.isascii():
        return len(text) + 1
    wide = len(_IS_WIDE.findall(text))
    return len(text) + (wide or 1)


def _is_break(before: Spoken, word: Spoken, chars: int) -> bool:
    """Return whether a cue ends between two words that would both have room in it."""
    if before.speaker != word.speaker:
        return True
    last = before.start_ms if before.end_ms is None else before.end_ms
    pause_ms = 0 if last is None or word.start_ms is None else word.start_ms - last
    if pause_ms >= _LONG_PAUSE_MS:
        return True
    if chars < _SHORT_CHARS and pause_ms < _BREATH_MS:
        return False
    return before.text[-1] in _SENTENCE_ENDS or before.text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def _lasts_long(first: Spoken, word: Spoken) -> bool:
    if first.start_ms is None or word.end_ms is None:
        return False
    return word.end_ms - first.start_ms > _MOST_MS


def _make_cue(words: Sequence[Spoken]) -> Cue:
    start = next((one.start_ms for one in words if one.start_ms is not None), None)
    end = next((one.end_ms for one in reversed(words) if one.end_ms is not None), None)
    text = join_words([one.text for one in words])
    return Cue(text, start, end, words[0].speaker, _list_words(words))


def _list_words(words: Sequence[Spoken]) -> Sequence[Word]:
    """Return the words whose times are known."""
    return [
        Word(text, start, end)
        for text, start, end, *_ in words
        if start is not None and end is not None
    ]
