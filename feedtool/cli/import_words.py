"""What `feedtool import` says after it made a show of a feed, or merged a feed into a show."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.import_guests import tell_proposals
from feedtool.findings.wording import cut

if TYPE_CHECKING:
    from feedtool.importing.feed.merge_in import Conflict, Merge
    from feedtool.importing.feed.move_in import Incoming, Move

_MOST_TOLD = 10
_MOST_LINES = 60
_MOST_NAMES = 5


def describe_new(
    move: "Move", files: Mapping[str, bytes], feed: "Incoming", folder: Path
) -> Iterator[str]:
    """Yield what was made of a feed, what of it is wrong, and what is left to do."""
    count = _count(len(move.episodes), "episode")
    yield f"{folder.as_posix()}: {count} imported"
    others = [name for name in files if not name.startswith(("episodes/", "."))]
    yield f"written: {', '.join(sorted(others))} and {count} in episodes/"
    yield from describe_doubts(move, files, feed, folder)
    if not move.differences and feed.lacks:
        yield "a build makes an RSS feed with the same episodes, guids, dates and audio"
    elif not move.differences:
        yield "a build makes the same feed again: no subscriber will notice"
    yield f"now run: feedtool build {folder.as_posix()}"
    if "feed_url" in move.main.keys and "feed_url" not in move.main.stand_ins:
        yield explain_move(f"{folder.as_posix()}/show.yaml", str(move.main.keys["feed_url"]))


def explain_move(file: str, address: str) -> str:
    """Return what is to be changed in show.yaml when the feed gets a new address."""
    return (
        f"to move the feed, set feed_url in {file} to its new address, and moved_from: "
        f"{cut(address)} (docs/moving.md)"
    )


def describe_doubts(
    move: "Move", files: Mapping[str, bytes], feed: "Incoming", folder: Path
) -> Iterator[str]:
    """Yield what of a feed is wrong, left out, to be filled in, or made otherwise by a build."""
    kept = [one for elements in move.kept.values() for one in elements.values()]
    if kept:
        reasons = Counter(one.why for one in kept if one.why)
        yield f"kept as published, in as-published.jsonl: {_count(len(kept), 'element')}"
        for rule, number in reasons.most_common(_MOST_TOLD):
            yield f"  {number:,} of them wrong: {rule} (feedtool explain {rule})"
    yield from _list(
        f"not in the feed, to fill in: {folder.as_posix()}/{name}: {', '.join(keys)}"
        for name, keys in move.stand_ins.items()
    )
    if feed.show.new_feed_url and "new_feed_url" not in move.main.keys:
        yield f"left out: the feed says that it moved to {cut(feed.show.new_feed_url)}"
    if move.held_back:
        yield f"held back until their date comes: {_count(move.held_back, 'episode')}"
    yield from tell_proposals(files)
    yield from _list(f"differs: {cut(one)}" for one in move.differences)


def describe_format(feed: "Incoming") -> Iterator[str]:
    """Yield what becomes of a feed that was not in RSS."""
    was = feed.converted
    if was is None:
        return
    yield f"this is {was.was}; the show publishes RSS, with the same guids"
    yield from _list(f"cannot be kept: {cut(one)}" for one in was.left_out)
    if was.next_page:
        yield f"only this page of the feed is imported; the next one is at {cut(was.next_page)}"
        yield "  import it into the same folder to add its episodes"


def describe_merge(merge: "Merge", folder: Path) -> Iterator[str]:
    """Yield what a feed changes in a show, and what stays as its author has it."""
    place = folder.as_posix()
    yield from describe_changes(merge, folder)
    if merge.conflicts:
        yield "to settle conflicts, write what the feed says, or run again with --keep-mine"
    if not (merge.added or merge.updated or merge.conflicts):
        yield f"{place}: nothing new in the feed"
        return
    yield from tell_proposals(
        {name: merge.files[name] for name in merge.added if name in merge.files}
    )
    yield f"{place}: {len(merge.added):,} new, {len(merge.updated):,} changed"
    yield f"now run: feedtool build {place}"


def describe_changes(merge: "Merge", folder: Path) -> Iterator[str]:
    """Yield which files a feed changes, and which episodes stay or stay out."""
    place = folder.as_posix()
    yield from _list(f"new: {place}/{name}" for name in merge.added)
    yield from _list(
        f"changed: {place}/{name}" + (f": {', '.join(keys)}" if keys else "")
        for name, keys in merge.updated.items()
    )
    for one in merge.conflicts[:_MOST_TOLD]:
        yield from _tell_conflict(one, place)
    if len(merge.conflicts) > _MOST_TOLD:
        yield f"… and {len(merge.conflicts) - _MOST_TOLD:,} more files with conflicts"
    yield from _list(
        f'not imported: "{cut(title)}" may be one of several episodes; write its guid into one'
        for title in merge.unsure
    )
    episodes = {
        "stay out, as you took them out": [f'"{cut(title)}"' for title in merge.removed],
        "no longer in the feed, and stay": merge.gone,
        "there already, not imported, and stay as they are": merge.unknown,
    }
    for says, names in episodes.items():
        if names:
            yield f"{says}: {_count(len(names), 'episode')}: {_join_some(names)}"
    if merge.is_out_of_order:
        yield "order: the feed has its items in no order of dates; the show puts the newest first"


def _tell_conflict(conflict: "Conflict", place: str) -> Iterator[str]:
    keys = ", ".join(conflict.keys)
    says = f"{keys}: changed by you (-) and by the feed (+); yours stays"
    yield f"conflict: {place}/{conflict.file}: {says}"
    lines = conflict.diff.split("\n")
    yield from (f"  {line}" for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield f"  … and {len(lines) - _MOST_LINES:,} more lines"


def _list(lines: Iterator[str]) -> Iterator[str]:
    found: Sequence[str] = [*lines]
    yield from found[:_MOST_TOLD]
    if len(found) > _MOST_TOLD:
        yield f"… and {len(found) - _MOST_TOLD:,} more"


def _join_some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
