"""Imports a feed into a folder that has a show: new episodes are added, the author's edits stay.

What the last import read is known from as-published.jsonl. An item that has changed since changes
the keys of its episode that the author has not touched; the others are conflicts.
"""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from functools import cached_property
from pathlib import Path
from typing import Any

from feedtool.files.opening import read_bounded
from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError
from feedtool.findings.wording import cut
from feedtool.importing.adopting.adopt import match_feed
from feedtool.importing.assets.source_edits import read_data
from feedtool.importing.feed.format_yaml import format_key
from feedtool.importing.feed.kept_elements import digest_of_channel
from feedtool.importing.feed.merge_source import (
    NOTES,
    Merged,
    merge_source,
    split_source,
    whole_lines,
)
from feedtool.importing.feed.move_in import Incoming, Move, list_imported, move_in
from feedtool.importing.feed.write_sources import SourceFile
from feedtool.producer.collecting.gathering import Progress, be_silent
from feedtool.show.as_published import (
    CHANNEL,
    MAX_BYTES,
    NAME,
    Imported,
    digest_of,
    format_as_published,
    read_as_published,
    read_imported,
)
from feedtool.show.feed_show import FeedItem
from feedtool.show.file_reading import read_text
from feedtool.show.file_writing import write_all
from feedtool.show.lock import NAME as LOCK_NAME
from feedtool.show.lock import LockedEpisode, format_lock, read_lock
from feedtool.show.reading import load_show
from feedtool.show.slugs import FreeNames
from feedtool.show.value_types import file_or_url
from feedtool.show.yaml_source import MAX_BYTES as SOURCE_BYTES
from feedtool.show.yaml_source import YamlFault, read_yaml

_PEOPLE = "people.yaml"
_NUMBER = re.compile(r"[0-9]+(?=-)")
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Conflict:
    """Keys of a file that both the author and the feed changed, and what the feed would change."""

    file: str
    keys: tuple[str, ...]
    diff: str


