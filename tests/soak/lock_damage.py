"""A lock file that is damaged: told at its place, or it says the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from feedtool import SourceError
from feedtool.show.lock import Lock, LockedEpisode, format_lock, read_lock

LOCK = Lock(
    "917393e3-1b1e-5cef-ace4-edaa54e1f810",
    {
        "1-ropes": LockedEpisode(
            "old-1", "2024-03-09T00:00:00+00:00",
            {"url": "https://media.example.com/1.mp3", "length": 1000, "type": "audio/mpeg",
             "duration": 60},
            "0123456789abcdef",
        ),
        "2-nets": LockedEpisode(
            "https://example.com/2", "2024-04-01T06:00:00+02:00", {"url": "https://example.com/2.mp3"},
            "fedcba9876543210", removed=True, feeds=("feed", "plus"), permalink=True,
            chapters=({"start_ms": 0, "title": "Möwen", "is_hidden": True},),
            more_audio=({"url": "https://example.com/2.opus", "length": 7},),
        ),
    },
    ("artwork/cover.png", "transcripts/1-ropes.txt"),
    {"plus": "31103969-1d58-54af-945c-b1dcc8613067"},
    {"https://example.com/2.mp3": {"length": 5, "duration": 1}},
    ("https://example.com/old.xml", "https://example.com/feed.xml"),
    "https://example.com/files/",
    {"https://example.com/a.png": "https://example.com/b.png",
     "https://example.com/c.png": "https://example.com/d.png"},
)  # fmt: skip
DATA = format_lock(LOCK).encode()
TOLD = re.compile(r"feed\.lock:[1-9]\d*:[1-9]\d*: error: [^\n]* \[bad-lock\]")


def flips() -> Iterator[bytes]:
    """Yield the file with each bit turned."""
    for at, byte in enumerate(DATA):
        for bit in range(8):
            yield DATA[:at] + bytes([byte ^ 1 << bit]) + DATA[at + 1 :]


def byte_changes() -> Iterator[bytes]:
    """Yield the file with each byte replaced by each other one."""
    for at in range(len(DATA)):
        for byte in range(256):
            yield DATA[:at] + bytes([byte]) + DATA[at + 1 :]


def cuts() -> Iterator[bytes]:
    """Yield the file cut at each place, and without each of its bytes."""
    # A file without its last newline says the same; one without any byte is no lock file at all.
    for at in range(len(DATA)):
        yield DATA[:at]
        yield DATA[:at] + DATA[at + 1 :]


def moved_lines() -> Iterator[bytes]:
    """Yield the file with each line left out, doubled, and put in the place of each other line."""
    lines = DATA.splitlines(keepends=True)
    for at, line in enumerate(lines):
        yield b"".join([*lines[:at], *lines[at + 1 :]])
        yield b"".join([*lines[:at], line, *lines[at:]])
        for other in range(at):
            moved = [*lines]
            moved[at], moved[other] = moved[other], moved[at]
            yield b"".join(moved)


def judge(data: bytes, path: Path) -> str:
    """Return "told" or "same"; raises AssertionError if damage is taken for what was written."""
    path.write_bytes(data)
    try:
        found = read_lock(path, "feed.lock")
    except SourceError as error:
        (one,) = error.findings
        assert TOLD.fullmatch(str(one)), str(one)
        return "told"
    # A file that is not listed is not removed when it is no longer needed: it does no harm.
    assert set(found.assets) <= set(LOCK.assets), data
    assert replace(found, assets=LOCK.assets) == LOCK, data
    assert [*found.moved.items()] == [*LOCK.moved.items()], data
    return "same"
