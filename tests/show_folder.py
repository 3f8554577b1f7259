"""A show with one episode, for tests of what becomes of its texts."""

import re
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from lxml import etree

Run = Callable[..., Result]
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: UTC
owner: {email: ed@example.com}
author: Mira Holt
categories: [Technology]
artwork: https://example.com/cover.png
"""
EPISODE = """\
---
title: Nets
published: 2024-03-01
audio: {url: https://example.com/1.mp3, length: 1000000, duration: 60}
"""


class Folder:
    """A show with one episode, whose feed can be looked at."""

    def __init__(self, path: Path, run: Run) -> None:
        self.path = path
        self._run = run

    def write(self, notes: str, *, show: str = "", episode: str = "") -> None:
        text = SHOW
        for line in show.splitlines():
            key = line.partition(":")[0]
            text = re.sub(rf"^{key}: .*\n", "", text, flags=re.M) if key.isidentifier() else text
        (self.path / "show.yaml").write_text(text + show, "utf-8")
        matter = f"{EPISODE}{episode}---\n\n"
        (self.path / "episodes" / "001-nets.md").write_text(f"{matter}{notes}\n", "utf-8")

    def put(self, name: str, data: bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def build(self) -> list[str]:
        """Build; return what was told, named from the show's folder."""
        told = self._run("build", self.path, "--quiet").stderr
        return told.replace(f"{self.path.as_posix()}/", "").splitlines()

    def channel(self) -> etree._Element:
        return etree.parse(self.path / "public" / "feed.xml").getroot().find("channel")

    def notes(self) -> str:
        return self.channel().findtext(f"item/{CONTENT}") or ""
