"""What a download will take: how many files, how many bytes, and whether the disk has room."""

import shutil
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from feedtool.files.opening import explain
from feedtool.importing.assets.naming import Names
from feedtool.importing.assets.partial import PART
from feedtool.importing.assets.scheduling import Crew, Hosts
from feedtool.importing.assets.transferring import most_bytes
from feedtool.importing.assets.wanted import KINDS, Asset, Kind, find_assets
from feedtool.remote.client import Client, length_of
from feedtool.remote.faults import RemoteFault
from feedtool.show.file_reading import is_file

_ASK_S = 20.0
# Of files whose server does not say how long they are.
_USUAL_BYTES: Mapping[Kind, int] = {
    "artwork": 500_000, "transcripts": 100_000, "chapters": 5_000, "audio": 50_000_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be downloaded into the folder of a show, each asset with its name there."""

    folder: Path
    assets: Sequence[tuple[Asset, str]]

    def count_kinds(self) -> dict[Kind, int]:
        """Return how many files there are of each kind."""
        found = Counter(asset.kind for asset, _ in self.assets)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def count_bytes(self) -> int:
        """Return about how many bytes are still to come."""
        return sum(max(_guess_bytes(asset) - self._here(name), 0) for asset, name in self.assets)

    def free_bytes(self) -> int:
        """Return how much room the disk has."""
        return shutil.disk_usage(self.folder).free

    def _here(self, name: str) -> int:
        path = self.folder / f"{name}{PART}"
        return path.stat(follow_symlinks=False).st_size if is_file(path) else 0


def _guess_bytes(asset: Asset) -> int:
    """Return how long a file is, as far as somebody says it; no more than is taken of it."""
    return min(asset.length_bytes or _USUAL_BYTES[asset.kind], most_bytes(asset))


def make_plan(folder: Path, kinds: Sequence[Kind]) -> Plan:
    """Find out what the sources of a show name by address, and give each a name.

    Raises YamlFault or OSError if they cannot be read.
    """
    names = Names(folder)
    return Plan(folder, [(one, names.choose(one)) for one in find_assets(folder, kinds)])


def ask_lengths(plan: Plan, *, allow_private: bool) -> Generator[tuple[int, int], None, None]:
    """Ask servers for the length of audio that no source says.

    Yields how many have answered, and how many are asked.
    """
    jobs = [(one.url, one) for one, _ in plan.assets if _is_unknown(one)]
    hosts = Hosts()
    crew: Crew[Asset, int] = Crew(hosts, jobs)
    done = 0
    try:
        for found in crew.run(partial(_ask, allow_private=allow_private)):
            if found is not None:
                asset, length = found
                done += 1
                if isinstance(length, int):
                    asset.length_bytes = length
                elif not isinstance(length, RemoteFault):
                    raise length
            yield done, len(jobs)
    finally:
        hosts.stop()
        crew.join(0)


def _is_unknown(asset: Asset) -> bool:
    return asset.kind == "audio" and not asset.length_bytes


def _ask(asset: Asset, *, allow_private: bool) -> int:
    def ask(client: Client) -> int:
        with client.ask("HEAD", asset.url, {"Accept-Encoding": "identity"}) as response:
            return length_of(response) if response.status_code == 200 else 0

    with Client(_ASK_S, allow_private=allow_private) as client:
        return client.run(asset.url, partial(ask, client))


def explain_space(plan: Plan) -> str:
    """Return why the disk has too little room for a plan, "" if it has enough."""
    wanted = plan.count_bytes()
    try:
        free = plan.free_bytes()
    except OSError as why:
        return explain(why)
    if wanted <= free:
        return ""
    return (
        f"about {show_bytes(wanted)} are to come, and {show_bytes(free)} are free; make room, or "
        "download fewer kinds, or say --yes if the feed says too much"
    )


def show_bytes(count: int) -> str:
    """Return a number of bytes as people say it.

    >>> show_bytes(340_512_000), show_bytes(900), show_bytes(51_200_000_000)
    ('340.5 MB', '0.9 kB', '51.2 GB')
    """
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count / 1000:,.1f} kB"
