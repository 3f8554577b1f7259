"""Commands that write, each with the folder in which it starts."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "media"))
import make_audio  # noqa: E402 - pytest alone knows where it is

PAGE = TESTS / "importing" / "page" / "pages" / "english.txt"
AT = ("--at", "2026-01-01T00:00:00Z")
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/show/feed.xml
description: Talks about small ports.
language: en
categories: [Technology]
artwork: artwork/cover-{turn}.png
author: Mira Holt
owner: {{email: mira@example.com}}
copyright: Turn {turn}
hosting: netlify
limit: 2
older: {older}
feeds:
  plus: {{title: Plus}}
"""
EPISODE = """\
---
title: "Of {title}"
published: 2024-0{number}-01T06:00:00+00:00
audio: {{url: "https://media.example.com/{number}.mp3", length: 1000000, duration: 600}}
transcript: transcripts/{number}.txt
chapters: [{{start: "0:00", title: "Turn {turn}"}}, {{start: "5:00", title: "Ropes"}}]
---
Notes of turn {turn}.
"""
BROKEN = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Harbour</title><link>https://example.com/</link>
<description>Ports.</description><language>en_us</language>
<item><title>Nets</title><guid isPermaLink="false">n-1</guid>
<pubDate>Sat, 9 Mar 2024 06:00:00 +0000</pubDate></item></channel></rss>
"""
ADOPT = """\
<rss version="2.0"><channel><title>Harbour Notes</title><link>https://example.com/</link>
<description>Ports.</description>
<item><title>Of Nets</title><guid isPermaLink="false">old-guid-2</guid>
<pubDate>Thu, 01 Feb 2024 06:00:00 +0000</pubDate>
<enclosure url="https://media.example.com/2.mp3" length="1000000" type="audio/mpeg"/></item>
</channel></rss>
"""


@dataclass(frozen=True)
class Scenario:
    """A command, the folder in which it starts, and the commands that repair what is left.

    `settles` says that after the repair the folder is as if nothing had happened. `loose` are the
    lines that differ each time, such as a guid made of the moment.
    """

    name: str
    prepare: Callable[[Path], None]
    command: Sequence[object]
    repair: Sequence[Sequence[object]]
    settles: bool = True
    loose: str = ""

    def snapshot(self, root: Path) -> dict[str, bytes]:
        """Return all files but the cache, with loose lines left out."""
        return {
            path.relative_to(root).as_posix(): re.sub(
                self.loose.encode() or rb"(?!)", b"", path.read_bytes()
            )
            for path in sorted(root.rglob("*"))
            if path.is_file() and ".feedtool" not in path.relative_to(root).parts
        }


def write_sources(root: Path, turn: int) -> None:
    """Write a show; each turn changes all of it, and files come and go."""
    show = root / "show"
    for name in ("episodes", "transcripts", "artwork"):
        (show / name).mkdir(parents=True, exist_ok=True)
    older = "archives" if turn % 2 else "pages"
    (show / "show.yaml").write_text(SHOW.format(turn=turn % 2, older=older), "utf-8")
    _write_cover(show / "artwork" / f"cover-{turn % 2}.png")
    for number in range(1, 5 + turn % 2):
        title = ["Ropes", "Nets", "Fog", "Tides", "Wind"][number - 1]
        text = EPISODE.format(number=number, title=title, turn=turn)
        (show / "episodes" / f"{number}-{title.lower()}.md").write_text(text, "utf-8")
        words = f"Mira: Turn {turn}, episode {number}.\n" * 20
        (show / "transcripts" / f"{number}.txt").write_text(words, "utf-8")


def _write_cover(path: Path) -> None:
    if not path.exists():
        Image.new("RGB", (1400, 1400), (path.name.count("1"), 90, 90)).save(path)


def feedtool(root: Path, *arguments: object) -> None:
    """Run a command that must pass."""
    command = [sys.executable, "-m", "feedtool", *map(str, arguments)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _built(root: Path) -> None:
    """Build a show, one of whose guids is of another feed: nothing but feed.lock knows it."""
    _published(root)
    feedtool(root, "lock", "show", "--from", "adopt.xml", "--force")
    feedtool(root, *BUILD)
    # The cache is believed only where it was made.
    shutil.rmtree(root / "show" / ".feedtool")


def _published(root: Path) -> None:
    write_sources(root, 0)
    feedtool(root, *BUILD)
    (root / "adopt.xml").write_text(ADOPT, "utf-8")


def _changed(root: Path) -> None:
    _built(root)
    write_sources(root, 1)


def _fresh(root: Path) -> None:
    write_sources(root, 0)


def _fixable(root: Path) -> None:
    _fresh(root)
    show = root / "show" / "show.yaml"
    show.write_text(show.read_text("utf-8").replace("language: en", "language: en_US"), "utf-8")


def _broken_feed(root: Path) -> None:
    (root / "feed.xml").write_text(BROKEN, "utf-8")


def _with_report(root: Path) -> None:
    _broken_feed(root)
    (root / "report.json").write_text("[]", "utf-8")


def _with_audio(root: Path) -> None:
    _fresh(root)
    (root / "Storms.wav").write_bytes(make_audio.wav(60))


def _nothing(root: Path) -> None:
    root.joinpath("keep.txt").write_text("keep", "utf-8")


def _imported(root: Path) -> None:
    feedtool(root, "import", PAGE, "--into", "show")
    next((root / "show" / "episodes").iterdir()).unlink()
    for one in (root / "show" / "transcripts").iterdir():
        one.unlink()


BUILD = ("build", *AT, "show")
LOCK = ("lock", "show", "--from", "adopt.xml", "--force")
SCENARIOS = [
    Scenario("build", _changed, BUILD, [BUILD]),
    Scenario("first build", _fresh, BUILD, [BUILD]),
    Scenario(
        "write guids", _built, ("build", *AT, "--write-guids", "show"),
        [("build", *AT, "--write-guids", "show")],
    ),
    Scenario("lock", _published, LOCK, [LOCK, BUILD]),
    Scenario("fix show", _fixable, ("fix", "--write", "show"), [("fix", "--write", "show"), BUILD]),
    Scenario("fix feed", _broken_feed, ("fix", "--write", "feed.xml"), [("fix", "--write", "feed.xml")]),
    Scenario("import", _nothing, ("import", PAGE, "--into", "show"), [("import", PAGE, "--into", "show")]),
    Scenario("import more", _imported, ("import", PAGE, "--into", "show"), [("import", PAGE, "--into", "show")]),
    Scenario("new", _fresh, ("new", "show", "Storms", "--at", "2024-06-01T06:00:00Z"), [BUILD], settles=False, loose="guid: .*"),
    Scenario(
        "new audio", _with_audio, ("new", "show", "--audio", "Storms.wav", "--at", "2024-06-01T06:00:00Z"),
        [("new", "show", "--audio", "Storms.wav", "--at", "2024-06-01T06:00:00Z")], loose="guid: .*",
    ),
    Scenario("init", _nothing, ("init", "show", "--at", "2024-06-01T06:00:00Z"), [("init", "show", "--at", "2024-06-01T06:00:00Z")], settles=False, loose="guid: .*"),
    Scenario(
        "baseline", _broken_feed,
        ("validate", "feed.xml", "--baseline", "known.json", "--update-baseline"),
        [("validate", "feed.xml", "--baseline", "known.json", "--update-baseline")],
    ),
    Scenario(
        "report", _with_report, ("validate", "feed.xml", "--output", "json=report.json"),
        [("validate", "feed.xml", "--output", "json=report.json")],
    ),
]  # fmt: skip
