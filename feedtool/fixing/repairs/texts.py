"""Texts that people read: characters that nobody sees, garbled letters, HTML that apps misread.

A text may have a fault many times, and the check of its value may report the first of them only:
all of them are fixed together.
"""

from collections.abc import Iterator

from feedtool.findings.report import Finding
from feedtool.fixing.editing import insert_before, remove_element
from feedtool.fixing.registry import repairs
from feedtool.fixing.rewriting import rewrite_value
from feedtool.fixing.source import Change, Source
from feedtool.values.invisible import find_invisible
from feedtool.values.plain_text import check_plain
from feedtool.values.value_type import Checker
from feedtool.values.wrong_decoding import check_characters


@repairs("text-direction", "text-invisible")
def remove_unseen(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove characters that nobody sees, or that turn the reading direction."""
    yield from _rewrite(finding, source, find_invisible)


@repairs("entity-in-text")
def write_character(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the characters that references of HTML stand for."""
    yield from _rewrite(finding, source, check_plain)


@repairs("text-mojibake")
def write_letters(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the letters that a program read in the wrong encoding."""
    yield from _rewrite(finding, source, check_characters)


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


def _rewrite(finding: Finding, source: Source, check: Checker) -> Iterator[Change]:
    value = source.value(finding)
    if value is not None:
        yield from rewrite_value(source, value, check, finding.rule)
