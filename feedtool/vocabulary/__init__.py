"""The vocabulary: what elements a feed may hold, read from the JSON records in `schemas/`.

This package knows how the records look and refuses malformed ones; what they say of a feed is
asked by the validator, the producer and the documentation. Its names are loaded when they are first
asked for: the types of findings need `records` alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedtool.vocabulary.loading import (
        VocabularyError,
        find_rule,
        load_list,
        load_rules,
        load_vocabulary,
    )
    from feedtool.vocabulary.records import (
        Attribute,
        BadExample,
        Element,
        Limit,
        Namespace,
        Profile,
        Requirement,
        Rule,
        Value,
        Vocabulary,
    )
    from feedtool.vocabulary.severity import Severity

__all__ = [
    "Attribute",
    "BadExample",
    "Element",
    "Limit",
    "Namespace",
    "Profile",
    "Requirement",
    "Rule",
    "Severity",
    "Value",
    "Vocabulary",
    "VocabularyError",
    "find_rule",
    "load_list",
    "load_rules",
    "load_vocabulary",
]

_HOMES = {
    **dict.fromkeys(("VocabularyError", "find_rule"), "loading"),
    **dict.fromkeys(("load_list", "load_rules", "load_vocabulary"), "loading"),
    "Severity": "severity",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'feedtool.vocabulary' has no attribute {name!r}")
    return getattr(import_module(f"feedtool.vocabulary.{_HOMES.get(name, 'records')}"), name)
