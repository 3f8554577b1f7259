"""What the parts of collecting share while they work: findings, files to publish, answers."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from feedtool.findings.report import Finding, Severity, place_of
from feedtool.findings.wording import cut
from feedtool.producer.addresses.file_addresses import quote_name
from feedtool.producer.collecting.transcript_files import Shelf
from feedtool.producer.facts.assets import Asset, fold_name
from feedtool.producer.facts.feed_facts import Artwork
from feedtool.show.cache import Cache
from feedtool.show.lock import LockedEpisode
from feedtool.show.matter import FileMatter
from feedtool.show.model import Show
from feedtool.show.named_files import FileFault, find_file
from feedtool.show.placing import make_finding_at, name_place

# Systems take 255; while it is written a file has a longer name.
_MAX_NAME_BYTES = 240

# Says what a build does, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]
# Returns what was published of an episode, by the slug that it has now.
Published = Callable[[str], LockedEpisode | None]
# What a server said of audio: length in bytes, type, duration in seconds, as far as it is known.
Answer = Mapping[str, str | int]


def be_silent(what: str, done: int, of: int) -> None:
    """Report no progress."""


def _know_nothing(slug: str) -> None:
    """Return that nothing of an episode was published."""
    del slug


@dataclass(slots=True)
class Gathering:
    """The one thing that changes during collecting; what it holds at the end goes into `Collected`.

    `assets` are the files to publish, by their name under public/, `artworks` the artwork by the
    name of its file, `probes` the answers of servers by URL. `published` returns what feed.lock has
    of an episode, by its slug, `former_assets` are the files that the last build published;
    `absent` are names of audio that is not here, whose facts are those of feed.lock. `shelf` has
    the transcript that was read last.
    """

    show: Show
    cache: Cache
    base_url: str
    findings: list[Finding] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    artworks: dict[str, Artwork] = field(default_factory=dict)
    probes: dict[str, Answer] = field(default_factory=dict)
    published: Published = _know_nothing
    former_assets: Collection[str] = ()
    absent: list[str] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)
    _folded: dict[str, str] = field(default_factory=dict)
    _reported: set[tuple[str, tuple[str, int, int]]] = field(default_factory=set)

    def add(
        self, rule: str, message: str, model: FileMatter, *key: str | int,
        severity: Severity = "error",
    ) -> None:  # fmt: skip
        """Report a finding at a key of a show, an episode or a person."""
        self.add_findings([make_finding_at(self.show, model, key, rule, severity, message)])

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Report findings that have their place."""
        for finding in findings:
            self.findings.append(finding)
            self._reported.add((finding.rule, place_of(finding)))

    def is_reported(self, rule: str, model: FileMatter, *key: str | int) -> bool:
        """Return whether a finding of a rule was reported at a key."""
        file, line, column = name_place(self.show, model, key)
        return (rule, (file, line or 0, column or 0)) in self._reported

    def list_findings(self) -> tuple[Finding, ...]:
        """Return all findings; what several feeds share is reported once."""
        return tuple(dict.fromkeys(self.findings))

    def find(self, what: str, name: str, model: FileMatter, *key: str | int) -> Path | None:
        """Return the path of a file that a key names; report a file that is missing."""
        try:
            return find_file(self.show.folder, what, name)
        except FileFault as fault:
            self.add(fault.rule, fault.message, model, *key)
        return None

    def publish(self, name: str, asset: Asset, model: FileMatter, *key: str | int) -> str:
        """Enter a file to publish, named from public/; return its URL."""
        name = normalize("NFC", name)
        self._check_name(name, model, *key)
        known = self.assets.setdefault(name, asset)
        if known.stamp != asset.stamp and known.make() != asset.make():
            message = f"two different files would be published as {name}; rename one"
            self.add("asset-name-duplicate", message, model, *key)
        return self.base_url + quote_name(name)

    def _check_name(self, name: str, model: FileMatter, *key: str | int) -> None:
        """Report a name that is too long, or that is another file's where case does not count."""
        first = self._folded.setdefault(fold_name(name), name)
        if first != name:
            message = (
                f"{name} and {first} would be published, which are one file on many systems; "
                "rename one"
            )
            self.add("asset-name-duplicate", message, model, *key)
        if len(PurePosixPath(name).name.encode()) > _MAX_NAME_BYTES:
            message = f'"{cut(name)}" is too long for the name of a file; shorten it'
            self.add("bad-file-name", message, model, *key)
