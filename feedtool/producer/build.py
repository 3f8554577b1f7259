"""Builds a show: sources → feeds → our own validator → public/."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from feedtool._version import __version__
from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding, SourceError, place_of
from feedtool.findings.wording import cut
from feedtool.producer.addresses.hosting import without_foreign
from feedtool.producer.collecting.collect import Progress, be_silent, gather
from feedtool.producer.elements.documents import (
    MAIN_NAME,
    Document,
    choose_episodes,
    plan_documents,
)
from feedtool.producer.facts.facts import EpisodeFacts, Facts
from feedtool.producer.history.changes import Changes, Comparison, is_document_of, read_guids
from feedtool.producer.history.identity import follow_names, hash_of
from feedtool.producer.history.promises import KINDS, Accept, check_lost_lock, check_promises
from feedtool.producer.publishing.publish import Publication, exclusive, publish, writing
from feedtool.producer.sources.notices import find_notices
from feedtool.producer.sources.origins import tell_at_sources
from feedtool.producer.xml.write import write_document
from feedtool.show.cache import Cache
from feedtool.show.feed_show import FeedShow, make_show
from feedtool.show.lock import MAIN, Lock, LockedEpisode, read_lock
from feedtool.show.model import Episode, Show
from feedtool.show.placing import make_finding_at
from feedtool.show.slugs import MAX_NAME, is_safe_name
from feedtool.validator.validate import validate

# What Apple alone refuses, and other directories take.
_CHOICES = frozenset(["enclosure-format-refused"])


@dataclass(frozen=True, slots=True)
class BuiltFeed:
    """A feed document: its name under public/, what it holds, whether it is another than before.

    `changes` are those of the whole feed; a further page of it has none of its own.
    """

    name: str
    data: bytes = field(repr=False)
    episodes: int
    changed: bool
    compare: Callable[[], Changes] = field(repr=False, compare=False)

    @property
    def changes(self) -> Changes:
        """What subscribers get to see; it is found out when it is asked for."""
        return self.compare()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did, or would do.

    `feeds` are all documents, feed.xml first. `held_back` are the episodes whose date has not come.
    `files` are the other files under public/ that change, `removed` those that go. `cleaned_up`
    says that an earlier build was interrupted, and that this one put things right.
    """

    folder: Path | None
    feeds: tuple[BuiltFeed, ...]
    held_back: tuple[Episode, ...]
    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    cleaned_up: bool = False

    @property
    def xml(self) -> bytes:
        """The bytes of feed.xml."""
        return self.feeds[0].data

    @property
    def changed(self) -> bool:
        """Whether anything under public/ is another than before."""
        return bool(self.files or self.removed or any(feed.changed for feed in self.feeds))

    @property
    def changes(self) -> Changes:
        """What subscribers of feed.xml get to see."""
        return self.feeds[0].changes


def build(
    show: Show | FeedShow,
    *,
    at: datetime | None = None,
    accept: Collection[Accept] = (),
    write: bool = True,
    version: str = __version__,
    cache: Cache | None = None,
    progress: Progress | None = None,
    probe: bool = False,
) -> BuildResult:
    """Write public/feed.xml of a show, its other feeds, the files beside them, and the lock file.

    Episodes dated after `at` (default: now) are held back. The same sources give the same bytes.
    What the lock file says was published must not change, but for the kinds in `accept`. Without
    `write`, or where the show has no folder, all is made and checked, and nothing written.

    With `probe` servers are asked for what is not known of audio at a URL. `progress` is told what
    is being done, how much of it is done, and how much there is (0 of 0 for waiting).

    What `read_show` read from a feed is built as well, if all its items have dates.

    Raises ValueError for an `at` without zone or an unknown kind, SourceError if something that the
    show names is wrong or if a feed would have errors, OSError if something cannot be read,
    UnwritableError if something cannot be written; the published feeds are then the old ones.
    """
    show = make_show(show) if isinstance(show, FeedShow) else show
    _check_arguments(show, at, accept)
    work = _Work(
        show,
        at or datetime.now(UTC),
        version,
        cache or Cache(None),
        progress or be_silent,
        probe=probe,
    )
    folder = show.folder
    if folder is None or not write:
        return work.run(accept, write=False)
    with exclusive(folder, work.tell_waiting):
        return work.run(accept, write=True)


