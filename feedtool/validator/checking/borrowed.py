"""Elements of RSS in the form of another vocabulary: links as in Atom, categories as in itunes.

Source: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7
"""

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check, Stray
from feedtool.validator.checking.strays import note_stray
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan
from feedtool.vocabulary import load_list


def find_borrowed(check: Check, parent: OpenElement, element: OpenElement) -> Plan | None:
    """Return the plan of the element that one of RSS is meant as; None if it is what it says."""
    if element.tag == "link" and element.plan.name == "link":
        return _find_atom_link(check, parent, element)
    return _find_category(check, parent, element) if element.plan.id == "category" else None


def _find_atom_link(check: Check, parent: OpenElement, element: OpenElement) -> Plan | None:
    """Report a link of RSS that has the form of Atom's."""
    href = element.get("href")
    if href is None:
        return None
    rel = (element.get("rel") or "alternate").strip().lower()
    if rel == "alternate":
        message = (
            "link holds its address in href, as in Atom; RSS reads only its text: "
            f"write <link>{cut(href)}</link>"
        )
        place = (element.line, element.column)
        stray = Stray(element, "element-borrowed", message, place, "error", "always")
        note_stray(check, "link", stray)
        return FOREIGN
    plan = element.scope.child(parent.plan, "atom:link")
    if plan is None:
        return None
    message = "link with href is atom:link"
    if any(one.get("rel") == rel for one in parent.all("atom:link")):
        message += f", which {parent.tag} has already; remove this link"
        plan = FOREIGN
    else:
        message += f'; write <atom:link rel="{cut(rel)}" href="{cut(href)}"/>'
    check.collector.add("element-borrowed", message, element)
    return plan


def _find_category(check: Check, parent: OpenElement, element: OpenElement) -> Plan | None:
    """Report a category with the name of one of Apple's, where Apple's may stand."""
    value = element.get("text")
    if not value or value not in load_list("apple-categories"):
        return None
    plan = element.scope.child(parent.plan, "itunes:category")
    if plan is None:
        return None
    message = (
        f"text is not an attribute of {element.tag}, but of itunes:category; "
        f'write <itunes:category text="{cut(value)}"/>'
    )
    place = check.locator.place_of_attribute(element, "text")
    stray = Stray(element, "unknown-attribute", message, place, "error", "always")
    note_stray(check, "itunes:category", stray)
    return plan
