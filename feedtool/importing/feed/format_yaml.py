"""Writes keys as an author would: short values on one line, long texts as blocks."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from feedtool.show.scalars import format_scalar

_WIDTH = 88
_INDENT = "  "
# Addresses and dates need no quotes in YAML, although they have colons.
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9._~/?=+%-]+(?::[0-9]+/[A-Za-z0-9._~/?=+%-]*)?(?<!\?)"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_SAFE = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*")


def format_key(key: str, value: Any) -> str:
    r"""Return a key with its value as lines of YAML.

    >>> format_key("hosts", ["bo", {"name": "Al"}])
    'hosts: [bo, {name: Al}]\n'
    """
    return "".join(f"{line}\n" for line in _lines_of_key(key, value))


def _lines_of_key(key: str, value: Any) -> Iterator[str]:
    name = format_scalar(str(key))
    short = format_flow(value)
    if isinstance(value, str):
        lines = _text(value)
        yield f"{name}: {lines[0]}"
        yield from lines[1:]
    elif len(name) + len(short) + 2 <= _WIDTH or not value:
        yield f"{name}: {short}"
    else:
        yield f"{name}:"
        yield from _block(value)


def _block(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from (f"{_INDENT}{line}" if line else "" for line in _lines_of_key(key, one))
        return
    for one in value:
        short = format_flow(one)
        if isinstance(one, str):
            lines = _text(one)
        elif len(short) + 2 <= _WIDTH or not one:
            lines = [short]
        elif isinstance(one, Mapping):
            lines = [line for key, inner in one.items() for line in _lines_of_key(key, inner)]
        else:
            lines = [short]
        yield f"- {lines[0]}"
        yield from (f"{_INDENT}{line}" if line else "" for line in lines[1:])


def _text(text: str) -> list[str]:
    """Return a text as one line, or as a block of lines where that is easier to read."""
    is_long = "\n" in text or len(text) > _WIDTH
    first = text.split("\n", 1)[0]
    if not is_long or text != text.strip() or not _SAFE.fullmatch(text) or first[:1] == " ":
        return [_scalar(text)]
    if any(line != line.rstrip() for line in text.split("\n")):
        return [_scalar(text)]
    return ["|-", *(f"{_INDENT}{line}" if line else "" for line in text.split("\n"))]


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else format_scalar(text)


def format_flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, Mapping):
        inner = (f"{format_scalar(str(key))}: {format_flow(one)}" for key, one in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(format_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _scalar(value) if isinstance(value, str) else str(value)
