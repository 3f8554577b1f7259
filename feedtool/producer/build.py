"""Builds a show: sources → feeds → our own validator → public/.

A build is collect → identify → render → validate → compare → publish. Each stage takes the frozen
results of those before it and returns its own.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool._version import __version__
from feedtool.findings.report import Finding, Report, SourceError, place_of
from feedtool.producer.arguments import check_arguments
from feedtool.producer.collecting.collect import Collected, collect
from feedtool.producer.collecting.gathering import Progress, be_silent
from feedtool.producer.elements.documents import Document, plan_documents
from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.soundness import add_new, leave_out_files, leave_out_unsound
from feedtool.producer.facts.selection import (
    Selection,
    age_of,
    choose_episodes,
    select_episodes,
)
from feedtool.producer.history.changes import Changes, compare_feeds
from feedtool.producer.history.guid_lines import GuidLine, plan_guid_lines, write_guid_lines
from feedtool.producer.history.identity import Identities, identify, next_lock
from feedtool.producer.history.kinds import Accept
from feedtool.producer.history.matching import follow_names
from feedtool.producer.history.promises import check_promises
from feedtool.producer.history.recording import check_recorded, find_forgotten
from feedtool.producer.history.safeguards import Safeguards
from feedtool.producer.publishing.plan import plan_publication
from feedtool.producer.publishing.publish import (
    Difference,
    Publication,
    exclusive,
    publish,
    writing,
)
from feedtool.producer.result import BuildResult, BuiltFeed
from feedtool.producer.sources.ignores import Ignores
from feedtool.producer.sources.notices import find_absent, find_notices
from feedtool.producer.sources.origins import move_to_sources
from feedtool.producer.xml.document_check import check_document
from feedtool.producer.xml.document_xml import write_document
from feedtool.producer.xml.kept_faults import soften_kept
from feedtool.show.cache import Cache
from feedtool.show.lock import MAIN_FEED, Lock, LockedEpisode, read_lock
from feedtool.show.members import has_times
from feedtool.show.model import Show
from feedtool.validator.validate_items import Parts

if TYPE_CHECKING:
    from feedtool.show.feed_show import FeedShow

# What Apple alone refuses, and other directories take.
_CHOICES = frozenset(["enclosure-format-refused"])


@dataclass(frozen=True, slots=True)
class _Order:
    """A show to build, and how."""

    show: Show
    now: datetime
    cache: Cache
    accept: Collection[Accept] = ()
    version: str = __version__
    progress: Progress = be_silent
    probe: bool = False
    allow_private: bool = False
    audio_present: bool = False
    safeguards: Safeguards = field(default_factory=Safeguards)


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A document, its parts as XML, and all of its bytes."""

    document: Document
    parts: Parts
    data: bytes


@dataclass(frozen=True, slots=True)
class _Made:
    """What a build has made when it checks its feeds, the document of the main feed last."""

    selection: Selection
    collected: Collected
    lock: Lock
    identities: Identities
    rendered: Sequence[_Rendered]
    publication: Publication
    notices: Sequence[Finding]


def build(
    show: "Show | FeedShow",
    *,
    at: datetime | None = None,
    accept: Collection[Accept] = (),
    write: bool = True,
    version: str = __version__,
    cache: Cache | None = None,
    progress: Progress | None = None,
    probe: bool = False,
    allow_private: bool = False,
    audio_present: bool = False,
    safeguards: Safeguards | None = None,
) -> BuildResult:
    """Write public/feed.xml of a show, its other feeds, the files beside them, and the lock file.

    The build holds back episodes dated after `at` (default: now). The same sources give the same
    bytes. What the lock file says was published must not change, but for the kinds in `accept`.
    Without `write`, or for a show without a folder, everything is made and checked, and nothing is
    written.

    With `probe` the build asks servers for missing facts of audio at a URL, with `allow_private`
    those of private networks too. `progress` is called with what the build does, how much of it is
    done, and how much there is (0 of 0 for waiting).

    Audio of a published episode may be absent: its facts are then those of the lock file. With
    `audio_present` the build insists on the files.

    What `read_show` read from a feed is built as well, if all its items have dates.

    Raises ValueError for an `at` without zone or an unknown kind, SourceError if something that the
    show names is wrong or if a feed would have errors, OSError if something cannot be read,
    UnwritableError if something cannot be written; the published feeds are then the old ones.
    """
    if not isinstance(show, Show):
        from feedtool.show.feed_show import make_show  # noqa: PLC0415 - models that few need: 4 ms

        show = make_show(show)
    check_arguments(show, at, accept)
    order = _Order(
        show,
        at or datetime.now(UTC),
        cache or Cache(None),
        accept,
        version,
        progress or be_silent,
        probe,
        allow_private,
        audio_present,
        safeguards or Safeguards(),
    )
    if show.folder is None or not write:
        return _run(order, write=False)
    with exclusive(show.folder, lambda what: order.progress(what, 0, 0)):
        return _run(order, write=True)


