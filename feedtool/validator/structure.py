"""The structural checks: what stands where, how often, with which attributes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedtool.validator.frames import Frame
from feedtool.validator.plans import FOREIGN, Plan
from feedtool.validator.report import Severity
from feedtool.validator.scopes import Scope
from feedtool.validator.values import closest

if TYPE_CHECKING:
    from feedtool.validator.engine import Engine

_ROOTS = {
    "feed": "this is an Atom feed; podcast directories take RSS 2.0",
    "RDF": "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0",
    "html": "this is a web page, not a feed; is the address right, or does it ask for a login?",
    "opml": "this is an OPML list of feeds, not a feed",
    "rss1": "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0",
    "urlset": "this is a site map, not a feed",
    "channel": 'the channel stands without rss around it; expected <rss version="2.0">',
}


@dataclass(slots=True)
class Facts:
    """What rules remember from item to item: hashes and lines only."""

    lines: dict[str, dict[int, int]] = field(default_factory=dict)

    def first_line(self, topic: str, text: str, line: int) -> int | None:
        """Enter a text under a topic; return the line where it stood before, if it did."""
        known = self.lines.setdefault(topic, {})
        before = known.setdefault(hash(text), line)
        return None if before == line else before


def check_loose_text(engine: "Engine", frame: Frame) -> None:
    """Text that stands beside elements, or in an element that must be empty."""
    text = "".join(engine.pieces)
    engine.pieces.clear()
    plan = frame.plan
    if plan.content == "text":
        frame.text += text
        return
    if plan is FOREIGN or frame.parent is None or not text.strip():
        return
    must = "must be empty" if plan.content == "empty" else "takes elements only"
    message = f"{frame.tag} {must}; found the text {{value}}"
    engine.log.structural("unexpected-text", "error", message, frame, value=text.strip())


def declare_namespaces(
    engine: "Engine", parent: Frame, attributes: list[str], place: tuple[int, int, int]
) -> Scope:
    """Return the scope that the xmlns attributes of an element make; tell of odd addresses."""
    declared = {}
    for position in range(0, len(attributes), 2):
        prefix, colon, local = attributes[position].partition(":")
        if prefix == "xmlns":
            declared[local if colon else ""] = attributes[position + 1]
    scope = parent.scope.extend(declared)
    if scope is parent.scope:
        return scope
    for prefix, uri in declared.items():
        namespace = engine.plans.namespace_by_uri.get(uri)
        known = parent.scope.uris.get(prefix) == uri
        if namespace is None or known or uri == namespace.uri or not uri:
            continue
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        engine.log.namespace(engine, name, uri, namespace, attributes, place)
    return scope


def identify(engine: "Engine", parent: Frame, frame: Frame) -> Plan:
    """Find what a tag stands for; tell of names that are unknown or in the wrong place."""
    table = frame.scope.table_of(parent.plan)
    try:
        name = frame.scope.canonical(frame.tag)
    except KeyError:
        _report_undeclared(engine, frame)
        return _guess_undeclared(engine, parent, frame)
    if parent.parent is None:
        return _identify_root(engine, frame, name)
    if parent.plan is FOREIGN or name is None:
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


def _identify_root(engine: "Engine", frame: Frame, name: str | None) -> Plan:
    if name == "rss":
        return engine.plans.by_id["rss"]
    local = frame.tag.rpartition(":")[2]
    if local == "rss":
        uri = frame.scope.uris.get("", "")
        message = f'rss stands in the namespace "{uri[:60]}"; expected none: remove this xmlns'
        engine.log.structural("namespace-on-rss", "error", message, frame)
        frame.scope.uris[""] = ""
        return engine.plans.by_id["rss"]
    says = _ROOTS.get(local if local in _ROOTS else local.lower(), "")
    says = says or f'the outermost element is "{local[:60]}"; expected rss'
    engine.log.not_a_feed(says, frame.line, frame.column)
    from feedtool.validator.engine import Stop  # noqa: PLC0415 - the engine imports this module

    raise Stop


def _report_undeclared(engine: "Engine", frame: Frame) -> None:
    prefix = frame.tag.partition(":")[0]
    if not engine.log.once(("prefix", prefix)):
        return
    known = engine.plans.vocabulary.namespaces.get(prefix)
    uri = known.uri if known else "…"
    message = f'the prefix "{prefix}" is not declared; add xmlns:{prefix}="{uri}" to rss'
    engine.log.structural("prefix-undeclared", "error", message, frame)


def _guess_undeclared(engine: "Engine", parent: Frame, frame: Frame) -> Plan:
    """Take the usual meaning of a prefix that nobody declared, so that its elements are checked."""
    if (
        parent.plan is FOREIGN
        or frame.tag.partition(":")[0] not in engine.plans.vocabulary.namespaces
    ):
        return FOREIGN
    return frame.scope.child(parent.plan, frame.tag) or FOREIGN


def _report_stranger(engine: "Engine", parent: Frame, frame: Frame, name: str) -> Plan:
    """Tell of an element that the vocabulary does not have here; return how to go on inside it."""
    plans = engine.plans
    ids = plans.ids_by_name.get(name)
    core = ":" not in name
    if ids:
        places = sorted({parent for key in ids for parent in plans.by_id[key].element.parents})  # type: ignore[union-attr]  # plans of ids have elements
        where = " or ".join(place.rpartition("/")[2] or "the document" for place in places)
        message = f"{frame.tag} has no meaning in {parent.tag}; expected in {where}"
        severity: Severity = "error" if core else "warning"
        engine.log.structural("misplaced-element", severity, message, frame)
        # An item is worth reading wherever it stands; of the rest one finding is enough.
        return plans.by_id[name] if name == "item" else FOREIGN
    namespace = plans.vocabulary.namespaces.get(name.rpartition(":")[0])
    if namespace is None or namespace.partial:
        return FOREIGN
    message = f"{frame.tag} is not an element of {_vocabulary_name(engine, name)}"
    near = closest(name, list(plans.vocabulary.children[parent.plan.id]))
    if near:
        message += f'; did you mean "{near}"?'
    elif core:
        message += "; elements beyond RSS 2.0 need the prefix of a namespace"
    engine.log.structural("unknown-element", "error" if core else "warning", message, frame)
    return FOREIGN


def _vocabulary_name(engine: "Engine", name: str) -> str:
    prefix = name.rpartition(":")[0]
    return f"the {prefix} namespace" if prefix else "RSS 2.0"


def _report_retired(engine: "Engine", frame: Frame, plan: Plan) -> None:
    assert plan.element is not None  # noqa: S101 - only elements can be retired
    message = f"{frame.tag} is retired; {plan.element.retired}"
    engine.log.structural("retired-element", "info", message, frame, spec=plan.element.spec)


def report_repeated(engine: "Engine", frame: Frame, first: Frame) -> None:
    """An element that may stand once stands again."""
    assert frame.parent is not None  # noqa: S101 - a second child has a parent
    message = (
        f"{frame.tag} stands more than once in {frame.parent.tag}; "
        f"expected one, the first is on line {first.line}"
    )
    engine.log.structural("repeated-element", "error", message, frame)


def check_attributes(engine: "Engine", frame: Frame) -> None:
    """Attributes that are missing, unknown or hold what they must not."""
    plan = frame.plan
    attributes = frame.attributes
    missing = list(plan.required_attributes)
    for position in range(0, len(attributes), 2):
        name = attributes[position]
        known = plan.attributes.get(name)
        if known is None:
            _check_stranger_attribute(engine, frame, name)
            continue
        if known.required:
            missing.remove(name)
        if known.check is None:
            continue
        value = attributes[position + 1]
        faults = known.check(value)
        if faults:
            place = engine.place_of_attribute(frame, name, value=True)
            for fault in faults:
                engine.log.fault(
                    fault, frame, value, place, name=f"{name} of {frame.tag}", attribute=name
                )
    for name in missing:
        message = f'{frame.tag} has no {name}; add {name}="…"'
        engine.log.structural("missing-attribute", "error", message, frame, attribute=name)


def _check_stranger_attribute(engine: "Engine", frame: Frame, name: str) -> None:
    """Tell of an attribute without namespace that the vocabulary does not have."""
    prefix, colon, _ = name.partition(":")
    if name == "xmlns" or prefix in ("xmlns", "xml"):
        return
    if colon:
        if prefix not in frame.scope.uris:
            _report_undeclared_attribute(engine, frame, prefix, name)
        return
    near = closest(name, list(frame.plan.attributes))
    hint = f'; did you mean "{near}"?' if near else ""
    message = f"{name} is not an attribute of {frame.tag}{hint}"
    core = frame.plan.element is not None and not frame.plan.element.namespace.prefix
    place = engine.place_of_attribute(frame, name, value=False)
    engine.log.structural(
        "unknown-attribute", "error" if core else "warning", message, frame,
        attribute=name, place=place,
    )  # fmt: skip


def _report_undeclared_attribute(engine: "Engine", frame: Frame, prefix: str, name: str) -> None:
    if engine.log.once(("prefix", prefix)):
        place = engine.place_of_attribute(frame, name, value=False)
        message = f'the prefix "{prefix}" is not declared; add xmlns:{prefix}="…" to rss'
        engine.log.structural("prefix-undeclared", "error", message, frame, place=place)


def check_needs(engine: "Engine", frame: Frame) -> None:
    """Children that must or should be there and are not, told at the parent's start tag."""
    for need in frame.plan.needs:
        if need.element in frame.children or (need.element == "item" and frame.items):
            continue
        why = f"; {need.why}" if need.why else f"; add <{need.element}>"
        message = f"{frame.tag} has no {need.element}{why}"
        engine.log.structural(
            "missing-element", need.severity, message, frame,
            element=need.element, profiles=need.profiles, spec=need.spec,
        )  # fmt: skip
