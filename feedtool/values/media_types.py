r"""Media types: whether they have the form `type/subtype`, with parameters."""

import re

from feedtool.values.fault import PADDED, Fault
from feedtool.values.value_type import ValueType
from feedtool.vocabulary import load_list

_NAME = r"[A-Za-z0-9!#$&^_.+-]+"
_MEDIA_TYPE = re.compile(
    rf"{_NAME}/{_NAME}(?:\s*;\s*{_NAME}=(?:{_NAME}|\"[^\"\r\n]*\"))*", re.ASCII
)
_TREES = ("audio/", "video/", "image/", "text/", "application/")
_EXPECTED = "expected type/subtype, e.g. audio/mpeg or image/jpeg"
_MAX_CHARS = 100
_NAME_PATTERN = r"[A-Za-z0-9!#$&\^_.+\-]+"


def check_media_type(text: str) -> tuple[Fault, ...]:
    """Accept `type/subtype` with parameters; a list of the vocabulary says which are known.

    Source: RFC 2045, 5.1, https://www.rfc-editor.org/rfc/rfc2045#section-5.1
    """
    if _MEDIA_TYPE.fullmatch(text):
        return ()
    bare = text.strip()
    if _MEDIA_TYPE.fullmatch(bare):
        return (PADDED,)
    meant = _find_meant(bare[:_MAX_CHARS])
    says = f'expected type/subtype; write "{meant}"' if meant else _EXPECTED
    return (Fault("bad-media-type", says, instead=meant or None),)


def _find_meant(text: str) -> str:
    """Return the media type that a text means: the ending of a file, or a type misspelt."""
    lower = text.lower()
    named: str | None = load_list("media-type-slips").get(lower.lstrip("."))
    if named is not None:
        return named
    written = re.sub(r"\s*[\\/:|]+\s*|\s+", "/", lower, count=1)
    return written if written.startswith(_TREES) and _MEDIA_TYPE.fullmatch(written) else ""


TYPES = (
    ValueType("media-type", check_media_type, "media type: `audio/mpeg`",
              rf"\s*{_NAME_PATTERN}/{_NAME_PATTERN}"
              rf'(\s*;\s*{_NAME_PATTERN}=({_NAME_PATTERN}|"[^"\r\n]*"))*\s*'),
)  # fmt: skip
