"""The words in which `feedtool build` reports what it did."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.common import format_table
from feedtool.comparing.words import count_episodes
from feedtool.findings.report import SourceError
from feedtool.findings.wording import printable

if TYPE_CHECKING:
    from feedtool.comparing.model import Comparison
    from feedtool.producer.history.changes import Changes
    from feedtool.producer.result import BuildResult, BuiltFeed

_SHOWN = 5
_LONGEST_PATH = 200


def describe_outcome(result: "BuildResult", *, written: bool) -> Iterator[str]:
    """Yield the result for one show: a line, or a table if the show has several feeds."""
    if len(result.feeds) == 1:
        feed = result.feeds[0]
        state = "" if feed.changed and written else f", {_state(feed.changed, written)}"
        yield f"{_name(result, feed.name)}: {_count(feed.episodes, 'episode')}{state}"
    else:
        yield from format_table(
            _rows(result, written), ["feed", "episodes", "state"], widest=_LONGEST_PATH
        )
    yield from _describe_rest(result, written)


def describe_outcomes(
    results: "Mapping[Path, BuildResult | None]", *, written: bool
) -> Iterator[str]:
    """Yield the results for several shows as a table."""
    rows = []
    for folder, result in results.items():
        if result is None:
            rows.append({"feed": folder.as_posix(), "episodes": "", "state": "not built"})
        else:
            rows += _rows(result, written)
    yield from format_table(rows, ["feed", "episodes", "state"], widest=_LONGEST_PATH)
    for result in results.values():
        if result is not None:
            yield from _describe_rest(result, written)
    failed = sum(result is None for result in results.values())
    done = "built" if written else "checked"
    yield f"{_count(len(results) - failed, 'show')} {done}" + (f", {failed} not" if failed else "")


def _rows(result: "BuildResult", written: bool) -> list[dict[str, str]]:
    return [
        {
            "feed": _name(result, feed.name),
            "episodes": str(feed.episodes),
            "state": _state(feed.changed, written),
        }
        for feed in result.feeds
    ]


def _state(changed: bool, written: bool) -> str:
    if not changed:
        return "unchanged"
    return "changed" if written else "would change"


def _describe_rest(result: "BuildResult", written: bool) -> Iterator[str]:
    if result.cleaned_up:
        yield f"{_name(result, '')}: an earlier build was interrupted; this build repaired it"
    if not written or not any(feed.changed for feed in result.feeds):
        yield from _describe_files(result, "changed" if written else "would change",
                               "removed" if written else "would be removed")  # fmt: skip
    if result.absent:
        number = _count(len(result.absent), "audio file")
        yield f"{number} not here, with the facts from feed.lock: {_list(result.absent)}"
    yield from _describe_guid_lines(result, "guid written" if written else "guid would be written")
    for episode in result.held_back:
        yield f"held back until {episode.published.isoformat()}: {printable(episode.title)}"


def _describe_files(result: "BuildResult", changed: str, removed: str) -> Iterator[str]:
    for names, what in ((result.files, changed), (result.removed, removed)):
        if names:
            number = _count(len(names), "other file")
            yield f"{_name(result, '')}: {number} {what}: {_list(names)}"


def describe_changes(result: "BuildResult") -> Iterator[str]:
    """Yield what subscribers would see, in the words of `diff`."""
    is_changed = False
    # The further pages of a feed are compared with it.
    for feed in (one for one in result.feeds if one.name.count(".") == 1):
        for line in _describe_feed(result, feed):
            is_changed = True
            yield f"{_name(result, feed.name)}: {line}"
    if not is_changed and not result.changed:
        yield f"{_name(result, result.feeds[0].name)}: nothing changes"
    yield from _describe_files(result, "would change", "would be removed")
    yield from _describe_guid_lines(result, "guid would be written")


def _describe_guid_lines(result: "BuildResult", state: str) -> Iterator[str]:
    for name in result.guid_lines:
        assert result.folder is not None  # noqa: S101 - the command line reads folders
        yield f"{printable((result.folder / name).as_posix())}: {state}"


def _describe_feed(result: "BuildResult", feed: "BuiltFeed") -> Iterator[str]:
    from feedtool.comparing.words import say_change  # noqa: PLC0415 - only for a dry run

    comparison = _compare(result, feed)
    if comparison is None:
        yield from _describe_locked(feed.changes)
        return
    for change in comparison.changes:
        titles = [one.title or one.guid for one in change.touched if change.in_items]
        yield say_change(change, comparison) + (f": {_list(titles)}" if titles else "")
    if not comparison.changes and feed.changed:
        yield "only how it is written changes; no subscriber will notice"


def _compare(result: "BuildResult", feed: "BuiltFeed") -> "Comparison | None":
    """Compare a feed with what is published, None if that cannot be read."""
    from feedtool.comparing.compare import compare_feeds  # noqa: PLC0415 - only for a dry run
    from feedtool.importing.comparing.read_compared import join_pages, read_compared  # noqa: PLC0415
    from feedtool.producer.history.changes import is_document_of, read_published  # noqa: PLC0415 - as above

    assert result.folder is not None  # noqa: S101 - the command line reads folders
    name = feed.name.removesuffix(".xml")
    published = read_published(result.folder / "public", name)
    made = [one.data for one in result.feeds if is_document_of(name, one.name)]
    try:
        old, new = (
            join_pages(feed.name, [read_compared(data, feed.name) for data in documents])
            for documents in (published, made)
        )
    except (SourceError, IndexError):
        return None
    return compare_feeds(old, new)


def _describe_locked(changes: "Changes") -> Iterator[str]:
    """Yield what feed.lock knows where the published feed is not there."""
    for titles, before, behind in (
        (changes.new, "new ", ""),
        (changes.edited, "", " with a new title, notes or audio"),
        (changes.removed, "removed ", ""),
    ):
        if titles:
            yield f"{count_episodes(len(titles), before)}{behind}: {_list(titles)}"
    if not changes.compared:
        yield "the file is missing; compared with feed.lock only"


def _list(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more it has."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(printable(name) for name in names[:_SHOWN]) + more


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _name(result: "BuildResult", feed: str) -> str:
    assert result.folder is not None  # noqa: S101 - the command line reads folders
    return (result.folder / "public" / feed).as_posix()
