"""Links in RSS that are written as in Atom, with the address in href.

Source: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7
"""

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check, Stray
from feedtool.validator.checking.strays import note_stray
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan


def find_borrowed(check: Check, parent: OpenElement, element: OpenElement) -> Plan | None:
    """Report a link of RSS that has the form of Atom's; return its plan, None for any other."""
    href = element.get("href")
    if href is None or element.plan.name != "link":
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
