import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feedtool import __version__
from feedtool.remote import Fetched, RemoteFault
from feedtool.remote import fetch as fetch_public

fetch = partial(fetch_public, allow_private=True)


@contextmanager
def bare_server(*parts: bytes, pause_s: float = 0) -> Iterator[str]:
    """A server that sends these bytes, whatever is asked, and then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                for part in parts:
                    try:
                        connection.sendall(part)
                    except OSError:
                        return
                    if ended.wait(pause_s):
                        return

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/feed.xml"
        finally:
            ended.set()
            thread.join()


def fault_of(url: str, **options: float) -> str:
    with pytest.raises(RemoteFault) as caught:
        fetch(url, **options)
    return str(caught.value)


def test_body_type_charset_and_final_address_are_told(httpserver: HTTPServer) -> None:
    feed = b"<rss/>"
    httpserver.expect_request("/old.xml").respond_with_response(
        Response(status=301, headers={"Location": "new.xml"})
    )
    httpserver.expect_request(
        "/new.xml", headers={"User-Agent": f"feedtool/{__version__}"}
    ).respond_with_data(feed, content_type='Application/RSS+xml; charset="UTF-8"')
    assert fetch(httpserver.url_for("/old.xml")) == Fetched(
        httpserver.url_for("/new.xml"), feed, "application/rss+xml", "utf-8"
    )


def test_server_may_name_no_type() -> None:
    with bare_server(b"HTTP/1.1 200 OK\r\n\r\nhello") as url:
        assert fetch(url) == Fetched(url, b"hello", "", "")


@pytest.mark.parametrize("members", [1, 3])
def test_gzip_is_unpacked(httpserver: HTTPServer, members: int) -> None:
    data = bytes(range(256)) * 4096
    httpserver.expect_request("/").respond_with_data(
        gzip.compress(data, mtime=0) * members, headers={"Content-Encoding": "gzip"}
    )
    assert fetch(httpserver.url_for("/")).data == data * members


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (204, "answers 204 (No Content); check the address"),
        (401, "answers 401 (Unauthorized); it wants a password, which podcast apps do not send; make it public"),
        (403, "answers 403 (Forbidden); the server refuses it; make it public, for every program that asks"),
        (404, "answers 404 (Not Found); there is no such file; check the address"),
        (410, "answers 410 (Gone); it was removed for good; look for its new address"),
        (418, "answers 418 (I'm a Teapot); check the address"),
        (429, "answers 429 (Too Many Requests); the server is asked too often; try again later"),
        (503, "answers 503 (Service Unavailable); the server has a fault; try again later"),
        (599, "answers 599; the server has a fault; try again later"),
        (304, "answers 304 (Not Modified); check the address"),
    ],
)  # fmt: skip
def test_status_is_explained(httpserver: HTTPServer, status: int, says: str) -> None:
    httpserver.expect_request("/a.xml").respond_with_data(b"", status=status)
    url = httpserver.url_for("/a.xml")
    assert fault_of(url) == f"{url} {says}"


@pytest.mark.parametrize(
    "url",
    ["ftp://example.com/a.xml", "file:///etc/passwd", "feed.xml", "", "http://", "http://[::1/a",
     "http://example.com:99999/", "javascript:alert(1)", "feed://example.com/a.xml"],
)  # fmt: skip
def test_only_web_addresses_are_asked(url: str) -> None:
    shown = "the address" if "[" in url else url
    assert fault_of(url) == f"{shown} is not a web address; expected http:// or https://"


def test_redirect_out_of_the_web_is_not_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_response(
        Response(status=302, headers={"Location": "file:///etc/passwd"})
    )
    says = "redirects to file:///etc/passwd, which is not a web address; fix it on the server"
    url = httpserver.url_for("/a")
    assert fault_of(url) == f"{url} {says}"


def test_five_redirects_are_followed_and_six_are_not(httpserver: HTTPServer) -> None:
    def step(request: Request) -> Response:
        left = int(request.path[1:])
        return Response("end") if left == 0 else Response(status=307, headers={"Location": str(left - 1)})  # fmt: skip

    httpserver.expect_request("/0").respond_with_handler(step)
    for left in range(1, 7):
        httpserver.expect_request(f"/{left}").respond_with_handler(step)
    assert fetch(httpserver.url_for("/5")).data == b"end"
    start, end = httpserver.url_for("/6"), httpserver.url_for("/0")
    says = f"{start} redirects more than 5 times, at last to {end}; use the address where it ends"
    assert fault_of(start) == says


def test_circle_of_redirects_is_told(httpserver: HTTPServer) -> None:
    for name, target in (("/a", "/b"), ("/b", "/a")):
        httpserver.expect_request(name).respond_with_response(
            Response(status=302, headers={"Location": target})
        )
    url = httpserver.url_for("/a")
    assert fault_of(url) == f"{url} redirects in a circle; fix it on the server"


def test_redirect_to_unescaped_name_is_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/Fähre.xml").respond_with_data(b"ferry")
    with bare_server(
        f"HTTP/1.1 302 Found\r\nLocation: {httpserver.url_for('')}/Fähre.xml\r\n\r\n".encode()
    ) as url:
        assert fetch(url).data == b"ferry"


def test_passwords_and_queries_are_not_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a.xml").respond_with_data(b"", status=404)
    port = httpserver.port
    said = fault_of(f"http://ann:secret@localhost:{port}/a.xml?token=hidden#part")
    assert said.startswith(f"http://localhost:{port}/a.xml?… answers 404")


def test_size_is_bounded(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(b"x" * 1000)
    url = httpserver.url_for("/a")
    assert len(fetch(url, max_bytes=1000).data) == 1000
    says = "has more than 0.000999 MB, too much for this; check that the address is right"
    assert fault_of(url, max_bytes=999) == f"{url} {says}"


@pytest.mark.slow
def test_gzip_bomb_is_stopped(httpserver: HTTPServer) -> None:
    bomb = gzip.compress(bytes(64_000_000))
    httpserver.expect_request("/a").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    assert len(bomb) < 100_000
    said = fault_of(httpserver.url_for("/a"), max_bytes=1_000_000)
    assert said.endswith("has more than 1 MB, too much for this; check that the address is right")


@pytest.mark.parametrize(
    ("coding", "body", "says"),
    [
        ("gzip", b"plain", "is damaged: its gzip packing cannot be undone; try again, or fix it on the server"),
        ("gzip", gzip.compress(b"cut" * 99, mtime=0)[:-9], "is damaged: its gzip packing cannot be undone; try again, or fix it on the server"),
        ("br", b"x", "is sent packed as br, which was not requested; fix it on the server"),
    ],
)  # fmt: skip
def test_packing_that_cannot_be_undone(
    httpserver: HTTPServer, coding: str, body: bytes, says: str
) -> None:
    httpserver.expect_request("/a").respond_with_data(body, headers={"Content-Encoding": coding})
    url = httpserver.url_for("/a")
    assert fault_of(url) == f"{url} {says}"


def test_refused_connection_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    says = "127.0.0.1 refuses the connection; check the address, or try again later"
    assert fault_of(url) == f"{url}: {says}"


def test_unknown_host_is_told() -> None:
    said = fault_of("http://no-such-host.invalid/a.xml")
    says = "the host no-such-host.invalid is not known; check its spelling and your network"
    assert said == f"http://no-such-host.invalid/a.xml: {says}"


def test_tls_that_is_none_is_told() -> None:
    with bare_server(b"HTTP/1.1 200 OK\r\n\r\nhello") as url:
        said = fault_of(url.replace("http:", "https:"))
        assert said.endswith(": 127.0.0.1 speaks no TLS that is safe today; fix it on the server")
