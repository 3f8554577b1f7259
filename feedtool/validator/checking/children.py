"""Children of an element that are missing, repeated, late or have the same meaning."""

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check
from feedtool.validator.elements.open_element import OpenElement

# Attributes that hold the address which an element is about.
_ADDRESSES = ("href", "url", "uri")


def check_children(check: Check, element: OpenElement) -> None:
    """Report children that are missing, and children that have the same meaning."""
    if element.plan.needs:
        _report_missing(check, element)
    children = element.children
    for name, preferred in element.plan.same_as:
        if name in children and preferred in children:
            _report_same(check, children[name], children[preferred])


def _report_missing(check: Check, element: OpenElement) -> None:
    """Report at the parent's start tag the children that must or should be there."""
    excused = check.collector.excused.get(element, ())
    for need in element.plan.needs:
        if need.element in element.children or (need.element == "item" and element.items):
            continue
        if need.element in excused:
            continue
        why = f"; {need.why}" if need.why else f"; add <{need.element}>"
        message = f"{element.tag} has no {need.element}{why}"
        check.collector.add("missing-element", message, element, need=need)


def _report_same(check: Check, mine: OpenElement, preferred: OpenElement) -> None:
    """Report two children that have the same meaning, at the later child."""
    parent = mine.parent
    assert parent is not None  # noqa: S101 - a child has a parent
    message = (
        f"{mine.tag} and {preferred.tag} say the same about {parent.tag}; apps differ in which "
        f"of them they read, so remove {mine.tag}"
    )
    later = max(mine, preferred, key=lambda child: child.offset)
    check.collector.add("same-meaning-twice", message, later)


def report_repeated(check: Check, element: OpenElement, first: OpenElement) -> None:
    """Report a second element where only one is allowed."""
    assert element.parent is not None  # noqa: S101 - a second child has a parent
    message = (
        f"{element.tag} stands more than once in {element.parent.tag}; "
        f"expected one, the first is on line {first.line}"
    )
    check.collector.add("repeated-element", message, element)


def check_late_element(check: Check, element: OpenElement) -> None:
    """Report the first element of the channel that stands after an item."""
    if check.collector.is_first("late-element"):
        message = (
            f"{element.tag} stands after an item; readers that stop there miss it; "
            "move it before the first item"
        )
        check.collector.add("item-before-channel-data", message, element)


def report_loose_text(check: Check, element: OpenElement, text: str) -> None:
    """Report text between elements, or in an element that must be empty."""
    plan = element.plan
    if plan.content == "any" or element.parent is None:
        return
    found = text.strip()
    message = _value_as_text(check, element, found)
    if not message:
        must = "must be empty" if plan.content == "empty" else "may hold elements only"
        message = f'{element.tag} {must}; found the text "{cut(found)}"'
    # It takes long to find the place, and after the limit the finding is only counted.
    place = None if check.collector.dropped else check.locator.place_of_loose_text(text)
    check.collector.add("unexpected-text", message, element, value=found, place=place)


def _value_as_text(check: Check, element: OpenElement, found: str) -> str:
    """Return what to say about an address that stands as text instead of in its attribute."""
    needed = element.plan.required_attributes
    name = next((one for one in _ADDRESSES if one in needed), "")
    if element.plan.content != "empty" or not name or element.get(name) is not None:
        return ""
    check.collector.withdraw(element.place[:2], "missing-attribute")
    missing = [one for one in needed if one != name and element.get(one) is None]
    rest = f" and add {' and '.join(missing)}" if missing else ""
    address = found.removeprefix(f"{name}=").strip("\"'<>")
    shown = f'<{element.tag} {name}="{cut(address)}"/>'
    message = f"{element.tag} has its address as text; write it into {name}{rest}"
    return message if missing else f"{message}: {shown}"
