"""`feedtool show`: what is in a show, as a table or as JSON."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.common import format_table, parse_moment, print_source_error
from feedtool.validator.report import SourceError

if TYPE_CHECKING:
    from feedtool.show import Show


@click.command("show")
@click.argument("show", type=click.Path(path_type=Path))
@click.option("--at", metavar="DATE", callback=parse_moment, help="As at this date, not now.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(show: Path, at: datetime | None, form: str) -> None:
    """List the episodes of SHOW, newest first: published, scheduled, or a draft."""
    from feedtool.show import load_show  # noqa: PLC0415 - pydantic, only some commands need it

    try:
        loaded = load_show(show)
    except SourceError as error:
        print_source_error(error, f"{show.as_posix()}: not read")
        sys.exit(2)
    rows = list(_rows(loaded, at or datetime.now(UTC)))
    if form == "json":
        click.echo(
            json.dumps({"title": loaded.title, "episodes": rows}, ensure_ascii=False, indent=2)
        )
        return
    for line in format_table(rows, ["state", "published", "number", "title", "guests", "slug"]):
        click.echo(line)
    states = [row["state"] for row in rows]
    parts = [f"{states.count(one)} {one}" for one in ("published", "scheduled", "draft")]
    click.echo(
        f"{loaded.title}: {', '.join(part for part in parts if part[:2] != '0 ') or 'empty'}"
    )


def _rows(show: "Show", now: datetime) -> Iterator[dict[str, str]]:
    for draft in show.drafts:
        number = _format_number(draft.season, draft.number)
        yield _row("draft", "", number, draft.title, "", draft.slug)
    for episode in reversed(show.episodes):
        yield _row(
            "scheduled" if episode.published > now else "published",
            episode.published.isoformat(" ", "minutes"),
            _format_number(episode.season, episode.number),
            episode.title,
            ", ".join(guest.name for guest in episode.guests),
            episode.slug,
        )


def _row(
    state: str, published: str, number: str, title: str, guests: str, slug: str
) -> dict[str, str]:
    return {
        "state": state, "published": published, "number": number, "title": title,
        "guests": guests, "slug": slug,
    }  # fmt: skip


def _format_number(season: int | None, number: int | None) -> str:
    shown = "" if number is None else str(number)
    return f"{season}.{shown}" if season else shown
