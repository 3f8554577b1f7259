"""`feedtool fix`: fixes what a program can fix in feeds."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import click

from feedtool.cli.checking_options import (
    at_option,
    check_options,
    config_option,
    make_finder,
    no_config_option,
    profile_option,
)
from feedtool.cli.common import exiting_on_faults, print_source_error
from feedtool.cli.completion import complete_rules
from feedtool.cli.printing import flush, is_terminal, put, put_bytes, say
from feedtool.cli.progress import Progress
from feedtool.configuration.applying import Application
from feedtool.configuration.finding import Finder
from feedtool.configuration.settings import Given, Settings
from feedtool.files.opening import explain, open_normal, read_whole
from feedtool.findings.report import SEVERITIES, Finding, Severity, SourceError, place_of
from feedtool.findings.wording import inert
from feedtool.fixing.diff import diff
from feedtool.fixing.fix import MAX_BYTES, fix
from feedtool.fixing.outcome import FileChange, Outcome, outcome_of_feed, summarize
from feedtool.formats.grouping import group_findings
from feedtool.formats.sums import name_lines
from feedtool.inputs.discovery import find_inputs
from feedtool.inputs.input import STDIN, Input, file_of, folder_of, read_stream
from feedtool.inputs.options import in_utc
from feedtool.validator.validate import DEFAULT_PROFILES

_SEVERITIES: Sequence[str] = SEVERITIES


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user asks for."""

    profiles: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    unsafe: bool
    url: str
    at: datetime | None
    fail_on: Severity | None
    show_diff: bool
    write: bool

    @property
    def is_clear(self) -> bool:
        """Whether the user says what becomes of the changes."""
        return self.show_diff or self.write

    def apply(self, finder: Finder) -> Application:
        """Return the configurations of the inputs, below what the command line says."""
        given = Given(self.profiles, None, self.fail_on, self.select, self.ignore, self.url)
        return Application(finder, given, (self.at or datetime.now(UTC)).date())


@click.command("fix")
@click.argument(
    "feeds",
    nargs=-1,
    required=True,
    metavar="FEED...",
    type=click.Path(allow_dash=True, readable=False),
)
@click.option("--diff", "show_diff", is_flag=True, help="Show the changes, and write nothing.")
@click.option("--write", is_flag=True, help="Write the changes into the files.")
@click.option("--unsafe", is_flag=True, help="Fix also what takes a guess. Look at the changes.")
@click.option(
    "--select", multiple=True, metavar="RULE", shell_complete=complete_rules,
    help="Fix only this rule; may be repeated, * stands for any letters.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="RULE", shell_complete=complete_rules,
    help="Do not fix this rule; may be repeated, * stands for any letters.",
)  # fmt: skip
@profile_option
@click.option(
    "--url", default="", metavar="URL",
    help="The address of the feed, for its link to itself.",
)  # fmt: skip
@at_option
@click.option(
    "--fail-on", type=click.Choice(_SEVERITIES[::-1]),
    help="After --write: the lowest severity of what is left that makes the exit code 1.  "
    "[default: error]",
)  # fmt: skip
@config_option
@no_config_option
def command(feeds: Sequence[str], config: str | None, no_config: bool, **given: Any) -> None:
    """Fix what a program can fix in feeds, and leave every other byte as it is.

    FEED is a file, a pattern, a folder to search for feeds, the folder of a show, or - for standard
    input, whose fixed feed goes to standard output. Of a show, show.yaml, people.yaml and the
    episodes are fixed. Without --diff and --write, the command says what it would fix. Guids and
    the addresses of enclosures never change. feedtool rules --fixable lists what can be fixed.

    Exit codes: 0 nothing to fix, or after --write nothing left at or above --fail-on; 1 something
    to fix, or after --write something left; 2 wrong use, or a file that cannot be read or written.
    """
    inputs = find_inputs(feeds)
    check_options(inputs, **given)
    asked = _Asked(**given)
    _check_use(inputs, asked)
    with exiting_on_faults():
        run = _Run(asked, asked.apply(make_finder(config, no_config=no_config)))
        sys.exit(run.fix_all(inputs))


def _check_use(inputs: Sequence[Input], asked: _Asked) -> None:
    """Refuse options that do not go together with the inputs."""
    if asked.show_diff and asked.write:
        raise click.UsageError("--diff writes nothing; leave out --diff or --write")
    if len(inputs) > 1 and any(one.path == STDIN for one in inputs):
        raise click.UsageError("- must be the only FEED: its fixed feed goes to standard output")


