"""Places: whether a map can show them, and whether they show too exactly where the makers live.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/location.md
"""

import re
from collections.abc import Iterable, Iterator

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule

# Three digits mean about a hundred metres; more digits point at one house.
_EXACT = r"\.[0-9]{4,}"


@rule(on="podcast:location")
def inspect_location(location: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a place that no map can show, or that shows where the makers live."""
    geo, osm = location.get("geo"), location.get("osm")
    if geo is None and osm is None:
        message = (
            f"{location.tag} has neither geo nor osm, so no map can show it; "
            "that is right for a place that does not exist"
        )
        return (ElementFault("location-unplaced", message, location),)
    return _inspect_details(location, geo or "")


def _inspect_details(location: OpenElement, geo: str) -> Iterator[ElementFault]:
    if location.get("country") is None:
        message = f"{location.tag} has no country, which apps use"
        yield ElementFault("attribute-recommended", message, location, "country")
    if (location.get("rel") or "").strip() == "creator" and re.search(_EXACT, geo):
        message = (
            f"geo of {location.tag} shows to a few metres where the makers are; "
            "three digits after the point are enough"
        )
        yield ElementFault(
            "location-exact", message, location, "geo", geo,
            instead=re.sub(r"(\.[0-9]{2})[0-9]+", r"\1", geo), doubtful=True,
        )  # fmt: skip
