"""The bytes of a feed as a tree of elements: strict where it can be, lenient where it must be.

Nothing is loaded from outside, no entity is expanded, and depth and length have bounds. What is
wrong with a feed is reported by the validator; here only data that is no feed is refused.
"""

import re
import sys
from copy import deepcopy
from html.entities import html5
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding, SourceError
from feedtool.importing.feed.elements import name_of, split_tag
from feedtool.validator.source.detection import detect_encoding
from feedtool.validator.source.true_encoding import correct_encoding
from feedtool.values.xml_characters import drop_forbidden

MAX_BYTES = 50_000_000
_HEAD_BYTES = 1024
# A reference that XML does not know, or a bare &. CDATA, which may hold both, is ignored.
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);|([A-Za-z][A-Za-z0-9]*;)?)",
    re.DOTALL,
)
# The time for a tag grows with the square of its attributes. A value holds no <.
_LONG_TAG = re.compile(r"<[A-Za-z_:][^<]{10000}[^<]*+")
_ATTRIBUTE = re.compile(r"[^\s=\"'>]\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_MOST_ATTRIBUTES = 2_000
_BY_NUMBER = re.compile(r"&#([0-9]+|x[0-9A-Fa-f]+);?")
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*>")
_OTHERS = {
    "feed": "this is an Atom feed",
    "RDF": "this is an RSS 1.0 feed",
    "html": "this is a web page",
    "opml": "this is an OPML list",
}


def check_whole(data: bytes, file: str = "") -> None:
    """Raise SourceError if the end of a feed is missing, and with it perhaps some items."""
    text = _decode(data)
    if "</rss" not in text[max(text.rfind("<item"), 0) :]:
        message = "the feed ends before </rss>, so that items may be missing; get the whole feed"
        raise SourceError([make_finding("feed-cut", message, file, text.count("\n") + 1, 1)])


def parse_channel(data: bytes, file: str = "") -> Any:
    """Return the channel element of an RSS feed.

    Raises SourceError with the place if it is no RSS feed, or larger than 50 MB.
    """
    return _find_channel(parse_root(data, file), file)


def parse_root(data: bytes, file: str = "") -> Any:
    """Return the outermost element of a feed.

    What XML forbids is left out; references that XML does not know are read as HTML has them; a
    feed that is not well formed is read as far as possible.

    Raises SourceError with the place if it is no XML, or larger than 50 MB.
    """
    if len(data) > MAX_BYTES:
        raise fault(file, f"the file is larger than {MAX_BYTES // 1_000_000} MB; expected a feed")
    text = _decode(data)
    if not text.strip():
        raise fault(file, "the file is empty; expected an RSS feed")
    _check_attributes(text, file)
    try:
        root = _parse(text)
    except etree.XMLSyntaxError as why:
        line, column = why.position
        root = _parse_leniently(text)
        if root is None:
            says = (why.msg or "it cannot be read").partition(", line")[0]
            message = f"this is no XML ({says}); expected an RSS feed"
            raise fault(file, message, line or 1, max(column, 1)) from None
    return root


def find_xml_fault(data: bytes, file: str) -> Finding | None:
    """Return the first place at which a feed is not well formed, None if it is."""
    try:
        _parse(_decode(data))
    except etree.XMLSyntaxError as why:
        line, column = why.position
        message = f"{(why.msg or 'it cannot be read').partition(', line')[0]}; expected XML"
        return make_finding("not-well-formed", message, file, line or 1, max(column, 1))
    return None


def text_of(node: Any) -> str:
    """Return the text of an element without blanks around it; markup in it stays as markup."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child, etree._Entity):
            parts += [child.text or "", child.tail or ""]
        else:
            parts.append(etree.tostring(_alone(child), encoding="unicode") + (child.tail or ""))
    return "".join(parts).strip()


def xml_of(node: Any) -> str:
    """Return an element as XML that declares what it needs."""
    return str(etree.tostring(_alone(node), encoding="unicode"))


def _alone(node: Any) -> Any:
    """Return a copy of an element with no more namespaces than it uses."""
    alone = deepcopy(node)
    alone.tail = None
    etree.cleanup_namespaces(alone)
    return alone


def _decode(data: bytes) -> str:
    encoding = correct_encoding(detect_encoding(data[:_HEAD_BYTES]), data)
    text = data[encoding.skip :].decode(encoding.name, "replace")
    # A declaration of another encoding no longer holds, and blanks before it would be a fault.
    return _DECLARATION.sub(_blank, drop_forbidden(text.removeprefix("\ufeff")), count=1)


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if char == "\n" else " " for char in match[0])


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
        recover=recover,
    )  # fmt: skip


def _parse(text: str) -> Any:
    return etree.fromstring(text.encode(), _parser())


def _check_attributes(text: str, file: str) -> None:
    """Raise SourceError if a tag has so many attributes that the parser would take very long."""
    for found in _LONG_TAG.finditer(text):
        if len(_ATTRIBUTE.findall(found[0])) > _MOST_ATTRIBUTES:
            line = text.count("\n", 0, found.start()) + 1
            message = f"a tag has more than {_MOST_ATTRIBUTES:,} attributes; expected a feed"
            raise fault(file, message, line)


def _parse_leniently(text: str) -> Any:
    """Return the root of what can be understood, None where there is nothing."""
    replaced = _REFERENCE.sub(_replace_reference, text)
    try:
        return _parse(replaced)
    except etree.XMLSyntaxError:
        # Where markup is broken, what looks like CDATA may be none.
        sound = _BY_NUMBER.sub(_drop_no_character, replaced)
        return etree.fromstring(sound.encode(), _parser(recover=True))


def _drop_no_character(match: re.Match[str]) -> str:
    return match[0] if _is_character(match[1]) else ""


def _replace_reference(match: re.Match[str]) -> str:
    whole = match[0]
    if whole == "&":
        return "&amp;"
    if whole.startswith("&#"):
        return whole if _is_character(whole[2:-1]) else ""
    if match[1] is None:
        return whole
    return escape(html5.get(match[1] or "", whole))


def _is_character(number: str) -> bool:
    """Tell whether a reference by number, such as x41, names a character that XML can hold."""
    if len(number.lstrip("x").lstrip("0")) > 7:
        return False
    code = int(number[1:], 16) if number[0] == "x" else int(number)
    return code <= sys.maxunicode and drop_forbidden(chr(code)) != ""


def _find_channel(root: Any, file: str) -> Any:
    uri, name = split_tag(root.tag)
    if name == "rss":
        if uri:
            _drop_namespace(root, uri)
        channel = next((one for one in root if name_of(one) == "channel"), None)
        if channel is not None:
            return channel
        raise fault(file, "rss has no channel; expected an RSS feed", root.sourceline or 1)
    says = _OTHERS.get(name, f"the outermost element is {name[:60]}")
    raise fault(file, f"{says}; expected an RSS feed", root.sourceline or 1)


def _drop_namespace(root: Any, uri: str) -> None:
    """Take away a namespace that a feed gives to RSS's own elements, which have none."""
    for node in root.iter(f"{{{uri}}}*"):
        node.tag = split_tag(node.tag)[1]


def fault(file: str, message: str, line: int = 1, column: int = 1) -> SourceError:
    """Return the error that data is no feed."""
    return SourceError([make_finding("not-a-feed", message, file or "feed.xml", line, column)])
