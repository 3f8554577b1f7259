"""The vocabulary made ready for checking: one object an element with all that its events need."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from feedtool.validator.faults import Fault
from feedtool.validator.report import SEVERITIES, Severity
from feedtool.validator.values import Checker, build_checker
from feedtool.vocabulary import (
    Attribute,
    Element,
    Limit,
    Namespace,
    Value,
    Vocabulary,
    load_vocabulary,
)

if TYPE_CHECKING:
    from feedtool.validator.rules import RuleFunction

# Values repeat in feeds a thousand times; one that is longer than this hardly does.
_MEMO_MAX_CHARS = 24
_MEMO_MAX_ENTRIES = 1000
_MAX_URI_CHARS = 200


class ValueCheck:
    """The checks of one value: type, list, length; remembers what it said of short values."""

    __slots__ = ("_check", "_limits", "_max_chars", "_memo", "_short", "_suggest")

    def __init__(self, value: Value, limits: Iterable[tuple[str, Limit]] = ()) -> None:
        self._check: Checker = build_checker(value)
        self._suggest = frozenset(text.lower() for text in value.suggest)
        self._max_chars = value.max_chars
        # Largest first: of several limits that a text exceeds, one is told.
        self._limits = sorted(limits, key=lambda pair: -pair[1].max_bytes)
        # A text with fewer characters is within all limits.
        sizes = [limit.max_bytes // 4 for _, limit in self._limits]
        self._short = min([*sizes, *([self._max_chars] if self._max_chars else [])], default=0)
        self._memo: dict[str, tuple[Fault, ...]] = {}

    def __call__(self, text: str) -> tuple[Fault, ...]:
        """Return what is wrong with `text`."""
        if len(text) > _MEMO_MAX_CHARS:
            return self._look(text)
        faults = self._memo.get(text)
        if faults is None:
            faults = self._look(text)
            if len(self._memo) >= _MEMO_MAX_ENTRIES:
                self._memo.clear()
            self._memo[text] = faults
        return faults

    def _look(self, text: str) -> tuple[Fault, ...]:
        faults = self._check(text)
        if not faults and self._suggest and text.lower() not in self._suggest:
            faults = (Fault("value-unlisted", "few apps know this value"),)
        if self._short and len(text) > self._short:
            faults = (*faults, *self._measure(text))
        return faults

    def _measure(self, text: str) -> Iterator[Fault]:
        if self._max_chars is not None and len(text) > self._max_chars:
            says = f"{len(text):,} characters; apps cut it after {self._max_chars:,}"
            yield Fault("value-too-long", says, self._max_chars)
        size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
        for profile, limit in self._limits:
            if size > limit.max_bytes:
                says = f"{size:,} bytes; {limit.why}"
                kept = len(
                    text.encode("utf-8", "replace")[: limit.max_bytes].decode("utf-8", "ignore")
                )
                yield Fault("text-too-long", says, kept, 0, limit.severity, (profile,))
                return


class AttributePlan:
    """What is checked of one attribute."""

    __slots__ = ("check", "name", "required")

    def __init__(self, attribute: Attribute) -> None:
        self.name = attribute.name
        self.required = attribute.required
        self.check = _value_check(attribute.value)


class Need:
    """A child that an element must or should have, and who asks for it.

    `when_empty` is how serious it is where the child is there and empty.
    """

    __slots__ = ("element", "profiles", "severity", "spec", "when_empty", "why")

    def __init__(
        self, element: str, severity: Severity, profiles: tuple[str, ...], why: str, spec: str
    ) -> None:
        self.element = element
        self.severity = severity
        self.profiles = profiles
        self.why = why
        self.spec = spec
        self.when_empty = severity


class Plan:
    """What is checked of one element. `element` is None for content that we leave in peace."""

    __slots__ = ("any_attribute", "asks", "attributes", "check", "content", "element", "id",
                 "knows", "many", "name", "needs", "required", "required_attributes", "rules",
                 "same")  # fmt: skip

    def __init__(
        self,
        element: Element | None,
        needs: Iterable[Need] = (),
        limits: Iterable[tuple[str, Limit]] = (),
    ) -> None:
        self.element = element
        self.id = element.id if element else ""
        self.name = element.name if element else ""
        self.content = element.content if element else "any"
        self.check: ValueCheck | None = None
        if element and self.content == "text":
            self.check = _value_check(element.value, tuple(limits))
        attributes = element.attributes.values() if element else ()
        self.attributes = {attribute.name: AttributePlan(attribute) for attribute in attributes}
        self.any_attribute = self.attributes.pop("*", None)
        self.required_attributes = tuple(
            attribute.name for attribute in attributes if attribute.required
        )
        self.required = len(self.required_attributes)
        names = frozenset(self.attributes)
        # Whether all names in a list of name, value, name, … are in the record.
        self.knows: Callable[[list[str]], bool] = lambda flat: names.issuperset(flat[::2])
        # An item is not kept when it has ended.
        self.many = self.id == "item"
        self.needs = tuple(needs)
        # Of its children, (name, name of the one that says the same).
        self.same: tuple[tuple[str, str], ...] = ()
        self.asks = bool(self.needs)
        # What is called when such an element ends.
        self.rules: Sequence[RuleFunction] = ()


FOREIGN = Plan(None)


class Plans:
    """The plans of all elements under the chosen profiles."""

    def __init__(self, vocabulary: Vocabulary, profiles: tuple[str, ...]) -> None:
        self.vocabulary = vocabulary
        self.profiles = profiles
        self.by_id: dict[str, Plan] = {}
        for key, element in vocabulary.elements.items():
            limits = _limits(vocabulary, element, profiles)
            self.by_id[key] = Plan(element, _needs(vocabulary, key, profiles), limits)
        for key, plan in self.by_id.items():
            plan.same = tuple(
                (child.name, child.same_as[key])
                for child in vocabulary.children[key].values()
                if key in child.same_as
            )
            plan.asks = bool(plan.needs or plan.same)
        # Which name an address stands for; and what an element is called without its prefix.
        self._namespaces: dict[str, Namespace | None] = {}
        for namespace in vocabulary.namespaces.values():
            for uri in (namespace.uri, *namespace.aliases, *namespace.misspellings):
                self._namespaces[uri] = namespace
        self._nearly = {_bare(uri): one for uri, one in self._namespaces.items() if uri}
        self.ids_by_name: dict[str, list[str]] = {}
        for element in vocabulary.elements.values():
            self.ids_by_name.setdefault(element.name, []).append(element.id)

    def find_namespace(self, uri: str) -> Namespace | None:
        """Return the namespace that an address stands for, also where it is written a bit wrong."""
        if uri not in self._namespaces:
            near = self._nearly.get(_bare(uri))
            if len(uri) > _MAX_URI_CHARS or len(self._namespaces) > _MEMO_MAX_ENTRIES:
                return near
            self._namespaces[uri] = near
        return self._namespaces[uri]


def _bare(uri: str) -> str:
    """Return what stays of an address without case, scheme and what stands at its ends."""
    return uri.strip().lower().rpartition("://")[2].removeprefix("www.").rstrip("/#.")


@lru_cache(maxsize=8)
def load_plans(profiles: tuple[str, ...]) -> Plans:
    """Return the plans for these profiles, made once in a process."""
    from feedtool.validator.rules import rules_by_element  # noqa: PLC0415 - rules know plans

    plans = Plans(load_vocabulary(), profiles)
    for element, functions in rules_by_element().items():
        plans.by_id[element].rules = functions
    return plans


def _value_check(value: Value, limits: tuple[tuple[str, Limit], ...] = ()) -> ValueCheck | None:
    plain = value == Value(type="any") and not limits
    return None if plain else ValueCheck(value, limits)


def _limits(
    vocabulary: Vocabulary, element: Element, profiles: tuple[str, ...]
) -> list[tuple[str, Limit]]:
    return [
        (name, limit)
        for name in profiles
        for limit in vocabulary.profiles[name].limits
        if vocabulary.children[limit.parent].get(limit.element) is element
    ]


def _needs(vocabulary: Vocabulary, parent: str, profiles: tuple[str, ...]) -> list[Need]:
    """Join what the vocabulary and each profile ask of a parent: one need a child."""
    needs: dict[str, Need] = {}
    for element in vocabulary.children[parent].values():
        if element.parents[parent] in ("1", "+"):
            asks = (element.namespace.profile,)
            needs[element.name] = Need(element.name, "error", asks, "", element.spec)
            # RSS asks for the element, not for something in it.
            needs[element.name].when_empty = "warning"
    for name in profiles:
        for wanted in vocabulary.profiles[name].requires:
            if wanted.parent != parent:
                continue
            known = needs.get(wanted.element)
            if known is None:
                needs[wanted.element] = Need(
                    wanted.element, wanted.severity, (name,), wanted.why, wanted.spec
                )
            else:
                if name not in known.profiles:
                    known.profiles = (*known.profiles, name)
                known.severity = max(known.severity, wanted.severity, key=SEVERITIES.index)
                known.when_empty = max(known.when_empty, wanted.severity, key=SEVERITIES.index)
                known.why = known.why or wanted.why
    return list(needs.values())
