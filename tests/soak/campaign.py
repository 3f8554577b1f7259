"""Interrupts commands that write, and checks that nothing is lost."""

import errno
import hashlib
import json
import os
import re
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from lxml import etree

from feedtool import Finding, validate
from soak.faults import Ended, Fault, Faulty
from soak.scenarios import Scenario

BASE = "https://example.com/show/"
ERRORS = {
    "full disk": ("f", errno.ENOSPC), "no quota": ("f", errno.EDQUOT), "broken disk": ("e", errno.EIO),
    "forbidden": ("e", errno.EACCES), "read-only": ("e", errno.EROFS),
}  # fmt: skip
SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}
SWAPPED = ("show/public", "show/public/transcripts", "show/public/feed.xml", "show/feed.lock",
           "show/episodes", "show/.feedtool")  # fmt: skip


@dataclass
class Bench:
    """A scenario at work: its folder before, and after a run that nothing disturbs."""

    faulty: Faulty
    scenario: Scenario
    folder: Path
    counts: Counter[str] = field(default_factory=Counter)
    repaired: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.before = self.folder / "before"
        self.before.mkdir(parents=True)
        self.scenario.prepare(self.before)
        loading = self._copy("loading")
        for command in (self.scenario.command, *self.scenario.repair):
            self.faulty.load(command, loading)
        ended, self.after = self._run_undisturbed()
        self.code, self.calls = ended.code, ended.calls
        self.old = self.scenario.snapshot(self.before)

    def _copy(self, name: str) -> Path:
        root = self.folder / name
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.before, root, symlinks=True)
        return root

    def _run_undisturbed(self) -> tuple[Ended, dict[str, bytes]]:
        root = self._copy("undisturbed")
        ended = self.faulty.run(self.scenario.command, root)
        assert ended.code in (0, 1), ended
        written = self.scenario.snapshot(root)
        for command in self.scenario.repair:
            assert self.faulty.run(command, root).code in (0, 1, 2)
        self.settled = self.scenario.snapshot(root)
        return ended, written

    def fail(self, at: int, kind: str) -> None:
        """Fail one call, or all from then on, and check what the command leaves and says."""
        how, code = ERRORS[kind]
        root = self._copy("work")
        ended = self.faulty.run(self.scenario.command, root, Fault(at, how, code))
        where = (self.scenario.name, kind, at, ended.code, ended.stderr[-600:])
        assert "Traceback" not in ended.stderr, where
        assert ended.code in (self.code, 2), where
        if ended.code != self.code:
            reason = os.strerror(code)
            assert reason in ended.stderr, where
            assert re.search(
                r"unwritable|not written|cannot be written|it cannot be read", ended.stderr
            ), where
        self._check(root, where, is_done=ended.code == self.code)
        self.counts[f"{kind}: {'told' if ended.code == 2 else 'borne'}"] += 1

    def kill(self, at: int) -> None:
        """Kill the command before a call, as a power failure would."""
        root = self._copy("work")
        ended = self.faulty.run(self.scenario.command, root, Fault(at, "k"))
        assert ended.code == -signal.SIGKILL, (self.scenario.name, at, ended)
        self._check(root, (self.scenario.name, "killed", at))
        self.counts["killed"] += 1

    def stop(self, at: int, number: signal.Signals) -> None:
        """Send a signal before a call: the command cleans up and ends."""
        root = self._copy("work")
        ended = self.faulty.run(self.scenario.command, root, Fault(at, "t", number))
        where = (self.scenario.name, number.name, at, ended)
        assert ended.code in (SIGNALS[number], self.code), where
        assert ended.code == self.code or (ended.stdout, "Traceback") != ended.stderr, where
        assert "Traceback" not in ended.stderr, where
        assert not list_temporary(root), (where, list_temporary(root))
        self._check(root, where)
        self.counts[number.name] += 1

    def swap(self, at: int, name: str) -> None:
        """Put a link to a folder of others in the place of a folder while the command runs."""
        root, outside = self._copy("work"), self.folder / "outside"
        shutil.rmtree(outside, ignore_errors=True)
        # What is of others has the names of ours.
        source = root / name
        if source.is_dir():
            shutil.copytree(source, outside)
        else:
            outside.mkdir()
        (outside / "theirs.txt").write_text("theirs", "utf-8")
        found = _state(outside)
        fault = Fault(at, "s", 0, str(root / name), str(outside))
        ended = self.faulty.run(self.scenario.command, root, fault)
        where = (self.scenario.name, "swapped", name, at, ended)
        assert "Traceback" not in ended.stderr, where
        assert _state(outside) == found, (where, set(_state(outside)) ^ set(found))
        self.counts["swapped"] += 1

    def _check(self, root: Path, where: object, *, is_done: bool = False) -> None:
        """Each file is old or new, whole; after the repair, nothing is left of the fault."""
        found = self.scenario.snapshot(root)
        for name, data in found.items():
            if ".feedtool-tmp-" not in name:
                states = [one for one in (self.old, self.after) if name in one]
                whole = [_essence(name, one[name]) for one in states]
                assert _essence(name, data) in whole, (where, name, data[:300])
        lost = {name for name in self.old.keys() & self.after.keys() if name not in found}
        assert not lost, (where, lost)
        if is_done:
            # What cannot be removed at once is removed by the next build.
            whole = {name: one for name, one in found.items() if ".feedtool-tmp-" not in name}
            assert whole == self.after, (where, _differing(whole, self.after))
        if (root / "show" / "public" / "feed.xml").exists():
            check_published(root / "show")
        # What one interruption leaves, many others leave as well: it is repaired once.
        left = _digest(root)
        if left not in self.repaired:
            self._repair(root, where)
            self.repaired.add(left)

    def _repair(self, root: Path, where: object) -> None:
        ends = [self.faulty.run(command, root) for command in self.scenario.repair]
        if not self.scenario.settles:
            assert all("Traceback" not in one.stderr for one in ends), (where, ends)
            return
        assert ends[-1].code in (0, 1), (where, ends)
        settled = self.scenario.snapshot(root)
        assert settled == self.settled, (where, _differing(settled, self.settled), ends)
        assert not list_temporary(root), (where, list_temporary(root))
        assert not (root / "show" / ".feedtool" / "unfinished").exists(), where


