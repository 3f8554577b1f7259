"""People who take part. Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/person.md."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts
from feedtool.vocabulary import load_list


@rule(on="podcast:person")
def inspect_role(person: Frame, facts: Facts) -> Iterable[Problem]:
    """The role belongs to the group."""
    role, group = person.get("role"), person.get("group")
    expected = _groups_of(role)[:1] if role is not None and group is not None else ()
    if not expected or role is None or group is None or _is_pair(role, group):
        return ()
    message = (
        f'role of {person.tag} is "{cut(role)}", which the group "{cut(group)}" does not have; '
        f'expected the group "{expected[0]}"'
    )
    return (Problem("person-role-group", message, person, "role", role),)


@lru_cache(maxsize=500)
def _groups_of(role: str) -> tuple[str, ...]:
    """Return the groups that have a role, in small letters; none if it is unknown."""
    roles: dict[str, list[str]] = load_list("person-roles")
    wanted = role.strip().lower()
    return tuple(
        group.lower()
        for name, groups in roles.items()
        if name.lower() == wanted
        for group in groups
    )


@lru_cache(maxsize=500)
def _is_pair(role: str, group: str) -> bool:
    """Return whether the group has the role, or is one that the taxonomy does not know."""
    name = group.strip().lower()
    known = any(one.lower() == name for one in load_list("person-groups"))
    return not known or name in _groups_of(role)


@rule(on="channel", holding="podcast:person")
@rule(on="item", holding="podcast:person")
def find_repeated_people(parent: Frame, facts: Facts) -> Iterable[Problem]:
    """The same person twice in the same role."""
    return _find_repeated(parent) if parent.children["podcast:person"].twins else ()


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
