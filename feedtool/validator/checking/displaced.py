"""Says whether an element stands where it may not, as after a tag that is missing before it."""

from collections.abc import Sequence

from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN
from feedtool.vocabulary import load_list

_LONGEST_NAME = 40
_CATEGORY = "itunes:category"


def is_displaced(parent: OpenElement, tag: str, attributes: Sequence[str]) -> bool:
    """Return whether a tag may not stand in an element, but in one that is or was to be open."""
    if parent.parent is None:
        return False
    name = _name_of(parent, tag)
    if parent.parent.parent is None:
        channel = parent.scope.child(parent.plan, "channel") if parent.plan.id == "rss" else None
        belongs = channel is not None and parent.scope.child(channel, name) is not None
        return belongs or name == parent.plan.id
    if name == _CATEGORY == parent.plan.id:
        return _is_category_apart(parent, attributes)
    if parent.plan is not FOREIGN and parent.scope.child(parent.plan, name) is not None:
        return False
    return holder_of(parent, tag) is not None or (
        parent.plan is not FOREIGN and parent.scope.knows(name)
    )


def may_hold(element: OpenElement, tag: str) -> bool:
    """Return whether the vocabulary has an element with this tag in an open element."""
    name = _name_of(element, tag)
    return element.plan is not FOREIGN and element.scope.child(element.plan, name) is not None


def name_at_start(element: OpenElement, tag: str) -> str:
    """Return the longest name at the start of a tag that the element may hold, "" if none."""
    lengths = range(min(len(tag) - 1, _LONGEST_NAME), 1, -1)
    return next((tag[:size] for size in lengths if may_hold(element, tag[:size])), "")


def is_text_child(element: OpenElement, tag: str) -> bool:
    """Return whether an element may hold this tag, and the tag holds text alone."""
    if not may_hold(element, tag):
        return False
    plan = element.scope.child(element.plan, _name_of(element, tag))
    return plan is not None and plan.content == "text"


def holder_of(parent: OpenElement, tag: str) -> OpenElement | None:
    """Return the nearest element around `parent` that may hold an element with this tag."""
    name = _name_of(parent, tag)
    outer = parent.parent
    while outer is not None and outer.parent is not None:
        if outer.plan is not FOREIGN and outer.scope.child(outer.plan, name) is not None:
            return outer
        outer = outer.parent
    return None


def _name_of(parent: OpenElement, tag: str) -> str:
    try:
        return parent.scope.canonical(tag) or ""
    except KeyError:
        return tag


def _is_category_apart(parent: OpenElement, attributes: Sequence[str]) -> bool:
    """Return whether a category inside a category is one of its own, not a subcategory of it."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    pairs = dict(zip(attributes[::2], attributes[1::2], strict=False))
    name = pairs.get("text", "")
    if not pairs:
        return True
    return name in tree and name not in tree.get(parent.get("text") or "", ())
