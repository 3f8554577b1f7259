"""People as podcast:person elements, in the roles of the taxonomy.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/person.md
"""

from collections.abc import Iterable, Mapping

from feedtool.producer.elements.nodes import Node, node
from feedtool.show.members import Member, has_times, list_people, list_taking_part
from feedtool.show.model import Item, Show
from feedtool.values.xml_characters import drop_forbidden


def make_people(members: Iterable[Member], portraits: Mapping[str, str]) -> list[Node]:
    """Return a podcast:person for each; `portraits` has the URLs of pictures that are files."""
    return [_person(member, portraits) for member in members]


def make_people_of_item(show: Show, episode: Item, portraits: Mapping[str, str]) -> list[Node]:
    """Return the people of an item, no one if the episode itself names no one.

    In apps the people of an item replace all people of the channel, so an item with a guest names
    the hosts and the crew again. If people of the show change with time, each item names its own:
    the channel has those of its newest episode.
    """
    names_nobody = next(list_people(episode), None) is None and not _replaces(episode)
    if names_nobody and not has_times(show):
        return []
    return make_people(list_taking_part(show, episode), portraits)


def _replaces(episode: Item) -> bool:
    return any(one is not None for one in (episode.hosts, episode.cohosts, episode.crew))


def _person(member: Member, portraits: Mapping[str, str]) -> Node:
    person, role = member.person, member.role
    picture = person.picture or ""
    made = node(
        "podcast:person", drop_forbidden(person.name), role=role.name, group=role.group,
        img=portraits.get(picture, picture), href=person.url,
    )  # fmt: skip
    # A person of people.yaml is corrected there.
    made.matter, made.key = (person, ()) if person.source.file else (member.matter, member.key)
    return made
