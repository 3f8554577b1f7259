"""Categories of Apple that are at the wrong level."""

from collections.abc import Iterator

from feedtool.findings.report import Finding
from feedtool.fixing.editing import insert_after, remove_element
from feedtool.fixing.registry import repairs
from feedtool.fixing.source import Change, Source

_START = "<itunes:category "


@repairs("category-misplaced")
def place_category(finding: Finding, source: Source) -> Iterator[Change]:
    """Write a category as the message says: a subcategory inside its category."""
    element = source.element(finding)
    written = _read_tags(finding.message)
    parent = source.markup.parent(element) if element else None
    if element is None or not written or parent is None or "…" in written:
        return
    if parent.name == "channel":
        yield Change(element.start, element.end, written)
    elif parent.name == element.name:
        yield remove_element(source, element)
        yield insert_after(source, parent, written)


def _read_tags(message: str) -> str:
    """Return the tags that a message says to write, "" if it says none."""
    tags, end, _ = message.partition(f"write {_START}")[2].rpartition(">")
    return f"{_START}{tags}{end}" if end else ""


@repairs("category-crowded")
def part_categories(finding: Finding, source: Source) -> Iterator[Change]:
    """Repeat a category around a subcategory that is not its first."""
    element = source.element(finding)
    parent = source.markup.parent(element) if element else None
    if element is None or parent is None or parent.name != element.name:
        return
    if element != source.markup.children(parent)[-1]:
        return  # The last one goes first, so that all keep their order.
    opening = source.text[parent.start : parent.inside]
    inner = source.text[element.start : element.end]
    yield remove_element(source, element)
    yield insert_after(source, parent, f"{opening}{inner}</{parent.name}>")
