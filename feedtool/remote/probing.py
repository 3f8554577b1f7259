"""What a server says of an enclosure, and what the first bytes of it say.

Asks as podcast apps do: HEAD first, then ranges; the whole file is never downloaded.
Source: https://podcasters.apple.com/support/823-podcast-requirements
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedtool.media.audio import measure_stream
from feedtool.media.facts import UNKNOWN_DURATION, MediaFault
from feedtool.media.types import ending_of, endings_of, find_kind, guess_type
from feedtool.remote.client import Client, check_status, length_of, warn_of_length
from feedtool.remote.faults import RemoteFault, show_url
from feedtool.remote.fetching import read_type
from feedtool.remote.ranges import (
    BLOCK_BYTES,
    RangeFile,
    ask_range,
    check_whole,
    read_range,
    read_up_to,
)
from feedtool.vocabulary import load_list

if TYPE_CHECKING:
    pass

_MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Probe:
    """What is known of an enclosure: `url` after redirects; 0 for what is not known."""

    url: str
    length_bytes: int
    media_type: str
    duration_s: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer to one request: 0 and "" for what is missing; `data` is the start of the file."""

    url: str
    length: int
    media_type: str
    data: bytes = b""
    has_ranges: bool = False
    warning: str = ""


def probe_enclosure(
    url: str, *, duration: bool = True, timeout_s: float = 30, allow_private: bool = False
) -> Probe:
    """Ask a server for the length and type of an enclosure, and read its duration out of it.

    `warnings` say what will disturb listeners or directories.

    Raises RemoteFault if the address serves nothing that can be played, or if it is in a private
    network and `allow_private` is not given.
    """
    with Client(timeout_s, allow_private=allow_private) as client:
        return client.run(url, lambda: _probe(client, url, duration=duration))


def _probe(client: Client, url: str, *, duration: bool) -> Probe:
    head = _ask_head(client, url)
    if head.length and not duration:
        return _judge(url, head, head, 0, ())
    start = _ask_start(client, head.url, BLOCK_BYTES if duration else 1, head.length)
    length = start.length or head.length
    if not duration:
        return _judge(url, head, start, 0, ())
    _check_start(start)
    seconds, warnings = _measure(client, url, start, length)
    return _judge(url, head, start, seconds, warnings)


def _ask_head(client: Client, url: str) -> _Answer:
    try:
        with client.ask("HEAD", url, {"Accept-Encoding": "identity"}) as response:
            status = response.status_code
            if status == 200:
                media_type, warning = read_type(response)[0], warn_of_length(response)
                return _Answer(response.url, length_of(response), media_type, warning=warning)
            answers = f"answers {status} to HEAD requests"
    except RemoteFault:
        answers = "does not answer HEAD requests"
    # A server may refuse HEAD and still serve listeners; the answer to GET counts.
    return _Answer(url, 0, "", warning=f"the server {answers}, which Apple Podcasts sends; "
                   "allow them on the server")  # fmt: skip


def _ask_start(client: Client, url: str, size: int, length: int) -> _Answer:
    """Ask for the first bytes by a range; a server without ranges sends all, which is cut short."""
    with ask_range(client, url, 0, size) as response:
        # An empty file has no first byte.
        if response.status_code == 416 and not length:
            raise _empty(url)
        check_status(response, part=True)
        media_type = read_type(response)[0]
        part = read_range(response)
        if part is not None and part[0] == 0:
            data = read_up_to(client, response, min(size, part[1] or size))
            return _Answer(response.url, part[1] or 0, media_type, data, has_ranges=True)
        if response.status_code == 206:
            warning = ("the server answers range requests with other bytes than they ask for, so "
                       "that players cannot jump; fix it on the server")  # fmt: skip
            return _Answer(response.url, length, media_type, warning=warning)
        length = length_of(response)
        # A file that is too long to be read whole is known by its first block only.
        wanted = BLOCK_BYTES if length > _MAX_BYTES else _MAX_BYTES + 1
        data = read_up_to(client, response, wanted)
        if not data:
            raise _empty(url)
        if not length and len(data) < wanted:
            length = len(data)
        warning = ("the server does not answer range requests, which Apple Podcasts needs and "
                   "players need to jump; allow them on the server")  # fmt: skip
        return _Answer(response.url, length, media_type, data, warning=warning)


