"""The markup of cues of WebVTT: its kinds, times of words, and other ends of lines."""

import re
from collections.abc import Set
from html import unescape
from itertools import accumulate

from feedtool.transcripts.model import Cue
from feedtool.transcripts.reading.time_lines import format_clock
from feedtool.transcripts.writing.dividing import place_words

_KIND = re.compile(r"<(i|b|u|c|ruby|lang|v(?=\.)|[0-9])(?=[\s.>:0-9])")
_PART = re.compile(r"<[^<>]*>|&#?\w{1,32};|\s+|.")
_BLANK = re.compile(r"[^\S\u00a0\u202f]+")
_KINDS = {
    "i": "italics", "b": "bold", "u": "underlines", "c": "classes", "v": "classes", "ruby": "ruby",
    "lang": "languages",
}  # fmt: skip


def find_kinds(cue: Cue) -> Set[str]:
    """Return what the markup of a cue says more than its text.

    >>> sorted(find_kinds(Cue("Ahoy!", markup="<i>Ahoy<00:01.000>!</i>")))
    ['italics', 'times of words']
    """
    return {_KINDS.get(one, "times of words") for one in _KIND.findall(cue.markup)}


def escape(text: str) -> str:
    """Return a text as WebVTT writes it: no tag, no reference and no arrow in it.

    >>> escape("<R&D> --> ok")
    '&lt;R&amp;D> --&gt; ok'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")


def mark_words(cue: Cue) -> str:
    """Return the text of a cue with the time of each word inside, "" if it lacks a word.

        >>> from feedtool.transcripts.model import Word
    >>> words = [Word("Ahoy", 0, 300), Word("you", 400, 800)]
    >>> mark_words(Cue("Ahoy, you", 0, 900, words=words))
    'Ahoy, <00:00:00.400>you'
    """
    text = cue.text
    written = []
    at, time_ms = 0, cue.start_ms or 0
    for start, word in zip(place_words(text, cue.words), cue.words, strict=False):
        # Players ignore a time that is not between the one before it and the end.
        if time_ms < word.start_ms < (cue.end_ms or 0):
            written += [escape(text[at:start]), f"<{format_clock(word.start_ms, '.')}>"]
            at, time_ms = start, word.start_ms
    return "".join([*written, escape(text[at:])]) if written else ""


def break_markup(markup: str, text: str) -> str:
    r"""Return markup with the ends of lines that its text has.

    >>> break_markup("Come <i>with me &amp;\nsing</i>", "Come with\nme & sing")
    'Come <i>with\nme &amp; sing</i>'
    """
    counts = accumulate(len(_BLANK.sub("", line)) for line in text.split("\n")[:-1])
    ends = set(counts)
    written = []
    count = 0
    for part in _PART.findall(markup):
        if part.startswith("<") and part.endswith(">"):
            written.append(part)
            continue
        is_end = count in ends
        ends.discard(count)
        if _BLANK.fullmatch(unescape(part)):
            written.append("\n" if is_end else " ")
        else:
            written.append(f"\n{part}" if is_end else part)
            count += 1
    return "".join(written)
