"""The children of an Atom feed or entry, by name, also where a feed writes other names."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from feedtool.importing.converting.atom_texts import LANGUAGE, as_html, as_plain, join_base
from feedtool.importing.converting.rss_feed import ATOM, resolve
from feedtool.importing.feed.elements import split_tag
from feedtool.importing.feed.parsing import text_of

# Source: https://www.ietf.org/archive/id/draft-ietf-atompub-format-00.txt, Atom 0.3
_OLD_NAMES = {
    "tagline": "subtitle", "copyright": "rights", "modified": "updated", "issued": "published",
    "url": "uri",
}  # fmt: skip


@dataclass(slots=True)
class AtomParts:
    """The children of a feed or an entry: those of Atom by name, and the others.

    `base` is where relative addresses in it start.
    """

    base: str
    language: str = ""
    named: dict[str, list[Any]] = field(default_factory=dict)
    foreign: list[Any] = field(default_factory=list)

    def all(self, name: str) -> list[Any]:
        """Return the elements of Atom of a name."""
        return self.named.get(name, [])

    def first(self, name: str) -> Any:
        """Return the first element of a name, None if there is none."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """Return the text of the first element of a name, "" if there is none."""
        node = self.first(name)
        return "" if node is None else text_of(node)

    def plain(self, name: str) -> str:
        """Return the first text of a name without its markup."""
        node = self.first(name)
        return "" if node is None else as_plain(node)

    def html(self, name: str) -> str:
        """Return the first text of a name as HTML."""
        node = self.first(name)
        return "" if node is None else as_html(node, self.base)

    def address(self, node: Any, attribute: str) -> str:
        """Return an address in an attribute of a child, absolute if a base is known."""
        return resolve(join_base(self.base, node), node.get(attribute) or "")


def split_atom(node: Any, base: str) -> AtomParts:
    """Sort the children of a feed or an entry; `base` is that of its parent."""
    parts = AtomParts(join_base(base, node), (node.get(LANGUAGE) or "").strip())
    for child in node.iterchildren(etree.Element):
        if child.tag.startswith(ATOM):
            parts.named.setdefault(child.tag.removeprefix(ATOM), []).append(child)
        else:
            parts.foreign.append(child)
    return parts


def write_usual_names(root: Any) -> None:
    """Give the elements of a feed without namespace, or of Atom 0.3, the names of Atom."""
    uri = split_tag(root.tag)[0]
    if f"{{{uri}}}" == ATOM:
        return
    entries = [one for one in root if _local_in(one, uri) == "entry"]
    people = [
        one
        for parent in (root, *entries)
        for one in parent
        if _local_in(one, uri) in ("author", "contributor")
    ]
    for parent in (root, *entries, *people):
        for one in parent:
            name = _local_in(one, uri)
            if name and ":" not in name:
                one.tag = f"{ATOM}{_OLD_NAMES.get(name, name)}"


def _local_in(node: Any, uri: str) -> str:
    """Return the name of an element in a namespace, "" for others."""
    found, name = split_tag(node.tag) if isinstance(node.tag, str) else ("", "")
    return name if found == uri else ""
