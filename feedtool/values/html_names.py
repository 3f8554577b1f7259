"""The names of HTML: tags by what readers do with them, attributes that hold addresses.

Source: https://html.spec.whatwg.org/multipage/indices.html
"""

from feedtool.vocabulary import load_list

_NAMES: dict[str, list[str]] = load_list("html")

VOID = frozenset(_NAMES["void"])
OPTIONAL_END = frozenset(_NAMES["optional-end"])
CLOSES_P = frozenset(_NAMES["closes-p"])
COMMON = frozenset(_NAMES["common"])
DOCUMENT = frozenset(_NAMES["document"])
# Readers remove these, because they are dangerous.
UNSAFE = frozenset(_NAMES["unsafe"])
SCRIPT = frozenset(_NAMES["script"])
TAGS = COMMON.union(_NAMES["harmless"], DOCUMENT, UNSAFE, SCRIPT)
ADDRESSES = frozenset(_NAMES["addresses"])
EVENTS = frozenset(_NAMES["events"])
