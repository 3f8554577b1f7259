"""Checks a feed while it is read: the open elements against their plans.

The reader calls `start`, `end` and, for each piece of text, `pieces.append`; whatever is wrong goes
to the log. An item is forgotten at its end; nothing here grows with the feed but what rules keep in
`facts`.
"""

from collections.abc import Sequence
from xml.parsers.expat import XMLParserType

from feedtool.validator import structure
from feedtool.validator.faults import Fault
from feedtool.validator.frames import Frame
from feedtool.validator.log import Log
from feedtool.validator.places import attribute_place, loose_text_place, place_in_tag, place_in_text
from feedtool.validator.plans import FOREIGN, Plan, Plans, ValueCheck
from feedtool.validator.rules import Problem, RegisteredRule, rules_by_element
from feedtool.validator.scopes import XML_URI, Scope
from feedtool.validator.window import Window

_STREAMED = ("", "rss", "channel")
MAX_DEPTH = 100
MAX_TEXT_CHARS = 10_000_000


class Stop(Exception):  # noqa: N818 - not an error: the reader is asked to read no further
    """Nothing more can be said of this input."""


class Engine:
    """The state of one check. `window` and `parser` are the reader's."""

    def __init__(
        self, plans: Plans, log: Log, window: Window, facts: structure.Facts | None = None
    ) -> None:
        self.plans = plans
        self.log = log
        self.window = window
        self.parser: XMLParserType | None = None
        self.shift = 0
        self.pieces: list[str] = []
        self.in_cdata = False
        self.entities: dict[str, str] = {}
        self.depth = 0
        self.items = 0
        self.facts = facts or structure.Facts()
        # The element whose text was mended last; whether wrong bytes were replaced.
        self.mended: Frame | None = None
        self.sanitized = False
        self.ignored_next: frozenset[str] = frozenset()
        self._rules = rules_by_element(plans.profiles)
        scope = Scope(plans, {"": "", "xml": XML_URI})
        self.frame = Frame(None, plans_root(plans), "", [], (1, 1, 0), scope)

    @property
    def keep_from(self) -> tuple[int, int, int] | None:
        """Where the open child of a channel starts: no place before it is asked for."""
        frame: Frame | None = self.frame
        start = None
        while frame is not None and frame.plan.id not in _STREAMED:
            start = (frame.line, frame.column, frame.offset)
            frame = frame.parent
        return start

    def enter_cdata(self) -> None:
        """Note that a CDATA section starts, in which nothing is markup."""
        self.in_cdata = True

    def leave_cdata(self) -> None:
        """Note that a CDATA section ends."""
        self.in_cdata = False

    def open_tags(self) -> list[str]:
        """Return the tags of the open elements, outermost first."""
        tags = []
        frame: Frame | None = self.frame
        while frame is not None and frame.parent is not None:
            tags.append(frame.tag)
            frame = frame.parent
        return tags[::-1]

    def here(self) -> tuple[int, int, int]:
        """Return line, column and offset of the event that the parser is telling of."""
        parser = self.parser
        assert parser is not None  # noqa: S101 - the reader sets it before it reads
        return (
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
            parser.CurrentByteIndex + self.shift,
        )

    def start(self, tag: str, attributes: list[str]) -> None:
        """Open an element at the place where the parser is."""
        self.open(tag, attributes, self.here())

    def open(self, tag: str, attributes: list[str], place: tuple[int, int, int]) -> None:
        """Open an element: find its plan, check where it stands and its attributes."""
        parent = self.frame
        if self.pieces:
            structure.check_loose_text(self, parent)
        scope = parent.scope
        if attributes and any(name.startswith("xmlns") for name in attributes[::2]):
            scope = structure.declare_namespaces(self, parent, attributes, place)
        table = parent.table
        if table is None:
            table = parent.table = parent.scope.table_of(parent.plan)
        plan = table.get(tag) if scope is parent.scope else None
        frame = Frame(parent, plan or FOREIGN, tag, attributes, place, scope)
        if plan is None:
            self._resolve(parent, frame)
            plan = frame.plan
        self.frame = frame
        self.depth += 1
        if self.ignored_next or self.depth > MAX_DEPTH:
            self._enter_with_care(frame)
        if plan is FOREIGN:
            return
        self._join(parent, frame, plan)
        if attributes or plan.required_attributes:
            structure.check_attributes(self, frame)

    def _enter_with_care(self, frame: Frame) -> None:
        if self.depth > MAX_DEPTH:
            message = f"elements are nested more than {MAX_DEPTH} deep"
            self.log.limit(message, frame.line, frame.column)
            raise Stop
        self.log.ignores[frame] = self.ignored_next
        self.ignored_next = frozenset()

    def _join(self, parent: Frame, frame: Frame, plan: Plan) -> None:
        """Enter a child into its parent's record; one too many is told at its place."""
        if plan.id == "item":
            self.items += 1
            parent.items += 1
            frame.index = parent.items
            return
        if parent.items:
            structure.check_late_element(self, frame)
        first = parent.add(plan.name, frame)
        if first is None:
            return
        element = frame.plan.element
        if element is not None and element.parents.get(parent.plan.id, "*") in "1?":
            structure.report_repeated(self, frame, first)

    def _resolve(self, parent: Frame, frame: Frame) -> None:
        """Find the plan of a tag that is met for the first time under this parent."""
        known = frame.scope.table_of(parent.plan).get(frame.tag)
        if known is None:
            known = structure.identify(self, parent, frame)
        frame.plan = known

    def end(self, tag: str) -> None:
        """Close the innermost element: check its text, its children and what rules say."""
        self.close()

    def close(self) -> None:
        """Close the innermost element at the place where the parser is."""
        frame = self.frame
        plan = frame.plan
        parent = frame.parent
        if parent is None:
            return
        if self.pieces:
            self._take_text(frame, plan)
        if plan.check is not None:
            self._check_text(frame, plan.check)
        if plan.needs or plan.same:
            structure.check_children(self, frame)
        rules = self._rules.get(plan.id)
        if rules:
            self._run_rules(frame, rules)
        if plan.id == "item":
            self.log.label_item(frame)
            frame.forget()
        if self.log.ignores:
            self.log.ignores.pop(frame, None)
        self.frame = parent
        self.depth -= 1

    def _take_text(self, frame: Frame, plan: Plan) -> None:
        if plan.content != "text":
            structure.check_loose_text(self, frame)
            return
        frame.text += "".join(self.pieces)
        self.pieces.clear()

    def _run_rules(self, frame: Frame, rules: Sequence[RegisteredRule]) -> None:
        if frame.plan.id == "rss":
            self.facts.size_bytes = self.here()[2]
        for rule_id, function in rules:
            for problem in function(frame, self.facts):
                self.log.problem(problem.other_rule or rule_id, problem, self._place_of(problem))

    def _place_of(self, problem: Problem) -> tuple[int, int]:
        frame = problem.frame
        if problem.attribute:
            return self.place_of_attribute(frame, problem.attribute, value=True)
        if problem.in_text:
            return place_in_text(self.window, frame, 0)
        return frame.line, frame.column

    def _check_text(self, frame: Frame, check: ValueCheck) -> None:
        text = frame.text
        for fault in check(text):
            if self._is_told(fault, frame):
                continue
            place = place_in_text(self.window, frame, fault.index)
            self.log.fault(fault, frame, text, place, name=frame.tag)

    def _is_told(self, fault: Fault, frame: Frame) -> bool:
        """Whether what is wrong with a text is a fault of the XML or a stranger element again."""
        if fault.rule == "empty-value":
            return bool(frame.children)
        if fault.rule == "text-broken-character":
            return self.sanitized or frame is self.mended
        return frame is self.mended and fault.rule.startswith(("html-", "entity-", "markup-"))

    def place_of_loose_text(self, text: str) -> tuple[int, int] | None:
        """Return where a text begins that ends at the place where the parser is."""
        return loose_text_place(self.window, self.here()[2], text)

    def place_of_attribute(self, frame: Frame, name: str, *, value: bool) -> tuple[int, int]:
        """Return line and column of an attribute of an open element, or of its value."""
        return attribute_place(self.window, frame, name, value=value)

    def place_in_tag(self, place: tuple[int, int, int], name: str) -> tuple[int, int]:
        """Return line and column of an attribute of the tag that starts at a place."""
        return place_in_tag(self.window, place, name)


def plans_root(plans: Plans) -> Plan:
    """Return the plan of the document, the parent of `rss`."""
    root = Plan(None)
    plans.by_id.setdefault("", root)
    return plans.by_id[""]
