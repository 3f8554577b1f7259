"""A report as results of tests, which Jenkins, GitLab and most other CI systems show."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from feedtool.findings.report import SEVERITIES, Finding, Report
from feedtool.findings.total import Total
from feedtool.findings.wording import inert, printable
from feedtool.formats.places import from_root
from feedtool.formats.sums import summarise
from feedtool.formats.writing import Style
from feedtool.formats.xml_text import attributes, escaped


class Writer:
    """Writes each feed as a suite and each rule that it breaks as a test.

    A test is known by suite and rule, so that a CI system knows it again when lines move. What
    fails the run is a failure, a finding of less weight is a skipped test, an input that cannot be
    read is an error. A clean feed is one test that passes.
    """

    def __init__(self, style: Style) -> None:
        self._fail_on = style.fail_on
        self._suites = 0
        self._began = ""

    def begin(self) -> Iterator[str]:
        """Yield the start of the document."""
        self._began = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'

    def add(self, report: Report) -> Iterator[str]:
        """Yield the suite of one report."""
        rules: dict[str, list[Finding]] = {}
        for finding in report.findings:
            rules.setdefault(finding.rule, []).append(finding)
        tests = [(rule, self._outcome(ones, report), ones) for rule, ones in rules.items()]
        outcomes = [outcome for _, outcome, _ in tests]
        name = _name_of(report)
        head = attributes(
            name=name,
            package="feedtool",
            id=self._suites,
            timestamp=self._began,
            hostname="localhost",
            tests=len(tests) or 1,
            failures=outcomes.count("failure"),
            errors=outcomes.count("error"),
            skipped=outcomes.count("skipped"),
            time=0,
        )
        self._suites += 1
        yield f"  <testsuite{head}>\n    <properties/>\n"
        for rule, outcome, findings in tests:
            yield from _write_test(rule, name, outcome, findings)
        if not tests:
            yield f"    <testcase{attributes(name='no findings', classname=name, time=0)}/>\n"
        summary = "" if report.unreadable else escaped(inert(summarise(report)))
        yield f"    <system-out>{summary}</system-out>\n    <system-err/>\n  </testsuite>\n"

    def end(self, total: Total) -> Iterator[str]:
        """Yield the end of the document."""
        del total
        yield "</testsuites>\n"

    def _outcome(self, findings: Sequence[Finding], report: Report) -> str:
        if report.unreadable:
            return "error"
        failing = SEVERITIES[SEVERITIES.index(report.fails_from or self._fail_on) :]
        fails = any(one.severity in failing for one in findings)
        return "failure" if fails else "skipped"


def _name_of(report: Report) -> str:
    """Return the name of a suite, in which readers put blanks together and want a letter."""
    name = printable(from_root(report.file))
    return name if name.strip() else name.replace(" ", r"\x20") or "-"


def _write_test(rule: str, suite: str, outcome: str, findings: Sequence[Finding]) -> Iterator[str]:
    first = findings[0]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    worst = max((one.severity for one in findings), key=SEVERITIES.index)
    yield f"    <testcase{attributes(name=rule, classname=suite, time=0)}>\n"
    kind = None if outcome == "skipped" else worst
    yield f"      <{outcome}{attributes(message=first.message + more, type=kind)}>"
    for one in findings:
        yield f"{escaped(str(one))}\n"
    for what, text in (("How to fix it", first.fix), ("Specification", first.spec)):
        if text:
            yield f"{what}: {escaped(text)}\n"
    yield f"</{outcome}>\n    </testcase>\n"