def _empty(url: str) -> RemoteFault:
    return RemoteFault(f"{show_url(url)} is empty (0 bytes); upload the file again")


def _check_start(start: _Answer) -> None:
    if find_kind(start.data[:4096]) == "HTML":
        raise RemoteFault(
            f"{show_url(start.url)} is a web page, not audio; take the address of the file itself"
        )


def _measure(client: Client, url: str, start: _Answer, length: int) -> tuple[int, tuple[str, ...]]:
    """Return the duration in seconds, 0 if it cannot be found, and warnings."""
    if not length or not (start.has_ranges or len(start.data) >= length):
        return 0, (UNKNOWN_DURATION,)
    blocks = {
        at // BLOCK_BYTES: start.data[at : at + BLOCK_BYTES]
        for at in range(0, len(start.data), BLOCK_BYTES)
    }
    file = RangeFile(client, start.url, length, blocks, _MAX_BYTES)
    ending = _ending_of(url, start)
    if not ending:
        return 0, ("neither its address nor its first bytes show what kind of file it is",)
    try:
        check_whole(start.url, start.data, min(BLOCK_BYTES, length))
        found = measure_stream(file, length, ending, sample=True)
    except (MediaFault, RemoteFault) as why:
        return 0, (str(why),)
    return max(round(found.duration_s), 1) if found.duration_s else 0, found.warnings


def _ending_of(url: str, start: _Answer) -> str:
    """Return the ending of the address, of where it redirects to, or of the kind of file."""
    for address in (url, start.url):
        if guess_type(address) is not None:
            return ending_of(address)
    return next(iter(endings_of(find_kind(start.data[:4096]))), "")


def _judge(
    url: str, head: _Answer, start: _Answer, seconds: int, warnings: tuple[str, ...]
) -> Probe:
    length = start.length or head.length
    sent_type = start.media_type or head.media_type
    if sent_type in ("text/html", "application/xhtml+xml") and not seconds:
        raise RemoteFault(
            f"{show_url(start.url)} is a web page, not audio; take the address of the file itself"
        )
    media_type = _choose_type(url, start, sent_type)
    found = [head.warning]
    found.append(start.warning if start is not head else "")
    found.extend(_type_warnings(sent_type, media_type))
    found.extend(_length_warnings(head.length, length))
    return Probe(start.url, length, media_type, seconds, (*filter(None, found), *warnings))


def _choose_type(url: str, start: _Answer, sent_type: str) -> str:
    """Return the server's type if it agrees with the ending, else the ending's type."""
    ending = _ending_of(url, start)
    allowed: list[str] = load_list("media-types-by-ending").get(ending, [])
    has_ending = guess_type(url) is not None or guess_type(start.url) is not None
    is_media = sent_type.startswith(("audio/", "video/"))
    if sent_type in allowed or (is_media and not has_ending) or not allowed:
        return sent_type
    return allowed[0]


def _type_warnings(sent_type: str, media_type: str) -> Iterator[str]:
    if sent_type != media_type:
        says = f"sends it as {sent_type}" if sent_type else "does not say what it is"
        yield f"the server {says}; set its Content-Type to {media_type}"


def _length_warnings(head_length: int, length: int) -> Iterator[str]:
    if not length:
        yield "the server sends no length; set it up to send Content-Length"
    elif head_length and head_length != length:
        yield (
            f"the server says {head_length:,} bytes to HEAD and {length:,} to GET requests; "
            "fix it on the server"
        )
