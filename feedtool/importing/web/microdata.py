"""The microdata of a web page, in the form that JSON-LD has.

Source: https://html.spec.whatwg.org/multipage/microdata.html
"""

from itertools import islice
from typing import Any

from feedtool.importing.web.json_ld import Node, read_types
from feedtool.importing.web.visible import read_html, read_lines

_MOST_ITEMS = 5_000
_MOST_VALUES = 1_000
_MOST_NAMES = 10
_ADDRESSES = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src",
    "img": "src", "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
_WITH_MARKUP = frozenset({"description", "text", "articleBody", "abstract"})
_WITH_LINES = frozenset({"transcript"})
_LONG = _WITH_MARKUP | _WITH_LINES
_MOST_PIECES = 100


def read_microdata(root: Any) -> list[Node]:
    """Return the items of a page, also those inside of others; each property is a list."""
    items: dict[Any, Node] = {}
    for element in root.iter():
        if "itemscope" in element.attrib and len(items) < _MOST_ITEMS:
            items[element] = {"@type": read_types(element.get("itemtype", "").split())}
    owners = _find_referred(root, items) if items else {}
    for element in root.iter() if items else ():
        _read_element(element, items, owners)
    return [*items.values()]


def _find_referred(root: Any, items: dict[Any, Node]) -> dict[Any, Node]:
    """Return the elements that an item names as its own, though they stand elsewhere."""
    names: dict[str, Node] = {}
    for element, item in items.items():
        for name in element.get("itemref", "").split()[:_MOST_NAMES]:
            names.setdefault(name, item)
    if not names:
        return {}
    return {one: names[one.get("id")] for one in root.iter() if one.get("id") in names}


def _read_element(element: Any, items: dict[Any, Node], owners: dict[Any, Node]) -> None:
    """Add an element to the item that it is a property of; children inherit that item."""
    owner = owners.get(element) or owners.get(element.getparent())
    item = items.get(element)
    if owner is not None:
        for name in element.get("itemprop", "").split()[:_MOST_NAMES]:
            values = owner.setdefault(name.rpartition("/")[2], [])
            # Long texts may stand inside of each other.
            most = 1 if name in _LONG else _MOST_VALUES
            if isinstance(values, list) and len(values) < most and not name.startswith("@"):
                values.append(item if item is not None else _read_value(element, name))
    inherited = item if item is not None else owner
    if inherited is not None:
        owners[element] = inherited


def _read_value(element: Any, name: str) -> str:
    if element.tag == "meta":
        return str(element.get("content", ""))
    if element.tag in _ADDRESSES:
        return str(element.get(_ADDRESSES[element.tag], ""))
    if element.tag in ("data", "meter"):
        return str(element.get("value", ""))
    if element.tag == "time" and element.get("datetime"):
        return str(element.get("datetime"))
    if name in _WITH_LINES:
        return "\n".join(read_lines([element]))
    if name in _WITH_MARKUP and len(element):
        return read_html(element)
    pieces = element.itertext() if name in _LONG else islice(element.itertext(), _MOST_PIECES)
    return " ".join("".join(pieces).split())
