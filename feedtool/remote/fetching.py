"""Downloads something small, such as a feed, a page or a picture, into memory."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING

from feedtool.findings.wording import cut
from feedtool.remote.client import Client, check_status, said_length, warn_of_length
from feedtool.remote.faults import RemoteFault, show_url

if TYPE_CHECKING:
    from requests import Response

_STEP_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: `url` after redirects, `data` unpacked.

    `media_type` and `charset` are what the server says, in lower case, "" where it says nothing;
    `warnings` say what other programs may refuse.
    """

    url: str
    data: bytes
    media_type: str
    charset: str
    warnings: tuple[str, ...] = ()


def fetch(
    url: str,
    *,
    max_bytes: int = 50_000_000,
    timeout_s: float = 30,
    allow_private: bool = False,
) -> Fetched:
    """Download what is at an address of http or https.

    Raises RemoteFault if that fails or takes longer, if it is or unpacks to more bytes, or if the
    address is in a private network and `allow_private` is not given.
    """
    with Client(timeout_s, allow_private=allow_private) as client:
        return client.run(url, lambda: _fetch(client, url, max_bytes))


def _fetch(client: Client, url: str, max_bytes: int) -> Fetched:
    with client.ask("GET", url, {"Accept-Encoding": "gzip"}) as response:
        check_status(response)
        _check_size(url, said_length(response), max_bytes)
        data = bytearray()
        for piece in unpack(client, response, max_bytes):
            data += piece
            _check_size(url, len(data), max_bytes)
        client.check_end(response)
        media_type, charset = read_type(response)
        warning = warn_of_length(response)
        return Fetched(
            response.url, bytes(data), media_type, charset, (warning,) if warning else ()
        )


def _check_size(url: str, size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise RemoteFault(
            f"{show_url(url)} has more than {max_bytes / 1e6:,.4g} MB, too much for "
            "this; check that the address is right"
        )


def read_type(response: "Response") -> tuple[str, str]:
    """Return the media type and the charset that the server names, "" for what it does not."""
    message = Message()
    message["Content-Type"] = response.headers.get("Content-Type", "")
    named = message.get_content_type() if "/" in message["Content-Type"] else ""
    charset = message.get_param("charset", "")
    return named, charset.strip().lower() if isinstance(charset, str) else ""


def unpack(client: Client, response: "Response", max_bytes: int) -> Iterator[bytes]:
    """Yield a body piece by piece, unpacked; raises RemoteFault if more is sent than allowed.

    Of a few bytes gigabytes may come: whoever takes the pieces must count them.
    """
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("identity", ""):
        yield from _read(client, response, max_bytes)
    elif coding in ("gzip", "x-gzip"):
        yield from _gunzip(response.url, _read(client, response, max_bytes))
    else:
        raise RemoteFault(
            f"{show_url(response.url)} is sent packed as {cut(coding)}, which was not requested; "
            "fix it on the server"
        )


def _read(client: Client, response: "Response", max_bytes: int) -> Iterator[bytes]:
    """Yield a body as it was sent; what unpacks to nothing has a bound too."""
    size = 0
    while piece := client.read(response):
        size += len(piece)
        _check_size(response.url, size, max_bytes)
        yield piece


def _gunzip(url: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack in steps of bounded size: a few bytes may stand for gigabytes."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for sent in pieces:
            piece = sent
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
            f"{show_url(url)} is damaged: its gzip packing cannot be undone; "
            "try again, or fix it on the server"
        )
