"""Compares the declared language with the script of the titles, if the script is clear."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule

# Scripts that only some languages use, and the codes of these languages.
_SCRIPTS = (
    ("Cyrillic", "[\u0400-\u04ff]",
     "ab av ba be bg ce cu cv kk kv ky mk mn os ru sr tg tk tt uk uz sh bs az mo ro"),
    ("Han", "[\u4e00-\u9fff]", "zh ja ko yue cmn nan hak wuu za ii"),
    ("kana", "[\u3041-\u30ff]", "ja ain ryu"),
    ("Hangul", "[\uac00-\ud7a3]", "ko"),
    ("Arabic", "[\u0620-\u064a]",
     "ar az bal fa ha kk ks ku ky ms pa ps sd tg ug ur uz"),
    ("Hebrew", "[\u05d0-\u05ea]", "he yi lad"),
    ("Greek", "[\u0391-\u03c9]", "el grc"),
    ("Thai", "[\u0e01-\u0e2e]", "th"),
    ("Devanagari", "[\u0904-\u0939]", "hi mr ne sa bh ks sd kok mai bho doi new"),
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]")
_ENOUGH = 200
_MAX_CHARS = 20_000


@dataclass(slots=True)
class _Sample:
    """The titles of the items, up to a limit."""

    text: str = ""


@rule(on="item")
def collect_titles(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Remember titles for the end of the channel."""
    sample = memory.of(_Sample)
    title = item.children.get("title")
    if title is not None and not title.text.isascii() and len(sample.text) < _MAX_CHARS:
        sample.text += title.text[:200]
    return ()


@rule(on="channel")
def find_other_language(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a declared language that does not use the script of nearly all letters."""
    declared = channel.children.get("language")
    code = declared.text.strip().lower().partition("-")[0] if declared is not None else ""
    text = f"{channel.text_of('title')} {channel.text_of('description')[:2000]}"
    text += memory.of(_Sample).text
    if declared is None or not code or text.isascii():
        return
    letters = len(_LETTERS.findall(text))
    for script, pattern, languages in _SCRIPTS:
        found = len(re.findall(pattern, text))
        if letters >= _ENOUGH and found * 10 >= letters * 8 and code not in languages.split():
            message = f'language is "{code}", but the titles are written in {script} letters'
            yield ElementFault("language-differs", message, declared, value=code)
            return
