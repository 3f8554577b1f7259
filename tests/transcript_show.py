"""A show with one episode and its transcripts, and what a build publishes of them."""

import re
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from lxml import etree

BASE = "https://example.com/transcripts/"
VTT = """\
WEBVTT

00:01.000 --> 00:05.000
<v Mira Holt>Welcome to

00:05.000 --> 00:09.000
<v Mira Holt>the harbour.

00:52.000 --> 00:58.000
<v Bo Lind>The ferry is late.
"""
SRT = """\
1
00:00:01,000 --> 00:00:05,000
Mira Holt: Welcome to

2
00:00:05,000 --> 00:00:09,000
the harbour.

3
00:00:52,000 --> 00:00:58,000
Bo Lind: The ferry is late.
"""
JSON = """\
{"version": "1.0.0", "segments": [
{"speaker": "Mira Holt", "startTime": 1, "endTime": 5, "body": "Welcome to"},
{"speaker": "Mira Holt", "startTime": 5, "endTime": 9, "body": "the harbour."},
{"speaker": "Bo Lind", "startTime": 52, "endTime": 58, "body": "The ferry is late."}
]}
"""
TXT = "Mira Holt: Welcome to the harbour.\n\nBo Lind: The ferry is late.\n"
TIMED_TXT = """\
[00:00:01] Mira Holt: Welcome to the harbour.

[00:00:52] Bo Lind: The ferry is late.
"""
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
author: Mira Holt
owner: {email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
"""
PEOPLE = 'bo: {name: Bo Lind, url: "https://example.com/bo"}\nnoor: {name: Noor}\n'
TYPES = {
    "vtt": "text/vtt", "srt": "application/x-subrip", "json": "application/json",
    "html": "text/html", "txt": "text/plain",
}  # fmt: skip


class TranscriptShow:
    """A show of one episode of a minute."""

    def __init__(self, path: Path, run: Callable[..., Result]) -> None:
        self.path = path / "show"
        self._run = run
        (self.path / "episodes").mkdir(parents=True)
        (self.path / "people.yaml").write_text(PEOPLE, "utf-8")
        self.write("")

    def put(self, name: str, data: str | bytes) -> None:
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def write(self, episode: str, show: str = "") -> None:
        """Write keys of the episode and of the show."""
        (self.path / "show.yaml").write_text(SHOW + show, "utf-8")
        audio = "audio: {url: https://example.com/1.mp3, length: 1000000, duration: 60}\n"
        title = "" if "title:" in episode else "title: Nets & knots\n"
        (self.path / "episodes" / "1-nets.md").write_text(
            f"---\n{title}published: 2024-03-01T07:00:00Z\n{audio}{episode}\n---\nNotes.\n", "utf-8"
        )

    def build(self, *arguments: str) -> list[str]:
        """Build; return the lines on standard error, named from the show's folder."""
        told = self._run("build", self.path, "--quiet", *arguments).stderr
        return told.replace(f"{self.path.as_posix()}/", "").splitlines()

    def links(self) -> list[tuple[str, str, str, str]]:
        """The name, language, purpose and type of each transcript in the feed, in order.

        The type is "" if it is the usual one for the ending of the name.
        """
        item = etree.parse(self.path / "public" / "feed.xml").getroot().find("channel/item")
        found = []
        for one in item.iterfind("{*}transcript"):
            name = one.get("url").removeprefix(BASE)
            usual = TYPES.get(name.rpartition(".")[2]) == one.get("type")
            kind = "" if usual else one.get("type")
            found.append((name, one.get("language", ""), one.get("rel", ""), kind))
        return found

    def names(self) -> list[str]:
        return [one[0] for one in self.links()]

    def published(self, name: str) -> str:
        return (self.path / "public" / "transcripts" / name).read_bytes().decode()

    def turns(self, name: str) -> list[str]:
        """The lines of a published page that hold its turns, without the words around them."""
        body = re.search(r"</h1>\n(.*)\n</main>", self.published(name), re.DOTALL)
        assert body is not None
        return body[1].split("\n")
