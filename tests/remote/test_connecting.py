"""Where requests go: no private address, no second look-up, no password or cookie for others."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile_server import ENDLESS, OK, Peer, Server, answering, dripping, serving

from feedtool.remote import RemoteFault, client, connecting, fetch, transfer

_TAIL = (
    "; feedtool reads from public addresses only: check the address, or allow this one with "
    "--allow-private (in Python: allow_private=True)"
)
_LOOPBACK = "127.0.0.1, a loopback address, this machine itself"
_NAME = "a name of this machine or of a private network"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def fault_of(url: str, **options: Any) -> str:
    with pytest.raises(RemoteFault) as caught:
        fetch(url, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("127.0.0.1", f"127.0.0.1 is {_LOOPBACK.partition(', ')[2]}"),
        ("127.1", f"127.1 is {_LOOPBACK}"),
        ("2130706433", f"2130706433 is {_LOOPBACK}"),
        ("0x7f.0.0.1", f"0x7f.0.0.1 is {_LOOPBACK}"),
        ("①②⑦.⓪.⓪.①", f"①②⑦.⓪.⓪.① is {_LOOPBACK.partition(', ')[2]}"),
        ("127.0.0.1.", f"127.0.0.1. is {_LOOPBACK.partition(', ')[2]}"),
        ("[::1]", "::1 is a loopback address, this machine itself"),
        ("[::ffff:127.0.0.1]", f"::ffff:127.0.0.1 is an address that holds {_LOOPBACK}"),
        ("localhost", f"localhost is {_NAME}"),
        ("ann:secret@localhost", f"localhost is {_NAME}"),
        ("169.254.169.254", "169.254.169.254 is the address of a cloud's metadata"),
    ],
)
@pytest.mark.parametrize("port", [80, 22])
def test_private_address_is_refused_unasked(host: str, says: str, port: int) -> None:
    said = fault_of(f"http://{host}:{port}/latest")
    assert said == f"http://{host.rpartition('@')[2]}:{port}/latest: {says}{_TAIL}"


def test_address_that_programs_read_in_two_ways_is_refused() -> None:
    says = f"127.0.0.1 is {_LOOPBACK.partition(', ')[2]}{_TAIL}"
    assert fault_of("http://127.0.0.1\\@example.com/") == f"http://example.com/: {says}"


def answer_of(*addresses: str) -> list[tuple[Any, ...]]:
    kind = socket.SOCK_STREAM
    return [(socket.AF_INET, kind, 6, "", (address, 0)) for address in addresses]


def test_name_that_leads_to_private_addresses_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer_of("127.0.0.1", "10.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    says = f"feeds.example.com is {_LOOPBACK}{_TAIL}"
    assert fault_of("http://feeds.example.com/") == f"http://feeds.example.com/: {says}"


def test_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of names that gives another address the second time changes nothing."""
    with serving(answering(OK + b"\r\nfeed")) as server:
        asked: list[object] = []

        def look_up(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
            asked.append(host)
            (found,) = answer_of("127.0.0.1" if len(asked) == 1 else "127.0.0.2")
            return [(*found[:4], (found[4][0], port))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        url = f"http://feeds.example.com:{server.port}/"
        assert fetch(url, allow_private=True).data == b"feed"
        assert asked == ["feeds.example.com"]


@pytest.fixture
def as_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take 127.0.0.1 as if it were public: the servers of tests can have no such address."""
    described, host_described = transfer.describe_private, connecting.describe_private_host

    def describe(address: str) -> str:
        return "" if address == "127.0.0.1" else described(address)

    def describe_host(host: str) -> str:
        return "" if host == "127.0.0.1" else host_described(host)

    monkeypatch.setattr(transfer, "describe_private", describe)
    monkeypatch.setattr(connecting, "describe_private_host", describe_host)
    monkeypatch.setattr(client, "describe_private_host", describe_host)


@pytest.mark.usefixtures("as_public")
@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("127.0.0.2", "127.0.0.2 is a loopback address, this machine itself"),
        ("127.1", f"127.1 is {_LOOPBACK}"),
        ("[::1]", "::1 is a loopback address, this machine itself"),
        ("localhost", f"localhost is {_NAME}"),
        ("169.254.169.254", "169.254.169.254 is the address of a cloud's metadata"),
    ],
)
def test_redirect_to_a_private_address_is_not_followed(host: str, says: str) -> None:
    head = f"HTTP/1.1 302 Found\r\nLocation: http://{host}/x\r\n\r\n".encode()
    with serving(answering(head)) as server:
        assert fault_of(server.url) == f"http://{host}/x: {says}{_TAIL}"


def redirecting(target: Server) -> Callable[[Peer], None]:
    head = f"HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: {target.url}\r\n\r\n"
    return answering(head.encode())


def test_password_and_cookies_stay_with_their_server(tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("default login mira password other\n")
    (tmp_path / ".netrc").chmod(0o600)
    with serving(answering(OK + b"\r\n")) as other, serving(redirecting(other)) as server:
        url = server.url.replace("//", "//ann:se%40cret@")
        assert fetch(url, allow_private=True).data == b""
        (first,), (second,) = server.requests, other.requests
        assert b"\r\nAuthorization: Basic YW5uOnNlQGNyZXQ=\r\n" in first
        assert b"uthorization" not in second
        assert b"ookie" not in second


def test_password_goes_along_on_its_own_server() -> None:
    def behave(peer: Peer) -> None:
        if b" /feed.xml " in peer.request:
            return peer.send(b"HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /new\r\n\r\n")
        return peer.send(OK + b"\r\n")

    with serving(behave) as server:
        fetch(server.url.replace("//", "//ann:secret@"), allow_private=True)
        assert [b"Authorization: Basic" in one for one in server.requests] == [True, True]
        assert not [one for one in server.requests if b"ookie" in one]


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Callable[[Server], None]:
    def choose(server: Server) -> None:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.port}")

    return choose


def test_proxy_may_be_private(through: Callable[[Server], None]) -> None:
    with serving(answering(OK + b"\r\nfeed")) as proxy:
        through(proxy)
        assert fetch("http://feeds.example.com/a.xml").data == b"feed"
        assert proxy.requests[0].startswith(b"GET http://feeds.example.com/a.xml HTTP/1.1\r\n")


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "https://localhost/", "http://0x7f.1/"])
def test_private_address_is_refused_behind_a_proxy_too(
    through: Callable[[Server], None], url: str
) -> None:
    with serving(answering(OK + b"\r\nfeed")) as proxy:
        through(proxy)
        assert fault_of(url).endswith(_TAIL)
        assert proxy.came == 0


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("what", ["a status line", "headers"])
def test_deadline_holds_behind_a_proxy(
    through: Callable[[Server], None], scheme: str, what: str
) -> None:
    with serving(dripping(*ENDLESS[what])) as proxy:
        through(proxy)
        said = fault_of(f"{scheme}://feeds.example.com/", timeout_s=0.3)
        assert said.startswith(f"{scheme}://feeds.example.com/ did not arrive within 0.3 seconds; ")
        assert proxy.is_left()


@pytest.mark.parametrize(
    ("proxy", "says"),
    [
        ("http://127.0.0.1:1", ": the proxy of HTTP_PROXY, HTTPS_PROXY or ALL_PROXY does not work; "),
        ("socks5://127.0.0.1:1", ": the proxy speaks SOCKS, which feedtool does not; set HTTP_PROXY "),
    ],
)  # fmt: skip
def test_proxy_that_does_not_work_is_told(
    monkeypatch: pytest.MonkeyPatch, proxy: str, says: str
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    assert f"https://feeds.example.com/{says}" in fault_of("https://feeds.example.com/")
