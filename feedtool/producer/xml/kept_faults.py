"""Errors of what stays as a former feed published it: they are no reason to keep the feed back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from feedtool.findings.report import Finding
from feedtool.producer.elements.documents import Document
from feedtool.producer.xml.path_names import path_name
from feedtool.show.as_published import CHANNEL
from feedtool.show.lock import MAIN_FEED
from feedtool.validator.validate_items import Parts

_PLACE = re.compile(r"/rss/channel(?:/item(?:\[(\d+)\])?)?(?:/([^/\[@]+))?")
_KEPT = "; it stays as the former feed has it (as-published.jsonl)"


def soften_kept(findings: Iterable[Finding], document: Document, parts: Parts) -> Iterator[Finding]:
    """Yield findings; errors of elements that stay as published become warnings."""
    kept = document.feed.show.as_published if document.feed.name == MAIN_FEED else {}
    if not kept:
        yield from findings
        return
    reader = _Reader(document, parts)
    for finding in findings:
        if finding.severity == "error" and reader.is_kept(finding):
            yield replace(finding, severity="warning", message=finding.message + _KEPT)
        else:
            yield finding


class Place(NamedTuple):
    """The item that a finding is in, counted from 1 (0: the channel), and its child there."""

    item: int
    element: str


def find_place(path: str) -> Place | None:
    """Return in which child of which item a finding is.

    >>> find_place("/rss/channel/item[3]/enclosure/@url"), find_place("/rss/channel")
    (Place(item=3, element='enclosure'), Place(item=0, element=''))
    """
    found = _PLACE.match(path)
    if found is None:
        return None
    is_item = "/item" in path[: found.end()]
    return Place(int(found[1] or 1) if is_item else 0, found[2] or "")


class _Reader:
    """Finds out what of the channel and of each item stays as published."""

    def __init__(self, document: Document, parts: Parts) -> None:
        self._document = document
        self._parts = parts
        self._kept = cache(self._find_kept)

    def is_kept(self, finding: Finding) -> bool:
        """Tell whether an error is of an element that stays, or of one that is missing."""
        place = find_place(finding.path)
        if place is None:
            return False
        names = self._kept(place.item)
        return place.element in names if place.element else bool(names)

    def _find_kept(self, number: int) -> frozenset[str]:
        """Return the names of what stays in an item, counted from 1, or in the channel."""
        from feedtool.producer.xml.keeping import find_kept  # noqa: PLC0415 - lxml

        show, parts = self._document.feed.show, self._parts
        if number > len(self._document.episodes):
            return frozenset()
        guid = CHANNEL
        if number:
            slug = self._document.episodes[number - 1].slug
            guid = self._document.feed.identities[slug].guid
        kept = show.as_published.get(guid, {})
        item = parts.items[number - 1] if number else b""
        tags = find_kept(parts.head + item + parts.tail, kept, is_item=bool(number))
        return frozenset(map(path_name, tags))
