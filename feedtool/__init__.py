"""Podcast feeds from YAML and Markdown, and a validator of feeds.

The names in `__all__` are the public API; everything else may change. They are loaded when they are
first asked for, so that `import feedtool` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from feedtool._version import __version__

if TYPE_CHECKING:
    from feedtool.findings.report import Finding, Report, SourceError
    from feedtool.formats.registry import format_reports
    from feedtool.importing.feed.read_show import read_show
    from feedtool.inputs.many import validate_many
    from feedtool.producer.build import build
    from feedtool.producer.result import BuildResult
    from feedtool.show.model import Episode, Show
    from feedtool.show.reading import load_show
    from feedtool.validator.validate import validate

__all__ = [
    "BuildResult",
    "Episode",
    "Finding",
    "Report",
    "Show",
    "SourceError",
    "__version__",
    "build",
    "format_reports",
    "load_show",
    "read_show",
    "validate",
    "validate_many",
]

_HOMES = {
    "BuildResult": "producer.result",
    "Episode": "show.model",
    "Finding": "findings.report",
    "Report": "findings.report",
    "Show": "show.model",
    "SourceError": "findings.report",
    "build": "producer.build",
    "format_reports": "formats.registry",
    "load_show": "show.reading",
    "read_show": "importing.feed.read_show",
    "validate": "validator.validate",
    "validate_many": "inputs.many",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'feedtool' has no attribute {name!r}")
    return getattr(import_module(f"feedtool.{_HOMES[name]}"), name)
