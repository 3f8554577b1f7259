"""Tries to download files until they are here, or until it makes no sense to go on."""

import threading
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from feedtool.importing.assets.partial import Part
from feedtool.importing.assets.scheduling import Hosts
from feedtool.importing.assets.transferring import transfer
from feedtool.importing.assets.wanted import Asset
from feedtool.remote.client import Client
from feedtool.remote.faults import RemoteFault

# With waits of 1, 2, 4 and 8 seconds between them.
_TRIES = 5
_FIRST_WAIT_S = 1.0
# Tries that bring more of a file do not count, up to this number, and as long as they bring this
# much in this time.
_MOST_TRIES = 50
_LEAST_BYTES = 1_000_000
_LEAST_EACH_S = 60.0
# What takes longer is gone on with by the next try, where the server can do that.
_ONE_TRY_S = 6 * 3600.0


@dataclass(slots=True)
class _Pace:
    """Whether tries that each bring something bring enough: how much was here, and since when."""

    size: int
    since: float

    def check(self, size: int, reason: str) -> None:
        """Raise RemoteFault if too little has come for too long."""
        now = monotonic()
        if size - self.size >= _LEAST_BYTES:
            self.size, self.since = size, now
        elif size > self.size and now - self.since > _LEAST_EACH_S:
            came = f"{size - self.size:,} bytes came in {now - self.since:.0f} seconds of tries"
            raise RemoteFault(f"{reason}; only {came}", passing=True)


class Trying:
    """The downloads of a run; several threads work at once, each at a file."""

    def __init__(self, root: Path, hosts: Hosts, *, allow_private: bool) -> None:
        self._root = root
        self._hosts = hosts
        self._allow_private = allow_private
        self._lock = threading.Lock()
        self._clients: set[Client] = set()
        self._parts: set[Part] = set()

    def count_bytes(self) -> int:
        """Return how many bytes are here of the files that are being downloaded."""
        with self._lock:
            return sum(part.size for part in self._parts)

    def stop(self) -> None:
        """Shut all connections down."""
        self._hosts.stop()
        with self._lock:
            clients = list(self._clients)
        for client in clients:
            client.__exit__(None, None, None)

    def fetch(self, asset: Asset, name: str) -> Part:
        """Download a file under a name, and return it, open.

        Raises RemoteFault, OSError, TakenError, or StoppedError if the run ends before.
        """
        part = Part(self._root, name, asset.url)
        with self._lock:
            self._parts.add(part)
        try:
            self._fetch(asset, part)
        except RemoteFault as why:
            # A part without a version cannot be gone on with.
            if why.passing and part.size and part.state.validator:
                part.close()
            else:
                part.discard()
            self._hosts.note(asset.url, failed=why.passing)
            raise
        except BaseException:
            part.close()
            raise
        finally:
            with self._lock:
                self._parts.discard(part)
        self._hosts.note(asset.url, failed=False)
        return part

    def _fetch(self, asset: Asset, part: Part) -> None:
        failed, most = 0, part.size
        pace = _Pace(part.size, monotonic())
        for _ in range(_MOST_TRIES):
            self._hosts.enter(asset.url)
            try:
                self._try(asset, part)
                return
            except RemoteFault as why:
                failed = 1 if part.size > most else failed + 1
                most = max(most, part.size)
                if not why.passing or failed >= _TRIES:
                    raise
                pace.check(most, str(why))
                last = why
            wait_s = _FIRST_WAIT_S * 2 ** (failed - 1)
            if last.wait_s:
                self._hosts.pause(asset.url, last.wait_s)
                pace.since += last.wait_s
            self._hosts.wait(wait_s if not last.wait_s else 0)
        raise last

    def _try(self, asset: Asset, part: Part) -> None:
        with Client(_ONE_TRY_S, allow_private=self._allow_private) as client:
            with self._lock:
                self._clients.add(client)
            try:
                if self._hosts.is_stopped:
                    client.__exit__(None, None, None)
                client.run(asset.url, lambda: transfer(client, asset, part))
            finally:
                with self._lock:
                    self._clients.discard(client)
