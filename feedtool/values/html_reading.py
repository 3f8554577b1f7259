"""Reads a text of HTML in full, and says what is wrong at which character."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice

from feedtool.values.fault import Fault
from feedtool.values.html_addresses import check_address
from feedtool.values.html_names import ADDRESSES, DOCUMENT, EVENTS, SCRIPT, TAGS, UNSAFE
from feedtool.values.html_nesting import Nesting
from feedtool.values.html_references import (
    check_escaping,
    check_reference,
    find_garbled_references,
)
from feedtool.values.html_tokens import MARKUP, MAX_TAG_PARTS, TagAttribute, split_attributes

# In attributes a reference without semicolon is often part of an address.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DANGEROUS_STYLE = re.compile(r"position\s*:|url\s*\(|expression|behaviou?r|@import", re.IGNORECASE)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TINY_STYLE = re.compile(r"(?<![\w-])(width|height)\s*:\s*[01](?:px)?\s*(?:;|!|\Z)", re.IGNORECASE)
_TINY = re.compile(r"\s*[01](?:px)?\s*", re.IGNORECASE)
_BLOCK = re.compile(r"<!--\s*/?wp:[a-z]")
_ONCE = frozenset(
    {"html-windows-reference", "html-block-comment", "html-tracking-pixel", "html-document"}
)
_TAG_START = re.compile(r"<[A-Za-z/]")
_RAW_TEXT = SCRIPT | {"style"}
# More faults of one text are not reported.
_MAX_FAULTS = 100


def scan_html(text: str, *, is_cut: bool = False, every: bool = False) -> tuple[Fault, ...]:
    """Return what is wrong, at most a hundred faults or `every` one, in the order of their places.

    If the text `is_cut`, what is open at its end is no fault.
    """
    faults: list[Fault] = []
    seen = set()
    for fault in _scan(text, is_cut=is_cut, every=every):
        if not every and fault.rule in _ONCE and fault.rule in seen:
            continue
        seen.add(fault.rule)
        faults.append(fault)
        if not every and len(faults) >= _MAX_FAULTS:
            break
    return tuple(sorted(faults, key=lambda fault: fault.index))


def _scan(text: str, *, is_cut: bool, every: bool) -> Iterator[Fault]:
    nesting = Nesting()
    tags = 0
    garbled = find_garbled_references(text)
    if garbled is not None:
        yield garbled
    is_plain = _TAG_START.search(text) is None
    for match in _find_markup(text, is_cut=is_cut):
        if _has_too_many_parts(match):
            nesting.stop()
            yield _explain_parts(match)
            break
        if match["name"]:
            tags += 1
            yield from _read_tag(match, nesting)
        elif not match[0].startswith("&"):
            yield from _check_other(match, is_plain=is_plain)
        elif garbled is None:
            yield from check_reference(match)
    if not is_cut:
        yield from nesting.close()
    found = check_escaping(text, tags)
    yield from found if every else islice(found, 1)


def _has_too_many_parts(match: re.Match[str]) -> bool:
    """Return whether a tag goes on where reading it has stopped."""
    return bool(match["name"] and not match["close"]) and match.end() < len(match.string)


def _explain_parts(match: re.Match[str]) -> Fault:
    name = f"<{match['end']}{match['name'].lower()[:40]}>"
    says = (
        f"{name} has more than {MAX_TAG_PARTS // 2:,} attributes; neither these nor the text after "
        "them are checked; leave them out"
    )
    return Fault("text-partly-checked", says, match.start(), len(match["name"]) + 1)


def _find_markup(text: str, *, is_cut: bool) -> Iterator[re.Match[str]]:
    """Yield tags, comments and references; what is inside scripts and styles is left out.

    If the text `is_cut`, so is what reaches to its end.
    """
    at = 0
    while (match := MARKUP.search(text, at)) is not None:
        if is_cut and match.end() == len(text):
            return
        yield match
        at = match.end()
        name = (match["name"] or "").lower()
        if name in _RAW_TEXT and not match["end"]:
            closing = re.compile(f"</{re.escape(name)}", re.IGNORECASE).search(text, at)
            at = closing.start() if closing else len(text)


def _read_tag(match: re.Match[str], nesting: Nesting) -> Iterator[Fault]:
    attributes = list(split_attributes(match))
    if cut_off := _find_cut_off(match, attributes):
        nesting.stop()
        yield cut_off
        return
    if not match["end"]:
        yield from _check_tag(match, attributes)
    yield from nesting.enter(match)


def _check_tag(match: re.Match[str], attributes: Sequence[TagAttribute]) -> Iterator[Fault]:
    name = match["name"].lower()
    shown = f"<{name[:40]}>"
    length = len(match[0])
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
    elif name == "img" and _is_hidden(attributes):
        says = "this is a tracking pixel: nobody sees it, it only counts readers; leave it out"
        yield Fault("html-tracking-pixel", says, match.start(), length, instead="", doubtful=True)
    yield from _check_attributes(attributes, name)


def _find_cut_off(match: re.Match[str], attributes: Sequence[TagAttribute]) -> Fault | None:
    """Return what makes browsers drop a part of the text: a tag or a quotation that never ends."""
    shown = f"<{match['end']}{match['name'].lower()[:40]}>"
    length = len(match[0])
    for attribute in attributes:
        if lost := attribute.swallowed:
            named = f"{attribute.name[:40]}="
            says = f"the quotation mark after {named} is not closed; {lost} is lost; close it"
            if attribute.value.lstrip().startswith("<") and not attribute.is_open:
                says = f"a tag is inside the quotation after {named}; expected its value alone"
            return Fault("html-truncated", says, attribute.start - 1, 1)
    if not match["close"]:
        says = f"{shown} is not closed with >; the text after it is lost"
        return Fault("html-truncated", says, match.start(), length)
    inner = next((one.name for one in attributes if re.match("<[a-z]", one.name)), None)
    if inner is not None:
        says = f"{shown} is not closed with > before {inner[:40]}>; that tag is lost; add >"
        return Fault("html-truncated", says, match.start(), length)
    return None


def _is_hidden(attributes: Sequence[TagAttribute]) -> bool:
    """Whether a picture has at most one pixel, or is not shown at all."""
    values = {one.name: one.value for one in attributes}
    style = values.get("style", "")
    tiny = [bool(_TINY.fullmatch(values[one])) for one in ("width", "height") if one in values]
    by_style = {name.lower() for name in _TINY_STYLE.findall(style)}
    return (
        (len(tiny) == 2 and all(tiny))
        or len(by_style) == 2
        or _HIDING_STYLE.search(style) is not None
        or ("hidden" in values and "src" in values)
    )


def _meaning(reference: re.Match[str]) -> str:
    return unescape(reference[0])


def _check_attributes(attributes: Sequence[TagAttribute], tag: str) -> Iterator[Fault]:
    stray = False
    for attribute in attributes:
        name, length = attribute.name, len(attribute.value)
        value = _REFERENCE.sub(_meaning, attribute.value)
        if ('"' in name or "'" in name) and not stray:
            stray = True
            says = f"a quotation mark too many in <{tag[:40]}>; write &quot; inside a value"
            instead = None if name.strip("\"'") else ""
            yield Fault(
                "html-stray-quote", says, attribute.name_start, len(name), instead=instead,
                doubtful=True,
            )  # fmt: skip
        elif name in EVENTS:
            says = f"{name} runs a script, which apps remove; leave it out"
            yield Fault("html-event-attribute", says, attribute.name_start, len(name))
        elif name == "style" and _DANGEROUS_STYLE.search(value):
            says = "apps remove this style; leave it out"
            yield Fault("html-style", says, attribute.start, length)
        elif name in ADDRESSES and not attribute.value and attribute.glued:
            stray = True
            says = (
                f"two quotation marks stand before the value of {name}, so it is empty; write one"
            )
            yield Fault("html-stray-quote", says, attribute.name_start, len(name), "warning")
        elif name in ADDRESSES and (name != "data" or tag == "object"):
            yield from check_address(value, tag, attribute.start, length)


def _check_other(match: re.Match[str], *, is_plain: bool) -> Iterator[Fault]:
    found = match[0]
    if found.startswith("<!--"):
        if not found.endswith(("-->", "--!>", "<!-->")):
            says = "the comment is not closed with -->; the text after it is lost"
            yield Fault("html-truncated", says, match.start(), 4)
        elif _BLOCK.match(found):
            says = f"{found[:40]} is a mark of an editor; leave such comments out"
            yield Fault("html-block-comment", says, match.start(), len(found), instead="")
    elif found == "<![CDATA[":
        says = "<![CDATA[ is inside the text, because it was written twice; write it once"
        yield Fault("html-cdata", says, match.start(), len(found))
    elif found[:9].lower() == "<!doctype":
        says = "<!DOCTYPE> belongs to a whole page; expected a piece of text"
        yield Fault("html-document", says, match.start(), len(found), instead="")
    elif found.startswith(("<!", "<?")):
        says = f'"{found[:20]}" is not part of a text; leave it out'
        yield Fault("html-document", says, match.start(), len(found), instead="")
    else:
        says = "a bare < must be written &lt;"
        # Without a tag, some apps show the text as it is written.
        yield Fault("html-angle-bracket", says, match.start(), 1, instead="&lt;", doubtful=is_plain)
