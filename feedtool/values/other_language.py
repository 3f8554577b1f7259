"""Tells whether a text is certainly in another language than it should be, by letters and words.

Only what is certain is said. Libraries that guess languages are large, and short texts mislead
them; the most frequent words of a language make a third of any running text.
"""

import re
from collections.abc import Iterable

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
# Languages whose texts are never in Latin letters, and whose frequent words are no words to us.
_NEVER_LATIN = frozenset(["ja", "zh", "ko", "th", "el", "he", "ka", "hy", "am", "bg", "mk", "be"])
_LETTERS = re.compile(r"[^\W\d_]")
# Fewer letters or words in a list of titles are not certain.
_ENOUGH = 200
# A fifth or more of the words of running text are in our list; few in a list of names are.
_SURE_SHARE = 0.16
_ITS_OWN_SHARE = 0.1
_TIMES = 5
_MARGIN = 1.3
_NOT_TEXT = re.compile(r"<[^<>]{0,500}>|https?://\S+|&[a-z]{2,8};")


def primary_of(tag: str) -> str:
    """Return the code of a language without region and script, in small letters.

    >>> primary_of("pt_BR")
    'pt'
    """
    return tag.strip().lower().replace("_", "-").partition("-")[0]


def find_other_script(text: str, code: str, enough: int = _ENOUGH) -> str:
    """Return the script of nearly all letters if the language does not use it, or "".

    A text is judged only if it has `enough` letters.
    """
    if text.isascii():
        return ""
    letters = len(_LETTERS.findall(text))
    for script, pattern, languages in _SCRIPTS:
        found = len(re.findall(pattern, text))
        if letters >= enough and found * 10 >= letters * 8 and code not in languages.split():
            return script
    return ""


def find_other_words(text: str, code: str, enough: int = _ENOUGH) -> str:
    """Return the name of the language whose frequent words fill a text, if it is another one.

    Only languages whose words or letters we know are judged, and only a text of `enough` words. The
    result is "" if nothing is certain.
    """
    known: dict[str, dict[str, str | list[str]]] = load_list("function-words")
    code = "nb" if code in ("no", "nn") else code
    if code not in known and code not in _NEVER_LATIN:
        return ""
    words = _NOT_TEXT.sub(" ", text).lower().split()
    own = _count(words, known[code]["words"]) if code in known else 0
    if len(words) < enough or own >= len(words) * _ITS_OWN_SHARE:
        return ""
    counts = sorted((_count(words, one["words"]), name) for name, one in known.items())
    (second, _), (most, best) = counts[-2], counts[-1]
    sure = most >= len(words) * _SURE_SHARE and most >= second * _MARGIN
    return str(known[best]["name"]) if sure and most >= max(own, 1) * _TIMES else ""


def _count(words: Iterable[str], frequent: Iterable[str]) -> int:
    return sum(map(frozenset(frequent).__contains__, words))
