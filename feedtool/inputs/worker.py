"""A process that checks inputs for another process: inputs come in, reports go out.

It is started as a program of its own, not as a copy of the process that needs it. So it does not
matter what that process has loaded, whether it has threads, and whether it runs a script.
"""

import gc
import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

from feedtool.inputs.check import check_input, forget_last
from feedtool.inputs.input import Input
from feedtool.inputs.options import CheckOptions

Orders = SimpleQueue[tuple[Input, CheckOptions]]


def main() -> None:
    """Check inputs until the other process wants no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process ends this one
    gc.set_threshold(200_000)
    incoming, answers = _take_pipes()
    orders: Orders = SimpleQueue()
    threading.Thread(target=_receive, args=(incoming, orders), daemon=True).start()
    while True:
        pickle.dump(check_input(*orders.get()), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
        forget_last()


def _receive(incoming: BinaryIO, orders: Orders) -> None:
    """Put what comes in into a queue. End this process when the other one has ended."""
    try:
        while True:
            orders.put(pickle.load(incoming))  # noqa: S301 - from our own process
    except (EOFError, OSError):
        os._exit(0)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes to the other process; what is printed by mistake goes to standard error."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(sys.stderr.fileno(), 1)
    return pipes


if __name__ == "__main__":
    main()
