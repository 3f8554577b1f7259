"""Servers that misbehave, on real sockets of this machine."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
_GZIPPED = OK + b"Content-Encoding: gzip\r\n\r\n"
_EMPTY_BLOCK = b"\0\0\0\xff\xff"

# How an answer begins, and what goes on without end.
ENDLESS = {
    "a status line": (b"HTTP/1.1 200 ", b"O"),
    "a header": (OK + b"A: ", b"b"),
    "headers": (OK, b"A: b\r\n"),
    "answers that tell to go on": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "early hints": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    "the size of a chunk": (CHUNKED, b"0"),
    "an extension of a chunk": (CHUNKED + b"5;", b"x"),
    "chunks of a byte": (CHUNKED, b"1\r\nx\r\n"),
    "chunks of a byte with long extensions": (CHUNKED, b"1;" + b"x" * 4000 + b"\r\nx\r\n"),
    "a trailer": (CHUNKED + b"0\r\nA: ", b"b"),
    "trailers": (CHUNKED + b"0\r\n", b"A: b\r\n"),
    "a body": (OK + b"\r\n", b"x"),
    "gzip that unpacks to nothing": (_GZIPPED + gzip.compress(b"", mtime=0)[:10], _EMPTY_BLOCK),
    "members of gzip": (_GZIPPED, gzip.compress(b"", mtime=0)),
}


@dataclass
class Peer:
    """A client that is connected, as its server sees it."""

    connection: socket.socket
    ended: threading.Event
    request: bytes = b""

    def read_request(self) -> None:
        while b"\r\n\r\n" not in self.request:
            data = self.connection.recv(65536)
            if not data:
                raise ConnectionError
            self.request += data

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def drip(self, piece: bytes) -> None:
        while not self.ended.wait(0.02):
            self.send(piece)

    def flood(self, piece: bytes) -> None:
        many = piece * max(65536 // len(piece), 1)
        while not self.ended.is_set():
            self.send(many)

    def wait(self) -> None:
        """Do nothing until the client leaves."""
        while self.connection.recv(65536):
            pass


Behave = Callable[[Peer], None]


@dataclass
class Server:
    """A server at a port: what it was asked, and how many clients came and left."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    came: int = 0
    left: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/feed.xml"

    def is_left(self) -> bool:
        """Wait until all clients have hung up."""
        return all(self.left.acquire(timeout=20) for _ in range(self.came))


@contextmanager
def serving(
    behave: Behave, *, reads: bool = True, tls: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """Run a server that treats each client in one way; `reads`: after it has read a request."""
    ended = threading.Event()
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener.getsockname()[1])

        def meet(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                secured = tls.wrap_socket(connection, server_side=True) if tls else connection
                with secured:
                    peer = Peer(secured, ended)
                    if reads:
                        peer.read_request()
                        server.requests.append(peer.request)
                    behave(peer)
            server.left.release()

        def accept() -> None:
            with suppress(OSError):
                while not ended.is_set():
                    connection, _ = listener.accept()
                    connection.settimeout(30)
                    server.came += 1
                    threads.append(threading.Thread(target=meet, args=(connection,), daemon=True))
                    threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            ended.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for thread in threads:
                thread.join()


def answering(*answers: bytes) -> Behave:
    """Send answers whole, one for each request of a client, and hang up after the last."""

    def behave(peer: Peer) -> None:
        peer.send(answers[0])
        for answer in answers[1:]:
            peer.request = b""
            peer.read_request()
            peer.send(answer)

    return behave


def dripping(start: bytes, again: bytes) -> Behave:
    def behave(peer: Peer) -> None:
        peer.send(start)
        peer.drip(again)

    return behave


def flooding(start: bytes, again: bytes) -> Behave:
    def behave(peer: Peer) -> None:
        peer.send(start)
        peer.flood(again)

    return behave
