"""Comments in the feed that silence rules for the element after them.

    <!-- feedtool: ignore enclosure-length-zero until 2027-01-01 the host gives no lengths -->

Commas separate several rules. With `until` the comment is valid up to and including that day.
"""

import re
from collections.abc import Set
from datetime import date

from feedtool.findings.place import LineColumn
from feedtool.findings.suggestions import suggest
from feedtool.findings.wording import cut
from feedtool.validator.checking.collector import Collector
from feedtool.validator.elements.memory import FeedMemory
from feedtool.vocabulary import load_rules

_COMMENT = re.compile(
    r"\s*feedtool:\s*ignore\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)"
    r"(?:\s+until\s+(?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2})(?=\s|\Z))?"
)
_EPOCH = date(1970, 1, 1).toordinal()


def read_ignore_comment(
    text: str, collector: Collector, memory: FeedMemory, place: LineColumn
) -> Set[str]:
    """Return the rules that a comment silences; report a comment that cannot be understood."""
    match = _COMMENT.match(text)
    if match is None:
        message = "this comment is not understood; expected <!-- feedtool: ignore RULE reason -->"
        collector.add_document("ignore-comment", message, place)
        return frozenset()
    known = load_rules("feed")
    rules = {name.strip() for name in match["rules"].split(",")}
    for name in sorted(rules - known.keys()):
        hint = suggest(name, known, "; feedtool rules lists them", form='; did you mean "{}"?')
        message = f'there is no rule "{cut(name)}"{hint}'
        collector.add_document("ignore-comment", message, place)
    if match["until"]:
        try:
            last = date.fromisoformat(match["until"])
        except ValueError:
            message = f'"{match["until"]}" is not a date; expected e.g. 2027-01-31'
            collector.add_document("ignore-comment", message, place)
            return frozenset()
        if memory.now >= (last.toordinal() + 1 - _EPOCH) * 86400:
            return frozenset()
    return known.keys() & rules
