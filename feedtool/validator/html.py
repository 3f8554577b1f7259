"""HTML in descriptions and show notes: what readers remove, misread or show as it is written.

The clean case is known by the tags alone: each was seen before or has a plain form, and the order
of their names is one that was found sound before. Only a text that is not clean is read in full.

Source: https://www.rssboard.org/rss-profile (description);
https://html.spec.whatwg.org/multipage/parsing.html
"""

import re

from feedtool.validator.faults import Fault
from feedtool.validator.html_names import CLOSES_P, COMMON, OPTIONAL_END, VOID
from feedtool.validator.html_reading import scan_html
from feedtool.validator.texts import check_characters

_MAX_MEMO = 5000
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(
    r'<a href="(?:https?|mailto):(?:[^\s"<>\\^`{|}&]|&amp;)+"'
    r'(?: (?:target|rel|title|class)="[^"<>&]*")*>'
)
_PICTURE = re.compile(
    r'<img(?: (?:alt|width|height|class)="[^"<>&]*")* src="https?:(?:[^\s"<>\\^`{|}&]|&amp;)+"'
    r'(?: (?:alt|title|width|height|class)="[^"<>&]*")* ?/?>'
)
_PLAIN_TAG = re.compile(r'<(/?[a-z][a-z0-9]*)(?: (?:class|id|dir|lang|rel)="[^"<>&]*")* ?/?>')
_ODD_REFERENCE = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|lsquo|rsquo|ldquo|rdquo|copy|reg|trade|"
    r"bull|middot|laquo|raquo|eacute|egrave|agrave|ccedil|auml|ouml|uuml|szlig|euro|"
    r"#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});)[A-Za-z#]|&(?:amp|lt);"
)
_KNOWN: dict[str, str] = {}
_SOUND: set[str] = set()


def check_html(text: str) -> tuple[Fault, ...]:
    """Accept a fragment of HTML, or plain text."""
    if not text or text.isspace():
        return (Fault("empty-value", "expected some text"),)
    faults = check_characters(text)
    if "<" not in text and "&" not in text:
        return faults
    if _is_clean(text):
        return faults
    return (*faults, *scan_html(text))


def _is_clean(text: str) -> bool:
    """Whether nothing can be wrong; False where a closer look is needed."""
    tags = _TAG.findall(text)
    if text.count("<") != len(tags) or ("&" in text and _ODD_REFERENCE.search(text)):
        return False
    names = []
    for tag in tags:
        name = _KNOWN.get(tag) or _name_of(tag)
        if not name:
            return False
        names.append(name)
    order = " ".join(names)
    if order in _SOUND:
        return True
    if not _is_sound(names):
        return False
    if len(_SOUND) >= _MAX_MEMO:
        _SOUND.clear()
    if len(order) < 2000:
        _SOUND.add(order)
    return True


def _name_of(tag: str) -> str:
    """Return the name of a tag that is clean, with / before it at its end; "" for any other."""
    if _LINK.fullmatch(tag):
        return "a"
    match = _PLAIN_TAG.fullmatch(tag)
    if match is None:
        return "img" if _PICTURE.fullmatch(tag) else ""
    name = match[1]
    bare = name.removeprefix("/")
    if bare not in COMMON:
        return ""
    if len(_KNOWN) < _MAX_MEMO and len(tag) < 100:
        _KNOWN[tag] = name
    return name


def _is_sound(names: list[str]) -> bool:
    """Whether every tag is closed in its order, or need not be."""
    opened: list[str] = []
    for name in names:
        if not name.startswith("/"):
            closes = "p" if name in CLOSES_P else "li" if name == "li" else ""
            if closes and opened and opened[-1] == closes:
                opened.pop()
            if name not in VOID:
                opened.append(name)
            continue
        name = name[1:]  # noqa: PLW2901 - the end tag's name
        while opened and opened[-1] != name and opened[-1] in OPTIONAL_END:
            opened.pop()
        if not opened or opened.pop() != name:
            return False
    return all(name in OPTIONAL_END for name in opened)
