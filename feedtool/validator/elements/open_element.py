"""An element while it is open, and afterwards as a child of its open parent."""

from feedtool.findings.place import Position
from feedtool.findings.wording import printable
from feedtool.validator.elements.plan import Plan
from feedtool.validator.elements.scopes import Scope

# Most elements have no children: they share this dict, so nothing may write to it.
_NO_CHILDREN: dict[str, "OpenElement"] = {}
_MAX_STEP_CHARS = 100
# Names and values; with more of them, they are found by a dict.
_MANY = 40
_NO_TWINS: list["OpenElement"] = []


class OpenElement:
    """One element of the feed.

    `place` is the place of its `<`. `children` holds the first child of each name; the names have
    the prefix that the vocabulary uses. `twins` holds the later elements with the same name and
    parent. Items are counted, not kept. `attributes` is a flat list: name, value, name, value, …
    """

    __slots__ = ("_values", "attributes", "children", "index", "items", "parent", "place", "plan",
                 "scope", "table", "tag", "text", "twins")  # fmt: skip

    def __init__(
        self,
        parent: "OpenElement | None",
        plan: Plan,
        tag: str,
        attributes: list[str],
        place: Position,
        scope: Scope,
    ) -> None:
        self.parent = parent
        self.plan = plan
        self.tag = tag
        self.attributes = attributes
        self.place = place
        self.scope = scope
        self.table: dict[str, Plan] | None = None
        self.children: dict[str, OpenElement] = _NO_CHILDREN
        self.twins = _NO_TWINS
        self.index = 1
        self.items = 0
        self.text = ""
        self._values: dict[str, str] | None = None

    @property
    def line(self) -> int:
        """The line of its start tag, from 1."""
        return self.place[0]

    @property
    def column(self) -> int:
        """The column of its start tag, from 1, in characters."""
        return self.place[1]

    @property
    def offset(self) -> int:
        """The place of its start tag in the feed, in bytes."""
        return self.place[2]

    def add(self, name: str, child: "OpenElement") -> bool:
        """Add the first child of a name; return False if the element has one already."""
        children = self.children
        if children is _NO_CHILDREN:
            self.children = {name: child}
            return True
        if name in children:
            return False
        children[name] = child
        return True

    def add_again(self, name: str, child: "OpenElement") -> "OpenElement | None":
        """Add a child; return the first child of this name if the element has one already."""
        if self.add(name, child):
            return None
        first = self.children[name]
        if first.twins is _NO_TWINS:
            first.twins = []
        first.twins.append(child)
        child.index = len(first.twins) + 1
        return first

    def count_item(self, item: "OpenElement") -> None:
        """Count an item; it is not kept."""
        self.items += 1
        item.index = self.items

    def forget_children(self) -> None:
        """Drop the children: they refer to their parent, and such a circle stays in memory."""
        self.children = _NO_CHILDREN

    def get(self, name: str) -> str | None:
        """Return the value of an attribute by its name as written, None if it is missing."""
        attributes = self.attributes
        if len(attributes) > _MANY:
            return self._all_values().get(name)
        for position in range(0, len(attributes), 2):
            if attributes[position] == name:
                return attributes[position + 1]
        return None

    def _all_values(self) -> dict[str, str]:
        """Return the values of very many attributes by their names; of two, the first counts."""
        if self._values is None:
            names, values = self.attributes[::2], self.attributes[1::2]
            self._values = dict(zip(reversed(names), reversed(values), strict=True))
        return self._values

    def cut_attributes(self, longest: int) -> None:
        """Cut names and values to a length."""
        self.attributes = [one[:longest] for one in self.attributes]
        self._values = None

    def requires(self, name: str) -> bool:
        """Return whether the vocabulary or a profile requires a child of this name."""
        return any(need.element == name for need in self.plan.needs)

    def all(self, name: str) -> list["OpenElement"]:
        """Return all children of a name in the order of the feed."""
        first = self.children.get(name)
        return [] if first is None else [first, *first.twins]

    def text_of(self, name: str) -> str:
        """Return the stripped text of the first child of a name, "" if the child is missing."""
        child = self.children.get(name)
        return "" if child is None else child.text.strip()

    @property
    def path(self) -> str:
        """The place in the tree: `/rss/channel/item[12]/title`."""
        steps = []
        element: OpenElement | None = self
        while element is not None and element.parent is not None:
            record = element.plan.record
            parent = element.parent.plan.id
            many = record is not None and record.parents.get(parent, "*") in "*+"
            tag = printable(element.tag[:_MAX_STEP_CHARS])
            steps.append(f"{tag}[{element.index}]" if many or element.index > 1 else tag)
            element = element.parent
        return "/" + "/".join(reversed(steps))
