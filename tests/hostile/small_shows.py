"""The small show around a hostile file."""

import zlib
from pathlib import Path

_SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: UTC
owner: {email: ed@example.com}
author: Mira Holt
categories: [Technology]
"""
_ARTWORK = "artwork: https://example.com/cover.png\n"
_AUDIO = "audio: {url: https://example.com/1.mp3, length: 1000000, duration: 60}\n"
_EPISODE = (
    "---\ntitle: Nets\npublished: 2024-03-01\nguid: harbour-1\n{}---\n\nThe nets are dry.\n{}"
)

BUILD = ("build", ".")
NEW = ("new", ".", "--audio", "../tape.mp3")


def write_show(
    folder: Path, *, episode: str = _AUDIO, show: str = _ARTWORK, notes: str = ""
) -> Path:
    """Write a show of one episode into the folder; the keys given are added, or replace audio."""
    lines = episode if "audio:" in episode else _AUDIO + episode
    (folder / "show.yaml").write_text(_SHOW + show, "utf-8")
    (folder / "episodes").mkdir()
    (folder / "audio").mkdir()
    (folder / "episodes/001-nets.md").write_text(_EPISODE.format(lines, notes), "utf-8")
    return folder


def write_audio(folder: Path, name: str, data: bytes, more: str = "") -> None:
    """Write a show whose episode has an audio file."""
    write_show(folder, episode=f"audio: {name}\n{more}")
    (folder / "audio" / name).write_bytes(data)


def write_bomb(size: int) -> bytes:
    """Return bytes of zlib that unpack to a thousand times as many; the checksum is wrong."""
    packer = zlib.compressobj(9)
    whole = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    # What follows a full flush looks back at nothing, and may be repeated.
    return whole[:2] + whole[2:] * max(size // len(whole), 1) + packer.flush()
