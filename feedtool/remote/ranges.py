"""A file on a server that reads like a local one, a block at a time."""

import re
from typing import TYPE_CHECKING

from feedtool.remote.client import Client
from feedtool.remote.faults import RemoteFault, show_url

if TYPE_CHECKING:
    from requests import Response

BLOCK_BYTES = 64 * 1024
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", re.ASCII)


class RangeFile:
    """The file at an address, read by ranges; never more than `max_bytes` of it."""

    def __init__(
        self, client: Client, url: str, length: int, blocks: dict[int, bytes], max_bytes: int
    ) -> None:
        self._client = client
        self._url = url
        self._length = length
        self._blocks = blocks
        self._remaining = max_bytes
        self._place = 0

    def seek(self, place: int, /) -> int:
        """Go to an offset, counted from the start."""
        self._place = place
        return place

    def read(self, size: int, /) -> bytes:
        """Return the bytes there, and go to their end.

        Raises RemoteFault if the bytes do not come, or are more than allowed.
        """
        place, end = self._place, min(self._place + size, self._length)
        pieces = []
        while place < end:
            index, at = divmod(place, BLOCK_BYTES)
            piece = self._block(index)[at : at + end - place]
            pieces.append(piece)
            place += len(piece)
        self._place = max(place, self._place)
        return b"".join(pieces)

    def _block(self, index: int) -> bytes:
        if index not in self._blocks:
            first = index * BLOCK_BYTES
            size = min(BLOCK_BYTES, self._length - first)
            self._remaining -= size
            if self._remaining < 0:
                raise RemoteFault(
                    f"{show_url(self._url)}: too much of it would be read to find its duration; "
                    "add it as duration, e.g. 52:10"
                )
            self._blocks[index] = self._ask(first, size)
        return self._blocks[index]

    def _ask(self, first: int, size: int) -> bytes:
        with ask_range(self._client, self._url, first, size) as response:
            part = read_range(response)
            if part is None or part[0] != first or part[1] not in (None, self._length):
                raise RemoteFault(
                    f"{show_url(self._url)} is another file at each request, maybe with "
                    "advertisements; add its duration as duration, e.g. 52:10"
                )
            data = read_up_to(self._client, response, size)
        check_whole(self._url, data, size)
        return data


def check_whole(url: str, data: bytes, size: int) -> None:
    """Raise RemoteFault unless all bytes came that were requested."""
    if len(data) < size:
        raise RemoteFault(
            f"{show_url(url)}: {len(data):,} of {size:,} bytes came for a range; fix it on the "
            "server"
        )


def ask_range(client: Client, url: str, first: int, size: int) -> "Response":
    """Ask for some bytes, unpacked; the server may answer with others, or with all."""
    wanted = {"Range": f"bytes={first}-{first + size - 1}", "Accept-Encoding": "identity"}
    return client.ask("GET", url, wanted)


def read_range(response: "Response") -> tuple[int, int | None] | None:
    """Return the first byte of a partial answer and the length of the whole, if the answer has it.

    None if the answer is not partial, or does not say which part it is, or says what cannot be.
    """
    match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    if response.status_code != 206 or match is None or packed:
        return None
    first, last = int(match[1]), int(match[2])
    total = None if match[3] == "*" else int(match[3])
    return (first, total) if first <= last and (total is None or last < total) else None


def read_up_to(client: Client, response: "Response", size: int) -> bytes:
    """Return the first bytes of a body, all of it if it has fewer."""
    data = bytearray()
    while len(data) < size and (piece := client.read(response)):
        data += piece
    return bytes(data[:size])
