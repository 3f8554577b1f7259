"""Certificates, and servers that misbehave inside of TLS."""

import shutil
import socket
import ssl
import subprocess
import threading
from pathlib import Path

import pytest
from hostile_server import ENDLESS, OK, Peer, answering, dripping, flooding, serving

from feedtool.remote import RemoteFault, fetch

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="makes certificates by openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", path, "-out", path.with_suffix(".crt"), "-days", "2", "-subj", "/CN=feeds.example.com",
         "-addext", "subjectAltName=IP:127.0.0.1,DNS:feeds.example.com"],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


@pytest.fixture
def tls(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """What a server needs, whose certificate is trusted."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.with_suffix(".crt")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.with_suffix(".crt"), certificate)
    return context


def fault_of(url: str, **options: float) -> str:
    with pytest.raises(RemoteFault) as caught:
        fetch(url, allow_private=True, **options)  # type: ignore[arg-type]
    return str(caught.value)


def test_feed_is_fetched_by_tls(tls: ssl.SSLContext) -> None:
    with serving(answering(OK + b"\r\nfeed"), tls=tls) as server:
        url = server.url.replace("http:", "https:")
        assert fetch(url, allow_private=True).data == b"feed"


def test_certificate_that_nobody_trusts_is_told(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with serving(answering(OK + b"\r\nfeed"), tls=tls) as server:
        url = server.url.replace("http:", "https:")
        says = "the certificate of 127.0.0.1 is not valid (self-signed certificate); renew it on the server"
        assert fault_of(url).replace("self signed", "self-signed") == f"{url}: {says}"


def test_missing_file_of_certificates_is_told(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    assert fault_of("https://127.0.0.1:1/") == (
        "https://127.0.0.1:1/: the file of certificates that REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE names is not "
        "there; correct the variable"
    )


def test_certificate_of_another_host_is_told(tls: ssl.SSLContext) -> None:
    with serving(answering(OK + b"\r\nfeed"), tls=tls) as server:
        url = f"https://localhost:{server.port}/"
        assert fault_of(url).startswith(f"{url}: the certificate of localhost is not valid (")


@pytest.mark.parametrize("what", ["headers", "trailers", "a body"])
def test_deadline_holds_inside_of_tls(tls: ssl.SSLContext, what: str) -> None:
    with serving(dripping(*ENDLESS[what]), tls=tls) as server:
        url = server.url.replace("http:", "https:")
        assert fault_of(url, timeout_s=0.5).startswith(f"{url} did not arrive within 0.5 seconds; ")
        assert server.is_left()


def test_bounds_hold_inside_of_tls(tls: ssl.SSLContext) -> None:
    with serving(flooding(*ENDLESS["a header"]), tls=tls) as server:
        url = server.url.replace("http:", "https:")
        assert " is sent with more than 64 KB of header lines" in fault_of(url)
        assert server.is_left()


def test_tls_goes_through_a_proxy_to_its_own_host(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(answering(OK + b"\r\nfeed"), tls=tls) as server:

        def connect(peer: Peer) -> None:
            peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with socket.create_connection(("127.0.0.1", server.port)) as other:
                back = threading.Thread(target=copy, args=(other, peer.connection))
                back.start()
                copy(peer.connection, other)
                back.join()

        with serving(connect) as proxy:
            monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
            assert fetch("https://feeds.example.com/feed.xml").data == b"feed"
            assert proxy.requests[0].startswith(b"CONNECT feeds.example.com:443 HTTP/1.")


def copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return
