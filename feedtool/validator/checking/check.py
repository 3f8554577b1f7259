"""What the structural checks of one feed work with."""

from collections.abc import Iterable
from dataclasses import dataclass

from feedtool.findings.suggestions import closest
from feedtool.validator.checking.collector import Collector
from feedtool.validator.elements.plans import Plans
from feedtool.validator.source.locator import Locator

# A hostile feed may have millions of misspelt names.
_MAX_SUGGESTIONS = 300


@dataclass(slots=True)
class Check:
    """The plans, the collector of findings, and the locator that finds places."""

    plans: Plans
    collector: Collector
    locator: Locator
    _suggestions: int = 0

    def suggest(self, name: str, known: Iterable[str]) -> str | None:
        """Return the closest known name; None after the first few hundred unknown names."""
        self._suggestions += 1
        return closest(name, known) if self._suggestions <= _MAX_SUGGESTIONS else None
