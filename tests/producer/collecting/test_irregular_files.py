"""Files that a show names and that are no normal files: refused by name, never opened to wait."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import write_episode

Run = Callable[..., Result]
AUDIO = "audio: {url: https://example.com/1.mp3, length: 1000000, duration: 60}\n"
NAMED = {
    "audio": ("a.mp3", "audio: a.mp3\n"),
    "chapters": ("a.json", f"{AUDIO}chapters: a.json\n"),
    "transcript": ("a.vtt", f"{AUDIO}transcript: a.vtt\n"),
    "artwork": ("a.jpg", f"{AUDIO}artwork: a.jpg\n"),
}


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("key", NAMED)
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, make_device], ids=["pipe", "folder", "device"])  # fmt: skip
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_normal_file_is_refused(
    run: Run, small_show: Path, key: str, make: Callable[[Path], None]
) -> None:
    name, lines = NAMED[key]
    make(small_show / name)
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\n{lines}")
    result = run("build", small_show)
    assert result.exit_code == 2
    assert f'error: {key} is "{name}"' in result.stderr


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, make_device], ids=["pipe", "folder", "device"])  # fmt: skip
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_new_audio_that_is_no_normal_file_is_refused(
    run: Run, small_show: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "tape.mp3"
    make(path)
    result = run("new", small_show, "--audio", path)
    assert result.exit_code == 2
    assert "it is a folder" in result.stderr or "it is not a normal file" in result.stderr
