"""Checks a feed while it is read: the open elements against their plans.

The reader calls `start`, `close` and, for each piece of text, `cursor.text.append`. Findings go to
the collector. An item is dropped at its end, so only two things grow with the feed: its findings,
and what rules keep in the memory of the feed.
"""

from collections.abc import Callable, Iterable, Set

from feedtool.findings.place import LineColumn, Position
from feedtool.findings.wording import cut
from feedtool.validator.checking.attributes import check_attributes
from feedtool.validator.checking.borrowed import find_borrowed
from feedtool.validator.checking.check import Check
from feedtool.validator.checking.children import (
    check_children,
    check_late_element,
    report_loose_text,
    report_repeated,
)
from feedtool.validator.checking.collector import Collector
from feedtool.validator.checking.displaced import is_displaced
from feedtool.validator.checking.keeping import Keeper
from feedtool.validator.checking.names import identify
from feedtool.validator.checking.namespaces import check_declarations, declare_namespaces
from feedtool.validator.checking.parts import Part, part_of
from feedtool.validator.checking.qualified import check_prefixed_attributes
from feedtool.validator.checking.retired import report_retired
from feedtool.validator.checking.strays import replace_stray, settle_strays
from feedtool.validator.elements.memory import MAX_COMPARED, FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN, Plan
from feedtool.validator.elements.plans import Plans
from feedtool.validator.elements.rule import ElementFault, ElementRules, Rulebook
from feedtool.validator.elements.scopes import XML_URI, Scope
from feedtool.validator.source.cursor import Cursor
from feedtool.validator.source.limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_NAME_CHARS, Stop
from feedtool.validator.source.locator import Locator
from feedtool.validator.source.positions import Span
from feedtool.values.fault import Fault

_STREAMED = ("", "rss", "channel")
_BLANKS_AND_STRAYS = " \t\r\n&"
_MAX_SPLIT_CHARS = 100_000
_BULKY_BYTES = 1_000_000
_LARGE_BYTES = 5_000_000
# Faults of the XML after which a text is not what the author wrote.
_CHANGES_TEXT = ("xml-character", "xml-unclosed")

# Called with an element, and with the tag or the text that is doubtful inside it.
Doubt = Callable[[OpenElement, str, Position], None]


