"""Repairs start tags whose beginning is misspelt: other signs or blanks before or in their name."""

import re

from feedtool.findings.wording import cut
from feedtool.validator.checking.displaced import may_hold
from feedtool.validator.checking.engine import Engine
from feedtool.validator.reading.broken_tags import read_broken_tag
from feedtool.validator.reading.references import resolve_references
from feedtool.validator.reading.xml_faults import is_alike, loose_ends

_RULE = "xml-tag"
_NAME = rb"[A-Za-z][\w.-]{0,60}(?::[A-Za-z][\w.-]{0,60})?"
# A name behind <! or <?, or behind </ with attributes after it.
_WRONG_SIGN = re.compile(
    rb"<(?P<sign>[!?]\s?|/(?=[^<>]{1,200}=[\"']))(?P<name>" + _NAME + rb")(?=[\s/>])"
)
# A name whose prefix ends with another sign than a single colon.
_WRONG_COLON = re.compile(
    rb"<(?P<prefix>[A-Za-z]\w{0,30})(?P<sign>:?\s{1,3}:?|;|\.|::+\s?|:\s)(?P<name>[A-Za-z]\w{0,30})"
)
# A name and a character that looks like a blank, but is none in XML.
_WRONG_BLANK = re.compile(
    rb"<(?P<name>"
    + _NAME
    + rb")(?P<sign>(?:\xc2\xa0|\xe2\x80[\x80-\x8b\xaf]|\xe3\x80\x80|\xef\xbb\xbf)+)"
)
# A tag and a CDATA section behind it whose < and > are swapped.
_CROSSED = re.compile(rb"<(?P<name>" + _NAME + rb")(?P<rest>(?:\s[^<>]{0,500})?)<>!\[CDATA\[")
# A name with the sign in it that replaces a wrong byte.
_SIGN = "\ufffd".encode()
_REPLACED = re.compile(
    rb"<(?P<slash>/?)(?P<before>[\w:.-]{0,60})(?:\xef\xbf\xbd){1,9}"
    rb"(?P<after>(?:[\w:.-]|\xef\xbf\xbd){0,60})(?=[\s/>])"
)
_CDATA_END = b"]]>"


class OddTags:
    """Recognizes a misspelt start tag, reports it, and opens the element that was meant."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._window = engine.cursor.window

    def repair(self, start: int, data: bytes) -> int | None:
        """Repair the tag at the start of `data`; return the offset behind it, None for others."""
        if self._engine.collector.is_sanitized and (replaced := _REPLACED.match(data)):
            return self._repair_replaced(start, data, replaced)
        if (crossed := _CROSSED.match(data)) is not None:
            return self._repair_crossed(start, data, crossed)
        for pattern in (_WRONG_SIGN, _WRONG_COLON, _WRONG_BLANK):
            found = pattern.match(data)
            name = self._name_of(found) if found else ""
            if found and name and may_hold(self._engine.innermost, name):
                return self._repair_name(start, data, found, name)
        return None

    @staticmethod
    def _name_of(found: re.Match[bytes]) -> str:
        prefix = found.groupdict().get("prefix")
        parts = (prefix, found["name"]) if prefix else (found["name"],)
        return ":".join(part.decode("utf-8", "replace") for part in parts)

    def _repair_name(self, start: int, data: bytes, found: re.Match[bytes], name: str) -> int:
        shown = cut(found[0].decode("utf-8", "replace"))
        at, message = start, f"{shown} starts no tag; write <{cut(name)}"
        if not found["sign"].isascii():
            at += found.start("sign")
            message = f"a special blank stands behind <{cut(name)}; write a normal space"
        self._open(start, name, data[found.end() :])
        self._report(at, message, shown)
        tag = read_broken_tag(b"<x " + data[found.end() :])
        content = self._engine.innermost.plan.content
        if tag.is_empty or content == "empty" or (content != "text" and shown.startswith("</")):
            self._engine.close()
        return start + found.end() + tag.end - len(b"<x ")

    def _repair_replaced(self, start: int, data: bytes, found: re.Match[bytes]) -> int | None:
        """Take a tag as it was meant whose name holds a byte that is reported already."""
        engine = self._engine
        name = (found["before"] + found["after"]).replace(_SIGN, b"").decode("utf-8", "replace")
        tag = read_broken_tag(data)
        if found["slash"]:
            if not is_alike(name, engine.innermost.tag):
                return None
            engine.close()
            return start + max(data.find(b">"), found.end() - 1) + 1
        if not may_hold(engine.innermost, name):
            name = next(loose_ends(data[tag.end :]), "")
        if not may_hold(engine.innermost, name):
            return None
        self._open(start, name, data[found.end() :])
        if tag.is_empty:
            engine.close()
        return start + tag.end

    def _repair_crossed(self, start: int, data: bytes, crossed: re.Match[bytes]) -> int:
        """Repair `<title<>![CDATA[`."""
        name = crossed["name"].decode("utf-8", "replace")
        message = f"<> stands behind <{cut(name)}; write ><"
        end = data.find(_CDATA_END, crossed.end())
        limit = data.find(f"</{name}".encode(), crossed.end())
        stop = end if 0 <= end < (limit % (len(data) + 1)) else max(limit, crossed.end())
        self._open(start, name, crossed["rest"] + b">")
        self._report(start + crossed.end("rest"), message, "<>")
        text = data[crossed.end() : stop].decode("utf-8", "replace")
        self._engine.cursor.text.append(text)
        return start + stop + (len(_CDATA_END) if stop == end else 0)

    def _open(self, start: int, name: str, rest: bytes) -> None:
        """Open an element with the attributes that stand in the rest of its tag."""
        entities = self._engine.cursor.entities
        pairs = dict(reversed(read_broken_tag(b"<x " + rest).attributes))
        attributes = [
            resolve_references(
                part.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), entities
            )
            for pair in pairs.items()
            for part in pair
        ]
        self._engine.open(name, attributes, (*self._window.place_of(start), start))

    def _report(self, offset: int, message: str, value: str) -> None:
        self._engine.report_malformed(_RULE, message, self._window.place_of(offset), value)
