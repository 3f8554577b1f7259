"""The parts of a SARIF document: results, places, rules, notifications.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0, and GitHub, "SARIF support for code
scanning".
"""

import os
import re
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from feedtool.findings.catalogue import record_of
from feedtool.findings.report import Edit, Finding, Severity
from feedtool.formats.markdown_text import prose
from feedtool.formats.places import from_root

Json = dict[str, Any]
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
# The words of GitHub for the same, by which it sorts.
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_ROOT = "%SRCROOT%"
ROOTS: Json = {_ROOT: {"description": {"text": "The root of the project."}}}
# The name is part of the format: other programs know results again by it.
_FINGERPRINT = "feedtool/v1"
_LONGEST_EXAMPLE = 1000


def result_of(finding: Finding, rule_index: int) -> Json:
    """Return the result of a finding."""
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _without_links(finding.message)},
        "locations": [_location_of(finding)],
    }
    if finding.fingerprint:
        result["partialFingerprints"] = {_FINGERPRINT: finding.fingerprint}
    if finding.edits:
        change = {
            "artifactLocation": locate(finding.file),
            "replacements": [_replacement(edit) for edit in finding.edits],
        }
        # SARIF has no word of its own for a fix that takes a guess.
        fix: Json = {"artifactChanges": [change], "properties": {"fixable": finding.fixable}}
        if finding.fix:
            fix["description"] = {"text": finding.fix}
        result["fixes"] = [fix]
    return result


def _location_of(finding: Finding) -> Json:
    physical: Json = {"artifactLocation": locate(finding.file)}
    if finding.line is not None:
        region = {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
        }
        physical["region"] = {name: at for name, at in region.items() if at is not None}
    location: Json = {"physicalLocation": physical}
    if finding.path:
        kind = "attribute" if finding.attribute else "element"
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": kind}]
    return location


def _replacement(edit: Edit) -> Json:
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def locate(file: str) -> Json:
    """Return the place of a file: from the root of the project, or whole if it lies elsewhere."""
    path = from_root(file)
    if PurePath(path).is_absolute() or path.startswith("../"):
        return {"uri": PurePath(os.path.abspath(path)).as_uri()}  # noqa: PTH100 - Path keeps ..
    # Bytes in a name that are no UTF-8 stay what they are.
    place: Json = {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _ROOT}
    if file == "-":
        place["description"] = {"text": "Standard input."}
    return place


def _without_links(text: str) -> str:
    """Return a message in which readers of SARIF find no link, whatever a feed says."""
    return re.sub(r"[][]", r"\\\g<0>", text) if "](" in text else text


def describe_rule(rule: str) -> Json:
    """Return what the record of a rule says, as help in text and in Markdown."""
    record = record_of(rule)
    words = (record.why, f"How to fix it: {record.fix}")
    markdown = (*map(prose, words), *_examples(record.bad, record.good))
    described: Json = {
        "id": rule,
        "shortDescription": {"text": f"{record.title}."},
        "fullDescription": {"text": record.why},
        "help": {"text": "\n\n".join(words), "markdown": "\n\n".join(markdown)},
        "defaultConfiguration": {"level": _LEVELS[record.severity]},
        "properties": {
            "tags": ["podcast", record.where],
            "precision": "very-high",
            "problem.severity": _PROBLEMS[record.severity],
        },
    }
    if record.spec:
        described["helpUri"] = record.spec
    return described


def _examples(bad: object, good: object) -> list[str]:
    """Return the examples that are pieces of a feed as blocks of Markdown."""
    return [
        f"{title}:\n\n````xml\n{example}\n````"
        for title, example in (("Wrong", bad), ("Right", good))
        if isinstance(example, str) and len(example) <= _LONGEST_EXAMPLE
    ]


def note_unreadable(finding: Finding) -> Json:
    """Return the notification about an input that cannot be read."""
    return {
        "level": "error",
        "descriptor": {"id": finding.rule},
        "message": {"text": _without_links(finding.message)},
        "locations": [_location_of(finding)],
    }


def note(text: str, *files: str) -> Json:
    """Return a notification about what is not in the report, and the file that it is about."""
    noted: Json = {"level": "warning", "message": {"text": text}}
    if files:
        places = [{"physicalLocation": {"artifactLocation": locate(file)}} for file in files]
        noted["locations"] = places
    return noted
