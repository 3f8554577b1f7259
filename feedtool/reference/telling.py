"""A rule or an element in words, as Markdown."""

import re
from collections.abc import Iterator, Mapping

from feedtool.vocabulary import Attribute, Element, Profile, Rule, Value, Vocabulary

_LONG_TEXT = re.compile(r"([^<>]{60})[^<>]{140,}")
_NUMBERS = {"1": "exactly one", "?": "at most one", "*": "any number", "+": "at least one"}
_TYPES = {
    "any": "any text",
    "boolean": "`true` or `false`",
    "contact": "e-mail address and name: `show@example.com (Name)`",
    "countries": "two-letter country codes with blanks between",
    "date": "date: `Tue, 03 Nov 2020 10:00:00 +0000`",
    "duration": "seconds, or `H:MM:SS`",
    "email": "e-mail address",
    "explicit": "`true` or `false`",
    "filled": "any text, not empty",
    "form-name": "name of a form field",
    "hex-colour": "six hexadecimal digits",
    "html": "HTML, escaped or as CDATA",
    "http-url": "absolute http or https address",
    "integer": "whole number",
    "integer-list": "whole numbers with commas between",
    "iri": "absolute address",
    "language": "language code: `en`, `pt-BR`",
    "link-relation": "registered kind of link",
    "media-type": "media type: `audio/mpeg`",
    "npt-time": "seconds or `H:MM:SS`, with a fraction",
    "number": "number",
    "plain": "plain text",
    "point": "latitude and longitude in degrees",
    "points": "latitudes and longitudes in degrees",
    "rfc3339-date": "moment: `2020-11-03T10:00:00Z`",
    "text": "plain text, not empty",
    "title": "plain text, not empty",
    "uri": "absolute address or name with a scheme",
    "url": "absolute address",
    "uuid": "UUID",
    "w3c-date": "ISO date: `2020-11-03`, `2020-11-03T10:00:00Z`",
    "yes": "`Yes`, the only value that acts",
    "yes-no": "`yes` or `no`",
}


def tell_rule(rule: Rule) -> Iterator[str]:
    """Yield the lines about a rule, a heading first."""
    yield f"# {rule.id}"
    yield ""
    demand = f", with the profile {rule.profile}" if rule.profile else ""
    yield f"**{rule.severity}**{demand}: {rule.title}."
    yield ""
    yield f"- Why it matters: {rule.why}"
    yield f"- How to mend it: {rule.fix}"
    if rule.fixable != "no":
        certain = "without knowing more" if rule.fixable == "safe" else "but look at the result"
        yield f"- It can be mended by a program, {certain}."
    if rule.spec:
        yield f"- Source: <{rule.spec}>"
    if rule.w3c:
        yield f"- The W3C feed validator calls it {', '.join(rule.w3c)}."
    yield ""
    yield from _example("Wrong", rule.bad)
    yield from _example("Right", rule.good)


def tell_element(element: Element, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the lines about an element, a heading first."""
    yield from (f"# {element.id}", "", element.doc)
    if element.note:
        yield from ("", element.note)
    yield ""
    yield from _facts(element, vocabulary.profiles)
    yield ""
    for good in element.good:
        yield from _example("Right", good)
    for bad in element.bad:
        yield from _example(f"Wrong ({bad.rule})", bad.xml)


def _facts(element: Element, profiles: Mapping[str, Profile]) -> Iterator[str]:
    if element.retired:
        yield f"- Retired: {element.retired}."
    for parent, number in element.parents.items():
        yield f"- In {f'`{parent}`' if parent else 'the document'}: {_NUMBERS[number]}"
    for wanted, severity, why in _demands(element, profiles):
        yield f"- The profile {wanted} misses it ({severity}): {why}."
    yield f"- Holds: {_content(element)}"
    for attribute in element.attributes.values():
        yield f"- Attribute {_attribute(attribute)}"
    if element.namespace.uri:
        yield f'- Namespace: `xmlns:{element.namespace.prefix}="{element.namespace.uri}"`'
    yield f"- Source: <{element.spec}>"


def _demands(element: Element, profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str, str]]:
    for profile in profiles.values():
        for wanted in profile.requires:
            if wanted.element == element.name and wanted.parent in element.parents:
                yield profile.name, wanted.severity, f"in {wanted.parent}, {wanted.why}"


def _content(element: Element) -> str:
    if element.content == "text":
        return tell_value(element.value)
    return {"empty": "nothing", "elements": "elements", "any": "anything"}[element.content]


def _attribute(attribute: Attribute) -> str:
    name = "of any other name" if attribute.name == "*" else f"`{attribute.name}`"
    must = "required" if attribute.required else "optional"
    doc = f" {attribute.doc}" if attribute.doc else ""
    return f"{name} ({must}): {tell_value(attribute.value)}.{doc}"


def tell_value(value: Value) -> str:
    """Return in a few words what a text or attribute may hold.

    >>> tell_value(Value("integer", minimum=0, maximum=23))
    'whole number from 0 to 23'
    """
    if value.values:
        return "one of " + ", ".join(f"`{one}`" for one in value.values)
    words = _TYPES[value.type]
    words += "" if value.minimum is None else f" from {value.minimum}"
    words += "" if value.maximum is None else f" to {value.maximum}"
    words += f", at most {value.max_chars:,} characters" if value.max_chars else ""
    if value.suggest:
        shown = ", ".join(f"`{one}`" for one in value.suggest[:12])
        words += f", usually {shown}" + (", …" if len(value.suggest) > 12 else "")
    return words


def _example(title: str, xml: str) -> Iterator[str]:
    yield f"{title}:"
    yield ""
    yield "```xml"
    shown = _LONG_TEXT.sub(r"\1 …", xml)
    yield shown.replace("><", ">\n<") if len(shown) > 160 else shown
    yield "```"
    yield ""
