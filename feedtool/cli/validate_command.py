"""`feedtool validate`: checks feeds."""

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedtool.cli.checking_options import (
    at_option,
    check_options,
    config_option,
    make_finder,
    no_config_option,
    profile_option,
    report_options,
)
from feedtool.cli.common import exiting_on_faults
from feedtool.cli.outputs import Target, exit_code_of, write_reports
from feedtool.cli.printing import has_colours, say
from feedtool.cli.progress import Progress
from feedtool.cli.targets import plan_targets, refuse_inputs
from feedtool.configuration.finding import Finder
from feedtool.findings.report import MAX_FINDINGS, Report, Severity
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style
from feedtool.inputs.discovery import find_inputs
from feedtool.inputs.input import STDIN, Input, folder_of
from feedtool.inputs.many import check_all, count_processors
from feedtool.inputs.options import CheckOptions

if TYPE_CHECKING:
    from feedtool.cli.baseline import KnownFindings
    from feedtool.cli.configured import ConfiguredRun


@click.command("validate")
@click.argument(
    "feeds", nargs=-1, metavar="[FEED]...", type=click.Path(allow_dash=True, readable=False)
)
@profile_option
@report_options
@click.option(
    "--url", default="", metavar="URL",
    help="The address of the feed, to compare with its link to itself.",
)  # fmt: skip
@at_option
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N",
    help="How many feeds to check side by side.  [default: the number of processors]",
)  # fmt: skip
@config_option
@no_config_option
@click.option("--watch", is_flag=True, help="Check a feed again each time it changes.")
@click.option(
    "--baseline", metavar="FILE", type=click.Path(path_type=Path, readable=False),
    help="Report only findings that are not in this file, and count those that are.  "
    "[default: baseline in feedtool.toml, if it is there]",
)  # fmt: skip
@click.option(
    "--update-baseline", is_flag=True,
    help="Write all findings to the baseline: from then on they are known.",
)  # fmt: skip
def command(
    feeds: Sequence[str],
    form: str | None,
    outputs: Sequence[Target],
    watch: bool,
    config: str | None,
    no_config: bool,
    **given: Any,
) -> None:
    """Check feeds and say what is wrong, where, and how to fix it.

    FEED is a file, a pattern such as "feeds/**/*.xml", a folder to search for feeds, the folder of
    a show, or - for standard input. The feed of a show is built in memory and checked; its findings
    are at the lines of show.yaml and the episodes. Without FEED, the configuration says what to
    check: `files` in feedtool.toml. Nothing is downloaded.

    feedtool rules lists the rules, feedtool explain RULE explains one rule. A comment
    <!-- feedtool: ignore RULE reason --> in the feed turns off a rule for the element after it.

    Exit codes: 0 no finding at or above --fail-on; 1 such findings; 2 wrong use, an input that
    cannot be read, or a show whose sources have errors; 130 stopped by Ctrl+C.
    """
    targets = [*plan_targets(form, os.environ), *outputs]
    finder = make_finder(config, no_config=no_config)
    with exiting_on_faults():
        feeds = feeds or _default_inputs(finder)
    inputs = find_inputs(feeds, given["stdin_filename"])
    check_options(inputs, **given)
    _check_use(inputs, outputs, watch=watch, **given)
    refuse_inputs(outputs, inputs)
    options = CheckOptions(
        given["profiles"],
        given["select"],
        given["ignore"],
        given["url"],
        given["at"],
        given["max_findings"] or MAX_FINDINGS,
        excerpts=any(FORMATS[one.format].excerpts for one in targets),
        edits=any(FORMATS[one.format].edits for one in targets),
    )
    style = Style(has_colours(), given["quiet"], given["statistics"])
    jobs = given["jobs"] or count_processors()
    run = _Run(
        options, targets, style, given["severity"], given["fail_on"], jobs, finder,
        given["max_findings"], given["baseline"], given["update_baseline"],
    )  # fmt: skip
    if watch:
        from feedtool.cli.watching_inputs import watch_inputs  # noqa: PLC0415 - 30 ms, only here

        watch_inputs(feeds, lambda: find_inputs(feeds), run.check_again, run.list_settings)
        return
    with exiting_on_faults():
        sys.exit(run.check(inputs))


