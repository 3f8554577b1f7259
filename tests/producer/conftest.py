from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import write_episode


@pytest.fixture
def small_show(run: Callable[..., Result], tmp_path: Path) -> Path:
    """A show of one episode that was never built."""
    folder = tmp_path / "show"
    run("init", folder, "--feed-url", "https://example.com/show/feed.xml")
    for path in folder.glob("episodes/*"):
        path.unlink()
    write_episode(folder, "1-ropes", "published: 2024-03-09\n")
    return folder


@pytest.fixture
def show(small_show: Path) -> Path:
    """A show with two episodes, dated against the order of their names."""
    write_episode(small_show, "2-nets", "published: 2024-03-02T18:00:00+05:30\n")
    return small_show
