"""`feedtool people`: who appeared when."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.common import format_table, print_source_error
from feedtool.validator.report import SourceError

if TYPE_CHECKING:
    from feedtool.show import Episode, Person, Show


@click.command("people")
@click.argument("show", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(show: Path, form: str) -> None:
    """List the hosts and guests of SHOW: how often, first and last time, in which episodes."""
    from feedtool.show import load_show  # noqa: PLC0415 - pydantic, only some commands need it

    try:
        loaded = load_show(show)
    except SourceError as error:
        print_source_error(error, f"{show.as_posix()}: not read")
        sys.exit(2)
    rows = list(_rows(loaded))
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for line in format_table(rows, ["name", "role", "episodes", "first", "last", "which"]):
        click.echo(line)


def _rows(show: "Show") -> Iterable[dict[str, str]]:
    """Return a row for each person and part; who appeared most stands first."""
    appearances: dict[tuple[str, str], list[Episode]] = {}
    for episode in show.episodes:
        for role, people in _parts(show, episode):
            for name in dict.fromkeys(person.name for person in people):
                appearances.setdefault((name, role), []).append(episode)
    for (name, role), episodes in sorted(
        appearances.items(), key=lambda entry: (-len(entry[1]), entry[0])
    ):
        yield {
            "name": name,
            "role": role,
            "episodes": str(len(episodes)),
            "first": episodes[0].published.date().isoformat(),
            "last": episodes[-1].published.date().isoformat(),
            "which": _name_episodes(episodes),
        }


def _parts(show: "Show", episode: "Episode") -> list[tuple[str, "list[Person]"]]:
    hosts = show.hosts if episode.hosts is None else episode.hosts
    return [("host", hosts), ("guest", episode.guests)]


def _name_episodes(episodes: "list[Episode]") -> str:
    """Return the slugs, of many the first and the last."""
    slugs = [episode.slug for episode in episodes]
    return ", ".join(slugs) if len(slugs) <= 3 else f"{slugs[0]} … {slugs[-1]}"
