"""UUIDs, as podcast:guid holds them."""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)


def check_uuid(text: str) -> tuple[Fault, ...]:
    """Accept a UUID; any version other than 5 is a warning.

    Source: Podcasting 2.0, podcast:guid,
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md
    """
    match = _UUID.fullmatch(text)
    if match is None:
        example = "e.g. d84ced82-1926-54c0-88c2-bb01dd35d7e3"
        return (Fault("bad-uuid", f"expected a UUID, {example}"),)
    if match[1] != "5":
        says = f"expected a UUID of version 5, but this is version {match[1]}"
        return (Fault("uuid-not-version-5", says),)
    return ()


TYPES = (
    ValueType("uuid", check_uuid, "UUID", r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
)
