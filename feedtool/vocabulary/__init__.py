"""The vocabulary: what elements a feed may hold, read from the JSON records in `schemas/`.

This package turns the records into frozen objects. The validator, the producer and the
documentation ask them. A name is loaded when somebody first asks for it, so that the types of the
records cost nobody the reading of files.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedtool.vocabulary.json_files import load_list
    from feedtool.vocabulary.loading import load_vocabulary
    from feedtool.vocabulary.records import (
        Attribute,
        BadExample,
        CueLimits,
        Element,
        Limit,
        Namespace,
        Profile,
        Requirement,
        Rule,
        Value,
        Vocabulary,
    )
    from feedtool.vocabulary.rules import find_rule, load_rules
    from feedtool.vocabulary.severity import Severity

__all__ = [
    "Attribute",
    "BadExample",
    "CueLimits",
    "Element",
    "Limit",
    "Namespace",
    "Profile",
    "Requirement",
    "Rule",
    "Severity",
    "Value",
    "Vocabulary",
    "find_rule",
    "load_list",
    "load_rules",
    "load_vocabulary",
]

_HOMES = {
    "Severity": "severity",
    "find_rule": "rules",
    "load_list": "json_files",
    "load_rules": "rules",
    "load_vocabulary": "loading",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'feedtool.vocabulary' has no attribute {name!r}")
    home = import_module(f"feedtool.vocabulary.{_HOMES.get(name, 'records')}")
    return getattr(home, name)
