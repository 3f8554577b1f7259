"""Work at several servers at once: few connections to each, and pauses where one wants them."""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, Full, Queue
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from feedtool.remote.faults import RemoteFault, show_url

_T = TypeVar("_T")
_R = TypeVar("_R")

_AT_ONCE = 6
_OF_HOST = 2
_POLL_S = 0.1
# Who waits for a server longer than this had better come back.
MOST_WAIT_S = 300.0
# So many files in a row a server may fail, each after all tries.
_MOST_FAILURES = 3


class StoppedError(Exception):
    """The work is to end."""


class Hosts:
    """What is known of servers during the work, and whether it is to end."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self._closed: dict[str, str] = {}

    def stop(self) -> None:
        """End all waits, and let no work begin."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Whether the work is to end."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> None:
        """Wait; raises StoppedError if the work ends meanwhile."""
        if self._stop.wait(seconds):
            raise StoppedError

    def enter(self, url: str) -> None:
        """Wait until a server may be asked.

        Raises RemoteFault if it is not to be asked any more, StoppedError if the work ends.
        """
        host = host_of(url)
        while True:
            with self._lock:
                closed = self._closed.get(host)
                left = self._until.get(host, 0.0) - time.monotonic()
            if closed is not None:
                raise RemoteFault(f"{show_url(url)} is left for later: {closed}", passing=True)
            if left <= 0:
                break
            self.wait(left)
        if self.is_stopped:
            raise StoppedError

    def pause(self, url: str, seconds: float) -> None:
        """Leave a server alone, for all files that it has; for good if that is too long."""
        host = host_of(url)
        with self._lock:
            if seconds > MOST_WAIT_S:
                minutes = f"{seconds / 60:,.0f} minutes"
                self._closed[host] = (
                    f"{host} wants to be left alone for {minutes}; run this again then"
                )
            self._until[host] = max(self._until.get(host, 0.0), time.monotonic() + seconds)

    def note(self, url: str, *, failed: bool) -> None:
        """Count files that a server fails in a row; after some it is not asked any more."""
        host = host_of(url)
        with self._lock:
            self._failures[host] = self._failures[host] + 1 if failed else 0
            if self._failures[host] >= _MOST_FAILURES:
                self._closed.setdefault(
                    host, f"{host} failed {_MOST_FAILURES} files in a row; run this again later"
                )


def host_of(url: str) -> str:
    """Return the host and the port of an address."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


class Crew(Generic[_T, _R]):
    """Threads that work at jobs, each at the server of an address."""

    def __init__(self, hosts: Hosts, jobs: Sequence[tuple[str, _T]]) -> None:
        """Prepare jobs, each with its address."""
        self._hosts = hosts
        self._queues: dict[str, deque[_T]] = {}
        for url, job in jobs:
            self._queues.setdefault(host_of(url), deque()).append(job)
        self._count = len(jobs)
        self._active: Counter[str] = Counter()
        self._changed = threading.Condition()
        # What is done and not yet taken holds files open.
        self._done: Queue[tuple[_T, _R | BaseException]] = Queue(_AT_ONCE)
        self._left: list[_R] = []
        self._threads: list[threading.Thread] = []

    def run(self, work: Callable[[_T], _R]) -> Iterator[tuple[_T, _R | BaseException] | None]:
        """Yield each job with its result, or with what the work raised; None now and then.

        When the caller goes on no longer, all work ends.
        """
        for _ in range(min(_AT_ONCE, self._count)):
            thread = threading.Thread(
                target=self._work, args=(work,), daemon=True, name="feedtool download"
            )
            self._threads.append(thread)
            thread.start()
        left = self._count
        while left:
            try:
                found = self._done.get(timeout=_POLL_S)
            except Empty:
                yield None
                continue
            left -= 1
            yield found

    def join(self, seconds: float) -> list[_R]:
        """Wait until the threads have ended, which does not take long after `Hosts.stop`.

        Returns the results that nobody has taken.
        """
        with self._changed:
            self._changed.notify_all()
        ends = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(ends - time.monotonic(), 0))
        while True:
            try:
                self._leave(self._done.get_nowait()[1])
            except Empty:
                return self._left

    def _work(self, work: Callable[[_T], _R]) -> None:
        while (taken := self._take()) is not None:
            host, job = taken
            try:
                self._hand_over(job, work(job))
            except BaseException as why:
                self._hand_over(job, why)
            with self._changed:
                self._active[host] -= 1
                self._changed.notify_all()

    def _hand_over(self, job: _T, result: _R | BaseException) -> None:
        while not self._hosts.is_stopped:
            try:
                self._done.put((job, result), timeout=_POLL_S)
            except Full:
                continue
            return
        self._leave(result)

    def _leave(self, result: _R | BaseException) -> None:
        if not isinstance(result, BaseException):
            self._left.append(result)

    def _take(self) -> tuple[str, _T] | None:
        """Return a job whose server is free, and the server; wait for one. None at the end."""
        with self._changed:
            while not self._hosts.is_stopped and self._queues:
                free = next((one for one in self._queues if self._active[one] < _OF_HOST), None)
                if free is not None:
                    job = self._queues[free].popleft()
                    if not self._queues[free]:
                        del self._queues[free]
                    self._active[free] += 1
                    return free, job
                self._changed.wait(_POLL_S * 10)
        return None
