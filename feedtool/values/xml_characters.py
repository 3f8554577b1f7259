"""The characters that an XML document may hold.

Source: https://www.w3.org/TR/xml/#charsets
"""

import re

# A text, which `re` compiles at its first use: clean feeds need no pattern.
_FORBIDDEN = r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def has_forbidden(text: str) -> bool:
    """Return whether a text has a character that no XML document can hold."""
    # What Unicode calls printable is allowed, and most texts are one line of it.
    return not text.isprintable() and re.search(_FORBIDDEN, text) is not None


def drop_forbidden(text: str) -> str:
    r"""Remove the characters that no XML document can hold.

    >>> drop_forbidden("a\x0bb")
    'ab'
    """
    return text if text.isprintable() else re.sub(_FORBIDDEN, "", text)


def replace_forbidden(text: str) -> str:
    """Replace the characters that no XML document can hold by U+FFFD."""
    return re.sub(_FORBIDDEN, "\ufffd", text)
