"""References in HTML: names that do not exist, codes of Windows, and text that is escaped twice.

Source: https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from itertools import islice

from feedtool.values.fault import Fault
from feedtool.values.mojibake import find_mojibake
from feedtool.values.wrong_decoding import explain_garbled

_TAGS = r"(?:p|a|b|i|u|ul|ol|li|div|em|strong|span|img|table|tr|td|blockquote|h[1-6])"
_ESCAPED_END = re.compile(rf"&lt;/{_TAGS}\s*&gt;", re.IGNORECASE)
_ESCAPED_BREAK = re.compile(r"&lt;br\s*/?&gt;", re.IGNORECASE)
_ESCAPED_START = re.compile(
    rf"\s*&lt;(?:{_TAGS})(?:\s(?:(?!&[lg]t;).){{0,1000}})?&gt;", re.I | re.S
)
_ESCAPED_LINK = re.compile(
    r"&lt;a\s++(?:(?!&[lg]t;)[^<>]){0,200}?href=[\"']?https?://(?:(?!&[lg]t;)[^<>]){1,1000}&gt;"
    r"[^&<>]{0,300}&lt;/a&gt;",
    re.IGNORECASE,
)
_ESCAPED_REFERENCE = re.compile(
    r"&amp;(#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_CODE = re.compile(r"<(code|pre|kbd|samp|tt|textarea|xmp)\b.*?(?:</\1\b|\Z)", re.I | re.S)
_RUN = re.compile(
    r"(?:[^\x00-\x7f]|&(?:#[0-9]{2,5}|#[xX][0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}[0-9]{0,2});){2,40}"
)
_MAX_RUNS = 100


def find_garbled_references(text: str) -> Fault | None:
    """Return the first garbled UTF-8 that is written as references: `caf&Atilde;&copy;`."""
    for number, run in enumerate(_RUN.finditer(text)):
        if number > _MAX_RUNS:
            break
        if "&" not in run[0]:
            continue
        before = re.search(r"[^\s&;<>]{0,30}\Z", text[max(0, run.start() - 30) : run.start()])
        word = (before[0] if before else "") + unescape(run[0]) + text[run.end() : run.end() + 1]
        if (garbled := find_mojibake(word)) is not None:
            return explain_garbled(garbled, run.start(), len(run[0]))
    return None


def check_reference(match: re.Match[str]) -> Iterator[Fault]:
    """Check a reference in the text, outside of tags."""
    name = match[0][1:]
    if not name or name == ";":
        return
    if not name.endswith(";"):
        # Query strings and the like: only names that browsers read without ; are misread.
        if name.startswith("#") or name in html5:
            says = f"expected ; after &{name}"
            yield Fault(
                "html-entity", says, match.start(), len(match[0]), instead=f"&{name};",
                doubtful=True,
            )  # fmt: skip
    elif name.startswith("#"):
        yield from _check_number(match)
    elif name not in html5:
        says = f"&{name[:40]} is not known; write &amp; for an ampersand"
        yield Fault(
            "html-entity", says, match.start(), len(match[0]), instead=f"&amp;{name}",
            doubtful=True,
        )  # fmt: skip


def _check_number(match: re.Match[str]) -> Iterator[Fault]:
    digits = match[0][2:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits[:20])
    if 0x80 <= code <= 0x9F and (meant := bytes([code]).decode("cp1252", "ignore")):
        says = (
            f'{match[0]} is the code of "{meant}" in Windows, not in HTML; '
            f'write "{meant}" or &#{ord(meant)};'
        )
        instead = f"&#{ord(meant)};"
        yield Fault("html-windows-reference", says, match.start(), len(match[0]), instead=instead)
    elif not _is_character(code):
        says = f"{match[0][:40]} is not a character; remove it"
        yield Fault("html-entity", says, match.start(), len(match[0]), instead="", doubtful=True)


def _is_character(code: int) -> bool:
    """Whether a number is the code of a character that a text can hold."""
    if code < 0xA0:
        return code in (9, 10, 13) or 0x20 <= code < 0x7F
    return code < 0xD800 or 0xE000 <= code < 0xFDD0 or 0xFDF0 <= code <= 0x10FFFF


def check_escaping(text: str, tags: int) -> Iterator[Fault]:
    """Report what is escaped twice, so that readers see it. Code that explains HTML is meant."""
    shown = _CODE.sub(_blank, text) if tags else text
    found = _find_escaped_links(shown) if tags else _find_escaped_tag(shown)
    if found is not None:
        says = "the tags are escaped twice; apps show them as they are written"
        yield Fault("html-escaped-twice", says, found.start(), len(found[0].strip()))
        return
    for match in _ESCAPED_REFERENCE.finditer(shown):
        reference = f"&{match[1]};"
        if match[1].startswith("#") or reference[1:] in html5:
            says = (
                f"{match[0]} is escaped twice; apps show {reference} as it is written; "
                f"write {reference} alone"
            )
            yield Fault(
                "html-escaped-twice", says, match.start(), len(match[0]), instead=reference,
                doubtful=True,
            )  # fmt: skip


def _find_escaped_tag(text: str) -> re.Match[str] | None:
    breaks = list(islice(_ESCAPED_BREAK.finditer(text), 2))
    second = breaks[0] if len(breaks) > 1 else None
    found = (_ESCAPED_END.search(text), second, _ESCAPED_START.match(text))
    return min((one for one in found if one), key=lambda one: one.start(), default=None)


def _find_escaped_links(text: str) -> re.Match[str] | None:
    """Return the first of several links that are escaped twice in a text that has tags too.

    Such a text may explain other tags, but it hardly does so with two links to whole addresses.
    """
    links = list(islice(_ESCAPED_LINK.finditer(text), 2))
    return links[0] if len(links) > 1 and links[0][0] != links[1][0] else None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
