r"""The findings that are known: a file with one finding a line, made for `git diff`.

The first line names the format. Each other line is an object of JSON: the input that was checked,
from the folder of the baseline, the rule and the fingerprint, which together are what the finding
is known by, and for people the item and the message. There are no line numbers in it, and the lines
are sorted, so that a feed that only moves leaves the file as it is.

Who reads and writes files with it is `feedtool/cli/baseline.py`.
"""

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from feedtool.findings.report import Finding, Report
from feedtool.findings.wording import printable

FORMAT = 1
_HEADER = {"feedtool": "baseline", "format": FORMAT}
_NEEDED = ("file", "rule", "fingerprint")
_HINTS = ("source", "item", "message")
_MAX_HINT_CHARS = 200
_LINE = re.compile(r"\b(lines?) \d+(?:, \d+)*(?:, …)?")
_CONFLICT = re.compile(r"<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|")
_STDIN = "-"


class BaselineError(Exception):
    """Raised when a baseline is damaged: what is wrong at which line and column."""

    def __init__(self, message: str, line: int, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class Mark(NamedTuple):
    """What a finding of one input is known by."""

    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A line of a baseline: an input, the mark of a finding, and what helps people to find it.

    `source` is the file of the finding if it is not that of the input, but in a show.
    """

    file: str
    rule: str
    fingerprint: str
    source: str = ""
    item: str = ""
    message: str = ""

    @property
    def mark(self) -> Mark:
        """What the finding is known by."""
        return Mark(self.rule, self.fingerprint)


@dataclass(slots=True)
class Baseline:
    """Known findings, by input. `folder` is where the file of the baseline is.

    `is_checked` says of a rule whether the inputs are checked for it.
    """

    folder: str
    entries: Mapping[str, list[Entry]] = field(default_factory=dict)
    is_checked: Callable[[str], bool] = lambda _: True

    def name(self, file: str) -> str:
        """Return the name that a file has in the baseline: its path from the baseline's folder."""
        if file == _STDIN:
            return file
        try:
            path = os.path.relpath(file, self.folder)
        except ValueError:  # on another drive
            path = os.path.abspath(file)  # noqa: PTH100 - Path.resolve follows links
        return path.replace(os.sep, "/")

    def apply(self, report: Report) -> Report:
        """Return a report of what is new, with the numbers of what is known and what is fixed.

        What is fixed is known only of an input that was checked whole.
        """
        if _is_unchecked(report):
            return replace(report, known=0)
        entries = self.entries.get(self.name(report.file), ())
        left = Counter(one.mark for one in entries)
        findings = [*_take_new(report.findings, left)]
        hidden = [*_take_new(report.hidden, left)]
        known = len(report.findings) + len(report.hidden) - len(findings) - len(hidden)
        fixed = sum(left[mark] for mark in left if self.is_checked(mark.rule))
        return replace(
            report, findings=findings, hidden=hidden, known=known,
            fixed=fixed if is_whole(report) else 0,
        )  # fmt: skip

    def accept(self, report: Report) -> Report:
        """Return a report whose findings are all known."""
        if _is_unchecked(report):
            return replace(report, known=0)
        known = len(report.findings) + len(report.hidden)
        return replace(report, findings=(), hidden=(), known=known)

    def entries_of(self, report: Report) -> list[Entry]:
        """Return the entries of an input after it was checked.

        Entries stay if the input was not checked for their rule, or not whole.
        """
        name = self.name(report.file)
        found = [self._describe(one, name) for one in (*report.findings, *report.hidden)]
        if _is_unchecked(report):
            found = []
        left = Counter(one.mark for one in found)
        kept = []
        for one in self.entries.get(name, ()):
            if not is_whole(report) or not self.is_checked(one.rule):
                left[one.mark] -= 1
                kept += [one] if left[one.mark] < 0 else []
        return [*found, *kept]

    def _describe(self, finding: Finding, name: str) -> Entry:
        source = self.name(finding.file) if finding.file else name
        return Entry(
            name, finding.rule, finding.fingerprint, "" if source == name else source,
            finding.item, _hint(finding.message),
        )  # fmt: skip


def is_whole(report: Report) -> bool:
    """Return whether a report holds all that is wrong with its input."""
    return not (report.unreadable or report.unbuilt or report.truncated)


def _is_unchecked(report: Report) -> bool:
    """Return whether there was no feed to check: what the report says of it is never known."""
    return report.unreadable or report.unbuilt


def parse_baseline(data: bytes, folder: str) -> Baseline:
    """Read a baseline whose file is in `folder`. Raises BaselineError."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    lines = [(number, line) for number, line in _lines_of(data) if line.strip()]
    if not lines:
        raise BaselineError("the file is empty; --update-baseline writes a baseline", 1)
    for at, (number, line) in enumerate(lines):
        read = _read_object(line, number)
        # Who merges two baselines may leave two first lines.
        if at == 0 or "feedtool" in read:
            _check_header(read, number)
        else:
            entry = _read_entry(read, number)
            entries[entry.file].append(entry)
    return Baseline(folder, dict(entries))


def render_baseline(entries: Iterable[Entry]) -> bytes:
    """Return the file of a baseline."""
    lines = [_dump(_HEADER)]
    for one in sorted(entries):
        values = {name: getattr(one, name) for name in (*_NEEDED, *_HINTS)}
        lines.append(_dump({name: value for name, value in values.items() if value}))
    return ("\n".join(lines) + "\n").encode()


def _take_new(findings: Iterable[Finding], left: Counter[Mark]) -> Iterator[Finding]:
    """Yield the findings that are not among those that are left; take the others out of them."""
    for one in findings:
        mark = Mark(one.rule, one.fingerprint)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            yield one


def _lines_of(data: bytes) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as why:
            column = len(line[: why.start].decode("utf-8")) + 1
            message = f"the byte 0x{line[why.start]:02X} is not UTF-8"
            raise BaselineError(message, number, column) from None


def _read_object(line: str, number: int) -> dict[str, object]:
    if _CONFLICT.match(line):
        message = (
            "a mark of a merge conflict in git; remove such marks, the lines of both sides stay"
        )
        raise BaselineError(message, number)
    try:
        read: object = json.loads(line)
    except json.JSONDecodeError as why:
        message = f"the line is not JSON: {why.msg}; remove it, or take the file from git again"
        raise BaselineError(message, number, why.colno) from None
    except (ValueError, RecursionError):
        raise BaselineError("the line is not JSON that can be read; remove it", number) from None
    if not isinstance(read, dict):
        raise BaselineError("expected an object of JSON, one for each finding", number)
    return read


def _check_header(read: Mapping[str, object], number: int) -> None:
    if read.get("feedtool") != "baseline":
        message = f"this is no baseline of feedtool; expected {_dump(_HEADER)} as its first line"
        raise BaselineError(message, number)
    if read.get("format") != FORMAT:
        message = f'expected "format": {FORMAT}; another version of feedtool wrote the file'
        raise BaselineError(message, number)


def _read_entry(read: Mapping[str, object], number: int) -> Entry:
    values: dict[str, str] = {}
    for name in (*_NEEDED, *_HINTS):
        value = read.get(name, "")
        if not isinstance(value, str):
            raise BaselineError(f'"{name}" must be a text', number)
        if not value and name in _NEEDED:
            raise BaselineError(f'"{name}" is missing; remove the line, or complete it', number)
        values[name] = value
    return Entry(**values)


def _hint(message: str) -> str:
    """Return a message without the numbers of lines, which change when lines move."""
    text = printable(_LINE.sub(r"\1 …", message))
    return text if len(text) <= _MAX_HINT_CHARS else text[: _MAX_HINT_CHARS - 1] + "…"


def _dump(value: Mapping[str, object]) -> str:
    """Return JSON on one line; characters that cannot be seen are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return printable(text, lambda char: json.dumps(char)[1:-1])