@dataclass(slots=True)
class Merge:
    """What an import changes in a show: texts by the name of the file, and what it is about.

    `added` are names of files, `updated` has the keys that change by the name of the file, `unsure`
    are titles of items that may be one of several episodes, `removed` titles of items whose
    episodes the author took out, `gone` files of episodes that are no longer in the feed, `unknown`
    of those that are no import and stay as they are.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    updated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    is_out_of_order: bool = False


def merge_in(
    feed: Incoming, folder: Path, *, keep_mine: bool = False, progress: Progress = be_silent
) -> Merge:
    """Return what a feed changes in the show of a folder; nothing is written.

    With `keep_mine` conflicts are settled: the next import does not tell them again.

    Raises SourceError if the show or its feed.lock has errors, or if the feed is that of another
    show, OSError if a file cannot be read.
    """
    return _Merger(feed, folder, progress, keep_mine=keep_mine).run()


def write_merge(merge: Merge, folder: Path) -> None:
    """Write what an import changes; feed.lock comes last. Raises OSError."""
    ordered = sorted(merge.files, key=lambda name: (name == LOCK_NAME, name))
    write_all([(folder / name, merge.files[name]) for name in ordered], folder)


class _Merger:
    def __init__(
        self, feed: Incoming, folder: Path, progress: Progress, *, keep_mine: bool
    ) -> None:
        self._feed = feed
        self._keep_mine = keep_mine
        self._progress = progress
        self._folder = folder
        self._show = load_show(folder)
        self._lock = read_lock(folder / LOCK_NAME, f"{folder.as_posix()}/{LOCK_NAME}")
        text = self._read(NAME)
        shown = f"{folder.as_posix()}/{NAME}"
        self._kept = read_as_published(text, shown)
        self._imported = read_imported(text, shown)
        self._locked: dict[str, LockedEpisode] = {}
        self._result = Merge()

    def run(self) -> Merge:
        feed, result = self._feed, self._result
        matched = self._match()
        if not matched:
            self._check_same_show()
        changed = [guid for guid in (CHANNEL, *matched) if self._has_changed(guid)]
        pairs = zip(feed.guids, feed.items, strict=True)
        new = [guid for guid, item in pairs if guid not in matched and self._is_new(guid, item)]
        result.unknown = [
            _file_of(slug) for guid, slug in matched.items() if guid not in self._imported
        ]
        if not changed and not new:
            return result
        text = self._read(_PEOPLE)
        people = read_yaml(text).data
        move = move_in(feed, people, add_people=_may_grow(text, people), progress=self._progress)
        self._merge_sources(move, changed, new, matched)
        for guid in (*changed, *new):
            # One that was there keeps its place, so that the file changes where it must.
            self._kept[guid] = dict(move.kept.get(guid, {}))
        result.files[NAME] = format_as_published(self._kept, self._imported.values()).encode()
        if self._locked:
            episodes = {**self._lock.episodes, **self._locked}
            result.files[LOCK_NAME] = format_lock(replace(self._lock, episodes=episodes)).encode()
        if move.people.keys:
            added = "".join(format_key(key, one) for key, one in move.people.keys.items())
            result.files[_PEOPLE] = self._encode(_PEOPLE, f"{whole_lines(text)}{added}")
        return result

    def _match(self) -> dict[str, str]:
        """Return the slug of the episode of each item that has one, by guid."""
        guids, items = self._feed.guids, self._feed.items
        by_guid = {one.guid: slug for slug, one in self._lock.episodes.items()}
        by_guid.update({one.guid: one.slug for one in self._show.episodes if one.guid})
        known = {one.slug for one in self._show.episodes}
        matched = {guid: by_guid[guid] for guid in guids if by_guid.get(guid) in known}
        matches = match_feed(self._show, items, self._lock)
        taken = {*matched.values()}
        for index, (slug, _) in matches.sure.items():
            if guids[index] not in matched and slug not in taken:
                matched[guids[index]] = slug
        doubts = [index for index in matches.unsure if guids[index] not in matched]
        self._result.unsure = [items[index].title for index in doubts]
        self._unsure = {guids[index] for index in doubts}
        self._result.gone = [_file_of(slug) for slug in sorted(known - {*matched.values()})]
        return matched

    def _check_same_show(self) -> None:
        """Refuse the feed of another show, which shares no episode and no address."""
        show, feed = self._show, self._feed.show
        addresses = {show.link, show.feed_url, *show.moved_from} - {""}
        is_other = show.title.casefold() != feed.title.casefold() and not addresses & {
            feed.link, feed.feed_url, self._feed.url,
        }  # fmt: skip
        if show.episodes and feed.episodes and is_other:
            says = (
                f'this is the show "{cut(show.title)}", and the feed is that of '
                f'"{cut(feed.title)}", with which it shares no episode; name another folder'
            )
            place = f"{self._folder.as_posix()}/show.yaml"
            raise SourceError([make_finding("import-conflict", says, place, 1, 1)])

    def _has_changed(self, guid: str) -> bool:
        """Tell whether the feed says something else now than at the last import."""
        was = self._imported.get(guid)
        return was is not None and was.digest != self._digests[guid]

    @cached_property
    def _digests(self) -> dict[str, str]:
        feed = self._feed
        found = {guid: digest_of([node]) for guid, node in zip(feed.guids, feed.nodes, strict=True)}
        return {**found, CHANNEL: digest_of_channel(feed.channel)}

    def _is_new(self, guid: str, item: FeedItem) -> bool:
        """Tell whether an item without an episode is to become one."""
        if guid in self._unsure:
            return False
        # An episode that was imported, and is there no more, was taken out by its author.
        drafts = {one.title for one in self._show.drafts}
        is_out = guid in self._imported or item.title in drafts
        if is_out:
            self._result.removed.append(item.title)
        return not is_out

    def _merge_sources(
        self, move: Move, changed: Sequence[str], new: Sequence[str], matched: Mapping[str, str]
    ) -> None:
        theirs = dict(zip(self._feed.guids, move.episodes, strict=True))
        now = list_imported(self._feed, move)
        if "order" in move.main.keys and self._show.order != "as-written":
            self._result.is_out_of_order = True
        for guid in changed:
            if guid == CHANNEL:
                # In which order the episodes of the show stand is its author's matter.
                move.main.keys.pop("order", None)
                self._update(guid, "show.yaml", move.main, now[guid])
            else:
                keys = self._update(guid, _file_of(matched[guid]), theirs[guid], now[guid])
                self._relock(matched[guid], move.lock.episodes[_slug_of(theirs[guid])], keys)
        for guid, slug in self._name_new(new, matched).items():
            name = _file_of(slug)
            self._result.files[name] = theirs[guid].format().encode()
            self._result.added.append(name)
            self._imported[guid] = now[guid]
            self._locked[slug] = move.lock.episodes[_slug_of(theirs[guid])]

    def _update(self, guid: str, name: str, source: SourceFile, now: Imported) -> Sequence[str]:
        """Merge a source into the file of the author; return the keys that change."""
        text = self._read(name)
        is_episode = source.notes is not None
        ours = split_source(text, is_episode=is_episode)
        theirs = split_source(source.format(), is_episode=is_episode)
        base = self._imported[guid]
        owned = _list_owned(name, text) if is_episode and text else ()
        merged = merge_source(ours, theirs, base.keys, owned=owned)
        if merged.conflicts:
            forced = merge_source(ours, theirs, base.keys, force=True, owned=owned)
            self._result.conflicts.append(_describe_conflict(name, merged, forced))
            # The next import tells it again, until the author or the feed has given way.
            conflicts = () if self._keep_mine else merged.conflicts
            free = {key: one for key, one in now.keys.items() if key not in conflicts}
            held = {key: base.keys[key] for key in conflicts if key in base.keys}
            now = Imported(guid, base.digest if conflicts else now.digest, {**free, **held})
        self._imported[guid] = now
        if merged.text != text:
            self._result.files[name] = self._encode(name, merged.text)
            self._result.updated[name] = _name_keys(merged.changed)
        return merged.changed

    def _relock(self, slug: str, new: LockedEpisode, changed: Sequence[str]) -> None:
        """Note what the former host publishes now; a build would take it for a mistake."""
        was = self._lock.episodes.get(slug)
        if was is not None and "published" in changed:
            was = self._locked[slug] = replace(was, published=new.published)
        if was is not None and "audio" in changed:
            self._locked[slug] = replace(was, enclosure=new.enclosure)

    def _name_new(self, new: Sequence[str], matched: Mapping[str, str]) -> dict[str, str]:
        """Return a free name for the file of each new item, by guid.

        Where names are the order of the show, it starts with the name of the episode before it.
        """
        wanted, names = set(new), dict[str, str]()
        there = (path.stem for path in (self._folder / "episodes").glob("*"))
        free = FreeNames(there, ignore_case=True)
        last = max((one.slug for one in self._show.episodes), default="")
        before = ""
        pairs = zip(reversed(self._feed.guids), reversed(self._feed.items), strict=True)
        for guid, item in pairs:
            if guid in matched:
                before = matched[guid]
            elif guid in wanted:
                slug = item.slug
                if self._show.order == "as-written":
                    slug = _name_after(before, slug, is_last=before == last)
                before = names[guid] = free.take(slug)
                last = max(last, before)
        return {guid: names[guid] for guid in new}

    def _read(self, name: str) -> str:
        path = self._folder / name
        if not os.path.lexists(path):
            return ""
        return read_text(path, MAX_BYTES) if name == NAME else read_text(path)

    def _encode(self, name: str, text: str) -> bytes:
        """Return a text as the file has it now: with its ends of lines and its mark."""
        path = self._folder / name
        was = read_bounded(path, SOURCE_BYTES) if os.path.lexists(path) else b""
        text = text.replace("\n", "\r\n") if b"\r\n" in was else text
        return (BOM_UTF8 if was.startswith(BOM_UTF8) else b"") + text.encode()


def _list_owned(name: str, text: str) -> tuple[str, ...]:
    """Return the keys of an episode about which the feed has no say any more.

    Audio that is a file of the show is served by its author. What the former host serves may have
    another length at each request, for advertisements.
    """
    audio = read_data(name, text).get("audio")
    first = audio[0] if isinstance(audio, list) and audio else audio
    place = file_or_url(first)
    return ("audio",) if isinstance(place, dict) and "file" in place else ()


def _may_grow(text: str, people: Mapping[str, Any]) -> bool:
    """Tell whether a person can be added below people.yaml, as in most forms of YAML."""
    try:
        found = read_yaml(f"{whole_lines(text)}an-example: {{name: An Example}}\n").data
    except YamlFault:
        return False
    return found == {**people, "an-example": {"name": "An Example"}}


def _name_after(before: str, slug: str, *, is_last: bool) -> str:
    """Return a name that is sorted after another, and before all that come after that one."""
    number = _NUMBER.match(before)
    if not before:
        return f"0000-{slug}"
    if is_last and number is not None:
        return f"{int(number[0]) + 1:0{len(number[0])}}-{slug}"
    return f"{before[:_LONGEST_NAME]}-{slug}"


def _describe_conflict(name: str, merged: Merged, forced: Merged) -> Conflict:
    lines = unified_diff(merged.text.splitlines(), forced.text.splitlines(), lineterm="", n=0)
    # The first two lines name the files.
    shown = [*lines][2:]
    return Conflict(name, _name_keys(merged.conflicts), "\n".join(shown))


def _name_keys(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(key if key != NOTES else "show notes" for key in keys)


def _file_of(slug: str) -> str:
    return f"episodes/{slug}.md"


def _slug_of(source: SourceFile) -> str:
    return source.name.removeprefix("episodes/").removesuffix(".md")
