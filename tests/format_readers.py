"""Readers of the formats that know nothing of our writers: what each format says of its findings."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from comrak import ExtensionOptions, RenderOptions, render_markdown
from lxml import etree, html


class Told(NamedTuple):
    """A finding as a format tells it; None is what the format does not tell."""

    file: str
    line: int | None
    column: int | None
    severity: str
    rule: str
    message: str


class Command(NamedTuple):
    """A command in the log of a CI system."""

    name: str
    properties: dict[str, str]
    data: str


def read_json(text: str) -> Iterator[Told]:
    for report in json.loads(text)["reports"]:
        yield from map(_of_fields, report["findings"])


def read_jsonl(text: str) -> Iterator[Told]:
    for line in text.splitlines():
        fields = json.loads(line)
        if "rule" in fields:
            yield _of_fields(fields)


def _of_fields(fields: dict[str, Any]) -> Told:
    return Told(*(fields[name] for name in Told._fields))


def read_sarif(text: str) -> Iterator[Told]:
    levels = {"error": "error", "warning": "warning", "note": "info"}
    for run in json.loads(text)["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        told = [(rules[one["ruleIndex"]], one) for one in run["results"]]
        assert all(one["ruleId"] == rule for rule, one in told)
        for invocation in run["invocations"]:
            notes = invocation["toolExecutionNotifications"]
            told += [(one["descriptor"]["id"], one) for one in notes if one["level"] == "error"]
        for rule, one in told:
            place = one["locations"][0]["physicalLocation"]
            region = place.get("region", {})
            message = one["message"]["text"]
            assert re.search(r"(?<!\\)\]\(", message) is None  # a link
            if r"\](" in message:
                message = re.sub(r"\\([][])", r"\1", message)
            yield Told(
                path_of(place["artifactLocation"]["uri"]),
                region.get("startLine"),
                region.get("startColumn"),
                levels[one["level"]],
                rule,
                message,
            )


def path_of(address: str) -> str:
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) in {
        ("", "", "", ""),
        ("file", "", "", ""),
    }
    return unquote(parts.path, errors="surrogateescape")


def read_gitlab(text: str) -> Iterator[Told]:
    severities = {"critical": "error", "major": "error", "minor": "warning", "info": "info"}
    for one in json.loads(text):
        place = one["location"]["positions"]["begin"]
        assert place["line"] == one["location"]["lines"]["begin"]
        yield Told(
            one["location"]["path"],
            place["line"],
            place["column"],
            severities[one["severity"]],
            one["check_name"],
            one["description"],
        )


def read_checkstyle(text: str) -> Iterator[Told]:
    for file in etree.fromstring(text.encode()).iter("file"):
        for one in file.iter("error"):
            line, column = one.get("line"), one.get("column")
            yield Told(
                str(file.get("name")),
                int(line) if line else None,
                int(column) if column else None,
                str(one.get("severity")),
                str(one.get("source")).removeprefix("feedtool."),
                str(one.get("message")),
            )


def read_github(text: str) -> Iterator[Told]:
    severities = {"error": "error", "warning": "warning", "notice": "info"}
    for one in commands_in(text):
        at = {name.lower(): value for name, value in one.properties.items()}
        line, column = at.get("line"), at.get("col")
        yield Told(
            at.get("file", ""),
            int(line) if line else None,
            int(column) if column else None,
            severities[one.name],
            at["title"],
            one.data.split("\nHow to fix it: ")[0],
        )


# The commands of GitHub's runner that steps may still use, and those that it keeps for old steps.
_COMMANDS = {
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice",
    "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning",
}  # fmt: skip


def commands_in(text: str) -> Iterator[Command]:
    """Yield what a CI system would take for a command in a log.

    GitHub: "Workflow commands for GitHub Actions", and `ActionCommand.cs` of its runner, which
    trims a line, and takes the older form anywhere in it. Azure: "Logging commands"; TeamCity:
    "Service messages".
    """
    for line in re.split(r"\r\n|\r|\n", text):
        trimmed = line.strip()
        if trimmed.startswith("::") and (end := trimmed.find("::", 2)) > 0:
            name, _, rest = trimmed[2:end].partition(" ")
            if name.lower() in _COMMANDS:
                pairs = (one.split("=", 1) for one in rest.strip().split(",") if "=" in one)
                properties = {key: _unescape(value, property_too=True) for key, value in pairs}
                yield Command(name.lower(), properties, _unescape(trimmed[end + 2 :]))
                continue
        if found := re.search(r"##\[([^] ]*)[^]]*\](.*)", line):
            yield Command(found[1], {}, found[2])
        if found := re.search(r"##(vso|teamcity)\[(.*)", line):
            yield Command(found[1], {}, found[2])


def _unescape(text: str, *, property_too: bool = False) -> str:
    pairs = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]
    for escaped, char in pairs if property_too else [*pairs[:2], pairs[-1]]:
        text = text.replace(escaped, char)
    return text


def read_junit(text: str) -> Iterator[str]:
    """Yield the lines of all tests that did not pass: a finding each, as text tells it."""
    for case in etree.fromstring(text.encode()).iter("testcase"):
        for outcome in case:
            for line in str(outcome.text).splitlines():
                if not line.startswith(("How to fix it: ", "Specification: ")):
                    yield line


def render(markdown: str) -> html.HtmlElement:
    """Return Markdown as GitHub renders it: tables, bare addresses as links, HTML as it stands."""
    extensions = ExtensionOptions()
    extensions.table = extensions.autolink = extensions.strikethrough = True
    extensions.tasklist = extensions.footnotes = extensions.math_dollars = True
    extensions.shortcodes = extensions.alerts = True
    options = RenderOptions()
    options.unsafe_ = True
    return html.fromstring(
        f"<main>{render_markdown(markdown, extensions, render_options=options)}</main>"
    )


def read_markdown(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield place, severity, rule and message of each entry."""
    for item in render(text).iter("li"):
        place, message, rule = (str(one.text_content()) for one in item.findall(".//code"))
        yield place, item.findtext(".//strong") or "", rule, message


READERS: dict[str, Callable[[str], Iterator[Told]]] = {
    "json": read_json,
    "jsonl": read_jsonl,
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "checkstyle": read_checkstyle,
}
