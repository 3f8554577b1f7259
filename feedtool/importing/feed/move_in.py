"""Makes a show of a feed: sources from which a build makes the same feed again.

The sources are read and built in memory. What the feed has and the build makes otherwise is kept
letter by letter in as-published.jsonl.
"""

import errno
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unicodedata import category

from feedtool.findings.report import Finding, Report, SourceError
from feedtool.importing.adopting.adopt import adopt
from feedtool.importing.converting.rss_feed import Converted
from feedtool.importing.feed.guest_proposals import add_proposals
from feedtool.importing.feed.kept_elements import (
    KeptElements,
    add_reasons,
    digest_of_channel,
    find_kept_elements,
    forget_lacks,
    guid_of_item,
    list_differences,
)
from feedtool.importing.feed.merge_source import split_source
from feedtool.importing.feed.parsing import parse_channel
from feedtool.importing.feed.put_right import put_right
from feedtool.importing.feed.read_show import find_items, read_parsed
from feedtool.importing.feed.write_sources import (
    EPISODE_STAND_INS,
    SHOW_STAND_INS,
    STAYS,
    Names,
    SourceFile,
    collect_names,
    write_episode,
    write_show,
)
from feedtool.importing.guests.forms import Form
from feedtool.producer.build import examine
from feedtool.producer.collecting.gathering import Progress, be_silent
from feedtool.producer.xml.path_names import path_name
from feedtool.show.as_published import CHANNEL, NAME, Imported, digest_of, format_as_published
from feedtool.show.digest import digest
from feedtool.show.feed_show import FeedItem, FeedShow
from feedtool.show.file_writing import write_all
from feedtool.show.lock import Lock, format_lock
from feedtool.show.model import Show
from feedtool.show.reading import load_show
from feedtool.show.scaffold import IGNORED, schema_files
from feedtool.show.slugs import FreeNames
from feedtool.show.yaml_source import MAX_BYTES

_PODCAST_GUID = "{https://podcastindex.org/namespace/1.0}guid"
# Reading the feed is the first.
_STEPS = 5
# What is wrong in a file is told above its keys, up to so many lines.
_MOST_REMARKS = 20
_ROOM_FOR_REMARKS = 10_000
# It stands in every file that names an episode, and cannot be left out.
_LONGEST_GUID = 100_000


@dataclass(frozen=True, slots=True)
class Incoming:
    """A feed to import: its channel in XML and as a show, and its items in their order.

    `guids` has one for each item, also where the feed has none. `url` is where it was read, and
    `left_out` says what of it is no XML and cannot be kept. `converted` says what became
    of a feed that was not in RSS. `guest_forms` are the author's forms of titles with guests.
    """

    channel: Any
    show: FeedShow
    nodes: Sequence[Any]
    items: Sequence[FeedItem]
    guids: Sequence[str]
    url: str
    left_out: Sequence[str]
    converted: Converted | None = None
    guest_forms: Sequence[Form] = ()

    @property
    def lacks(self) -> Collection[str]:
        """The tags that the feed lacks for its format, and that a build may add."""
        return self.converted.lacks if self.converted else ()


@dataclass(slots=True)
class Move:
    """The sources that were made of a feed: show.yaml, and the episodes in the order of the feed.

    `people` are those that people.yaml does not have yet. `lock` is what feed.lock says of them.
    `kept` is what as-published.jsonl has, `differences` what a build would not make again.
    `held_back` counts the episodes whose date is in the future.
    """

    main: SourceFile
    episodes: Sequence[SourceFile]
    people: SourceFile
    lock: Lock
    kept: KeptElements
    differences: Sequence[str]
    held_back: int

    @property
    def stand_ins(self) -> dict[str, list[str]]:
        """The keys whose value is not the feed's, by file."""
        return {one.name: sorted(one.stand_ins) for one in self.sources if one.stand_ins}

    @property
    def sources(self) -> Sequence[SourceFile]:
        """All that is to be written as YAML."""
        return (self.main, *self.episodes, *([self.people] if self.people.keys else []))


def read_incoming(
    data: bytes,
    *,
    file: str = "feed.xml",
    url: str = "",
    converted: Converted | None = None,
    guest_forms: Sequence[Form] = (),
) -> Incoming:
    """Read a feed that is to become a show. Raises SourceError if the data is no feed.

    `url` is where the feed was read, if it does not say so itself. `converted` says what became
    of a feed that was not in RSS. `guest_forms` are the author's forms of titles with guests.
    """
    channel = parse_channel(data, file)
    left_out = put_right(channel)
    show, pairs = read_parsed(channel, file)
    items = [item for _, item in pairs]
    taken = FreeNames()
    guids = [_make_unique(item, node, taken) for node, item in pairs]
    nodes = [node for node, _ in pairs]
    return Incoming(channel, show, nodes, items, guids, url, left_out, converted, guest_forms)


