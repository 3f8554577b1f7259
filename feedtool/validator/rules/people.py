"""People who take part. Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/person.md."""

from collections.abc import Iterable, Iterator

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts
from feedtool.vocabulary import load_list


@rule(on="podcast:person")
def inspect_role(person: Frame, facts: Facts) -> Iterable[Problem]:
    """The role belongs to the group."""
    role, group = person.get("role"), person.get("group")
    if role is None or group is None:
        return ()
    return _find_odd_pair(person, role.strip().lower(), group.strip().lower())


def _find_odd_pair(person: Frame, role: str, group: str) -> Iterator[Problem]:
    roles: dict[str, list[str]] = load_list("person-roles")
    groups = next((groups for name, groups in roles.items() if name.lower() == role), None)
    known = group in {name.lower() for name in load_list("person-groups")}
    if groups and known and group not in {name.lower() for name in groups}:
        message = (
            f'role of {person.tag} is "{cut(role)}", which the group "{cut(group)}" does not have; '
            f'expected the group "{groups[0].lower()}"'
        )
        yield Problem("person-role-group", message, person, "role", role)


@rule(on="channel")
@rule(on="item")
def find_repeated_people(parent: Frame, facts: Facts) -> Iterable[Problem]:
    """The same person twice in the same role."""
    person = parent.children.get("podcast:person")
    return () if person is None or not person.twins else _find_repeated(parent)


def _find_repeated(parent: Frame) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], int] = {}
    for person in parent.all("podcast:person"):
        name = person.text.strip()
        role = (person.get("role") or "host").strip().lower()
        key = (name.lower(), role, (person.get("group") or "cast").strip().lower())
        if name and key in seen:
            message = f'{person.tag} is "{cut(name)}" as {cut(role)}, as on line {seen[key]}'
            yield Problem("person-repeated", message, person, value=name)
        seen.setdefault(key, person.line)
