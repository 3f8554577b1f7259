"""JSON Schemas of single values, of types that the build reads as text, for the readers of editors.

The build takes each scalar as the text that stands there. The YAML reader of an editor makes a
number of `33` and a truth value of `true`, so the schemas here accept what such a reader gives.
"""

from typing import Any

from feedtool.show.keys import FLAGS
from feedtool.show.moments import MOMENT, PERIOD
from feedtool.show.slugs import MAX_NAME
from feedtool.show.value_types import EPISODE_NUMBER, FEED_NAME, MAX_NOTES_CHARS
from feedtool.values.durations import DURATION
from feedtool.values.registry import FILES, find_type
from feedtool.values.times import TIME
from feedtool.values.value_type import any_case
from feedtool.vocabulary import Value, load_list

Schema = dict[str, Any]
# Numbers and truth values are texts too. With a list of types, editors would propose `true` and
# `false` for each text.
_SCALAR: Schema = {"if": {"type": ["array", "object", "null"]}, "then": {"type": "string"}}
_URL = find_type("http-url").pattern
_NONSENSE = "\x01?"
# What the producer turns into the form of a type, by the role of the type.
_MORE_FORMS = {
    "number": (r"(?:[0-9]+:)?[0-9]{1,2}:[0-9]{2}(?:\.[0-9]+)?",),
    "date": (MOMENT.pattern,),
    "flag": (any_case(FLAGS),),
}
_ADDRESS_OR_NAME = rf"(?![\s\S]*://)[\s\S]+|{_URL}"