def move_in(
    feed: Incoming,
    people: Mapping[str, Any] | None = None,
    *,
    add_people: bool = True,
    keep_new_feed_url: bool = False,
    progress: Progress = be_silent,
) -> Move:
    """Return the files of a show from which a build makes the feed again.

    `people` are those that people.yaml has already, as read from YAML. The address that the feed
    says it moved to is left out, unless `keep_new_feed_url`.
    """
    progress("writing the sources", 2, _STEPS)
    names = collect_names(feed.show, people or {}, add=add_people)
    main = write_show(feed.show, names)
    if feed.url and not feed.show.feed_url:
        main.keys["feed_url"] = feed.url
        main.stand_ins.discard("feed_url")
    if keep_new_feed_url and feed.show.new_feed_url:
        main.keys["new_feed_url"] = feed.show.new_feed_url
    episodes = [*_write_episodes(feed, names)]
    add_proposals(feed.show, feed.items, episodes, names, feed.guest_forms)
    known = SourceFile("people.yaml", {**(people or {}), **names.keys()})
    sources = [main, *episodes, *([known] if known.keys else [])]
    dates = [one.published for one in feed.items if one.published]
    now = datetime.now(UTC)
    after = max([now, *dates]) + timedelta(days=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        progress("building the show", 3, _STEPS)
        draft, built = _build(sources, folder, after)
        if [guid_of_item(one) for one in find_items(built)] != feed.guids:
            _name_as_written(main, episodes, folder)
            draft, built = _build(sources, folder, after)
        progress("comparing the feeds", 4, _STEPS)
        kept = find_kept_elements(feed.channel, feed.nodes, built, feed.guids)
        # The lock file has what a build makes, which is all that it compares.
        lock = adopt(draft, read_parsed(built, "")[0], Lock(), read_from=feed.url).lock
        del built  # a large feed takes much memory as a tree
        data = _render(draft.model_copy(update={"as_published": kept}), after)
    del draft
    progress("looking at what is wrong", 5, _STEPS)
    again = parse_channel(data)
    add_reasons(kept, data, after, again, feed.guids)
    _add_remarks(kept, main, dict(zip(feed.guids, episodes, strict=True)))
    differences = [*feed.left_out, *list_differences(feed.channel, feed.nodes, again)]
    # Without an address of the feed, a guid of the show would be made of what stands in for it.
    guid = set() if "feed_url" not in main.stand_ins else {_PODCAST_GUID}
    forget_lacks(kept, {*feed.lacks} - guid)
    held_back = sum(one > now for one in dates)
    added = SourceFile("people.yaml", names.keys())
    return Move(main, episodes, added, lock, kept, differences, held_back)


def list_imported(feed: Incoming, move: Move) -> dict[str, Imported]:
    """Return what a later import compares with: of the channel, and of each item by guid."""
    found = {CHANNEL: _note(CHANNEL, digest_of_channel(feed.channel), move.main)}
    for node, guid, one in zip(feed.nodes, feed.guids, move.episodes, strict=True):
        found[guid] = _note(guid, digest_of([node]), one)
    return found


def _note(guid: str, digest: str, source: SourceFile) -> Imported:
    parts = split_source(source.format(), is_episode=source.notes is not None)
    return Imported(guid, digest, parts.digests)


def make_files(move: Move, feed: Incoming) -> dict[str, bytes]:
    """Return the files of a new show, by name."""
    files = {one.name: one.format().encode() for one in move.sources}
    files[NAME] = format_as_published(move.kept, list_imported(feed, move).values()).encode()
    files["feed.lock"] = format_lock(move.lock).encode()
    return {**files, **IGNORED, **schema_files()}


def write_new_show(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a show; show.yaml comes last, so that half a show does not look whole.

    A .gitignore that is there stays. Raises FileExistsError if another of the files is there
    already, OSError if something cannot be written; then nothing is.
    """
    there = [name for name in files if os.path.lexists(folder / name)]
    for name in there:
        if name not in IGNORED:
            raise FileExistsError(errno.EEXIST, "it is there already", str(folder / name))
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in files if name not in there]
    ordered = sorted(wanted, key=lambda name: (name == "show.yaml", name))
    write_all([(folder / name, files[name]) for name in ordered], folder)


def _add_remarks(kept: KeptElements, main: SourceFile, episodes: Mapping[str, SourceFile]) -> None:
    """Say at the top of a source what of it is wrong and stays as it was published."""
    for guid, elements in kept.items():
        source = episodes[guid] if guid != CHANNEL else main
        source.remarks = [
            f"{STAYS.format(path_name(tag))}: {one.why} (feedtool explain {one.why})"
            for tag, one in elements.items()
            if one.why
        ][:_MOST_REMARKS]


def _write_episodes(feed: Incoming, names: Names) -> Iterator[SourceFile]:
    """Yield the files of items, each with a guid of its own and a date."""
    dates = _fill_dates(feed.items)
    for item, date, guid in zip(feed.items, dates, feed.guids, strict=True):
        one = write_episode(item, names)
        one.keys["published"] = date.isoformat()
        one.keys["guid"] = guid
        yield one


def _name_as_written(main: SourceFile, episodes: Sequence[SourceFile], folder: Path) -> None:
    """Name files so that their order is that of the feed, in which no rule is found."""
    main.keys["order"] = "as-written"
    width = max(len(str(len(episodes))), 4)
    for at, one in enumerate(episodes):
        (folder / one.name).unlink()
        slug = one.name.removeprefix("episodes/")
        one.name = f"episodes/{len(episodes) - at:0{width}}-{slug}"


def _fill_dates(items: Sequence[FeedItem]) -> Iterator[datetime]:
    """Yield the date of each item; one without gets that of the item before it."""
    known = next(
        (one.published for one in items if one.published), datetime(1970, 1, 1, tzinfo=UTC)
    )
    for item in items:
        known = item.published or known
        yield known


def _make_unique(item: FeedItem, node: Any, taken: FreeNames) -> str:
    """Return the guid of an item; where the feed has none, or has it twice, one of its own.

    It does not depend on the other items, so that the next import finds the episode.
    """
    told = [node.findtext(name) or "" for name in ("title", "link", "pubDate")]
    own = digest(*(told if any(told) else [digest_of([node])]))[:16]
    guid = item.guid or item.audio.url or own
    if len(guid) > _LONGEST_GUID or any(category(char) == "Cc" for char in guid):
        guid = own  # no source may say it; as-published.jsonl keeps it
    return taken.take(f"{guid}#{own}" if guid in taken else guid)


def _build(sources: Sequence[SourceFile], folder: Path, at: datetime) -> tuple[Show, Any]:
    """Write the sources, and return the show and what a build makes of it.

    What no source may say is left out of them.
    """
    known = {str(folder / one.name): one for one in sources}
    wanted = sources
    while True:
        for one in wanted:
            path = folder / one.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(_fit(one).encode())
        try:
            show = load_show(folder)
            return show, parse_channel(_render(show, at))
        except SourceError as error:
            wanted = _leave_out_wrong(error.findings, known)
            if not wanted:
                raise SourceError([_without_folder(one, known) for one in error.findings]) from None


def _without_folder(finding: Finding, known: Mapping[str, SourceFile]) -> Finding:
    """Return a finding without the folder of the draft, which nobody can look into."""
    return replace(finding, file=known[finding.file].name) if finding.file in known else finding


def _fit(source: SourceFile) -> str:
    """Return the text of a source; its largest values are left out if it has no room for them."""
    while len((text := source.format()).encode()) > MAX_BYTES - _ROOM_FOR_REMARKS:
        if not _leave_out(source, source.largest_key()):
            break
    return text


def _leave_out_wrong(
    findings: Iterable[Finding], known: Mapping[str, SourceFile]
) -> list[SourceFile]:
    """Leave out of sources the keys that have errors; return the sources that this changes."""
    lines: dict[str, list[int]] = {}
    for one in findings:
        if one.file in known and one.severity == "error":
            lines.setdefault(one.file, []).append(one.line or 1)
    wrong = [(known[file], known[file].keys_at(there)) for file, there in lines.items()]
    # All that is wrong is left out, not the first alone.
    return [one for one, keys in wrong if any([_leave_out(one, key) for key in keys])]


def _leave_out(source: SourceFile, key: str | None) -> bool:
    is_show = source.name == "show.yaml"
    return source.leave_out(key, SHOW_STAND_INS if is_show else EPISODE_STAND_INS)


def _render(show: Show, at: datetime) -> bytes:
    """Return the feed of a show, whatever is wrong with it."""
    found: list[bytes] = []

    def take(data: bytes, file: str) -> Report:
        found.append(data)
        return Report(file)

    examine(show, take, at=at, whole=False)
    return found[0]
