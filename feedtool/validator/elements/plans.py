"""The vocabulary made ready for checking: one object an element with all that its events need."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from feedtool.findings.report import SEVERITIES, Severity
from feedtool.findings.suggestions import closest
from feedtool.values.fault import Fault
from feedtool.values.registry import build_checker
from feedtool.values.value_type import Checker
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
        self._suggest = {text.lower(): text for text in value.suggest}
        self._max_chars = value.max_chars
        self._limits = tuple(limits)
        # A text with no more characters is within all limits; -1 where that cannot be said.
        bounds = [] if value.max_chars is None else [value.max_chars]
        self._short = min((*bounds, *(_harmless(limit) for _, limit in self._limits)), default=None)
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
            near = closest(text, self._suggest.values())
            hint = f'; did you mean "{near}"?' if near else ""
            faults = (Fault("value-unlisted", f"few apps know this value{hint}"),)
        if self._short is not None and len(text) > self._short:
            faults = (*faults, *self._measure(text))
        return faults

    def _measure(self, text: str) -> Iterator[Fault]:
        if self._max_chars is not None and len(text) > self._max_chars:
            says = f"{len(text):,} characters; apps cut it after {self._max_chars:,}"
            yield Fault("value-too-long", says, self._max_chars)
        beyond: dict[str, list[tuple[str, Fault]]] = {}
        for profile, limit in self._limits:
            if fault := _exceed(limit, text):
                beyond.setdefault(fault.rule, []).append((profile, fault))
        for found in beyond.values():
            # Of several limits the one that weighs most is told, for all who have one.
            worst = max(found, key=lambda pair: SEVERITIES.index(pair[1].severity))[1]
            yield replace(worst, profiles=tuple(dict.fromkeys(profile for profile, _ in found)))


def _harmless(limit: Limit) -> int:
    """Return up to how many characters a text is within a limit, whatever they are; or -1."""
    if limit.max_bytes is not None:
        return limit.max_bytes // 4
    return -1 if limit.max_chars is None else limit.max_chars


def _exceed(limit: Limit, text: str) -> Fault | None:
    """Return what a limit says of a text, None if it is within."""
    if limit.values and text.strip().lower() not in limit.values:
        expected = " or ".join(limit.values)
        says = f"expected {expected}; {limit.why}"
        return Fault("value-not-taken", says, override=limit.severity)
    if (
        limit.maximum is not None
        and re.fullmatch("[0-9]{1,30}", text)
        and int(text) > limit.maximum
    ):
        says = f"expected at most {limit.maximum:,}; {limit.why}"
        return Fault("number-too-large", says, override=limit.severity)
    if limit.max_chars is not None and len(text) > limit.max_chars:
        says = f"{len(text):,} characters; {limit.why}"
        return Fault("text-too-long", says, limit.max_chars, override=limit.severity)
    coded = b"" if limit.max_bytes is None else text.encode("utf-8", "replace")
    if limit.max_bytes is not None and len(coded) > limit.max_bytes:
        kept = coded[: limit.max_bytes].decode("utf-8", "ignore")
        says = f"{len(coded):,} bytes; {limit.why}"
        return Fault("text-too-long", says, len(kept), override=limit.severity)
    return None


class AttributePlan:
    """What is checked of one attribute."""

    __slots__ = ("check", "name", "required")

    def __init__(self, attribute: Attribute, limits: tuple[tuple[str, Limit], ...] = ()) -> None:
        self.name = attribute.name
        self.required = attribute.use == "required"
        self.check = _value_check(attribute.value, limits)


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
                 "knows", "many", "name", "needs", "recommended", "required",
                 "required_attributes", "rules", "rules_of_children",
                 "same", "whole")  # fmt: skip

    def __init__(
        self,
        element: Element | None,
        needs: Iterable[Need] = (),
        limits: Sequence[tuple[str, Limit]] = (),
    ) -> None:
        self.element = element
        self.id = element.id if element else ""
        self.name = element.name if element else ""
        self.content = element.content if element else "any"
        self.check: ValueCheck | None = None
        if element and self.content == "text":
            self.check = _value_check(element.value, _of_attribute("", limits))
        attributes = element.attributes.values() if element else ()
        self.attributes = {
            attribute.name: AttributePlan(attribute, _of_attribute(attribute.name, limits))
            for attribute in attributes
        }
        self.recommended = tuple(one.name for one in attributes if one.use == "recommended")
        self.any_attribute = self.attributes.pop("*", None)
        self.required_attributes = tuple(
            attribute.name for attribute in attributes if attribute.use == "required"
        )
        self.required = len(self.required_attributes)
        names = frozenset(self.attributes)
        # Whether all names in a list of name, value, name, … are in the record.
        self.knows: Callable[[list[str]], bool] = lambda flat: names.issuperset(flat[::2])
        # Items are counted and not kept when they have ended; of live items the shell is kept.
        self.many = self.id == "item"
        self.whole = self.many or (element is not None and element.like == "item")
        self.needs = tuple(needs)
        # Of its children, (name, name of the one that says the same).
        self.same: tuple[tuple[str, str], ...] = ()
        self.asks = bool(self.needs)
        # What is called when such an element ends.
        self.rules: Sequence[RuleFunction] = ()
        # The same, for those that are called only where there is a child of that name.
        self.rules_of_children: Sequence[tuple[str, RuleFunction]] = ()


FOREIGN = Plan(None)


class Plans(dict[str, Plan]):
    """The plans of the elements under the chosen profiles, by their ids, made as feeds need them.

    That of "" is the document, the parent of `rss`.
    """

    def __init__(self, vocabulary: Vocabulary, profiles: tuple[str, ...]) -> None:
        super().__init__({"": Plan(None)})
        self.vocabulary = vocabulary
        self.profiles = profiles
        self.demands = _demands(vocabulary, profiles)
        self.declarations = _declarations(vocabulary, profiles)
        # Which name an address stands for; and what an element is called without its prefix.
        self._namespaces: dict[str, Namespace | None] = {}
        for namespace in vocabulary.namespaces.values():
            for uri in (namespace.uri, *namespace.aliases, *namespace.misspellings):
                self._namespaces[uri] = namespace
        self._nearly = {_bare(uri): one for uri, one in self._namespaces.items() if uri}
        self.ids_by_name: dict[str, list[str]] = {}
        for element in vocabulary.elements.values():
            self.ids_by_name.setdefault(element.name, []).append(element.id)

    def __missing__(self, key: str) -> Plan:
        """Make the plan of an element. Raises KeyError if there is no such element."""
        from feedtool.validator.rules import rules_by_element  # noqa: PLC0415 - rules know plans

        vocabulary = self.vocabulary
        element = vocabulary.elements[key]
        needs = _needs(vocabulary, key, self.profiles)
        plan = self[key] = Plan(element, needs, _limits(vocabulary, element, self.profiles))
        plan.same = tuple(
            (child.name, child.same_as[key])
            for child in vocabulary.children[key].values()
            if key in child.same_as
        )
        plan.asks = bool(plan.needs or plan.same)
        chosen = [
            one for one in rules_by_element().get(key, ())
            if not one.tells or any(rule in self.demands for rule in one.tells)
        ]  # fmt: skip
        plan.rules = tuple(one.function for one in chosen if not one.holding)
        plan.rules_of_children = tuple((one.holding, one.function) for one in chosen if one.holding)
        return plan

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
    return Plans(load_vocabulary(), profiles)


def expand_profiles(names: Iterable[str]) -> tuple[str, ...]:
    """Return the profiles with those that they include, each once.

    Raises KeyError if there is no such profile.
    """
    known = load_vocabulary().profiles
    found = [one for name in names for one in (*known[name].includes, name)]
    return tuple(dict.fromkeys(found))


def _value_check(value: Value, limits: tuple[tuple[str, Limit], ...] = ()) -> ValueCheck | None:
    plain = value == Value(type="any") and not limits
    return None if plain else ValueCheck(value, limits)


def _of_attribute(name: str, limits: Sequence[tuple[str, Limit]]) -> tuple[tuple[str, Limit], ...]:
    return tuple((profile, limit) for profile, limit in limits if limit.attribute == name)


def _limits(
    vocabulary: Vocabulary, element: Element, profiles: tuple[str, ...]
) -> list[tuple[str, Limit]]:
    return [
        (name, limit)
        for name in profiles
        for limit in vocabulary.profiles[name].limits
        if vocabulary.children[limit.parent].get(limit.element) is element
    ]


def _demands(
    vocabulary: Vocabulary, profiles: tuple[str, ...]
) -> dict[str, tuple[Severity, tuple[str, ...]]]:
    """Return how serious the profiles take a rule at least, and which profiles these are."""
    demands: dict[str, tuple[Severity, tuple[str, ...]]] = {}
    for name in profiles:
        for rule, severity in vocabulary.profiles[name].rules.items():
            known, names = demands.get(rule, (severity, ()))
            demands[rule] = (max(known, severity, key=SEVERITIES.index), (*names, name))
    return demands


def _declarations(vocabulary: Vocabulary, profiles: tuple[str, ...]) -> dict[str, Need]:
    """Return what asks for a namespace at the root, by its prefix."""
    needs: dict[str, Need] = {}
    for name in profiles:
        for one in vocabulary.profiles[name].declarations:
            known = needs.setdefault(one.prefix, Need(one.prefix, one.severity, (), one.why, ""))
            known.profiles = (*known.profiles, name)
            known.severity = max(known.severity, one.severity, key=SEVERITIES.index)
    return needs


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
