"""`feedtool config`: shows what is in force for a feed, and where each value comes from."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import click

from feedtool.cli.checking_options import config_option, make_finder, no_config_option
from feedtool.cli.common import check_names, exiting_on_faults
from feedtool.cli.completion import complete_profiles, complete_rules
from feedtool.cli.printing import say, say_json
from feedtool.configuration.describing import (
    Value,
    list_expired,
    list_ignores,
    list_severities,
    list_values,
    to_toml,
)
from feedtool.configuration.settings import COMMAND_LINE, Given, Settings, settle
from feedtool.findings.report import MAX_FINDINGS, SEVERITIES
from feedtool.findings.wording import printable
from feedtool.validator.validate import DEFAULT_PROFILES

_WIDTH = 48
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@click.command("config")
@click.argument("path", default=".", metavar="[PATH]", type=click.Path(readable=False))
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_profiles,
    help="As in validate.",
)
@click.option(
    "--select", multiple=True, metavar="RULE", shell_complete=complete_rules, help="As in validate."
)
@click.option(
    "--ignore", multiple=True, metavar="RULE", shell_complete=complete_rules, help="As in validate."
)
@click.option("--severity", type=click.Choice(SEVERITIES[::-1]), help="As in validate.")
@click.option("--fail-on", type=click.Choice(SEVERITIES[::-1]), help="As in validate.")
@click.option("--max-findings", type=click.IntRange(1), metavar="N", help="As in validate.")
@click.option("--url", default="", metavar="URL", help="As in validate.")
@config_option
@no_config_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="text is TOML with comments, json is for programs.",
)  # fmt: skip
def command(path: str, form: str, config: str | None, no_config: bool, **given: Any) -> None:
    """Show what is in force for PATH, and where each value comes from.

    PATH is a feed, the folder of a show, or any other file or folder; it need not exist. Without
    PATH it is the current folder. The configuration is feedtool.toml, or the table tool.feedtool of
    pyproject.toml, in the folder of PATH or in the nearest folder above it.

    Exit codes: 0 shown, 2 the configuration is wrong.
    """
    check_names(given["profiles"], given["select"], given["ignore"], everywhere=True)
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."  # noqa: PTH112, PTH120
    today = datetime.now(UTC).date()
    with exiting_on_faults():
        configuration = make_finder(config, no_config=no_config).find(folder)
    settings = settle(Given(**given), configuration, path, today)
    if form == "json":
        shown = _to_json(path, settings, given["ignore"], today)
        say_json(shown)
        return
    for line in _to_text(path, settings, given["ignore"], today):
        say(line)


def _to_json(
    path: str, settings: Settings, ignored: tuple[str, ...], today: date
) -> dict[str, object]:
    ignores: list[tuple[dict[str, Value], str, bool]] = [
        ({"rule": (name,)}, COMMAND_LINE, False) for name in ignored
    ]
    ignores += [(keys, source, False) for keys, source in list_ignores(settings)]
    ignores += [(keys, source, True) for keys, source in list_expired(settings, today)]
    return {
        "format": 1,
        "path": path,
        "configuration": settings.configuration.file if settings.configuration else None,
        "values": {
            one.key: {"value": one.value, "from": one.source}
            for one in list_values(settings, DEFAULT_PROFILES, MAX_FINDINGS)
        },
        "ignore": [
            {key: str(one) if isinstance(one, date) else one for key, one in keys.items()}
            | {"expired": expired, "from": source}
            for keys, source, expired in ignores
        ],
        "severities": [
            {"rule": one.key, "severity": one.value, "from": one.source}
            for one in list_severities(settings)
        ],
    }


def _to_text(path: str, settings: Settings, ignored: tuple[str, ...], today: date) -> Iterator[str]:
    """Yield lines of TOML; a comment says where each value comes from."""
    if settings.configuration is None:
        yield f"# {printable(path)}: no configuration; the defaults are in force"
    else:
        yield f"# {printable(path)}: configured by {printable(settings.configuration.file)}"
    for one in list_values(settings, DEFAULT_PROFILES, MAX_FINDINGS):
        if one.value is None:
            yield _line(f"# {one.key}: {one.note}", one.source)
        else:
            yield _line(f"{one.key} = {to_toml(one.value)}", one.source)
    yield from _ignores_to_text(settings, ignored, today)
    severities = list(list_severities(settings))
    if severities:
        yield ""
        yield "[severities]"
    for one in severities:
        key = one.key if _BARE_KEY.fullmatch(one.key) else to_toml(one.key)
        yield _line(f"{key} = {to_toml(one.value)}", one.source)


def _ignores_to_text(settings: Settings, ignored: tuple[str, ...], today: date) -> Iterator[str]:
    lines = [_line(f"  {to_toml(name)},", COMMAND_LINE) for name in ignored]
    lines += [_line(f"  {_table(keys)},", source) for keys, source in list_ignores(settings)]
    lines += [
        _line(f"  # {_table(keys)},", f"{source}, expired")
        for keys, source in list_expired(settings, today)
    ]
    if lines:
        yield "ignore = ["
        yield from lines
        yield "]"


def _table(keys: dict[str, Value]) -> str:
    """Return an ignore as TOML: the name of a rule, or a table."""
    rule = keys["rule"]
    if len(keys) == 1 and isinstance(rule, tuple) and len(rule) == 1:
        return to_toml(rule[0])
    pairs = (f"{key} = {to_toml(_single(value))}" for key, value in keys.items())
    return f"{{{', '.join(pairs)}}}"


def _single(value: Value) -> Value:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def _line(text: str, source: str) -> str:
    return f"{text:{_WIDTH}}  # {printable(source)}"
