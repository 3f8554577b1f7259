"""The JSON-LD of a web page: what is in `<script type="application/ld+json">`.

Names lose their prefix: `schema:name` and `http://schema.org/name` are `name`.
Source: https://www.w3.org/TR/json-ld11/ and https://schema.org/docs/gs.html
"""

import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

_MOST_CHARS = 2_000_000
_MOST_NODES = 5_000
_MOST_DEPTH = 50
_PREFIX = re.compile(r"\A(?:schema:|https?://(?:www\.)?schema\.org/)")
_OPENED = re.compile(r"<!--|(?://|/\*)?\s{0,5}<!\[CDATA\[(?:\*/)?")
_CLOSED = re.compile(r"(?:-->|(?://|/\*)?\s{0,5}\]\]>(?:\*/)?)\Z")
_LONGEST_END = 20


def read_json_ld(root: Any) -> tuple[list[Node], list[str]]:
    """Return all nodes of a page, also those inside of others, and what could not be read."""
    nodes: list[Node] = []
    notes: list[str] = []
    for script in root.iter("script"):
        kind = script.get("type", "").partition(";")[0].strip().lower()
        if kind != "application/ld+json":
            continue
        try:
            document = _load(script.text or "")
        except ValueError as why:
            notes.append(f"JSON-LD in line {script.sourceline} is not read: {why}")
        else:
            nodes += _list_nodes(document, _MOST_NODES - len(nodes))
    if len(nodes) >= _MOST_NODES:
        notes.append(f"JSON-LD has more than {_MOST_NODES:,} parts; the others are not read")
    return nodes, notes


def _load(text: str) -> object:
    """Read JSON as pages have it: with line ends in texts, and wrapped as if it were a script."""
    if len(text) > _MOST_CHARS:
        raise ValueError(f"it has more than {_MOST_CHARS:,} characters")
    try:
        return json.loads(_unwrap(text), strict=False, parse_int=_read_integer)
    except json.JSONDecodeError as why:
        raise ValueError(f"{why.msg} in its line {why.lineno}") from None
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _unwrap(text: str) -> str:
    """Return a script without the comment or the CDATA section around it."""
    text = text.strip()
    opened = _OPENED.match(text)
    text = text[opened.end() :] if opened else text
    closed = _CLOSED.search(text, max(len(text) - _LONGEST_END, 0))
    return text[: closed.start()] if closed else text


def _read_integer(text: str) -> int | str:
    return int(text) if len(text) < 20 else text


def _list_nodes(document: object, most: int) -> Iterator[Node]:
    """Yield the objects of a document in its order, each with plain names."""
    left: list[tuple[object, int]] = [(document, 0)]
    while left and most > 0:
        value, depth = left.pop()
        if depth > _MOST_DEPTH:
            continue
        if isinstance(value, list):
            left += [(one, depth + 1) for one in reversed(value)]
        elif isinstance(value, dict):
            _shorten_names(value)
            most -= 1
            yield value
            left += [
                (one, depth + 1) for one in reversed(value.values()) if isinstance(one, dict | list)
            ]


def _shorten_names(node: Node) -> None:
    for name in [*node]:
        if found := _PREFIX.match(name):
            node.setdefault(name[found.end() :], node.pop(name))
    node["@type"] = read_types(node.get("@type", node.pop("type", None)))


def read_types(value: object) -> list[str]:
    """Return the types of a node without prefix.

    >>> read_types("http://schema.org/PodcastEpisode"), read_types(["schema:Episode", 3])
    (['PodcastEpisode'], ['Episode'])
    """
    listed = value if isinstance(value, list) else [value]
    return [_PREFIX.sub("", one).strip() for one in listed[:10] if isinstance(one, str)]
