from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import write_episode


@pytest.fixture
def show(run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The name of a show of one episode that was never built, seen from the folder around it."""
    monkeypatch.chdir(tmp_path)
    run("init", "tides", "--feed-url", "https://example.com/show/feed.xml", "--title", "Tides")
    for path in Path("tides").glob("episodes/*"):
        path.unlink()
    write_episode(Path("tides"), "1-ropes", "published: 2024-03-09\n")
    return Path("tides")
