"""`feedtool build --probe`: servers are asked once, and the lock file keeps what they said."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from make_audio import mp3
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Run = Callable[..., Result]
AUDIO = mp3(460, header=b"Info")


@pytest.fixture
def audio(httpserver: HTTPServer) -> HTTPServer:
    """A server with a file of audio, which takes ranges."""
    data = AUDIO

    def answer(request: Request) -> Response:
        response = Response(data, content_type="audio/mpeg")
        return response.make_conditional(request, accept_ranges=True, complete_length=len(data))

    httpserver.expect_request("/1.mp3").respond_with_handler(answer)
    return httpserver


def write(run: Run, tmp_path: Path, audio: str) -> Path:
    show = tmp_path / "show"
    run("init", show)
    (show / "episodes" / "001-the-first-episode.md").write_text(
        f"---\ntitle: Nets\npublished: 2024-03-01\naudio: {audio}\n---\nNotes.\n", "utf-8"
    )
    return show


def test_what_servers_say_is_kept_for_builds_without_network(
    run: Run, tmp_path: Path, audio: HTTPServer
) -> None:
    url = audio.url_for("/1.mp3")
    show = write(run, tmp_path, url)
    result = run("build", show)
    path = show / "episodes" / "001-the-first-episode.md"
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f'{path.as_posix()}:4:1: error: "audio.length" is missing; add the size of the file in '
        "bytes (0 if nobody knows it), or build with --probe [missing-key]",
        f'{path.as_posix()}:4:1: error: "audio.duration" is missing; add how long it is, e.g. '
        "52:10, or build with --probe [missing-key]",
        f"{show.as_posix()}: not built: 2 errors",
    ]
    assert len(audio.log) == 0
    assert run("build", show, "--probe", "--allow-private").exit_code == 0
    asked = len(audio.log)
    assert asked > 0
    lock = json.loads((show / "feed.lock").read_text("utf-8"))
    length = len(AUDIO)
    assert lock["probes"] == {url: {"length": length, "type": "audio/mpeg", "duration": 12}}
    feed = (show / "public" / "feed.xml").read_bytes()
    enclosure = f'<enclosure url="{url}" length="{length}" type="audio/mpeg"/>'
    assert enclosure in feed.decode()
    assert b"<itunes:duration>12</itunes:duration>" in feed
    for arguments in ((), ("--probe", "--allow-private")):
        assert run("build", show, *arguments).exit_code == 0
        assert (show / "public" / "feed.xml").read_bytes() == feed
    assert len(audio.log) == asked


def test_what_the_author_says_is_believed(run: Run, tmp_path: Path, audio: HTTPServer) -> None:
    url = audio.url_for("/1.mp3")
    show = write(run, tmp_path, f'{{url: "{url}", length: 77, duration: 1:00}}')
    assert run("build", show, "--probe", "--allow-private").exit_code == 0
    assert len(audio.log) == 0
    assert 'length="77"' in (show / "public" / "feed.xml").read_text("utf-8")


def test_audio_that_is_not_there_is_told_at_its_place(run: Run, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    show = write(run, tmp_path, f"http://127.0.0.1:{port}/1.mp3")
    result = run("build", show, "--probe", "--allow-private")
    assert result.exit_code == 2
    first, last = result.stderr.splitlines()
    assert "episodes/001-the-first-episode.md:4:1: error: audio cannot be reached; " in first
    assert first.endswith(" [audio-unreachable]")
    assert last == f"{show.as_posix()}: not built: 1 error"
    assert not (show / "public").exists()


def test_a_page_in_place_of_audio_is_told(run: Run, tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/1.mp3").respond_with_data(
        "<!DOCTYPE html><p>x", content_type="text/html"
    )
    show = write(run, tmp_path, httpserver.url_for("/1.mp3"))
    result = run("build", show, "--probe", "--allow-private")
    assert result.exit_code == 2
    assert "[audio-unreachable]" in result.stderr
    assert "page" in result.stderr
