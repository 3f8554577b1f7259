"""Keys of a YAML file as an author would write them: with hints, examples and marked guesses."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from feedtool.findings.wording import cut
from feedtool.show.scalars import format_scalar
from feedtool.show.yaml_source import read_yaml

_WIDTH = 88
_BLOCK_SAFE = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")


class ConflictError(Exception):
    """A key is there already with another value."""


class Number(str):
    """A number as a user types it; it stands in YAML without quotes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A key: its value, or an example to fill in where it is not known."""

    key: str
    value: Any = None
    example: str = ""
    hint: str = ""
    guess: str = ""


def format_entries(entries: list[Entry]) -> str:
    """Write entries as YAML lines."""
    return "".join(_format_entry(entry) for entry in entries)


def _format_entry(entry: Entry) -> str:
    if entry.value is None or entry.value in ("", []):
        if not entry.example:
            return ""
        return f"# {entry.key}: {entry.example}   # {entry.hint}\n"
    value = format_value(entry.value)
    line = f"{entry.key}:{value}" if value.startswith("\n") else f"{entry.key}: {value}"
    if not entry.guess:
        return f"{line}\n"
    # Behind the last of several lines a remark may become a part of a text.
    remark = f"# guess: {entry.guess}"
    return f"{remark}\n{line}\n" if "\n" in line else f"{line}   {remark}\n"


def format_value(value: Any) -> str:
    """Write a value: long text as a block, a list of mappings as lines, others on one line."""
    if isinstance(value, str) and ("\n" in value or len(value) > _WIDTH):
        return _format_block(value)
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        return "".join("\n  - " + _format_mapping(part) for part in value)
    return _format_flow(value)


def _format_mapping(part: dict[str, Any]) -> str:
    lines = [f"{key}: {format_value(value)}" for key, value in part.items() if value]
    return "\n    ".join(line.replace("\n", "\n    ") for line in lines)


def _format_flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_format_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_format_flow(part) for part in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | Number):
        return str(value)
    return format_scalar(str(value))


def _format_block(text: str) -> str:
    if not _BLOCK_SAFE.fullmatch(text) or text != text.strip():
        return format_scalar(text)
    return "|-\n" + "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def set_keys(text: str, values: dict[str, Any], file: str) -> str:
    """Fill keys into a YAML text, in the place of their commented examples.

    Raises ConflictError if a key is there with another value, YamlFault if the text is no YAML.
    """
    for key, value in values.items():
        known = read_yaml(text).data.get(key)
        merged = _merge(known, value, key, file)
        if merged == known:
            continue
        line = f"{key}: {format_value(merged)}"
        pattern = (
            rf"^# {re.escape(key)}:.*$" if known is None else rf"^{re.escape(key)}: \{{.*\}}.*$"
        )
        found = re.search(pattern, text, re.MULTILINE)
        if found is not None:
            text = text[: found.start()] + line + text[found.end() :]
        elif known is None:
            text = text.rstrip("\n") + f"\n{line}\n"
        else:
            raise ConflictError(f"{key} is written over several lines in {file}; add it there")
    return text


def _merge(known: Any, value: Any, key: str, file: str) -> Any:
    if known is None:
        return value
    if isinstance(known, dict) and isinstance(value, dict):
        merged = dict(known)
        for inner, part in value.items():
            merged[inner] = _merge(known.get(inner), part, f"{key}.{inner}", file)
        return merged
    if value in (known, [known]):
        return known
    raise ConflictError(f'{key} is "{cut(str(known))}" in {file} already; change it there')
