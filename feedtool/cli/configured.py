"""The configuration of a run of `feedtool validate`: what is in force for each input."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from feedtool.configuration.applying import Application
from feedtool.configuration.finding import Finder
from feedtool.configuration.records import Configuration
from feedtool.configuration.settings import Given, Settings
from feedtool.findings.report import Report, Severity
from feedtool.inputs.discovery import find_inputs
from feedtool.inputs.input import Input, file_of, folder_of
from feedtool.inputs.many import Order
from feedtool.inputs.options import CheckOptions
from feedtool.validator.checking.fingerprints import number_fingerprints, sign_source


@dataclass(frozen=True, slots=True)
class ConfiguredRun:
    """Inputs with how each is checked, and with the settings that are applied to its report."""

    application: Application
    orders: Sequence[Order]
    settings: Sequence[Settings]

    def apply(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports of the inputs without what is ignored, then those of configurations."""
        for (one, _), settings, report in zip(self.orders, self.settings, reports, strict=True):
            yield self.application.apply(report, settings, file_of(one))
        for report in self.application.close(_find_all):
            signed = [sign_source(one, one.file) for one in report.findings]
            yield replace(report, findings=number_fingerprints(signed))


def configure(
    finder: Finder, inputs: Sequence[Input], options: CheckOptions, severity: Severity | None,
    fail_on: Severity | None, max_findings: int | None,
) -> ConfiguredRun:  # fmt: skip
    """Return the inputs with what is in force for each; the command line is `options` and more.

    Raises ConfigurationError if a configuration is wrong.
    """
    given = Given(
        options.profiles, severity, fail_on, options.select, options.ignore, options.url,
        max_findings,
    )  # fmt: skip
    application = Application(finder, given, (options.at or datetime.now(UTC)).date())
    settings = [application.settings_for(file_of(one), folder_of(one)) for one in inputs]
    orders = [(one, _combine(options, found)) for one, found in zip(inputs, settings, strict=True)]
    return ConfiguredRun(application, orders, settings)


def _combine(options: CheckOptions, settings: Settings) -> CheckOptions:
    return options._replace(
        profiles=settings.profiles,
        select=settings.select,
        ignore=settings.ignore,
        levels=settings.levels,
        url=settings.url,
        max_findings=settings.max_findings or options.max_findings,
    )


def _find_all(configuration: Configuration) -> set[str]:
    """Return the paths of all feeds and shows that a configuration may be about."""
    patterns = configuration.inputs or (".",)
    names = [os.path.join(configuration.base, pattern) for pattern in patterns]  # noqa: PTH118
    found = (one.path for one in find_inputs(names) if one.kind != "fault")
    return {os.path.abspath(path) for path in found}  # noqa: PTH100 - as the user names them
