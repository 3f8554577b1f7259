"""An open element, and after its end what its parent remembers of it."""

from typing import TYPE_CHECKING

from feedtool.findings.wording import printable

if TYPE_CHECKING:
    from feedtool.validator.elements.plans import Plan
    from feedtool.validator.elements.scopes import Scope

# Most elements have no children: they share this, which nobody writes to.
_NO_CHILDREN: dict[str, "OpenElement"] = {}
_MAX_STEP_CHARS = 100
_NO_TWINS: list["OpenElement"] = []


class OpenElement:
    """One element of the feed.

    `place` is line and column, from 1, of its `<`, and the same place in bytes.
    `children` holds the first child of each name, with its prefix of the vocabulary, `twins` the
    later elements of this one's name; items are not kept. `attributes` has name, value, name, …
    """

    __slots__ = ("attributes", "children", "index", "items", "parent", "place", "plan", "scope",
                 "table", "tag", "text", "twins")  # fmt: skip

    def __init__(
        self,
        parent: "OpenElement | None",
        plan: "Plan",
        tag: str,
        attributes: list[str],
        place: tuple[int, int, int],
        scope: "Scope",
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
        """Where its start tag stands, in bytes."""
        return self.place[2]

    def add(self, name: str, child: "OpenElement") -> bool:
        """Enter the first child of a name; return False if there is one already."""
        children = self.children
        if children is _NO_CHILDREN:
            self.children = {name: child}
            return True
        if name in children:
            return False
        children[name] = child
        return True

    def add_again(self, name: str, child: "OpenElement") -> "OpenElement | None":
        """Enter a child; return the first of its name if there is one already."""
        if self.add(name, child):
            return None
        first = self.children[name]
        if first.twins is _NO_TWINS:
            first.twins = []
        first.twins.append(child)
        child.index = len(first.twins) + 1
        return first

    def count(self, item: "OpenElement") -> None:
        """Count an item, which is not kept."""
        self.items += 1
        item.index = self.items

    def forget(self) -> None:
        """Let go of the children, which hold their parent: nothing is left for the collector."""
        self.children = _NO_CHILDREN

    def get(self, name: str) -> str | None:
        """Return the value of an attribute without prefix, None if it is not there."""
        attributes = self.attributes
        for position in range(0, len(attributes), 2):
            if attributes[position] == name:
                return attributes[position + 1]
        return None

    def all(self, name: str) -> list["OpenElement"]:
        """Return all children of a name, in their order."""
        first = self.children.get(name)
        return [] if first is None else [first, *first.twins]

    def text_of(self, name: str) -> str:
        """Return the text of the first child of a name, stripped; "" where there is none."""
        child = self.children.get(name)
        return "" if child is None else child.text.strip()

    @property
    def path(self) -> str:
        """The place in the tree: `/rss/channel/item[12]/title`."""
        steps = []
        frame: OpenElement | None = self
        while frame is not None and frame.parent is not None:
            element = frame.plan.element
            parent = frame.parent.plan.id
            many = element is not None and element.parents.get(parent, "*") in "*+"
            tag = printable(frame.tag[:_MAX_STEP_CHARS])
            steps.append(f"{tag}[{frame.index}]" if many or frame.index > 1 else tag)
            frame = frame.parent
        return "/" + "/".join(reversed(steps))