def ref(name: str) -> Schema:
    """Return a reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def one_or_list(item: Schema, least: int = 0) -> Schema:
    """Return the schema of a list for which one value may stand."""
    listed: Schema = {"type": "array", "items": item}
    return {"anyOf": [item, {**listed, "minItems": least} if least else listed]}


def keys_schema(properties: Schema, required: list[str]) -> Schema:
    """Return the schema of a mapping with these keys."""
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def whole(pattern: str) -> str:
    """Return a pattern that matches nothing less than the whole text."""
    return f"^(?:{pattern})$"


def as_yaml(text: str) -> list[str | float | bool]:
    """Return a text as the readers of YAML give it: also as a number or a truth value.

    >>> as_yaml("1.0"), as_yaml("true"), as_yaml("full")
    (['1.0', 1.0], ['true', True], ['full'])
    """
    if text in ("true", "false"):
        return [text, text == "true"]
    try:
        return [text, float(text)]
    except ValueError:
        return [text]


def value_definitions() -> dict[str, Schema]:
    """Return the definitions of single values by name."""
    return {
        "text": {**_SCALAR, "minLength": 1},
        "textOrNothing": {**_SCALAR, "if": {"type": ["array", "object"]}},
        "notes": {**ref("textOrNothing"), "maxLength": MAX_NOTES_CHARS},
        "nothing": {"enum": [None, ""]},
        "flag": {
            "anyOf": [
                {"type": "boolean"},
                {"type": "string", "pattern": whole(rf"\s*{any_case(FLAGS)}\s*")},
            ]
        },
        "number": _number(r"(?=[0_]*[1-9])[0-9]+(?:_[0-9]+)*", minimum=1),
        "audioFormat": {
            "anyOf": [
                {"enum": list(load_list("media-types-by-ending"))},
                {"allOf": [_typed("media-type"), {"pattern": "/"}]},
            ]
        },
        "bytes": _number(r"[0-9]+(?:_[0-9]+)*", minimum=0),
        "episodeNumber": {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": whole(rf"\s*{EPISODE_NUMBER.pattern}\s*")},
            ]
        },
        "pixels": _number(
            "0*(?:1[6-9]|[2-9][0-9]|[1-9][0-9]{2}|[12][0-9]{3}|3000)", minimum=16, maximum=3000
        ),
        "url": {**_typed("http-url"), "format": "iri"},
        "webAddress": {**_typed("url"), "format": "iri"},
        "folderUrl": {
            "type": "string", "pattern": whole(rf"(?=[^?#]*$)(?:{_URL})"), "format": "iri",
        },
        "urlStart": {
            "anyOf": [
                {"enum": list(load_list("analytics-prefixes"))},
                {"type": "string", "pattern": whole(rf"(?=[^?#]*/\s*$)(?:{_URL})")},
            ]
        },
        "email": {**_typed("email"), "format": "idn-email"},
        "language": {**_typed("language"), "examples": ["en", "fr", "pt-BR"]},
        "mediaType": _typed("media-type"),
        "uuid": {**_typed("uuid"), "format": "uuid"},
        "date": {"type": "string", "pattern": whole(rf"\s*{MOMENT.pattern}\s*")},
        "period": {
            "anyOf": [
                {"type": "string", "pattern": whole(rf"\s*{PERIOD.pattern}\s*")},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ]
        },
        "timezone": {"type": "string", "pattern": "^[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*$"},
        "seconds": _time(DURATION.pattern, 999_999, "integer"),
        "offset": _time(TIME.pattern, 999_999_999.999, "number"),
        "picture": {**_SCALAR, "pattern": whole(_ADDRESS_OR_NAME)},
        "xml": {"type": "string", "minLength": 1, "pattern": r"^\s*(?:<[\s\S]*>\s*)?$"},
        "category": _category(),
        "feedName": {
            "pattern": whole(f"(?!feed$){FEED_NAME.pattern}"), "maxLength": MAX_NAME,
        },
        **{f"type:{name}": _form_of_type(name) for name in FILES if find_type(name).pattern},
    }  # fmt: skip


def element_value(value: Value, strict: bool, needed: bool) -> Schema:
    """Return the values of a text or an attribute of an element: a list of values, or a form.

    If the build is not `strict` about them, any other value may stand there too. If the value is
    `needed`, it must not be empty.
    """
    known = value.values or value.suggest or find_type(value.type).choices
    listed = {"enum": [one for word in known for one in as_yaml(word)]}
    if value.values and strict:
        return listed if needed else {"anyOf": [listed, ref("nothing")]}
    name = _name_of_form(value) if strict else None
    other = ref("text" if needed else "textOrNothing")
    if name is not None:
        bounds = {"minimum": value.minimum, "maximum": value.maximum}
        other = {**ref(name), **{key: one for key, one in bounds.items() if one is not None}}
        other = other if needed else {"anyOf": [other, ref("nothing")]}
    return {"anyOf": [listed, other]} if known else other


def _name_of_form(value: Value) -> str | None:
    """Return the name of the definition of a type, None if the build takes any text for it."""
    kind = find_type(value.type)
    refuses = any(fault.severity == "error" for fault in kind.check(_NONSENSE))
    return f"type:{kind.name}" if kind.pattern and refuses else None


def _form_of_type(name: str) -> Schema:
    """Return what the build takes for a type of the vocabulary."""
    kind = find_type(name)
    accepted = {
        "integer": not kind.check("5"),
        "number": not kind.check("5.5"),
        "boolean": not kind.check("true") or kind.role == "flag",
    }
    pattern = "|".join([kind.pattern, *_MORE_FORMS.get(kind.role, ())])
    types = ["string", *(one for one, is_accepted in accepted.items() if is_accepted)]
    words = kind.words[:1].upper() + kind.words[1:]
    return {"description": f"{words}.", "type": types, "minLength": 1, "pattern": whole(pattern)}


def ending_pattern(endings: list[str]) -> str:
    """Return a pattern of the names and the URLs that end so."""
    listed = any_case(endings)
    name = rf"(?![\s\S]*://)[\s\S]*[^/]\.{listed}"
    return rf"{name}|{url_ending_pattern(endings)}"


def url_ending_pattern(endings: list[str]) -> str:
    """Return a pattern of the URLs whose path ends so."""
    return rf"(?=[^?#/]*//[^?#]*/[^?#/]+\.{any_case(endings)}(?:[?#]|\s*$))(?:{_URL})"


def _typed(name: str) -> Schema:
    return {"type": "string", "pattern": whole(find_type(name).pattern)}


def _number(pattern: str, **bounds: int) -> Schema:
    text = whole(rf"\s*\+?{pattern}(?:\.0+)?\s*")
    return {"anyOf": [{"type": "integer", **bounds}, {"type": "string", "pattern": text}]}


def _time(pattern: str, most: float, kind: str) -> Schema:
    text = whole(rf"\s*(?:{pattern})\s*")
    return {
        "anyOf": [
            {"type": kind, "minimum": 0, "maximum": most},
            {"type": "string", "pattern": text},
        ]
    }


def _category() -> Schema:
    """Return Apple's categories, each alone and with each of its subcategories."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    names = [
        f"{name} > {inner}" if inner else name
        for name, listed in tree.items()
        for inner in ("", *listed)
    ]
    spaced = "|".join(rf"{name}\s*(?:>\s*{_inner(listed)})?" for name, listed in tree.items())
    return {
        "anyOf": [{"enum": names}, {"type": "string", "pattern": whole(rf"\s*(?:{spaced})")}],
    }


def _inner(listed: list[str]) -> str:
    """Return a pattern of nothing or one of the subcategories, with the blanks behind it."""
    return rf"(?:(?:{'|'.join(listed)})\s*)?" if listed else ""
