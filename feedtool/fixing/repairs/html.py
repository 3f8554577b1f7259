"""HTML in show notes: parts that apps remove, misread or show as they are written.

A check says where a fault begins. What belongs to it besides, such as the end tag of a tag that
goes, is found here.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from feedtool.findings.report import Finding
from feedtool.fixing.editing import first_inside
from feedtool.fixing.registry import repairs
from feedtool.fixing.rewriting import Rewriting, changes_of, rewrite_value
from feedtool.fixing.source import Change, Source
from feedtool.values.fault import Fault
from feedtool.values.html import check_every_part
from feedtool.values.plain_text import list_tags

_QUOTES = "\"'`“”„‟‘’‚‛«»‹›″′＂\\"
_ATTRIBUTE = re.compile(r"[^\s=/>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_NAME_BEFORE = re.compile(r"(?<![^\s=<>\"'/])[^\s=<>\"'/]+\s*=\s*[\"']?\Z")
_TAG_NAME = re.compile(r"<([A-Za-z][\w:.-]*)")
_PAIRED = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<close>\s*>)?")
_BREAK = re.compile(r"<(?:br|hr|/?(?:p|div|li|ul|ol|h[1-6]|tr|td|blockquote))\b", re.IGNORECASE)
_FIRST = 10
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ANY_TAG = re.compile(r"<[A-Za-z/!]")

# A text with faults of several rules is read once.
_check_html = lru_cache(maxsize=8)(check_every_part)

# Returns the fault with all that belongs to it and what belongs in its place; None if that is not
# known.
_Widen = Callable[[Fault, str], Fault | None]
# The same for all faults of a rule in a text, which are in order.
_WidenAll = Callable[[Sequence[Fault], str], Iterable[Fault | None]]


@repairs(
    "html-bad-link", "html-block-comment", "html-entity",
    "html-stray-end", "html-stray-quote", "html-tracking-pixel",
    "html-windows-reference", "text-shortcode",
)  # fmt: skip
def rewrite_parts(finding: Finding, source: Source) -> Iterable[Change]:
    """Write what the check of HTML says in place of each part."""
    return _rewrite(finding, source, lambda fault, text: fault)


@repairs("html-angle-bracket", safe=True)
def escape_brackets(finding: Finding, source: Source) -> Iterable[Change]:
    """Escape each sign < alone in a text with tags, which every app reads as HTML."""
    return rewrite_parts(finding, source) if finding.fixable == "safe" else ()


@repairs("html-angle-bracket", safe=False)
def escape_brackets_of_plain_text(finding: Finding, source: Source) -> Iterable[Change]:
    """Escape each sign < alone in a text without tags, which some apps show as it is written."""
    return rewrite_parts(finding, source)


@repairs("html-relative-link")
def complete_links(finding: Finding, source: Source) -> Iterable[Change]:
    """Complete links as a reader on the web site of the show would."""
    first = islice(source.markup, _FIRST)
    channel = next((one for one in first if one.name == "channel"), None)
    link = first_inside(source, channel, "link")
    found = source.markup.text_value(link) if link is not None else None
    site = found.text.strip() if found is not None else ""

    def complete(fault: Fault, text: str) -> Fault | None:
        written = text[fault.index : fault.index + fault.length].strip()
        if fault.instead is not None or not written or not site.startswith("http"):
            return fault
        return replace(fault, instead=urljoin(site, written))

    return _rewrite(finding, source, complete)


@repairs("html-event-attribute", "html-style")
def remove_attributes(finding: Finding, source: Source) -> Iterable[Change]:
    """Remove attributes that run scripts, or styles that apps remove."""
    return _rewrite(finding, source, _widen_to_attribute)


@repairs("html-script")
def remove_scripts(finding: Finding, source: Source) -> Iterable[Change]:
    """Remove scripts and frames with what is inside."""
    return _rewrite_all(finding, source, _widen_to_elements)


@repairs("html-document", "html-unknown-tag", "html-unsafe-tag")
def remove_tags(finding: Finding, source: Source) -> Iterable[Change]:
    """Remove the tags of a whole page and tags that apps do not show; the text inside stays."""
    return _rewrite_all(finding, source, _widen_to_tags)


@repairs("html-quoted-link")
def write_quotes(finding: Finding, source: Source) -> Iterable[Change]:
    """Write an address without the quotes that became a part of it."""
    return _rewrite(finding, source, _replace_quotes)


@repairs("html-cdata")
def remove_section(finding: Finding, source: Source) -> Iterable[Change]:
    """Remove the marks of a CDATA section that is written as text."""
    return _rewrite_all(finding, source, _widen_to_sections)


@repairs("html-escaped-twice")
def unescape_once(finding: Finding, source: Source) -> Iterable[Change]:
    """Undo one of two escapes: of the whole text if it has no tags, else of the reference."""
    value = source.value(finding)
    if value is None:
        return ()
    if _ANY_TAG.search(value.text):
        return rewrite_value(source, value, _check_html, finding.rule)
    rewriting = Rewriting(value.text)
    rewriting.replace((*one.span(), unescape(one[0])) for one in _REFERENCE.finditer(value.text))
    return changes_of(value, source.text[value.start : value.end], rewriting)


@repairs("markup-in-text")
def remove_markup(finding: Finding, source: Source) -> Iterable[Change]:
    """Remove tags from a plain text, if a tag in it has an end tag or breaks the line."""
    value = source.value(finding)
    if value is None:
        return ()
    closed = {name.lower() for name in re.findall(r"</([A-Za-z][A-Za-z0-9]*)", value.text)}

    def check(text: str) -> tuple[Fault, ...]:
        return tuple(_until_unknown(_without_tag(one, text, closed) for one in list_tags(text)))

    return rewrite_value(source, value, check, finding.rule)


def _without_tag(fault: Fault, text: str, closed: Set[str]) -> Fault:
    end = fault.index + fault.length
    tag = text[fault.index : end]
    # "How to use <br> and <p>" is about tags.
    before = text[fault.index - 1 : fault.index] if fault.index else ""
    if before.isspace() and (end == len(text) or text[end].isspace()):
        return replace(fault, instead=None)
    if _BREAK.match(tag):
        return replace(fault, instead=" ")
    name = tag.strip("</ >").split()[0].lower()
    return replace(fault, instead="" if name in closed else None)


def _rewrite(finding: Finding, source: Source, widen: _Widen) -> Iterable[Change]:
    return _rewrite_all(finding, source, lambda found, text: (widen(one, text) for one in found))


def _rewrite_all(finding: Finding, source: Source, widen: _WidenAll) -> Iterable[Change]:
    value = source.value(finding)
    if value is None:
        return ()

    def check(text: str) -> tuple[Fault, ...]:
        found = [one for one in _check_html(text) if one.rule == finding.rule]
        return tuple(_until_unknown(widen(found, text), finding.rule))

    return rewrite_value(source, value, check, finding.rule)


def _until_unknown(faults: Iterable[Fault | None], rule: str = "") -> Iterator[Fault]:
    """Yield faults up to the first without a remedy: then nothing is rewritten."""
    for one in faults:
        yield one if one is not None else Fault(rule, "")
        if one is None or one.instead is None:
            return


def _widen_to_attribute(fault: Fault, text: str) -> Fault | None:
    """Return the whole attribute with the blank before it; the fault is its name or its value."""
    start = fault.index
    if named := _NAME_BEFORE.search(text, max(start - 100, 0), start):
        start = named.start()
    found = _ATTRIBUTE.match(text, start)
    if found is None or text.rfind("<", 0, start) < text.rfind(">", 0, start):
        return None
    blank = 0
    while blank < start and text[start - blank - 1].isspace():
        blank += 1
    length = found.end() - start + blank
    return replace(fault, index=start - blank, length=length, instead="")


def _widen_to_elements(faults: Sequence[Fault], text: str) -> Iterator[Fault | None]:
    """Yield whole elements with what is inside."""
    ends: dict[str, re.Match[str] | None] = {}
    for fault in faults:
        name = _TAG_NAME.match(text, fault.index)
        if name is None:
            yield _widen_to_attribute(fault, text)
            continue
        close = ends.get(name[1])
        if close is None or close.start() < fault.index:
            pattern = re.compile(rf"</{re.escape(name[1])}\s*>", re.IGNORECASE)
            close = ends[name[1]] = pattern.search(text, fault.index)
        if close is None:
            yield None
            return
        yield replace(fault, length=close.end() - fault.index, instead="")


def _widen_to_tags(faults: Sequence[Fault], text: str) -> Iterator[Fault | None]:
    """Yield tags and their end tags; the text between them stays."""
    starts = {fault.index: fault for fault in faults if fault.instead is None}
    yield from (fault for fault in faults if fault.instead is not None)
    opened: dict[str, list[Fault]] = defaultdict(list)
    for match in _PAIRED.finditer(text):
        name = match["name"].lower()
        if not match["end"] and match.start() in starts:
            opened[name].append(starts.pop(match.start()))
            if name in ("head", "style", "title"):
                yield None
                return
            yield replace(opened[name][-1], instead="")
        elif match["close"] and opened[name]:
            fault = opened[name].pop()
            yield replace(fault, index=match.start(), length=len(match[0]), instead="")
    # What is no tag, such as a wrong declaration.
    yield from (None for _ in starts)


def _replace_quotes(fault: Fault, text: str) -> Fault | None:
    written = text[fault.index : fault.index + fault.length]
    inner = re.sub(r"\A(?:&quot;?)+|(?:&quot;?)+\Z", "", written.strip()).strip(_QUOTES)
    if not re.fullmatch(r"(?:https?://|mailto:)[^\s<>\"']+", inner):
        return None
    is_quoted = text[fault.index - 1 : fault.index] in ('"', "'")
    return replace(fault, instead=inner if is_quoted else f'"{inner}"')


def _widen_to_sections(faults: Sequence[Fault], text: str) -> Iterator[Fault | None]:
    """Yield the marks at both ends of sections; the text between them stays."""
    close = -1
    for fault in faults:
        end = fault.index + fault.length
        last, close = close, close if close >= end else text.find("]]>", end)
        if close < 0:
            yield None
            return
        yield replace(fault, instead="")
        if close != last:
            yield replace(fault, index=close, length=3, instead="")