def examine(
    show: Show,
    check: Callable[[bytes, str], Report],
    *,
    at: datetime | None = None,
    cache: Cache | None = None,
    whole: bool = True,
) -> tuple[list[Report], tuple[Finding, ...]]:
    """Return the reports of a show's feeds, and what is to say about its sources besides.

    The feeds are those that `build` would write now; nothing is written. `check` returns the report
    of a feed, of which it gets the bytes and the name of the file. All findings are at the lines of
    their sources. Without `whole`, nothing is said about ignores that are left over.

    Raises SourceError if there is no feed because the sources have errors, OSError if something
    cannot be read.
    """
    order = _Order(show, at or datetime.now(UTC), cache or Cache(None))
    made = _make(order)
    ignores = Ignores(show, order.now)
    reports = []
    for one in reversed(made.rendered):
        report = check(one.data, show.name_file(f"public/{one.document.name}"))
        kept = list(ignores.drop_of_feed(report.findings, one.document))
        moved = move_to_sources(kept, one.document, one.data, infos=True)
        hidden = report.suppressed + len(report.findings) - len(kept)
        reports.append(replace(report, findings=[*moved], suppressed=hidden))
    absent = find_absent(show, made.collected.absent)
    besides = [*ignores.drop_of_sources((*made.collected.warnings, *made.notices, *absent))]
    if whole:
        besides += ignores.find_leftovers([one.document for one in made.rendered])
    return reports, tuple(besides)


def _make(order: _Order) -> _Made:
    """Go through the stages up to the feeds; raises SourceError if the sources have errors."""
    show = order.show
    lock = _read_lock(show)
    selection = select_episodes(show, order.now)
    collected = _collect(order, lock, selection)
    if collected.errors:
        raise SourceError(_find_later(order, lock, collected))
    against = order.safeguards.against
    identities = identify(show, lock, selection, collected.episodes, order.now, against)
    check_promises(show, identities, selection.held_back, order.accept, against)
    feeds = assemble_feeds(show, collected, identities)
    rendered = _render(order, plan_documents(feeds, selection.feeds))
    documents = {one.document.name: one.data for one in rendered}
    new = next_lock(show, identities, collected.probes)
    publication = plan_publication(show, lock, new, collected.assets, documents)
    notices = [
        *find_notices(
            feeds[0], identities.former, publication.lock.moved, selection.held_back, order.now
        )
    ]
    if order.safeguards.forgetful:
        notices += find_forgotten(show, lock, identities.published, order.now)
    return _Made(selection, collected, lock, identities, rendered, publication, notices)


def _collect(order: _Order, lock: Lock, selection: Selection) -> Collected:
    return collect(
        order.show, lock, selection.episodes, order.cache, order.progress, probe=order.probe,
        allow_private=order.allow_private,
        published=None if order.audio_present else _recall(order, lock),
    )  # fmt: skip


def find_errors(
    show: Show, known: Sequence[Finding], *, at: datetime | None = None,
    cache: Cache | None = None, progress: Progress | None = None, probe: bool = False,
    allow_private: bool = False, audio_present: bool = False,
) -> list[Finding]:  # fmt: skip
    """Return the known errors of a show's sources, and those that a build would meet after them.

    `show` is the show without what is wrong.
    """
    show = leave_out_files(show, {one.file for one in known})
    order = _Order(
        show, at or datetime.now(UTC), cache or Cache(None), progress=progress or be_silent,
        probe=probe, allow_private=allow_private, audio_present=audio_present,
    )  # fmt: skip
    found = list(known)
    try:
        lock = _read_lock(show)
    except SourceError as error:
        # Who the episodes are, and the facts of audio that is not here, are open then.
        return add_new(found, error.findings)
    collected = _collect(order, lock, select_episodes(show, order.now))
    return add_new(found, _find_later(order, lock, collected))


def _find_later(order: _Order, lock: Lock, collected: Collected) -> list[Finding]:
    """Return what is wrong with collected files, and with feeds of what is sound."""
    sound = leave_out_unsound(order.show, collected.episodes)
    selection = select_episodes(sound, order.now)
    identities = identify(sound, lock, selection, collected.episodes, order.now)
    feeds = assemble_feeds(sound, collected, identities)
    order = replace(order, show=sound)
    rendered = _render(order, plan_documents(feeds, selection.feeds))
    found = _validate(order, rendered, Ignores(sound, order.now))
    later = [one for one in found if one.severity == "error"]
    return add_new(list(collected.errors), later)


def _read_lock(show: Show) -> Lock:
    return (
        read_lock(show.folder / "feed.lock", show.name_file("feed.lock")) if show.folder else Lock()
    )


def _recall(order: _Order, lock: Lock) -> Callable[[str], LockedEpisode | None]:
    """Return what finds a published episode by its slug; renames are followed only then."""
    known = cache(lambda: follow_names(order.show, lock, order.now).episodes)
    return lambda slug: known().get(slug)


