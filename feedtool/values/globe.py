"""Places on the globe: geo addresses, objects of OpenStreetMap, countries.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/location/location.md
"""

import re

from feedtool.values.fault import Fault
from feedtool.vocabulary import load_list

_DEGREES = r"(-?[0-9]{1,3}(?:\.[0-9]+)?)"
_GEO = rf"geo:{_DEGREES},{_DEGREES}(?:,-?[0-9]+(?:\.[0-9]+)?)?((?:;[A-Za-z0-9-]+(?:=[^;\s]+)?)*)"
_PAIR = r"\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*"
_OSM = r"[NWR][0-9]+(?:#[0-9]+)?"
_OSM_WORDS = r"(?i)" r"(node|way|relation|n|w|r)[/ :]?([0-9]+)"


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
        return Fault("bad-geo", f"write geo:{pair[1]},{pair[2]}")
    return Fault("bad-geo", expected)


def check_osm(text: str) -> tuple[Fault, ...]:
    """Accept N, W or R and the number of the object, with its revision after #."""
    if re.fullmatch(_OSM, text):
        return ()
    expected = "expected N, W or R and a number, e.g. R62782"
    words = re.search(_OSM_WORDS, text[:200])
    if words:
        expected += f"; write {words[1][0].upper()}{words[2]}"
    return (Fault("bad-osm" if text.strip() else "empty-value", expected),)


def check_country(text: str) -> tuple[Fault, ...]:
    """Accept the code of a country in two capital letters.

    Source: https://www.iso.org/iso-3166-country-codes.html
    """
    code = text.strip()
    if code.lower() in load_list("countries"):
        if text == code.upper():
            return ()
        return (Fault("value-case", f'expected exactly "{code.upper()}"'),)
    hint = "; write GB" if code.lower() == "uk" else ""
    says = f'expected two capital letters, e.g. "DE"{hint}'
    return (Fault("country-unknown" if code else "empty-value", says),)
