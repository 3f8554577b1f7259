"""Guesses in which of the encodings before UTF-8 a text is, if that is certain.

The letters that a text has most tell alphabets apart, and letters that stand where no word has them
rule an encoding out.
Source: https://encoding.spec.whatwg.org/#legacy-single-byte-encodings
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_MOST_BYTES = 200_000
_LETTERS = re.compile(rb"[A-Za-z]")
_HIGH = re.compile(rb"[\x80-\xff]")
# Of texts in these alphabets, the letters named here make three of five.
_ALPHABETS = (
    ("cp1251", "windows-1251", "оеаинтсрвл"),
    ("koi8-r", "KOI8-R", "оеаинтсрвл"),
    ("cp866", "IBM866", "оеаинтсрвл"),
    ("iso8859-5", "ISO 8859-5", "оеаинтсрвл"),
    ("cp1253", "windows-1253", "αοιετσνηυρςάόίέή"),
    ("cp1255", "windows-1255", "יוהלאמתשרב"),
    ("cp1256", "windows-1256", "اليمنوترهب"),
)
_FEWEST_USUAL = 0.6
# East Asian encodings have two bytes for a character: which of the characters are usual.
_SYLLABLES = (
    ("cp932", "Shift_JIS", re.compile("[ぁ-んァ-ヶー]"), 0.3),
    ("euc_jp", "EUC-JP", re.compile("[ぁ-んァ-ヶー]"), 0.3),
    ("cp949", "EUC-KR", re.compile("[가-힣]"), 0.8),
)
_HANZI = (
    ("gb18030", "GBK", re.compile(rb"[\xb0-\xd7][\xa1-\xfe]"), 0.8),
    ("big5", "Big5", re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]"), 0.85),
)
_LATIN = (
    ("cp1252", "windows-1252"), ("cp1250", "windows-1250"), ("mac_roman", "Mac Roman"),
    ("cp850", "IBM850"),
)  # fmt: skip
# What stands behind a small letter of ASCII, and what stands before one at the start of a word.
_INSIDE = re.compile(r"(?<=[a-z])[^\x00-\x7f]")
_FIRST = re.compile(r"(?<!\w)[^\x00-\x7f](?=[a-z])")
_MARKS_INSIDE = frozenset("’‘´`\xad–—…\xa0”“»›™®©ªº°²³")
_MARKS_FIRST = frozenset("¿¡‘’“„‚«‹”»–—…\xa0•·°")
_RIGHT_SHARE = 0.97
# One letter is not enough to be sure of an encoding that is seldom.
_FEWEST_LETTERS = 2
_TURKISH = re.compile("[ðþý]")
_NOT_TURKISH = re.compile("[áíóúæÁÍÓÚÆ]")


class Legacy(NamedTuple):
    """An encoding: the name of Python's codec, and what people call it."""

    codec: str
    name: str


def guess_legacy(data: bytes) -> Legacy | None:
    r"""Return the encoding of a text that is not UTF-8; None if nobody can be sure.

    >>> guess_legacy(b"le caf\xe9 du port").name
    'windows-1252'
    """
    data = data[:_MOST_BYTES]
    high = len(_HIGH.findall(data))
    if not high:
        return None
    if high < len(_LETTERS.findall(data)):
        return _guess_latin(data)
    return _guess_east_asian(data, high) or _guess_alphabet(data)


def _guess_latin(data: bytes) -> Legacy | None:
    """Return the encoding in which all letters inside words are small letters."""
    for codec, name in _LATIN:
        text = data.decode(codec, "replace")
        inside, first = _INSIDE.findall(text), _FIRST.findall(text)
        if codec != "cp1252" and len(inside) < _FEWEST_LETTERS:
            return None
        right = sum(one.islower() or one in _MARKS_INSIDE for one in inside)
        right += sum(one.isalpha() or one in _MARKS_FIRST for one in first)
        if right >= _RIGHT_SHARE * len(inside + first) and "\ufffd" not in text:
            if codec == "cp1252" and _TURKISH.search(text) and not _NOT_TURKISH.search(text):
                return Legacy("cp1254", "windows-1254")
            return Legacy(codec, name)
    return None


def _guess_alphabet(data: bytes) -> Legacy | None:
    shares: Mapping[Legacy, float] = {
        Legacy(codec, name): _share_of(usual, data.decode(codec, "replace"))
        for codec, name, usual in _ALPHABETS
    }
    best = max(shares, key=lambda one: shares[one])
    return best if shares[best] > _FEWEST_USUAL else None


def _share_of(usual: str, text: str) -> float:
    strange = [char for char in text if char > "\x7f" and not char.isspace()]
    return sum(char in usual for char in strange) / len(strange) if strange else 0.0


def _guess_east_asian(data: bytes, high: int) -> Legacy | None:
    for codec, name, usual, fewest in _SYLLABLES:
        text = _decode(data, codec)
        strange = sum(char > "\x7f" for char in text)
        if strange and len(usual.findall(text)) > fewest * strange:
            return Legacy(codec, name)
    for codec, name, pairs, fewest in _HANZI:
        if _decode(data, codec) and 2 * len(pairs.findall(data)) > fewest * high:
            return Legacy(codec, name)
    return None


def _decode(data: bytes, codec: str) -> str:
    """Return bytes as text, "" if they are not in this encoding; the last character may be cut."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as why:
        return data[: why.start].decode(codec) if why.start > len(data) - 4 else ""
