"""Elements: those to remove, repeats, those in the wrong place or of the wrong name."""

import re
from collections.abc import Callable, Iterator, Sequence

from feedtool.findings.report import Finding
from feedtool.fixing.editing import (
    first_inside,
    indent_of,
    insert_before,
    is_about,
    remove_element,
    starts_line,
)
from feedtool.fixing.escaping import escape
from feedtool.fixing.markup import Element
from feedtool.fixing.registry import repairs
from feedtool.fixing.repairs.namespaces import declare_prefix, root_of
from feedtool.fixing.source import Change, Source
from feedtool.values.durations import parse_npt

# `<!-- feedtool: ignore RULE reason -->`
_IGNORE = re.compile(r"<!--\s*feedtool:\s*ignore\b[^<>]*-->\s*\Z")
_LONG_COMMENT = 400
_REMOVED = re.compile(r"; apps differ in which of them they read, so remove (\S+)\Z")
_RETIRED = re.compile(
    r"(?<![\w:.-])(?<!, )(?<! and )([\w:.-]++(?>(?:(?:, | and )[\w:.-]++)*)) (?:is|are) retired"
)
_RETIRED_TEXTS = ("itunes:summary", "itunes:subtitle")
_DESCRIPTIONS = ("description", "content:encoded")
_ITEMS = ("item", "podcast:liveItem")
_LINK = re.compile(r"RSS reads only its text: write <link>\S*</link>\Z")
_NAMED = re.compile(r'did you mean "([\w:.-]+)"\?|the element with that name is ([\w:.-]+)')


