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
    from feedtool.show import Episode, Show


@click.command("people")
@click.argument("show", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(show: Path, form: str) -> None:
    """List the people of SHOW: how often in which role, first and last time, in which episodes.

    People of people.yaml who never appear stand at the end.
    """
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
    """Yield a row for each person and role; who appeared most stands first, who never did last."""
    from feedtool.show.people import list_taking_part  # noqa: PLC0415 - pydantic, as above

    appearances: dict[tuple[str, str], dict[str, Episode]] = {}
    for episode in show.episodes:
        for member in list_taking_part(show, episode):
            key = (member.person.name, member.role.name)
            appearances.setdefault(key, {})[episode.slug] = episode
    for (name, role), found in sorted(
        appearances.items(), key=lambda entry: (-len(entry[1]), entry[0])
    ):
        yield _row(name, role, list(found.values()))
    there = {name for name, _ in appearances}
    for person in show.people.values():
        if person.name not in there:
            yield _row(person.name, "", [])


def _row(name: str, role: str, episodes: "list[Episode]") -> dict[str, str]:
    return {
        "name": name,
        "role": role,
        "episodes": str(len(episodes)),
        "first": episodes[0].published.date().isoformat() if episodes else "",
        "last": episodes[-1].published.date().isoformat() if episodes else "",
        "which": _name_episodes(episodes),
    }


def _name_episodes(episodes: "list[Episode]") -> str:
    """Return the slugs, of many the first and the last."""
    slugs = [episode.slug for episode in episodes]
    return ", ".join(slugs) if len(slugs) <= 3 else f"{slugs[0]} … {slugs[-1]}"
