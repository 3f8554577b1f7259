"""Turns what the checks see into findings: words, places, the item's name."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from feedtool.findings.report import SEVERITIES, Finding, Severity
from feedtool.findings.wording import MAX_QUOTED_CHARS, cut, printable
from feedtool.validator.elements.open_element import OpenElement
from feedtool.values.fault import Fault
from feedtool.vocabulary import load_rules

if TYPE_CHECKING:
    from feedtool.validator.elements.plans import Need
    from feedtool.validator.rules import ElementFault
    from feedtool.vocabulary import Namespace

Place = tuple[int, int]
# Names of elements and prefixes may be a megabyte long.
_LONG_WORD = re.compile(r"(\S{200})\S{200,}")


class Log:
    """Collects findings. Those inside an item wait for its end, when its title is known.

    `demands` has, by rule, how serious the profiles take it at least, and which profiles these are.
    `wanted` says which rules are told at all; `ignores` holds the rules that a comment in the feed
    silences, by the element that the comment stands before.
    """

    def __init__(
        self,
        file: str,
        max_findings: int | None = None,
        demands: Mapping[str, tuple[Severity, tuple[str, ...]]] | None = None,
        wanted: Callable[[str], bool] | None = None,
    ) -> None:
        self.file = file
        self._demands = demands or {}
        self.findings: list[Finding] = []
        self.dropped: dict[Severity, int] = {}
        self.recovered = False
        self.suppressed = 0
        self.ignores: dict[OpenElement, frozenset[str]] = {}
        self._max = max_findings
        self._wanted = wanted
        self._waiting: list[dict[str, Any]] = []
        self._seen: set[object] = set()

    def once(self, key: object) -> bool:
        """Return whether this is the first time that `key` is asked for."""
        first = key not in self._seen
        self._seen.add(key)
        return first

    def fault(
        self, fault: Fault, frame: OpenElement, value: str, place: Place, *, name: str,
        attribute: str = "",
    ) -> None:  # fmt: skip
        """Enter a fault of a value: of an attribute, or of the element's text."""
        # A long text is not quoted: what is wrong with it is.
        quoted = f'{name} is "{cut(value)}"' if value else f"{name} is empty"
        shown = name if fault.index or fault.length else quoted
        line, column = place
        end: dict[str, Any] = {}
        if fault.length:
            end = {"end_line": line, "end_column": column + fault.length}
        elif value and not fault.index and "\n" not in value and len(value) <= 2 * MAX_QUOTED_CHARS:
            end = {"end_line": line, "end_column": column + len(value.strip())}
        whole = not (fault.index or fault.length)
        part = value if whole else value[fault.index : fault.index + fault.length]
        severity = fault.severity
        if fault.rule == "empty-value" and not attribute and (need := _need_of(frame)):
            severity = need.when_empty
        self._add(
            frame, rule=fault.rule, severity=severity, message=shown + _joint(fault) + fault.says,
            line=line, column=column, value=cut(part), attribute=attribute,
            profiles=fault.profiles, **end,
        )  # fmt: skip

    def structural(
        self, rule: str, message: str, frame: OpenElement, *, severity: Severity | None = None,
        value: str = "", spec: str = "", attribute: str = "", place: Place | None = None,
        element: str = "", profiles: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Enter what is wrong with where an element or attribute stands."""
        line, column = place or (frame.line, frame.column)
        more = {"element": element} if element else {}
        self._add(
            frame, rule=rule, severity=severity, line=line, column=column, value=cut(value),
            message=message.replace("{value}", f'"{cut(value)}"'), spec=spec,
            attribute=attribute, profiles=profiles, **more,
        )  # fmt: skip

    def problem(self, problem: "ElementFault", place: Place) -> None:
        """Enter what a rule in code says."""
        self._add(
            problem.frame, rule=problem.rule, severity=problem.severity, message=problem.message,
            line=place[0], column=place[1], value=cut(problem.value),
            attribute=problem.attribute,
        )  # fmt: skip

    def namespace(
        self, rule: str, says: str, name: str, uri: str, namespace: "Namespace", place: Place,
        severity: Severity | None = None,
    ) -> None:  # fmt: skip
        """Enter a namespace that is declared under another address or prefix than its own."""
        self._enter(
            rule=rule, severity=severity, message=f'{name} is "{cut(uri)}"; {says}',
            line=place[0], column=place[1], value=cut(uri), element=name,
            profiles=(namespace.profile,), spec=namespace.spec,
        )  # fmt: skip

    def malformed(
        self, message: str, line: int, column: int, rule: str = "not-well-formed"
    ) -> None:
        """Enter a fault of the XML itself; what comes after it is marked as recovered."""
        self._enter(rule=rule, message=message, line=line, column=column)
        self.recovered = True

    def document(
        self, rule: str, message: str, line: int | None = 1, column: int | None = 1
    ) -> None:
        """Enter what is to be said of the input as a whole, or of what is no element."""
        self._enter(rule=rule, message=message, line=line, column=column)

    def not_a_feed(self, message: str, line: int | None, column: int | None) -> None:
        """Enter that this is no RSS feed at all."""
        self.document("not-a-feed", message, line, column)

    def limit(self, message: str, line: int, column: int) -> None:
        """Enter that reading stops because the input is beyond all measure."""
        self.document("limit-exceeded", f"{message}; reading stops here", line, column)

    def label_item(self, item: OpenElement) -> None:
        """Give the findings inside an item its name, and let them go."""
        if self._waiting:
            self._flush(cut(item.text_of("title") or item.text_of("guid")), item.text_of("guid"))

    def close(self) -> list[Finding]:
        """Return all findings by their place."""
        self._flush("", "")
        self.findings.sort(key=lambda finding: (finding.line or 0, finding.column or 0))
        return self.findings

    def _add(self, frame: OpenElement, **values: Any) -> None:
        if self.ignores and self._is_ignored(frame, values["rule"]):
            self.suppressed += 1
            return
        attribute = values.pop("attribute", "")
        element = frame.plan.element
        values["path"] = frame.path + (f"/@{cut(attribute)}" if attribute else "")
        values.setdefault("element", frame.tag)
        if not values.get("profiles"):
            values["profiles"] = (element.namespace.profile,) if element else ("rss",)
        values.setdefault("at_most", element.at_most if element else "error")
        if not values.get("spec"):
            values["spec"] = element.spec if element else ""
        inside = "/item[" in values["path"] or ":liveItem[" in values["path"]
        self._enter(inside_item=inside, **values)

    def _is_ignored(self, frame: OpenElement, rule: str) -> bool:
        outer: OpenElement | None = frame
        while outer is not None:
            if rule in self.ignores.get(outer, ()):
                return True
            outer = outer.parent
        return False

    def _enter(self, *, inside_item: bool = False, **values: Any) -> None:
        name = values["rule"]
        if self._wanted is not None and not self._wanted(name):
            return
        rule = load_rules()[name]
        severity, names = self._demands.get(name, (rule.severity, ()))
        if rule.by_profile:
            if not names:
                return
            values["profiles"] = names
        elif names:
            asks = values.get("profiles") or ("rss",)
            values["profiles"] = (*asks, *(one for one in names if one not in asks))
        severity = values.get("severity") or max(severity, rule.severity, key=SEVERITIES.index)
        at_most = values.pop("at_most", "error")
        values["severity"] = severity = min(severity, at_most, key=SEVERITIES.index)
        if self._max is not None and len(self.findings) + len(self._waiting) >= self._max:
            self.dropped[severity] = self.dropped.get(severity, 0) + 1
            return
        # Names of elements and attributes come from tags that expat may not have accepted.
        values["message"] = _LONG_WORD.sub(r"\1…", printable(values["message"]))
        values["element"] = cut(values.get("element", ""))
        values["recovered"] = self.recovered
        values["fix"] = rule.fix
        values["fixable"] = rule.fixable
        values["spec"] = rule.spec or values.get("spec", "")
        self._waiting.append({**values, "inside_item": inside_item})
        if not inside_item:
            self._flush_outside()

    def _flush_outside(self) -> None:
        values = self._waiting.pop()
        values.pop("inside_item")
        self.findings.append(self._make("", "", values))

    def _flush(self, label: str, guid: str) -> None:
        for values in self._waiting:
            values.pop("inside_item")
            self.findings.append(self._make(label, guid, values))
        self._waiting.clear()

    def _make(self, label: str, guid: str, values: dict[str, Any]) -> Finding:
        """Build the finding; its fingerprint is the same when lines or items move."""
        from hashlib import sha256  # noqa: PLC0415 - 4 ms, only for feeds with findings

        path = values.get("path", "")
        anchor = guid and path.partition("]")[2] and f"{guid}{path.partition(']')[2]}"
        mark = "\0".join((values["rule"], anchor or path, values.get("value", "")))
        return Finding(
            file=self.file, item=label, **values,
            fingerprint=sha256(mark.encode("utf-8", "replace")).hexdigest()[:16],
        )  # fmt: skip


def _joint(fault: Fault) -> str:
    return ": " if fault.index or fault.length else "; "


def _need_of(frame: OpenElement) -> "Need | None":
    """Return what asks for this element in its parent, if anything does."""
    parent = frame.parent
    needs = parent.plan.needs if parent is not None else ()
    return next((need for need in needs if need.element == frame.plan.name), None)
