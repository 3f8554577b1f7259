"""Writes text as a YAML scalar that every YAML reader reads back unchanged."""

import json
import re

from feedtool.values.xml_characters import has_forbidden

_PLAIN = re.compile(r"[^\W_][^\n\r\t\x00-\x1f:#\[\]{},&*!|>'\"%@`\\]*")
_ODD = re.compile(
    r"(?:true|false|yes|no|on|off|null|y|n|nan|inf|[-+.]?[0-9][0-9_.,:eExXoObB+-]*)", re.I
)


def format_scalar(text: str) -> str:
    """Write a text plain where that is safe, else in double quotes.

    >>> format_scalar("Harbour Notes"), format_scalar("no"), format_scalar("a: b")
    ('Harbour Notes', '"no"', '"a: b"')
    """
    if _PLAIN.fullmatch(text) and not _ODD.fullmatch(text) and text == text.strip():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    # JSON allows these as they are; YAML refuses them, or reads them as line ends.
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        quoted,
    )


def is_text(value: object) -> bool:
    """Return whether a value is a text whose characters XML can hold."""
    return isinstance(value, str) and not has_forbidden(value)
