"""Checks of files that are no feeds, such as transcripts: what their commands share."""

import os
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO

import click

from feedtool.cli.checking_options import make_finder
from feedtool.cli.common import check_names, exiting_on_faults
from feedtool.cli.outputs import Target, exit_code_of, write_reports
from feedtool.cli.printing import has_colours, say
from feedtool.cli.progress import Progress
from feedtool.cli.targets import plan_targets, refuse_inputs
from feedtool.configuration.applying import Application
from feedtool.configuration.settings import Given, Settings
from feedtool.files.opening import explain, read_input
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import MAX_FINDINGS, Excerpt, Report, Severity
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style
from feedtool.inputs.discovery import find_files
from feedtool.inputs.feed import report_unreadable
from feedtool.inputs.input import STDIN, Input, file_of, folder_of
from feedtool.validator.checking.fingerprints import number_fingerprints, sign_source
from feedtool.validator.source.encoding import Encoding
from feedtool.validator.source.excerpts import collect_excerpts
from feedtool.values.text_decoding import decode_text
from feedtool.vocabulary.rule_names import filter_rules

# What is wrong with the bytes of a file goes into the findings; how many parts it has is returned.
# The profiles are those of the command line and the configuration.
Check = Callable[[Input, bytes, FileFindings, Sequence[str]], int]


files_argument = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...",
    type=click.Path(allow_dash=True, readable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileChecks:
    """What the user asks of a check of files, as in `feedtool validate`.

    `unit` is what a file is made of, such as cue; larger files than `most_bytes` are refused.
    """

    check: Check
    unit: str
    most_bytes: int
    form: str | None
    outputs: Sequence[Target]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: Severity | None
    fail_on: Severity | None
    max_findings: int | None
    quiet: bool
    statistics: bool
    config: str | None
    no_config: bool
    profiles: tuple[str, ...] = ()

    def run(self, inputs: Sequence[Input]) -> int:
        """Check all inputs, write the reports, and return the exit code.

        Ends the command with 2 if a configuration is wrong. Raises click.UsageError for options
        that do not go together.
        """
        targets = [*plan_targets(self.form, os.environ), *self.outputs]
        finder = make_finder(self.config, no_config=self.no_config)
        check_names(self.profiles, self.select, self.ignore, everywhere=True)
        refuse_inputs(self.outputs, inputs)
        given = Given(
            self.profiles, self.severity, self.fail_on, self.select, self.ignore, "",
            self.max_findings,
        )  # fmt: skip
        style = Style(has_colours(), self.quiet, self.statistics)
        codes = [0]
        with exiting_on_faults(), Progress("check") as progress:
            reports = self._check(inputs, Application(finder, given), targets, codes, progress)
            with closing(reports):
                write_reports(reports, targets, style, self.severity)
        return max(codes)

    def _check(
        self, inputs: Sequence[Input], application: Application, targets: Sequence[Target],
        codes: list[int], progress: Progress,
    ) -> Generator[Report, None, None]:  # fmt: skip
        with_excerpts = any(FORMATS[one.format].excerpts for one in targets)
        for done, one in enumerate(inputs):
            progress(f"checking {self.unit}s", done, len(inputs))
            settings = application.settings_for(file_of(one), folder_of(one))
            report = self._report(one, settings, with_excerpts=with_excerpts)
            report = application.apply(report, settings, file_of(one))
            progress.clear()
            codes.append(exit_code_of(report, self.fail_on))
            if report.unreadable and not targets[0].is_for_people:
                say(str(report.findings[0]), err=True)
            yield report

    def _report(self, one: Input, settings: Settings, *, with_excerpts: bool) -> Report:
        if one.kind == "fault":
            return report_unreadable(one.name, one.fault)
        try:
            data = read_input(one.path, self.most_bytes)
        except OSError as why:
            return report_unreadable(one.name, explain(why))
        findings = FileFindings(one.name, settings.max_findings or MAX_FINDINGS)
        number = self.check(one, data, findings, settings.profiles)
        report = _narrow(findings.report(number, self.unit), settings)
        return (
            replace(report, excerpts=_collect_excerpts(report, data)) if with_excerpts else report
        )


def find_checked(
    names: Sequence[str], endings: Collection[str], stdin_filename: str,
    other_folders: Collection[str],
) -> list[Input]:  # fmt: skip
    """Return the inputs that the user names, as `find_files`.

    Raises click.UsageError if standard input has a name but is none of them.
    """
    if stdin_filename and STDIN not in names:
        raise click.UsageError("--stdin-filename names standard input; write - as FILE")
    return find_files(names, endings, stdin_filename, other_folders)


def _narrow(report: Report, settings: Settings) -> Report:
    """Return the report without the rules that are not asked for, each finding with its mark."""
    is_wanted = filter_rules(settings.select, settings.ignore)
    found = [one for one in report.findings if is_wanted is None or is_wanted(one.rule)]
    signed = number_fingerprints([sign_source(one, one.file) for one in found])
    return replace(report, findings=signed, profiles=settings.profiles)


def _collect_excerpts(report: Report, data: bytes) -> dict[tuple[str, int, int], Excerpt]:
    places = {(one.line, one.column) for one in report.findings if one.line and one.column}
    if not places:
        return {}
    # As the check has read it; what is wrong with its encoding is reported there.
    text = decode_text(data, FileFindings(report.file), "unreadable").encode("utf-8", "replace")
    found = collect_excerpts(BytesIO(text), Encoding("utf-8"), places)
    return {(report.file, *place): excerpt for place, excerpt in found.items()}
