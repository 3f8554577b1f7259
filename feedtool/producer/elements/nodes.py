"""Elements before they are XML: what the show says, under the vocabulary's names."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from feedtool.show.matter import FileMatter


@dataclass(slots=True)
class Node:
    """An element: its name with the vocabulary's prefix, text, attributes, children.

    `cdata` writes the text as CDATA, as Apple wants for HTML. `key` leads to what the element
    was made from, in the source of `matter` or else of the parent; `xml` and `extra` are markup
    that is copied as it is, before and after the children.
    """

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    cdata: bool = False
    key: tuple[str | int, ...] = ()
    xml: str = ""
    matter: FileMatter | None = None
    extra: tuple[str, ...] = ()


def node(
    name: str,
    text: str | float | None = "",
    /,
    *,
    cdata: bool = False,
    key: tuple[str | int, ...] = (),
    **attributes: str | None,
) -> Node:
    """Make a node; attributes that are None or empty are left out, `_` in a name means `-`."""
    kept = {key.replace("_", "-"): value for key, value in attributes.items() if value}
    return Node(name, "" if text is None else str(text), kept, cdata=cdata, key=key)


def present(nodes: Iterable[Node | None]) -> list[Node]:
    """Return the nodes that are not None and not empty."""
    return [
        one for one in nodes if one is not None and (one.text or one.attributes or one.children)
    ]