def _run(order: _Order, *, write: bool) -> BuildResult:
    """Go through the stages of a build."""
    show, folder, cache = order.show, order.show.folder, order.cache
    made = _make(order)
    collected, rendered = made.collected, made.rendered
    ignores = Ignores(show, order.now)
    found = [*_validate(order, rendered, ignores)]
    besides = ignores.drop_of_sources((*collected.warnings, *made.notices))
    leftovers = ignores.find_leftovers([one.document for one in rendered])
    findings = _judge([*besides, *found, *leftovers])
    publication = made.publication
    if order.safeguards.locked:
        check_recorded(show, made.lock, publication.lock)
    changes = compare_feeds(show, made.identities, publication.feeds)
    difference = publication.compare(folder, made.identities.former, cache)
    lines = _plan_guid_lines(order, made)
    interrupted = write and _publish(folder, publication, difference, cache, lines)
    # A feed may be published under a second name, by which no result of its own stands.
    copies = difference.feeds.difference(one.document.name for one in rendered)
    return BuildResult(
        folder,
        tuple(_describe(one, difference, changes) for one in reversed(rendered)),
        made.selection.held_back,
        findings,
        tuple(sorted((*difference.files, *copies))),
        difference.removed,
        interrupted,
        collected.absent,
        tuple(line.name for line in lines),
    )


def _plan_guid_lines(order: _Order, made: _Made) -> tuple[GuidLine, ...]:
    if not order.safeguards.write_guids:
        return ()
    return plan_guid_lines(order.show, made.identities, made.selection.held_back)


def assemble_feeds(show: Show, collected: Collected, identities: Identities) -> list[Feed]:
    """Return the feeds of a show with all that they are made from, the main feed first."""
    return [
        Feed(
            name,
            feed,
            identities.podcast_guids[name],
            collected.feeds[name],
            collected.episodes,
            identities.items,
            _newest_day(show, name, collected) if has_times(feed) else None,
        )
        for name, feed in {MAIN_FEED: show, **show.feeds}.items()
    ]


def _newest_day(show: Show, name: str, collected: Collected) -> date | None:
    """Return when the newest episode of a feed was published, by the clock of its author."""
    built = [one for one in show.episodes if one.slug in collected.episodes]
    chosen = choose_episodes(show, built)[name]
    return max(chosen, key=age_of).published.date() if chosen else None


def _render(order: _Order, documents: Sequence[Document]) -> list[_Rendered]:
    """Return the documents with their bytes, in the same order."""
    rendered = []
    for number, document in enumerate(documents):
        order.progress("writing feeds", number, len(documents))
        parts = write_document(document, version=order.version, cache=order.cache)
        data = parts.join()
        rendered.append(_Rendered(document, parts.within(data), data))
    return rendered


def _validate(order: _Order, rendered: Sequence[_Rendered], ignores: Ignores) -> Iterator[Finding]:
    """Yield what our own validator finds in the documents, at the lines of their sources."""
    for number, one in enumerate(rendered):
        order.progress("checking feeds", number, len(rendered))
        file = order.show.name_file(f"public/{one.document.name}")
        report = check_document(one.document, one.parts, file=file, at=order.now, cache=order.cache)
        softened = soften_kept(report.findings, one.document, one.parts)
        findings = [_allow_choice(found) for found in softened]
        if one.document.feed.show.audio is not None:
            # Who makes a feed for one format knows which apps it is for.
            findings = [found for found in findings if found.rule not in _CHOICES]
        kept = ignores.drop_of_feed(findings, one.document)
        yield from move_to_sources(kept, one.document, one.data)


def _judge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return each finding once; raises SourceError if there are errors among them."""
    # What several feeds share has the same place.
    unique = {(one.rule, *place_of(one), one.message): one for one in findings}
    errors = [one for one in unique.values() if one.severity == "error"]
    if errors:
        raise SourceError(sorted(errors, key=place_of))
    return tuple(unique.values())


def _allow_choice(finding: Finding) -> Finding:
    """Return what an author may choose as a warning: it is no reason to keep the feed back."""
    return replace(finding, severity="warning") if finding.rule in _CHOICES else finding


def _publish(
    folder: Path | None, publication: Publication, difference: Difference, cache: Cache,
    lines: Sequence[GuidLine],
) -> bool:  # fmt: skip
    """Write what changes; return whether an earlier build was interrupted."""
    if folder is None:
        return False
    with writing():
        return publish(
            folder, publication, difference, cache, lambda: write_guid_lines(lines, folder)
        )


def _describe(
    rendered: _Rendered, difference: Difference, changes: Mapping[str, Callable[[], Changes]]
) -> BuiltFeed:
    """Return a document as the result of a build has it."""
    document = rendered.document
    return BuiltFeed(
        document.name,
        rendered.data,
        len(document.episodes),
        document.name in difference.feeds,
        changes.get(document.name, Changes),
    )
