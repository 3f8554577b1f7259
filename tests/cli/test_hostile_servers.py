"""Servers that drip, flood, or lie in private networks, met by the commands that fetch."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import Result
from hostile_server import ENDLESS, OK, Peer, Server, answering, dripping, flooding, serving

from feedtool.cli import feed_sources
from feedtool.producer.collecting import probes

Run = Callable[..., Result]
_LATE = "did not arrive within 0.3 seconds; try again later, or ask the host why it is slow"
_PRIVATE = (
    "127.0.0.1 is a loopback address, this machine itself; feedtool reads from public addresses only: check "
    "the address, or allow this one with --allow-private (in Python: allow_private=True)"
)


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show without episodes, whose commands give servers 0.3 seconds."""
    monkeypatch.setattr(feed_sources, "_EACH_S", 0.3)
    monkeypatch.setattr(probes, "_EACH_S", 0.3)
    folder = tmp_path / "show"
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_text(
        "title: Harbour Notes\nlink: https://example.com/\nfeed_url: https://example.com/feed.xml\n"
        "description: Talks about small ports.\nlanguage: en\nauthor: Mira Holt\n"
        "owner: {name: Mira Holt, email: mira@example.com}\ncategories: [Business]\nexplicit: false\n"
        "artwork: https://example.com/cover.png\ntimezone: Europe/Berlin\n",
        "utf-8",
    )
    return folder


def write_episodes(show: Path, *urls: str) -> None:
    for number, url in enumerate(urls):
        (show / "episodes" / f"{number}.md").write_text(
            f"---\ntitle: Nets {number}\npublished: 2024-03-{number + 1:02}\naudio: {url}\n---\nNotes.\n", "utf-8"
        )  # fmt: skip


def errors_of(result: Result) -> list[str]:
    assert result.exit_code == 2
    *errors, _ = result.stderr.splitlines()
    return errors


@pytest.mark.parametrize("what", ENDLESS)
def test_lock_and_build_leave_a_server_that_drips(run: Run, show: Path, what: str) -> None:
    with serving(dripping(*ENDLESS[what])) as server:
        says = [f"{server.url}: error: {_LATE} [unreachable]"]
        assert errors_of(run("lock", show, "--from", server.url, "--allow-private")) == says
        assert errors_of(run("build", show, "--against", server.url, "--allow-private")) == says
        assert server.is_left()


@pytest.mark.parametrize("what", ENDLESS)
def test_lock_leaves_a_server_that_floods(run: Run, show: Path, what: str) -> None:
    with serving(flooding(*ENDLESS[what])) as server:
        (error,) = errors_of(run("lock", show, "--from", server.url, "--allow-private"))
        assert error.startswith(f"{server.url}: error: ")
        assert error.endswith(" [unreachable]")
        assert server.is_left()


@pytest.mark.parametrize("what", ENDLESS)
def test_probe_leaves_servers_that_drip(run: Run, show: Path, what: str) -> None:
    with serving(dripping(*ENDLESS[what])) as server:
        urls = [server.url.replace("feed.xml", f"{number}.mp3") for number in range(3)]
        write_episodes(show, *urls)
        errors = errors_of(run("build", show, "--probe", "--allow-private"))
        assert sorted(errors) == [
            f"{show.as_posix()}/episodes/{number}.md:4:1: error: audio cannot be reached; {url} {_LATE} [audio-unreachable]"
            for number, url in enumerate(urls)
        ]
        assert server.is_left()


def test_private_addresses_are_refused_by_all_commands(run: Run, show: Path) -> None:
    with serving(answering(OK + b"\r\n")) as server:
        says = [f"{server.url}: error: {_PRIVATE} [unreachable]"]
        assert errors_of(run("lock", show, "--from", server.url)) == says
        assert errors_of(run("build", show, "--against", server.url)) == says
        write_episodes(show, server.url)
        assert errors_of(run("build", show, "--probe")) == [
            f"{show.as_posix()}/episodes/0.md:4:1: error: audio cannot be reached; {server.url}: {_PRIVATE} [audio-unreachable]"
        ]
        assert server.came == 0


@pytest.mark.parametrize("command", ["lock", "build"])
def test_help_says_how_to_allow_them(run: Run, command: str) -> None:
    assert "--allow-private" in run(command, "--help").output


def page(*links: str) -> bytes:
    named = "".join(f'<atom:link rel="next" href="{link}"/>' for link in links)
    return (
        OK
        + (
            '\r\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>x</title>'
            f"{named}</channel></rss>"
        ).encode()
    )


def name_the_next(peer: Peer) -> None:
    name = peer.request.split()[1].decode()
    number = int(name.partition("-")[2] or 0)
    peer.send(page(f"/page-{number + 1}"))


@pytest.mark.parametrize(
    ("bound", "value", "says"),
    [
        ("_MOST_PAGES", 3, "more than 3 pages; 3 of its pages were read"),
        ("_MOST_BYTES", 300, "more than 0.0003 MB in all; 3 of its pages were read"),
        ("_ALL_S", -1.0, "more than -1 seconds in all; 0 of its pages were read"),
    ],
)
def test_pages_without_end_are_left(
    run: Run, show: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: float, says: str
) -> None:  # fmt: skip
    monkeypatch.setattr(feed_sources, bound, value)
    monkeypatch.setattr(feed_sources, "_EACH_S", 30.0)
    with serving(name_the_next) as server:
        result = run("build", show, "--against", server.url, "--allow-private")
        assert errors_of(result) == [
            f"{server.url if value < 0 else server.url.replace('feed.xml', 'page-3')}: error: the feed takes {says}, and this one was not, so that "
            "guids may be missing; try again later, or name a file with all items [unreachable]"
        ]


def test_probe_says_what_there_was_no_time_for(
    run: Run, show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "_ALL_S", 0.3)
    monkeypatch.setattr(probes, "_EACH_S", 1.0)
    with serving(Peer.wait) as server:
        write_episodes(show, server.url)
        assert errors_of(run("build", show, "--probe", "--allow-private")) == [
            f"{show.as_posix()}/episodes/0.md:4:1: error: audio cannot be reached; --probe ends after 0.005 minutes, "
            "and there was no time to ask for it; build again: what servers answered so far is kept [audio-unreachable]"
        ]
        assert server.is_left()


INTERRUPTED = {
    "lock": ["lock", "show", "--allow-private", "--from"],
    "against": ["build", "show", "--allow-private", "--against"],
    "probe": ["build", "show", "--allow-private", "--probe"],
}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("what", ["silence", "headers", "a trailer"])
@pytest.mark.parametrize("command", INTERRUPTED)
def test_interrupt_ends_at_once(show: Path, command: str, what: str) -> None:
    behave = Peer.wait if what == "silence" else dripping(*ENDLESS[what])
    with ExitStack() as stack:
        server: Server = stack.enter_context(serving(behave))
        write_episodes(show, *(f"{server.url}?{number}" for number in range(20)))
        arguments = INTERRUPTED[command] + ([] if command == "probe" else [server.url])
        child = subprocess.Popen(
            [sys.executable, "-m", "feedtool", *arguments], cwd=show.parent,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        while not server.requests:
            time.sleep(0.01)
            assert child.poll() is None
        child.send_signal(signal.SIGINT)
        output, errors = child.communicate(timeout=20)
        assert (child.returncode, output, errors.strip()) == (130, b"", b"")
        assert server.is_left()
