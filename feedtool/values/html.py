"""HTML in descriptions and show notes: what apps remove, misread or show as it is written.

A text is clean if each tag has a plain form and all tags are closed in order. Most texts repeat an
order of tags that was found sound before. Only a text that is not clean is read in full.

Source: https://www.rssboard.org/rss-profile (description);
https://html.spec.whatwg.org/multipage/parsing.html
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.html_names import CLOSES_P, COMMON, OPTIONAL_END, VOID
from feedtool.values.long_texts import MAX_CHARS, explain_length
from feedtool.values.value_type import ValueType
from feedtool.values.wrong_decoding import check_characters

_MAX_MEMO = 1000
# A short text may be a placeholder from end to end.
_SHORT = 80
_MAX_MEMO_CHARS = 2000
# What is nested deeper is read in full.
_MAX_OPEN = 100
_PART = r"[!#-9;=?-\[\]_a-z~]"
# A second address inside the first is looked at in full.
_URI = rf"{_PART}++(?>(?::(?!//){_PART}*+)*)"
# A host that everybody may reach has a dot and is no number.
_WEB = (
    r"https?://(?!https?:|undefined/|[0-9.]++[/:\"])(?=(?>(?:[^./:\"]++\.)+)"
    r"(?!(?:local|lan|internal|arpa|test|invalid|localhost|localdomain|intranet|home|corp)[/:\"])"
    r"[^./:\"])"
)
# The usual tags; a text with any other tag is read in full.
_PLAIN_TAG = re.compile(
    rf'<(/?[a-z1-6]++)(?:>| href="{_WEB}{_URI}">'
    rf'|(?: (?:(?:href|src)="(?:{_WEB}|mailto:){_URI}"'
    r'|(?:class|id|dir|lang|rel|target|title|alt)="[^"<>&]*"'
    r'|(?:start|value|colspan|rowspan)="-?[0-9]*+"|reversed=""|(?:width|height)="[2-9][0-9%]*+"'
    r'|(?:width|height)="[01][0-9%]++"))* ?/?>)'
)
# Numbers below 160 but above 127 are codes of Windows; letters such as Ã may be garbled UTF-8.
_ODD_REFERENCE = (
    r"(?i)"
    r"&(?!(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|lsquo|rsquo|ldquo|rdquo|copy|reg|trade|"
    r"bull|middot|laquo|raquo|eacute|egrave|agrave|ccedil|auml|ouml|uuml|szlig|euro|"
    r"#(?!1[2-5][0-9];|19[4-7];|226;)[1-9][0-9]{1,4}|#x(?![89c][0-9a-f];|e2;)[0-9a-f]{2,5});)[a-z#]"
    r"|&(?:amp;[a-z0-9#]{2,31};|lt;)|(?<=[ÂÃâ€])&"
)
_PLAIN_NAMES = COMMON | {f"/{name}" for name in COMMON}
_SOUND: set[str] = set()


def check_html(text: str) -> tuple[Fault, ...]:
    """Accept a fragment of HTML, or plain text."""
    if not text or text.isspace():
        return (Fault("empty-value", "expected some text"),)
    if len(text) > MAX_CHARS:
        return (*_check_start(_cut(text), is_cut=True), explain_length(text))
    return _check_start(text)


def check_every_part(text: str) -> tuple[Fault, ...]:
    """Return all faults of a text, where `check_html` says the first hundred, for a repair."""
    if len(text) > MAX_CHARS:
        return _check_start(_cut(text), is_cut=True, every=True)
    return _check_start(text, every=True)


def _cut(text: str) -> str:
    """Return the part of a text that is checked, without a tag that is not whole."""
    last = text.rfind("<", 0, MAX_CHARS)
    is_whole = last <= 0 or text.find(">", last, MAX_CHARS) > 0
    return text[: MAX_CHARS if is_whole else last]


def _check_start(
    text: str, *, is_cut: bool = False, every: bool = False
) -> tuple[Fault, ...]:  # fmt: skip
    """Check a text of bearable length; if it `is_cut`, what is open at its end is no fault."""
    faults = () if text.isascii() else check_characters(text)
    # One search for each mark is faster than a pattern of all marks.
    if (
        "[" in text or "{" in text or ("*" in text and "**" in text)
        or ("%" in text and "%%" in text) or ("#" in text and "\n#" in text)
        or "psum" in text or text[:1] in ("#", "\n", "`") or len(text) < _SHORT
    ):  # fmt: skip
        from feedtool.values.leftovers import find_leftovers  # noqa: PLC0415 - 5 ms, only if odd

        faults = (*faults, *find_leftovers(text))
    if ("<" not in text and "&" not in text) or _is_clean(text, is_cut=is_cut):
        return faults
    from feedtool.values.html_reading import scan_html  # noqa: PLC0415 - 4 ms, only if odd

    found = scan_html(text, is_cut=is_cut, every=every)
    if any(fault.rule == "text-mojibake" for fault in faults):
        return (*faults, *(one for one in found if one.rule != "text-mojibake"))
    return (*faults, *found)


def _is_clean(text: str, *, is_cut: bool) -> bool:
    """Whether the text is surely right; False if it must be read in full."""
    names = _PLAIN_TAG.findall(text)
    if (
        len(names) != text.count("<") or ("&" in text and re.search(_ODD_REFERENCE, text))
        or "%25" in text
    ):  # fmt: skip
        return False
    order = " ".join(names)
    if order in _SOUND:
        return True
    if not _PLAIN_NAMES.issuperset(names) or not _is_sound(names, is_cut=is_cut):
        return False
    if is_cut:
        return True
    if len(_SOUND) >= _MAX_MEMO:
        _SOUND.clear()
    if len(order) < _MAX_MEMO_CHARS:
        _SOUND.add(order)
    return True


def _is_sound(names: list[str], *, is_cut: bool) -> bool:
    """Whether every tag is closed in its order, or needs no end tag, or the text `is_cut`."""
    opened: list[str] = []
    for name in names:
        if not name.startswith("/"):
            closes = "p" if name in CLOSES_P else "li" if name == "li" else ""
            if closes and opened and opened[-1] == closes:
                opened.pop()
            if (name == "a" and name in opened) or len(opened) > _MAX_OPEN:
                return False
            if name not in VOID:
                opened.append(name)
            continue
        while opened and opened[-1] != name[1:] and opened[-1] in OPTIONAL_END:
            opened.pop()
        if not opened or opened.pop() != name[1:]:
            return False
    return is_cut or all(name in OPTIONAL_END for name in opened)


TYPES = (ValueType("html", check_html, "HTML, escaped or as CDATA"),)