@dataclass
class _Run:
    """Inputs that are checked while their reports are written, and the exit code so far."""

    options: CheckOptions
    targets: Sequence[Target]
    style: Style
    severity: Severity | None
    fail_on: Severity | None
    jobs: int
    finder: Finder
    max_findings: int | None
    baseline: Path | None
    update_baseline: bool
    exit_code: int = 0

    def list_settings(self) -> list[str]:
        """Return the files that say how inputs are checked: configurations and baselines."""
        named = [] if self.baseline is None else [str(self.baseline)]
        return [*named, *self.finder.list_files()]

    def check_again(self, inputs: Sequence[Input]) -> None:
        """Check inputs with the configuration as it is now, which may be wrong for a while."""
        self.finder.forget()
        with suppress(SystemExit), exiting_on_faults():
            self.check(inputs)

    def check(self, inputs: Sequence[Input]) -> int:
        """Check inputs, write all reports, and return the exit code.

        Raises ConfigurationError if a configuration is wrong.
        """
        configured, known = self._configure(inputs), self._find_known(inputs)
        reports = self._check(inputs, configured, known, progress := Progress("validate"))
        with progress, closing(reports):
            write_reports(reports, self.targets, self.style, self.severity)
        for one in dict.fromkeys(known):
            if one is not None:
                one.save()
        return self.exit_code

    def _configure(self, inputs: Sequence[Input]) -> "ConfiguredRun | None":
        """Return the inputs with their settings, None if none has a configuration."""
        if not any(self.finder.find(folder_of(one)) for one in inputs):
            return None
        from feedtool.cli.configured import configure  # noqa: PLC0415 - most feeds have none

        return configure(
            self.finder, inputs, self.options, self.severity, self.fail_on, self.max_findings
        )

    def _find_known(self, inputs: Sequence[Input]) -> "Sequence[KnownFindings | None]":
        """Return the known findings for each input; nothing at all without a baseline."""
        found = (self.finder.find(folder_of(one)) for one in inputs if self.baseline is None)
        if not self.baseline and not any(one and one.baseline for one in found):
            if self.update_baseline:
                says = "--update-baseline needs --baseline FILE, or baseline in feedtool.toml"
                raise click.UsageError(says)
            return ()
        from feedtool.cli.baseline import find_known  # noqa: PLC0415 - only with a baseline

        return find_known(
            inputs, self.finder, self.options, self.baseline, update=self.update_baseline
        )

    def _check(
        self, inputs: Sequence[Input], configured: "ConfiguredRun | None",
        known: "Sequence[KnownFindings | None]", progress: Progress,
    ) -> Generator[Report, None, None]:  # fmt: skip
        def tell(done: int) -> None:
            progress("checking feeds", done, len(inputs))

        orders = configured.orders if configured else [(one, self.options) for one in inputs]
        with closing(check_all(orders, self.jobs, tell)) as reports:
            found = configured.apply(reports) if configured else reports
            for report, baseline in zip_longest(found, known):
                progress.clear()
                new = report if baseline is None else baseline.apply(report)
                self._judge(new)
                yield new

    def _judge(self, report: Report) -> None:
        """Take a report into the exit code. Say on standard error what programs may not notice."""
        self.exit_code = max(self.exit_code, exit_code_of(report, self.fail_on))
        if report.unreadable and not self.targets[0].is_for_people:
            for finding in report.findings:
                say(str(finding), err=True)


def _default_inputs(finder: Finder) -> list[str]:
    """Return what the configuration of the current folder says to check."""
    configuration = finder.find(".")
    if configuration is None or configuration.inputs is None:
        raise click.UsageError("name a feed or a folder, or list files in feedtool.toml")
    base = configuration.base
    return [os.path.relpath(os.path.join(base, one)) for one in configuration.inputs]  # noqa: PTH118


def _check_use(
    inputs: Sequence[Input], outputs: Sequence[Target], *, stdin_filename: str,
    watch: bool, update_baseline: bool, **others: object,
) -> None:  # fmt: skip
    """Refuse options that do not go together with the inputs."""
    del others
    streams = [one for one in inputs if one.kind == "stream"]
    if stdin_filename and not any(one.path == STDIN for one in streams):
        raise click.UsageError("--stdin-filename names standard input; write - as FEED")
    if watch and update_baseline:
        raise click.UsageError("--update-baseline checks once; use it without --watch")
    if watch and outputs:
        raise click.UsageError("--watch shows what changed, which is no whole report for --output")
    if watch and streams:
        raise click.UsageError(f"{streams[0].path} can be read only once; --watch needs files")
