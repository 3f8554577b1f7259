"""Children of an element that are missing, repeated, late or have the same meaning."""

import re
from collections.abc import Container, Sequence

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check
from feedtool.validator.checking.strays import settle_strays
from feedtool.validator.elements.needs import Need
from feedtool.validator.elements.open_element import OpenElement

# Attributes that hold the address which an element is about.
_ADDRESSES = ("href", "url", "uri", "src")
_LATE = "late-element"
_TAG_AS_TEXT = re.compile(r"[\[{(<]\s?([A-Za-z][\w:.-]{0,60})[\s\])}>]")


def check_children(check: Check, element: OpenElement) -> None:
    """Report children that are missing, and children that have the same meaning."""
    strays = settle_strays(check, element) if check.strays else ()
    if element.plan.needs:
        _report_missing(check, element, strays)
    children = element.children
    for name, preferred in element.plan.same_as:
        if name in children and preferred in children:
            _report_same(check, children[name], children[preferred])


def _report_missing(check: Check, element: OpenElement, strays: Container[str]) -> None:
    """Report at the parent's start tag the children that must or should be there.

    `strays` has the names of children for which another element stands there, which is reported.
    """
    # This runs for each item: nearly all have what they need.
    absent = [need for need in element.plan.needs if need.element not in element.children]
    if not absent:
        return
    excused = check.collector.excused.get(element, ())
    if not element.children and "" in excused:
        return
    needs = [
        need for need in absent
        if not (need.element == "item" and element.items)
        and need.element not in strays and need.element not in excused
    ]  # fmt: skip
    if needs and element.attributes and not element.children:
        name = _find_address(element, needs)
        if name:
            _report_address(check, element, name, needs)
            return
    for need in needs:
        why = f"; {need.why}" if need.why else f"; add <{need.element}>"
        message = f"{element.tag} has no {need.element}{why}"
        message += _advise_declaration(check, element, need.element)
        check.collector.add("missing-element", message, element, need=need)


def _advise_declaration(check: Check, element: OpenElement, name: str) -> str:
    """Say, once for each prefix, that a new element of the channel needs its prefix declared."""
    prefix, colon, _ = name.partition(":")
    namespace = check.plans.vocabulary.namespaces.get(prefix) if colon else None
    if namespace is None or element.plan.id != "channel":
        return ""
    known = {one.uri for one in map(check.plans.find_namespace, element.scope.uris.values()) if one}
    if namespace.uri in known or not check.collector.is_first(("prefix", prefix)):
        return ""
    return f'; declare the prefix in rss: xmlns:{prefix}="{namespace.uri}"'


def _find_address(element: OpenElement, needs: Sequence[Need]) -> str:
    """Return the attribute that holds the address for which an element needs a child."""
    if not any(need.element in _ADDRESSES for need in needs):
        return ""
    known = element.plan.attributes
    return next(
        (one for one in element.attributes[::2] if one in _ADDRESSES and one not in known), ""
    )


def _report_address(check: Check, element: OpenElement, name: str, needs: Sequence[Need]) -> None:
    """Say of an address in an attribute what the element needs, instead of each child."""
    *others, last = [f"<{need.element}>" for need in needs]
    listed = f"{', '.join(others)} and {last}" if others else last
    message = (
        f"{element.tag} has the attribute {name}, which no app reads; write {listed} inside "
        f"{element.tag}"
    )
    ids = check.plans.ids_by_name.get(f"itunes:{element.plan.name}", ())
    if any(name in check.plans[one].attributes for one in ids):
        message += f", or use itunes:{element.plan.name}, which has {name}"
    place = check.locator.place_of_attribute(element, name)
    check.collector.withdraw_inside(element, "unknown-attribute")
    check.collector.add(
        "missing-element", message, element, place=place, attribute=name, need=needs[0]
    )


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
    if check.collector.is_first(_LATE):
        message = (
            f"{element.tag} stands after an item; readers that stop there miss it; "
            "move it before the first item"
        )
        check.collector.add("item-before-channel-data", message, element, once=_LATE)


def report_loose_text(check: Check, element: OpenElement, text: str) -> None:
    """Report text between elements, or in an element that must be empty."""
    plan = element.plan
    if plan.content == "any" or element.parent is None:
        return
    found = text.strip()
    if check.collector.is_sanitized and not found.strip("\ufffd \t\r\n"):
        return
    if _lacks_attribute(element):
        _report_value_as_text(check, element, found)
        return
    name = _find_written_tag(element, found)
    if name:
        check.collector.excuse(element, {name})
    elif plan.needs and not element.items:
        # If nothing follows the text, it stands in place of the children.
        check.collector.excuse_if_empty(element)
    must = "must be empty" if plan.content == "empty" else "may hold elements only"
    message = f'{element.tag} {must}; found the text "{cut(found)}"'
    message += f"; write <{name}> as a tag" if name else ""
    # It takes long to find the place, and after the limit the finding is only counted.
    place = None if check.collector.dropped else check.locator.place_of_loose_text(text)
    check.collector.add("unexpected-text", message, element, value=found, place=place)


def _find_written_tag(element: OpenElement, text: str) -> str:
    """Return the child whose tag stands as text with other brackets, "" if it is none."""
    found = _TAG_AS_TEXT.match(text)
    name = found[1] if found else ""
    known = element.plan.content == "elements" and name and element.scope.child(element.plan, name)
    return name if known else ""


def _lacks_attribute(element: OpenElement) -> bool:
    """Whether the text stands in place of the main attribute, which is reported as missing."""
    plan = element.plan
    main = next(iter(plan.required_attributes), None)
    return main is not None and not plan.needs and not (element.get(main) or "").strip()


def _write_value(element: OpenElement, name: str, found: str) -> str:
    """Write an element whose main value stands in the attribute where it belongs."""
    if element.plan.name == "itunes:category":
        from feedtool.values.apple_categories import (  # noqa: PLC0415 - only for what is wrong
            find_meant,
            write_markup,
        )

        meant = find_meant(found)
        if len(meant) == 1:
            return write_markup(meant[0])
    value = cut(found.removeprefix(f"{name}=").strip("\"'<>"))
    return f'<{element.tag} {name}="{value.replace("&", "&amp;")}"/>'


def _report_value_as_text(check: Check, element: OpenElement, found: str) -> None:
    """Say of an address that stands as text where it belongs, instead of that it is missing."""
    needed = element.plan.required_attributes
    name = needed[0]
    is_address = element.plan.content == "empty" and name in _ADDRESSES and found.isascii()
    if not (is_address or name == "text"):
        return
    missing = [one for one in needed if one != name and element.get(one) is None]
    rest = f" and add {' and '.join(missing)}" if missing else ""
    written = _write_value(element, name, found)
    message = f"{element.tag} has no {name}, its address stands as text; "
    message += f"write it into {name}{rest}: {written}"
    if not is_address:
        message = f"{element.tag} has no {name}, its value stands between the tags; write {written}"
    place = check.locator.place_of_loose_text(found)
    check.collector.withdraw(element.place[:2], "missing-attribute")
    check.collector.withdraw_inside(element, "empty-value", step=f"@{name}")
    check.collector.add("missing-attribute", message, element, place=place, value=found)
