"""The people of a show or an episode: whether roles and groups match, and who is there twice.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/person.md
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.vocabulary import load_list


@rule(on="podcast:person")
def inspect_role(person: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a role that does not belong to its group."""
    role, group = person.get("role"), person.get("group")
    if role is None or group is None or not (expected := _other_group(role, group)):
        return ()
    message = (
        f'role of {person.tag} is "{cut(role)}", which the group "{cut(group)}" does not have; '
        f'expected the group "{expected}"'
    )
    return (ElementFault("person-role-group", message, person, "role", role),)


@lru_cache(maxsize=500)
def _other_group(role: str, group: str) -> str:
    """Return the right group for a role; "" if `group` is right, or role or group is unknown."""
    roles: dict[str, list[str]] = load_list("person-roles")
    wanted, name = role.strip().lower(), group.strip().lower()
    groups = next((groups for one, groups in roles.items() if one.lower() == wanted), [])
    known = {one.lower() for one in load_list("person-groups")}
    if not groups or name not in known or name in {one.lower() for one in groups}:
        return ""
    return groups[0].lower()


@rule(on="channel", with_child="podcast:person")
@rule(on="item", with_child="podcast:person")
def find_repeated_people(parent: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report the same person twice in the same role."""
    return _find_repeated(parent) if parent.children["podcast:person"].twins else ()


def _find_repeated(parent: OpenElement) -> Iterator[ElementFault]:
    seen: dict[tuple[str, str, str], int] = {}
    for person in parent.all("podcast:person"):
        name = person.text.strip()
        role = (person.get("role") or "host").strip().lower()
        key = (name.lower(), role, (person.get("group") or "cast").strip().lower())
        if name and key in seen:
            message = (
                f'{person.tag} names "{cut(name)}" as {cut(role)} a second time; '
                f"the first is on line {seen[key]}"
            )
            yield ElementFault("person-repeated", message, person, value=name)
        seen.setdefault(key, person.line)
