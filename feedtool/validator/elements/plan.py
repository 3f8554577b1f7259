"""What is checked in one element: a record of the vocabulary, prepared for fast checks."""

from collections.abc import Iterable, Sequence

from feedtool.validator.elements.needs import Need
from feedtool.validator.elements.value_check import ValueCheck
from feedtool.vocabulary import Attribute, Element, Limit, Value

_ANY = Value(type="any")


class AttributePlan:
    """What is checked in one attribute."""

    __slots__ = ("check", "name", "required")

    def __init__(self, attribute: Attribute, limits: Sequence[tuple[str, Limit]] = ()) -> None:
        self.name = attribute.name
        self.required = attribute.use == "required"
        self.check = _value_check(attribute.value, attribute.name, limits)


class Plan:
    """What is checked in one element; `record` is None for an element that is not checked.

    `limits` are the limits that profiles set for the element, each with the profile's name.
    `same_as` holds pairs of names of children: a child, and the better child with its meaning.
    """

    __slots__ = ("any_attribute", "attributes", "check", "checks_children", "content",
                 "has_attributes", "id",
                 "is_item", "is_item_like", "name", "needs", "recommended", "record",
                 "required_attributes", "required_count", "same_as")  # fmt: skip

    def __init__(
        self,
        record: Element | None,
        needs: Iterable[Need] = (),
        limits: Sequence[tuple[str, Limit]] = (),
        same_as: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.record = record
        self.id = record.id if record else ""
        self.name = record.name if record else ""
        self.content = record.content if record else "any"
        self.check: ValueCheck | None = None
        if record and self.content == "text":
            self.check = _value_check(record.value, "", limits)
        attributes = record.attributes.values() if record else ()
        self.attributes = {one.name: AttributePlan(one, limits) for one in attributes}
        self.any_attribute = self.attributes.pop("*", None)
        self.recommended = tuple(one.name for one in attributes if one.use == "recommended")
        self.required_attributes = tuple(one.name for one in attributes if one.use == "required")
        self.required_count = len(self.required_attributes)
        # Takes names of attributes and says whether the record has all of them.
        self.has_attributes = frozenset(self.attributes).issuperset
        # An item is counted and dropped at its end; a live item is kept without its children.
        self.is_item = self.id == "item"
        self.is_item_like = self.is_item or (record is not None and record.like == "item")
        self.needs = tuple(needs)
        self.same_as = tuple(same_as)
        self.checks_children = bool(self.needs or self.same_as)


# The plan of elements that the vocabulary does not know.
FOREIGN = Plan(None)


def _value_check(
    value: Value, attribute: str, limits: Sequence[tuple[str, Limit]]
) -> ValueCheck | None:
    """Return the check of an attribute, or of the text for ""; None if every value is valid."""
    own = tuple((profile, limit) for profile, limit in limits if limit.attribute == attribute)
    return None if value == _ANY and not own else ValueCheck(value, own)
