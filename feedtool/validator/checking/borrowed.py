"""Elements that RSS writes in another way: Atom's `link` and Apple's `image`, with an href.

Source: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7 (link); Apple, itunes:image
"""

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check, Stray
from feedtool.validator.checking.strays import note_stray
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan

# What an element of RSS with an href means instead.
_MEANT = {"link": "atom:link", "image": "itunes:image"}


def find_borrowed(check: Check, parent: OpenElement, element: OpenElement) -> Plan | None:
    """Report an element of RSS that has the form of another vocabulary; return its plan.

    Returns None for an element that is what its name says.
    """
    meant = _MEANT.get(element.tag)
    href = element.get("href")
    if meant is None or href is None or element.plan.name != element.tag:
        return None
    rel = (element.get("rel") or "alternate").strip().lower()
    if element.tag == "link" and rel == "alternate":
        # In an image too, the link of RSS is the text.
        message = (
            f"link holds its address in href, as in Atom; RSS reads only its text: "
            f"write <link>{cut(href)}</link>"
        )
        return _take_for(check, "link", element, message)
    plan = element.scope.child(parent.plan, meant)
    if plan is None:
        return None
    message = f"{element.tag} with href is {meant}"
    if any(one.get("rel") in (rel, None) for one in parent.all(meant)):
        message += f", which {parent.tag} has already; remove this {element.tag}"
        plan = FOREIGN
    else:
        attributes = f'rel="{cut(rel)}" href="…"' if element.tag == "link" else 'href="…"'
        message += f"; write <{meant} {attributes}/>"
    if element.tag == "image":
        return _take_for(check, meant, element, message)
    check.collector.add("element-borrowed", message, element)
    return plan


def _take_for(check: Check, name: str, element: OpenElement, message: str) -> Plan:
    """Report an element that stands where another belongs, which is not missing then."""
    place = (element.line, element.column)
    note_stray(check, name, Stray(element, "element-borrowed", message, place, "error", "always"))
    return FOREIGN
