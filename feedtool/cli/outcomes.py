"""What `feedtool build` says of what it did."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.common import format_table
from feedtool.validator.report import printable

if TYPE_CHECKING:
    from feedtool.feed import BuildResult

_EDITED = "with new title, notes or audio"
_SHOWN = 5
_LONGEST_PATH = 200


def tell_outcome(result: "BuildResult", *, written: bool) -> Iterator[str]:
    """Yield what was built of one show: a line, or a table where it has several feeds."""
    if len(result.feeds) == 1:
        feed = result.feeds[0]
        state = "" if feed.changed and written else f", {_state(feed.changed, written)}"
        plural = "" if feed.episodes == 1 else "s"
        yield f"{_name(result, feed.name)}: {feed.episodes} episode{plural}{state}"
    else:
        yield from format_table(
            _rows(result, written), ["feed", "episodes", "state"], widest=_LONGEST_PATH
        )
    yield from _tell_rest(result)


def tell_outcomes(results: "Mapping[Path, BuildResult | None]", *, written: bool) -> Iterator[str]:
    """Yield a table of what was built of several shows."""
    rows = []
    for folder, result in results.items():
        if result is None:
            rows.append({"feed": folder.as_posix(), "episodes": "", "state": "not built"})
        else:
            rows += _rows(result, written)
    yield from format_table(rows, ["feed", "episodes", "state"], widest=_LONGEST_PATH)
    for result in results.values():
        if result is not None:
            yield from _tell_rest(result)
    failed = sum(result is None for result in results.values())
    done = "built" if written else "checked"
    yield f"{len(results) - failed} shows {done}" + (f", {failed} not" if failed else "")


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


def _tell_rest(result: "BuildResult") -> Iterator[str]:
    if result.cleaned_up:
        yield f"{_name(result, '')}: an earlier build was interrupted; this one put all right"
    for episode in result.held_back:
        yield f"held back until {episode.published.isoformat()}: {printable(episode.title)}"


def tell_changes(result: "BuildResult") -> Iterator[str]:
    """Yield what would change in the words of a subscriber."""
    feed = _name(result, result.feeds[0].name)
    changes = result.changes
    told = False
    for titles, what in (
        (changes.new, "new"),
        (changes.edited, _EDITED),
        (changes.removed, "removed"),
    ):
        if titles:
            told = True
            plural = "" if len(titles) == 1 else "s"
            shown = ", ".join(printable(title) for title in titles[:_SHOWN])
            more = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
            order = f"{what} episode{plural}" if what != _EDITED else f"episode{plural} {what}"
            yield f"{feed}: {len(titles)} {order}: {shown}{more}"
    if not told:
        state = "what stands around the episodes changes" if result.changed else "nothing changes"
        yield f"{feed}: {state}"


def _name(result: "BuildResult", feed: str) -> str:
    assert result.folder is not None  # noqa: S101 - the command line reads folders
    return (result.folder / "public" / feed).as_posix()
