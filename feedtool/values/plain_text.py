"""Plain text: no markup, no characters that a wrong decoding left behind.

Source: https://www.rssboard.org/rss-encoding-examples; https://www.rssboard.org/rss-profile
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.html_names import TAGS
from feedtool.values.value_type import ValueType

_MARKUP = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PLACEHOLDER = re.compile(
    r"\{\{[^{}]{1,60}\}\}|\[object Object\]|(?<!\S)%[sd](?!\S)"
    r"|\A(?:undefined|null|None|NaN|TODO|%[sd])\Z"
)
# A title in ASCII without any of these has no markup and no placeholder.
_SUSPECT = re.compile(r"[<&{\[%]|\A(?:undefined|null|None|NaN|TODO)\Z")
_BROKEN = re.compile("[\x80-\x9f\ufffd]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RUN = re.compile("[\xc2-\xf4\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192][^\x00-\x7f]{1,40}")
# The bytes 0x80 to 0x9F by the characters of cp1252; five of these bytes have no character there.
_CP1252 = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_FRENCH = "\xab\xbb\xa0"
_QUOTES = frozenset(f"{_FRENCH}\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u201e\u201a\u2039\u203a")


def accept(text: str) -> tuple[Fault, ...]:
    """Accept everything."""
    return ()


def check_filled(text: str) -> tuple[Fault, ...]:
    """Accept any text that is not empty."""
    return () if text.strip() else (Fault("empty-value", "expected some text"),)


def check_text(text: str) -> tuple[Fault, ...]:
    """Accept plain text that is not empty."""
    if not text or text.isspace():
        return (Fault("empty-value", "expected some text"),)
    return check_plain(text)


def check_plain(text: str) -> tuple[Fault, ...]:
    """Accept plain text; apps would show markup and entities as they are written."""
    faults = check_characters(text)
    if "<" in text or "&" in text:
        faults = (*faults, *_check_markup(text))
    if text[:1].isspace() or text[-1:].isspace():
        faults = (*faults, Fault("value-padded", "expected no space around the value"))
    return faults


def check_title(text: str) -> tuple[Fault, ...]:
    """Accept a title: plain text without placeholders that reads in one direction."""
    if text.isascii() and text and text == text.strip() and not _SUSPECT.search(text):
        return ()
    faults = check_text(text)
    if not text.isascii() and (turned := _BIDI.search(text)):
        says = f"the character U+{ord(turned[0]):04X} changes the reading direction; remove it"
        faults = (*faults, Fault("text-direction", says, turned.start(), 1))
    if match := _PLACEHOLDER.search(text[:1000]):
        says = f'"{match[0]}" looks like a placeholder that was not filled in'
        faults = (*faults, Fault("text-placeholder", says, match.start(), len(match[0])))
    return faults


def check_characters(text: str) -> tuple[Fault, ...]:
    """Accept text without characters that only a wrong decoding leaves behind."""
    if text.isascii():
        return ()
    faults = []
    if broken := _BROKEN.search(text):
        code = f"U+{ord(broken[0]):04X}"
        says = f"the character {code} comes from a wrong decoding; write the right character"
        faults.append(Fault("text-broken-character", says, broken.start(), 1))
    if garbled := find_mojibake(text):
        start, wrong, right = garbled
        says = f'"{wrong}" is UTF-8 that was read as Latin-1; write "{right}"'
        faults.append(Fault("text-mojibake", says, start, len(wrong)))
    return tuple(faults)


def find_mojibake(text: str) -> tuple[int, str, str] | None:
    """Return the place of the first UTF-8 that was decoded as Latin-1 or cp1252, and its meaning.

    >>> find_mojibake("un cafÃ©")
    (6, 'Ã©', 'é')
    """
    for match in _RUN.finditer(text):
        raw = _as_bytes(match[0])
        for end in range(len(raw), 1, -1):
            try:
                right = raw[:end].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if not _is_doubtful(text, match.start(), match[0][:end]):
                return match.start(), match[0][:end], right
            break
    return None


def _as_bytes(run: str) -> bytes:
    """Return the bytes that a run was decoded from, up to the first character without one."""
    raw = bytearray()
    for char in run:
        code = _CP1252.get(ord(char), ord(char))
        if code > 0xFF:
            break
        raw.append(code)
    return bytes(raw)


def _is_doubtful(text: str, start: int, run: str) -> bool:
    """Whether a run may also be a letter before quotes, dashes or blanks: `MANHÃ”`, `É…`.

    There is no doubt where a word begins with the run, `Ã–sterreich`, or has French quotes inside.
    """
    if not _QUOTES.issuperset(run[1:]):
        return False
    before, after = text[start - 1 : start], text[start + len(run) : start + len(run) + 1]
    if run[1] in _FRENCH:
        # Only a few words of Western languages, in capitals, end in these letters.
        return run[0] not in "ÃÂ" or (run[0] == "Ã" and run[1] == "»" and not after.isalpha())
    return run[0] != "Ã" or before.isalpha() or not after.isalpha()


def _check_markup(text: str) -> tuple[Fault, ...]:
    for match in _MARKUP.finditer(text):
        if match[1].lower() in TAGS:
            says = "expected plain text; apps show the tags as they are written"
            return (Fault("markup-in-text", says, match.start(), len(match[0])),)
    if entity := _ENTITY.search(text):
        says = f"expected the character itself; apps show {entity[0]} as it is written"
        return (Fault("entity-in-text", says, entity.start(), len(entity[0])),)
    return ()


TYPES = (
    ValueType("any", accept, "any text"),
    ValueType("unread", check_characters, "any text"),
    ValueType("filled", check_filled, "any text, not empty"),
    ValueType("plain", check_plain, "plain text"),
    ValueType("text", check_text, "plain text, not empty"),
    ValueType("title", check_title, "plain text, not empty"),
)
