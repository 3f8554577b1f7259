"""Namespaces: addresses that are misspelt, declarations that are missing or in the way."""

import re
from collections.abc import Iterator
from itertools import islice

from feedtool.findings.report import Finding
from feedtool.fixing.editing import remove_attribute, write_attribute
from feedtool.fixing.markup import Attribute, Element
from feedtool.fixing.registry import repairs
from feedtool.fixing.source import Change, Source
from feedtool.vocabulary import load_vocabulary

_EXPECTED = re.compile(r'expect(?:ed)? "([^"…]+)"')
_DECLARATION = re.compile(r'add (xmlns:[\w.-]+)="([^"…]+)"')
_ROOTS = ("rss", "channel")


@repairs("namespace-misspelt", "namespace-alias", "namespace-swapped")
def write_address(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the address of a namespace as every app knows it."""
    expected = _EXPECTED.search(finding.message)
    found = _attribute_at(finding, source)
    if not expected or not found or not found.quote or not found.name.startswith("xmlns"):
        return
    # A feed of Atom 0.3 has other elements than one of Atom 1.0: its address is right.
    if root_of(source) is None:
        return
    # The same declaration in other elements is not reported again.
    written = f"{found.name}={found.quote}{source.text[found.start : found.end]}{found.quote}"
    for one in re.finditer(re.escape(written), source.text):
        if source.markup.form_at(one.start()) == "tag":
            yield Change(one.start() + len(found.name) + 2, one.end() - 1, expected[1])


@repairs("prefix-undeclared", "namespace-missing", "html-without-content")
def declare(finding: Finding, source: Source) -> Iterator[Change]:
    """Declare a well-known prefix in the rss element."""
    declaration = _DECLARATION.search(finding.message)
    root = root_of(source)
    if declaration and root and source.markup.attribute(root, declaration[1]) is None:
        yield write_attribute(source, root, declaration[1], declaration[2])


@repairs("namespace-on-rss", "element-in-namespace")
def remove_namespace(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the xmlns attribute by which an element of RSS is in a namespace."""
    element = source.element(finding)
    if element is None or "remove this xmlns" not in finding.message:
        return
    found = source.markup.attribute(element, "xmlns")
    if found:
        yield remove_attribute(source, found)


@repairs("element-in-namespace")
def remove_prefix(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the prefix from both tags of an element of RSS."""
    element = source.element(finding)
    if element is None or ":" not in element.name or "remove this xmlns" in finding.message:
        return
    length = element.name.index(":") + 1
    yield Change(element.start + 1, element.start + 1 + length, "")
    if element.after < element.end:
        yield Change(element.after + 2, element.after + 2 + length, "")


@repairs("namespace-forbidden")
def remove_declaration(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove a declaration that XML forbids."""
    found = _attribute_at(finding, source)
    if found and found.name.startswith("xmlns"):
        yield remove_attribute(source, found)


def _attribute_at(finding: Finding, source: Source) -> Attribute | None:
    """Return the attribute at the place of a finding: at its name, or at its value."""
    start = source.start_of(finding)
    element = source.element(finding)
    if start is None or element is None:
        return None
    attributes = source.markup.attributes(element)
    return next((one for one in attributes if one.name_start <= start <= one.end), None)


def declare_prefix(name: str, source: Source, element: Element) -> Iterator[Change]:
    """Declare the prefix of a name in the rss element, if it is not declared for an element."""
    prefix = name.rpartition(":")[0]
    namespace, root = load_vocabulary().namespaces.get(prefix), root_of(source)
    around: Element | None = element
    while around is not None:
        if source.markup.attribute(around, f"xmlns:{prefix}"):
            return
        around = source.markup.parent(around)
    if prefix and namespace and root:
        yield write_attribute(source, root, f"xmlns:{prefix}", namespace.uri)


def root_of(source: Source) -> Element | None:
    """Return the rss element of a feed; without one, the channel."""
    first = islice(source.markup, 2)
    return next((one for one in first if one.name in _ROOTS), None)
