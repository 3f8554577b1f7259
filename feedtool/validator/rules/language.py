"""Compares the declared language with the script of the titles and with the words of the texts.

Only what is certain is reported. Libraries that guess languages are large, and short texts mislead
them; the most frequent words of a language make a third of any running text.
"""

import re
from collections.abc import Iterable

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.vocabulary import load_list

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


# How many items are looked at for their words, and how much of each text.
_ITEMS = 12
_TITLE_CHARS = 200
_TEXT_CHARS = 800
_WORDS_ENOUGH = 200
# A fifth or more of the words of running text are in our list; few in a list of names are.
_SURE_SHARE = 0.16
_ITS_OWN_SHARE = 0.1
_TIMES = 5
_MARGIN = 1.3
_NOT_TEXT = re.compile(r"<[^<>]{0,500}>|https?://\S+|&[a-z]{2,8};")


class _Sample:
    """The titles of the items up to a limit, and all texts of the first items."""

    def __init__(self) -> None:
        self.titles = ""
        self.texts: list[str] = []


@rule(on="item")
def collect_titles(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Remember titles and a few texts for the end of the channel."""
    sample = memory.of(_Sample)
    children = item.children
    title = children.get("title")
    if title is not None and not title.text.isascii() and len(sample.titles) < _MAX_CHARS:
        sample.titles += title.text[:_TITLE_CHARS]
    if len(sample.texts) < 2 * _ITEMS:
        text = children.get("description") or children.get("content:encoded")
        sample.texts += [
            title.text[:_TITLE_CHARS] if title is not None else "",
            text.text[:_TEXT_CHARS] if text is not None else "",
        ]
    return ()


@rule(on="channel", with_child="language")
def find_other_language(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a declared language in which the texts are surely not written."""
    declared = channel.children["language"]
    code = declared.text.strip().lower().replace("_", "-").partition("-")[0]
    if code:
        sample = memory.of(_Sample)
        own = [channel.text_of("title"), channel.text_of("description")[:2000]]
        found = _find_other_script(f"{' '.join(own)}{sample.titles}", code)
        says = f"the titles are written in {found} letters" if found else ""
        if not found and (found := _find_other_words(" ".join([*own, *sample.texts]), code)):
            says = f"the titles and descriptions are in {found}"
        if says:
            message = f'language is "{code}", but {says}'
            yield ElementFault("language-differs", message, declared, value=code)


def _find_other_script(text: str, code: str) -> str:
    """Return the script of nearly all letters if the language does not use it."""
    if text.isascii():
        return ""
    letters = len(_LETTERS.findall(text))
    for script, pattern, languages in _SCRIPTS:
        found = len(re.findall(pattern, text))
        if letters >= _ENOUGH and found * 10 >= letters * 8 and code not in languages.split():
            return script
    return ""


def _find_other_words(text: str, code: str) -> str:
    """Return the name of the language whose frequent words fill a text, if it is another one.

    Only languages whose words we know are judged, and only a text of two hundred words or more.
    """
    known: dict[str, dict[str, str | list[str]]] = load_list("function-words")
    code = "nb" if code in ("no", "nn") else code
    if code not in known:
        return ""
    words = _NOT_TEXT.sub(" ", text).lower().split()
    own = _count(words, known[code]["words"])
    if len(words) < _WORDS_ENOUGH or own >= len(words) * _ITS_OWN_SHARE:
        return ""
    counts = sorted((_count(words, one["words"]), name) for name, one in known.items())
    (second, _), (most, best) = counts[-2], counts[-1]
    sure = most >= len(words) * _SURE_SHARE and most >= second * _MARGIN
    return str(known[best]["name"]) if sure and most >= max(own, 1) * _TIMES else ""


def _count(words: Iterable[str], frequent: Iterable[str]) -> int:
    return sum(map(frozenset(frequent).__contains__, words))
