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


def describe_new(
    move: "Move", files: Mapping[str, bytes], feed: "Incoming", folder: Path
) -> Iterator[str]:
    """Yield what was made of a feed, what of it is wrong, and what is left to do."""
    count = _count(len(move.episodes), "episode")
    yield f"{folder.as_posix()}: {count} imported"
    others = [name for name in files if not name.startswith(("episodes/", "."))]
    yield f"written: {', '.join(sorted(others))} and {count} in episodes/"
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
    if not move.differences and feed.lacks:
        yield "a build makes an RSS feed with the same episodes, guids, dates and audio"
    elif not move.differences:
        yield "a build makes the same feed again: no subscriber will notice"
    yield f"now run: feedtool build {folder.as_posix()}"


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
    yield from _list(f"new: {place}/{name}" for name in merge.added)
    yield from _list(f"changed: {place}/{name}" for name in merge.updated)
    for one in merge.conflicts[:_MOST_TOLD]:
        yield from _tell_conflict(one, place)
    if len(merge.conflicts) > _MOST_TOLD:
        yield f"… and {len(merge.conflicts) - _MOST_TOLD:,} more files with conflicts"
    if merge.conflicts:
        yield "to settle conflicts, write what the feed says, or run again with --keep-mine"
    yield from _list(
        f'not imported: "{cut(title)}" may be one of several episodes; write its guid into one'
        for title in merge.unsure
    )
    counts = {
        "stay out, as you took them out": merge.removed,
        "no longer in the feed, and stay": merge.gone,
        "there already, not imported, and stay as they are": merge.unknown,
    }
    yield from (f"{says}: {_count(one, 'episode')}" for says, one in counts.items() if one)
    if merge.is_out_of_order:
        yield "order: the feed has its items in no order of dates; the show puts the newest first"
    if not (merge.added or merge.updated or merge.conflicts):
        yield f"{place}: nothing new in the feed"
        return
    yield from tell_proposals(
        {name: merge.files[name] for name in merge.added if name in merge.files}
    )
    yield f"{place}: {len(merge.added):,} new, {len(merge.updated):,} changed"
    yield f"now run: feedtool build {place}"


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


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
