"""What is wrong with a reference to a character or to an entity, and what was meant by it.

Source: https://www.w3.org/TR/xml/#sec-references
"""

import re
from collections.abc import Mapping
from html.entities import html5, name2codepoint
from typing import NamedTuple

from feedtool.findings.suggestions import closest
from feedtool.findings.wording import cut

_OWN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_BARE = "XML does not allow a bare &; write &amp;"
# Browsers read these names without a semicolon; the others are too long to be there by chance.
_MAX_PIECES = 200
_WORDS = frozenset(("part", "real", "image", "empty", "exist", "lang", "prop", "circ", "not"))
_WITHOUT_SEMICOLON = (
    frozenset(name for name in html5 if not name.endswith(";"))
    | frozenset(name for name in name2codepoint if len(name) > 3)
) - _WORDS
_REFERENCE = re.compile(
    rb"&(?:#(?P<code>[xX][0-9a-fA-F]{0,40}|[0-9]{0,40})|(?P<name>[A-Za-z][A-Za-z0-9]{0,40}))"
    rb"(?P<blank>[ \t]*)(?P<end>;?)"
)
_NO_NUMBER = re.compile(rb"&#[^;<>&\s]{0,20};")
_LETTER = re.compile("[a-zA-Z]*(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig|nbsp)")
_HALF = re.compile(rb"&#(?:[xX]0{0,8}([dD][89a-fA-F][0-9a-fA-F]{2})|0{0,8}(5[5-7][0-9]{3}));")
_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")


class OddReference(NamedTuple):
    """What is wrong with a reference, its length in bytes, and the text that it was to be."""

    message: str
    length: int
    meant: str


def explain_name(name: str) -> str:
    """Return what is wrong with a reference whose name XML does not know."""
    char = html5.get(f"{name};")
    if char in _OWN:
        return f"XML does not know &{name};; write {_OWN[char]}"
    if char is not None:
        return f"&{name}; is known in HTML only; write {_as_references(char)} or the character"
    near = closest(name, name2codepoint) if len(name) > 2 else None
    if near is not None:
        written = _OWN.get(chr(name2codepoint[near])) or _as_references(chr(name2codepoint[near]))
        return f"&{cut(name)}; is not known; was &{near}; meant? XML wants {written}"
    return f"&{cut(name)}; is not known; write &amp; for an ampersand"


def meaning_of(name: str) -> str:
    """Return the text that a reference with an unknown name probably stands for."""
    return html5.get(f"{name};") or f"&{name};"


def explain_reference(data: bytes, entities: Mapping[str, str]) -> OddReference | None:
    """Return what is wrong with the `&` at the start of `data`, None if nothing is."""
    if (halves := _explain_surrogates(data)) is not None:
        return halves
    found = _REFERENCE.match(data)
    if found is None:
        return OddReference(_BARE, 1, "&")
    if found["code"] is not None:
        return _explain_code(data, found)
    name = found["name"].decode("utf-8", "replace")
    whole = bool(found["end"]) and not found["blank"]
    if whole:
        known = name in entities or f"&{name};" in _OWN.values()
        return None if known else OddReference(explain_name(name), found.end(), meaning_of(name))
    return _explain_unfinished(data, name, found)


def find_odd_reference(data: bytes, entities: Mapping[str, str]) -> tuple[int, OddReference] | None:
    """Return the index of the first wrong reference in a tag, and what is wrong with it."""
    for match in _AMPERSAND.finditer(data):
        odd = explain_reference(data[match.start() : match.start() + 400], entities)
        if odd is not None:
            return match.start(), odd
    return None


def resolve_references(text: str, entities: Mapping[str, str]) -> str:
    """Return a value with its references resolved, also those that are wrong."""
    from html import unescape  # noqa: PLC0415 - only for feeds that are not well formed

    data, index = text.encode("utf-8", "replace"), 0
    pieces: list[str] = []
    while (start := data.find(b"&", index)) >= 0 and len(pieces) < _MAX_PIECES:
        pieces.append(data[index:start].decode("utf-8", "replace"))
        odd = explain_reference(data[start : start + 400], entities)
        index = start + odd.length if odd else data.index(b";", start) + 1
        name = data[start + 1 : index - 1].decode("utf-8", "replace")
        pieces.append(odd.meant if odd else entities.get(name) or unescape(f"&{name};"))
    return "".join(pieces) + data[index:].decode("utf-8", "replace")


