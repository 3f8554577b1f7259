"""Collects findings with their message, severity, profiles and the name of their item."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from types import MappingProxyType
from typing import NamedTuple, Unpack

from feedtool.findings.catalogue import Remedy, make_finding
from feedtool.findings.place import LineColumn
from feedtool.findings.report import SEVERITIES, Finding, Severity
from feedtool.findings.wording import cut, printable
from feedtool.validator.checking.fingerprints import number_fingerprints, sign, sign_once
from feedtool.validator.checking.parts import Part, quote
from feedtool.validator.elements.needs import Need, document_of
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault
from feedtool.values.fault import Fault
from feedtool.vocabulary import Namespace, find_rule, load_vocabulary

# Names of elements and prefixes may be a megabyte long.
_LONG_WORD = re.compile(r"(\S{200})\S{200,}")
_START: LineColumn = (1, 1)
_LIMIT = "limit-exceeded"
# A finding that another one replaces is among the last.
_LAST = 50
# A longer value is a text, which may have other faults too.
_SHORT_VALUE = 500
_LONGEST_GUID = 1000
# A hostile feed has millions of names; more of them than these are reported again.
_MOST_SEEN = 10_000
# An item without a guid, a title and an enclosure is known by these.
_KEYS = ("link", "pubDate", "description")

# By rule, its lowest severity and the profiles that set it.
Demands = Mapping[str, tuple[Severity, tuple[str, ...]]]


class _Weight(NamedTuple):
    """The severity of a finding, and the profiles that require what it reports."""

    severity: Severity
    profiles: tuple[str, ...]


class Collector:
    """Collects findings. A finding inside an item waits until the item's title is known.

    `demands` holds what the profiles say about each rule; `is_wanted` says which rules are
    reported, `left_out` counts the findings of the others. `levels` holds the severity of rules
    that have another one than their record and the profiles say. `ignores` holds the rules that a
    comment in the feed silences, by the element that follows the comment.
    """

    def __init__(
        self,
        file: str,
        max_findings: int | None,
        demands: Demands,
        is_wanted: Callable[[str], bool] | None = None,
        levels: Mapping[str, Severity] = MappingProxyType({}),
    ) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.dropped: dict[Severity, int] = {}
        self.suppressed = 0
        self.left_out: Counter[str] = Counter()
        self.ignores: dict[OpenElement, Set[str]] = {}
        self._demands = demands
        # The names of children that are not reported as missing, by their parent.
        self.excused: dict[OpenElement, Set[str]] = {}
        # Whether findings are dropped: what is checked is not what the author wrote.
        self.muted = False
        # Whether characters that XML cannot hold were replaced by U+FFFD.
        self.is_sanitized = False
        # Elements whose text or attributes a fault in the XML has changed.
        self._doubtful: dict[OpenElement, None] = {}
        self._is_wanted = is_wanted
        self._levels = levels
        self._max_findings = max_findings
        self._recovered = False
        # How many findings of each severity are kept.
        self._kept: dict[Severity, int] = {}
        self._waiting: list[Finding] = []
        self._seen: set[object] = set()

    def is_first(self, key: object) -> bool:
        """Return whether `key` is new; from now on it is not."""
        first = key not in self._seen
        if first and len(self._seen) < _MOST_SEEN:
            self._seen.add(key)
        return first

    def add(
        self, rule: str, message: str, element: OpenElement, *, place: LineColumn | None = None,
        end: LineColumn | None = None, attribute: str = "", value: str = "",
        severity: Severity | None = None, profiles: tuple[str, ...] = (), need: Need | None = None,
        once: str = "", **remedy: Unpack[Remedy],
    ) -> None:  # fmt: skip
        """Add a finding about an element; without `place` it is at the element's start tag.

        `need` says what the element lacks, with its severity, its profiles, and the document that
        asks for it. `once` is what a finding is known by that stands for all like it in the feed.
        The `remedy` is for what stands between `place` and `end`.
        """
        if element in self._doubtful or self.silences(element, rule):
            return
        record = element.plan.record
        name, asked_in = element.tag, ""
        if need is not None:
            name, severity = need.element, need.severity
            profiles, asked_in = need.profiles, need.spec
        profiles = profiles or ((record.namespace.profile,) if record else ("rss",))
        weight = self._weigh(rule, severity, profiles, record.at_most if record else "error")
        if weight is None:
            return
        path = element.path
        line, column = place or element.place[:2]
        end_line, end_column = end or (None, None)
        finding = make_finding(
            rule, _shorten(message), self.file, line, column,
            end_line=end_line, end_column=end_column,
            path=f"{path}/@{cut(attribute)}" if attribute else path,
            element=cut(name), value=cut(value),
            severity=weight.severity, profiles=weight.profiles, recovered=self._recovered,
            asked_in=asked_in or self._asker_of(rule, weight.severity),
            spec=record.spec if record else "",
            **remedy,
        )  # fmt: skip
        self._keep(sign_once(finding, once) if once else finding)

    def add_value_fault(
        self, fault: Fault, element: OpenElement, value: str, part: Part, place: LineColumn,
        end: LineColumn | None, *, name: str, attribute: str = "",
    ) -> None:  # fmt: skip
        """Add a fault in the value of an attribute, or in the text of an element.

        `part` is the wrong part of the value; it stands between `place` and `end`.
        """
        if self._is_replaced(value):
            return
        if fault.index or fault.length:
            # The wrong part of a text is quoted, not the whole text.
            message = f"{name}: {fault.says}"
        else:
            is_value = f'is "{quote(value, part)}"' if value else "is empty"
            message = f"{name} {is_value}; {fault.says}"
        rule, severity = fault.rule, fault.severity
        if severity != "info" and not value.strip():
            rule, severity = "empty-value", _severity_of_empty(fault, element, attribute)
        need = None
        if fault.spec:
            need = Need(element.tag, severity, fault.profiles, "", fault.spec)
        self.add(
            rule, message, element, place=place, attribute=attribute, value=part.of(value),
            severity=severity, profiles=fault.profiles, end=end, need=need,
            instead=fault.instead if rule == fault.rule and (end or not fault.length) else None,
            doubtful=fault.doubtful,
        )  # fmt: skip

    def add_element_fault(
        self, fault: ElementFault, value: str, place: LineColumn, end: LineColumn | None
    ) -> None:
        """Add a fault that a rule in code reports; `value` stands between `place` and `end`."""
        if self._is_replaced(value):
            return
        self.add(
            fault.rule, fault.message, fault.element, place=place, end=end,
            attribute=fault.attribute, value=value, severity=fault.severity, once=fault.once,
            instead=fault.instead if end or not fault.length else None, doubtful=fault.doubtful,
        )  # fmt: skip

    def add_namespace(
        self, rule: str, says: str, name: str, uri: str, namespace: Namespace, place: LineColumn,
        *, severity: Severity | None = None, need: Need | None = None,
    ) -> None:  # fmt: skip
        """Add that a feed declares a namespace with a wrong address or prefix.

        `need` says that profiles require the declaration.
        """
        profiles: tuple[str, ...] = (namespace.profile,)
        asked_in = ""
        if need is not None:
            asked_in = need.spec
            severity = max(severity or need.severity, need.severity, key=SEVERITIES.index)
            profiles = (*profiles, *(one for one in need.profiles if one not in profiles))
        weight = self._weigh(rule, severity, profiles)
        if weight is not None:
            message = _shorten(f'{name} is "{cut(uri)}"; {says}')
            finding = make_finding(
                rule, message, self.file, *place, element=cut(name), value=cut(uri),
                severity=weight.severity, profiles=weight.profiles, spec=namespace.spec,
                asked_in=asked_in if need and need.severity == weight.severity else "",
                recovered=self._recovered,
            )  # fmt: skip
            self.findings.append(sign(finding))

    def add_malformed(
        self, message: str, place: LineColumn, rule: str = "not-well-formed", value: str = "",
        element: OpenElement | None = None,
    ) -> None:  # fmt: skip
        """Add a fault in the XML itself; findings after it are marked as recovered."""
        self.add_document(rule, message, place, None, value, element)
        self._recovered = True

    def add_document(
        self, rule: str, message: str, place: LineColumn = _START,
        severity: Severity | None = None, value: str = "", element: OpenElement | None = None,
    ) -> None:  # fmt: skip
        """Add a finding about the whole input, or about something that is not an element.

        `element` is the open element around it.
        """
        weight = self._weigh(rule, severity, ())
        if weight is not None:
            finding = make_finding(
                rule, _shorten(message), self.file, *place, severity=weight.severity,
                profiles=weight.profiles, recovered=self._recovered, value=cut(value),
                path=element.path if element is not None and element.parent is not None else "",
            )  # fmt: skip
            self._keep(finding)

    def excuse(self, element: OpenElement, names: Set[str]) -> None:
        """Note children that an element may have: a fault in the XML hides them."""
        self.excused[element] = self.excused.get(element, frozenset()) | names

    def forget_inside(self, item: OpenElement) -> None:
        """Forget what is noted of an item that has ended, and of what it held."""
        for noted in (self.excused, self._doubtful):
            # What was noted last stands last.
            while noted and next(reversed(noted)).offset >= item.offset:
                noted.popitem()

    def doubt(self, element: OpenElement) -> None:
        """Report nothing more about an element: a fault in the XML has changed what it holds."""
        self._doubtful[element] = None

    def _is_replaced(self, value: str) -> bool:
        """Return whether a value is wrong because characters in it were replaced."""
        return self.is_sanitized and len(value) < _SHORT_VALUE and "\ufffd" in value

    def has_reported(self, rule: str, element: OpenElement) -> bool:
        """Return whether one of the last findings is of a rule, and inside an open element."""
        path = element.path
        last = [*self.findings[-_LAST:], *self._waiting[-_LAST:]]
        return any(one.rule == rule and one.path.startswith(path) for one in last)

    def excuse_if_empty(self, element: OpenElement) -> None:
        """Do not report the missing children of an element that has none: its text explains it."""
        self.excused[element] = self.excused.get(element, frozenset()) | {""}

    def withdraw_inside(self, element: OpenElement, *rules: str, step: str = "") -> None:
        """Drop findings of some rules, or of all, inside an open element: another says more.

        `step` limits it to one step of their path, as `@url`.
        """
        path = f"{element.path}/{step}"
        self._drop_last(lambda one: (not rules or one.rule in rules) and one.path.startswith(path))

    def withdraw(self, place: LineColumn, *rules: str) -> None:
        """Drop findings of some rules, or of all, at a place: another finding says more."""
        self._drop_last(
            lambda one: (one.line, one.column) == place and (not rules or one.rule in rules)
        )

    def add_not_a_feed(self, message: str, place: LineColumn = _START) -> None:
        """Add that the input is not an RSS feed at all."""
        self.findings = [one for one in self.findings if one.rule != "doctype"]
        self.add_document("not-a-feed", message, place)

    def add_limit(self, message: str, place: LineColumn) -> None:
        """Add that reading stops because the input is too large or too deep."""
        self.add_document(_LIMIT, f"{message}; reading stops here", place)

    def label_item(self, item: OpenElement) -> None:
        """Give the findings inside an item the title of the item."""
        if self._waiting:
            guid, title = item.text_of("guid"), item.text_of("title")
            key = guid or title or _key_of(item)
            self._take_waiting(cut(title or guid), key, guid[:_LONGEST_GUID])

    def close(self) -> list[Finding]:
        """Return all findings in the order of their places, and forget them.

        The collector is part of a circle, so Python frees it late; what it holds would fill the
        memory of a process that checks many feeds.
        """
        # Their items have ended: what is known only at the end of the feed is about all items.
        self.findings += [one if one.fingerprint else sign_once(one) for one in self._waiting]
        self._waiting.clear()
        self._seen.clear()
        findings, self.findings = self.findings, []
        findings.sort(key=lambda finding: (finding.line or 0, finding.column or 0))
        return number_fingerprints(findings)

    def silences(self, element: OpenElement, rule: str) -> bool:
        """Return whether a comment in the feed silences a rule for an element; count it if so."""
        outer: OpenElement | None = element if self.ignores else None
        while outer is not None:
            if rule in self.ignores.get(outer, ()):
                self.suppressed += 1
                return True
            outer = outer.parent
        return False

    def _weigh(
        self, rule: str, severity: Severity | None, profiles: tuple[str, ...],
        at_most: Severity = "error",
    ) -> _Weight | None:  # fmt: skip
        """Return the severity and profiles of a finding; None if it is not kept.

        `severity` replaces that of the rule's record. The result is at least what the profiles set
        for the rule, but never more serious than `at_most`.
        """
        if self.muted:
            return None
        record = find_rule(rule)
        severity = severity or record.severity
        demanded, names = self._demands.get(rule, (severity, ()))
        if record.by_profile:
            if not names:
                return None
            profiles = names
        elif names:
            asking = profiles or ("rss",)
            profiles = (*asking, *(one for one in names if one not in asking))
        if self._is_wanted is not None and not self._is_wanted(rule):
            self.left_out[rule] += 1
            return None
        most = max(demanded, severity, key=SEVERITIES.index)
        weight = _Weight(self._levels.get(rule) or _milder(most, at_most), profiles)
        kept = self._kept.get(weight.severity, 0)
        # That reading stops must be known, however much was found before.
        is_full = self._max_findings is not None and kept >= self._max_findings
        if is_full and rule != _LIMIT:
            self.dropped[weight.severity] = self.dropped.get(weight.severity, 0) + 1
            return None
        self._kept[weight.severity] = kept + 1
        return weight

    def _asker_of(self, rule: str, severity: Severity) -> str:
        """Return the document of the first profile that makes a rule as serious as it is.

        Returns "" if the rule is so serious without the profiles.
        """
        record = find_rule(rule)
        demanded, names = self._demands.get(rule, (record.severity, ()))
        if severity != demanded or (severity == record.severity and not record.by_profile):
            return ""
        profiles = load_vocabulary().profiles
        asking = (one for name in names if (one := profiles[name]).rules[rule] == severity)
        profile = next(asking, None)
        if profile is None or profile.includes:
            # A profile that includes others has no source of its own.
            return ""
        return document_of(profile, record.spec)

    def _drop_last(self, is_wrong: Callable[[Finding], bool]) -> None:
        """Drop those of the last findings that another finding makes wrong."""
        for found in (self.findings, self._waiting):
            last = found[-_LAST:]
            found[-_LAST:] = [one for one in last if not is_wrong(one)]
            for one in filter(is_wrong, last):
                self._kept[one.severity] -= 1

    def _keep(self, finding: Finding) -> None:
        """Keep a finding; inside an item it waits for the guid of the item."""
        if "/item[" in finding.path or ":liveItem[" in finding.path:
            self._waiting.append(finding)
        else:
            self.findings.append(sign(finding))

    def _take_waiting(self, label: str, key: str, guid: str) -> None:
        self.findings += [sign(finding, label, key, guid) for finding in self._waiting]
        self._waiting.clear()


def _key_of(item: OpenElement) -> str:
    """Return what an item without a guid and a title is known by, "" if it has nothing."""
    enclosure = item.children.get("enclosure")
    url = enclosure.get("url") if enclosure is not None else ""
    return url or next(filter(None, map(item.text_of, _KEYS)), "")


def _milder(one: Severity, other: Severity) -> Severity:
    return min(one, other, key=SEVERITIES.index)


def _shorten(message: str) -> str:
    """Return a message in printable characters, with very long words cut."""
    # It may quote names from a tag that expat refused: these can hold any characters.
    return _LONG_WORD.sub(r"\1…", printable(message))


def _severity_of_empty(fault: Fault, element: OpenElement, attribute: str) -> Severity:
    """Return how serious an empty text or attribute is: as serious as a missing one."""
    if attribute:
        name = element.scope.canonical_attribute(attribute)
        return "error" if name in element.plan.required_attributes else "warning"
    record, need = element.plan.record, _need_of(element)
    found: list[Severity] = [record.when_empty if record is not None else "warning"]
    if need is not None:
        if need.severity == "info" and found == ["warning"]:
            found.clear()
        found.append(need.when_empty)
        # RSS lets a description be empty, but no address and no date.
        found += [fault.severity] if need.severity == "error" else []
    return max(found, key=SEVERITIES.index)


def _need_of(element: OpenElement) -> Need | None:
    """Return the need of the parent that this element meets, None if it meets none."""
    parent = element.parent
    needs = parent.plan.needs if parent is not None else ()
    return next((need for need in needs if need.element == element.plan.name), None)
