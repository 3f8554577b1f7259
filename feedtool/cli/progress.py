"""Shows on a terminal how far a command is, if it takes longer than a second."""

import time
from types import TracebackType
from typing import Self

from feedtool.cli.printing import is_terminal, redraw, say
from feedtool.findings.cells import fit, width_of
from feedtool.findings.wording import printable

_PATIENCE_S = 1.0
_EVERY_S = 0.1
_WIDEST = 79


class Progress:
    """A line on standard error. It changes as the work goes on, and disappears at the end."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._next = time.monotonic() + _PATIENCE_S
        self._width = 0
        self._shown = is_terminal(err=True)

    def __enter__(self) -> Self:
        return self

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show what is being done, how many steps are done, and how many there are.

        With no steps, such as during a wait, the text is printed once and stays.
        """
        if not of:
            say(what, err=True)
            return
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY_S
        line = fit(printable(f"{self._name}: {what}, {done} of {of}"), _WIDEST)
        width = width_of(line)
        redraw(line + " " * (self._width - width))
        self._width = width

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def clear(self) -> None:
        """Remove the line, so that other text can be written in its place."""
        if self._width:
            redraw(" " * self._width)
            redraw("")
            self._width = 0
