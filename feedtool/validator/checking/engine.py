"""Checks a feed while it is read: the open elements against their plans.

The reader calls `start`, `close` and, for each piece of text, `pieces.append`; whatever is wrong
goes to the log. An item is forgotten at its end; nothing here grows with the feed but what rules
keep in `facts`.
"""

from collections.abc import Iterable
from xml.parsers.expat import XMLParserType

from feedtool.validator.checking import structure
from feedtool.validator.checking.log import Log
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plans import FOREIGN, Plan, Plans
from feedtool.validator.elements.scopes import XML_URI, Scope
from feedtool.validator.rules import ElementFault
from feedtool.validator.source.positions import Place as LineColumn
from feedtool.validator.source.positions import (
    attribute_places,
    loose_text_place,
    place_in_attribute,
    place_in_text,
)
from feedtool.validator.source.window import Window
from feedtool.values.fault import Fault

Place = tuple[int, int, int]

_STREAMED = ("", "rss", "channel")
MAX_DEPTH = 100
MAX_TEXT_CHARS = 10_000_000
_MAX_SPLIT_CHARS = 100_000


class Stop(Exception):  # noqa: N818 - not an error: the reader is asked to read no further
    """Nothing more can be said of this input."""


class Engine:
    """The state of one check. `window` and `parser` are the reader's."""

    def __init__(self, plans: Plans, log: Log, window: Window, facts: structure.FeedMemory) -> None:
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
        self.suggestions = 0
        self.facts = facts
        # The element whose text was mended last; whether wrong bytes were replaced.
        self.mended: OpenElement | None = None
        self._tag: Place | None = None
        self._tag_places: dict[str, tuple[LineColumn, LineColumn]] = {}
        # A tag before the loose text that comes next.
        self._loose_after = (1, 1, 0)
        self.sanitized = False
        self.ignored_next: frozenset[str] = frozenset()
        scope = Scope(plans, {"": "", "xml": XML_URI})
        self.frame = OpenElement(None, plans[""], "", [], (1, 1, 0), scope)

    @property
    def keep_from(self) -> tuple[int, int, int] | None:
        """Where the open child of a channel starts: no place before it is asked for."""
        frame: OpenElement | None = self.frame
        start = None
        # Elements without a record, whose plan has no id, may stand inside one that has one.
        while frame is not None:
            if frame.plan.id not in _STREAMED:
                start = frame.place
            frame = frame.parent
        return start

    @property
    def has_root(self) -> bool:
        """Whether the first element has been opened."""
        return self.depth > 0 or bool(self.frame.children)

    def enter_cdata(self) -> None:
        """Note that a CDATA section starts, in which nothing is markup."""
        self.in_cdata = True
        self.facts.cdata = self.frame

    def leave_cdata(self) -> None:
        """Note that a CDATA section ends."""
        self.in_cdata = False

    def open_tags(self) -> list[str]:
        """Return the tags of the open elements, outermost first."""
        tags = []
        frame: OpenElement | None = self.frame
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

    # These two run for each element of the feed: what is rare stands in other functions.
    def open(self, tag: str, attributes: list[str], place: Place) -> None:
        """Open an element: find its plan, check where it stands and its attributes."""
        parent = self.frame
        if self.pieces:
            self._leave_text(parent)
        plan = (parent.table or self._table_of(parent)).get(tag)
        if plan is None or self.ignored_next or (attributes and not plan.knows(attributes)):
            frame = self._open_with_care(parent, tag, attributes, place)
            plan = frame.plan
        else:
            frame = OpenElement(parent, plan, tag, attributes, place, parent.scope)
        self.frame = frame
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._refuse_depth(frame)
        if plan is FOREIGN:
            return
        if plan.many:
            parent.count(frame)
        elif parent.items or not parent.add(plan.name, frame):
            self._join_with_care(parent, frame, plan)
        if attributes or plan.required_attributes or plan.recommended:
            structure.check_attributes(self, frame)

    def close(self, tag: str = "") -> None:
        """Close the innermost element at the place where the parser is."""
        frame = self.frame
        plan = frame.plan
        parent = frame.parent
        if parent is None:
            return
        if self.pieces:
            self._leave_text(frame)
        check = plan.check
        if check is not None:
            faults = check(frame.text)
            if faults:
                self._report_text(frame, faults)
        if plan.asks:
            structure.check_children(self, frame)
        if plan.rules or plan.rules_of_children:
            self._run_rules(frame, plan)
        if plan.whole or self.log.ignores or frame.scope is not parent.scope:
            self._leave(frame, parent)
        self.frame = parent
        self.depth -= 1

    def _leave(self, frame: OpenElement, parent: OpenElement) -> None:
        """Let go of what is needed no more at the end of an item or a silenced element."""
        if self.depth > 1:
            # Thousands of elements with prefixes of their own may be kept.
            frame.scope = parent.scope
        self.log.ignores.pop(frame, None)
        if frame.plan.whole:
            self.items += frame.plan.many
            self.log.label_item(frame)
            frame.forget()

    def _table_of(self, parent: OpenElement) -> dict[str, Plan]:
        parent.table = parent.scope.table_of(parent.plan)
        return parent.table

    def _leave_text(self, frame: OpenElement) -> None:
        """Take the text that was read inside an element, up to a tag."""
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if frame.plan.content == "text":
            if not frame.text:
                frame.text = text
            elif len(frame.text) < _MAX_SPLIT_CHARS:
                # Elements stand in the text: each piece copies those before.
                frame.text += text
        elif not text.isspace():
            structure.report_loose_text(self, frame, text)

    def _open_with_care(
        self, parent: OpenElement, tag: str, attributes: list[str], place: Place
    ) -> OpenElement:
        """Open an element that declares namespaces, or that is met here for the first time."""
        scope = parent.scope
        if any(name.startswith("xmlns") for name in attributes[::2]):
            scope = structure.declare_namespaces(self, parent, attributes, place)
        frame = OpenElement(parent, FOREIGN, tag, attributes, place, scope)
        if parent.parent is None:
            self._loose_after = place
        if self.ignored_next:
            self.log.ignores[frame] = self.ignored_next
            self.ignored_next = frozenset()
        known = scope.table_of(parent.plan).get(tag)
        frame.plan = known if known is not None else structure.identify(self, parent, frame)
        return frame

    def _refuse_depth(self, frame: OpenElement) -> None:
        message = f"elements are nested more than {MAX_DEPTH} deep"
        self.log.limit(message, frame.line, frame.column)
        raise Stop

    def _join_with_care(self, parent: OpenElement, frame: OpenElement, plan: Plan) -> None:
        """Enter a child that stands late or again; one too many is told at its place."""
        if parent.items:
            structure.check_late_element(self, frame)
        first = parent.add_again(plan.name, frame)
        parents = plan.element.parents if plan.element is not None else {}
        if first is not None and parents.get(parent.plan.id, "*") in "1?":
            structure.report_repeated(self, frame, first)

    def _run_rules(self, frame: OpenElement, plan: Plan) -> None:
        facts = self.facts
        for function in plan.rules:
            problems = function(frame, facts)
            if problems:
                self._report_problems(problems)
        children = frame.children
        for name, function in plan.rules_of_children:
            if name in children:
                problems = function(frame, facts)
                if problems:
                    self._report_problems(problems)

    def _report_problems(self, problems: Iterable[ElementFault]) -> None:
        for problem in problems:
            self.log.problem(problem, self._place_of(problem))

    def finish(self) -> None:
        """Say what only the whole of the input tells."""
        rss = self.frame.children.get("rss")
        if rss is not None:
            structure.check_size(self, rss, self.window.end)
            structure.check_declarations(self, rss)

    def _place_of(self, problem: ElementFault) -> tuple[int, int]:
        frame = problem.frame
        if problem.attribute:
            return self.place_of_attribute(frame, problem.attribute, value=True)
        if problem.in_text:
            return place_in_text(self.window, frame, 0, self.entities)
        return frame.line, frame.column

    def _report_text(self, frame: OpenElement, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            if not self._is_told(fault, frame):
                place = place_in_text(self.window, frame, fault.index, self.entities)
                self.log.fault(fault, frame, frame.text, place, name=frame.tag)

    def _is_told(self, fault: Fault, frame: OpenElement) -> bool:
        """Whether what is wrong with a text is a fault of the XML or a stranger element again."""
        if fault.rule in ("empty-value", "value-padded"):
            return bool(frame.children)
        if fault.rule == "text-broken-character":
            return self.sanitized or frame is self.mended
        return frame is self.mended and fault.rule.startswith(("html-", "entity-", "markup-"))

    def place_of_loose_text(self, text: str) -> tuple[int, int] | None:
        """Return where a text begins that ends at the place where the parser is."""
        here = self.here()
        place = loose_text_place(self.window, self._loose_after, here[2], text)
        self._loose_after = here
        return place

    def place_of_attribute(self, frame: OpenElement, name: str, *, value: bool) -> tuple[int, int]:
        """Return line and column of an attribute of an open element, or of its value."""
        places = self._attribute_places(frame.place).get(name)
        return places[value] if places else (frame.line, frame.column)

    def place_in_attribute(self, frame: OpenElement, name: str, index: int) -> tuple[int, int]:
        """Return line and column of a character of an attribute's value of an open element."""
        place = place_in_attribute(self.window, frame.place, name, index) if index else None
        return place or self.place_of_attribute(frame, name, value=True)

    def place_in_tag(self, place: tuple[int, int, int], name: str) -> tuple[int, int]:
        """Return line and column of an attribute of the tag that starts at a place."""
        places = self._attribute_places(place).get(name)
        return places[0] if places else place[:2]

    def _attribute_places(self, place: Place) -> dict[str, tuple[LineColumn, LineColumn]]:
        """Return the places in a tag; of one tag they are often asked for more than once."""
        if self._tag != place:
            self._tag, self._tag_places = place, attribute_places(self.window, place)
        return self._tag_places
