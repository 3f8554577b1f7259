"""Finds the element of the vocabulary that a tag means; reports unknown and misplaced names."""

from feedtool.findings.report import SEVERITIES, Severity
from feedtool.findings.wording import cut
from feedtool.validator.checking.check import Check, Stray
from feedtool.validator.checking.hidden_rss import find_hidden
from feedtool.validator.checking.markup import is_markup, report_markup
from feedtool.validator.checking.proposals import propose
from feedtool.validator.checking.qualified import is_qualified, report_name
from feedtool.validator.checking.retired import note_retired
from feedtool.validator.checking.strays import note_stray
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan
from feedtool.validator.source.limits import Stop

# A hostile feed has millions of names; what is not in the table is only found more slowly.
_MOST_KNOWN_TAGS = 2000


def identify(check: Check, parent: OpenElement, element: OpenElement) -> Plan:
    """Return the plan of an element; report a name that is unknown or in the wrong place."""
    if not is_qualified(element.tag) and check.collector.is_first(("name", element.tag)):
        report_name(check, element)
    try:
        name = element.scope.canonical(element.tag)
    except KeyError:
        _report_undeclared(check, element)
        return _guess_undeclared(check, parent, element)
    if parent.parent is None:
        return _identify_root(check, element, name)
    if parent.plan.content == "text":
        return _identify_in_text(check, parent, element, name)
    return _identify_child(check, parent, element, name)


def _identify_child(
    check: Check, parent: OpenElement, element: OpenElement, name: str | None
) -> Plan:
    """Return the plan of a child; the table of known tags gets each plan that reports nothing."""
    table = element.scope.table_of(parent.plan)
    plan = None if name is None else element.scope.child(parent.plan, name)
    if name is None or (":" in name and ":" not in element.tag):
        hidden = find_hidden(check, parent, element, plan)
        if hidden is not None:
            return hidden
    if parent.plan.content == "any" or name is None:
        if len(table) < _MOST_KNOWN_TAGS:
            table[element.tag] = FOREIGN
        return FOREIGN
    if plan is None:
        return _report_stranger(check, parent, element, name)
    # A retired element that is silenced must not enter the table: the next may not be silenced. Nor
    # must an element in one of its own name: it may be a sibling that lacks a slash before it.
    is_silent = (
        plan.record is not None
        and plan.record.retired
        and not note_retired(check, element, plan.record)
    )
    if not is_silent and plan.name != parent.plan.name:
        table[element.tag] = plan
    return plan


def _identify_in_text(
    check: Check, parent: OpenElement, element: OpenElement, name: str | None
) -> Plan:
    """Report a child of an element that holds text; return the plan for what is inside it."""
    plan = None if name is None else element.scope.child(parent.plan, name)
    if plan is not None:
        return plan
    if name is None or is_markup(check, parent, name):
        report_markup(check, parent, element)
        return FOREIGN
    check.keeper.join(parent, element.tag, element)
    return _report_stranger(check, parent, element, name)


def _identify_root(check: Check, element: OpenElement, name: str | None) -> Plan:
    if name == "rss":
        return check.plans["rss"]
    local = element.tag.rpartition(":")[2]
    if local == "rss":
        prefix = element.tag.partition(":")[0] if ":" in element.tag else ""
        uri = element.scope.uris[prefix]
        fix = "write rss without the prefix" if prefix else "remove this xmlns"
        message = f'{element.tag} is in the namespace "{uri[:60]}"; expected no namespace: {fix}'
        check.collector.add("namespace-on-rss", message, element)
        element.scope.uris[prefix] = ""
        return check.plans["rss"]
    from feedtool.validator.checking.roots import explain_root  # noqa: PLC0415 - no feed needs it

    says = explain_root(element.tag)
    check.collector.add_not_a_feed(says, (element.line, element.column))
    raise Stop


def _report_undeclared(check: Check, element: OpenElement) -> None:
    prefix = element.tag.partition(":")[0]
    if not check.collector.is_first(("prefix", prefix)):
        return
    known = check.plans.vocabulary.namespaces.get(prefix)
    uri = known.uri if known else "…"
    message = f'the prefix "{prefix}" is not declared; add xmlns:{prefix}="{uri}" to rss'
    check.collector.add("prefix-undeclared", message, element, once=prefix)


