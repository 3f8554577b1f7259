"""`feedtool show`: lists the episodes of a show, as a table or as JSON."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedtool.cli.common import format_table, load_or_exit, parse_moment
from feedtool.findings.wording import inert, printable

if TYPE_CHECKING:
    from feedtool.show.model import Show

FORMAT = 1
# Facts that a draft does not have.
_UNKNOWN: dict[str, Any] = {"published": None, "type": None, "guests": []}


@click.command("show")
@click.argument("show", type=click.Path(path_type=Path))
@click.option(
    "--at", metavar="DATE", callback=parse_moment, help="List as if it were this date, not now."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(show: Path, at: datetime | None, form: str) -> None:
    """List the episodes of SHOW, newest first: published, scheduled or draft."""
    loaded = load_or_exit(show)
    episodes = list(_list_episodes(loaded, loaded.localize(at) or datetime.now(UTC)))
    if form == "json":
        document = {"format": FORMAT, "title": loaded.title, "episodes": episodes}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    rows = [_row(one) for one in episodes]
    for line in format_table(rows, ["state", "published", "number", "title", "guests", "slug"]):
        click.echo(line)
    states = [row["state"] for row in rows]
    parts = [f"{states.count(one)} {one}" for one in ("published", "scheduled", "draft")]
    number = ", ".join(part for part in parts if part[:2] != "0 ") or "empty"
    click.echo(inert(f"{printable(loaded.title)}: {number}"))


def _list_episodes(show: "Show", now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the facts about each episode, for JSON."""
    for draft in show.drafts:
        yield {
            "state": "draft", "season": draft.season, "number": draft.number,
            "title": draft.title, "slug": draft.slug, **_UNKNOWN,
        }  # fmt: skip
    for episode in reversed(show.episodes):
        yield {
            "state": "scheduled" if episode.published > now else "published",
            "season": episode.season,
            "number": episode.number,
            "title": episode.title,
            "slug": episode.slug,
            "published": episode.published.isoformat(),
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
    }
