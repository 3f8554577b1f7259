"""Attributes: those that are missing or have another name, and those with only one right value."""

import re
from collections.abc import Iterator

from feedtool.findings.report import Finding
from feedtool.fixing.editing import is_about, remove_attribute, whole_lines, write_attribute
from feedtool.fixing.markup import Element
from feedtool.fixing.registry import repairs
from feedtool.fixing.source import Change, Source
from feedtool.vocabulary import load_list

_NAMED = re.compile(r'did you mean "([\w:.-]+)"\?')
_ADDRESSES = ("url", "uri", "src", "href")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENDING = re.compile(r"\.(\w{2,5})(?:[?#](?s:.*))?\Z")


@repairs("unknown-attribute", safe=True)
def rename(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the name of an attribute with its capital and small letters."""
    yield from _rename(finding, source, same_letters=True)


@repairs("unknown-attribute", safe=False)
def rename_misspelt(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the name of an attribute that is misspelt."""
    yield from _rename(finding, source, same_letters=False)


def _rename(finding: Finding, source: Source, *, same_letters: bool) -> Iterator[Change]:
    element = source.element(finding)
    named = _NAMED.search(finding.message)
    if element is None or named is None:
        return
    found = source.markup.attribute(element, finding.attribute)
    if found is None or source.markup.attribute(element, named[1]) is not None:
        return
    says_no = source.text[found.start : found.end].strip().lower() != "true"
    if same_letters and says_no and _depends_on_address(source, element):
        return
    if not same_letters or named[1].lower() == found.name.lower():
        yield Change(found.name_start, found.name_start + len(found.name), named[1])


@repairs("missing-attribute", safe=True)
def add_version(finding: Finding, source: Source) -> Iterator[Change]:
    """Declare version 2.0 of RSS."""
    if finding.path == "/rss/@version":
        yield from write_rss_version(finding, source)


@repairs("missing-attribute", safe=False)
def add_type(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the media type of a file by the ending of its address."""
    element = source.element(finding)
    if element is None or finding.attribute != "type":
        return
    markup = source.markup
    addresses = (markup.attribute(element, name) for name in _ADDRESSES)
    address = next((one for one in addresses if one), None)
    ending = _ENDING.search(source.text[address.start : address.end]) if address else None
    if ending is None:
        return
    if element.name == "podcast:transcript":
        kind = load_list("transcript-endings").get(ending[1].lower())
    else:
        kind = next(iter(load_list("media-types-by-ending").get(ending[1].lower(), ())), None)
    if kind:
        yield write_attribute(source, element, "type", kind)


@repairs("rss-version-old", safe=True)
def write_rss_version(finding: Finding, source: Source) -> Iterator[Change]:
    """Write version 2.0, which apps read old feeds as."""
    element = source.element(finding)
    if element is not None and element.name == "rss":
        yield write_attribute(source, element, "version", "2.0")


@repairs("publisher-medium")
def write_medium(finding: Finding, source: Source) -> Iterator[Change]:
    """Write medium="publisher"."""
    element = source.element(finding)
    if element is not None and is_about(finding, element):
        yield write_attribute(source, element, "medium", "publisher")


@repairs("guid-not-url", safe=True)
def deny_permanent_link(finding: Finding, source: Source) -> Iterator[Change]:
    """Write isPermaLink="false" at a guid that is the same for all apps."""
    element = source.element(finding)
    if element is not None and not _depends_on_address(source, element):
        yield from deny_link(finding, source)


@repairs("guid-not-url", safe=False)
def deny_link(finding: Finding, source: Source) -> Iterator[Change]:
    """Write isPermaLink="false"; the text of the guid stays, but some apps take it for another.

    They complete a guid that is a link as they do it with links: without the attribute, `ep-1` was
    `https://example.com/ep-1` for them.
    """
    element = source.element(finding)
    if element is not None and element.name == "guid":
        yield write_attribute(source, element, "isPermaLink", "false")


def _depends_on_address(source: Source, element: Element) -> bool:
    """Return whether an element is a guid that an app may complete by the address of the feed."""
    text = source.markup.content(element).strip().removeprefix("<![CDATA[").lstrip()
    return element.name == "guid" and _SCHEME.match(text) is None


@repairs("remote-item-unused")
def remove_unused(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove an attribute that apps ignore."""
    element = source.element(finding)
    found = source.markup.attribute(element, finding.attribute) if element else None
    if found:
        yield remove_attribute(source, found)


@repairs("several-values")
def part_values(finding: Finding, source: Source) -> Iterator[Change]:
    """Write one element for each of the values of an attribute."""
    element = source.element(finding)
    found = source.markup.attribute(element, finding.attribute) if element else None
    if element is None or found is None:
        return
    values = [one for one in re.split(r"[\s,;|]+", source.text[found.start : found.end]) if one]
    before = source.text[element.start : found.start]
    behind = source.text[found.end : element.end]
    start, end = whole_lines(source, element.start, element.end)
    between = "" if start == element.start and end == element.end else (
        source.newline + source.text[start : element.start]
    )  # fmt: skip
    yield Change(
        element.start, element.end, between.join(f"{before}{one}{behind}" for one in values)
    )
