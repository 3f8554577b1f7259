"""Attributes that are missing, unknown or have a wrong value."""

from feedtool.findings.report import Severity
from feedtool.findings.suggestions import closest, letters_of
from feedtool.validator.checking.check import Check
from feedtool.validator.checking.parts import part_of
from feedtool.validator.checking.qualified import is_qualified
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import AttributePlan
from feedtool.values.fault import Fault
from feedtool.values.languages import check_language

# Names that other formats have for the same attribute, in small letters without hyphens.
_SYNONYMS = (
    ("url", "href", "uri", "src", "link", "address"),
    ("type", "mime", "mimetype", "contenttype"),
    ("length", "size", "filesize", "bytes"),
)


def check_attributes(check: Check, element: OpenElement) -> None:
    """Check the attributes of an element against its plan."""
    plan = element.plan
    missing = plan.required_count
    pairs = iter(element.attributes)
    for name in pairs:
        value = next(pairs)
        known = plan.attributes.get(name) or _find_attribute(check, element, name)
        if known is None:
            continue
        missing -= known.required
        if known.check is not None:
            for fault in known.check(value):
                _report_value(check, element, name, value, fault)
    if missing:
        _report_missing(check, element)
    for name in plan.recommended:
        if name not in element.attributes[::2]:
            _report_recommended(check, element)
            return


def _report_value(check: Check, element: OpenElement, name: str, value: str, fault: Fault) -> None:
    part = part_of(fault, value, is_text=False)
    place, end = check.locator.span_in_value(element, name, part.start, part.marked)
    named = f"{name} of {element.tag}"
    check.collector.add_value_fault(
        fault, element, value, part, place, end, name=named, attribute=name
    )


def _report_missing(check: Check, element: OpenElement) -> None:
    known = {element.scope.canonical_attribute(name) for name in element.attributes[::2]}
    # A misspelt attribute is reported already.
    known |= {_find_near(check, element, name) for name in known - element.plan.attributes.keys()}
    for name in element.plan.required_attributes:
        if name not in known:
            message = f'{element.tag} has no {name}; add {name}="…"{_explain_value(element, name)}'
            check.collector.add("missing-attribute", message, element, attribute=name)


def _explain_value(element: OpenElement, name: str) -> str:
    """Say what belongs into an attribute, as the check of its value says it of an empty one."""
    check = element.plan.attributes[name].check
    faults = check("") if check is not None else ()
    return f"; {faults[0].says}" if faults and faults[0].says != "expected some text" else ""


def _report_recommended(check: Check, element: OpenElement) -> None:
    """Report in one finding all recommended attributes that an element lacks."""
    known = element.plan.attributes.keys()
    meant = {_find_near(check, element, name) for name in {*element.attributes[::2]} - known}
    absent = set(element.plan.recommended) - meant - {*element.attributes[::2]}
    names = [name for name in element.plan.recommended if name in absent]
    if not names:
        return
    message = f"{element.tag} has no {' and no '.join(names)}, which apps use"
    check.collector.add("attribute-recommended", message, element, attribute=names[0])


def _find_attribute(check: Check, element: OpenElement, name: str) -> AttributePlan | None:
    """Return the plan of an attribute whose name as written is not in the record.

    Reports an attribute that does not belong here.
    """
    prefix, colon, _ = name.partition(":")
    if name == "xmlns" or prefix in ("xmlns", "xml"):
        if name == "xml:lang" and (value := element.get(name)):
            for fault in check_language(value):
                _report_value(check, element, name, value, fault)
        return None
    if colon:
        return _find_prefixed_attribute(check, element, name, prefix)
    plan = element.plan
    record = plan.record
    assert record is not None  # noqa: S101 - attributes of other elements are not checked
    unchecked = record.retired or record.namespace.partial
    if plan.any_attribute or (unchecked and not plan.attributes):
        return plan.any_attribute
    near = _find_near(check, element, name)
    hint = f'; did you mean "{near}"?' if near else ""
    message = f"{name} is not an attribute of {element.tag}{hint}"
    # A misspelt attribute is missing, which is an error; any other is only ignored.
    is_missing = near and (not record.namespace.prefix or near in plan.required_attributes)
    severity: Severity = "error" if is_missing else "warning"
    place = check.locator.place_of_attribute(element, name)
    check.collector.add(
        "unknown-attribute", message, element, severity=severity, attribute=name, place=place
    )
    return plan.attributes[near] if near else None


def _find_near(check: Check, element: OpenElement, name: str) -> str:
    """Return the absent attribute that an unknown one stands for, "" if none is near."""
    if ":" in name:
        return ""
    plan = element.plan
    near = closest(name, plan.attributes) or _find_synonym(element, name)
    near = near or _find_only(element, name)
    return near if near and element.get(near) is None else ""


def _find_only(element: OpenElement, name: str) -> str:
    """Return the one required attribute if the one that is there instead holds its value."""
    required = element.plan.required_attributes
    if len(required) != 1 or len(element.attributes) != 2 or element.get(required[0]) is not None:
        return ""
    check = element.plan.attributes[required[0]].check
    value = element.get(name) or ""
    return required[0] if value.strip() and check is not None and not check(value) else ""


def _find_synonym(element: OpenElement, name: str) -> str:
    """Return the required attribute that an element lacks and that others call `name`."""
    word = letters_of(name.lower())
    for words in _SYNONYMS:
        if word in words:
            required = element.plan.required_attributes
            return next((one for one in required if one in words and element.get(one) is None), "")
    return ""


def _find_prefixed_attribute(
    check: Check, element: OpenElement, name: str, prefix: str
) -> AttributePlan | None:
    if prefix not in element.scope.uris or not is_qualified(name):
        return None
    known = element.plan.attributes.get(element.scope.canonical_attribute(name))
    record = element.plan.record
    if known is None and record is not None and not record.namespace.prefix:
        message = f"{name} is not an attribute of RSS 2.0; readers ignore it"
        place = check.locator.place_of_attribute(element, name)
        check.collector.add("extension-attribute", message, element, attribute=name, place=place)
    return known
