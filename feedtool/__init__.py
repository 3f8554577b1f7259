"""Podcast feeds from YAML and Markdown, and a validator of feeds.

The names in `__all__` are the public API; everything else may change. They are loaded when they are
first asked for, so that `import feedtool` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from feedtool._version import __version__

if TYPE_CHECKING:
    from feedtool.feed import BuildResult, build
    from feedtool.feed.reading_show import read_show
    from feedtool.show import Episode, Show, load_show
    from feedtool.validator import validate
    from feedtool.validator.report import Finding, Report, SourceError

__all__ = [
    "BuildResult",
    "Episode",
    "Finding",
    "Report",
    "Show",
    "SourceError",
    "__version__",
    "build",
    "load_show",
    "read_show",
    "validate",
]

_HOMES = {
    "BuildResult": "feed",
    "Episode": "show",
    "Finding": "validator.report",
    "Report": "validator.report",
    "Show": "show",
    "SourceError": "validator.report",
    "build": "feed",
    "load_show": "show",
    "read_show": "feed.reading_show",
    "validate": "validator",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'feedtool' has no attribute {name!r}")
    return getattr(import_module(f"feedtool.{_HOMES[name]}"), name)
