"""Answers that programs understand in different ways, and answers that are none, on the command line."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hostile_server import CHUNKED, OK, answering, serving

from feedtool.remote import fetch

Run = Callable[..., Result]
_FEED = b"<rss version='2.0'><channel><title>x</title></channel></rss>"
_FIX = "fix it on the server"
_TWO_ENDS = f"so that nobody knows where the file ends; {_FIX}"


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "show"
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_text(
        "title: Harbour Notes\nlink: https://example.com/\nfeed_url: https://example.com/feed.xml\n"
        "description: Talks about small ports.\nlanguage: en\nauthor: Mira Holt\n"
        "owner: {name: Mira Holt, email: mira@example.com}\ncategories: [Business]\nexplicit: false\n"
        "artwork: https://example.com/cover.png\n",
        "utf-8",
    )
    return folder


def said_of(run: Run, show: Path, answer: bytes) -> str:
    with serving(answering(answer)) as server:
        result = run("lock", show, "--from", server.url, "--allow-private", "--dry-run")
        assert result.exit_code == 2
        first, _ = result.stderr.splitlines()
        return first.removeprefix(f"{server.url}: error: ").removesuffix(" [unreachable]")


def ok(*lines: bytes, body: bytes = _FEED) -> bytes:
    return OK + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + body


ANSWERS = {
    "two lengths that differ": (
        ok(b"Content-Length: 12", b"Content-Length: 60"),
        f"is sent with two Content-Length headers that differ, 12 and 60, {_TWO_ENDS}",
    ),
    "a list of lengths that differ": (
        ok(b"Content-Length: 12, 60"),
        f"is sent with two Content-Length headers that differ, 12 and 60, {_TWO_ENDS}",
    ),
    "a length and chunks": (
        ok(b"Content-Length: 60", b"Transfer-Encoding: chunked"),
        f"is sent with Content-Length and with Transfer-Encoding, {_TWO_ENDS}",
    ),
    "a negative length": (
        ok(b"Content-Length: -5"),
        f'is sent with a Content-Length of "-5"; expected a number of bytes; {_FIX}',
    ),
    "a length with a sign": (
        ok(b"Content-Length: +60"),
        f'is sent with a Content-Length of "+60"; expected a number of bytes; {_FIX}',
    ),
    "a length in words": (
        ok(b"Content-Length: 1_0"),
        f'is sent with a Content-Length of "1_0"; expected a number of bytes; {_FIX}',
    ),
    "an absurd length": (
        ok(b"Content-Length: " + b"9" * 5000),
        f'is sent with a Content-Length of "{"9" * 59}…"; expected a number of bytes; {_FIX}',
    ),
    "a length of more than a feed": (
        ok(b"Content-Length: 999999999999"),
        "has more than 50 MB, too much for this; check that the address is right",
    ),
    "chunks twice": (
        ok(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"),
        f'is sent with the Transfer-Encoding "chunked, chunked"; expected chunked; {_FIX}',
    ),
    "another coding": (
        ok(b"Transfer-Encoding: gzip, chunked"),
        f'is sent with the Transfer-Encoding "gzip, chunked"; expected chunked; {_FIX}',
    ),
    "a blank before the colon": (
        ok(b"Content-Length : 60"),
        f'is sent with a line that is no header, "Content-Length : 60"; {_FIX}',
    ),
    "a line without colon": (
        ok(b"Content-Length 60", b"X: y"),
        f'is sent with a line that is no header, "Content-Length 60"; {_FIX}',
    ),
    "NUL in a header": (
        ok(b"Server: a\0b"),
        f'is sent with a control character in a header, "Server: a\\x00b"; {_FIX}',
    ),
    "CR in a header": (
        ok(b"Server: a\rContent-Length: 3"),
        f'is sent with a control character in a header, "Server: a\\rContent-Length: 3"; {_FIX}',
    ),
    "a head that is cut": (
        OK + b"Content-Type: text/x",
        "the connection broke off in the head of the answer; try again later",
    ),
    "a head without its end": (
        OK + b"Content-Type: text/xml\r\n",
        "the connection broke off in the head of the answer; try again later",
    ),
    "two places to go": (
        b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\n\r\n",
        f"is sent with two Location headers that differ; {_FIX}",
    ),
    "a place with control characters": (
        b"HTTP/1.1 302 Found\r\nLocation: /a\x1b[2J\r\n\r\n",
        f'redirects to "/a\\x1b[2J", an address with control characters; {_FIX}',
    ),
    "a place that is none": (
        b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
        f'redirects to "http://[", which is no address; {_FIX}',
    ),
    **{
        f"a place of {scheme}": (
            f"HTTP/1.1 307 Moved\r\nLocation: {scheme}:{rest}\r\n\r\n".encode(),
            f"redirects to {scheme}:{rest}, which is not a web address; {_FIX}",
        )
        for scheme, rest in (
            ("file", "///etc/passwd"), ("ftp", "//example.com/a"), ("data", "text/xml,x"),
            ("javascript", "alert(1)"), ("gopher", "//example.com/"),
        )
    },
    "a body that is too short": (
        ok(b"Content-Length: 99", body=b"short"),
        "broke off: 94 bytes are missing at its end; try again later, or ask the host",
    ),
    "a body that is too long": (
        ok(b"Content-Length: 5"),
        f"goes on behind the end that its headers say, so that it may be cut; {_FIX}",
    ),
    "chunks that go on behind their end": (
        CHUNKED + b"5\r\n<rss>\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        f"goes on behind the end that its headers say, so that it may be cut; {_FIX}",
    ),
    "a chunk that is cut": (
        CHUNKED + b"9\r\nshort",
        "the connection broke off; try again later, or ask the host",
    ),
    "no chunk at the end": (
        CHUNKED + b"5\r\nshort\r\n",
        "the connection broke off inside the file; try again later",
    ),
    **{
        f"{size!r} as the size of a chunk": (
            CHUNKED + size.encode() + b"\r\nshort\r\n0\r\n\r\n",
            f'is sent in chunks, and "{size}" is no size of a chunk; {_FIX}',
        )
        for size in ("-5", "0x5", "+5", "many", "1_0", "F" * 16)
    },
    "a part of a file": (
        ok(b"Content-Range: bytes 0-3/9").replace(b"200 OK", b"206 Partial"),
        "answers 206 (Partial Content); check the address",
    ),
    "gzip that is none": (
        ok(b"Content-Encoding: gzip"),
        "is damaged: its gzip packing cannot be undone; try again, or fix it on the server",
    ),
    "gzip that is a bomb": (
        ok(b"Content-Encoding: gzip", body=gzip.compress(bytes(51_000_000), 1)),
        "has more than 50 MB, too much for this; check that the address is right",
    ),
    "an unknown packing": (
        ok(b"Content-Encoding: \x1b]0;x"),
        f"is sent packed as \\x1b]0;x, which was not requested; {_FIX}",
    ),
    "many headers": (
        ok(*[b"A: b"] * 100),
        f"is sent with 100 header lines or more; {_FIX}",
    ),
    "a page of the first HTTP": (
        _FEED,
        f'127.0.0.1 does not answer in HTTP, but with "{_FEED.decode()}"; check the address and its port',
    ),
    "the banner of SSH": (
        b"SSH-2.0-OpenSSH_9.6\r\n",
        '127.0.0.1 does not answer in HTTP, but with "SSH-2.0-OpenSSH_9.6"; check the address and its port',
    ),
    "bytes that are no text": (
        b"\x15\x03\x03\0\x02\x02\x16\x1b[2J\r\n",
        '127.0.0.1 does not answer in HTTP, but with "\\x15\\x03\\x03\\x00\\x02\\x02\\x16\\x1b[2J"; check the address and its port',
    ),
    "a newer HTTP": (
        b"HTTP/2.0 200 OK\r\n\r\n",
        "127.0.0.1 answers in an HTTP that was not asked for; check the address and its port",
    ),
    "a status in words": (
        b"HTTP/1.1 fine OK\r\n\r\n",
        '127.0.0.1 does not answer in HTTP, but with "HTTP/1.1 fine OK"; check the address and its port',
    ),
    "nothing": (b"", "127.0.0.1 hangs up without an answer; try again later, or ask the host"),
}  # fmt: skip


@pytest.mark.parametrize("what", ANSWERS)
def test_answer_is_told_for_what_it_is(run: Run, show: Path, what: str) -> None:
    answer, says = ANSWERS[what]
    assert said_of(run, show, answer) == says


SOUND = {
    "a length that is right": ok(b"Content-Length: %d" % len(_FEED)),
    "no length": ok(b"Content-Type: text/xml"),
    "a folded header": ok(b"X-Note: a", b"\tb"),
    "an empty header": ok(b"X-Note:"),
    "a header in UTF-8": ok("X-Note: Fähre".encode()),
    "lines without CR": ok(b"Content-Type: text/xml").replace(b"\r\n", b"\n"),
    "no reason": ok(b"X: y").replace(b" OK", b"", 1),
    "one chunk": CHUNKED + b"%x\r\n%b\r\n0\r\n\r\n" % (len(_FEED), _FEED),
    "a line behind its end": ok(b"Content-Length: %d" % len(_FEED), body=_FEED + b"\r\n"),
    "98 headers": ok(*[b"A: b"] * 98),
}


@pytest.mark.parametrize("what", SOUND)
def test_answer_that_is_sound_is_taken(what: str) -> None:
    with serving(answering(SOUND[what])) as server:
        fetched = fetch(server.url, allow_private=True)
        assert (fetched.data, fetched.warnings) == (_FEED, ())


@pytest.mark.parametrize(
    "lines", [[b"Content-Length: 60", b"Content-Length: 60"], [b"Content-Length: 60, 60"]]
)
def test_length_that_is_said_twice_is_told(run: Run, show: Path, lines: list[bytes]) -> None:
    with serving(answering(ok(*lines))) as server:
        result = run("lock", show, "--from", server.url, "--allow-private", "--dry-run")
        assert result.stderr == (
            f"{server.url}: note: the server sends Content-Length twice; some programs refuse that: "
            "send it once\n"
        )
