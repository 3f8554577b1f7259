"""Finds the element of the vocabulary that a tag means; reports unknown and misplaced names."""

from feedtool.findings.report import SEVERITIES, Severity
from feedtool.validator.checking.check import Check
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan
from feedtool.validator.source.limits import Stop

_ROOTS = {
    "feed": "this is an Atom feed; podcast directories take RSS 2.0",
    "RDF": "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0",
    "html": "this is a web page, not a feed; is the address right, or does it ask for a login?",
    "opml": "this is an OPML list of feeds, not a feed",
    "rss1": "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0",
    "urlset": "this is a site map, not a feed",
    "channel": 'the channel is not inside rss; expected <rss version="2.0"> around it',
}


def identify(check: Check, parent: OpenElement, element: OpenElement) -> Plan:
    """Return the plan of an element; report a name that is unknown or in the wrong place."""
    table = element.scope.table_of(parent.plan)
    if parent.plan.content == "text":
        parent.add_again(element.tag, element)
    try:
        name = element.scope.canonical(element.tag)
    except KeyError:
        _report_undeclared(check, element)
        return _guess_undeclared(check, parent, element)
    if parent.parent is None:
        return _identify_root(check, element, name)
    if parent.plan.content == "any" or name is None:
        table[element.tag] = FOREIGN
        return FOREIGN
    plan = element.scope.child(parent.plan, name)
    if plan is None:
        return _report_stranger(check, parent, element, name)
    if plan.record is not None and plan.record.retired:
        # It must be reported each time, so it must not enter the table of known tags.
        message = f"{element.tag} is retired; {plan.record.retired}"
        check.collector.add("retired-element", message, element)
        return plan
    if plan.name != parent.plan.name:
        # An element in one of its own name may be a sibling of it: a slash is missing there.
        table[element.tag] = plan
    return plan


def _identify_root(check: Check, element: OpenElement, name: str | None) -> Plan:
    if name == "rss":
        return check.plans["rss"]
    local = element.tag.rpartition(":")[2]
    if local == "rss":
        uri = element.scope.uris.get("", "")
        message = f'rss is in the namespace "{uri[:60]}"; expected no namespace: remove this xmlns'
        check.collector.add("namespace-on-rss", message, element)
        element.scope.uris[""] = ""
        return check.plans["rss"]
    says = _ROOTS.get(local if local in _ROOTS else local.lower(), "")
    says = says or f'the outermost element is "{local[:60]}"; expected rss'
    check.collector.add_not_a_feed(says, (element.line, element.column))
    raise Stop


def _report_undeclared(check: Check, element: OpenElement) -> None:
    prefix = element.tag.partition(":")[0]
    if not check.collector.is_first(("prefix", prefix)):
        return
    known = check.plans.vocabulary.namespaces.get(prefix)
    uri = known.uri if known else "…"
    message = f'the prefix "{prefix}" is not declared; add xmlns:{prefix}="{uri}" to rss'
    check.collector.add("prefix-undeclared", message, element)


def _guess_undeclared(check: Check, parent: OpenElement, element: OpenElement) -> Plan:
    """Return the plan for the usual meaning of a prefix that is not declared."""
    prefix = element.tag.partition(":")[0]
    if parent.plan is FOREIGN or prefix not in check.plans.vocabulary.namespaces:
        return FOREIGN
    return element.scope.child(parent.plan, element.tag) or FOREIGN


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
    vocabulary = f"the {prefix} namespace" if prefix else "RSS 2.0"
    message = f"{element.tag} is not an element of {vocabulary}{_hint(check, parent, name)}"
    severity: Severity = "error"
    if prefix:
        severity = min("warning", namespace.at_most, key=SEVERITIES.index)
    check.collector.add("unknown-element", message, element, severity=severity)
    return FOREIGN


def _report_misplaced(check: Check, parent: OpenElement, element: OpenElement, name: str) -> None:
    vocabulary = check.plans.vocabulary
    ids = check.plans.ids_by_name[name]
    places = sorted({one for key in ids for one in vocabulary.elements[key].parents})
    where = " or ".join(place.rpartition("/")[2] or "the document" for place in places)
    message = f"{element.tag} has no meaning in {parent.tag}; expected in {where}"
    if f"itunes:{name}" in vocabulary.children[parent.plan.id]:
        message += f", or itunes:{name} here"
    severity: Severity = "warning" if ":" in name else "error"
    check.collector.add("misplaced-element", message, element, severity=severity)


def _hint(check: Check, parent: OpenElement, name: str) -> str:
    """Return the end of the message about an unknown element: what to write instead."""
    known = check.plans.vocabulary.children[parent.plan.id]
    if f"itunes:{name}" in known:
        return f'; did you mean "itunes:{name}"?'
    no_prefix = "" if ":" in name else "; elements that RSS 2.0 does not have need a prefix"
    return check.memory.suggest(name, known, no_prefix)
