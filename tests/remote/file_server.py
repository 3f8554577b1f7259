"""A server of files on this machine that misbehaves as a script says, answer by answer."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class File:
    """A file as it is served; the first answers to GET are those of the script."""

    data: bytes
    media_type: str = ""
    etag: str = '"1"'
    has_ranges: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)
    script: "list[Answer]" = field(default_factory=list)


Answer = Callable[["Handler", File], None]


@dataclass(frozen=True)
class Asked:
    """A request, as the server has seen it."""

    method: str
    path: str
    range: str = ""
    if_range: str = ""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Site"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *arguments: object) -> None:
        """Print nothing."""

    def _answer(self) -> None:
        site = self.server.files
        asked = Asked(
            self.command, self.path, self.headers.get("Range", ""), self.headers.get("If-Range", "")
        )
        self.server.asked.append(asked)
        file = site.get(self.path)
        with suppress(ConnectionError):
            if file is None:
                say(404)(self, File(b""))
            elif file.script and self.command == "GET":
                file.script.pop(0)(self, file)
            else:
                serve(self, file)

    def head(self, status: int, file: File, length: int, **more: str) -> None:
        self.send_response(status)
        named = {"Content-Length": str(length), "Content-Type": file.media_type, "ETag": file.etag}
        own = {name.replace("_", "-"): value for name, value in more.items()}
        for name, value in {**named, **file.headers, **own}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, File] = {}
        self.asked: list[Asked] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def ranges_of(self, path: str) -> list[str]:
        return [one.range for one in self.asked if one.method == "GET" and one.path == path]


def serve(handler: Handler, file: File) -> None:
    """Answer as a good server does."""
    start = 0
    wanted, known = handler.headers.get("Range"), handler.headers.get("If-Range")
    if wanted and file.has_ranges and known in (None, file.etag):
        start = int(wanted.removeprefix("bytes=").partition("-")[0])
        if start >= len(file.data):
            handler.head(416, file, 0, Content_Range=f"bytes */{len(file.data)}")
            return
    size = len(file.data)
    more = {"Content_Range": f"bytes {start}-{size - 1}/{size}"} if start else {}
    handler.head(206 if start else 200, file, size - start, **more)
    if handler.command == "GET":
        handler.wfile.write(file.data[start:])


def say(status: int, **headers: str) -> Answer:
    def answer(handler: Handler, file: File) -> None:
        handler.head(status, File(b"", etag=""), 0, **headers)

    return answer


def cut(size: int) -> Answer:
    """Send some bytes of the file, and hang up."""

    def answer(handler: Handler, file: File) -> None:
        part = handler.headers.get("Range", "")
        start = int(part[6:-1]) if part and file.has_ranges else 0
        more = {"Content_Range": f"bytes {start}-{len(file.data) - 1}/{len(file.data)}"}
        handler.head(206 if start else 200, file, len(file.data) - start, **(more if start else {}))
        handler.wfile.write(file.data[start : start + size])
        handler.close_connection = True

    return answer


def change(data: bytes, etag: str) -> Answer:
    """Put another file in the place of this one, then serve it."""

    def answer(handler: Handler, file: File) -> None:
        file.data, file.etag = data, etag
        serve(handler, file)

    return answer


def flood(handler: Handler, file: File) -> None:
    """Send bytes without end and without a length."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    while True:
        handler.wfile.write(file.data * 64)


def stall(size: int, sent: threading.Event) -> Answer:
    """Send some bytes of the file, and then nothing, until the client leaves."""

    def answer(handler: Handler, file: File) -> None:
        handler.head(200, file, len(file.data))
        handler.wfile.write(file.data[:size])
        handler.wfile.flush()
        sent.set()
        handler.rfile.read(1)
        handler.close_connection = True

    return answer


def with_length(length: int) -> Answer:
    """Say another length than that of the file."""

    def answer(handler: Handler, file: File) -> None:
        handler.head(200, file, length)
        handler.wfile.write(file.data)
        handler.close_connection = True

    return answer


def hang_up(handler: Handler, file: File) -> None:
    """End the connection without an answer."""
    del file
    handler.close_connection = True


@contextmanager
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
