"""The people of a web page: hosts of the show, guests of the episode, both as guesses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from feedtool.importing.page.read_page import Host, read_hosts, to_markdown
from feedtool.importing.page.read_title import Guest
from feedtool.importing.web.claims import Chosen, Claims
from feedtool.importing.web.transcripts import Headings, find_section
from feedtool.importing.web.values import read_line

_LONGEST_NAME = 200


@dataclass(slots=True)
class People:
    """Hosts and guests, each of them once."""

    hosts: list[Host] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)


def choose_people(
    claims: Sequence[Claims], root: Any, headings: Headings, chosen: Chosen
) -> People:
    """Return who makes the show and who else speaks, from the first part that names people.

    Data for programs does not tell hosts from guests for sure: both are guesses.
    """
    people = People()
    for one in claims:
        if not people.hosts and one.makers:
            people.hosts = [Host(_name(each.name), _bio(each.bio)) for each in one.makers]
            chosen.guesses["hosts"] = f"{one.source} names them as {one.makers[0].part}"
        known = {each.name for each in people.hosts}
        others = [each for each in one.people if _name(each.name) not in known]
        if not people.guests and others:
            people.guests = [
                Guest(_name(each.name), _name(each.organization), _name(each.role))
                for each in others
            ]
            chosen.guesses["guests"] = f"{one.source} names them as {others[0].part}"
    if not people.hosts:
        people.hosts = read_hosts(find_section(root, headings, "about_hosts"))
    return people


def _name(text: str) -> str:
    return (read_line(text) or "")[:_LONGEST_NAME].rstrip()


def _bio(text: str) -> str:
    return to_markdown(text.split("\n"))
