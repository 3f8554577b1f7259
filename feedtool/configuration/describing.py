"""What is in force for an input, as a table of keys, values and where each comes from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feedtool.configuration.records import Change, Ignore
from feedtool.configuration.settings import COMMAND_LINE, Settings
from feedtool.findings.wording import printable

Value = str | int | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Line:
    """A key, its value, and where the value comes from; a default may be None with a `note`."""

    key: str
    value: Value
    source: str
    note: str = ""


def list_values(settings: Settings, profiles: tuple[str, ...], max_findings: int) -> Iterator[Line]:
    """Yield the keys that have one value; `profiles` and `max_findings` are the defaults."""
    sources = settings.sources
    yield Line("profiles", settings.profiles or profiles, sources["profiles"])
    note = "warning in text, else info"
    yield Line("severity", settings.severity, sources["severity"], note)
    yield Line("fail-on", settings.fail_on, sources["fail-on"])
    yield Line("select", settings.select or None, sources["select"], "all rules")
    yield Line("url", settings.url or None, sources["url"], "not known")
    yield Line("max-findings", settings.max_findings or max_findings, sources["max-findings"])
    configuration = settings.configuration
    if configuration is not None:
        places = configuration.layers[0].places
        for key, value in (("files", configuration.inputs), ("baseline", configuration.baseline)):
            if key in places:
                yield Line(key, value, f"{configuration.file}:{places[key][0]}")


def list_ignores(settings: Settings) -> Iterator[tuple[dict[str, Value], str]]:
    """Yield the keys of each ignore in force, and where it comes from."""
    for ignore in settings.ignores:
        yield _keys_of(ignore), _source(settings, ignore)


def list_expired(settings: Settings, today: date) -> Iterator[tuple[dict[str, Value], str]]:
    """Yield the keys of each ignore that is no longer in force, and where it comes from."""
    for layer in settings.layers:
        for ignore in layer.ignores:
            if ignore.until is not None and ignore.until < today:
                yield _keys_of(ignore), _source(settings, ignore)


def list_severities(settings: Settings) -> Iterator[Line]:
    """Yield the names of rules with another severity, in the order in which they count."""
    lines: dict[str, Line] = {}
    for layer in settings.layers:
        for change in layer.changes:
            lines.pop(change.name, None)
            lines[change.name] = Line(change.name, change.level, _source(settings, change))
    yield from lines.values()


def _keys_of(ignore: Ignore) -> dict[str, Value]:
    keys: dict[str, Value] = {
        "rule": ignore.names,
        "element": ignore.elements,
        "path": ignore.paths,
        "guid": ignore.guids,
        "files": ignore.files,
        "reason": ignore.reason,
        "until": ignore.until,
    }
    return {key: value for key, value in keys.items() if value}


def _source(settings: Settings, entry: Ignore | Change) -> str:
    file = settings.configuration.file if settings.configuration else COMMAND_LINE
    return f"{file}:{entry.place[0]}"


def to_toml(value: Value) -> str:
    r"""Return a value as TOML writes it; what cannot be seen is escaped.

    >>> to_toml(("rss", "a\x1b")), to_toml(date(2027, 1, 31))
    ('["rss", "a\\u001b"]', '2027-01-31')
    """
    if isinstance(value, tuple):
        return f"[{', '.join(map(to_toml, value))}]"
    if not isinstance(value, str):
        return str(value)
    text = json.dumps(value, ensure_ascii=False)
    return printable(text, lambda char: f"\\U{ord(char):08x}")
