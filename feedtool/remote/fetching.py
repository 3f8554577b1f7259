"""Downloads something small, such as a feed, a page or a picture, into memory."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING

from feedtool.remote.client import Client, RemoteFault, check_status, show_url

if TYPE_CHECKING:
    from requests import Response

_STEP_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: `url` after redirects, `data` unpacked.

    `media_type` and `charset` are what the server says, in lower case, "" where it says nothing.
    """

    url: str
    data: bytes
    media_type: str
    charset: str


def fetch(url: str, *, max_bytes: int = 50_000_000, timeout_s: float = 30) -> Fetched:
    """Download what is at an address of http or https.

    Raises RemoteFault if that fails, takes longer, or unpacks to more bytes.
    """
    with Client(timeout_s) as client:
        response = client.ask("GET", url, {"Accept-Encoding": "gzip"})
        with response:
            check_status(response)
            data = bytearray()
            for piece in _unpack(client, response):
                data += piece
                if len(data) > max_bytes:
                    raise RemoteFault(
                        f"{show_url(url)} has more than {max_bytes / 1e6:,.4g} MB, too much for "
                        "this; check that the address is right"
                    )
            media_type, charset = read_type(response)
            return Fetched(response.url, bytes(data), media_type, charset)


def read_type(response: "Response") -> tuple[str, str]:
    """Return the media type and the charset that the server names, "" for what it does not."""
    message = Message()
    message["Content-Type"] = response.headers.get("Content-Type", "")
    named = message.get_content_type() if "/" in message["Content-Type"] else ""
    charset = message.get_param("charset", "")
    return named, charset.strip().lower() if isinstance(charset, str) else ""


def _unpack(client: Client, response: "Response") -> Iterator[bytes]:
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("identity", ""):
        while piece := client.read(response):
            yield piece
    elif coding in ("gzip", "x-gzip"):
        yield from _gunzip(client, response)
    else:
        raise RemoteFault(
            f"{show_url(response.url)} is sent packed as {coding[:20]}, which was not requested; "
            "fix it on the server"
        )


def _gunzip(client: Client, response: "Response") -> Iterator[bytes]:
    """Unpack in steps of bounded size: a few bytes may stand for gigabytes."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        while piece := client.read(response):
            while piece:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(wbits=31)
                yield unpacker.decompress(piece, _STEP_BYTES)
                piece = unpacker.unconsumed_tail or unpacker.unused_data
        yield unpacker.flush()
        whole = unpacker.eof
    except zlib.error:
        whole = False
    if not whole:
        raise RemoteFault(
            f"{show_url(response.url)} is damaged: its gzip packing cannot be undone; "
            "try again, or fix it on the server"
        )
