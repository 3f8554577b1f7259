import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from feedtool.findings.report import SourceError
from feedtool.show.lock import read_lock
from feedtool.show.reading import load_show

NAMES = ("show.yaml", "episodes/001-a.md", "people.yaml", "feed.lock")
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-sources-"))
SHOW = """title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
owner: {name: Mira Holt, email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.jpg
"""


def run(data: bytes) -> None:
    """The first byte says which file the rest is."""
    if not data:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "episodes").mkdir(parents=True)
    (FOLDER / "show.yaml").write_text(SHOW, "utf-8")
    (FOLDER / NAMES[data[0] % len(NAMES)]).write_bytes(data[1:])
    with suppress(SourceError):
        load_show(FOLDER)
    with suppress(SourceError):
        read_lock(FOLDER / "feed.lock")