def _essence(name: str, data: bytes) -> object:
    """Return what counts of a file: a lock file also lists the files that are about to go."""
    if not name.endswith("feed.lock") or not data:
        return data
    lock = json.loads(data)
    return {key: one for key, one in lock.items() if key != "assets"}


def _differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def _digest(root: Path) -> bytes:
    """Return a digest of all files; of the cache, which knows the moment, the sizes alone."""
    found = [
        (
            re.sub(r"(?<=\.feedtool-tmp-)[^/]+", "", name),
            len(data or b"") if "cache" in name else data,
        )
        for name, data in _state(root).items()
    ]
    return hashlib.sha256(repr(sorted(found, key=repr)).encode()).digest()


def _state(folder: Path) -> dict[str, bytes | None]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() if one.is_file() else None
        for one in sorted(folder.rglob("*"))
    }


def list_temporary(root: Path) -> list[str]:
    """Return the temporary files that are left."""
    return [str(one) for one in root.rglob(".feedtool-tmp-*")]


def check_published(show: Path) -> None:
    """Check that all feeds are whole and valid, and that what they link in public/ exists."""
    public = show / "public"
    for feed in public.glob("[!.]*.xml"):
        data = feed.read_bytes()
        assert etree.fromstring(data).find("channel/title") is not None
        assert not _find_errors(data), (feed, _find_errors(data))
        for link in re.findall(f'"{BASE}((?:artwork|transcripts|chapters)/[^"]+)"', data.decode()):
            assert (public / link).is_file(), (feed, link)


@lru_cache(maxsize=1000)
def _find_errors(data: bytes) -> list[Finding]:
    return [one for one in validate(data).findings if one.severity == "error"]


def moments(calls: int, share: int) -> Iterable[int]:
    """Return the calls to disturb: all, or some that lie evenly, the first and the last among them."""
    if calls <= share:
        return range(1, calls + 1)
    return sorted({calls - round(number * (calls - 1) / (share - 1)) for number in range(share)})


def disturb(bench: Bench, share: int, stride: int) -> None:
    """Kill and fail a command at all its calls, and do the rest at `share` of them.

    A stride of 3 leaves out two of three calls, each kind of fault others.
    """
    for at in range(1, bench.calls + 1, stride):
        bench.kill(at)
        bench.fail(min(at + 1 % stride, bench.calls), "full disk")
        bench.fail(min(at + 2 % stride, bench.calls), "broken disk")
    for at in moments(bench.calls, share):
        for disturbance in _others(bench):
            disturbance(at)


def disturb_some(bench: Bench, share: int, turn: int) -> None:
    """Kill a command and fill its disk at some of its calls; do one of the other things at each."""
    others = _others(bench)
    for number, at in enumerate(moments(bench.calls, share)):
        bench.kill(at)
        bench.fail(at, "full disk")
        others[(turn * share + number) % len(others)](at)


def _others(bench: Bench) -> Sequence[Callable[[int], None]]:
    kinds = [partial(bench.fail, kind=one) for one in ERRORS if one != "full disk"]
    signals = [partial(bench.stop, number=one) for one in SIGNALS]
    swaps = [partial(bench.swap, name=one) for one in SWAPPED if (bench.before / one).exists()]
    return [*kinds, *signals, *swaps]
