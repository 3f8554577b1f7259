"""Findings at a key of show.yaml or of an episode's front matter."""

from feedtool.show import Episode, Show
from feedtool.show.elements import Path
from feedtool.validator.report import Finding, Severity


def find_at(
    show: Show, model: Show | Episode, key: Path, rule: str, severity: Severity, message: str
) -> Finding:
    """Return a finding at the place of a key, or of the nearest key around it."""
    line, column = model.source.find(*key)
    file = show.name_file(model.source.file or "show.yaml")
    return Finding(rule, severity, message, file, line, column, where="source")
