"""How many elements are kept: a hostile feed has millions of channels, categories or persons."""

from feedtool.validator.checking.collector import Collector
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.source.limits import MAX_KEPT_ELEMENTS, Stop

_LONGEST_TEXT = 1000


class Keeper:
    """Adds repeated elements to their parents, which keep them until the item or the feed ends."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._kept = 0
        self._kept_outside = 0

    def begin_item(self) -> None:
        """Note that an item starts: what it holds is dropped at its end."""
        self._kept_outside = self._kept

    def end_item(self) -> None:
        """Note that the last item has ended."""
        self._kept = self._kept_outside

    def join(self, parent: OpenElement, name: str, child: OpenElement) -> OpenElement | None:
        """Add a child; return the first child of this name if the parent has one already.

        Raises Stop, after a finding, if too many elements are kept.
        """
        first = parent.add_again(name, child)
        if first is None:
            return None
        before = first.twins[-2] if child.index > 2 else first
        self._kept += 1 + len(before.children)
        if self._kept > MAX_KEPT_ELEMENTS:
            message = f"{parent.tag} holds more than {MAX_KEPT_ELEMENTS:,} repeated elements"
            self._collector.add_limit(message, child.place[:2])
            raise Stop
        if before is not first:
            _shorten(before)
        return first


def _shorten(element: OpenElement) -> None:
    """Cut the text and the values of an element that has ended: no finding is about it any more."""
    if len(element.text) > _LONGEST_TEXT:
        element.text = element.text[:_LONGEST_TEXT]
    if any(len(one) > _LONGEST_TEXT for one in element.attributes):
        element.cut_attributes(_LONGEST_TEXT)
