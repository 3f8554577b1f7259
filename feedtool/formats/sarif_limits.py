"""How many results GitHub takes in one SARIF file, and where results wait for their turn."""

import zlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

# GitHub refuses a file with more results or, packed with gzip, more than 10 MB.
_MOST_RESULTS = 25_000
_MOST_PACKED_BYTES = 9_500_000
_IN_MEMORY_BYTES = 2_000_000


class Room:
    """The room that is left in a file."""

    def __init__(self) -> None:
        self._results = _MOST_RESULTS
        self._bytes = _MOST_PACKED_BYTES
        self._packer = zlib.compressobj()

    @property
    def is_full(self) -> bool:
        """Whether no more result may be written."""
        return self._results <= 0 or self._bytes <= 0

    def add(self, text: str) -> None:
        """Count one more result."""
        self._results -= 1
        self._bytes -= len(self._packer.compress(text.encode()))


class Queue:
    """Results that come later in the file than those that are not yet known.

    They wait in a temporary file, which is made when they are many.
    """

    def __init__(self) -> None:
        self._length = 0
        # It is closed in `take`.
        self._file = SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115

    @property
    def is_full(self) -> bool:
        """Whether there is no room in a file for more results than these."""
        return self._length == _MOST_RESULTS

    def add(self, text: str) -> None:
        """Add a result, a single line."""
        self._length += 1
        self._file.write(f"{text}\n".encode())

    def take(self) -> Iterator[str]:
        """Yield all results, and let go of them."""
        with self._file:
            self._file.seek(0)
            for line in self._file:
                yield line.decode().rstrip("\n")
