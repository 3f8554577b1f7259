r"""Media types: whether they have the form `type/subtype`, with parameters."""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_NAME = r"[A-Za-z0-9!#$&^_.+-]+"
_MEDIA_TYPE = re.compile(
    rf"{_NAME}/{_NAME}(?:\s*;\s*{_NAME}=(?:{_NAME}|\"[^\"\r\n]*\"))*", re.ASCII
)
_NAME_PATTERN = r"[A-Za-z0-9!#$&\^_.+\-]+"


def check_media_type(text: str) -> tuple[Fault, ...]:
    """Accept `type/subtype` with parameters; a list of the vocabulary says which are known.

    Source: RFC 2045, 5.1, https://www.rfc-editor.org/rfc/rfc2045#section-5.1
    """
    if _MEDIA_TYPE.fullmatch(text):
        return ()
    return (Fault("bad-media-type", "expected type/subtype, e.g. audio/mpeg"),)


TYPES = (
    ValueType("media-type", check_media_type, "media type: `audio/mpeg`",
              rf"{_NAME_PATTERN}/{_NAME_PATTERN}"
              rf'(\s*;\s*{_NAME_PATTERN}=({_NAME_PATTERN}|"[^"\r\n]*"))*'),
)  # fmt: skip
