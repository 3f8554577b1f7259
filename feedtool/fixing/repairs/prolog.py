"""The start of a file: byte order mark, XML declaration, document type."""

import re
from collections.abc import Iterator

from feedtool.findings.report import Finding
from feedtool.fixing.editing import whole_lines
from feedtool.fixing.registry import repairs
from feedtool.fixing.source import Change, Source
from feedtool.validator.source.xml_declaration import find_declaration

_LABEL = re.compile(r"[A-Za-z0-9._:-]+")
_VERSION = re.compile(r"version\s*=\s*[\"']([^\"'<>]*)[\"']")
_WRITTEN = re.compile(r"; write (<\?xml [^<>]*\?>)\Z")
_DOCTYPE = re.compile(
    r"<!DOCTYPE[^<>\[]*(?:\[(?:[^\]<]|<(?!!DOCTYPE)){0,20000}\]\s*)?>", re.IGNORECASE
)
_WIDE = {"utf-16": "UTF-16", "utf-32": "UTF-32"}
_MOST_BLANKS = 10_000


@repairs("encoding-name", "encoding-contradiction")
def write_utf8(finding: Finding, source: Source) -> Iterator[Change]:
    """Declare UTF-8, the encoding that the file has."""
    if source.codec == "utf-8":
        yield from _relabel(finding, source, "UTF-8")


@repairs("bad-encoding", safe=True)
def write_real_encoding(finding: Finding, source: Source) -> Iterator[Change]:
    """Declare the encoding that the file is in without doubt."""
    if source.codec == "utf-8" and not re.search("[\udc80-\udcff]", source.text):
        yield from _relabel(finding, source, "UTF-8")
    elif source.codec[:6] in _WIDE:
        yield from _relabel(finding, source, _WIDE[source.codec[:6]])


def _relabel(finding: Finding, source: Source, name: str) -> Iterator[Change]:
    start = source.start_of(finding)
    declared = find_declaration(source.text)
    label = _LABEL.match(source.text, start) if start is not None else None
    if label and declared and declared[0] < label.start() < declared[1]:
        yield Change(label.start(), label.end(), name)


@repairs("byte-order-mark")
def remove_mark(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the byte order mark of UTF-8."""
    if source.codec == "utf-8" and source.text.startswith("\ufeff"):
        yield Change(0, 1, "")


@repairs("bad-xml-declaration")
def write_declaration(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the declaration as the message says."""
    written = _WRITTEN.search(finding.message)
    declared = find_declaration(source.text)
    if written and declared:
        yield Change(*declared, written[1])


@repairs("bad-xml-declaration")
def move_declaration(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove blanks before the declaration, or move it before what else is there."""
    declared = find_declaration(source.text)
    if declared is None:
        return
    start, end = declared
    first = 1 if source.text.startswith("\ufeff") else 0
    before = source.text[first:start]
    if not before.strip():
        yield Change(first, start, "")
    elif "<?xml" not in before and before.lstrip().startswith(("<!--", "<?")):
        yield Change(first, first, source.text[start:end] + source.newline)
        yield Change(*whole_lines(source, start, end), "")


@repairs("bad-xml-declaration")
def remove_second_declaration(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove a declaration that stands twice."""
    start = source.start_of(finding)
    if start is None or not source.text.startswith("<?xml", start):
        return
    end = source.text.find("?>", start, start + 300)
    if end > 0 and "<?xml" in source.text[:start]:
        yield Change(*whole_lines(source, start, end + 2), "")


@repairs("xml-version")
def write_version(finding: Finding, source: Source) -> Iterator[Change]:
    """Write version 1.0."""
    declared = find_declaration(source.text)
    version = _VERSION.search(source.text, *declared) if declared else None
    if version:
        yield Change(*version.span(1), "1.0")


@repairs("doctype")
def remove_doctype(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the document type; entities that the feed uses hold it."""
    start = source.start_of(finding)
    found = _DOCTYPE.match(source.text, start) if start is not None else None
    if found is None:
        found = _DOCTYPE.search(source.text[:_MOST_BLANKS])
    if found:
        yield Change(*whole_lines(source, *found.span()), "")


@repairs("not-well-formed", safe=True)
def remove_stray_mark(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove byte order marks that are in the middle of what comes before the feed."""
    start = source.start_of(finding)
    if start is None or "byte order mark" not in finding.message:
        return
    found = re.compile(r"[\s\ufeff]*").match(source.text, start)
    if found:
        kept = found[0].replace("\ufeff", "")
        yield Change(*found.span(), kept if start else "")


@repairs("not-well-formed", safe=True)
def fix_document_type(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove a document type that is written wrong."""
    start = source.start_of(finding)
    found = _DOCTYPE.match(source.text, start) if start is not None else None
    if found:
        yield Change(*whole_lines(source, *found.span()), "")


@repairs("not-well-formed", safe=True)
def end_instruction(finding: Finding, source: Source) -> Iterator[Change]:
    """End a processing instruction with ?>."""
    start = source.start_of(finding)
    if "ends with >" in finding.message and start is not None and source.text[start] == ">":
        yield Change(start, start, "?")


@repairs("not-well-formed")
def part_hyphens(finding: Finding, source: Source) -> Iterator[Change]:
    """Put a space between two hyphens inside a comment."""
    start = source.start_of(finding)
    if start is None or "inside a comment" not in finding.message:
        return
    opened = source.text.rfind("<!--", 0, start + 4)
    closed = source.text.find("-->", opened + 4)
    if opened < 0 or closed < 0:
        return
    inside = source.text[opened + 4 : closed]
    kept = re.sub(r"-(?=-)", "- ", inside)
    kept = f"{kept} " if kept.endswith("-") else kept
    if "<!--" not in inside and kept != inside:
        yield Change(opened + 4, closed, kept)
