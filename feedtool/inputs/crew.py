"""Processes that check inputs side by side."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from feedtool.findings.report import Report
from feedtool.inputs.feed import report_unreadable
from feedtool.inputs.input import Input
from feedtool.inputs.options import CheckOptions

_COMMAND = (sys.executable, "-P", "-m", "feedtool.inputs.worker")
_PATIENCE_S = 5


class Crew:
    """Processes that are started when they are needed. At the end of the block all are gone."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def check(self, one: Input, options: CheckOptions) -> Report:
        """Return the report of an input; several threads may call this at the same time.

        If the process that checks the input ends before that, the report says so.
        """
        worker = self._take()
        try:
            report = worker.check(one, options)
        except (EOFError, OSError, pickle.UnpicklingError):
            return report_unreadable(one.name, worker.bury())
        with self._lock:
            self._idle.append(worker)
        return report

    def _take(self) -> "_Worker":
        with self._lock:
            if self._closed:
                raise EOFError("nobody waits for the report any more")
            if self._idle:
                return self._idle.pop()
            worker = _Worker()
            self._all.add(worker)
        return worker

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._closed = True
        for worker in self._all:
            worker.kill()
        for worker in self._all:
            worker.bury()


class _Worker:
    """One process, see `worker.py`."""

    def __init__(self) -> None:
        # The process finds the modules that this one finds.
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)  # noqa: PTH109 - a text
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
            # Ctrl+C reaches all processes of a group: these are for us to end.
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            process_group=None if os.name == "nt" else 0,
        )

    def check(self, one: Input, options: CheckOptions) -> Report:
        """Return the report of an input. Raises EOFError or OSError if the process has ended."""
        orders, answers = self._process.stdin, self._process.stdout
        if orders is None or answers is None:
            raise EOFError
        pickle.dump((one, options), orders, pickle.HIGHEST_PROTOCOL)
        orders.flush()
        report: Report = pickle.load(answers)  # noqa: S301 - from our own process
        return report

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()

    def bury(self) -> str:
        """Wait until the process has ended, and return in words how it ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE_S)
        self._process.kill()
        with suppress(OSError), self._process:
            pass
        code = self._process.returncode
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else "ended by itself"
        return f"the process that checked it {how}, with no report"
