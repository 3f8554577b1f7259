"""The list of all value types: which file of this folder defines each.

To add a type, write a file with a `TYPES` tuple and name the type here.
"""

from functools import cache, partial
from importlib import import_module

from feedtool.values.enumerations import check_enumeration
from feedtool.values.value_type import Checker, ValueType
from feedtool.vocabulary import Value

# A file is loaded when a value of its type is first needed: most feeds need few of them.
FILES = {
    "any": "plain_text",
    "boolean": "booleans",
    "contact": "mail",
    "countries": "countries",
    "country": "countries",
    "date": "rss_dates",
    "duration": "durations",
    "email": "mail",
    "explicit": "booleans",
    "filled": "plain_text",
    "form-name": "names",
    "geo": "globe",
    "hex-colour": "colours",
    "host": "urls",
    "html": "html",
    "http-url": "urls",
    "https-url": "urls",
    "integer": "numbers",
    "integer-list": "numbers",
    "iri": "urls",
    "iri-reference": "urls",
    "iso-date": "iso_dates",
    "language": "languages",
    "link-relation": "link_relations",
    "media-type": "media_types",
    "npt-time": "durations",
    "number": "numbers",
    "osm": "osm",
    "plain": "plain_text",
    "point": "globe",
    "points": "globe",
    "ratio": "ratios",
    "readable": "plain_text",
    "rfc3339-date": "iso_dates",
    "rrule": "recurrences",
    "seconds": "durations",
    "secure-uri": "urls",
    "slug": "names",
    "srcset": "picture_sets",
    "text": "plain_text",
    "title": "plain_text",
    "uri": "urls",
    "url": "urls",
    "uuid": "uuids",
    "w3c-date": "iso_dates",
    "yes": "booleans",
    "yes-no": "booleans",
}


@cache
def find_type(name: str) -> ValueType:
    """Return the value type of this name.

    >>> find_type("geo").words
    'geo address: `geo:53.55,9.99`'

    Raises KeyError with the name if there is no such type.
    """
    types: tuple[ValueType, ...] = import_module(f"feedtool.values.{FILES[name]}").TYPES
    return next(one for one in types if one.name == name)


def build_checker(value: Value) -> Checker:
    """Return the function that checks a value that a record of the vocabulary describes.

    Raises KeyError with the name of the type if there is no such type.
    """
    if value.values:
        return partial(check_enumeration, value.values)
    kind = find_type(value.type)
    if kind.check_within is not None:
        return partial(kind.check_within, value.minimum, value.maximum)
    return kind.check
