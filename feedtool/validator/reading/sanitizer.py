"""Replaces what XML cannot hold, so that reading goes on after the first such fault was reported.

There are two kinds of it, forbidden characters and wrong bytes. A kind is replaced only after it
was reported, so that a fault of the other kind is still found.
"""

import codecs
import re
from typing import Literal

from feedtool.values.xml_characters import replace_forbidden

Kind = Literal["character", "byte"]

_FORBIDDEN = r"[^\t\n\r -\ud7ff\udc80-\udcff\ue000-\ufffd\U00010000-\U0010ffff]"


class Sanitizer:
    """Cleans the pieces of a feed in UTF-8, each only once."""

    def __init__(self) -> None:
        self.kinds: set[Kind] = set()
        self._decoder: codecs.IncrementalDecoder | None = None

    def add(self, kind: Kind) -> bytes:
        """Replace one more kind from here on; return the bytes that are not cleaned yet."""
        held = self._decoder.getstate()[0] if self._decoder else b""
        self.kinds.add(kind)
        errors = "replace" if "byte" in self.kinds else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors)
        return held

    def clean(self, data: bytes, *, final: bool = False) -> bytes:
        """Return the next piece without the kinds that were reported."""
        if self._decoder is None:
            return data
        text = self._decoder.decode(data, final)
        if "character" not in self.kinds:
            return text.encode()
        if "byte" in self.kinds:
            return replace_forbidden(text).encode()
        return re.sub(_FORBIDDEN, "\ufffd", text).encode("utf-8", "surrogateescape")
