"""Names and declarations that XML allows and its namespaces forbid.

Readers that know namespaces refuse the whole feed for them. Source: https://www.w3.org/TR/xml-names/
"""

import re

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.scopes import XML_URI

_XMLNS_URI = "http://www.w3.org/2000/xmlns/"
# XML itself has checked all letters of a name but those that follow a colon.
_QUALIFIED = re.compile(r"[^:]+(?::[^:\d.\u00b7-][^:]*)?")


def is_qualified(name: str) -> bool:
    """Return whether a name is one word, or a prefix and a word with a colon between them.

    >>> is_qualified("itunes:author"), is_qualified("a:b:c"), is_qualified("a:1b")
    (True, False, False)
    """
    return ":" not in name or _QUALIFIED.fullmatch(name) is not None


def report_name(check: Check, element: OpenElement, attribute: str = "") -> None:
    """Report the name of an element, or of an attribute, that namespaces forbid."""
    name = attribute or element.tag
    if name.count(":") > 1:
        says = "a name has one colon at most, between prefix and name"
    elif name.startswith(":") or name.endswith(":"):
        says = "a colon stands between a prefix and a name"
    else:
        says = "a name begins with a letter, also after the colon"
    place = check.locator.place_of_attribute(element, attribute) if attribute else None
    message = f'the name "{cut(name)}" is not allowed: {says}'
    check.collector.add(
        "bad-qualified-name", message, element, place=place, attribute=attribute,
        once="" if attribute else name,
    )  # fmt: skip


def explain_declaration(prefix: str, uri: str) -> str:
    """Return why XML forbids to declare this prefix with this address, "" if it does not."""
    if prefix == "xmlns" or uri == _XMLNS_URI:
        return "only XML itself uses xmlns; remove this declaration"
    if prefix == "xml" and uri != XML_URI:
        return "the prefix xml always has its own namespace; remove this declaration"
    if prefix != "xml" and uri == XML_URI:
        return "only the prefix xml has that namespace; remove this declaration"
    if prefix and not uri:
        return "a prefix needs an address; write it, or remove this declaration"
    if prefix and not is_qualified(f"xmlns:{prefix}"):
        return "a prefix begins with a letter and has no colon"
    return ""


def check_prefixed_attributes(check: Check, element: OpenElement, names: list[str]) -> None:
    """Report prefixed attributes whose names are forbidden, or the same through two prefixes."""
    uris = element.scope.uris
    seen: dict[tuple[str, str], str] = {}
    for name in names:
        prefix, colon, local = name.partition(":")
        if not colon or prefix == "xmlns":
            continue
        if not is_qualified(name):
            report_name(check, element, name)
        elif prefix in uris:
            other = seen.setdefault((uris[prefix], local), name)
            if other != name:
                _report_doubled(check, element, other, name)
        elif check.collector.is_first(("prefix", prefix)):
            place = check.locator.place_of_attribute(element, name)
            message = f'the prefix "{prefix}" is not declared; add xmlns:{prefix}="…" to rss'
            check.collector.add("prefix-undeclared", message, element, place=place, once=prefix)


def _report_doubled(check: Check, element: OpenElement, first: str, second: str) -> None:
    message = (
        f"{first} and {second} are the same attribute, because both prefixes have the namespace "
        f'"{cut(element.scope.uris[second.partition(":")[0]])}"; remove one of them'
    )
    place = check.locator.place_of_attribute(element, second)
    check.collector.add("attribute-doubled", message, element, place=place, attribute=second)
