"""References: names that XML does not know, and the sign & alone."""

import re
from collections.abc import Iterator
from html.entities import html5

from feedtool.findings.report import Finding
from feedtool.fixing.registry import repairs
from feedtool.fixing.source import Change, Source

_NAME = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,39});")
_XML = ("amp", "lt", "gt", "quot", "apos")


@repairs("xml-reference", safe=True)
def number_reference(finding: Finding, source: Source) -> Iterator[Change]:
    """Write a name of HTML by its number: &nbsp; becomes &#160;."""
    start = source.start_of(finding)
    match = _NAME.match(source.text, start) if start is not None else None
    if match is None or match[1] in _XML:
        return
    meant = html5.get(f"{match[1]};")
    if meant is not None:
        yield Change(match.start(), match.end(), "".join(f"&#{ord(one)};" for one in meant))


@repairs("xml-reference", safe=True)
def escape_ampersand(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the sign & alone as &amp;."""
    start = source.start_of(finding)
    if start is None or source.text[start : start + 1] != "&":
        return
    if _NAME.match(source.text, start) or source.text.startswith("&#", start):
        return
    yield Change(start, start + 1, "&amp;")
