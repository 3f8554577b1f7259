"""Splits HTML into tags, comments and references, as browsers do.

Source: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SPACE = r"[ \t\n\f\r]"
_NAME = r"(?:=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)"
# A quotation mark that is never closed makes all that follows a part of the value.
_VALUE = r"\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|((?![ \t\n\f\r\"'>])[^ \t\n\f\r>]++)"
_ANY_VALUE = re.sub(r"\((?!\?)", "(?:", _VALUE)
# More parts of a tag, blanks and attributes, are not read: each takes memory.
MAX_TAG_PARTS = 2000
_GIVEN = rf"(?>(?:{_SPACE}*+={_SPACE}*+(?>(?:{{}})?))?)"
MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^ \t\n\f\r/>]*+)"
    rf"(?P<attributes>(?>(?:[ \t\n\f\r/]++|{_NAME}{_GIVEN.format(_ANY_VALUE)})"
    rf"{{0,{MAX_TAG_PARTS}}}))"
    r"(?P<close>>?)"
    r"|<|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*)?;?",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"({_NAME}){_GIVEN.format(_VALUE)}", re.DOTALL)
_SWALLOWED = re.compile(r">[^>]*?</?[A-Za-z]", re.DOTALL)
_SWALLOWED_TAG = re.compile(r"<[A-Za-z]+\s[^<>]*=\s*\Z")


class TagAttribute(NamedTuple):
    """An attribute of a tag: its name in small letters, its value, and where both start.

    `glued` says that something follows the closing quotation mark without a space, `is_open` that
    the quotation is never closed.
    """

    name: str
    value: str
    name_start: int
    start: int
    glued: bool
    is_open: bool

    @property
    def swallowed(self) -> str:
        """What the value holds of the page, because its quotation mark is not closed."""
        if self.is_open:
            return "the text after it" if "<" in self.value or ">" in self.value else ""
        if not self.glued:
            return ""
        if _SWALLOWED.search(self.value):
            return "the text up to the next one"
        return "the tag in it" if _SWALLOWED_TAG.search(self.value) else ""


def split_attributes(tag: re.Match[str]) -> Iterator[TagAttribute]:
    """Yield the attributes of a tag that MARKUP found."""
    start = tag.start("attributes")
    written = tag["attributes"]
    for found in _ATTRIBUTE.finditer(written):
        group = next((g for g in (2, 3, 4) if found[g] is not None), 0)
        after = written[found.end() : found.end() + 1]
        yield TagAttribute(
            found[1].lower(),
            found[group] if group else "",
            start + found.start(1),
            start + (found.start(group) if group else found.start(1)),
            group in (2, 3) and after.strip(" \t\n\f\r/") != "",
            group in (2, 3) and found.end(group) == found.end(),
        )
