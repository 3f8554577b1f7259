"""Reads what `schemas/rules/` says about each rule."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from feedtool.vocabulary.json_files import SCHEMAS, read_json
from feedtool.vocabulary.records import Rule

# By where a rule's fault arises: in a feed, in a show's sources, in what was published, …
RULE_FILES = (
    "feed", "show", "lock", "media", "transcript", "chapters", "http", "import", "configuration",
)  # fmt: skip


@cache
def load_rules(where: str = "", folder: Path | None = None) -> Mapping[str, Rule]:
    """Return the record of each rule by its id: of all rules, or of those that arise in one place.

    `where` is one of RULE_FILES, `folder` holds other schemas than our own.
    """
    if not where:
        return {key: one for file in RULE_FILES for key, one in load_rules(file, folder).items()}
    records = read_json((folder or SCHEMAS) / "rules" / f"{where}.json")["rules"]
    return {key: _rule(key, record, where) for key, record in records.items()}


def find_rule(rule_id: str) -> Rule:
    """Return the record of a rule; no more files are read than it takes.

    Raises KeyError if no file has the rule.
    """
    for where in RULE_FILES:
        rule = load_rules(where).get(rule_id)
        if rule is not None:
            return rule
    raise KeyError(f'the rule "{rule_id}" has no record in schemas/rules')


def _rule(key: str, record: dict[str, Any], where: str) -> Rule:
    return Rule(
        id=key,
        where=where,
        title=record["title"],
        severity=record["severity"],
        fixable=record.get("fixable", "no"),
        why=record["why"],
        fix=record["fix"],
        by_profile=record.get("by_profile", False),
        spec=record.get("spec", ""),
        w3c=tuple(record.get("w3c", ())),
        parent=record.get("in", ""),
        good=record["good"],
        bad=record["bad"],
    )