def _guess_undeclared(check: Check, parent: OpenElement, element: OpenElement) -> Plan:
    """Return the plan for the usual meaning of a prefix that is not declared."""
    prefix, _, local = element.tag.partition(":")
    if parent.plan is FOREIGN:
        return FOREIGN
    if prefix in check.plans.vocabulary.namespaces:
        return element.scope.child(parent.plan, element.tag) or FOREIGN
    if local in check.plans.vocabulary.children[parent.plan.id]:
        # The prefix explains why the element of RSS is missing.
        place = (element.line, element.column)
        note_stray(check, local, Stray(element, "", "", place, "error", "reported"))
    return FOREIGN


def _report_stranger(check: Check, parent: OpenElement, element: OpenElement, name: str) -> Plan:
    """Report an element that may not be here; return the plan to use for what is inside it."""
    plans = check.plans
    if name in plans.ids_by_name:
        _report_misplaced(check, parent, element, name)
        # A misplaced item is still checked; for any other element one finding is enough.
        return plans[name] if name == "item" else FOREIGN
    prefix, _, local = name.rpartition(":")
    namespace = plans.vocabulary.namespaces.get(prefix)
    if namespace is None or namespace.partial:
        return FOREIGN
    if local in namespace.proposals:
        message = (
            f"{element.tag} was proposed for the {namespace.prefix} namespace, but not accepted"
        )
        check.collector.add("element-proposed", message, element)
        return FOREIGN
    return _report_unknown(check, parent, element, name)


def _report_unknown(check: Check, parent: OpenElement, element: OpenElement, name: str) -> Plan:
    """Report a name that no element has; go on as if it were the name in RSS that is meant."""
    prefix = name.rpartition(":")[0]
    near, hint = propose(check, parent, name, element.attributes[::2])
    vocabulary = f"the {prefix} namespace" if prefix else "RSS 2.0"
    message = f"{element.tag} is not an element of {vocabulary}{hint}"
    severity: Severity = "error"
    if prefix:
        at_most = check.plans.vocabulary.namespaces[prefix].at_most
        severity = min("warning", at_most, key=SEVERITIES.index)
    place = (element.line, element.column)
    stray = Stray(element, "unknown-element", message, place, severity, "always")
    is_first = note_stray(check, near, stray)
    if ":" in near + name or not (is_first or near == "item"):
        return FOREIGN
    return element.scope.child(parent.plan, near) or FOREIGN


def _explain_third_level(parent: OpenElement, element: OpenElement) -> str:
    """Say where a category belongs that stands inside a subcategory."""
    from feedtool.values.apple_categories import (  # noqa: PLC0415 - only for what is wrong
        Category,
        find_meant,
        write_markup,
    )

    outer = parent.parent and parent.parent.get("text")
    text = element.get("text") or ""
    meant = next(iter(find_meant(text, outer or "")), Category(outer or "", text))
    return (
        f'{element.tag} "{cut(text)}" is on a third level, but Apple has only two: category and '
        f"subcategory; write it for itself, {write_markup(meant)}, or remove it"
    )


def _report_misplaced(check: Check, parent: OpenElement, element: OpenElement, name: str) -> None:
    vocabulary = check.plans.vocabulary
    ids = check.plans.ids_by_name[name]
    places = sorted({one for key in ids for one in vocabulary.elements[key].parents} - {name})
    where = " or ".join(place.rpartition("/")[2] or "the document" for place in places)
    message = f"{element.tag} has no meaning in {parent.tag}; expected in {where}"
    if name == parent.plan.name == "itunes:category":
        message = _explain_third_level(parent, element)
    has_twin = f"itunes:{name}" in vocabulary.children[parent.plan.id]
    if has_twin:
        message += f", or itunes:{name} here"
    severity: Severity = "warning" if ":" in name or has_twin else "error"
    check.collector.add("misplaced-element", message, element, severity=severity)
