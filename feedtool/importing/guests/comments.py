"""The comment of a source by which guests are proposed: without its first sign it is a key.

A proposal is not published: the author takes the sign away, or answers `--interactive`.
"""

import re
from collections.abc import Sequence
from typing import Any

from feedtool.findings.wording import cut
from feedtool.importing.feed.format_yaml import format_flow
from feedtool.importing.guests.forms import NamedGuest

_COMMENT = re.compile(
    r"^# (guests: (\[(?:(?!   # proposed: ).)*\]))   # proposed: .*\n", re.MULTILINE
)
# What a user types: a name, and in brackets an organization.
_TYPED = re.compile(r"([^,()]+)(?:\(([^()]*)\))?")


def format_guests(guests: Sequence[NamedGuest], short: dict[str, str] | None = None) -> str:
    """Return guests as YAML on one line; `short` has the names of people.yaml by the whole name.

    >>> format_guests([NamedGuest("Bo Lind", "Port"), NamedGuest("Al Roe")], {"Al Roe": "al"})
    '[{name: Bo Lind, organization: Port}, al]'
    """
    known = short or {}
    found: list[Any] = []
    for one in guests:
        data = {"name": one.name, "organization": one.organization}
        found.append(known.get(one.name) or {key: text for key, text in data.items() if text})
    return format_flow(found)


def hint_of(form: str) -> str:
    """Return what a comment says of the form by which a title names guests."""
    return f'proposed: the title has "{cut(form)}"; take the first # away to publish'


def write_comment(yaml: str, form: str) -> str:
    """Return the line of a source that proposes guests."""
    return f"# guests: {yaml}   # {hint_of(form)}\n"


def proposed_in(text: str) -> str:
    """Return the guests whom a source proposes, as YAML; "" if it proposes nobody."""
    match = _COMMENT.search(text, 0, _end_of_keys(text))
    return match[2] if match else ""


def accept_proposal(text: str, yaml: str = "") -> str:
    """Return a source whose proposal is a key; `yaml` has other guests than those proposed."""
    match = _COMMENT.search(text, 0, _end_of_keys(text))
    if match is None:
        return text
    return f"{text[: match.start()]}guests: {yaml or match[2]}\n{text[match.end() :]}"


def decline_proposal(text: str) -> str:
    """Return a source without its proposal."""
    match = _COMMENT.search(text, 0, _end_of_keys(text))
    return text[: match.start()] + text[match.end() :] if match else text


def _end_of_keys(text: str) -> int:
    """Return where the keys of an episode end; what looks like a proposal below is a text."""
    end = text.find("\n---", 3)
    return end + 1 if end >= 0 else len(text)


def read_typed(text: str) -> list[NamedGuest]:
    """Read guests as a user types them.

    >>> read_typed("Bo Lind (Port of Example), Al Roe")[0]
    NamedGuest(name='Bo Lind', organization='Port of Example')
    """
    pairs = (match.groups() for match in _TYPED.finditer(text))
    return [
        NamedGuest(name.strip(), (other or "").strip()) for name, other in pairs if name.strip()
    ]
