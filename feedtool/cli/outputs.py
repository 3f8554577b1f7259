"""Where reports go: to standard output and to files, each in its own format."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from feedtool.findings.report import Report, Severity, hide_below
from feedtool.findings.total import Total
from feedtool.findings.wording import printable
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style, Writer

Write = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Target:
    """A format, and the file to write; without a file it is standard output."""

    format: str
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class _Output:
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

    Without a `severity`, each format shows what it shows by default. The style is that of standard
    output; files have no colours.
    """
    total = Total()
    with ExitStack() as stack:
        outputs = [
            _Output(
                FORMATS[one.format].make_writer(
                    replace(style, colour=style.colour and not one.file)
                ),
                severity or FORMATS[one.format].severity,
                stack.enter_context(_open(one)),
            )
            for one in targets
        ]
        for one in outputs:
            one.put(one.writer.begin())
        for report in reports:
            total.add(report)
            for one in outputs:
                one.put(one.writer.add(hide_below(report, one.severity)))
            _flush()
        for one in outputs:
            one.put(one.writer.end(total))


@contextmanager
def _open(target: Target) -> Iterator[Write]:
    """Yield a function that writes text to a target."""
    if target.file is None:
        yield _print if target.format == "text" else _print_as_utf8
        return
    from feedtool.show.file_writing import stream_atomically  # noqa: PLC0415 - only for files

    try:
        with stream_atomically(target.file) as stream:
            yield lambda text: stream.write(_encode(text))
    except OSError as why:
        raise Unwritable(target.file, why) from why


class Unwritable(click.ClickException):
    """A file of the user's choice cannot be written."""

    exit_code = 2

    def __init__(self, file: Path, why: OSError) -> None:
        reason = f"{printable(file.as_posix())}: error: {why.strerror or why}"
        super().__init__(f"{reason}; the report was not written [unwritable]")

    def show(self, file: object = None) -> None:
        """Print the message as a finding is printed."""
        click.echo(self.format_message(), err=True)


def _print(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)


def _print_as_utf8(text: str) -> None:
    """Print what programs read: they expect UTF-8, whatever the terminal uses."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(_encode(text))


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
