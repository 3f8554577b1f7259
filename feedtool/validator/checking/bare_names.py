"""Elements without their prefix: `<category text="Arts"/>` for `itunes:category`."""

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check, Stray
from feedtool.validator.checking.strays import note_stray
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import Plan
from feedtool.vocabulary import load_list

# By element of RSS: an attribute that it does not have, and the element that has it.
_TELLING = {"category": ("text", "itunes:category")}


def find_meant_plan(check: Check, parent: OpenElement, element: OpenElement) -> Plan | None:
    """Return the plan of the element that one of RSS is without the prefix; report it if it is one.

    The element that is meant must be one that may stand here.
    """
    attribute, name = _TELLING.get(element.plan.id, ("", ""))
    value = element.get(attribute) if attribute else None
    record = check.plans.vocabulary.children[parent.plan.id].get(name)
    if not value or record is None or value not in load_list("apple-categories"):
        return None
    meant = check.plans[record.id]
    message = (
        f"{attribute} is not an attribute of {element.tag}, but of {name}; "
        f"write {_write_markup(element, meant)}"
    )
    place = check.locator.place_of_attribute(element, attribute)
    note_stray(check, name, Stray(element, "unknown-attribute", message, place, "error", "always"))
    return meant


def _write_markup(element: OpenElement, meant: Plan) -> str:
    pairs = zip(element.attributes[::2], element.attributes[1::2], strict=True)
    kept = [f'{name}="{cut(value)}"' for name, value in pairs if name in meant.attributes]
    return f"<{meant.name} {' '.join(kept)}/>"
