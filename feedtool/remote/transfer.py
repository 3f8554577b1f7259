"""The bounds of one transfer: a deadline that is kept from outside of whatever waits or reads.

The work runs in a thread of its own. At the deadline, or at Ctrl+C, its sockets are shut down, so
that whatever reads from them ends, also inside of libraries.
"""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

from feedtool.findings.wording import cut
from feedtool.remote.public_addresses import describe_private

_T = TypeVar("_T")

# A server that is silent for so long has lost us, whatever time there is for all.
SILENCE_S = 10.0


class AnswerFault(Exception):  # noqa: N818 - becomes the text of a RemoteFault
    """Something is wrong with a server or with its answer; the text follows the address.

    `passing` says that the next try may go better.
    """

    def __init__(self, text: str, *, passing: bool = False) -> None:
        super().__init__(text)
        self.passing = passing


class Transfer:
    """What all connections of one transfer share: its deadline, its sockets and its allowance.

    The allowance is how many bytes may still come before something comes of them: a head, a piece
    of a body. Without it, endless lines would fill the memory.
    """

    def __init__(self, timeout_s: float, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self._ends = time.monotonic() + timeout_s
        self._stopped = False
        self._handles: list[socket.socket] = []
        self._lock = threading.Lock()
        self._allowance = 0
        # Whether something came behind the end of the last body.
        self.surplus = False

    def run(self, work: Callable[[], _T]) -> _T:
        """Return what the work returns, or raise what it raises.

        Raises TimeoutError at the deadline, whatever the work does then.
        """
        future: Future[_T] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as why:
                future.set_exception(why)

        threading.Thread(target=run, daemon=True, name="feedtool transfer").start()
        try:
            return future.result(max(self._ends - time.monotonic(), 0))
        finally:
            self.stop()

    def stop(self) -> None:
        """Shut all sockets down, and let no other one be opened."""
        with self._lock:
            self._stopped = True
            handles, self._handles = self._handles, []
        for handle in handles:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
            handle.close()

    def check(self) -> None:
        """Raise TimeoutError if the time is over."""
        if self._stopped or time.monotonic() >= self._ends:
            raise TimeoutError

    def allow(self, size: int) -> None:
        """Set how many bytes may come before something comes of them."""
        self._allowance = size

    def count(self, size: int) -> bool:
        """Count bytes that came; return whether they are more than are allowed."""
        self._allowance -= size
        return self._allowance < 0

    def connect(self, host: str, port: int, *, trusted: bool) -> socket.socket:
        """Return a socket that is connected to a host.

        Each address that the name leads to is looked at here, and the socket connects to that very
        address: a second look-up could give another one. A proxy that the user chose is `trusted`.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        refused = ""
        failure: OSError | None = None
        for family, kind, protocol, _, place in found:
            address = str(place[0])
            private = "" if trusted or self.allow_private else describe_private(address)
            if private:
                what = private if address == host else f"{address}, {private}"
                refused = refused or explain_private(host, what)
                continue
            try:
                return self._open(family, kind, protocol, place)
            except OSError as why:
                failure = why
        raise failure or AnswerFault(refused)

    def _open(
        self, family: int, kind: int, protocol: int, place: tuple[str | int | bytes, ...]
    ) -> socket.socket:
        opened = socket.socket(family, kind, protocol)
        try:
            self._hold(opened)
            opened.settimeout(SILENCE_S)
            opened.connect(place)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            opened.close()
            raise
        return opened

    def _hold(self, opened: socket.socket) -> None:
        # TLS takes the socket over, and a library may close it; a second handle stays ours.
        handle = opened.dup()
        with self._lock:
            if self._stopped:
                handle.close()
                raise TimeoutError
            self._handles.append(handle)


def explain_private(host: str, what: str) -> str:
    """Return what follows an address whose host is private."""
    return (
        f": {cut(host)} is {what}; feedtool reads from public addresses only: check the "
        "address, or allow this one with --allow-private (in Python: allow_private=True)"
    )
