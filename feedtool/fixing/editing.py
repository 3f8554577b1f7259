"""Common to repairs: finding, removing and moving elements and attributes, writing new ones."""

import re

from feedtool.findings.report import Finding
from feedtool.fixing.escaping import Form, escape
from feedtool.fixing.markup import Attribute, Element
from feedtool.fixing.source import Change, Source

_BLANK_BEFORE = re.compile(r"(?:(?<![ \t])[ \t]+)?\Z")
_BLANK_LINE_END = re.compile(r"[ \t]*(\r\n|\r|\n)")
_INDENT_CHARS = 200


def remove_element(source: Source, element: Element) -> Change:
    """Return the change that removes an element, with its lines if nothing else is on them."""
    start, end = whole_lines(source, element.start, element.end)
    return Change(start, end, "")


def whole_lines(source: Source, start: int, end: int) -> tuple[int, int]:
    """Return a part of the text with the rest of its lines, if that is blank."""
    before = len(indent_of(source, start))
    if start - before > 0 and source.text[start - before - 1] not in "\r\n":
        return start, end
    behind = _BLANK_LINE_END.match(source.text, end)
    return (start - before, behind.end()) if behind else (start, end)


def indent_of(source: Source, start: int) -> str:
    """Return the blanks before a place in its line."""
    found = _BLANK_BEFORE.search(source.text, max(start - _INDENT_CHARS, 0), start)
    return found[0] if found else ""


def starts_line(source: Source, start: int) -> bool:
    """Return whether only blanks stand before a place in its line."""
    before = start - len(indent_of(source, start))
    return before == 0 or source.text[before - 1] in "\r\n"


def remove_attribute(source: Source, attribute: Attribute) -> Change:
    """Return the change that removes an attribute and the blank before it."""
    return Change(attribute.whole, attribute.whole_end, "")


def write_attribute(source: Source, element: Element, name: str, value: str) -> Change:
    """Return the change that gives an attribute of an element this value, or adds it."""
    found = source.markup.attribute(element, name)
    if found is None:
        at = source.markup.end_of_attributes(element)
        return Change(at, at, f' {name}="{escape(value, "double")}"')
    if not found.quote:
        return Change(found.name_start, found.end, f'{name}="{escape(value, "double")}"')
    form: Form = "double" if found.quote == '"' else "single"
    return Change(found.start, found.end, escape(value, form))


def insert_before(source: Source, start: int, xml: str) -> Change:
    """Return the change that puts an element before the one at a place, on a line of its own.

    Where the other one does not start a line, there is no new line either.
    """
    between = source.newline + indent_of(source, start) if starts_line(source, start) else ""
    return Change(start, start, xml + between)


def insert_after(source: Source, element: Element, xml: str) -> Change:
    """Return the change that puts an element after another one, on a line of its own."""
    is_own = starts_line(source, element.start)
    between = source.newline + indent_of(source, element.start) if is_own else ""
    return Change(element.end, element.end, between + xml)


def is_about(finding: Finding, element: Element) -> bool:
    """Return whether a finding is about this element, by the last name of its path."""
    path = finding.path.partition("/@")[0]
    return path.rpartition("/")[2].partition("[")[0] == element.name


def first_inside(source: Source, parent: Element | None, name: str) -> Element | None:
    """Return the first element of a name directly inside an element."""
    if parent is None:
        return None
    key = (None, parent.number)
    if key not in source.firsts:
        firsts = source.firsts[key] = {}
        for one in source.markup.children(parent):
            firsts.setdefault((one.name, None), one)
    return source.firsts[key].get((name, None))
