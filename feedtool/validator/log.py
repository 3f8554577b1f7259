"""Turns what the checks see into findings: words, places, the item's name."""

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from feedtool.validator.faults import Fault
from feedtool.validator.frames import Frame
from feedtool.validator.report import Finding, Severity
from feedtool.validator.window import advance, end_of_tag, scan_attributes

if TYPE_CHECKING:
    from feedtool.validator.engine import Engine
    from feedtool.validator.rules import Problem
    from feedtool.vocabulary import Namespace

Place = tuple[int, int]
_CUT = 60


def cut(text: str) -> str:
    r"""Shorten a value for a message; characters that would steer a terminal are escaped.

    >>> cut("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    shown = text if len(text) <= _CUT else text[: _CUT - 1] + "…"
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in shown
    )


class Log:
    """Collects findings. Those inside an item wait for its end, when its title is known."""

    def __init__(self, file: str, max_findings: int | None = None) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.truncated = False
        self.recovered = False
        self._max = max_findings
        self._waiting: list[dict[str, Any]] = []
        self._seen: set[object] = set()

    def once(self, key: object) -> bool:
        """Return whether this is the first time that `key` is asked for."""
        first = key not in self._seen
        self._seen.add(key)
        return first

    def fault(
        self, fault: Fault, frame: Frame, value: str, place: Place, *, name: str,
        attribute: str = "",
    ) -> None:  # fmt: skip
        """Enter a fault of a value: of an attribute, or of the element's text."""
        shown = f'{name} is "{cut(value)}"' if value else f"{name} is empty"
        line, column = place
        end: dict[str, Any] = {}
        if value and "\n" not in value and len(value) <= 2 * _CUT:
            end = {"end_line": line, "end_column": column + len(value.strip())}
        self._add(
            frame, rule=fault.rule, severity=fault.severity, message=f"{shown}; {fault.says}",
            line=line, column=column, value=cut(value), fixable=fault.fixable,
            attribute=attribute, **end,
        )  # fmt: skip

    def structural(
        self, rule: str, severity: Severity, message: str, frame: Frame, *, value: str = "",
        spec: str = "", attribute: str = "", place: Place | None = None, element: str = "",
        profiles: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Enter what is wrong with where an element or attribute stands."""
        line, column = place or (frame.line, frame.column)
        more = {"element": element} if element else {}
        if profiles:
            more["profiles"] = profiles  # type: ignore[assignment]  # values of _add are mixed
        self._add(
            frame, rule=rule, severity=severity, line=line, column=column, value=cut(value),
            message=message.replace("{value}", f'"{cut(value)}"'), spec=spec,
            attribute=attribute, **more,
        )  # fmt: skip

    def problem(self, rule: str, problem: "Problem", engine: "Engine") -> None:
        """Enter what a rule in code says."""
        frame = problem.frame
        place = (frame.line, frame.column)
        if problem.attribute:
            place = engine.place_of_attribute(frame, problem.attribute, value=True)
        self._add(
            frame, rule=rule, severity=problem.severity, message=problem.message,
            line=place[0], column=place[1], value=cut(problem.value),
            attribute=problem.attribute, profiles=problem.profiles or None,
        )  # fmt: skip

    def namespace(
        self, engine: "Engine", name: str, uri: str, namespace: "Namespace",
        attributes: list[str], place: tuple[int, int, int],
    ) -> None:  # fmt: skip
        """Enter a namespace that is declared under another address than its own."""
        line, column = place[:2]
        data = engine.window.slice(place[2])
        tag = data[: max(end_of_tag(data), 0)]
        for found, _, _, index in scan_attributes(tag):
            if found == name:
                line, column = advance(line, column, tag[:index])
        alias = uri in namespace.aliases
        says = "many apps know only" if alias else "apps that compare exactly ignore its elements;"
        self._enter(
            rule="namespace-alias" if alias else "namespace-misspelt",
            severity="info" if alias else "warning",
            message=f'{name} is "{cut(uri)}"; {says} "{namespace.uri}"',
            line=line, column=column, value=cut(uri), element=name, fixable="safe",
            profiles=(namespace.profile,), spec=namespace.spec,
        )  # fmt: skip

    def malformed(
        self, message: str, line: int, column: int, rule: str = "not-well-formed"
    ) -> None:
        """Enter a fault of the XML itself; what comes after it is marked as recovered."""
        self._enter(rule=rule, severity="error", message=message, line=line, column=column)
        self.recovered = True

    def not_a_feed(self, message: str, line: int | None, column: int | None) -> None:
        """Enter that this is no RSS feed at all."""
        self._enter(rule="not-a-feed", severity="error", message=message, line=line, column=column)

    def limit(self, message: str, line: int, column: int) -> None:
        """Enter that reading stops because the input is beyond all measure."""
        message = f"{message}; reading stops here"
        self._enter(
            rule="limit-exceeded", severity="error", message=message, line=line, column=column
        )

    def label_item(self, item: Frame) -> None:
        """Give the findings inside an item its name, and let them go."""
        if self._waiting:
            self._flush(cut(item.text_of("title") or item.text_of("guid")), item.text_of("guid"))

    def close(self) -> list[Finding]:
        """Return all findings by their place."""
        self._flush("", "")
        self.findings.sort(key=lambda finding: (finding.line or 0, finding.column or 0))
        return self.findings

    def _add(self, frame: Frame, **values: Any) -> None:
        attribute = values.pop("attribute", "")
        element = frame.plan.element
        values["path"] = frame.path + (f"/@{attribute}" if attribute else "")
        values.setdefault("element", frame.tag)
        if not values.get("profiles"):
            values["profiles"] = (element.namespace.profile,) if element else ("rss",)
        if not values.get("spec"):
            values["spec"] = element.spec if element else ""
        self._enter(inside_item="/item[" in values["path"], **values)

    def _enter(self, *, inside_item: bool = False, **values: Any) -> None:
        if self._max is not None and len(self.findings) + len(self._waiting) >= self._max:
            self.truncated = True
            return
        values["recovered"] = self.recovered
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
        path = values.get("path", "")
        anchor = guid and path.partition("]")[2] and f"{guid}{path.partition(']')[2]}"
        mark = "\0".join((values["rule"], anchor or path, values.get("value", "")))
        return Finding(
            file=self.file, item=label, **values,
            fingerprint=sha256(mark.encode("utf-8", "replace")).hexdigest()[:16],
        )  # fmt: skip
