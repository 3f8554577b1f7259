"""The vocabulary made ready for checking: one object an element with all that its events need."""

from collections.abc import Iterable
from functools import lru_cache

from feedtool.validator.faults import Fault
from feedtool.validator.report import SEVERITIES, Severity
from feedtool.validator.values import Checker, build_checker
from feedtool.vocabulary import Attribute, Element, Value, Vocabulary, load_vocabulary

# Values repeat in feeds a thousand times; one that is longer than this hardly does.
_MEMO_MAX_CHARS = 40
_MEMO_MAX_ENTRIES = 5000


class ValueCheck:
    """The checks of one value: type, list, length; remembers what it said of short values."""

    __slots__ = ("_check", "_max_chars", "_memo", "_suggest")

    def __init__(self, value: Value) -> None:
        self._check: Checker = build_checker(value)
        self._suggest = frozenset(text.lower() for text in value.suggest)
        self._max_chars = value.max_chars
        self._memo: dict[str, tuple[Fault, ...]] = {}

    def __call__(self, text: str) -> tuple[Fault, ...]:
        """Return what is wrong with `text`."""
        faults = self._memo.get(text)
        if faults is None:
            faults = self._look(text)
            if len(text) <= _MEMO_MAX_CHARS:
                if len(self._memo) >= _MEMO_MAX_ENTRIES:
                    self._memo.clear()
                self._memo[text] = faults
        return faults

    def _look(self, text: str) -> tuple[Fault, ...]:
        faults = self._check(text)
        if not faults and self._suggest and text.lower() not in self._suggest:
            says = "few apps know this value"
            faults = (Fault("value-unlisted", says, severity="info"),)
        if self._max_chars is not None and len(text) > self._max_chars:
            says = f"{len(text)} characters; apps cut it after {self._max_chars}"
            faults = (*faults, Fault("value-too-long", says, severity="warning"))
        return faults


class AttributePlan:
    """What is checked of one attribute."""

    __slots__ = ("check", "name", "required")

    def __init__(self, attribute: Attribute) -> None:
        self.name = attribute.name
        self.required = attribute.required
        self.check = _value_check(attribute.value)


class Need:
    """A child that an element must or should have, and who asks for it."""

    __slots__ = ("element", "profiles", "severity", "spec", "why")

    def __init__(
        self, element: str, severity: Severity, profiles: tuple[str, ...], why: str, spec: str
    ) -> None:
        self.element = element
        self.severity = severity
        self.profiles = profiles
        self.why = why
        self.spec = spec


class Plan:
    """What is checked of one element. `element` is None for content that we leave in peace."""

    __slots__ = ("attributes", "check", "content", "element", "id", "name", "needs",
                 "required_attributes")  # fmt: skip

    def __init__(self, element: Element | None, needs: Iterable[Need] = ()) -> None:
        self.element = element
        self.id = element.id if element else ""
        self.name = element.name if element else ""
        self.content = element.content if element else "any"
        self.check = _value_check(element.value) if element and self.content == "text" else None
        attributes = element.attributes.values() if element else ()
        self.attributes = {attribute.name: AttributePlan(attribute) for attribute in attributes}
        self.required_attributes = tuple(
            attribute.name for attribute in attributes if attribute.required
        )
        self.needs = tuple(needs)


FOREIGN = Plan(None)


class Plans:
    """The plans of all elements under the chosen profiles."""

    def __init__(self, vocabulary: Vocabulary, profiles: tuple[str, ...]) -> None:
        self.vocabulary = vocabulary
        self.profiles = profiles
        self.by_id = {
            key: Plan(element, _needs(vocabulary, key, profiles))
            for key, element in vocabulary.elements.items()
        }
        # Which name an address stands for; and what an element is called without its prefix.
        self.namespace_by_uri = {}
        for namespace in vocabulary.namespaces.values():
            for uri in (namespace.uri, *namespace.aliases, *namespace.misspellings):
                self.namespace_by_uri[uri] = namespace
        self.ids_by_name: dict[str, list[str]] = {}
        for element in vocabulary.elements.values():
            self.ids_by_name.setdefault(element.name, []).append(element.id)


@lru_cache(maxsize=8)
def load_plans(profiles: tuple[str, ...]) -> Plans:
    """Return the plans for these profiles, made once in a process."""
    return Plans(load_vocabulary(), profiles)


def _value_check(value: Value) -> ValueCheck | None:
    plain = Value(type=value.type)
    return None if value == plain and value.type in ("any", "html") else ValueCheck(value)


def _needs(vocabulary: Vocabulary, parent: str, profiles: tuple[str, ...]) -> list[Need]:
    """Join what the vocabulary and each profile ask of a parent: one need a child."""
    needs: dict[str, Need] = {}
    for element in vocabulary.children[parent].values():
        if element.parents[parent] in ("1", "+"):
            asks = (element.namespace.profile,)
            needs[element.name] = Need(element.name, "error", asks, "", element.spec)
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
                known.why = known.why or wanted.why
    return list(needs.values())
