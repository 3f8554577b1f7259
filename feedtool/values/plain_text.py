"""Plain text: no markup, no characters that a wrong decoding left behind.

Source: https://www.rssboard.org/rss-encoding-examples; https://www.rssboard.org/rss-profile
"""

import re
from collections.abc import Iterator

from feedtool.values.fault import PADDED, Fault
from feedtool.values.html_names import TAGS
from feedtool.values.invisible import HIDDEN, find_invisible
from feedtool.values.long_texts import MAX_CHARS, explain_length
from feedtool.values.value_type import ValueType
from feedtool.values.wrong_decoding import check_characters

_MARKUP = r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>"
_ENTITY = r"&(?:amp;){0,9}(?:#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_PLACEHOLDER = (
    r"\{\{[^{}]{1,60}\}\}|\[object Object\]|(?<!\S)%[sd](?!\S)"
    r"|\$\{\w{1,30}(?:\.\w{1,30}){1,5}\}|<%=?[^<>]{1,60}%>|%%\w{1,30}%%"
    r"|\A(?:undefined|null|None|NaN|TODO|%[sd]|\$\{[^{}]{1,60}\})\Z"
)
# A title in ASCII without any of these has no markup and no placeholder.
_SUSPECT = re.compile(r"[<&{\[%$]|\A(?:undefined|null|None|NaN|TODO)\Z")
# How dummy text starts.
_DUMMY = re.compile(
    r"[\W_]*+(?:insert|enter|add|type|put|write|place|paste|your|to-?do|t\.?b\.?[ad]\b|to be |lorem"
    r"|dummy|sample|placeholder|asdf|test test|xxx|blah blah|title|description|summary|episode)",
    re.IGNORECASE,
)


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
    faults = check_plain(text)
    if not text.isascii() and re.search(HIDDEN, text):
        faults = (*faults, *find_invisible(text))
    return faults


def check_plain(text: str) -> tuple[Fault, ...]:
    """Accept plain text; apps would show markup and entities as they are written."""
    faults = check_readable(text)
    if "<" in text or "&" in text:
        faults = (*faults, *_check_markup(text))
    if text[:1].isspace() or text[-1:].isspace():
        faults = (*faults, PADDED)
    return faults


def check_title(text: str) -> tuple[Fault, ...]:
    """Accept a title: plain text without placeholders that reads in one direction."""
    if text.isascii() and text and text == text.strip() and not _SUSPECT.search(text):
        return () if _DUMMY.match(text) is None else _check_dummy(text)
    faults = check_text(text)
    if match := re.search(_PLACEHOLDER, text[:1000]):
        says = f'"{match[0]}" looks like a placeholder that was not filled in'
        faults = (*faults, Fault("text-placeholder", says, match.start(), len(match[0])))
    elif _DUMMY.match(text):
        faults = (*faults, *_check_dummy(text))
    return faults


def _check_dummy(text: str) -> tuple[Fault, ...]:
    from feedtool.values.leftovers import find_dummy  # noqa: PLC0415 - 3 ms, only for odd titles

    return find_dummy(text)


def check_readable(text: str) -> tuple[Fault, ...]:
    """Accept any text that is not garbled."""
    if text.isascii():
        return ()
    if len(text) > MAX_CHARS:
        return (*check_characters(text[:MAX_CHARS]), explain_length(text))
    return check_characters(text)


def _check_markup(text: str) -> tuple[Fault, ...]:
    if (tag := next(list_tags(text), None)) is not None:
        return (tag,)
    first = re.search(_ENTITY, text)
    fault = _explain_reference(first) if first else None
    return (fault,) if fault is not None else ()


def list_tags(text: str) -> Iterator[Fault]:
    """Yield all tags of HTML in a plain text."""
    for match in re.finditer(_MARKUP, text):
        if match[1].lower() in TAGS:
            says = "expected plain text; apps show the tags as they are written"
            yield Fault("markup-in-text", says, match.start(), len(match[0]))


def list_references(text: str) -> Iterator[Fault]:
    """Yield all references of HTML in a plain text."""
    for match in re.finditer(_ENTITY, text):
        if (fault := _explain_reference(match)) is not None:
            yield fault


def _explain_reference(entity: re.Match[str]) -> Fault | None:
    meant = _meaning(entity[0])
    if not meant:
        return None
    says = f'expected "{meant}" itself; apps show {entity[0]} as it is written'
    return Fault("entity-in-text", says, entity.start(), len(entity[0]), instead=meant)


def _meaning(reference: str) -> str:
    """Return the character that a reference of HTML means, however often it is escaped."""
    from html import unescape  # noqa: PLC0415 - 4 ms, only if a text has a reference

    meant = reference
    while (again := unescape(meant)) != meant:
        meant = again
    return "" if meant == reference else meant


TYPES = (
    ValueType("any", accept, "any text"),
    ValueType("readable", check_readable, "any text that people read"),
    ValueType("filled", check_filled, "any text, not empty"),
    ValueType("plain", check_plain, "plain text"),
    ValueType("text", check_text, "plain text, not empty"),
    ValueType("title", check_title, "plain text, not empty"),
)
