"""Texts that people read: characters that nobody sees, garbled letters, HTML that apps misread.

A text may have a fault many times, and the check of its value may report the first of them only:
all of them are fixed together.
"""

from collections.abc import Iterator

from feedtool.findings.report import Finding
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


def _rewrite(finding: Finding, source: Source, check: Checker) -> Iterator[Change]:
    value = source.value(finding)
    if value is not None:
        raw = source.text[value.start : value.end]
        yield from rewrite_value(value, raw, check, finding.rule)
