"""Elements that stand where another belongs, because their name or their namespace is wrong.

Such an element explains why the right element is missing: only one of the two is reported.
"""

from collections.abc import Mapping

from feedtool.findings.report import SEVERITIES
from feedtool.validator.checking.check import Check, Stray
from feedtool.validator.elements.needs import Need
from feedtool.validator.elements.open_element import OpenElement

_NONE: Mapping[str, Stray] = {}


def note_stray(check: Check, name: str, stray: Stray) -> bool:
    """Take an element for the child `name` of its parent; return False if the parent has one.

    Whether the stray is reported, and how serious it is, is decided when the parent ends.
    """
    parent = stray.element.parent
    assert parent is not None  # noqa: S101 - a stray has a parent
    known = check.strays.get(parent, _NONE)
    is_first = name not in parent.children and name not in known
    waits = is_first and parent.plan.checks_children
    if waits:
        # A comment in the feed silences rules only while its element is open.
        if check.collector.silences(stray.element, stray.rule):
            stray = stray._replace(when="reported")
        check.strays.setdefault(parent, {})[name] = stray
    elif stray.when == "always" or (is_first and stray.when == "absent"):
        _report(check, stray, None)
    return is_first


def settle_strays(check: Check, parent: OpenElement) -> Mapping[str, Stray]:
    """Report the strays of an element that ends; return the strays that explain what is missing."""
    explained = {}
    for name, stray in check.strays.pop(parent, _NONE).items():
        is_absent = parent.children.get(name, stray.element) is stray.element
        need = _find_need(parent, name) if is_absent else None
        if is_absent:
            explained[name] = stray
        if stray.when == "reported":
            continue
        is_plain = stray.when == "alike" and stray.uri not in check.extensions
        if stray.when == "always" or need or (is_absent and (is_plain or stray.when == "absent")):
            _report(check, stray, need)
    return explained


def _find_need(parent: OpenElement, name: str) -> Need | None:
    return next((one for one in parent.plan.needs if one.element == name), None)


def replace_stray(check: Check, parent: OpenElement, name: str, child: OpenElement) -> bool:
    """Let the right child take the place of a stray; return False if there is no stray."""
    stray = check.strays.get(parent, _NONE).get(name)
    if stray is None or parent.children.get(name) is not stray.element:
        return False
    parent.children[name] = child
    return True


def _report(check: Check, stray: Stray, need: Need | None) -> None:
    severity = stray.severity
    profiles: tuple[str, ...] = ()
    if need is not None:
        severity = max(severity, need.severity, key=SEVERITIES.index)
        profiles = need.profiles
    check.collector.add(
        stray.rule, stray.message, stray.element, place=stray.place, severity=severity,
        profiles=profiles,
    )  # fmt: skip
