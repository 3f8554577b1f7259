"""The vocabulary as one JSON document, for programs in other languages."""

import json
from dataclasses import asdict
from typing import Any

from feedtool.vocabulary import Element, Namespace, Vocabulary, load_rules


def make_json(vocabulary: Vocabulary) -> bytes:
    """Return namespaces with their elements, profiles and rules, in UTF-8."""
    document = {
        "format": 1,
        "namespaces": [_namespace(one, vocabulary) for one in vocabulary.namespaces.values()],
        "profiles": [asdict(profile) for profile in vocabulary.profiles.values()],
        "rules": [asdict(rule) for rule in load_rules().values()],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _namespace(namespace: Namespace, vocabulary: Vocabulary) -> dict[str, Any]:
    elements = [one for one in vocabulary.elements.values() if one.namespace is namespace]
    return {**asdict(namespace), "elements": [_element(one) for one in elements]}


def _element(element: Element) -> dict[str, Any]:
    record = asdict(element)
    # The document has the element inside its namespace.
    del record["namespace"]
    return record
