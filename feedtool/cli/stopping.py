"""Ends the command when the system asks for it: as Ctrl+C does, so that nothing is left behind.

The exit code says which signal it was, as shells say it: 130 for Ctrl+C, 143 for SIGTERM, 129 for a
terminal that is closed.
"""

import signal
import time
from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP")
# What ends a command often sends the signal to its group as well.
_ECHO_S = 1.0
_received: list[tuple[int, float]] = []


def stop_on_signals() -> None:
    """End the command on a signal; one that is ignored, as by `nohup`, stays ignored."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)


def stopped_code() -> int:
    """Return the exit code of a command that was stopped."""
    return 128 + (_received[-1][0] if _received else signal.SIGINT)


def _stop(number: int, frame: FrameType | None) -> None:
    del frame
    now = time.monotonic()
    is_echo = bool(_received) and now - _received[-1][1] < _ECHO_S
    if not is_echo:
        _received.append((number, now))
        raise KeyboardInterrupt
