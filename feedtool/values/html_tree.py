"""HTML of others as a tree of elements, read as browsers read it, within bounds."""

import re
from typing import Any

MAX_DEPTH = 256
# A tag is looked for at each <, also where a page has a comment or a script: parsers differ in
# where these end. What they may read as one tag is never cut too short here.
# More signs of equality than the pattern counts are refused; each takes memory.
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+')"
_TAG = re.compile(rf"<[A-Za-z][^\s/>]*+((?>(?:[^>=]++|=\s*+(?>{_VALUE}?)){{0,99999}}))")
_ATTRIBUTE = re.compile(rf"[^\s/>=]++(?>(?:\s*+=\s*+(?:{_VALUE}|[^\s>]*+))?)|=")
# The parser takes time that grows with the square of the attributes of a tag: 10,000 of them take
# half a second.
_MOST_SQUARES = 100_000_000
_FEW_CHARS = 40
# Tags inside of tags are read again, as often as this.
_MOST_READ = 8
_FREE_CHARS = 100_000


class HtmlError(ValueError):
    """Why a text is not read as HTML, and the line that shows it."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def parse_html(text: str) -> Any:
    """Return the root element of HTML; its elements know their lines.

    Raises HtmlError if it is nested too deep, has tags with too many attributes, or no element.
    """
    from lxml import etree  # noqa: PLC0415 - 35 ms, only HTML needs it

    _check_attributes(text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root: Any = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any("depth" in error.message for error in parser.error_log):
        raise HtmlError(f"its elements are nested more than {MAX_DEPTH} deep; no app shows that")
    if root is None:
        raise HtmlError("this is HTML without any element")
    return root


def _check_attributes(text: str) -> None:
    """Raise HtmlError if a parser would take very long for the attributes of tags."""
    squares = read = 0
    for start in re.finditer(r"<[A-Za-z]", text):
        found = _TAG.match(text, start.start())
        inner = found[1] if found else ""
        read += len(found[0]) if found else 0
        count = len(inner) // 2 if len(inner) < _FEW_CHARS else len(_ATTRIBUTE.findall(inner))
        squares += count * count
        is_cut = found is not None and text[found.end() : found.end() + 1] not in ("", ">")
        if is_cut or squares > _MOST_SQUARES or read > _MOST_READ * len(text) + _FREE_CHARS:
            line = text.count("\n", 0, start.start()) + 1
            raise HtmlError("its tags have far more attributes than any page needs", line)
