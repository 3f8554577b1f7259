"""Options and output that several commands share."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from feedtool.cli.printing import say
from feedtool.findings.cells import fit, width_of
from feedtool.findings.report import Finding, SourceError
from feedtool.findings.wording import inert, printable

if TYPE_CHECKING:
    from feedtool.show.model import Show

STDOUT = "standard output"
_SHOWN_OF_KIND = 20


class Unwritable(click.ClickException):
    """A file of the user's choice, or standard output, cannot be written."""

    exit_code = 2

    def __init__(
        self, place: str, why: OSError, outcome: str = "the report was not written"
    ) -> None:
        reason = f"{place}: error: {why.strerror or why}"
        super().__init__(f"{reason}; {outcome} [unwritable]")

    def show(self, file: object = None) -> None:
        """Print the message as a finding is printed, if there is a place where it can be read."""
        with suppress(OSError):
            say(self.format_message(), err=True)


@contextmanager
def naming(place: str) -> Iterator[None]:
    """Say which file cannot be written, or that it is standard output, if the block fails so.

    If only a reader is gone, as after `| head`, click ends the command without a word.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as why:
        raise Unwritable(place, why) from why


def print_source_error(findings: Sequence[Finding], outcome: str) -> None:
    """Print all findings that stop a command to standard error, then the outcome."""
    print_findings(findings)
    number = len(findings)
    say(f"{outcome}: {number} error{'' if number == 1 else 's'}", err=True)


@contextmanager
def exiting_on_faults() -> Iterator[None]:
    """End the command with 2 if a configuration is wrong, and print all that is wrong with it."""
    from feedtool.configuration.fault import ConfigurationError  # noqa: PLC0415 - only some commands

    try:
        yield
    except ConfigurationError as error:
        print_findings(error.findings)
        sys.exit(2)


def load_or_exit(folder: Path) -> "Show":
    """Load a show. If it has errors, print them and end the command with 2."""
    from feedtool.show.reading import load_show  # noqa: PLC0415 - pydantic, only some commands need it

    try:
        return load_show(folder)
    except SourceError as error:
        print_source_error(error.findings, f"{folder.as_posix()}: not read")
        sys.exit(2)


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings of a show's sources to standard error: of each rule only the first ones."""
    counts = Counter((one.rule, one.severity) for one in findings)
    shown: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        kind = (finding.rule, finding.severity)
        shown[kind] += 1
        if shown[kind] <= _SHOWN_OF_KIND:
            say(str(finding), err=True)
        elif shown[kind] == counts[kind]:
            more = counts[kind] - _SHOWN_OF_KIND
            say(f"    and {more} more of {finding.rule}", err=True)


_NO_DATE = '"{}" is not a date; expected e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00'


def parse_published(context: click.Context, option: click.Parameter, text: str | None) -> str:
    """Check that the value of an option is a date as `published` has it. Return it, or ""."""
    del context, option
    if text is None:
        return ""
    from feedtool.show.scaffold import check_published  # noqa: PLC0415 - pydantic

    try:
        return check_published(text.strip())
    except ValueError:
        raise click.BadParameter(_NO_DATE.format(text)) from None


def parse_language(context: click.Context, option: click.Parameter, text: str) -> str:
    """Check that the value of an option is the tag of a language, or empty."""
    del context, option
    from feedtool.values.languages import check_language  # noqa: PLC0415 - few commands need it

    wrong = next(iter(check_language(text)), None) if text else None
    if wrong is not None:
        raise click.BadParameter(f'"{text}" is not a language; {wrong.says}')
    return text


def parse_moment(
    context: click.Context, option: click.Parameter, text: str | None
) -> datetime | None:
    """Read the value of an option as a date and time. One without a zone is in that of the show."""
    del context, option
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(_NO_DATE.format(text)) from None


def format_table(
    rows: Sequence[Mapping[str, str]], columns: Sequence[str], *, widest: int = 48
) -> Iterator[str]:
    """Yield the lines of a table with a heading. Columns without any value are left out.

    Values are cut at `widest` cells of a terminal. Control characters become visible, and
    nothing is a command to the log of a CI system.
    """
    kept = [name for name in columns if any(row[name] for row in rows)]
    cells = [kept, *([fit(printable(row[name]), widest) for name in kept] for row in rows)]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    for line in cells if rows else ():
        padded = map(_pad, line, widths)
        yield inert("  ".join(padded).rstrip(), keeps_width=True)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))


def check_names(
    profiles: Sequence[str], select: Sequence[str], ignore: Sequence[str], *, everywhere: bool
) -> None:
    """Refuse an unknown profile or rule, and suggest the closest name.

    A rule may be one about the sources of a show only if `everywhere` says so.
    """
    if not (profiles or select or ignore):
        return
    from feedtool.vocabulary import load_rules, load_vocabulary  # noqa: PLC0415 - only for names
    from feedtool.vocabulary.rule_names import rules_named  # noqa: PLC0415 - as above

    known = load_vocabulary().profiles
    for name in profiles:
        if name not in known:
            _refuse("--profile", "profile", name, known, f"there are {', '.join(known)}")
    rules = load_rules("" if everywhere else "feed")
    for option, names in (("--select", select), ("--ignore", ignore)):
        for name in names:
            if rules.keys().isdisjoint(rules_named(name)):
                _refuse(option, "rule", name, rules, "feedtool rules lists them")


def _refuse(option: str, what: str, name: str, known: Iterable[str], otherwise: str) -> NoReturn:
    from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - only for mistakes

    hint = suggest(name, known, otherwise, form="did you mean {}?")
    raise click.BadParameter(f"there is no {what} {name}; {hint}", param_hint=option)