class Engine:
    """Checks one feed; holds the innermost open element and what the checks need."""

    def __init__(
        self, plans: Plans, rulebook: Rulebook, collector: Collector, memory: FeedMemory
    ) -> None:
        self.cursor = Cursor()
        # These are used for each element, so they are looked up once.
        self._text = self.cursor.text
        self._here = self.cursor.here
        self._rules_of = rulebook.get
        self._ignores = collector.ignores
        self.collector = collector
        self.memory = memory
        self.depth = 0
        self.items = 0
        self._plans = plans
        self._locator = Locator(self.cursor)
        self._keeper = Keeper(collector)
        self._check = Check(plans, collector, self._locator, memory, {}, set(), self._keeper)
        self._ignored_next: Set[str] = frozenset()
        # The element that holds the last fault in the XML.
        self._malformed: OpenElement | None = None
        # The reader sets these. They are called before a tag or a text is reported that may not
        # stand where it stands, and raise ReadOn if a fault in the XML has brought it there.
        self.doubt_tag: Doubt | None = None
        self.doubt_text: Doubt | None = None
        self.doubt_cdata: Callable[[Position], None] | None = None
        scope = Scope(plans, {"": "", "xml": XML_URI})
        self.innermost = OpenElement(None, plans[""], "", [], (1, 1, 0), scope)

    @property
    def keep_from(self) -> Position | None:
        """The start of the open child of the channel: no finding needs the bytes before it."""
        element: OpenElement | None = self.innermost
        start = None
        # Elements without a record, whose plan has no id, may stand inside an element with one.
        while element is not None:
            if element.plan.id not in _STREAMED:
                start = element.place
            element = element.parent
        return start

    @property
    def size_bytes(self) -> int:
        """The size of the feed, as far as it was read."""
        return self.cursor.window.end

    @property
    def has_root(self) -> bool:
        """Whether the first element has been opened."""
        return self.depth > 0 or bool(self.innermost.children)

    def enter_cdata(self) -> None:
        """Note that a CDATA section starts."""
        if self.doubt_cdata is not None and self.innermost.plan.content == "elements":
            self.doubt_cdata(self._here())
        self.cursor.in_cdata = True
        self.memory.cdata = self.innermost

    def leave_cdata(self) -> None:
        """Note that a CDATA section ends."""
        self.cursor.in_cdata = False

    def ignore_in_next(self, rules: Set[str]) -> None:
        """Silence rules for the next element."""
        self._ignored_next |= rules

    def report_malformed(self, rule: str, message: str, place: LineColumn, value: str = "") -> None:
        """Report a fault in the XML inside the innermost element."""
        self._malformed = self.innermost
        if rule in _CHANGES_TEXT and self.innermost.plan.content == "text":
            self.collector.doubt(self.innermost)
        self.collector.add_malformed(message, place, rule, value, self.innermost)

    def open_tags(self) -> list[str]:
        """Return the tags of the open elements, outermost first."""
        tags = []
        element: OpenElement | None = self.innermost
        while element is not None and element.parent is not None:
            tags.append(element.tag)
            element = element.parent
        return tags[::-1]

    def start(self, tag: str, attributes: list[str]) -> None:
        """Open an element at the place of the parser."""
        self.open(tag, attributes, self._here())

    # The next two methods run for each element of the feed: rare cases are in other methods.
    def open(self, tag: str, attributes: list[str], place: Position) -> None:
        """Open an element: find its plan, check its position and its attributes."""
        parent = self.innermost
        if self._text:
            self._leave_text(parent)
        plan = (parent.table or self._table_of(parent)).get(tag)
        if (
            plan is None
            or self._ignored_next
            or (attributes and not plan.has_attributes(attributes[::2]))
        ):
            element = self._open_with_care(parent, tag, attributes, place)
            plan = element.plan
        else:
            element = OpenElement(parent, plan, tag, attributes, place, parent.scope)
        self.innermost = element
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._refuse_depth(element)
        if plan is FOREIGN:
            return
        if plan.is_item:
            parent.count_item(element)
            self._keeper.begin_item()
        elif parent.items or not parent.add(plan.name, element):
            self._join_with_care(parent, element, plan)
        if attributes or plan.required_attributes or plan.recommended:
            check_attributes(self._check, element)

    def close(self, tag: str = "") -> None:
        """Check the innermost element and close it; `tag`, which expat passes, is not needed."""
        element = self.innermost
        plan = element.plan
        parent = element.parent
        if parent is None:
            return
        if self._text:
            self._leave_text(element)
        check = plan.check
        if check is not None:
            faults = check(element.text)
            if faults:
                self._report_text(element, faults)
        if plan.checks_children:
            check_children(self._check, element)
        rules = self._rules_of(plan.id)
        if rules is not None:
            self._run_rules(element, rules)
        if plan.is_item_like or self._ignores or element.scope is not parent.scope:
            self._leave(element, parent)
        self.innermost = parent
        self.depth -= 1

    def _leave(self, element: OpenElement, parent: OpenElement) -> None:
        """Drop what the end of an item or of a silenced element makes useless."""
        if self.depth > 1:
            # Thousands of kept elements may each declare prefixes: their scopes must not be kept.
            element.scope = parent.scope
        self._ignores.pop(element, None)
        if element.plan.is_item_like:
            if element.plan.is_item:
                self.items += 1
                self._keeper.end_item()
            self.collector.label_item(element)
            self.collector.forget_inside(element)
            element.forget_children()

    def _table_of(self, parent: OpenElement) -> dict[str, Plan]:
        parent.table = parent.scope.table_of(parent.plan)
        return parent.table

    def _leave_text(self, element: OpenElement) -> None:
        """Take the text that was read inside an element, up to a tag."""
        pieces = self._text
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if element.plan.content == "text":
            if not element.text:
                element.text = text
            elif len(element.text) < _MAX_SPLIT_CHARS:
                # Elements split the text; to join a piece copies all pieces before it.
                element.text += text
        # A bare & between elements is reported as such.
        elif text.strip() and (element is not self._malformed or text.strip(_BLANKS_AND_STRAYS)):
            if self.doubt_text is not None and ">" in text:
                self.doubt_text(element, text, self._here())
            report_loose_text(self._check, element, text)

    def _open_with_care(
        self, parent: OpenElement, tag: str, attributes: list[str], place: Position
    ) -> OpenElement:
        """Open an element that declares namespaces, or whose tag is new in this parent."""
        scope = parent.scope
        self._refuse_size(tag, attributes, place)
        if self.doubt_tag is not None and is_displaced(parent, tag, attributes):
            self.doubt_tag(parent, tag, place)
        names = [name for name in attributes[::2] if ":" in name or name == "xmlns"]
        if any(name.startswith("xmlns") for name in names):
            scope = declare_namespaces(self._check, parent, attributes, place)
        element = OpenElement(parent, FOREIGN, tag, attributes, place, scope)
        if parent.parent is None:
            self._locator.note_root(place)
        if self._ignored_next:
            self._ignores[element] = self._ignored_next
            self._ignored_next = frozenset()
        known = scope.table_of(parent.plan).get(tag)
        element.plan = known if known is not None else identify(self._check, parent, element)
        if attributes:
            element.plan = find_borrowed(self._check, parent, element) or element.plan
        if names:
            check_prefixed_attributes(self._check, element, names)
        return element

    def forget_innermost(self) -> None:
        """Take back that the innermost element was opened."""
        element, parent = self.innermost, self.innermost.parent
        if parent is not None:
            if parent.children.get(element.plan.name) is element:
                del parent.children[element.plan.name]
            parent.items -= element.plan.is_item
            self.innermost, self.depth = parent, self.depth - 1

    def reopen(self, element: OpenElement) -> None:
        """Open a child of the innermost element again, which ended too early."""
        self.collector.withdraw(element.place[:2])
        self.innermost = element
        self.depth += 1

    def drop_stray(self, element: OpenElement) -> None:
        """Forget that an element stands in place of another: a fault of the XML explains it."""
        strays = self._check.strays.get(element.parent, {}) if element.parent else {}
        for name in [name for name, stray in strays.items() if stray.element is element]:
            del strays[name]

    def rename(self, tag: str, plan: Plan, *, checked: bool = True) -> None:
        """Treat the innermost element, whose start tag is misspelt, as the one that was meant."""
        element = self.innermost
        self.drop_stray(element)
        if checked:
            element.tag, element.plan = tag, plan
        if element.parent is not None and not plan.is_item:
            element.parent.add(plan.name, element)

    def take_text(self) -> None:
        """Take the text that was read since the last tag."""
        if self._text:
            self._leave_text(self.innermost)

    def abandon(self) -> None:
        """Leave all open elements without a check: the end of the feed is missing."""
        if self.innermost.plan.content == "text":
            self.innermost.text += "".join(self._text)
        while self.innermost.parent is not None:
            element, parent = self.innermost, self.innermost.parent
            if self._check.strays:
                settle_strays(self._check, element)
            self._leave(element, parent)
            self.innermost = parent
            self.depth -= 1
        self._text.clear()

    def _refuse_size(self, tag: str, attributes: list[str], place: Position) -> None:
        """Stop at a tag that no person and no program writes in earnest."""
        says = ""
        if len(attributes) > 2 * MAX_ATTRIBUTES:
            says = f"{cut(tag)} has more than {MAX_ATTRIBUTES:,} attributes"
        elif max(map(len, (tag, *attributes[::2]))) > MAX_NAME_CHARS:
            says = f"a name in the tag {cut(tag)} is longer than {MAX_NAME_CHARS:,} characters"
        if says:
            self.collector.add_limit(says, place[:2])
            raise Stop

    def _refuse_depth(self, element: OpenElement) -> None:
        message = f"elements are nested more than {MAX_DEPTH} deep"
        self.collector.add_limit(message, (element.line, element.column))
        raise Stop

    def _join_with_care(self, parent: OpenElement, element: OpenElement, plan: Plan) -> None:
        """Add a child that follows an item or is not the first of its name; report it if wrong."""
        parents = plan.record.parents if plan.record is not None and not plan.record.retired else {}
        is_single = parents.get(parent.plan.id, "*") in "1?"
        if is_single and self.doubt_tag is not None and plan.name in parent.children:
            self.innermost, self.depth = parent, self.depth - 1
            self.doubt_tag(parent, element.tag, element.place)
            self.innermost, self.depth = element, self.depth + 1
        if parent.items:
            check_late_element(self._check, element)
        first = self._keeper.join(parent, plan.name, element)
        if self._check.strays and replace_stray(self._check, parent, plan.name, element):
            return
        if first is not None and is_single:
            report_repeated(self._check, element, first)

    def _run_rules(self, element: OpenElement, rules: ElementRules) -> None:
        memory = self.memory
        for function in rules.always:
            faults = function(element, memory)
            if faults:
                self._report_faults(faults)
        children = element.children
        for name, function in rules.with_child:
            if name in children:
                faults = function(element, memory)
                if faults:
                    self._report_faults(faults)

    def _report_faults(self, faults: Iterable[ElementFault]) -> None:
        for fault in faults:
            element, name, value = fault.element, fault.attribute, fault.value
            span: Span = (element.place[:2], None)
            if name:
                part = part_of(fault, element.get(name) or "", is_text=False)
                span = self._locator.span_in_value(element, name, part.start, part.marked)
            elif fault.in_text:
                part = part_of(fault, element.text, is_text=True)
                span = self._span_in_text(element, part)
                value = value and part.of(element.text)
            self.collector.add_element_fault(fault, value, *span)

    def _span_in_text(self, element: OpenElement, part: Part) -> Span:
        if not element.text.strip():
            return element.place[:2], None
        return self._locator.span_in_text(element, part.start, part.marked)

    def _report_text(self, element: OpenElement, faults: tuple[Fault, ...]) -> None:
        text = element.text
        for fault in faults:
            if not self._is_reported(fault, element):
                part = part_of(fault, text, is_text=True)
                span = self._span_in_text(element, part)
                self.collector.add_value_fault(fault, element, text, part, *span, name=element.tag)

    def _is_reported(self, fault: Fault, element: OpenElement) -> bool:
        """Return whether a fault in a text only follows from a fault that is reported already."""
        if element.children and not fault.rule.startswith("text-"):
            # Tags inside a text are reported; what they hold is not part of it.
            return True
        is_malformed = element is self._malformed
        if fault.rule in ("empty-value", "value-padded") or not element.text.strip():
            return is_malformed
        if fault.rule == "text-broken-character":
            return self.collector.is_sanitized or is_malformed
        return is_malformed and fault.rule.startswith(("html-", "entity-", "markup-"))

    def finish(self) -> None:
        """Report what only the whole input shows."""
        report_retired(self._check)
        rss = self.innermost.children.get("rss")
        if rss is not None:
            self._check_size(rss)
            self._check_number()
            check_declarations(self._check, rss)

    def _check_number(self) -> None:
        """Report a feed of which not all items were compared with each other."""
        if self.memory.is_full:
            message = (
                f"only the first {MAX_COMPARED:,} different guids, titles, addresses and "
                "dates are compared with the others; split the feed"
            )
            self.collector.add_document("limit-exceeded", message, severity="warning")

    def _check_size(self, rss: OpenElement) -> None:
        """Report a large feed: apps load all of it each time."""
        size_bytes = self.size_bytes
        if size_bytes > _BULKY_BYTES:
            message = f"the feed is {size_bytes / 1e6:.1f} MB large; apps load all of it each time"
            is_large = size_bytes > _LARGE_BYTES
            message += "; some stop reading after 5 MB" if is_large else ""
            self.collector.add("feed-large", message, rss, severity="warning" if is_large else None)
