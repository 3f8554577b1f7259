"""A report as SARIF 2.1.0, which GitHub code scanning and editors read."""

from collections import Counter
from collections.abc import Iterator

from feedtool._version import __version__
from feedtool.findings.report import SEVERITIES, Report, Severity
from feedtool.findings.total import Total
from feedtool.formats.json_text import dump
from feedtool.formats.sarif_limits import Queue, Room
from feedtool.formats.sarif_objects import (
    ROOTS,
    Json,
    describe_rule,
    locate,
    note,
    note_unreadable,
    result_of,
)
from feedtool.formats.sums import count_of
from feedtool.formats.writing import Style

_HEAD = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}


class Writer:
    """Writes one run with as many results as GitHub takes: errors, then warnings, then infos.

    Errors are written at once; the others wait in temporary files. What is left out is said in a
    notification.
    """

    def __init__(self, style: Style) -> None:
        del style
        self._room = Room()
        self._waiting: dict[Severity, Queue] = {"warning": Queue(), "info": Queue()}
        self._left: Counter[Severity] = Counter()
        self._rules: dict[str, int] = {}
        self._inputs: dict[str, Json] = {}
        self._notes: list[Json] = []
        self._is_first = True

    def begin(self) -> Iterator[str]:
        """Yield the start of the document and of its only run."""
        head = dump(_HEAD, indent=2).removesuffix("\n}")
        yield f'{head},\n  "runs": [\n    {{\n      "results": ['

    def add(self, report: Report) -> Iterator[str]:
        """Yield the errors of one report, and keep what comes later."""
        # SARIF wants each file once, and a file may have several names.
        place = locate(report.file)
        self._inputs.setdefault(place["uri"], place)
        if report.unreadable:
            self._notes += map(note_unreadable, report.findings)
            return
        for one in report.findings:
            queue = self._waiting.get(one.severity)
            if (queue or self._room).is_full:
                self._left[one.severity] += 1
                continue
            result = result_of(one, self._rules.setdefault(one.rule, len(self._rules)))
            if report.known is not None:
                result["baselineState"] = "new"
            text = dump(result)
            if queue:
                queue.add(text)
            else:
                yield self._next(text)
        if report.truncated:
            words = "There are more findings than are kept; raise --max-findings to see them."
            self._notes.append(note(words, report.file))

    def _next(self, result: str) -> str:
        self._room.add(result)
        comma = "" if self._is_first else ","
        self._is_first = False
        return f"{comma}\n        {result}"

    def end(self, total: Total) -> Iterator[str]:
        """Yield the other results, the rules, the inputs, and what happened."""
        for severity, queue in self._waiting.items():
            for result in queue.take():
                if self._room.is_full:
                    self._left[severity] += 1
                else:
                    yield self._next(result)
        yield "]" if self._is_first else "\n      ]"
        left = [count_of(self._left[severity], severity) for severity in reversed(SEVERITIES)]
        if any(left):
            words = (
                f"{', '.join(filter(None, left))} left out, because GitHub takes no larger file."
            )
            self._notes.append(note(words))
        for name, value in self._rest(is_whole=not total.unreadable).items():
            shown = dump(value, indent=2).replace("\n", "\n      ")
            yield f',\n      "{name}": {shown}'
        yield "\n    }\n  ]\n}\n"

    def _rest(self, *, is_whole: bool) -> Json:
        invocation = {"executionSuccessful": is_whole, "toolExecutionNotifications": self._notes}
        driver = {
            "name": "feedtool",
            "semanticVersion": __version__,
            "rules": [describe_rule(rule) for rule in self._rules],
            "notifications": [] if is_whole else [describe_rule("unreadable")],
        }
        return {
            "tool": {"driver": driver},
            "invocations": [invocation],
            "artifacts": [
                {"location": place, "roles": ["analysisTarget"]} for place in self._inputs.values()
            ],
            "originalUriBaseIds": ROOTS,
            "columnKind": "unicodeCodePoints",
        }
