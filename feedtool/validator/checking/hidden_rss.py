"""Elements of RSS in a namespace, where no app looks for them: `<item xmlns="…">`, `<x:item>`."""

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check, Stray, When
from feedtool.validator.checking.strays import note_stray
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan

# These hold all others, so what is inside is checked even if only a prefix is wrong.
_CONTAINERS = ("channel", "item")
# A hostile feed may declare millions of namespaces.
_MAX_EXTENSIONS = 1000


def find_hidden(
    check: Check, parent: OpenElement, element: OpenElement, plan: Plan | None
) -> Plan | None:
    """Return the plan for an element named like a child that RSS has here; None for all others.

    `plan` is that of an element that another known namespace has here. The element is reported if
    no element of RSS has its place. With a prefix it may well belong to an extension: see Stray.
    """
    prefix, local = _split(element.tag)
    uri = element.scope.uris[prefix]
    rss = _find_child(check, parent, local)
    if rss is None:
        if parent.plan is not FOREIGN and len(check.extensions) < _MAX_EXTENSIONS:
            check.extensions.add(uri)
        return None
    if plan is not None and plan.content != rss.content:
        return None
    if local == "item" and prefix and not _is_item(check, parent):
        return None
    when: When = "alike" if prefix else "absent"
    if plan is not None or local == "item":
        when = "needed" if plan is not None else "always"
    stray = Stray(
        element, "element-in-namespace", _explain(element, prefix, local),
        _place_of_cause(check, element), "error", when, uri,
    )  # fmt: skip
    is_first = note_stray(check, local, stray)
    if plan is not None:
        return plan
    if not (is_first or local == "item") or (prefix and local not in _CONTAINERS):
        return FOREIGN
    element.scope = element.scope.extend({prefix: ""})
    return rss


def _split(tag: str) -> tuple[str, str]:
    prefix, colon, local = tag.partition(":")
    return (prefix, local) if colon else ("", tag)


def _is_item(check: Check, parent: OpenElement) -> bool:
    """Whether an `x:item` is meant as an item: not if the channel has items of RSS before it."""
    return not parent.items or "item" in check.strays.get(parent, ())


def _find_child(check: Check, parent: OpenElement, local: str) -> Plan | None:
    """Return the plan of the child that RSS itself has here under a name."""
    record = check.plans.vocabulary.children[parent.plan.id].get(local)
    return check.plans[record.id] if record is not None else None


def _explain(element: OpenElement, prefix: str, local: str) -> str:
    where = f'{element.tag} is in the namespace "{cut(element.scope.uris[prefix])}"'
    if prefix:
        fix = f"write <{local}> without the prefix"
    elif element.get("xmlns") is not None:
        fix = "remove this xmlns"
    else:
        fix = "remove the xmlns around it that says so"
    return f"{where}, so apps do not find it; RSS has no namespace: {fix}"


def _place_of_cause(check: Check, element: OpenElement) -> tuple[int, int]:
    if ":" not in element.tag and element.get("xmlns") is not None:
        return check.locator.place_in_tag(element.place, "xmlns")
    return element.line, element.column
