"""Roles that people can have in a show, by the person taxonomy.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/taxonomy.json
"""

from dataclasses import dataclass
from functools import cache

from pydantic_core import PydanticCustomError

from feedtool.findings.suggestions import suggest
from feedtool.vocabulary import load_list


@dataclass(frozen=True, slots=True)
class Role:
    """A role and its group, in the taxonomy's words, lower case."""

    name: str
    group: str


HOST = Role("host", "cast")
COHOST = Role("co-host", "cast")
GUEST = Role("guest", "cast")


def role_of(name: str) -> Role:
    """Return the role of that name, in the first group that has it or in the group before a slash.

        >>> role_of("Sound Designer")
        Role(name='sound designer', group='audio post-production')
        >>> role_of("Video Post-Production/Editor").group
        'video post-production'

    Raises KeyError if the taxonomy has no such role.
    """
    return _roles()[" ".join(name.lower().split())]


def find_role_key(name: str, group: str) -> str | None:
    """Return the key for a role of a group, None if the taxonomy has no such role.

    >>> find_role_key("editor", "video post-production"), find_role_key("pilot", "cast")
    ('video post-production/editor', None)
    """
    for key in (name, f"{group}/{name}"):
        if _roles().get(key) == Role(name, group):
            return key
    return None


def check_role(text: str) -> str:
    """Accept the name of a role; propose the closest role for any other text."""
    try:
        role_of(text)
    except KeyError:
        otherwise = ", such as editor, producer or sound designer"
        hint = suggest(text, _roles(), otherwise, form='; did you mean "{}"?')
        raise PydanticCustomError(
            "unknown_role", "expected a role of the person taxonomy{hint}", {"hint": hint}
        ) from None
    return text


def role_keys() -> list[str]:
    """Return what may stand for each role, in small letters."""
    return list(_roles())


@cache
def _roles() -> dict[str, Role]:
    listed: dict[str, list[str]] = load_list("person-roles")
    roles = {}
    for name, groups in listed.items():
        for group in reversed(groups):
            role = Role(name.lower(), group.lower())
            roles[role.name] = role
            if len(groups) > 1:
                roles[f"{role.group}/{role.name}"] = role
    return roles
