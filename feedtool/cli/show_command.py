"""`feedtool show`: lists the episodes of a show, as a table or as JSON."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedtool.cli.common import format_table, parse_moment, print_source_error
from feedtool.cli.printing import flush, say, say_json
from feedtool.findings.report import SourceError
from feedtool.findings.wording import printable

if TYPE_CHECKING:
    from feedtool.findings.report import Finding
    from feedtool.show.model import Item, Show, Unsound

FORMAT = 1
# Facts that a draft does not have.
_UNKNOWN: dict[str, Any] = {"type": None, "guests": []}


@click.command("show")
@click.argument("show", type=click.Path(path_type=Path), default=".")
@click.option(
    "--at", metavar="DATE", callback=parse_moment, help="List as if it were this date, not now."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(show: Path, at: datetime | None, form: str) -> None:
    """List the episodes of SHOW, newest first: published, scheduled or draft.

    Without SHOW, the show is the current folder.

    Episodes with errors are listed too, with what is known of them and what is wrong.

    Exit codes: 0, or 2 if a source of the show has errors.
    """
    from feedtool.show.unused_audio import describe_unused, find_unused_audio  # noqa: PLC0415 - pydantic

    loaded, unsound, findings = _load(show)
    # An episode that cannot be read may name it.
    unused = () if findings else find_unused_audio(loaded)
    episodes = list(_list_episodes(loaded, unsound, loaded.localize(at) or datetime.now(UTC)))
    faults = _Faults(loaded, findings)
    for one in episodes:
        one["errors"] = faults.of_episode(one["slug"])
    if form == "json":
        document: dict[str, Any] = {
            "format": FORMAT, "title": loaded.title, "episodes": episodes, "errors": faults.rest(),
        }  # fmt: skip
        if unused:
            document["unused_audio"] = list(unused)
        say_json(document)
    else:
        _print_table(loaded, episodes)
        if unused:
            say(describe_unused(unused))
    if findings:
        flush()
        print_source_error(findings, f"{show.as_posix()}: it cannot be built")
        sys.exit(2)


def _load(folder: Path) -> "tuple[Show, Sequence[Unsound], Sequence[Finding]]":
    """Load a show as far as its sources can be read; end the command if there is no show."""
    from feedtool.show.reading import (  # noqa: PLC0415 - pydantic, only some commands need it
        UnsoundShowError,
        load_show,
    )

    try:
        return load_show(folder), (), ()
    except UnsoundShowError as error:
        return error.show, error.unsound, error.findings
    except SourceError as error:
        print_source_error(error.findings, f"{folder.as_posix()}: not read")
        sys.exit(2)


class _Faults:
    """The errors of a show's sources, by file, as JSON has them."""

    def __init__(self, show: "Show", findings: "Sequence[Finding]") -> None:
        self._show = show
        self._by_file: dict[str, list[dict[str, Any]]] = {}
        for one in findings:
            fact = {"line": one.line, "column": one.column, "rule": one.rule}
            listed = self._by_file.setdefault(one.file, [])
            listed.append({**fact, "message": printable(one.message)})

    def of_episode(self, slug: str) -> list[dict[str, Any]]:
        """Return what is wrong with the file of an episode, once."""
        return self._by_file.pop(self._show.name_file(f"episodes/{slug}.md"), [])

    def rest(self) -> list[dict[str, Any]]:
        """Return what is wrong with files that belong to no episode of the list."""
        return [
            {"file": printable(file), **one} for file, all_of in self._by_file.items()
            for one in all_of
        ]  # fmt: skip


def _print_table(show: "Show", episodes: Sequence[dict[str, Any]]) -> None:
    rows = [_row(one) for one in episodes]
    columns = ["state", "published", "number", "title", "guests", "slug", "error"]
    for line in format_table(rows, columns):
        say(line)
    states = [row["state"] for row in rows]
    parts = [f"{states.count(one)} {one}" for one in ("published", "scheduled", "draft")]
    if "error" in states:
        parts.append(f"{states.count('error')} with errors")
    number = ", ".join(part for part in parts if part[:2] != "0 ") or "empty"
    say(f"{show.title}: {number}")


def _list_episodes(
    show: "Show", unsound: "Sequence[Unsound]", now: datetime
) -> Iterator[dict[str, Any]]:
    """Yield the facts about each episode, for JSON: those with errors and drafts come first."""
    for one in unsound:
        yield _describe(one.item, "error")
    for draft in show.drafts:
        yield {
            "state": "draft", "season": draft.season, "number": draft.number,
            "title": draft.title, "slug": draft.slug, **_UNKNOWN,
            "published": draft.published.isoformat() if draft.published else None,
        }  # fmt: skip
    for episode in reversed(show.episodes):
        yield _describe(episode, "scheduled" if episode.published > now else "published")


def _describe(episode: "Item", state: str) -> dict[str, Any]:
    return {
        "state": state,
        "season": episode.season,
        "number": episode.number,
        "title": episode.title,
        "slug": episode.slug,
        "published": episode.published.isoformat() if episode.published else None,
        "type": episode.type,
        "guests": [guest.name for guest in episode.guests],
    }


def _row(episode: dict[str, Any]) -> dict[str, str]:
    """Return the same facts as words for a table."""
    published = episode["published"]
    moment = datetime.fromisoformat(published).isoformat(" ", "minutes") if published else ""
    numbers = [str(one) for one in (episode["season"], episode["number"]) if one is not None]
    return {
        "state": episode["state"],
        "published": moment,
        "number": ".".join(numbers),
        "title": episode["title"],
        "guests": ", ".join(episode["guests"]),
        "slug": episode["slug"],
        "error": _sum_up(episode["errors"]),
    }


def _sum_up(errors: Sequence[dict[str, Any]]) -> str:
    """Return the first of the errors for a table; all of them follow below it."""
    if not errors:
        return ""
    more = f"(+{len(errors) - 1}) " if len(errors) > 1 else ""
    return f"{more}{errors[0]['line'] or 1}: {errors[0]['message']}"
