"""Applies the configuration to reports, and notes which parts of it matched something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from os.path import abspath
from typing import TYPE_CHECKING

from feedtool.configuration.finding import Finder
from feedtool.configuration.settings import Given, Settings, relative_path, settle
from feedtool.findings.report import Finding, Report

if TYPE_CHECKING:
    from feedtool.configuration.leftovers import Universe, Use
    from feedtool.configuration.matching import IgnoreIndex
    from feedtool.configuration.records import Change, Ignore


@dataclass
class Application:
    """The configurations of a run: what is in force for each input, and what each part did.

    `today` decides which ignores have expired.
    """

    finder: Finder
    given: Given = field(default_factory=Given)
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    _uses: "dict[str, Use]" = field(default_factory=dict)

    def settings_for(self, path: str, folder: str) -> Settings:
        """Return what is in force for a file or a show; the path "" is no file.

        The configuration is that of `folder`, or of the nearest folder above it.

        Raises ConfigurationError if the configuration is wrong.
        """
        return settle(self.given, self.finder.find(folder), path, self.today)

    def apply(self, report: Report, settings: Settings, path: str) -> Report:
        """Return a report without the findings that are ignored, with severities as they are set.

        What `validate` did with the same settings is not done again. The errors that keep a show
        from being built stay as they are.
        """
        if settings.configuration is None:
            return report
        use = self._use_of(settings)
        whole = abspath(path) if path else ""  # noqa: PTH100 - as the user names it
        use.checked.add(whole)
        use.layers.update(layer.place for layer in settings.layers)
        if report.unreadable or report.unbuilt or report.truncated:
            use.unclear.add(whole)
        if report.unreadable or report.unbuilt:
            return report
        hidden = sum(
            number
            for rule, number in report.left_out.items()
            if self._note_left_out(rule, settings, use)
        )
        index = _index(settings.ignores)
        kept = [
            one
            for finding in report.findings
            if (one := _weigh(finding, settings, index, use)) is not None
        ]
        hidden += len(report.findings) - len(kept)
        return replace(
            report,
            findings=kept,
            suppressed=report.suppressed + hidden,
            shown_from=settings.severity,
            fails_from=settings.fail_on,
        )

    def close(self, find_all: "Universe") -> Iterator[Report]:
        """Yield a report for each configuration that has something to tell after a whole run.

        `find_all` returns the paths of all feeds that a configuration may be about.
        """
        if not self._uses:
            return
        from feedtool.configuration.leftovers import report_leftovers  # noqa: PLC0415 - rare

        is_narrow = bool(self.given.profiles or self.given.select or self.given.ignore)
        for use in self._uses.values():
            report = report_leftovers(use, self.today, None if is_narrow else find_all)
            if report is not None:
                own = settle(self.given, use.configuration, "", self.today)
                yield replace(report, shown_from=own.severity, fails_from=own.fail_on)

    def _use_of(self, settings: Settings) -> "Use":
        from feedtool.configuration.leftovers import Use  # noqa: PLC0415 - only for a configuration

        configuration = settings.configuration
        assert configuration is not None  # noqa: S101 - the caller has looked
        return self._uses.setdefault(configuration.file, Use(configuration))

    def _note_left_out(self, rule: str, settings: Settings, use: "Use") -> bool:
        """Note what makes `validate` leave out a rule; return whether it is the configuration."""
        if not any(rule in entry.rules for entry in _entries_dropping(rule, settings)):
            return False
        if settings.select and not _is_named(rule, settings.select):
            return False
        if self.given.ignore and _is_named(rule, self.given.ignore):
            return False
        use.entries.update(entry.place for entry in _entries_dropping(rule, settings))
        return True


def _is_named(rule: str, names: tuple[str, ...]) -> bool:
    from feedtool.vocabulary.rule_names import rules_named  # noqa: PLC0415 - only where it is asked

    return any(rule in rules_named(name) for name in names)


def _entries_dropping(rule: str, settings: Settings) -> "Iterator[Ignore | Change]":
    """Yield what makes a rule be left out altogether."""
    for ignore in settings.ignores:
        if ignore.is_of_rules_alone and rule in ignore.rules:
            yield ignore
    change = settings.changes.get(rule)
    if change is not None and change.level == "off":
        yield change


def _index(ignores: "Sequence[Ignore]") -> "IgnoreIndex":
    from feedtool.configuration.matching import IgnoreIndex  # noqa: PLC0415 - only here

    return IgnoreIndex(ignores)


def _weigh(
    finding: Finding, settings: Settings, index: "IgnoreIndex", use: "Use"
) -> Finding | None:
    """Return a finding with its severity as it is set; None if it is ignored."""
    matching = [one for one in index.find(finding) if _is_in_file(finding, one, settings)]
    change = settings.changes.get(finding.rule)
    use.entries.update(one.place for one in matching)
    if change is not None and not matching:
        use.entries.add(change.place)
    if matching or (change is not None and change.level == "off"):
        return None
    level = settings.levels.get(finding.rule, finding.severity)
    return finding if level == finding.severity else replace(finding, severity=level)


def _is_in_file(finding: Finding, ignore: "Ignore", settings: Settings) -> bool:
    """Return whether a finding is in one of the files that an ignore is for."""
    if not ignore.files:
        return True
    from feedtool.configuration.globs import matches_file  # noqa: PLC0415 - only here

    # A show has several files; the input as a whole does not match, or `files` would be empty.
    assert settings.configuration is not None  # noqa: S101 - it has the ignore
    files = {finding.file, finding.origin.file if finding.origin else ""} - {"", "-"}
    places = (relative_path(file, settings.configuration.base) for file in files)
    return any(matches_file(place, glob) for place in places for glob in ignore.files if place)
