"""How much of an input is read, and the signal that reading ends."""

CHUNK_BYTES = 65536
# So many bytes are looked at before a feed is read.
HEAD_BYTES = 4096
# So many bytes after a fault are read before it is explained.
LOOK_AHEAD_BYTES = 65536
MAX_DEPTH = 100
MAX_TEXT_CHARS = 10_000_000
# The first of each name is kept without being counted.
MAX_KEPT_ELEMENTS = 20_000
MAX_ATTRIBUTES = 1000
MAX_NAME_CHARS = 10_000


class Stop(Exception):  # noqa: N818 - not an error: it ends the reading
    """The rest of the input cannot be checked."""


class ReadOn(Exception):  # noqa: N818 - not an error: a repair moves the place of reading
    """The open elements were repaired: a new parser must read on at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset
