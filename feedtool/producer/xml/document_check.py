"""Checks the documents of a show with our validator, which remembers the items without faults."""

import re
from datetime import datetime

from feedtool.findings.report import Report
from feedtool.producer.elements.documents import Document
from feedtool.show.cache import Cache
from feedtool.show.digest import digest
from feedtool.validator.validate_items import Parts, validate_items

# It changes with the newest episode, and no check of an item looks at it.
_PASSING = re.compile(rb"<lastBuildDate>[^<]*</lastBuildDate>")
_KIND = "checked"


def check_document(
    document: Document, parts: Parts, *, file: str, at: datetime, cache: Cache
) -> Report:
    """Return what the validator finds in a document, named `file`, at a time.

    What is kept of an item is valid for its bytes and for those before the first item.
    """
    head = digest(_PASSING.sub(b"", parts.head))
    names = [f"{document.name}/{episode.slug}" for episode in document.episodes]
    keys = [digest(head, item) for item in parts.items]
    pairs = enumerate(zip(names, keys, strict=True))
    kept = {number: cache.get(_KIND, name, key) for number, (name, key) in pairs}
    known = {number: trace for number, trace in kept.items() if trace is not None}
    report, traces = validate_items(parts, known, file=file, at=at)
    for number, trace in traces.items():
        cache.put(_KIND, names[number], keys[number], trace)
    return report
