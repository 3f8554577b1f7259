"""Downloads files that the sources of a show name by address, and names the files there.

Each file is checked, gets its name, and then the sources name it: whenever a download ends, the
show is whole, and the next one goes on where this one was.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from feedtool.files.opening import explain, read_bounded
from feedtool.findings.catalogue import make_finding
from feedtool.findings.place import LineColumn
from feedtool.findings.report import Finding
from feedtool.importing.assets.checking import Checked, ContentFault, check_content
from feedtool.importing.assets.estimating import Plan
from feedtool.importing.assets.naming import Names, guess_ending
from feedtool.importing.assets.partial import PART, Part, TakenError, read_state
from feedtool.importing.assets.scheduling import Crew, Hosts
from feedtool.importing.assets.source_edits import name_file
from feedtool.importing.assets.transcript_names import find_rival
from feedtool.importing.assets.trying import Trying
from feedtool.importing.assets.wanted import Asset, Use
from feedtool.remote.faults import RemoteFault, show_url
from feedtool.show.file_reading import is_file, read_text
from feedtool.show.file_writing import write_all
from feedtool.show.front_matter import split_front_matter
from feedtool.show.key_path import KeyPath
from feedtool.show.yaml_source import MAX_BYTES, YamlFault, read_yaml

_KEYS = {
    "artwork": "artwork",
    "transcripts": "transcript",
    "chapters": "chapters",
    "audio": "audio",
}
_STAYS = "the address stays in the source"
# So long a thread may take to notice that its connection is gone.
_JOIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its name in the show's folder, "" if the sources keep the address.

    `findings` say why, or what is odd about the file.
    """

    asset: Asset
    name: str = ""
    size: int = 0
    has_chapters: bool = False
    findings: tuple[Finding, ...] = ()


def download(
    plan: Plan,
    *,
    allow_private: bool = False,
    progress: Callable[[int, int], None] = lambda files, count: None,
) -> Generator[Outcome, None, None]:
    """Download the files of a plan, and yield what became of each as soon as it is known.

    `progress` is told how many files are done, and how many bytes are here of the others. When the
    caller goes on no longer, what came so far stays beside the show for the next time.
    """
    hosts = Hosts()
    trying = Trying(plan.folder, hosts, allow_private=allow_private)
    names = dict(plan.assets)
    placing = _Placing(plan.folder)
    crew: Crew[Asset, Part | None] = Crew(hosts, [(asset.url, asset) for asset, _ in plan.assets])
    done = 0

    def fetch(asset: Asset) -> Part | None:
        name = names[asset]
        return None if _placed(plan.folder, name, asset.url) else trying.fetch(asset, name)

    try:
        for found in crew.run(fetch):
            if found is not None:
                done += 1
                yield placing.place(*found, names[found[0]])
            progress(done, trying.count_bytes())
    finally:
        trying.stop()
        for part in crew.join(_JOIN_S):
            if part is not None:
                part.close()


def _placed(folder: Path, name: str, url: str) -> str:
    """Return the name of a file that is whole, and that no source names yet; "" for none.

    A download was killed between the two.
    """
    state = read_state(folder, name)
    if state is None or state.url != url or not state.name:
        return ""
    inner, _, last = state.name.rpartition("/")
    path, part = folder / state.name, folder / f"{name}{PART}"
    is_sound = inner == name.rpartition("/")[0] and last.strip(".") != "" and "\\" not in last
    if not is_sound or not is_file(path) or path.is_symlink():
        return ""
    # Another file may have had the name before ours could take it.
    return state.name if not is_file(part) or part.samefile(path) else ""


