"""Lists who takes part in a show or an episode, in which role, and where that is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedtool.show.key_path import KeyPath
from feedtool.show.matter import FileMatter
from feedtool.show.model import ItemMatter, LiveItem, ShowMatter
from feedtool.show.person import Person, TimedPerson
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


def list_people_at(show: ShowMatter, day: date | None) -> Iterator[Member]:
    """Yield the people whom a show has on a day; None is a day later than any other."""
    for member in list_people(show):
        if not isinstance(member.person, TimedPerson) or member.person.takes_part(day):
            yield member


def has_times(show: ShowMatter) -> bool:
    """Return whether somebody has a part in a show for a time only."""
    people = (member.person for member in list_people(show))
    return any(isinstance(one, TimedPerson) and (one.since or one.until) for one in people)


def list_taking_part(show: ShowMatter, episode: ItemMatter) -> Iterator[Member]:
    """Yield the people of an episode; for a role that it does not name, those of the show then."""
    moment = episode.published or (episode.start if isinstance(episode, LiveItem) else None)
    shared = list(list_people_at(show, moment.date() if moment else None))
    for name in ("hosts", "cohosts", "guests", "crew"):
        own = name == "guests" or getattr(episode, name) is not None
        found = list_people(episode) if own else shared
        yield from (one for one in found if one.key[0] == name)


def _listed(
    matter: FileMatter, name: str, people: Sequence[Person] | None, role: Role
) -> Iterator[Member]:
    for index, person in enumerate(people or ()):
        yield Member(person, role, matter, (name, index))


def _crew(matter: FileMatter, crew: Mapping[str, Sequence[Person]] | None) -> Iterator[Member]:
    for name, people in (crew or {}).items():
        for index, person in enumerate(people):
            yield Member(person, role_of(name), matter, ("crew", name, index))
