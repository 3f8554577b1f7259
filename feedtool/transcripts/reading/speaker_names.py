"""The names that speakers get whom a service tells apart only by a label."""

import re

_NUMBERED = re.compile(r"(?:speaker|spk|ch)?[_-]?([0-9]{1,4})", re.IGNORECASE)
_UNKNOWN = frozenset({"", "?", "uu", "unknown", "none", "null"})


def name_speaker(label: object) -> str:
    """Return the name of a speaker; the same label has the same name in each file of a service.

    Services count from 0 where people count from 1; a capital letter stays a letter. What is no
    such label is a name already.

    >>> [name_speaker(label) for label in ("SPEAKER_00", "spk_1", 2, "A", "Mira Holt", None, "UU")]
    ['Speaker 1', 'Speaker 2', 'Speaker 3', 'Speaker A', 'Mira Holt', '', '']
    """
    if isinstance(label, int) and not isinstance(label, bool):
        return f"Speaker {label + 1}" if 0 <= label < 10_000 else ""
    if not isinstance(label, str):
        return ""
    name = " ".join(label.split())
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None:
        return f"Speaker {int(numbered[1]) + 1}"
    if len(name) == 1 and name.isupper():
        return f"Speaker {name}"
    return "" if name.lower() in _UNKNOWN else name
