"""Elements without their prefix: `<image href="…"/>`, `<category text="…"/>`."""

from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check, Stray
from feedtool.validator.checking.strays import note_stray
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan
from feedtool.vocabulary import load_list

# Where names differ in their prefix only, these attributes say which element is meant.
_TELLING = (("itunes", "href"), ("itunes", "text"), ("atom", "rel"))


def find_meant_plan(check: Check, parent: OpenElement, element: OpenElement) -> Plan | None:
    """Return the plan of the element that one of RSS is without the prefix; report it if it is one.

    An element of RSS is meant as another if it has an attribute that only the other has; a category
    may have a text of its own too, so its attribute must name one of Apple's. If the right element
    stands there already, the plan is that of unknown elements.
    """
    plan = element.plan
    names = element.attributes[::2]
    if not plan.id or ":" in plan.name:
        return None
    for prefix, attribute in _TELLING:
        if attribute in names and attribute not in plan.attributes:
            if attribute == "text" and element.get("text") not in load_list("apple-categories"):
                return None
            name = f"{prefix}:{plan.name}"
            record = check.plans.vocabulary.children[parent.plan.id].get(name)
            if record is not None and attribute in record.attributes:
                is_there = name in parent.children and record.parents[parent.plan.id] in "1?"
                meant = check.plans[record.id]
                _report(check, element, attribute, meant, is_there=is_there)
                return FOREIGN if is_there or not element.get(attribute) else meant
    return None


def _report(
    check: Check, element: OpenElement, attribute: str, meant: Plan, *, is_there: bool
) -> None:
    name = meant.name
    advice = f"remove {element.tag}, for {name} is there" if is_there else _advise(element, meant)
    message = f"{attribute} is not an attribute of {element.tag}, but of {name}; {advice}"
    place = check.locator.place_of_attribute(element, attribute)
    stray = Stray(element, "unknown-attribute", message, place, "error", "always")
    note_stray(check, name, stray)


def _advise(element: OpenElement, meant: Plan) -> str:
    pairs = zip(element.attributes[::2], element.attributes[1::2], strict=True)
    kept = [f'{name}="{cut(value) or "…"}"' for name, value in pairs if name in meant.attributes]
    return f"write <{meant.name} {' '.join(kept)}/>"