def _check_arguments(show: Show, at: datetime | None, accept: Collection[str]) -> None:
    """Refuse what only a program can get wrong."""
    if at is not None and at.tzinfo is None:
        raise ValueError("at has no time zone; write datetime(2024, 3, 1, tzinfo=UTC)")
    unknown = set(accept) - set(KINDS)
    if unknown:
        raise ValueError(f"accept has {min(unknown)!r}; there are {', '.join(KINDS)}")
    place = show.name_file("show.yaml") if show.folder else show.title
    counts = Counter(episode.slug for episode in show.episodes)
    for slug in counts:
        if not is_safe_name(slug):
            message = (
                f'the slug "{cut(slug)}" cannot stand in the name of a file; use at most '
                f"{MAX_NAME} letters, digits and -"
            )
            raise SourceError([make_finding("bad-file-name", message, place)])
    for slug, number in counts.items():
        if number > 1:
            message = f'two episodes have the slug "{slug}"; give them a slug or a number'
            raise SourceError([make_finding("slug-duplicate", message, place)])
    _check_guids(show)


def _check_guids(show: Show) -> None:
    """Refuse a guid that two episodes have, as `load_show` does; a page of a feed may have one."""
    first: dict[str, str] = {}
    for episode in show.episodes:
        if episode.guid and first.setdefault(episode.guid, episode.slug) != episode.slug:
            message = f'guid is "{episode.guid[:60]}", as in {first[episode.guid]}; change one'
            raise SourceError(
                [make_finding_at(show, episode, ("guid",), "guid-duplicate", "error", message)]
            )


