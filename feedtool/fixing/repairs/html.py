"""HTML in show notes: parts that apps remove, misread or show as they are written.

A check says where a fault begins. What belongs to it besides, such as the end tag of a tag that
goes, is found here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin

from feedtool.findings.report import Finding
from feedtool.fixing.registry import repairs
from feedtool.fixing.rewriting import Rewriting, changes_of, rewrite_value
from feedtool.fixing.source import Change, Source
from feedtool.values.fault import Fault
from feedtool.values.html import check_html
from feedtool.values.plain_text import check_plain

_QUOTES = "\"'`“”„‟‘’‚‛«»‹›″′＂\\"
_ATTRIBUTE = re.compile(r"[^\s=/>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_NAME_BEFORE = re.compile(r"(?<![^\s=<>\"'/])[^\s=<>\"'/]+\s*=\s*[\"']?\Z")
_TAG_NAME = re.compile(r"<([A-Za-z][\w:.-]*)")
_BREAK = re.compile(r"<(?:br|hr|/?(?:p|div|li|ul|ol|h[1-6]|tr|td|blockquote))\b", re.IGNORECASE)
_FIRST = 10
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ANY_TAG = re.compile(r"<[A-Za-z/!]")

# A text with faults of several rules is read once.
_check_html = lru_cache(maxsize=8)(check_html)

# Returns the fault with all that belongs to it and what belongs in its place; None if that is not
# known.
_Widen = Callable[[Fault, str], Fault | None]


@repairs(
    "html-bad-link", "html-block-comment", "html-entity",
    "html-stray-end", "html-stray-quote", "html-tracking-pixel",
    "html-windows-reference", "text-shortcode",
)  # fmt: skip
def rewrite_parts(finding: Finding, source: Source) -> Iterator[Change]:
    """Write what the check of HTML says in place of each part."""
    yield from _rewrite(finding, source, lambda fault, text: fault)


@repairs("html-angle-bracket", safe=True)
def escape_brackets(finding: Finding, source: Source) -> Iterator[Change]:
    """Escape each sign < alone in a text with tags, which every app reads as HTML."""
    if finding.fixable == "safe":
        yield from rewrite_parts(finding, source)


@repairs("html-angle-bracket", safe=False)
def escape_brackets_of_plain_text(finding: Finding, source: Source) -> Iterator[Change]:
    """Escape each sign < alone in a text without tags, which some apps show as it is written."""
    yield from rewrite_parts(finding, source)


@repairs("html-relative-link")
def complete_links(finding: Finding, source: Source) -> Iterator[Change]:
    """Complete links as a reader on the web site of the show would."""
    elements = source.markup.elements
    parents = {one.number for one in elements[:_FIRST] if one.name == "channel"}
    link = next((one for one in elements if one.name == "link" and one.parent in parents), None)
    found = source.markup.text_value(link) if link is not None else None
    site = found.text.strip() if found is not None else ""

    def complete(fault: Fault, text: str) -> Fault | None:
        written = text[fault.index : fault.index + fault.length].strip()
        if fault.instead is not None or not written or not site.startswith("http"):
            return fault
        return replace(fault, instead=urljoin(site, written))

    yield from _rewrite(finding, source, complete)


@repairs("html-event-attribute", "html-style")
def remove_attributes(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove attributes that run scripts, or styles that apps remove."""
    yield from _rewrite(finding, source, _widen_to_attribute)