@dataclass(frozen=True, slots=True)
class _Placing:
    """Gives files their names, one after the other, and writes these into the sources."""

    folder: Path

    def place(self, asset: Asset, part: Part | BaseException | None, name: str) -> Outcome:
        """Check what was downloaded, and name it in the sources."""
        if isinstance(part, Part):
            with part:
                return self._check(asset, part, name)
        if part is None:
            found = _placed(self.folder, name, asset.url)
            with Part(self.folder, name, asset.url) as empty:
                return self._check(asset, empty, name, found)
        return self._explain(asset, part)

    def _check(self, asset: Asset, part: Part, name: str, placed: str = "") -> Outcome:
        """Check a file; `placed` is its name if it has one already."""
        path = self.folder / placed if placed else part.path
        try:
            checked = check_content(asset, path)
            size = path.stat().st_size
            final = placed or self._name(asset, part, name, checked)
            outcome = self._write(asset, final, checked, size)
        except ContentFault as why:
            part.discard()
            return self._refuse(asset, why.rule, f"{show_url(asset.url)} is not taken: {why}")
        except OSError as why:
            return self._explain(asset, why)
        part.discard()
        if not outcome.name and not placed:
            with suppress(OSError):
                (self.folder / final).unlink()
        return outcome

    def _name(self, asset: Asset, part: Part, name: str, checked: Checked) -> str:
        """Give a file its name: the planned one, unless its ending is wrong or a file has it."""
        promised = guess_ending(asset)
        if promised == checked.ending and part.name_as(name):
            return name
        stem = name.removesuffix(f".{promised}") if promised else name
        for other in Names(self.folder).list_free(stem, checked.ending):
            if part.name_as(other):
                return other
        raise AssertionError  # the names never end

    def _write(self, asset: Asset, name: str, checked: Checked, size: int) -> Outcome:
        """Name a file in all sources that have its address."""
        files: dict[str, bytes] = {}
        findings: list[Finding] = []
        for use in asset.uses:
            path = self.folder / use.file
            data = files.get(use.file) or read_bounded(path, MAX_BYTES)
            says = find_rival(self.folder, data, use, checked) if _is_text(asset) else ""
            made = name_file(data, asset, use, name, checked) if not says else None
            if made is not None:
                files[use.file] = made
                continue
            says = says or "the source has changed meanwhile, or cannot be edited safely"
            findings.append(self._find(asset, use, "not-downloaded", f"{says}; {_STAYS}"))
        write_all([(self.folder / one, data) for one, data in files.items()], self.folder)
        if not files:
            return Outcome(asset, findings=tuple(findings))
        findings += self._compare_length(asset, size)
        return Outcome(asset, name, size, checked.has_chapters, tuple(findings))

    def _compare_length(self, asset: Asset, size: int) -> Iterator[Finding]:
        """Yield a warning if the feed says another length than that of the file."""
        if asset.says_length and asset.length_bytes != size:
            says = (
                f"{show_url(asset.url)} has {size:,} bytes, and the feed said "
                f"{asset.length_bytes:,}; a build publishes the length of the file"
            )
            yield self._find(asset, asset.uses[0], "audio-doubtful", says, severity="warning")

    def _explain(self, asset: Asset, why: BaseException) -> Outcome:
        """Return why a file is not here. Raises what is no fault of a server or of the disk."""
        if isinstance(why, RemoteFault):
            rule = "audio-unreachable" if asset.kind == "audio" else "unreachable"
            return self._refuse(asset, rule, str(why))
        if isinstance(why, TakenError):
            says = "another process is downloading it; let it end, and run this again"
            return self._refuse(asset, "not-downloaded", f"{show_url(asset.url)}: {says}")
        if isinstance(why, OSError):
            says = f"{why.filename or self.folder}: {explain(why)}"
            return self._refuse(asset, "not-downloaded", f"{says}; fix this and run again")
        raise why

    def _refuse(self, asset: Asset, rule: str, says: str) -> Outcome:
        use = asset.uses[0]
        count = len(asset.uses) - 1
        others = f" (and in {count} other place{'' if count == 1 else 's'})" if count else ""
        return Outcome(asset, findings=(self._find(asset, use, rule, f"{says}; {_STAYS}{others}"),))

    def _find(
        self, asset: Asset, use: Use, rule: str, says: str, severity: str | None = None
    ) -> Finding:
        file = f"{self.folder.as_posix()}/{use.file}"
        line, column = self._find_place(use)
        message = f"{_KEYS[asset.kind]}: {says}"
        return make_finding(
            rule, message, file, line, column,
            severity="warning" if severity == "warning" else "error", where="source",
        )  # fmt: skip

    def _find_place(self, use: Use) -> LineColumn:
        """Return where a source has an address, or the name of the file in its place."""
        try:
            places = _find_places(use.file, read_text(self.folder / use.file))
        except (YamlFault, OSError):
            return 1, 1
        found = places.get(use.path) or places.get((*use.path[:-1], "file"))
        return found or (1, 1)


@lru_cache(maxsize=4)
def _find_places(file: str, text: str) -> Mapping[KeyPath, LineColumn]:
    """Return the places of the values of a source, which many findings may be about."""
    if not file.endswith(".md"):
        return read_yaml(text).values
    front = split_front_matter(text)
    return read_yaml(front.yaml, front.yaml_line).values


def _is_text(asset: Asset) -> bool:
    return asset.kind == "transcripts"