@dataclass
class _Run:
    """Inputs that are fixed one after the other, and the exit code so far."""

    asked: _Asked
    application: Application
    exit_code: int = 0

    def fix_all(self, inputs: Sequence[Input]) -> int:
        """Fix all inputs and return the exit code."""
        total = Counter[str]()
        with Progress("fix") as progress:
            for done, one in enumerate(inputs):
                progress("fixing feeds", done, len(inputs))
                found = read_stream(one)
                settings = self.application.settings_for(file_of(found), folder_of(found))
                outcome = self._fix(found, settings)
                progress.clear()
                self._tell(found, outcome, settings.fail_on)
                total.update(fixed=len(outcome.fixed), files=len(outcome.files))
        if len(inputs) > 1:
            verb = "fixed" if self.asked.write else "would fix"
            files = "1 file" if total["files"] == 1 else f"{total['files']} files"
            say(f"{len(inputs)} inputs: {verb} {total['fixed']} in {files}", err=True)
        if total["files"] and not self.asked.is_clear and inputs[0].path != STDIN:
            say("--diff shows the changes, --write writes them", err=True)
        return self.exit_code

    def _fix(self, one: Input, settings: Settings) -> Outcome:
        """Return what can be fixed in an input; nothing is written."""
        if one.kind == "fault":
            return Outcome(one.name, fault=one.fault)
        if one.kind == "show":
            return self._fix_show(one, settings)
        path = file_of(one)
        try:
            data = one.data if one.kind == "data" else _read(one.path)
        except OSError as why:
            return Outcome(one.name, fault=explain(why))
        fixed = fix(
            data, unsafe=self.asked.unsafe, select=settings.select, ignore=settings.ignore,
            profiles=settings.profiles or DEFAULT_PROFILES, url=settings.url,
            at=in_utc(self.asked.at), file=one.name, levels=settings.levels,
            weigh=lambda report: self.application.apply(report, settings, path),
        )  # fmt: skip
        return outcome_of_feed(one.name, one.path, data, fixed)

    def _fix_show(self, one: Input, settings: Settings) -> Outcome:
        """Return what can be fixed in the sources of a show; nothing is written."""
        from feedtool.fixing.show import FixOptions, fix_show  # noqa: PLC0415 - pydantic and lxml

        options = FixOptions(
            settings.profiles or DEFAULT_PROFILES, settings.select, settings.ignore,
            self.asked.unsafe, self.asked.at,
            lambda report: self.application.apply(report, settings, file_of(one)),
        )  # fmt: skip
        try:
            return fix_show(one.path, options)
        except OSError as why:
            return Outcome(one.name, fault=explain(why))

    def _tell(self, one: Input, outcome: Outcome, fail_on: Severity) -> None:
        """Write what is asked for, say what is done, and take it into the exit code."""
        asked = self.asked
        if outcome.fault:
            say(f"{outcome.name}: {outcome.fault}", err=True)
            self.exit_code = 2
            return
        is_stream = one.path == STDIN and not asked.show_diff
        if asked.show_diff:
            _print(line for file in outcome.files for line in _diff(file))
        elif is_stream:
            _write_stream(outcome, one.data)
        elif asked.write and not self._write(one, outcome):
            return
        elif not asked.write:
            _print(_list(outcome.fixed))
        written = asked.write or is_stream
        verb = "fixed" if written else "would fix"
        say(f"{outcome.name}: {summarize(outcome, verb)}", err=True)
        if _is_bad(outcome, fail_on) if written else outcome.files:
            self.exit_code = max(self.exit_code, 1)

    def _write(self, one: Input, outcome: Outcome) -> bool:
        """Write the files of an outcome; return whether that was possible."""
        path = one.path
        try:
            with _keeping_builds_away(one) if outcome.files else nullcontext():
                # If one of the files has changed since it was read, none is written.
                for work, file in product((_check_same, _replace), outcome.files):
                    path = file.path
                    work(file)
        except SourceError as error:
            print_source_error(error.findings, f"{path}: not written")
        except OSError as why:
            say(f"{path}: not written: {explain(why)}", err=True)
        else:
            return True
        self.exit_code = 2
        return False


def _keeping_builds_away(one: Input) -> AbstractContextManager[None]:
    """Return a block in which no build of a show reads or writes its sources."""
    if one.kind != "show":
        return nullcontext()
    from feedtool.producer.publishing.publish import exclusive  # noqa: PLC0415 - only for --write

    return exclusive(Path(one.path), partial(say, err=True))


def _read(path: str) -> bytes:
    with open_normal(path) as source:
        return read_whole(source, MAX_BYTES)


def _replace(file: FileChange) -> None:
    """Write a file in place of the one that was read; a link stays a link.

    Raises OSError, also if the file is another one than was read.
    """
    from feedtool.show.file_writing import stream_atomically  # noqa: PLC0415 - only for --write

    with stream_atomically(Path(file.path)) as stream:
        stream.write(file.after)
        # The last moment before the new file takes the place of the old one.
        _check_same(file)


def _check_same(file: FileChange) -> None:
    """Raise OSError if another program has changed a file since it was read."""
    if _read(file.path) != file.before:
        raise OSError(None, "another program has changed the file since it was read; run fix again")


def _write_stream(outcome: Outcome, data: bytes) -> None:
    """Write a feed from standard input to standard output, fixed or as it was."""
    put_bytes(outcome.files[0].after if outcome.files else data)
    flush()


def _diff(file: FileChange) -> Iterator[str]:
    colour = is_terminal() and not os.environ.get("NO_COLOR")
    return diff(file.path, file.before, file.after, colour=colour)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        put(line, colours=is_terminal())
    flush()


def _list(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings that would be fixed, of those with the same cause the first one."""
    placed = sorted(findings, key=lambda one: (one.file, place_of(one)))
    for first, *others in group_findings(placed):
        yield f"{inert(str(first))}\n"
        if others:
            yield f"    and {len(others)} more of this kind{name_lines(others)}\n"


def _is_bad(outcome: Outcome, fail_on: str) -> bool:
    """Return whether findings are left at or above a severity."""
    lowest = _SEVERITIES.index(fail_on)
    return any(_SEVERITIES.index(one.severity) >= lowest for one in outcome.left)
