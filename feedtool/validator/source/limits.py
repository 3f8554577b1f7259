"""How much of an input is read, and the signal that reading ends."""

CHUNK_BYTES = 65536
# So many bytes after a fault are at hand when it is explained.
LOOK_AHEAD_BYTES = 65536
MAX_DEPTH = 100
MAX_TEXT_CHARS = 10_000_000


class Stop(Exception):  # noqa: N818 - not an error: the reader is asked to read no further
    """Nothing more can be said of this input."""
