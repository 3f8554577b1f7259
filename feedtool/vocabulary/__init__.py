"""The vocabulary: what elements a feed may hold, read from the JSON records in `schemas/`.

This package knows how the records look and refuses malformed ones; what they say of a feed is
asked by the validator, the producer and the documentation.
"""

from feedtool.vocabulary.loading import VocabularyError, load_list, load_rules, load_vocabulary
from feedtool.vocabulary.records import (
    Attribute,
    BadExample,
    Element,
    Limit,
    Namespace,
    Profile,
    Requirement,
    Rule,
    Severity,
    Value,
    Vocabulary,
)

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
    "load_list",
    "load_rules",
    "load_vocabulary",
]