def _explain_unfinished(data: bytes, name: str, found: re.Match[bytes]) -> OddReference:
    """Explain a name without a semicolon directly behind it, or an & that is only an &."""
    char = html5.get(f"{name};", "")
    written = _OWN.get(char) or _as_references(char)
    end = found.start("blank")
    if found["end"] and name in name2codepoint:
        return OddReference(
            f"&{name} ; has a space before its semicolon; write {written}", found.end(), char
        )
    letter = _LETTER.match(name)
    if letter is not None and letter[0] in name2codepoint and name not in _WITHOUT_SEMICOLON:
        name, char = letter[0], html5[f"{letter[0]};"]
        written, end = _as_references(char), 1 + len(name)
    elif name not in _WITHOUT_SEMICOLON or data[end : end + 1] == b"=":
        return OddReference(_BARE, 1, "&")
    return OddReference(f"the reference &{name} has no semicolon; write {written}", end, char)


def _explain_code(data: bytes, found: re.Match[bytes]) -> OddReference | None:
    """Explain a reference by number: no number, no semicolon, no such character."""
    digits = found["code"].decode()
    is_hex = digits[:1] in "xX" and digits != ""
    if digits in ("", "x", "X"):
        length = found.end() if found["end"] else 1
        wrong = _NO_NUMBER.match(data)
        if wrong is None and not found["end"]:
            return OddReference(_BARE, 1, "&")
        length = wrong.end() if wrong else length
        shown = cut(data[:length].decode("utf-8", "replace"))
        says = f"{shown} has no number of a character; remove it, or write &amp; for an ampersand"
        return OddReference(says, length, "")
    end = found.start("blank")
    shown = data[:end].decode("utf-8", "replace")
    code = int(digits[1:], 16) if is_hex else int(digits)
    length = found.end() if found["end"] else end
    if refused := _refuse_code(f"{shown};", code):
        return OddReference(refused, length, "")
    if digits[0] == "X":
        says = f"the x of {shown}; must be small; write &#x{digits[1:]};"
        return OddReference(says, length, chr(code))
    if found["end"] and not found["blank"]:
        return None
    return OddReference(
        f"the reference {shown} has no semicolon; write {shown};", length, chr(code)
    )


def _refuse_code(shown: str, code: int) -> str:
    """Return why XML has no way to write a character, "" if it has."""
    shown = cut(shown)
    if code > 0x10FFFF:
        return f"{shown} is beyond the last character of Unicode; remove it"
    if 0xD800 <= code <= 0xDFFF:
        return f"{shown} is half of a surrogate pair, not a character; remove it"
    if (code < 0x20 and code not in (9, 10, 13)) or code in (0xFFFE, 0xFFFF):
        return f"{shown} is a control character, which XML cannot hold; remove it"
    return ""


def _explain_surrogates(data: bytes) -> OddReference | None:
    """Explain references to halves of characters, with the characters that they are halves of."""
    halves, end = [], 0
    while (match := _HALF.match(data, end)) is not None:
        half = int(match[1], 16) if match[1] else int(match[2])
        if not 0xD800 <= half <= 0xDFFF:
            break
        halves.append(half)
        end = match.end()
    if not halves:
        return None
    shown = cut(data[:end].decode("utf-8", "replace"))
    coded = "".join(map(chr, halves)).encode("utf-16-le", "surrogatepass")
    meant = coded.decode("utf-16-le", "ignore")
    if not meant:
        says = f"{shown} is half of a surrogate pair, not a character; remove it"
        return OddReference(says, end, "")
    what = "is a surrogate pair" if len(halves) == 2 else "are halves of surrogate pairs"
    written = "".join(f"&#x{ord(char):X};" for char in meant)
    rest = "" if len(meant) * 2 == len(halves) else "; remove the half that has no other half"
    says = f"{shown} {what}; write {cut(written)}, which is {cut(meant)}{rest}"
    return OddReference(says, end, meant)


def _as_references(char: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in char)
