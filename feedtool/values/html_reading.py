"""Reads a text of HTML in full, and says what is wrong at which character."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from feedtool.values.fault import Fault
from feedtool.values.html_addresses import check_address
from feedtool.values.html_names import (
    ADDRESSES,
    CLOSES_P,
    DOCUMENT,
    OPTIONAL_END,
    SCRIPT,
    TAGS,
    UNSAFE,
    VOID,
)

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)(?P<close>>?)"
    r"|<|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*)?;?",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([^\s=/<>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>\"']+)))?", re.DOTALL
)
# In attributes a reference without semicolon is often part of an address.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# The slash at the end of an address without quotes is part of it.
_SELF_CLOSED = re.compile(r"(?:^|[\s\"'])/\s*$")
_DANGEROUS_STYLE = re.compile(r"position\s*:|url\s*\(|expression|behaviou?r|@import", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;/(?:p|a|b|i|ul|ol|li|div|em|strong|span|h[1-6])&gt;", re.IGNORECASE)
_ESCAPED_REFERENCE = re.compile(
    r"&amp;(?:amp|lt|gt|quot|nbsp|apos|#[0-9]{2,5}|#x[0-9A-F]{2,5});", re.I
)
_RAW_TEXT = SCRIPT | {"style"}
_MAX_FAULTS = 100
_MAX_OPEN = 100


def scan_html(text: str) -> tuple[Fault, ...]:
    """Return all that is wrong, at most a hundred faults, in the order of their places."""
    faults = []
    for fault in _scan(text):
        faults.append(fault)
        if len(faults) >= _MAX_FAULTS:
            break
    return tuple(sorted(faults, key=lambda fault: fault.index))


def _scan(text: str) -> Iterator[Fault]:
    nesting = _Nesting()
    tags = 0
    end_of_raw = -1
    for match in _MARKUP.finditer(text):
        if match.start() < end_of_raw:
            continue
        found = match[0]
        if match["name"]:
            tags += 1
            yield from _check_tag(match)
            yield from nesting.enter(match)
            if match["name"].lower() in _RAW_TEXT and not match["end"]:
                closing = text.lower().find(f"</{match['name'].lower()}", match.end())
                end_of_raw = closing if closing >= 0 else len(text)
        elif found.startswith("&"):
            yield from _check_reference(match)
        else:
            yield from _check_other(match)
    yield from nesting.close()
    yield from _check_escaping(text, tags)


def _check_tag(match: re.Match[str]) -> Iterator[Fault]:
    name = match["name"].lower()
    shown = f"<{match['end']}{name[:40]}>"
    length = len(match[0])
    if not match["close"]:
        says = f"{shown} is not closed with >; the text after it is lost"
        yield Fault("html-truncated", says, match.start(), length)
        return
    if match["end"]:
        return
    if name in SCRIPT:
        says = f"apps remove or refuse {shown}; leave it out"
        yield Fault("html-script", says, match.start(), length)
    elif name in UNSAFE:
        yield Fault("html-unsafe-tag", f"apps remove {shown}", match.start(), length)
    elif name in DOCUMENT:
        says = f"{shown} belongs to a whole page; expected a piece of text"
        yield Fault("html-document", says, match.start(), length)
    elif name not in TAGS:
        says = f"{shown} is not an HTML tag; apps remove it or show it as it is written"
        yield Fault("html-unknown-tag", says, match.start(), length)
    yield from _check_attributes(match, name)


def _meaning(reference: re.Match[str]) -> str:
    return unescape(reference[0])


def _check_attributes(match: re.Match[str], tag: str) -> Iterator[Fault]:
    start = match.start("attributes")
    for attribute in _ATTRIBUTE.finditer(match["attributes"]):
        name = attribute[1].lower()
        group = next((g for g in (2, 3, 4) if attribute[g] is not None), 1)
        value = "" if group == 1 else _REFERENCE.sub(_meaning, attribute[group])
        place = start + attribute.start(group)
        if name.startswith("on") and name.isalpha() and len(name) > 3:
            says = f"{name} runs a script, which apps remove; leave it out"
            yield Fault("html-event-attribute", says, start + attribute.start(1), len(name))
        elif name == "style" and _DANGEROUS_STYLE.search(value):
            says = "apps remove this style; leave it out"
            yield Fault("html-style", says, place, len(attribute[group]))
        elif name in ADDRESSES and (name != "data" or tag == "object"):
            yield from check_address(value, tag, place, len(attribute[group]))


def _check_reference(match: re.Match[str]) -> Iterator[Fault]:
    name = match[0][1:]
    if not name or name == ";":
        return
    if name.startswith("#"):
        if not name.endswith(";"):
            yield Fault("html-entity", f"expected ; after &{name}", match.start(), len(match[0]))
        return
    if name in html5 and name.endswith(";"):
        return
    if name.removesuffix(";") in html5 and not name.endswith(";"):
        # Query strings and the like: only names that browsers read without ; are misread.
        yield Fault("html-entity", f"expected ; after &{name}", match.start(), len(match[0]))
    elif name.endswith(";"):
        says = f"&{name[:40]} is not known; write &amp; for an ampersand"
        yield Fault("html-entity", says, match.start(), len(match[0]))


def _check_other(match: re.Match[str]) -> Iterator[Fault]:
    found = match[0]
    if found.startswith("<!--"):
        if not found.endswith("-->"):
            says = "the comment is not closed with -->; the text after it is lost"
            yield Fault("html-truncated", says, match.start(), 4)
    elif found == "<![CDATA[":
        says = "<![CDATA[ is inside the text, because it was written twice; write it once"
        yield Fault("html-cdata", says, match.start(), len(found))
    elif found.startswith(("<!", "<?")):
        says = f'"{found[:20]}" is not part of a text; leave it out'
        yield Fault("html-document", says, match.start(), len(found))
    else:
        yield Fault("html-angle-bracket", "a bare < must be written &lt;", match.start(), 1)


def _check_escaping(text: str, tags: int) -> Iterator[Fault]:
    """Report markup that was escaped twice: readers see it. Only a text without tags is certain."""
    if not tags and (match := _ESCAPED_TAG.search(text)):
        says = "the tags are escaped twice; apps show them as they are written"
        yield Fault("html-escaped-twice", says, match.start(), len(match[0]))
    elif match := _ESCAPED_REFERENCE.search(text):
        says = f"{match[0]} is escaped twice; apps show &{match[0][5:]} as it is written"
        yield Fault("html-escaped-twice", says, match.start(), len(match[0]))


class _Nesting:
    """Which tags are open. It stops at a depth that no text needs."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, int]] = []
        self._excused: set[str] = set()
        self._lost = False

    def enter(self, match: re.Match[str]) -> Iterator[Fault]:
        name = match["name"].lower()
        if self._lost or not match["close"] or name not in TAGS:
            return
        if match["end"]:
            yield from self._end(name, match)
        else:
            self._start(name, match)
            self._lost = len(self._open) > _MAX_OPEN

    def _start(self, name: str, match: re.Match[str]) -> None:
        names = [opened for opened, _, _ in self._open]
        if name in CLOSES_P and "p" in names:
            del self._open[len(names) - 1 - names[::-1].index("p")]
            self._excused.add("p")
        elif name in OPTIONAL_END and names and names[-1] == name:
            self._open.pop()
        if name not in VOID and not _SELF_CLOSED.search(match["attributes"]):
            self._open.append((name, match.start(), len(match[0])))

    def _end(self, name: str, match: re.Match[str]) -> Iterator[Fault]:
        if name not in [opened for opened, _, _ in self._open]:
            if name in self._excused:
                self._excused.discard(name)
            elif name not in VOID or name == "br":
                says = f"</{name}> closes a tag that is not open; leave it out"
                yield Fault("html-stray-end", says, match.start(), len(match[0]))
            return
        while self._open[-1][0] != name:
            opened, start, length = self._open.pop()
            if opened not in OPTIONAL_END:
                self._excused.add(opened)
                says = f"<{opened}> is not closed before </{name}>; add </{opened}>"
                yield Fault("html-unclosed", says, start, length)
        self._open.pop()

    def close(self) -> Iterator[Fault]:
        for name, start, length in self._open:
            if name not in OPTIONAL_END:
                yield Fault(
                    "html-unclosed", f"<{name}> is not closed; add </{name}>", start, length
                )
