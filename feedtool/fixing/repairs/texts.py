"""Texts that people read: characters that nobody sees, garbled letters, HTML that apps misread.

A text may have a fault many times, and the check of its value may report the first of them only:
all of them are fixed together.
"""

from collections.abc import Iterable, Iterator

from feedtool.findings.report import Finding
from feedtool.fixing.editing import insert_before, remove_element
from feedtool.fixing.registry import repairs
from feedtool.fixing.rewriting import rewrite_value
from feedtool.fixing.source import Change, Source
from feedtool.values.fault import Fault
from feedtool.values.invisible import list_invisible
from feedtool.values.plain_text import check_plain, list_references
from feedtool.values.value_type import Checker
from feedtool.values.wrong_decoding import list_garbled


@repairs("text-direction", "text-invisible")
def remove_unseen(finding: Finding, source: Source) -> Iterable[Change]:
    """Remove characters that nobody sees, or that turn the reading direction."""
    return _rewrite(finding, source, lambda text: tuple(list_invisible(text)))


@repairs("entity-in-text")
def write_character(finding: Finding, source: Source) -> Iterable[Change]:
    """Write the characters that references of HTML stand for."""
    return _rewrite(finding, source, _check_references)


def _check_references(text: str) -> tuple[Fault, ...]:
    """Return all references of a text, if the check of plain text reports one."""
    is_odd = any(one.rule == "entity-in-text" for one in check_plain(text))
    return tuple(list_references(text)) if is_odd else ()


@repairs("text-mojibake")
def write_letters(finding: Finding, source: Source) -> Iterable[Change]:
    """Write the letters that a program read in the wrong encoding."""
    return _rewrite(finding, source, list_garbled)


@repairs("html-not-cdata")
def write_section(finding: Finding, source: Source) -> Iterator[Change]:
    """Write escaped HTML as a CDATA section."""
    value = source.value(finding)
    if value is not None and value.form == "text" and "]]>" not in value.text:
        yield Change(value.start, value.end, f"<![CDATA[{value.text}]]>")


@repairs("description-after-content")
def move_description(finding: Finding, source: Source) -> Iterator[Change]:
    """Put the description before the long form of the text."""
    element = source.element(finding)
    item = source.markup.parent(element) if element is not None else None
    if element is None or item is None or element.name != "description":
        return
    others = (one for one in source.markup.children(item) if one.name == "content:encoded")
    content = next(others, None)
    if content is not None and content.start < element.start:
        written = source.text[element.start : element.end]
        yield insert_before(source, content.start, written)
        yield remove_element(source, element)


def _rewrite(finding: Finding, source: Source, check: Checker) -> Iterable[Change]:
    value = source.value(finding)
    return () if value is None else rewrite_value(source, value, check, finding.rule)
