"""The vocabulary as one JSON document, for programs in other languages."""

import json
from collections.abc import Mapping
from typing import Any

from feedtool.vocabulary import Element, Namespace, Vocabulary, load_rules


def make_json(vocabulary: Vocabulary) -> bytes:
    """Return namespaces with their elements, profiles and rules, in UTF-8."""
    document = {
        "format": 1,
        "namespaces": [_namespace(one, vocabulary) for one in vocabulary.namespaces.values()],
        "profiles": [_plain(profile) for profile in vocabulary.profiles.values()],
        "rules": [_plain(rule) for rule in load_rules().values()],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _namespace(namespace: Namespace, vocabulary: Vocabulary) -> dict[str, Any]:
    elements = [one for one in vocabulary.elements.values() if one.namespace is namespace]
    return {**namespace._asdict(), "elements": [_element(one) for one in elements]}


def _element(element: Element) -> dict[str, Any]:
    # The document has the element inside its namespace.
    facts = element._asdict()
    del facts["namespace"]
    return {name: _plain(fact) for name, fact in facts.items()}


def _plain(fact: object) -> Any:
    """Return what JSON can hold: records become objects of their fields."""
    if isinstance(fact, tuple) and hasattr(fact, "_asdict"):
        return _plain(fact._asdict())
    if isinstance(fact, tuple):
        return [_plain(one) for one in fact]
    if isinstance(fact, Mapping):
        return {name: _plain(one) for name, one in fact.items()}
    return fact