class _Work:
    """One build: what it is made with, and the episodes that it publishes by their slug."""

    def __init__(
        self,
        show: Show,
        now: datetime,
        version: str,
        cache: Cache,
        progress: Progress,
        *,
        probe: bool,
    ) -> None:
        self.show = show
        self.now = now
        self.cache = cache
        self.published: dict[str, LockedEpisode] = {}
        self._version = version
        self._progress = progress
        self._probe = probe

    def run(self, accept: Collection[Accept], *, write: bool) -> BuildResult:
        """Make all, publish it with `write`, and say what changes."""
        show, folder = self.show, self.show.folder
        lock = read_lock(folder / "feed.lock", show.name_file("feed.lock")) if folder else Lock()
        lock, documents, facts, findings = self.make(lock, accept)
        feeds = {document.name: data for document, data in documents}
        changes = self._compare(lock, feeds)
        publication = Publication(feeds, facts.assets, self.merge(lock, facts))
        ours = replace(lock, assets=without_foreign(folder, lock.assets)) if folder else lock
        difference = publication.compare(folder, ours, self.cache)
        interrupted = False
        if write and folder is not None:
            with writing():
                interrupted = publish(folder, publication, difference, self.cache)
        return BuildResult(
            folder,
            tuple(
                BuiltFeed(
                    one.name, data, len(one.episodes), one.name in difference.feeds,
                    changes.get(one.name, Changes),
                )
                for one, data in reversed(documents)
            ),
            tuple(episode for episode in show.episodes if episode.published > self.now),
            findings,
            difference.files,
            difference.removed,
            interrupted,
        )  # fmt: skip

    def tell_waiting(self, what: str) -> None:
        """Say that another build of the show is at work."""
        self._progress(what, 0, 0)

    def _compare(self, lock: Lock, feeds: Mapping[str, bytes]) -> dict[str, Callable[[], Changes]]:
        """Return what tells the changes for the subscribers of each feed, by its document's name.

        What is published now is read at once, before it is replaced.
        """
        comparison = Comparison(self.show, lock, self.published)
        found = {}
        for name in (MAIN_NAME, *self.show.feeds):
            documents = {one: data for one, data in feeds.items() if is_document_of(name, one)}
            found[f"{name}.xml"] = comparison.compare(name, documents)
        return found

    def make(
        self, lock: Lock, accept: Collection[Accept]
    ) -> tuple[Lock, list[tuple[Document, bytes]], Facts, tuple[Finding, ...]]:
        """Make all documents, feed.xml last, and check them against the lock and the rules."""
        show = self.show
        due = [episode for episode in show.episodes if episode.published <= self.now]
        chosen = choose_episodes(show, due)
        feeds_of = _invert(chosen)
        wanted = [episode for episode in due if episode.slug in feeds_of]
        lock = follow_names(show, lock, self.now)
        facts = gather(show, lock, wanted, self.cache, self._progress, probe=self._probe)
        self.published = {
            one.slug: lock_episode(one, facts.episodes[one.slug], feeds_of[one.slug])
            for one in wanted
        }
        waiting = {one.slug for one in show.episodes if one.published > self.now}
        check_promises(show, lock, self.published, waiting, accept)
        if lock == Lock() and show.folder is not None:
            there = read_guids(show.folder / "public", (MAIN_NAME, *show.feeds))
            check_lost_lock(show, there, self.published)
        documents, findings = [], list(facts.warnings)
        planned = plan_documents(show, chosen, facts)
        for number, document in enumerate(planned):
            self._progress("writing and checking feeds", number, len(planned))
            data = write_document(document, version=self._version, cache=self.cache)
            found = validate(data, file=show.name_file(f"public/{document.name}"), at=self.now)
            findings += map(_allow_choice, tell_at_sources(found.findings, document, data))
            documents.append((document, data))
        # What several feeds share is told once.
        held_back = [one for one in show.episodes if one.slug in waiting]
        findings += find_notices(show, lock, facts, held_back, self.now)
        findings = list({(one.rule, *place_of(one), one.message): one for one in findings}.values())
        errors = [one for one in findings if one.severity == "error"]
        if errors:
            raise SourceError(sorted(errors, key=place_of))
        return lock, documents, facts, tuple(findings)

    def merge(self, old: Lock, facts: Facts) -> Lock:
        """Return what is published now, and what was once."""
        gone = {slug: replace(one, removed=True) for slug, one in old.episodes.items()}
        feeds = {name: feed.podcast_guid for name, feed in facts.feeds.items()}
        return Lock(
            facts.podcast_guid,
            gone | self.published,
            feeds=old.feeds | feeds,
            probes=facts.probes,
            addresses=tuple(dict.fromkeys((*old.addresses, self.show.feed_url))),
        )


def _allow_choice(finding: Finding) -> Finding:
    """Return what an author may choose as a warning: it is no reason to keep the feed back."""
    return replace(finding, severity="warning") if finding.rule in _CHOICES else finding


def _invert(chosen: Mapping[str, Sequence[Episode]]) -> dict[str, tuple[str, ...]]:
    """Return the names of the feeds that each episode stands in."""
    found: dict[str, tuple[str, ...]] = {}
    for name, episodes in chosen.items():
        for episode in episodes:
            found[episode.slug] = (*found.get(episode.slug, ()), name)
    return found


def lock_episode(
    episode: Episode, own: EpisodeFacts, feeds: tuple[str, ...] = MAIN
) -> LockedEpisode:
    """Return what the lock file keeps of an episode that stands in these feeds."""
    enclosure: dict[str, str | int] = {
        "url": own.audio_url,
        "length": own.audio_length,
        "type": own.audio_type,
        "duration": own.duration_s,
    }
    return LockedEpisode(
        own.guid, episode.published.isoformat(), enclosure, hash_of(episode), feeds=feeds,
        permalink=own.permalink,
    )  # fmt: skip
