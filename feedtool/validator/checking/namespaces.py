"""The namespaces that a feed declares: wrong addresses, and what is missing at the root."""

from functools import cache

from feedtool.findings.place import LineColumn, Position
from feedtool.validator.checking.check import Check
from feedtool.validator.checking.qualified import explain_declaration
from feedtool.validator.elements.needs import Need
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.scopes import Scope
from feedtool.validator.source.limits import Stop
from feedtool.vocabulary import Namespace, load_vocabulary

_MAX_PREFIXES = 500
# Stands for the address of a prefix that has none.
_NO_URI = "none"


def declare_namespaces(
    check: Check, parent: OpenElement, attributes: list[str], place: Position
) -> Scope:
    """Return the scope inside an element with xmlns attributes; report wrong addresses.

    A wrong address that is still recognized is replaced by the right one in the scope, so that the
    elements with this prefix are checked.
    """
    declared = _read_declarations(attributes)
    if all(parent.scope.uris.get(prefix) == uri for prefix, uri in declared.items()):
        return parent.scope
    if len(parent.scope.uris) + len(declared) > _MAX_PREFIXES:
        check.collector.add_limit(f"more than {_MAX_PREFIXES} prefixes are declared", place[:2])
        raise Stop
    for prefix, uri in tuple(declared.items()):
        usual = check.plans.vocabulary.namespaces.get(prefix) if prefix else None
        if says := explain_declaration(prefix, uri):
            _refuse(check, place, prefix, says)
            known_uri = usual.uri if usual is not None else _NO_URI
            declared[prefix] = parent.scope.uris.get(prefix, known_uri)
            continue
        namespace = check.plans.find_namespace(uri) if uri else None
        if namespace is None and usual is not None and usual.at_most == "error":
            namespace = usual
        if namespace is not None:
            declared[prefix] = namespace.uri
        known = namespace or usual
        odd = known is not None and (uri != known.uri or usual not in (None, known))
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        if known is not None and odd and check.collector.is_first((name, uri)):
            where = check.locator.place_of_value(place, name)
            _report_namespace(check, name, uri, known, usual, where)
    return parent.scope.extend(declared)


def _refuse(check: Check, tag: Position, prefix: str, says: str) -> None:
    """Report a declaration that XML forbids: once for each prefix."""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    if check.collector.is_first(("declaration", prefix)):
        place = check.locator.place_in_tag(tag, name)
        check.collector.add_document("namespace-forbidden", f"{name}: {says}", place)


def _read_declarations(attributes: list[str]) -> dict[str, str]:
    """Return the address of each prefix that the xmlns attributes declare."""
    declared = {}
    for position in range(0, len(attributes), 2):
        prefix, colon, local = attributes[position].partition(":")
        if prefix == "xmlns":
            declared[local if colon else ""] = attributes[position + 1]
    return declared


def _report_namespace(
    check: Check, name: str, uri: str, namespace: Namespace, usual: Namespace | None,
    place: LineColumn,
) -> None:  # fmt: skip
    collector = check.collector
    need = check.plans.declarations.get(namespace.prefix)
    if usual is not None and usual is not namespace:
        if "error" not in (usual.at_most, namespace.at_most):
            return
        says = (
            f"that address belongs to {namespace.prefix}; apps that know {usual.prefix} expect "
            f'"{usual.uri}"'
        )
        collector.add_namespace("namespace-swapped", says, name, uri, usual, place)
    elif _is_retired(namespace.prefix):
        # No app reads its elements, and each of them is reported as retired.
        return
    elif uri in namespace.aliases:
        says = f'expected "{namespace.uri}", the only address that many apps know'
        collector.add_namespace("namespace-alias", says, name, uri, namespace, place, need=need)
    elif namespace.at_most != "error" and check.plans.find_namespace(uri) is None:
        # The prefix of a rare namespace may well mean another namespace here.
        says = f'usually "{namespace.uri}"; readers that look at the prefix only misread it'
        collector.add_namespace(
            "namespace-misspelt", says, name, uri, namespace, place, severity="info"
        )
    else:
        says = f'expected "{namespace.uri}"; apps that know only that address ignore its elements'
        severity = namespace.at_most if namespace.at_most != "error" else None
        collector.add_namespace(
            "namespace-misspelt", says, name, uri, namespace, place, severity=severity, need=need
        )


@cache
def _is_retired(prefix: str) -> bool:
    """Return whether all elements of a namespace are retired."""
    elements = load_vocabulary().elements.values()
    retired = [one.retired for one in elements if one.namespace.prefix == prefix]
    return bool(retired) and all(retired)


def check_declarations(check: Check, rss: OpenElement) -> None:
    """Report namespaces that a profile requires and that the root does not declare."""
    declared = rss.scope.uris.values()
    for prefix, need in check.plans.declarations.items():
        uri = check.plans.vocabulary.namespaces[prefix].uri
        if uri not in declared:
            message = f'rss does not declare {prefix}; add xmlns:{prefix}="{uri}": {need.why}'
            lack = Need(rss.tag, need.severity, need.profiles, need.why, need.spec)
            check.collector.add("namespace-missing", message, rss, need=lack)
