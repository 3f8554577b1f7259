"""Whatever a command prints passes through here, so that no text of an input steers its reader."""

import os
import re
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any

import click

from feedtool.findings.wording import escape_char, inert, printable

# The colours of formats/text.py and fixing/diff.py, and their end.
_COLOUR = re.compile("(\x1b\\[(?:0|3[1-6])m)")
# Of what a user types, more helps nobody.
_LONGEST_MESSAGE = 1500


def has_colours() -> bool:
    """Return whether standard output is a terminal whose user wants colours."""
    return is_terminal() and not os.environ.get("NO_COLOR")


def say(line: str = "", *, err: bool = False) -> None:
    """Print one line. Line ends and whatever steers a terminal or a CI system are escaped in it."""
    _write(f"{inert(printable(line))}\n", err=err)


def say_json(document: object) -> None:
    """Print a document for programs, which expect UTF-8, whatever the terminal uses."""
    from feedtool.formats.json_text import dump  # noqa: PLC0415 - only on demand

    put(f"{dump(document, indent=2)}\n", as_utf8=True)


def put(text: str, *, colours: bool = False, as_utf8: bool = False) -> None:
    """Print a part of a report, whose writer has laid out its lines and made their texts inert."""
    parts = _COLOUR.split(text) if colours else [text]
    parts[::2] = [_keep_lines(part) for part in parts[::2]]
    if as_utf8:
        _write_bytes("".join(parts).encode())
    elif sys.stdout is not None:
        sys.stdout.write("".join(parts))


def put_bytes(data: bytes) -> None:
    """Print bytes that are for a file or a program, as they are. A terminal gets them escaped."""
    if is_terminal():
        for line in data.decode("utf-8", "replace").splitlines():
            say(line)
    else:
        _write_bytes(data)


def flush() -> None:
    """Hand on what is printed to standard output."""
    if sys.stdout is not None:
        sys.stdout.flush()


def redraw(line: str) -> None:
    """Write over the line of a terminal that standard error is at, and stay in it."""
    _write(f"\r{printable(line)}", err=True)


def can_ask() -> bool:
    """Return whether somebody sits at a terminal who reads a question and can answer it."""
    return is_terminal(err=True) and sys.stdin is not None and sys.stdin.isatty()


def prompt(question: str, answers: Sequence[str] = (), default: str = "") -> str:
    """Ask on standard error until the answer is one of `answers`, if there are any.

    An empty answer means the default. Raises KeyboardInterrupt on Ctrl+C and at the end of input.
    """
    options: dict[str, Any] = {"type": click.Choice(answers)} if answers else {}
    try:
        answer = click.prompt(
            inert(printable(question)), default=default, show_default=bool(default), err=True,
            **options,
        )  # fmt: skip
    except click.Abort:
        raise KeyboardInterrupt from None
    return str(answer)


def ask(question: str) -> bool:
    """Ask a question that yes or no answers; everything but yes is no."""
    _write(f"{inert(printable(question))} [y/N] ", err=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def is_terminal(*, err: bool = False) -> bool:
    """Return whether standard output, or standard error, is a terminal."""
    # Python has none if it was closed before the start.
    stream = sys.stderr if err else sys.stdout
    return stream is not None and stream.isatty()


def make_inert(error: click.ClickException) -> None:
    """Escape the message of an error that click prints; it may hold what a user typed."""
    if isinstance(error, click.MissingParameter):
        return  # It lists choices of ours in several lines.
    text = printable(error.message)
    if len(text) > _LONGEST_MESSAGE:
        text = f"{text[:_LONGEST_MESSAGE]}…"
    # Click writes UTF-8 where the terminal takes ASCII alone.
    encoding = (sys.stderr and sys.stderr.encoding) or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    vars(error)["message"] = inert(text)


def say_crash(kind: type[BaseException], why: BaseException, trace: TracebackType | None) -> None:
    """Print a traceback; the message of an error may hold anything."""
    from traceback import format_exception  # noqa: PLC0415 - only for faults of ours

    for line in "".join(format_exception(kind, why, trace)).splitlines():
        say(line, err=True)


def _keep_lines(text: str) -> str:
    if text.isprintable() and text.isascii():
        return text
    return printable(text, lambda char: char if char in "\n\t" else escape_char(char))


def _write_bytes(data: bytes) -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def _write(text: str, *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    if stream is not None:
        stream.write(text)
        stream.flush()
