"""Describes an element in words, as Markdown: its place, its content, who requires it."""

from collections.abc import Iterator, Mapping

from feedtool.reference.examples import show_markup
from feedtool.values.registry import find_type
from feedtool.vocabulary import Attribute, Element, Profile, Value, Vocabulary, load_list

_NUMBERS = {"1": "exactly one", "?": "at most one", "*": "any number", "+": "at least one"}


def describe_element(element: Element, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the lines about an element, a heading first."""
    yield from (f"# {element.id}", "", element.doc)
    if element.note:
        yield from ("", element.note)
    yield ""
    yield from _facts(element, vocabulary.profiles)
    yield ""
    if element.id == "itunes:category":
        yield from _list_categories()
    for good in element.good:
        yield from show_markup("Right", good)
    for bad in element.bad:
        yield from show_markup(f"Wrong ({bad.rule})", bad.xml)


def _list_categories() -> Iterator[str]:
    """Yield Apple's categories, a line for each."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    yield from ("Apple's categories, with their subcategories:", "")
    for name, inner in tree.items():
        yield f"- {name}: {', '.join(inner)}" if inner else f"- {name}"
    yield ""


def _facts(element: Element, profiles: Mapping[str, Profile]) -> Iterator[str]:
    if element.retired:
        yield f"- Retired: {element.retired}."
    for parent, number in element.parents.items():
        yield f"- In {f'`{parent}`' if parent else 'the document'}: {_NUMBERS[number]}"
    for wanted, severity, why in _demands(element, profiles):
        yield f"- The profile {wanted} reports it as missing ({severity}): {why}."
    yield f"- Content: {_content(element)}"
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
        return describe_value(element.value)
    return {"empty": "nothing", "elements": "elements", "any": "anything"}[element.content]


def _attribute(attribute: Attribute) -> str:
    name = "with any other name" if attribute.name == "*" else f"`{attribute.name}`"
    doc = f" {attribute.doc}" if attribute.doc else ""
    return f"{name} ({attribute.use}): {describe_value(attribute.value)}.{doc}"


def describe_value(value: Value) -> str:
    """Return in a few words which values a text or an attribute may have.

    >>> describe_value(Value("integer", minimum=0, maximum=23))
    'whole number from 0 to 23'
    """
    if value.values:
        return "one of " + ", ".join(f"`{one}`" for one in value.values)
    words = find_type(value.type).words
    words += "" if value.minimum is None else f" from {value.minimum}"
    words += "" if value.maximum is None else f" to {value.maximum}"
    words += f", at most {value.max_chars:,} characters" if value.max_chars else ""
    if value.suggest:
        shown = ", ".join(f"`{one}`" for one in value.suggest[:12])
        words += f", usually {shown}" + (", …" if len(value.suggest) > 12 else "")
    return words