@repairs(
    "verification-left", "skip-repeated",
    "yes-without-effect",
)  # fmt: skip
def remove(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove an element that does nothing, or that says again what another one says."""
    element = source.element(finding)
    if element is not None and is_about(finding, element):
        yield remove_element(source, element)


@repairs("person-repeated")
def remove_repeated_person(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the second of two persons; the first gets what only the second has."""
    second = source.element(finding)
    if second is None or not is_about(finding, second):
        return
    first = _first_like(source, second, _content)
    if first is None:
        return
    known = {one.name for one in source.markup.attributes(first)}
    for one in source.markup.attributes(second):
        if one.name not in known and one.name not in ("role", "group"):
            at = source.markup.end_of_attributes(first)
            yield Change(at, at, source.text[one.whole : one.whole_end])
    yield remove_element(source, second)


@repairs("repeated-element", safe=True)
def remove_identical(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove an element that is letter by letter the same as one before it."""
    element = source.element(finding)
    if element is None or not is_about(finding, element):
        return
    if _first_like(source, element, _canonical) is not None:
        yield remove_element(source, element)


def _first_like(
    source: Source, element: Element, says: Callable[[Source, Element], object]
) -> Element | None:
    """Return the first sibling of the same name that says the same, if it is before an element.

    What all elements inside the same one say is read once.
    """
    key = (says, element.parent)
    if key not in source.firsts:
        firsts = source.firsts[key] = {}
        for one in _siblings(source, element):
            firsts.setdefault((one.name, says(source, one)), one)
    first = source.firsts[key].get((element.name, says(source, element)))
    return first if first is not None and first.start < element.start else None


def _content(source: Source, element: Element) -> str:
    return source.markup.content(element).strip()


def _canonical(source: Source, element: Element) -> tuple[object, ...]:
    """Return what an element says: two elements that say the same are equal."""
    attributes = sorted(
        (one.name, source.markup.meaning(one.start, one.end))
        for one in source.markup.attributes(element)
    )
    value = source.markup.text_value(element)
    return tuple(attributes), value.text.strip() if value else source.markup.content(element)


@repairs("unknown-element", safe=True)
def rename(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the name of an element with the capital and small letters that it has."""
    yield from _rename(finding, source, same_letters=True)


@repairs("unknown-element", safe=False)
def rename_misspelt(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the name of an element that is misspelt, or lacks its prefix."""
    yield from _rename(finding, source, same_letters=False)


def _rename(finding: Finding, source: Source, *, same_letters: bool) -> Iterator[Change]:
    element = source.element(finding)
    named = _NAMED.search(finding.message)
    if element is None or named is None or not is_about(finding, element):
        return
    name = named[1] or named[2]
    if same_letters and name.lower() != element.name.lower():
        return
    yield from declare_prefix(name, source, element)
    yield Change(element.start + 1, element.start + 1 + len(element.name), name)
    if element.after < element.end:
        yield Change(element.after + 2, element.after + 2 + len(element.name), name)


@repairs("item-before-channel-data")
def move_before_items(finding: Finding, source: Source) -> Iterator[Change]:
    """Move all elements of the channel that come after an item before the first item."""
    element = source.element(finding)
    if element is None or not is_about(finding, element):
        return
    siblings = [*_siblings(source, element)]
    first = next((one for one in siblings if one.name in _ITEMS), None)
    if first is None:
        return
    late = [one for one in siblings if one.start > first.start and one.name not in _ITEMS]
    between = source.newline + indent_of(source, first.start)
    joined = (between if starts_line(source, first.start) else "").join(
        source.text[one.start : one.end] for one in late
    )
    yield insert_before(source, first.start, joined)
    yield from (remove_element(source, one) for one in late)


@repairs("same-meaning-twice")
def remove_same(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the one of two elements that the message names; the other may be the one here."""
    element, named = source.element(finding), _REMOVED.search(finding.message)
    if element is None or named is None or not is_about(finding, element):
        return
    if element.name == named[1]:
        yield remove_element(source, element)
        return
    same = [one for one in _siblings(source, element) if one.name == named[1]]
    if len(same) == 1:
        yield remove_element(source, same[0])


@repairs("retired-element")
def remove_retired(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove all retired elements that the message names: only the first one is reported.

    A text stays where apps have no description to read instead.
    """
    element = source.element(finding)
    if element is None or not is_about(finding, element):
        return
    named = {
        name
        for listed in _RETIRED.findall(finding.message)
        for name in re.split(r", | and ", listed)
    }
    end = -1
    for one in source.markup:
        if one.name not in named or one.start < end or _is_only_text(source, one):
            continue
        if not _is_silenced(source, one):
            end = one.end
            yield remove_element(source, one)


def _is_only_text(source: Source, element: Element) -> bool:
    """Return whether a retired text has no description beside it."""
    if element.name not in _RETIRED_TEXTS:
        return False
    around = source.markup.parent(element)
    return all(first_inside(source, around, name) is None for name in _DESCRIPTIONS)


def _is_silenced(source: Source, element: Element | None) -> bool:
    """Return whether a comment before an element, or before one around it, silences a rule."""
    while element is not None:
        if _IGNORE.search(source.text, max(element.start - _LONG_COMMENT, 0), element.start):
            return True
        element = source.markup.parent(element)
    return False


@repairs("items-unordered", "chapters-unordered")
def sort_elements(finding: Finding, source: Source) -> Iterator[Change]:
    """Put items in the order of their dates, chapters in the order of their times."""
    element = source.element(finding)
    if element is None:
        return
    if finding.rule == "items-unordered":
        listed = [one for one in source.markup.children(element) if one.name == "item"]
        order = _newest_first(source, listed)
    else:
        listed = [*_siblings(source, element)]
        order = _by_start(source, listed)
    for slot, one in zip(listed, order, strict=True):
        if slot != one:
            yield Change(slot.start, slot.end, source.text[one.start : one.end])


def _newest_first(source: Source, items: list[Element]) -> list[Element]:
    """Return items from new to old, as they are if one of them has no date that can be read."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - 20 ms, only for this

    keys = {}
    for one in items:
        dates = [child for child in source.markup.children(one) if child.name == "pubDate"]
        try:
            keys[one] = parsedate_to_datetime(source.markup.content(dates[0]).strip()).timestamp()
        except (IndexError, ValueError):
            return items
    return sorted(items, key=lambda one: -keys[one])


def _by_start(source: Source, chapters: list[Element]) -> list[Element]:
    keys = {}
    for one in chapters:
        start = source.markup.attribute(one, "start")
        seconds = parse_npt(source.text[start.start : start.end]) if start else None
        if seconds is None:
            return chapters
        keys[one] = seconds
    return sorted(chapters, key=lambda one: keys[one])


@repairs("markup-raw")
def put_into_cdata(finding: Finding, source: Source) -> Iterator[Change]:
    """Put HTML that is not escaped into a CDATA section."""
    element = source.element(finding)
    while element is not None and not is_about(finding, element):
        element = source.markup.parent(element)
    if element is None or element.after == element.end:
        return
    content = source.markup.content(element)
    if "]]>" not in content and "<!--" not in content:
        yield Change(element.inside, element.after, f"<![CDATA[{content}]]>")


@repairs("self-link-missing", safe=True)
def add_self_link(finding: Finding, source: Source) -> Iterator[Change]:
    """Add the link of a feed to itself, if its address is known."""
    root, channel = root_of(source), source.element(finding)
    if not source.url or root is None or channel is None or channel.name != "channel":
        return
    first = next(iter(source.markup.children(channel)), None)
    if first is None:
        return
    yield from declare_prefix("atom:link", source, channel)
    link = (
        f'<atom:link href="{escape(source.url, "double")}" rel="self" type="application/rss+xml"/>'
    )
    yield insert_before(source, first.start, link)


@repairs("element-borrowed")
def write_link(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the address of a link of Atom as the text of a link of RSS."""
    element = source.element(finding)
    written = _LINK.search(finding.message)
    if element is None or written is None or source.markup.content(element).strip():
        return
    address = source.markup.attribute(element, "href")
    if address is not None and "…" not in written[0]:
        raw = source.text[address.start : address.end].replace("<", "&lt;")
        yield Change(element.start, element.end, f"<{element.name}>{raw}</{element.name}>")


def _siblings(source: Source, element: Element) -> Sequence[Element]:
    """Return all children of the element around an element, also itself."""
    parent = source.markup.parent(element)
    return source.markup.children(parent) if parent is not None else ()
