"""Lists who takes part in a show or an episode, in which role, and where that is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedtool.show.key_path import KeyPath
from feedtool.show.matter import FileMatter
from feedtool.show.model import ItemMatter, ShowMatter
from feedtool.show.person import Person
from feedtool.show.roles import COHOST, GUEST, HOST, Role, role_of


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a role; `key` leads to it in the file of `matter`."""

    person: Person
    role: Role
    matter: FileMatter
    key: KeyPath


def list_people(matter: ShowMatter | ItemMatter) -> Iterator[Member]:
    """Yield the people that one file names: hosts, co-hosts, guests, crew."""
    yield from _listed(matter, "hosts", matter.hosts, HOST)
    yield from _listed(matter, "cohosts", matter.cohosts, COHOST)
    if isinstance(matter, ItemMatter):
        yield from _listed(matter, "guests", matter.guests, GUEST)
    yield from _crew(matter, matter.crew)


def list_taking_part(show: ShowMatter, episode: ItemMatter) -> Iterator[Member]:
    """Yield the people of an episode; for a role that it does not name, those of the show."""
    for name in ("hosts", "cohosts", "guests", "crew"):
        own = name == "guests" or getattr(episode, name) is not None
        matter = episode if own else show
        yield from (one for one in list_people(matter) if one.key[0] == name)


def _listed(
    matter: FileMatter, name: str, people: list[Person] | None, role: Role
) -> Iterator[Member]:
    for index, person in enumerate(people or ()):
        yield Member(person, role, matter, (name, index))


def _crew(matter: FileMatter, crew: Mapping[str, list[Person]] | None) -> Iterator[Member]:
    for name, people in (crew or {}).items():
        for index, person in enumerate(people):
            yield Member(person, role_of(name), matter, ("crew", name, index))
