"""Places on the globe: geo addresses, and points of GeoRSS.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/location/location.md
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.numbers import NUMBER_PATTERN, check_number
from feedtool.values.value_type import ValueType

_DEGREES = r"(-?[0-9]{1,3}(?:\.[0-9]+)?)"
# A group that repeats takes memory for each time.
_PARAMETERS = r"((?:;[A-Za-z0-9-]+(?:=[^;\s]+)?){0,99})"
_GEO = rf"geo:{_DEGREES},{_DEGREES}(?:,-?[0-9]+(?:\.[0-9]+)?)?{_PARAMETERS}"
_PAIR = r"\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*"


def check_geo(text: str) -> tuple[Fault, ...]:
    """Accept `geo:latitude,longitude`, with altitude and parameters.

    Source: RFC 5870, https://www.rfc-editor.org/rfc/rfc5870#section-3.3
    """
    match = re.fullmatch(_GEO, text)
    if match is None:
        return (_explain_geo(text),)
    if abs(float(match[1])) > 90:
        return (Fault("bad-geo", "expected a latitude from -90 to 90 first"),)
    if abs(float(match[2])) > 180:
        return (Fault("bad-geo", "expected a longitude from -180 to 180 second"),)
    return ()


def _explain_geo(text: str) -> Fault:
    expected = "expected latitude and longitude, e.g. geo:53.55,9.99"
    bare = text.strip()
    if not bare:
        return Fault("empty-value", expected)
    pair = re.fullmatch(_PAIR, bare.removeprefix("geo:").removeprefix("GEO:"))
    if pair and not check_geo(f"geo:{pair[1]},{pair[2]}"):
        meant = f"geo:{pair[1]},{pair[2]}"
        return Fault("bad-geo", f"write {meant}", instead=meant)
    return Fault("bad-geo", expected)


def check_point(text: str) -> tuple[Fault, ...]:
    """Accept latitude and longitude in degrees, with a space between them.

    Source: https://www.georss.org/simple.html
    """
    return _check_pairs(text, single=True)


def check_points(text: str) -> tuple[Fault, ...]:
    """Accept several pairs of latitude and longitude."""
    return _check_pairs(text, single=False)


def _check_pairs(text: str, *, single: bool) -> tuple[Fault, ...]:
    expected = "expected latitude and longitude in degrees, e.g. 45.256 -71.92"
    numbers = text.replace(",", " ").split()
    # Latitude and longitude take turns; the first thousands show whether a list is wrong.
    wrong = any(
        check_number(*((-90, 90) if position % 2 == 0 else (-180, 180)), number)
        for position, number in enumerate(numbers[:10_000])
    )
    if wrong or len(numbers) < 2 or len(numbers) % 2 or (single and len(numbers) > 2):
        return (Fault("bad-point", expected),)
    if "," in text:
        says = f"{expected}, with a space and no comma"
        return (Fault("point-comma", says, instead=" ".join(numbers)),)
    return ()


TYPES = (
    ValueType("geo", check_geo, "geo address: `geo:53.55,9.99`",
              r"geo:-?[0-9.]+,-?[0-9.]+(,-?[0-9.]+)?(;\S+)?|\s*"),
    ValueType("point", check_point, "latitude and longitude in degrees",
              rf"[\s,]*{NUMBER_PATTERN}[\s,]+{NUMBER_PATTERN}[\s,]*"),
    ValueType("points", check_points, "latitudes and longitudes in degrees"),
)  # fmt: skip
