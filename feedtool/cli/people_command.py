"""`feedtool people`: lists who appeared when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedtool.cli.common import format_table, load_or_exit, parse_moment
from feedtool.cli.printing import say, say_json

if TYPE_CHECKING:
    from feedtool.show.model import Episode, Show

FORMAT = 1


@click.command("people")
@click.argument("show", type=click.Path(path_type=Path), default=".")
@click.option(
    "--at", metavar="DATE", callback=parse_moment, help="List as if it were this date, not now."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(show: Path, at: datetime | None, form: str) -> None:
    """List the people of SHOW: their roles, how often they appeared, and in which episodes.

    Without SHOW, the show is the current folder.

    Only published episodes count. People in people.yaml who never appeared come last.
    """
    loaded = load_or_exit(show)
    people = list(_list_people(loaded, loaded.localize(at) or datetime.now(UTC)))
    if form == "json":
        document = {"format": FORMAT, "people": people}
        say_json(document)
        return
    rows = [_row(one) for one in people]
    for line in format_table(rows, ["name", "role", "episodes", "first", "last", "which"]):
        say(line)


def _list_people(show: "Show", now: datetime) -> Iterator[dict[str, Any]]:
    """Yield each person and role, the most frequent first, people who never appeared last."""
    from feedtool.show.members import list_taking_part  # noqa: PLC0415 - pydantic

    appearances: dict[tuple[str, str], dict[str, Episode]] = {}
    for episode in show.episodes:
        for member in list_taking_part(show, episode) if episode.published <= now else ():
            key = (member.person.name, member.role.name)
            appearances.setdefault(key, {})[episode.slug] = episode
    for (name, role), found in sorted(
        appearances.items(), key=lambda entry: (-len(entry[1]), entry[0])
    ):
        yield _person(name, role, list(found.values()))
    there = {name for name, _ in appearances}
    for person in show.people.values():
        if person.name not in there:
            yield _person(person.name, None, [])


def _person(name: str, role: str | None, episodes: "list[Episode]") -> dict[str, Any]:
    """Return the facts about a person in a role, for JSON."""
    days = [episode.published.date().isoformat() for episode in episodes]
    return {
        "name": name,
        "role": role,
        "episodes": len(episodes),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "which": [episode.slug for episode in episodes],
    }


def _row(person: dict[str, Any]) -> dict[str, str]:
    """Return the same facts as words for a table: of many episodes only the first and the last."""
    slugs = person["which"]
    which = ", ".join(slugs) if len(slugs) <= 3 else f"{slugs[0]} … {slugs[-1]}"
    words = {key: str(one) if one is not None else "" for key, one in person.items()}
    return {**words, "which": which}
