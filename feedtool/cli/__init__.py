"""The command line: one file for each command, loaded when the command runs."""

import errno
import gc
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TextIO

import click

from feedtool._version import __version__
from feedtool.cli.lazy_group import LazyGroup
from feedtool.cli.stopping import stop_on_signals, stopped_code

_COMMANDS = {
    "init": "Start a show: a folder with commented files, ready to build.",
    "new": "Add an episode: the next number, today's date, a file ready to edit.",
    "import": "Make a show of a feed, or an episode of its web page.",
    "build": "Build feed.xml from the folder of a show.",
    "diff": "Say what subscribers would notice if one feed took the place of another.",
    "lock": "Adopt the guids of a feed that is already published.",
    "show": "List the episodes of a show, each with its state, as a table.",
    "people": "List the hosts and guests of a show, with their episodes.",
    "transcript": "Check transcripts, or convert them to other formats.",
    "chapters": "Check chapters, convert them, or put them into an MP3 file.",
    "validate": "Check feeds: each fault with its line, its column and how to fix it.",
    "fix": "Fix what a program can fix in feeds, and change nothing else.",
    "config": "Show the configuration that is in force for a feed, and where it comes from.",
    "rules": "List the rules by which feedtool checks feeds.",
    "explain": "Explain a rule, an element or a profile, with examples.",
    "profiles": "Show what each directory and standard requires of a feed.",
    "schema": "Write the schema of a feed, of show.yaml and others, for editors and tools.",
}


# A disk has no more space, or a device is gone; click itself ends quietly if a pipe has no reader.
_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])


class _Commands(LazyGroup):
    """All commands; what they say of mistakes is harmless, whatever their input is."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _inert():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(stopped_code())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _inert():
            return super().parse_args(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command. Standard output that is full is told, also for `--help`."""
        try:
            return super().main(*args, **extra)
        except OSError as why:
            # What opens a file names it. Without a name it is standard output that is full.
            if why.errno not in _FULL or why.filename is not None:
                raise
            from feedtool.cli.common import STDOUT, Unwritable  # noqa: PLC0415 - only where it happens

            fault = Unwritable(STDOUT, why)
            fault.show()
            sys.exit(fault.exit_code)


@contextmanager
def _inert() -> Iterator[None]:
    """Let no error through whose message could steer a terminal or a CI system."""
    try:
        yield
    except click.ClickException as error:
        from feedtool.cli.printing import make_inert  # noqa: PLC0415 - only for mistakes

        make_inert(error)
        raise


def _say_crash(kind: type[BaseException], why: BaseException, trace: TracebackType | None) -> None:
    from feedtool.cli.printing import say_crash  # noqa: PLC0415 - only for faults of ours

    say_crash(kind, why, trace)


@click.group(
    cls=_Commands,
    place="{}_command",
    listed=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 no errors, 1 errors in a feed, 2 wrong use or unreadable input.",
)
@click.version_option(__version__, prog_name="feedtool", message="%(prog)s %(version)s")
def cli() -> None:
    """Make podcast feeds from YAML and Markdown, and check any feed for faults."""


def _give_up_output() -> None:
    """Drop what standard output does not take; Python would try again at its end."""
    # Python has none if it was closed before the start.
    output: TextIO | None = sys.stdout
    if output is None:
        return
    try:
        output.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())


def main() -> None:
    """Run the command line. Characters that the terminal cannot show are escaped."""
    stop_on_signals()
    # A command runs for a second: collecting garbage would check the same live objects again and
    # again.
    gc.set_threshold(200_000)
    # Pydantic's search for plugins reads the metadata of all installed packages.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.excepthook = _say_crash
    if not sys.warnoptions:
        # What libraries think of an input is for their developers, and may quote it.
        warnings.simplefilter("ignore")
    try:
        cli()
    finally:
        _give_up_output()
        # While Python ends, it looks through all objects for garbage, several times: a fifth of the
        # time of a short command. All memory is given back in a moment anyway.
        gc.freeze()
