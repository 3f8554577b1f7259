"""Objects of OpenStreetMap.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/location/location.md
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_OSM = r"[NWR][0-9]+(?:#[0-9]+)?"
_OSM_WORDS = r"(?i)" r"(node|way|relation|n|w|r)[/ :]?([0-9]+)"


def check_osm(text: str) -> tuple[Fault, ...]:
    """Accept N, W or R and the number of the object, with its revision after #."""
    if re.fullmatch(_OSM, text):
        return ()
    expected = "expected N, W or R and a number, e.g. R62782"
    words = re.search(_OSM_WORDS, text[:200])
    if not words:
        return (Fault("bad-osm" if text.strip() else "empty-value", expected),)
    meant = f"{words[1][0].upper()}{words[2]}"
    doubtful = re.fullmatch(_OSM_WORDS, text.strip()) is None
    return (Fault("bad-osm", f"{expected}; write {meant}", instead=meant, doubtful=doubtful),)


TYPES = (
    ValueType("osm", check_osm, "object of OpenStreetMap: `R62782`", r"[NWR][0-9]+(#[0-9]+)?|\s*"),
)
