"""Where reports go: to standard output and to files, each in its own format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from feedtool.cli.common import STDOUT, naming
from feedtool.cli.printing import flush, put, say
from feedtool.files.opening import open_output
from feedtool.findings.report import SEVERITIES, Report, Severity, hide_below
from feedtool.findings.total import Total
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style, Writer

# GitHub refuses the summary of a step that is larger.
_MOST_OF_SUMMARY = 1024 * 1024
_TOO_MUCH = b"\nThe summary has no more space for the report of feedtool; the log has it.\n"

Write = Callable[[str], object]
# What they write to standard output is read at once.
_FOR_PEOPLE = frozenset(["text", "github"])


class Target(NamedTuple):
    """A format, and the file to write; without a file it is standard output.

    The summary of a job on GitHub is a file to which each command may add.
    """

    format: str
    file: Path | None = None
    is_summary: bool = False

    @property
    def is_for_people(self) -> bool:
        """Whether people read what is written."""
        return self.format in _FOR_PEOPLE


class _Output(NamedTuple):
    """A writer at work: what it shows, and where its text goes."""

    writer: Writer
    severity: Severity
    write: Write

    def put(self, pieces: Iterator[str]) -> None:
        for piece in pieces:
            self.write(piece)


def write_reports(
    reports: Iterable[Report], targets: Sequence[Target], style: Style, severity: Severity | None
) -> None:
    """Write each report to all targets while reports come in; files are in place at the end.

    Without a `severity`, each format shows what it shows by default.
    """
    total = Total()
    with ExitStack() as stack:
        outputs = [
            _Output(
                FORMATS[one.format].make_writer(_style_of(one, style, targets)),
                severity or FORMATS[one.format].severity,
                stack.enter_context(_open(one, style)),
            )
            for one in targets
        ]
        for one in outputs:
            one.put(one.writer.begin())
        for report in reports:
            total.add(report)
            for one in outputs:
                one.put(one.writer.add(hide_below(report, report.shown_from or one.severity)))
            _flush()
        for one in outputs:
            one.put(one.writer.end(total))


def exit_code_of(report: Report, fail_on: Severity | None) -> int:
    """Return what a report makes of the exit code: 2 unreadable, 1 findings, 0 none.

    Findings count from `fail_on` on; the configuration of the report goes before it.
    """
    if report.unreadable or report.unbuilt:
        return 2
    worst = report.worst()
    lowest = report.fails_from or fail_on or "error"
    return 1 if worst and SEVERITIES.index(worst) >= SEVERITIES.index(lowest) else 0


def _style_of(target: Target, style: Style, targets: Sequence[Target]) -> Style:
    """Return the style for one target; no other target than standard output has colours."""
    if target.file is not None:
        return style._replace(colour=False)
    # Commands to GitHub that stand below text repeat no summary.
    is_second = target != targets[0]
    return style._replace(quiet=style.quiet or is_second)


@contextmanager
def _open(target: Target, style: Style) -> Iterator[Write]:
    """Yield a function that writes text to a target."""
    if target.file is None:
        is_text = target.format == "text"

        def put_here(text: str) -> None:
            with naming(STDOUT):
                put(text, colours=style.colour and is_text, as_utf8=not is_text)

        yield put_here
        return
    if target.is_summary:
        pieces: list[str] = []
        yield pieces.append
        _append(target.file, _encode("".join(pieces)))
        return
    from feedtool.show.file_writing import stream_atomically  # noqa: PLC0415 - only for files

    place = target.file.as_posix()

    def write(text: str) -> None:
        with naming(place):
            stream.write(_encode(text))

    with naming(place), stream_atomically(target.file) as stream:
        yield write


def _append(summary: Path, data: bytes) -> None:
    """Add to the summary of a job, or say why that cannot be done: it is no reason to fail."""
    try:
        with open_output(summary, append=True) as stream:
            if stream.tell() + len(data) > _MOST_OF_SUMMARY:
                data = _TOO_MUCH
            stream.write(data)
    except OSError as why:
        say(f"{summary}: warning: {why.strerror}; the job has no summary", err=True)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _flush() -> None:
    with naming(STDOUT):
        flush()
