"""A deadline holds whatever a server does, and what it floods fills no memory."""

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from hostile_server import CHUNKED, ENDLESS, OK, Peer, dripping, flooding, serving

from feedtool.remote import RemoteFault, fetch, probe_enclosure

_LATE = "did not arrive within 0.3 seconds; try again later, or ask the host why it is slow"
_LINES = "is sent with more than 64 KB of header lines, or of lines between the parts of the file; fix it on the server"
# A deadline may come first where the machine is busy.
_FLOODS = {
    "a status line": _LINES,
    "a header": _LINES,
    "headers": "is sent with 100 header lines or more; fix it on the server",
    "answers that tell to go on": _LINES,
    "early hints": _LINES,
    "the size of a chunk": f'is sent in chunks, and "{"0" * 59}…" is no size of a chunk; fix it on the server',
    "an extension of a chunk": f'is sent in chunks, and "5;{"x" * 57}…" is no size of a chunk; fix it on the server',
    "a trailer": "is sent with a line without end in its headers; fix it on the server",
    "trailers": _LINES,
    "a body": "has more than 50 MB, too much for this; check that the address is right",
    "gzip that unpacks to nothing": "has more than 50 MB, too much for this; check that the address is right",
    "members of gzip": "has more than 50 MB, too much for this; check that the address is right",
}  # fmt: skip


def fault_of(ask: Callable[..., object], url: str) -> str:
    with pytest.raises(RemoteFault) as caught:
        ask(url, timeout_s=0.3, allow_private=True)
    for thread in threading.enumerate():
        if thread.name == "feedtool transfer":
            thread.join(20)
            assert not thread.is_alive()
    return str(caught.value)


@pytest.mark.parametrize("ask", [fetch, probe_enclosure])
@pytest.mark.parametrize("what", ENDLESS)
def test_what_drips_ends_at_the_deadline(ask: Callable[..., object], what: str) -> None:
    with serving(dripping(*ENDLESS[what])) as server:
        assert fault_of(ask, server.url) == f"{server.url} {_LATE}"
        assert server.is_left()


@pytest.mark.parametrize("what", ENDLESS)
def test_what_floods_ends_at_a_bound(what: str) -> None:
    with serving(flooding(*ENDLESS[what])) as server:
        said = fault_of(fetch, server.url)
        assert said.removeprefix(f"{server.url} ") in (_LATE, _FLOODS.get(what, _LATE))
        assert server.is_left()


def test_silence_ends_at_the_deadline() -> None:
    with serving(Peer.wait) as server:
        assert fault_of(fetch, server.url) == f"{server.url} {_LATE}"
        assert server.is_left()


def test_look_up_without_end_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        over.wait(30)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(RemoteFault) as caught:
        fetch("http://feeds.example.com/", timeout_s=0.3)
    over.set()
    assert str(caught.value) == f"http://feeds.example.com/ {_LATE}"


@pytest.mark.parametrize("hello", [b"", b"\x16\x03\x03\x40\x00\x02\x00"])
def test_tls_that_begins_without_end_ends_at_the_deadline(hello: bytes) -> None:
    with serving(dripping(hello, b"\x02"), reads=False) as server:
        url = server.url.replace("http:", "https:")
        said = fault_of(fetch, url)
        assert said in (f"{url} {_LATE}", f"{url}: 127.0.0.1 speaks no TLS that is safe today; fix it on the server")  # fmt: skip
        assert server.is_left()


def test_redirects_share_one_deadline() -> None:
    hops = iter(range(99))

    def redirect(peer: Peer) -> None:
        peer.ended.wait(0.15)
        peer.send(f"HTTP/1.1 302 Found\r\nLocation: /{next(hops)}\r\n\r\n".encode())

    with serving(redirect) as server:
        assert fault_of(fetch, server.url) == f"{server.url} {_LATE}"
        assert server.is_left()


def test_body_of_a_redirect_is_not_read() -> None:
    def behave(peer: Peer) -> None:
        if b"/feed.xml" in peer.request:
            peer.send(b"HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n")
            peer.flood(b"x")
        peer.send(OK + b"Content-Length: 3\r\n\r\nnew")

    with serving(behave) as server:
        assert fetch(server.url, allow_private=True).data == b"new"
        assert server.is_left()


def test_many_small_chunks_are_one_body() -> None:
    body = b"".join(b"1;a=b\r\nx\r\n" for _ in range(20_000))
    with serving(lambda peer: peer.send(CHUNKED + body + b"0\r\nA: b\r\n\r\n")) as server:
        assert fetch(server.url, allow_private=True).data == b"x" * 20_000


def test_early_answers_are_passed_over() -> None:
    early = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    with serving(lambda peer: peer.send(early + OK + b"\r\nbody")) as server:
        assert fetch(server.url, allow_private=True).data == b"body"


_CHILD = """
import re, sys
from feedtool.remote import RemoteFault, fetch
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
fetch(sys.argv[1] + "/small", allow_private=True)
before = peak()
try:
    fetch(sys.argv[1], timeout_s=1, allow_private=True, max_bytes=1_000_000)
except RemoteFault:
    print(peak() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("what", ENDLESS)
def test_what_floods_takes_no_memory(what: str) -> None:
    start, again = ENDLESS[what]

    def behave(peer: Peer) -> None:
        if b"/small" in peer.request:
            return peer.send(OK + b"\r\nx")
        return flooding(start, again)(peer)

    with serving(behave) as server:
        command = [sys.executable, "-c", _CHILD, server.url]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        assert re.fullmatch(r"\d+\n", ended.stdout)
        assert int(ended.stdout) < 20_000  # KB
