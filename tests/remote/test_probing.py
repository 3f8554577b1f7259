"""A server with ranges, and servers that lack or break what podcast apps need."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import make_audio as make
import pytest
from hostile_server import answering, serving
from pytest_httpserver import HTTPServer
from test_fetching import bare_server
from werkzeug import Request, Response

from feedtool.remote import Probe, RemoteFault
from feedtool.remote import probe_enclosure as probe_public

probe_enclosure = partial(probe_public, allow_private=True)

_MP3 = make.mp3(1000, header=b"Info")
_ALLOW = "allow them on the server"
_NO_RANGES = f"the server does not answer range requests, which Apple Podcasts needs and players need to jump; {_ALLOW}"
_OTHER_BYTES = "the server answers range requests with other bytes than they ask for, so that players cannot jump; fix it on the server"
_NO_DURATION = "its duration cannot be read; add it as duration, e.g. 52:10"
_PAGE = "is a web page, not audio; take the address of the file itself"


@dataclass
class Files:
    """A handler that serves one file, and counts the bytes and requests."""

    data: bytes
    media_type: str = "audio/mpeg"
    head_status: int = 200
    head_length: int | None = None
    has_ranges: bool = True
    tells_length: bool = True
    sent: int = 0
    asked: list[str] = field(default_factory=list)

    def __call__(self, request: Request) -> Response:
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", request.headers.get("Range", ""))
        self.asked.append(f"{request.method} {request.headers.get('Range', '')}".strip())
        if request.method == "HEAD":
            length = len(self.data) if self.head_length is None else self.head_length
            return self._answer(b"", self.head_status, length if self.tells_length else None)
        if wanted is None or not self.has_ranges:
            self.sent += len(self.data)
            return self._answer(self.data, 200, len(self.data) if self.tells_length else None)
        first, last = int(wanted[1]), min(int(wanted[2]), len(self.data) - 1)
        if first > last:
            return Response(status=416)
        part = self.data[first : last + 1]
        self.sent += len(part)
        answer = self._answer(part, 206, len(part))
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{len(self.data)}"
        return answer

    def _answer(self, data: bytes, status: int, length: int | None) -> Response:
        body: bytes | Iterator[bytes] = data if length is not None else iter([data])
        answer = Response(body, status=status, content_type=self.media_type)
        if not self.media_type:
            del answer.headers["Content-Type"]
        if length is not None:
            answer.headers["Content-Length"] = str(length)
        return answer


@pytest.fixture
def serve(httpserver: HTTPServer) -> Callable[..., str]:
    def add(files: Files, name: str = "/33.mp3") -> str:
        httpserver.expect_request(name).respond_with_handler(files)
        return httpserver.url_for(name)

    return add


def test_good_server(serve: Callable[..., str]) -> None:
    files = Files(_MP3)
    url = serve(files)
    assert probe_enclosure(url) == Probe(url, len(_MP3), "audio/mpeg", 26)
    assert files.asked[:2] == ["HEAD", "GET bytes=0-65535"]


def test_length_and_type_alone_need_one_request(serve: Callable[..., str]) -> None:
    files = Files(_MP3)
    url = serve(files)
    assert probe_enclosure(url, duration=False) == Probe(url, len(_MP3), "audio/mpeg", 0)
    assert files.asked == ["HEAD"]


@pytest.mark.parametrize(
    "lines", ["Content-Length: 9\r\nContent-Length: 9", "Content-Length: 9, 9"]
)
def test_length_that_is_said_twice_is_told(lines: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n{lines}\r\n\r\n"
    says = "the server sends Content-Length twice; some programs refuse that: send it once"
    with serving(answering(head.encode())) as server:
        url = server.url.replace("feed.xml", "1.mp3")
        assert probe_enclosure(url, duration=False) == Probe(url, 9, "audio/mpeg", 0, (says,))


def test_refused_head_is_made_good_by_one_byte(serve: Callable[..., str]) -> None:
    files = Files(_MP3, head_status=405)
    url = serve(files)
    says = f"the server answers 405 to HEAD requests, which Apple Podcasts sends; {_ALLOW}"
    assert probe_enclosure(url, duration=False) == Probe(url, len(_MP3), "audio/mpeg", 0, (says,))
    assert files.asked == ["HEAD", "GET bytes=0-0"]


def test_head_without_length_is_made_good_by_a_range(serve: Callable[..., str]) -> None:
    url = serve(Files(_MP3, tells_length=False))
    assert probe_enclosure(url) == Probe(url, len(_MP3), "audio/mpeg", 26)


def test_redirects_are_followed_to_the_file(
    httpserver: HTTPServer, serve: Callable[..., str]
) -> None:
    url = serve(Files(_MP3), "/cdn/33")
    httpserver.expect_request("/op/33.mp3").respond_with_response(
        Response(status=302, headers={"Location": "/cdn/33"})
    )
    found = probe_enclosure(httpserver.url_for("/op/33.mp3"))
    assert found == Probe(url, len(_MP3), "audio/mpeg", 26)


# Of 50 MB, or nearly; the last number is how many blocks of 64 KB may be asked for.
LARGE = {
    "MP3, constant, no header": (lambda: make.mp3(120_000), "/a.mp3", 3135, 12),
    "MP3, constant, Info": (lambda: make.mp3(120_000, header=b"Info"), "/a.mp3", 3135, 3),
    "MP3, variable, Xing, tags": (lambda: make.id3(padding=900_000) + make.mp3(80_000, (64, 320), header=b"Xing") + make.apev2(), "/a.mp3", 2090, 4),
    "M4A": (lambda: make.m4a(3000, audio=50_000_000), "/a.m4a", 3000, 2),
    "M4A, index behind": (lambda: make.m4a(3000, audio=50_000_000, index_first=False), "/a.m4a", 3000, 2),
    "Opus": (lambda: make.opus(3000, pages=5000), "/a.opus", 3000, 8),
    "WAV": (lambda: make.wav(3000), "/a.wav", 3000, 1),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("made", "name", "seconds", "blocks"), LARGE.values(), ids=LARGE)
def test_large_files_are_measured_by_small_parts(
    serve: Callable[..., str], made: Callable[[], bytes], name: str, seconds: int, blocks: int
) -> None:
    data = made()
    files = Files(data, {"/a.mp3": "audio/mpeg", "/a.m4a": "audio/x-m4a", "/a.wav": "audio/wav"}.get(name, "audio/ogg"))  # fmt: skip
    url = serve(files, name)
    found = probe_enclosure(url)
    assert (found.length_bytes, found.warnings) == (len(data), ())
    assert found.duration_s == pytest.approx(seconds, rel=0.003)
    assert files.sent <= (blocks + 1) * 65536


def test_variable_rate_without_header_is_an_estimate(serve: Callable[..., str]) -> None:
    files = Files(make.mp3(120_000, (64, 192)))
    found = probe_enclosure(serve(files))
    says = "export it with a constant bit rate or a Xing header; its duration here is an estimate"
    assert [warning.endswith(says) for warning in found.warnings] == [True]
    assert found.duration_s == pytest.approx(3134, rel=0.05)
    assert files.sent < 2_000_000


@pytest.mark.slow
def test_reading_stops_at_four_megabytes(serve: Callable[..., str]) -> None:
    boxes = make.box("ftyp") + make.box("free", bytes(65_536 - 8)) * 100
    files = Files(boxes + make.m4a()[28:], "audio/x-m4a")
    url = serve(files, "/a.m4a")
    found = probe_enclosure(url)
    says = "too much of it would be read to find its duration; add it as duration, e.g. 52:10"
    assert found.warnings == (f"{url}: {says}",)
    assert (found.duration_s, found.length_bytes) == (0, len(files.data))
    assert files.sent < 4_500_000


def test_server_without_ranges_small_file(serve: Callable[..., str]) -> None:
    url = serve(Files(_MP3, has_ranges=False))
    assert probe_enclosure(url) == Probe(url, len(_MP3), "audio/mpeg", 26, (_NO_RANGES,))


def test_server_without_ranges_large_file(serve: Callable[..., str]) -> None:
    data = make.mp3(100) * 200
    url = serve(Files(data, has_ranges=False))
    says = (_NO_RANGES, _NO_DURATION)
    assert probe_enclosure(url) == Probe(url, len(data), "audio/mpeg", 0, says)


def test_server_that_tells_no_length_is_counted(serve: Callable[..., str]) -> None:
    url = serve(Files(_MP3, has_ranges=False, tells_length=False))
    assert probe_enclosure(url) == Probe(url, len(_MP3), "audio/mpeg", 26, (_NO_RANGES,))


def test_lengths_that_differ_are_told(serve: Callable[..., str]) -> None:
    url = serve(Files(_MP3, head_length=999))
    says = (
        f"the server says 999 bytes to HEAD and {len(_MP3):,} to GET requests; fix it on the server"
    )
    assert probe_enclosure(url) == Probe(url, len(_MP3), "audio/mpeg", 26, (says,))


@pytest.mark.parametrize(
    ("told", "name", "media_type", "warned"),
    [
        ("audio/mpeg", "/a.mp3", "audio/mpeg", False),
        ("application/octet-stream", "/a.mp3", "audio/mpeg", True),
        ("", "/a.mp3", "audio/mpeg", True),
        ("text/html", "/a.mp3", "audio/mpeg", True),
        ("audio/mp3", "/a.mp3", "audio/mpeg", True),
        ("audio/mpeg", "/track", "audio/mpeg", False),
        ("application/octet-stream", "/track", "audio/mpeg", True),
    ],
)
def test_type_is_the_servers_where_it_fits_the_ending(
    serve: Callable[..., str], told: str, name: str, media_type: str, warned: bool
) -> None:
    found = probe_enclosure(serve(Files(make.mp3(1000), told), name))
    says = f"sends it as {told}" if told else "does not say what it is"
    warning = f"the server {says}; set its Content-Type to {media_type}"
    assert (found.media_type, found.duration_s) == (media_type, 26)
    assert found.warnings == ((warning,) if warned else ())


def test_cut_file_is_told(serve: Callable[..., str]) -> None:
    found = probe_enclosure(serve(Files(_MP3[:200_000])))
    says = "it is cut off: its header announces 0:26, and 0:12 are there; copy or export it again"
    assert (found.duration_s, found.warnings) == (0, (says,))


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (Files(b"<!DOCTYPE html><title>Sign in</title>", "text/html"), _PAGE),
        (Files(b"<!DOCTYPE html><title>Sign in</title>"), _PAGE),
        (Files(b"Sign in", "text/html; charset=utf-8"), _PAGE),
        (Files(b""), "is empty (0 bytes); upload the file again"),
        (Files(b"", has_ranges=False), "is empty (0 bytes); upload the file again"),
    ],
    ids=["page", "page called audio", "text called page", "empty", "empty without ranges"],
)
def test_what_cannot_be_played(serve: Callable[..., str], files: Files, says: str) -> None:
    url = serve(files)
    with pytest.raises(RemoteFault) as caught:
        probe_enclosure(url)
    assert str(caught.value) == f"{url} {says}"


def test_page_is_told_by_its_type_alone(serve: Callable[..., str]) -> None:
    url = serve(Files(b"<html>", "text/html"))
    with pytest.raises(RemoteFault, match=_PAGE):
        probe_enclosure(url, duration=False)


def test_missing_file_is_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a.mp3").respond_with_data(b"", status=404)
    url = httpserver.url_for("/a.mp3")
    with pytest.raises(RemoteFault) as caught:
        probe_enclosure(url)
    assert (
        str(caught.value)
        == f"{url} answers 404 (Not Found); there is no such file; check the address"
    )


def test_circle_of_redirects_is_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a.mp3").respond_with_response(
        Response(status=302, headers={"Location": "/a.mp3"})
    )
    with pytest.raises(RemoteFault, match="redirects in a circle"):
        probe_enclosure(httpserver.url_for("/a.mp3"))


def _lies(change: Callable[[Response, Request], Response], files: Files) -> Callable[[Request], Response]:  # fmt: skip
    return lambda request: (
        change(files(request), request) if request.method == "GET" else files(request)
    )


def _wrong_place(answer: Response, request: Request) -> Response:
    answer.headers["Content-Range"] = "bytes 7-99/100"
    return answer


def _no_place(answer: Response, request: Request) -> Response:
    del answer.headers["Content-Range"]
    return answer


def _packed(answer: Response, request: Request) -> Response:
    answer.headers["Content-Encoding"] = "gzip"
    return answer


@pytest.mark.parametrize("change", [_wrong_place, _no_place, _packed])
def test_wrong_answers_to_ranges_are_no_ranges(
    httpserver: HTTPServer, change: Callable[[Response, Request], Response]
) -> None:
    httpserver.expect_request("/a.mp3").respond_with_handler(_lies(change, Files(_MP3)))
    url = httpserver.url_for("/a.mp3")
    says = (_OTHER_BYTES, _NO_DURATION)
    assert probe_enclosure(url) == Probe(url, len(_MP3), "audio/mpeg", 0, says)


def test_file_that_changes_between_requests_is_told(httpserver: HTTPServer) -> None:
    def change(answer: Response, request: Request) -> Response:
        if not request.headers["Range"].startswith("bytes=0-"):
            answer.headers["Content-Range"] = answer.headers["Content-Range"].rpartition("/")[0] + "/9"  # fmt: skip
        return answer

    httpserver.expect_request("/a.mp3").respond_with_handler(_lies(change, Files(_MP3)))
    found = probe_enclosure(httpserver.url_for("/a.mp3"))
    says = "is another file at each request, maybe with advertisements; add its duration as duration, e.g. 52:10"
    assert [warning.endswith(says) for warning in found.warnings] == [True]
    assert found.length_bytes == len(_MP3)


def test_first_range_that_is_cut_short_is_told(httpserver: HTTPServer) -> None:
    """A reader that waits for the rest would turn in a circle."""

    def cut(answer: Response, request: Request) -> Response:
        answer.set_data(answer.get_data()[:4])
        return answer

    httpserver.expect_request("/a.mp3").respond_with_handler(_lies(cut, Files(_MP3)))
    url = httpserver.url_for("/a.mp3")
    says = f"{url}: 4 of 65,536 bytes came for a range; fix it on the server"
    assert probe_enclosure(url) == Probe(url, len(_MP3), "audio/mpeg", 0, (says,))


def test_endless_body_is_left(httpserver: HTTPServer) -> None:
    sent = []

    def endless(request: Request) -> Response:
        def body() -> Iterator[bytes]:
            while len(sent) < 1000:
                sent.append(1)
                yield bytes(65536)

        return Response(body() if request.method == "GET" else b"", content_type="audio/mpeg")

    httpserver.expect_request("/a.mp3").respond_with_handler(endless)
    found = probe_enclosure(httpserver.url_for("/a.mp3"))
    says = "the server sends no length; set it up to send Content-Length"
    assert found.warnings == (_NO_RANGES, says, _NO_DURATION)
    assert len(sent) < 200


def test_slow_drip_is_left_in_time() -> None:
    with bare_server(b"HTTP/1.1 200 OK\r\n", *[b"A: b\r\n"] * 90, pause_s=0.1) as url:
        started = time.monotonic()
        with pytest.raises(RemoteFault, match="did not arrive within"):
            probe_enclosure(url, timeout_s=0.5)
        assert time.monotonic() - started < 3
