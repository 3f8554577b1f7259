"""A feed.lock that is older than the feeds in public/: no guid changes silently."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from shows import write_episode

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
FOG = "published: 2024-03-16\n"


def guids(show: Path) -> list[str]:
    feed = etree.parse(show / "public" / "feed.xml")
    return [str(one.text) for one in feed.iter("guid")]


@pytest.fixture
def older(run: Run, show: Path) -> bytes:
    """The feed.lock of two episodes, as it was before a third one came out."""
    assert run("build", show).exit_code == 0
    older = (show / "feed.lock").read_bytes()
    write_episode(show, "3-fog", FOG)
    assert run("build", show).exit_code == 0
    return older


def test_a_renamed_episode_that_an_older_lock_does_not_know_keeps_its_guid(
    run: Run, show: Path, older: bytes
) -> None:
    lock, path = show / "feed.lock", show / "episodes" / "4-fog.md"
    newer, before = lock.read_bytes(), guids(show)
    lock.write_bytes(older)
    (show / "episodes" / "3-fog.md").rename(path)
    result = run("build", show)
    assert result.exit_code == 2
    guid = json.loads(newer)["episodes"]["3-fog"]["guid"]
    line = result.stderr.splitlines()[0]
    assert line.startswith(f'{path.as_posix()}:2:1: error: guid is "')
    assert line.endswith(
        f'", and the feed in public/ has the episode as "{guid}", which feed.lock does not know: '
        f'it is older than public/. Restore the newer feed.lock, or write guid: "{guid}" into this '
        "file, or build with --accept guid [published-guid-changed]"
    )
    lock.write_bytes(newer)
    assert (run("build", show).exit_code, guids(show)) == (0, before)
    lock.write_bytes(older)
    path.write_text(path.read_text("utf-8").replace("title", f'guid: "{guid}"\ntitle', 1), "utf-8")
    assert (run("build", show).exit_code, guids(show)) == (0, before)


def test_episodes_of_another_branch_in_public_stop_nothing(
    run: Run, show: Path, older: bytes
) -> None:
    (show / "feed.lock").write_bytes(older)
    (show / "episodes" / "3-fog.md").unlink()
    write_episode(show, "4-tides", FOG)
    assert run("build", show).exit_code == 0
