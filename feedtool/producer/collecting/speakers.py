"""The speakers of a transcript as the people of the show."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from feedtool.show.members import list_people
from feedtool.show.model import Item, Show
from feedtool.show.person import Person


def name_speakers(show: Show, speakers: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the new names of speakers, by their names in the file; `given` is by the author.

    A short name of people.yaml stands for the name of the person. Case does not count.
    """
    names = {_fold(one): _name_of(show, name) for one, name in given.items()}
    return {one: names[_fold(one)] for one in speakers if names.get(_fold(one), one) != one}


def find_unknown(speakers: Iterable[str], given: Iterable[str]) -> list[str]:
    """Return the names by the author that nobody in the file has."""
    known = {_fold(one) for one in speakers}
    return [one for one in given if _fold(one) not in known]


def find_pages(show: Show, episode: Item, speakers: Collection[str]) -> dict[str, str]:
    """Return the addresses of speakers' pages, of those that are people of the show.

    They have the name of a person, or the short name of people.yaml. Case does not count.
    """
    if not speakers:
        return {}
    pages: dict[str, str] = {}
    for name, person in _list_people(show, episode):
        if person.url:
            pages.setdefault(_fold(name), person.url)
    return {one: pages[_fold(one)] for one in speakers if _fold(one) in pages}


def _list_people(show: Show, episode: Item) -> Iterator[tuple[str, Person]]:
    """Yield the people of an episode first, then those of the show, each by each of its names."""
    for matter in (episode, show):
        yield from ((one.person.name, one.person) for one in list_people(matter))
    yield from ((one.name, one) for one in show.people.values())
    yield from show.people.items()


def _name_of(show: Show, name: str) -> str:
    return show.people[name].name if name in show.people else name


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
