"""The structural checks: what stands where, how often, with which attributes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn, TypeVar

from feedtool.findings.report import SEVERITIES, Severity
from feedtool.findings.suggestions import closest
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plans import FOREIGN, AttributePlan, Plan
from feedtool.validator.elements.scopes import Scope
from feedtool.values.fault import Fault
from feedtool.values.languages import check_language
from feedtool.vocabulary import Namespace

if TYPE_CHECKING:
    from feedtool.validator.checking.engine import Engine

State = TypeVar("State")
_MAX_SUGGESTIONS = 300
_MAX_PREFIXES = 500
_BULKY_BYTES = 1_000_000
_LARGE_BYTES = 5_000_000

_ROOTS = {
    "feed": "this is an Atom feed; podcast directories take RSS 2.0",
    "RDF": "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0",
    "html": "this is a web page, not a feed; is the address right, or does it ask for a login?",
    "opml": "this is an OPML list of feeds, not a feed",
    "rss1": "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0",
    "urlset": "this is a site map, not a feed",
    "channel": 'the channel stands without rss around it; expected <rss version="2.0">',
}


class FeedMemory:
    """What rules know of the feed beside an element, and remember from item to item.

    `now` is the moment that future dates are measured by, `url` the address that the feed was
    fetched from, "" where it is not known. `cdata` is the element that last held a CDATA section.
    """

    def __init__(self, now: float, url: str = "") -> None:
        self.now = now
        self.url = url
        self.cdata: OpenElement | None = None
        self._places: dict[str, dict[int, tuple[int, int]]] = {}
        self._states: dict[type, object] = {}

    def recall(
        self, topic: str, text: str, frame: OpenElement, exact: str = ""
    ) -> tuple[int, bool] | None:
        """Enter a text under a topic; return the line where it stood before, None if nowhere.

        The second value says whether `exact`, a closer reading of the text, was the same there.
        """
        known = self._places.get(topic)
        if known is None:
            known = self._places[topic] = {}
        key, mine = hash(text), hash(exact)
        before = known.get(key)
        if before is None:
            known[key] = (frame.line, mine)
            return None
        return before[0], before[1] == mine

    def of(self, kind: type[State]) -> State:
        """Return the one object of a class in which the rules of a topic remember."""
        state = self._states.get(kind)
        if not isinstance(state, kind):
            state = self._states[kind] = kind()
        return state


def report_loose_text(engine: "Engine", frame: OpenElement, text: str) -> None:
    """Text that stands beside elements, or in an element that must be empty."""
    plan = frame.plan
    if plan.content == "any" or frame.parent is None:
        return
    must = "must be empty" if plan.content == "empty" else "takes elements only"
    message = f"{frame.tag} {must}; found the text {{value}}"
    place = None if engine.log.dropped else engine.place_of_loose_text(text)
    engine.log.structural("unexpected-text", message, frame, value=text.strip(), place=place)


def declare_namespaces(
    engine: "Engine", parent: OpenElement, attributes: list[str], place: tuple[int, int, int]
) -> Scope:
    """Return the scope that the xmlns attributes of an element make; tell of odd addresses.

    A namespace that can be recognized is put in force under its own address, so that its elements
    are checked.
    """
    declared = _read_declarations(attributes)
    if all(parent.scope.uris.get(prefix) == uri for prefix, uri in declared.items()):
        return parent.scope
    if len(parent.scope.uris) + len(declared) > _MAX_PREFIXES:
        _refuse(engine, f"more than {_MAX_PREFIXES} prefixes are declared", place)
    for prefix, uri in declared.items():
        usual = engine.plans.vocabulary.namespaces.get(prefix) if prefix else None
        namespace = engine.plans.find_namespace(uri) if uri else None
        if namespace is None and usual is not None and usual.at_most == "error":
            namespace = usual
        if namespace is not None:
            declared[prefix] = namespace.uri
        known = namespace or usual
        odd = known is not None and (uri != known.uri or usual not in (None, known))
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        if known is not None and odd and engine.log.once((name, uri)):
            where = engine.place_in_tag(place, name)
            _report_namespace(engine, name, uri, known, usual, where)
    return parent.scope.extend(declared)


def _read_declarations(attributes: list[str]) -> dict[str, str]:
    """Return the addresses that the xmlns attributes give to prefixes."""
    declared = {}
    for position in range(0, len(attributes), 2):
        prefix, colon, local = attributes[position].partition(":")
        if prefix == "xmlns":
            declared[local if colon else ""] = attributes[position + 1]
    return declared


def _refuse(engine: "Engine", message: str, place: tuple[int, int, int]) -> NoReturn:
    from feedtool.validator.checking.engine import Stop  # noqa: PLC0415 - the engine imports this module

    engine.log.limit(message, *place[:2])
    raise Stop


def _report_namespace(
    engine: "Engine", name: str, uri: str, namespace: Namespace, usual: Namespace | None,
    place: tuple[int, int],
) -> None:  # fmt: skip
    log = engine.log
    if usual is not None and usual is not namespace:
        if "error" not in (usual.at_most, namespace.at_most):
            return
        says = (
            f"that address belongs to {namespace.prefix}; apps that know {usual.prefix} expect "
            f'"{usual.uri}"'
        )
        log.namespace("namespace-swapped", says, name, uri, usual, place)
    elif uri in namespace.aliases:
        says = f'expected "{namespace.uri}", which is all that many apps know'
        log.namespace("namespace-alias", says, name, uri, namespace, place)
    elif namespace.at_most != "error" and engine.plans.find_namespace(uri) is None:
        # The prefix of a lesser namespace may well be somebody else's.
        says = f'usually "{namespace.uri}"; readers that go by prefixes misread it'
        log.namespace("namespace-misspelt", says, name, uri, namespace, place, "info")
    else:
        says = f'expected "{namespace.uri}"; apps that compare exactly ignore its elements'
        severity = namespace.at_most if namespace.at_most != "error" else None
        log.namespace("namespace-misspelt", says, name, uri, namespace, place, severity)


def identify(engine: "Engine", parent: OpenElement, frame: OpenElement) -> Plan:
    """Find what a tag stands for; tell of names that are unknown or in the wrong place."""
    table = frame.scope.table_of(parent.plan)
    if parent.plan.content == "text":
        parent.add_again(frame.tag, frame)
    try:
        name = frame.scope.canonical(frame.tag)
    except KeyError:
        _report_undeclared(engine, frame)
        return _guess_undeclared(engine, parent, frame)
    if parent.parent is None:
        return _identify_root(engine, frame, name)
    if parent.plan.content == "any" or name is None:
        table[frame.tag] = FOREIGN
        return FOREIGN
    plan = frame.scope.child(parent.plan, name)
    if plan is None:
        return _report_stranger(engine, parent, frame, name)
    if plan.element is not None and plan.element.retired:
        # Told once for each place, so it must not enter the table of what is all right.
        _report_retired(engine, frame, plan)
        return plan
    table[frame.tag] = plan
    return plan


def _identify_root(engine: "Engine", frame: OpenElement, name: str | None) -> Plan:
    if name == "rss":
        return engine.plans["rss"]
    local = frame.tag.rpartition(":")[2]
    if local == "rss":
        uri = frame.scope.uris.get("", "")
        message = f'rss stands in the namespace "{uri[:60]}"; expected none: remove this xmlns'
        engine.log.structural("namespace-on-rss", message, frame)
        frame.scope.uris[""] = ""
        return engine.plans["rss"]
    says = _ROOTS.get(local if local in _ROOTS else local.lower(), "")
    says = says or f'the outermost element is "{local[:60]}"; expected rss'
    engine.log.not_a_feed(says, frame.line, frame.column)
    from feedtool.validator.checking.engine import Stop  # noqa: PLC0415 - the engine imports this module

    raise Stop


def _report_undeclared(engine: "Engine", frame: OpenElement) -> None:
    prefix = frame.tag.partition(":")[0]
    if not engine.log.once(("prefix", prefix)):
        return
    known = engine.plans.vocabulary.namespaces.get(prefix)
    uri = known.uri if known else "…"
    message = f'the prefix "{prefix}" is not declared; add xmlns:{prefix}="{uri}" to rss'
    engine.log.structural("prefix-undeclared", message, frame)


def _guess_undeclared(engine: "Engine", parent: OpenElement, frame: OpenElement) -> Plan:
    """Take the usual meaning of a prefix that nobody declared, so that its elements are checked."""
    if (
        parent.plan is FOREIGN
        or frame.tag.partition(":")[0] not in engine.plans.vocabulary.namespaces
    ):
        return FOREIGN
    return frame.scope.child(parent.plan, frame.tag) or FOREIGN


def _report_stranger(engine: "Engine", parent: OpenElement, frame: OpenElement, name: str) -> Plan:
    """Tell of an element that the vocabulary does not have here; return how to go on inside it."""
    plans = engine.plans
    ids = plans.ids_by_name.get(name)
    core = ":" not in name
    if ids:
        places = sorted({one for key in ids for one in plans.vocabulary.elements[key].parents})
        where = " or ".join(place.rpartition("/")[2] or "the document" for place in places)
        message = f"{frame.tag} has no meaning in {parent.tag}; expected in {where}"
        if f"itunes:{name}" in plans.vocabulary.children[parent.plan.id]:
            message += f", or itunes:{name} here"
        severity: Severity = "error" if core else "warning"
        engine.log.structural("misplaced-element", message, frame, severity=severity)
        # An item is worth reading wherever it stands; of the rest one finding is enough.
        return plans[name] if name == "item" else FOREIGN
    namespace = plans.vocabulary.namespaces.get(name.rpartition(":")[0])
    if namespace is None or namespace.partial:
        return FOREIGN
    if name.partition(":")[2] in namespace.proposals:
        message = f"{frame.tag} was proposed for the {namespace.prefix} namespace and not taken up"
        engine.log.structural("element-proposed", message, frame)
        return FOREIGN
    message = f"{frame.tag} is not an element of {_vocabulary_name(engine, name)}"
    known = plans.vocabulary.children[parent.plan.id]
    near = f"itunes:{name}" if f"itunes:{name}" in known else _suggest(engine, name, known)
    if near:
        message += f'; did you mean "{near}"?'
    elif core:
        message += "; elements beyond RSS 2.0 need the prefix of a namespace"
    severity = "error" if core else min("warning", namespace.at_most, key=SEVERITIES.index)
    engine.log.structural("unknown-element", message, frame, severity=severity)
    return FOREIGN


def _suggest(engine: "Engine", name: str, known: Iterable[str]) -> str | None:
    """Return the closest known name, for the first few hundred strangers of a feed."""
    engine.suggestions += 1
    return closest(name, known) if engine.suggestions <= _MAX_SUGGESTIONS else None


def _vocabulary_name(engine: "Engine", name: str) -> str:
    prefix = name.rpartition(":")[0]
    return f"the {prefix} namespace" if prefix else "RSS 2.0"


def _report_retired(engine: "Engine", frame: OpenElement, plan: Plan) -> None:
    assert plan.element is not None  # noqa: S101 - only elements can be retired
    message = f"{frame.tag} is retired; {plan.element.retired}"
    engine.log.structural("retired-element", message, frame)


def report_repeated(engine: "Engine", frame: OpenElement, first: OpenElement) -> None:
    """An element that may stand once stands again."""
    assert frame.parent is not None  # noqa: S101 - a second child has a parent
    message = (
        f"{frame.tag} stands more than once in {frame.parent.tag}; "
        f"expected one, the first is on line {first.line}"
    )
    engine.log.structural("repeated-element", message, frame)


def check_attributes(engine: "Engine", frame: OpenElement) -> None:
    """Attributes that are missing, unknown or hold what they must not."""
    plan = frame.plan
    missing = plan.required
    pairs = iter(frame.attributes)
    for name in pairs:
        value = next(pairs)
        known = plan.attributes.get(name) or _find_attribute(engine, frame, name)
        if known is None:
            continue
        missing -= known.required
        if known.check is not None:
            for fault in known.check(value):
                _report_attribute(engine, frame, name, value, fault)
    if missing:
        _report_missing_attributes(engine, frame)
    for name in plan.recommended:
        if name not in frame.attributes[::2]:
            _report_recommended(engine, frame)
            return


def _report_recommended(engine: "Engine", frame: OpenElement) -> None:
    """Attributes without which an element is of little use; one finding for all of them."""
    names = [name for name in frame.plan.recommended if name not in frame.attributes[::2]]
    message = f"{frame.tag} has no {' and no '.join(names)}, which apps make use of"
    engine.log.structural("attribute-recommended", message, frame, attribute=names[0])


def _report_missing_attributes(engine: "Engine", frame: OpenElement) -> None:
    canonical = {frame.scope.canonical_attribute(name) for name in frame.attributes[::2]}
    for name in frame.plan.required_attributes:
        if name not in canonical:
            message = f'{frame.tag} has no {name}; add {name}="…"'
            engine.log.structural("missing-attribute", message, frame, attribute=name)


def _report_attribute(
    engine: "Engine", frame: OpenElement, name: str, value: str, fault: Fault
) -> None:
    place = engine.place_in_attribute(frame, name, fault.index)
    engine.log.fault(fault, frame, value, place, name=f"{name} of {frame.tag}", attribute=name)


def _find_attribute(engine: "Engine", frame: OpenElement, name: str) -> AttributePlan | None:
    """Return the plan of an attribute with a prefix; tell of one that does not belong here."""
    prefix, colon, _ = name.partition(":")
    if name == "xmlns" or prefix in ("xmlns", "xml"):
        if name == "xml:lang" and (value := frame.get(name)):
            for fault in check_language(value):
                _report_attribute(engine, frame, name, value, fault)
        return None
    if colon:
        return _find_prefixed_attribute(engine, frame, name, prefix)
    plan = frame.plan
    element = plan.element
    assert element is not None  # noqa: S101 - attributes of other elements are not looked at
    if plan.any_attribute or (element.namespace.partial and not plan.attributes):
        return plan.any_attribute
    near = _suggest(engine, name, plan.attributes)
    hint = f'; did you mean "{near}"?' if near else ""
    message = f"{name} is not an attribute of {frame.tag}{hint}"
    # One that is written a bit wrong is missed, one of its own is passed over.
    severity: Severity = "error" if near and not element.namespace.prefix else "warning"
    place = engine.place_of_attribute(frame, name, value=False)
    engine.log.structural(
        "unknown-attribute", message, frame, severity=severity, attribute=name, place=place
    )
    return None


def _find_prefixed_attribute(
    engine: "Engine", frame: OpenElement, name: str, prefix: str
) -> AttributePlan | None:
    if prefix not in frame.scope.uris:
        if engine.log.once(("prefix", prefix)):
            place = engine.place_of_attribute(frame, name, value=False)
            message = f'the prefix "{prefix}" is not declared; add xmlns:{prefix}="…" to rss'
            engine.log.structural("prefix-undeclared", message, frame, place=place)
        return None
    known = frame.plan.attributes.get(frame.scope.canonical_attribute(name))
    element = frame.plan.element
    if known is None and element is not None and not element.namespace.prefix:
        message = f"{name} is no attribute of RSS 2.0; readers pass over it"
        place = engine.place_of_attribute(frame, name, value=False)
        engine.log.structural("extension-attribute", message, frame, attribute=name, place=place)
    return known


def check_late_element(engine: "Engine", frame: OpenElement) -> None:
    """What is said of the channel stands behind an item; told once."""
    if engine.log.once("late-element"):
        message = f"{frame.tag} stands after an item; readers that stop there miss it, put it first"
        engine.log.structural("item-before-channel-data", message, frame)


def check_size(engine: "Engine", rss: OpenElement, size_bytes: int) -> None:
    """A feed that takes long to load, by its length in UTF-8; apps read all of it each time."""
    if size_bytes > _BULKY_BYTES:
        message = f"the feed has {size_bytes / 1e6:.1f} MB, which apps load each time"
        large = size_bytes > _LARGE_BYTES
        message += "; some stop reading after 5 MB" if large else ""
        engine.log.structural("feed-large", message, rss, severity="warning" if large else None)


def check_declarations(engine: "Engine", rss: OpenElement) -> None:
    """Namespaces that a profile wants declared at the root."""
    declared = rss.scope.uris.values()
    for prefix, need in engine.plans.declarations.items():
        uri = engine.plans.vocabulary.namespaces[prefix].uri
        if uri not in declared:
            message = f'rss does not declare {prefix}; add xmlns:{prefix}="{uri}": {need.why}'
            engine.log.structural(
                "namespace-missing", message, rss, severity=need.severity, profiles=need.profiles
            )


def check_children(engine: "Engine", frame: OpenElement) -> None:
    """What is missing among the children, and what is said twice."""
    if frame.plan.needs:
        _check_needs(engine, frame)
    children = frame.children
    for name, preferred in frame.plan.same:
        if name in children and preferred in children:
            _report_same(engine, children[name], children[preferred])


def _report_same(engine: "Engine", mine: OpenElement, preferred: OpenElement) -> None:
    """Two children that say the same; told at the later one."""
    parent = mine.parent
    assert parent is not None  # noqa: S101 - a child has a parent
    message = (
        f"{mine.tag} and {preferred.tag} say the same of {parent.tag}; readers differ in which "
        f"they take, leave {mine.tag} out"
    )
    later = max(mine, preferred, key=lambda one: one.offset)
    engine.log.structural("same-meaning-twice", message, later)


def _check_needs(engine: "Engine", frame: OpenElement) -> None:
    """Children that must or should be there and are not, told at the parent's start tag."""
    for need in frame.plan.needs:
        if need.element in frame.children or (need.element == "item" and frame.items):
            continue
        why = f"; {need.why}" if need.why else f"; add <{need.element}>"
        message = f"{frame.tag} has no {need.element}{why}"
        engine.log.structural(
            "missing-element", message, frame, severity=need.severity, element=need.element,
            profiles=need.profiles, spec=need.spec,
        )  # fmt: skip
