"""Reads what stands before the first element: XML declaration, comments, document type, text.

expat stops at the first fault in it and says little. So faults of the declaration are found here,
before expat reads it, and a faulty declaration is replaced by blanks.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from feedtool.findings.place import LineColumn
from feedtool.findings.wording import cut
from feedtool.validator.checking.roots import HTML
from feedtool.validator.source.encoding import Encoding, Remark
from feedtool.validator.source.window import advance
from feedtool.validator.source.xml_declaration import explain_declaration, match_declaration

Kind = Literal["declaration", "comment", "instruction", "document type", "element", "html", "text"]

DECLARATION_RULE = "bad-xml-declaration"

_FEED = re.compile(r"<\?xml[ \t\r\n]|<rss(?=[ \t\r\n>])")
_BLANKS = re.compile(r"[ \t\r\n]*")
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[ \t\r\n][^\[>]*)?(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z_:][^ \t\r\n/><=\"']*")
_TEXT = re.compile(r".[^<]*", re.DOTALL)
# An instruction that ends with > alone, before the next tag.
_OPEN_INSTRUCTION = re.compile(r"<\?(?:(?!\?>)[^<>])*(?<!\?)>(?!(?:(?!\?>)[^<])*\?>)")
_NOT_A_NEWLINE = re.compile(r"[^\r\n]")


class Token(NamedTuple):
    """A part of the text before the feed, with its start and end."""

    kind: Kind
    start: int
    end: int


class Prolog(NamedTuple):
    """The text before the feed as expat can read it, and what is wrong with it."""

    text: str
    remarks: tuple[Remark, ...] = ()


def scan_prolog(text: str) -> Iterator[Token]:
    """Yield the parts of a text up to the first element, which is the last one.

    Stops at a part that has no end.
    """
    index = _after_blanks(text, 0)
    while index < len(text):
        token = _match_token(text, index)
        if token is None:
            return
        yield token
        if token.kind == "element":
            return
        index = _after_blanks(text, token.end)


def find_feed(text: str, index: int = 0) -> int:
    """Return the index where a feed starts behind other things, -1 if none starts there."""
    match = _FEED.search(text, index)
    return match.start() if match else -1


def repair_prolog(text: str, encoding: Encoding) -> Prolog:
    """Find what is wrong with the first characters of a feed, the encoding included.

    What expat cannot read is replaced by blanks. Text before the feed is left as it is.
    """
    # A name that starts with a digit is known, but no parser takes it.
    label = encoding.label if encoding.label[:1].isalpha() else encoding.name
    declared = "UTF-8" if encoding.name == "utf-8" else label
    found: list[Remark] = []
    before: list[Kind] = []
    repaired = text
    for token in _scan_to_feed(text):
        faults = list(_find_faults(token, text, before, declared))
        before.append(token.kind)
        if faults:
            blanks = _NOT_A_NEWLINE.sub(" ", text[token.start : token.end])
            repaired = repaired[: token.start] + blanks + repaired[token.end :]
        found += [Remark(rule, says, place_in(text, index)) for rule, index, says in faults if says]
    if encoding.name == "utf-8" and any(one.message.endswith("?>") for one in found):
        # The declaration to write has the right name of the encoding.
        return Prolog(repaired, (*_without_names(encoding.remarks), *found))
    return Prolog(repaired, (*encoding.remarks, *found))


def explain_misplaced(before: str) -> str:
    """Return what is wrong with a declaration, given all that stands before it, without elements.

    Returns "" if that is reported elsewhere, as text is.
    """
    return _explain_misplaced([token.kind for token in scan_prolog(before)], before)


def place_in(text: str, index: int) -> LineColumn:
    """Return the line and column of an index in the text at the start of a feed."""
    return advance(1, 1, text[:index].encode("utf-8", "replace"))


def _scan_to_feed(text: str) -> Iterator[Token]:
    """Yield the tokens before a feed; HTML before it, which servers print, is one token."""
    for token in scan_prolog(text):
        is_html = token.kind == "element" and HTML.fullmatch(text, token.start + 1, token.end)
        end = find_feed(text, token.end) if is_html else -1
        if end < 0:
            yield token
        else:
            yield Token("html", token.start, end)
            yield from scan_prolog(" " * end + text[end:])


def _without_names(remarks: tuple[Remark, ...]) -> Iterator[Remark]:
    return (one for one in remarks if one.rule not in ("encoding-name", "bad-encoding"))


def _explain_misplaced(kinds: Sequence[Kind], before: str) -> str:
    if "declaration" in kinds:
        is_second = kinds.count("declaration") == 1
        return "the XML declaration stands twice; remove the second" if is_second else ""
    if "text" in kinds or "html" in kinds:
        return ""
    if kinds:
        kind = "processing instruction" if kinds[0] == "instruction" else kinds[0]
        says = f"a {kind} stands before the XML declaration"
        return f"{says}; move the declaration to the very start of the file"
    if "\n" in before or "\r" in before:
        return "an empty line stands before the XML declaration; remove it"
    return "blanks stand before the XML declaration; remove them"


def _find_faults(
    token: Token, text: str, before: Sequence[Kind], declared: str
) -> Iterator[tuple[str, int, str]]:
    """Yield the rule, index and message of each fault of a token for which it is removed.

    An empty message stands for a fault that is reported elsewhere.
    """
    raw = text[token.start : token.end]
    if token.kind == "text" and not raw.strip("\ufeff \t\r\n"):
        says = "a stray byte order mark stands before the feed; remove it"
        yield "not-well-formed", token.start, says
    if token.kind == "instruction" and not raw.endswith("?>"):
        says = f'the instruction "{cut(raw)}" ends with >; expected ?> with a question mark'
        yield "not-well-formed", token.end - 1, says
    if token.kind == "document type" and not raw.startswith("<!DOCTYPE"):
        says = f'the document type starts with "{raw[:9]}"; RSS 2.0 needs none; remove it'
        yield "not-well-formed", token.start, says
    if token.kind == "html":
        says = f'HTML stands before the feed: "{cut(raw.strip())}"; remove it'
        yield "not-well-formed", token.start, says
    if token.kind != "declaration":
        return
    if token.start:
        yield DECLARATION_RULE, token.start, _explain_misplaced(before, text[: token.start])
    fault = None if "declaration" in before else explain_declaration(raw, declared)
    if fault is not None:
        yield DECLARATION_RULE, token.start + fault[0], fault[1]


def _after_blanks(text: str, index: int) -> int:
    match = _BLANKS.match(text, index)
    return match.end() if match else index


def _match_token(text: str, index: int) -> Token | None:
    """Return the token at an index, None if it has no end."""
    declaration = match_declaration(text, index)
    if declaration is not None:
        return Token("declaration", *declaration)
    if match := _ELEMENT.match(text, index):
        return Token("element", index, match.end())
    if match := _DOCTYPE.match(text, index):
        return Token("document type", index, match.end())
    if match := _OPEN_INSTRUCTION.match(text, index):
        return Token("instruction", index, match.end())
    kind: Kind
    for kind, opening, closing in (("comment", "<!--", "-->"), ("instruction", "<?", "?>")):
        if text.startswith(opening, index):
            end = text.find(closing, index + len(opening))
            return Token(kind, index, end + len(closing)) if end >= 0 else None
    match = None if text.startswith("<!", index) else _TEXT.match(text, index)
    return Token("text", index, match.end()) if match else None