@repairs("html-script")
def remove_scripts(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove scripts and frames with what is inside."""
    yield from _rewrite(finding, source, _widen_to_element)


@repairs("html-document", "html-unknown-tag", "html-unsafe-tag")
def remove_tags(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the tags of a whole page and tags that apps do not show; the text inside stays."""
    yield from _rewrite(finding, source, _widen_to_tags)


@repairs("html-quoted-link")
def write_quotes(finding: Finding, source: Source) -> Iterator[Change]:
    """Write an address without the quotes that became a part of it."""
    yield from _rewrite(finding, source, _replace_quotes)


@repairs("html-cdata")
def remove_section(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the marks of a CDATA section that is written as text."""
    yield from _rewrite(finding, source, _widen_to_section)


@repairs("html-escaped-twice")
def unescape_once(finding: Finding, source: Source) -> Iterator[Change]:
    """Undo one of two escapes: of the whole text if it has no tags, else of the reference."""
    value = source.value(finding)
    if value is None:
        return
    if _ANY_TAG.search(value.text):
        yield from rewrite_value(source, value, _check_html, finding.rule)
        return
    rewriting = Rewriting(value.text)
    for match in reversed([*_REFERENCE.finditer(value.text)]):
        rewriting.replace(*match.span(), unescape(match[0]))
    yield from changes_of(value, source.text[value.start : value.end], rewriting)


@repairs("markup-in-text")
def remove_markup(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove tags from a plain text, if a tag in it has an end tag or breaks the line."""
    value = source.value(finding)
    if value is None:
        return
    names = [name.lower() for name in re.findall(r"</([A-Za-z][A-Za-z0-9]*)", value.text)]

    def check(text: str) -> tuple[Fault, ...]:
        found = (one for one in check_plain(text) if one.rule == "markup-in-text")
        return tuple(_without_tag(one, text, names) for one in found)

    yield from rewrite_value(source, value, check, finding.rule)


def _without_tag(fault: Fault, text: str, closed: list[str]) -> Fault:
    end = fault.index + fault.length
    tag = text[fault.index : end]
    # "How to use <br> and <p>" is about tags.
    if text[: fault.index][-1:].isspace() and (end == len(text) or text[end].isspace()):
        return replace(fault, instead=None)
    if _BREAK.match(tag):
        return replace(fault, instead=" ")
    name = tag.strip("</ >").split()[0].lower()
    return replace(fault, instead="" if name in closed else None)


def _rewrite(finding: Finding, source: Source, widen: _Widen) -> Iterator[Change]:
    value = source.value(finding)
    if value is None:
        return

    def check(text: str) -> tuple[Fault, ...]:
        found = (one for one in _check_html(text) if one.rule == finding.rule)
        return tuple(widen(one, text) or replace(one, instead=None) for one in found)

    yield from rewrite_value(source, value, check, finding.rule)


def _widen_to_attribute(fault: Fault, text: str) -> Fault | None:
    """Return the whole attribute with the blank before it; the fault is its name or its value."""
    start = fault.index
    if named := _NAME_BEFORE.search(text, max(start - 100, 0), start):
        start = named.start()
    found = _ATTRIBUTE.match(text, start)
    if found is None or text.rfind("<", 0, start) < text.rfind(">", 0, start):
        return None
    blank = len(text[:start]) - len(text[:start].rstrip())
    length = found.end() - start + blank
    return replace(fault, index=start - blank, length=length, instead="")


def _widen_to_element(fault: Fault, text: str) -> Fault | None:
    name = _TAG_NAME.match(text, fault.index)
    if name is None:
        return _widen_to_attribute(fault, text)
    close = re.compile(rf"</{re.escape(name[1])}\s*>", re.IGNORECASE).search(text, fault.index)
    if close is None:
        return None
    return replace(fault, length=close.end() - fault.index, instead="")


def _widen_to_tags(fault: Fault, text: str) -> Fault | None:
    """Return a tag with its end tag, and the text between them in their place."""
    if fault.instead is not None:
        return fault
    name = _TAG_NAME.match(text, fault.index)
    if name is None or name[1].lower() in ("head", "style", "title"):
        return None
    end = fault.index + fault.length
    close = re.compile(rf"</{re.escape(name[1])}\s*>", re.IGNORECASE).search(text, end)
    if close is None:
        return replace(fault, instead="")
    inner = text[end : close.start()]
    return replace(fault, length=close.end() - fault.index, instead=inner)


def _replace_quotes(fault: Fault, text: str) -> Fault | None:
    written = text[fault.index : fault.index + fault.length]
    inner = re.sub(r"\A(?:&quot;?)+|(?:&quot;?)+\Z", "", written.strip()).strip(_QUOTES)
    if not re.fullmatch(r"(?:https?://|mailto:)[^\s<>\"']+", inner):
        return None
    is_quoted = text[fault.index - 1 : fault.index] in ('"', "'")
    return replace(fault, instead=inner if is_quoted else f'"{inner}"')


def _widen_to_section(fault: Fault, text: str) -> Fault | None:
    end = fault.index + fault.length
    close = text.find("]]>", end)
    if close < 0:
        return None
    return replace(fault, length=close + 3 - fault.index, instead=text[end:close])
