"""Remembers what the rest of a feed must know of a clean item, so that it is not read again.

Nearly all checks look at one item alone. The others use the memory of the feed. While an item is
checked, each use of the memory is noted: the trace of the item holds its elements and the rules
that used the memory. To replay a trace is to run these rules again, in their order. So a new rule
needs no care: if it compares items, it uses the memory, and runs again.

Only an item without any finding has a trace, and only if nothing else of the feed was asked.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from feedtool.findings.suggestions import count_suggestions
from feedtool.validator.checking.collector import Collector
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plans import Plans
from feedtool.validator.elements.rule import ElementRules, Rulebook, RuleFunction

_OUTSIDE = -1
_NO_RULES = ElementRules((), ())


class Outdated(Exception):  # noqa: N818 - not an error: the feed is then read in full
    """A trace cannot be replayed, or its item is no longer clean beside the others."""


class Trace(NamedTuple):
    """An item that was clean.

    `elements` are those of the item, parents first: [number of the parent, id of the plan, tag,
    attributes, lines below the item's first line, column, text]. `calls` are the rules that used
    the memory: [number of the element, number of the function, number of the element that held the
    last CDATA section].
    """

    elements: Sequence[Sequence[Any]]
    calls: Sequence[Sequence[int]]

    def encode(self) -> bytes:
        """Return the trace as JSON."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":")).encode()


class _Watch:
    """The memory of a feed, which notes that somebody uses it."""

    __slots__ = ("_memory", "touched")

    def __init__(self, memory: FeedMemory) -> None:
        self._memory = memory
        self.touched = False

    def __getattr__(self, name: str) -> object:
        self.touched = True
        return getattr(self._memory, name)


class TracingCollector(Collector):
    """A collector that counts how often it was asked what it has seen before."""

    asked = 0

    def is_first(self, key: object) -> bool:
        """Return whether `key` is new; from now on it is not."""
        self.asked += 1
        return super().is_first(key)

    def count(self) -> int:
        """Return the number of findings so far, also of those that are not kept."""
        kept = len(self.findings) + len(self._waiting)
        return kept + self.suppressed + sum(self.dropped.values())


class TracingEngine(Engine):
    """An engine that makes the traces of items, and replays those that it is given.

    `known` has the traces as JSON by the number of the item. `traces` are the new ones, as JSON
    too, since their objects take many times as much memory. The feed
    has `size_bytes` bytes, of which those of the items with a trace are not read.
    """

    def __init__(
        self, plans: Plans, rulebook: Rulebook, collector: TracingCollector, memory: FeedMemory,
        known: Mapping[int, bytes], size_bytes: int,
    ) -> None:  # fmt: skip
        super().__init__(plans, rulebook, collector, memory)
        self.traces: dict[int, bytes] = {}
        self._known = known
        self._size_bytes = size_bytes
        self._tracing = collector
        self._watch = _Watch(memory)
        self._check = self._check._replace(memory=cast("FeedMemory", self._watch))
        self._functions: dict[str, list[tuple[str, RuleFunction]]] = {}
        self._number = _OUTSIDE
        self._start = (1, 1, 0)
        self._before: tuple[int, ...] = ()
        self._is_loose = False
        self._calls: list[tuple[OpenElement, int, OpenElement | None]] = []
        self._ended: list[Trace | None] = []

    @property
    def size_bytes(self) -> int:
        """The size of the whole feed."""
        return self._size_bytes

    def begin_item(self, number: int) -> None:
        """Note that the item with this number starts on the next line, and all before has ended."""
        self.take_text()
        self._is_loose |= self._watch.touched
        trace = self._ended[0] if len(self._ended) == 1 else None
        state = self._state()
        if trace is not None and not self._is_loose and self._before == state:
            self.traces[self._number] = trace.encode()
        self._number, self._start, self._before = number, self._here(), state
        self._is_loose = self._watch.touched = False
        self._calls, self._ended = [], []
        if number in self._known:
            self._replay(self._known[number])

    def _state(self) -> tuple[int, ...]:
        """Return what changes with a finding, and with a question that other items change."""
        collector = self._tracing
        return (
            collector.count(), collector.asked, count_suggestions(), len(self._check.extensions),
            len(self._ignores), len(self._ignored_next),
        )  # fmt: skip

    def _run_rules(self, element: OpenElement, rules: ElementRules) -> None:
        del rules  # the same as below, without their numbers
        watch, children = self._watch, element.children
        self._is_loose |= watch.touched
        for index, (name, function) in enumerate(self._functions_of(element.plan.id)):
            if name and name not in children:
                continue
            watch.touched = False
            faults = function(element, cast("FeedMemory", watch))
            if faults:
                self._report_faults(faults)
            if watch.touched:
                self._calls.append((element, index, self.memory.cdata))
        watch.touched = False

    def _functions_of(self, plan_id: str) -> list[tuple[str, RuleFunction]]:
        """Return the functions that run at the end of an element, each with the child it needs."""
        found = self._functions.get(plan_id)
        if found is None:
            rules = self._rules_of(plan_id) or _NO_RULES
            always = [("", function) for function in rules.always]
            found = self._functions[plan_id] = [*always, *rules.with_child]
        return found

    def _leave(self, element: OpenElement, parent: OpenElement) -> None:
        if element.plan.is_item:
            self._ended.append(self._trace(element))
        super()._leave(element, parent)

    def _trace(self, item: OpenElement) -> Trace | None:
        """Return the trace of an item; None if it has an element that cannot be made again."""
        numbers: dict[OpenElement | None, int] = {item.parent: _OUTSIDE}
        elements: list[list[Any]] = []
        waiting = [item]
        for one in waiting:
            plan, scope = self._plans.get(one.plan.id), item.parent and item.parent.scope
            if plan is not one.plan or one.scope is not scope:
                return None
            numbers[one] = len(elements)
            down = one.line - self._start[0] - 1
            elements.append(
                [numbers[one.parent], plan.id, one.tag, one.attributes, down, one.column, one.text]
            )
            for child in one.children.values():
                waiting += (child, *child.twins)
        if any(element not in numbers for element, _, _ in self._calls):
            return None
        return Trace(
            elements,
            [[numbers[one], call, numbers.get(last, _OUTSIDE)] for one, call, last in self._calls],
        )

    def _replay(self, data: bytes) -> None:
        """Take a trace for an item. Raises Outdated if the item must be read."""
        try:
            self._take(Trace(*json.loads(data)))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            # Somebody else wrote the trace.
            raise Outdated from None

    def _take(self, trace: Trace) -> None:
        channel, line = self.innermost, self._start[0] + 1
        made: list[OpenElement] = []
        for parent, plan_id, tag, attributes, down, column, text in trace.elements:
            plan, place = self._plans[plan_id], (line + down, column, 0)
            inside = made[parent] if made else channel
            element = OpenElement(inside, plan, tag, attributes, place, channel.scope)
            element.text = text
            if made:
                inside.add_again(plan.name, element)
            else:
                channel.count_item(element)
            made.append(element)
        memory = self.memory
        for number, call, last in trace.calls:
            element = made[number]
            if last != _OUTSIDE:
                memory.cdata = made[last]
            plan_id = element.plan.id
            known = self._functions.get(plan_id) or self._functions_of(plan_id)
            faults = known[call][1](element, memory)
            if faults and next(iter(faults), None) is not None:
                raise Outdated
        made[0].forget_children()
        self.items += 1
