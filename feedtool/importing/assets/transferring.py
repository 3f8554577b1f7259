"""One try to download a file: what is missing of it is asked for, and written as it comes."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from feedtool.importing.assets.partial import Part
from feedtool.importing.assets.wanted import Asset, Kind
from feedtool.media.types import find_kind
from feedtool.remote.client import Client, check_status, said_length
from feedtool.remote.faults import RemoteFault, show_url
from feedtool.remote.fetching import unpack
from feedtool.remote.moments import read_validator
from feedtool.remote.ranges import read_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response

# Of what a build takes of each kind; audio may have more than the feed says, for advertisements.
_MOST_BYTES: "Mapping[Kind, int]" = {
    "artwork": 50_000_000, "transcripts": 20_000_000, "chapters": 5_000_000,
    "audio": 2_000_000_000,
}  # fmt: skip
_LEAST_AUDIO_BYTES = 50_000_000
# A feed that says less for audio has put something else in the place of the length.
_PLAUSIBLE_BYTES = 100_000
# A server that sends less in this time holds a connection for nothing.
_SLOW_S = 60.0
_SLOW_BYTES = 64 * 1024
_SLACK_BYTES = 1_000_000
_WANTED = {"artwork": "a picture", "chapters": "chapters", "audio": "audio"}


def most_bytes(asset: Asset) -> int:
    """Return how many bytes an asset may have: of audio twice what the feed says."""
    most = _MOST_BYTES[asset.kind]
    if asset.kind == "audio" and asset.length_bytes >= _PLAUSIBLE_BYTES:
        return min(max(2 * asset.length_bytes, _LEAST_AUDIO_BYTES), most)
    return most


def transfer(client: Client, asset: Asset, part: Part) -> None:
    """Download what is missing of an asset. What came stays in the part, whatever happens.

    Raises RemoteFault, or OSError if it cannot be written.
    """
    if part.is_whole:
        return
    headers = {"Accept-Encoding": "identity"}
    if part.size and part.state.validator:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": part.state.validator}
    with client.ask("GET", asset.url, headers) as response:
        _begin(response, asset, part, asked="Range" in headers)
        for piece in _read(client, response, most_bytes(asset)):
            if not part.size:
                _refuse_page(asset, piece)
            part.append(piece)
            _check_size(asset, part.size)
        client.check_end(response)
    if part.state.length and not part.is_whole:
        raise RemoteFault(
            f"{show_url(asset.url)} broke off: {part.size:,} of {part.state.length:,} bytes came; "
            "try again later, or ask the host", passing=True,
        )  # fmt: skip
    if not part.size:
        raise RemoteFault(f"{show_url(asset.url)} is empty (0 bytes); upload the file again")


def _begin(response: "Response", asset: Asset, part: Part, *, asked: bool) -> None:
    """Accept an answer: it goes on behind what is here, or it begins the file anew."""
    if asked and response.status_code == 416:
        raise _changed(asset, part)
    check_status(response, part=asked)
    if response.status_code == 206:
        found, tag = read_range(response), read_validator(response.headers)
        is_next = found is not None and found[0] == part.size
        is_same = found is not None and found[1] in (None, part.state.length or found[1])
        if not (is_next and is_same and tag in ("", part.state.validator)):
            raise _changed(asset, part)
        return
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    is_plain = packed in ("", "identity")
    length = said_length(response)
    if is_plain:
        _check_size(asset, length)
    part.begin(
        read_validator(response.headers) if is_plain and length else "", length if is_plain else 0
    )


def _changed(asset: Asset, part: Part) -> RemoteFault:
    """Forget what came so far, as the server has another file by now."""
    part.begin("", 0)
    return RemoteFault(
        f"{show_url(asset.url)} is another file at each request, maybe with advertisements; try "
        "again later, or ask the host", passing=True,
    )  # fmt: skip


def _read(client: Client, response: "Response", most: int) -> Iterator[bytes]:
    """Yield a body piece by piece. Raises RemoteFault if too little of it comes for too long."""
    since, came = time.monotonic(), 0
    # The caller counts what is unpacked; what is sent may be little more.
    for piece in unpack(client, response, most + _SLACK_BYTES):
        came += len(piece)
        now = time.monotonic()
        if now - since >= _SLOW_S:
            if came < _SLOW_BYTES:
                raise RemoteFault(
                    f"{show_url(response.url)} sends less than {_SLOW_BYTES // 1024} KB in "
                    f"{_SLOW_S:g} seconds; try again later, or ask the host", passing=True,
                )  # fmt: skip
            since, came = now, 0
        # What unpacks to nothing for a while is not written.
        if piece:
            yield piece


def _check_size(asset: Asset, size: int) -> None:
    most = most_bytes(asset)
    if size <= most:
        return
    is_said = asset.says_length and most < _MOST_BYTES[asset.kind]
    says = f", and the feed says {asset.length_bytes:,}" if is_said else ""
    cure = "correct its length in the source" if is_said else "check that the address is right"
    raise RemoteFault(
        f"{show_url(asset.url)} has more than {most:,} bytes{says}; {cure}, and run this again"
    )


def _refuse_page(asset: Asset, start: bytes) -> None:
    """Refuse what is no file of the kind at its first bytes, before all of it is downloaded."""
    wanted = _WANTED.get(asset.kind)
    found = find_kind(start[:4096])
    if wanted and found == "HTML":
        raise RemoteFault(
            f"{show_url(asset.url)} is a web page, not {wanted}; take the address of the file "
            "itself"
        )
    if asset.kind == "audio" and found == "text":
        is_list = start[:7] == b"#EXTM3U"
        what = "a list of streams" if is_list else "a text"
        raise RemoteFault(
            f"{show_url(asset.url)} is {what}, not audio; take the address of the file itself"
        )
