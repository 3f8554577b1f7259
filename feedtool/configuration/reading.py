"""Reads a configuration file: bytes → TOML → the checked records, or all that is wrong with it."""

import errno
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from feedtool.configuration.accepting import is_right
from feedtool.configuration.fault import ConfigurationError
from feedtool.configuration.records import Change, Configuration, Ignore, Layer, Level
from feedtool.configuration.toml_places import TomlPath, TomlPlaces, find_places
from feedtool.files.opening import NOT_NORMAL, explain, read_bounded
from feedtool.findings.catalogue import make_finding
from feedtool.findings.place import LineColumn
from feedtool.findings.wording import printable
from feedtool.vocabulary.rule_names import all_rules_named

_Table = Mapping[str, Any]
MAX_BYTES = 1_000_000
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
# Of a key with very many parts, tomllib and we would keep the beginnings, each as long as the last.
_DEEP_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}""", re.ASCII
)
_TOO_DEEP = "lists or tables are nested too deep"
# What tomllib says, in other words where these help more.
_WORDS = {
    "Invalid value": "a value is expected here; a text stands in quotes",
    "Cannot overwrite a value": "this key has a value already",
    "Cannot declare": "this table exists already",
    "Cannot mutate immutable namespace": "this key has a value already, to which no table can be "
    'added; write all in one form, e.g. [[ignore]] with rule = "title-numbered"',
    "Expected '='": 'expected = after a key, e.g. fail-on = "warning"',
    "Invalid statement": 'expected a key with a value, e.g. fail-on = "warning", or a [table]',
    "Unescaped '\\' in a string": r"\ begins an escape; write \\, or put the text in '…'",
}


def read_configuration(path: str, file: str, root: TomlPath, base: str) -> Configuration | None:
    """Return the configuration in a file; None if the file has no table at `root`.

    `file` is its name in findings; patterns of files start from the folder `base`.

    Raises ConfigurationError with all that is wrong.
    """
    text = _read_text(path, file)
    data = _parse(text, file)
    for step in root:
        if not isinstance(data, dict) or step not in data:
            return None
        data = data[step]
    places = find_places(text)
    if not is_right(data):
        _explain(data, places, root, file)
    try:
        return _Converter(places, root).convert(data, file, base)
    except KeyError:
        # A pattern of rules that matches none: the schema cannot know that.
        _explain(data, places, root, file)
        raise


def _explain(data: object, places: TomlPlaces, root: TomlPath, file: str) -> None:
    """Raise ConfigurationError with all that is wrong, if anything is."""
    from feedtool.configuration.explaining import list_faults  # noqa: PLC0415 - pydantic, for faults

    faults = sorted(list_faults(data, places, root), key=lambda fault: fault[2])
    if faults:
        raise ConfigurationError(
            [make_finding(rule, says, file, *place) for rule, says, place in faults]
        )


def _fault(rule: str, says: str, file: str, place: LineColumn | None = None) -> ConfigurationError:
    return ConfigurationError([make_finding(rule, says, file, *(place or ()))])


def _read_text(path: str, file: str) -> str:
    data = _read_bytes(path, file)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _fault("configuration-syntax", "it is UTF-16; save it as UTF-8", file, (1, 1))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        before = why.object[: why.start].decode("utf-8")
        says = f"the byte 0x{why.object[why.start]:02X} is not UTF-8; save the file as UTF-8"
        raise _fault("configuration-syntax", says, file, _end_of(before)) from None


def _read_bytes(path: str, file: str) -> bytes:
    """Return the bytes of a normal file, if they are not too many."""
    try:
        return read_bounded(Path(path), MAX_BYTES)
    except OSError as why:
        if why.errno == errno.EFBIG:
            raise _fault("unreadable", f"it has more than {MAX_BYTES} bytes", file) from None
        if os.path.isdir(path):  # noqa: PTH112 - no exception for odd names
            raise _fault("unreadable", "it is a folder; expected a file of TOML", file) from None
        if why.strerror == NOT_NORMAL:
            raise _fault("unreadable", f"{NOT_NORMAL}; expected a file of TOML", file) from None
        raise _fault("unreadable", f"it cannot be read ({explain(why)})", file) from None


def _parse(text: str, file: str) -> Any:
    deep = _DEEP_KEY.search(text)
    if deep is not None:
        raise _fault("configuration-syntax", _TOO_DEEP, file, _end_of(text[: deep.start()]))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        found = _PLACE.fullmatch(str(why))
        says = found[1] if found else str(why)
        place = (int(found[2]), int(found[3])) if found and found[2] else _end_of(text)
        known = (words for start, words in _WORDS.items() if says.startswith(start))
        says = next(known, printable(f"{says[:1].lower()}{says[1:200]}"))
        raise _fault("configuration-syntax", f"this is not TOML: {says}", file, place) from None
    except (RecursionError, ValueError) as why:
        says = _TOO_DEEP if isinstance(why, RecursionError) else f"this is not TOML: {why}"
        raise _fault("configuration-syntax", says, file, (1, 1)) from None


def _end_of(text: str) -> LineColumn:
    """Return the place behind a text."""
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


class _Converter:
    """Makes records of tables that are right; `root` leads to the table of the configuration."""

    def __init__(self, places: TomlPlaces, root: TomlPath) -> None:
        self._places = places
        self._root = root

    def convert(self, table: _Table, file: str, base: str) -> Configuration:
        layers = [self._layer(table, self._root)]
        for number, one in enumerate(table.get("overrides", ())):
            layers.append(self._layer(one, (*self._root, "overrides", number)))
        # The files of the whole are what is checked, not what the keys hold for.
        whole = replace(layers[0], files=())
        inputs = _texts(table, "files") or None
        return Configuration(file, base, (whole, *layers[1:]), inputs, table.get("baseline"))

    def _layer(self, table: _Table, path: TomlPath) -> Layer:
        """Return the keys of a table. Raises KeyError if a pattern matches no rule."""
        all_rules_named(_texts(table, "select"))
        return Layer(
            place=self._places.near(path),
            files=_texts(table, "files"),
            profiles=_texts(table, "profiles") or None,
            severity=table.get("severity"),
            fail_on=table.get("fail-on"),
            select=_texts(table, "select") or None,
            url=table.get("url"),
            max_findings=table.get("max-findings"),
            ignores=tuple(self._ignores(table, (*path, "ignore"))),
            changes=tuple(self._changes(table.get("severities", {}), (*path, "severities"))),
            places={key: self._places.near_key((*path, key)) for key in table},
        )

    def _ignores(self, table: _Table, path: TomlPath) -> Iterator[Ignore]:
        listed = table.get("ignore", [])
        for number, one in enumerate(listed if isinstance(listed, list) else [listed]):
            keys = {"rule": one} if isinstance(one, str) else one
            names, until = _texts(keys, "rule") or ("*",), keys.get("until")
            yield Ignore(
                names=names,
                rules=all_rules_named(names),
                place=self._places.near((*path, number)),
                elements=_texts(keys, "element"),
                paths=_texts(keys, "path"),
                guids=_texts(keys, "guid"),
                files=_texts(keys, "files"),
                reason=keys.get("reason", ""),
                until=date.fromisoformat(until) if isinstance(until, str) else until,
            )

    def _changes(self, severities: Mapping[str, Level], path: TomlPath) -> Iterator[Change]:
        # A name wins over a pattern: it comes after all patterns.
        for name in sorted(severities, key=_is_name):
            place = self._places.near_key((*path, name))
            yield Change(name, all_rules_named([name]), severities[name], place)


def _is_name(name: str) -> bool:
    return all_rules_named([name]) == {name}


def _texts(table: _Table, key: str) -> tuple[str, ...]:
    """Return a list of texts; one text may stand in its place."""
    value = table.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)
