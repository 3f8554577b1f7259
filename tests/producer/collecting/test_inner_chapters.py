"""Chapters that stand in the audio file: published as JSON, with their pictures beside them."""

import json
from collections.abc import Callable
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

import make_audio as make
import pytest
from click.testing import Result
from PIL import Image
from shows import write_episode

Run = Callable[..., Result]
_FRAME_S = 1152 / 44100


def _jpeg(colour: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (300, 300), colour).save(data, "JPEG")
    return data.getvalue()


_RED, _BLUE = _jpeg("red"), _jpeg("blue")


def _name(picture: bytes) -> str:
    return f"chapters/1-ropes-{blake2b(picture, digest_size=8).hexdigest()}.jpg"


def _write(show: Path, *frames: bytes, seconds: int = 90) -> Path:
    audio = make.id3(*frames) + make.mp3(round(seconds / _FRAME_S), header=b"Info")
    (show / "audio").mkdir(exist_ok=True)
    (show / "audio" / "ropes.mp3").write_bytes(audio)
    return write_episode(show, "1-ropes", "published: 2024-03-09\naudio: audio/ropes.mp3\n")


def _chapters(show: Path) -> list[dict[str, Any]]:
    found = json.loads((show / "public/chapters/1-ropes.json").read_bytes())["chapters"]
    assert isinstance(found, list)
    return found


@pytest.fixture
def pictured(show: Path) -> Path:
    """A show with an MP3 of four chapters, two of which share a picture."""
    _write(
        show,
        make.chap("a", 0, "Hello", "", make.apic(_RED)),
        make.chap("b", 5_000, "", "", make.apic(_BLUE)),
        make.chap("c", 10_000, "Tides", "https://example.com/tides", make.apic(_RED)),
        make.chap("d", 20_000, "Bye", "", make.apic(b"https://example.com/bye.png", b"-->")),
    )
    return show


def test_pictures_are_published_and_addresses_kept(run: Run, pictured: Path) -> None:
    result = run("build", pictured)
    assert (result.exit_code, result.stderr) == (0, result.stderr)
    base = "https://example.com/show/"
    assert _chapters(pictured) == [
        {"startTime": 0, "title": "Hello", "img": base + _name(_RED)},
        {"startTime": 5, "img": base + _name(_BLUE), "toc": False},
        {"startTime": 10, "title": "Tides", "img": base + _name(_RED), "url": "https://example.com/tides"},
        {"startTime": 20, "title": "Bye", "img": "https://example.com/bye.png"},
    ]  # fmt: skip
    assert (pictured / "public" / _name(_RED)).read_bytes() == _RED
    assert (pictured / "public" / _name(_BLUE)).read_bytes() == _BLUE
    assert len(list((pictured / "public/chapters").iterdir())) == 3


def test_second_build_takes_them_from_the_cache(run: Run, pictured: Path) -> None:
    run("build", pictured)
    before = {path: path.read_bytes() for path in (pictured / "public").rglob("*.j*")}
    result = run("build", pictured)
    assert result.exit_code == 0
    assert {path: path.read_bytes() for path in (pictured / "public").rglob("*.j*")} == before


def test_chapters_of_the_front_matter_count_more(run: Run, pictured: Path) -> None:
    path = pictured / "episodes/1-ropes.md"
    text = path.read_text("utf-8").replace("audio:", "chapters: [{start: 0, title: Mine}]\naudio:")
    path.write_text(text, "utf-8")
    assert run("build", pictured).exit_code == 0
    assert _chapters(pictured) == [{"startTime": 0, "title": "Mine"}]
    assert not (pictured / "public" / _name(_RED)).exists()


def test_chapter_after_the_end_is_told_at_the_audio(run: Run, show: Path) -> None:
    path = _write(show, make.chap("a", 0, "Hello"), make.chap("b", 750_000, "Late"), seconds=60)
    result = run("build", show)
    assert result.exit_code == 0
    line = path.read_text("utf-8").splitlines().index("audio: audio/ropes.mp3") + 1
    found = result.stderr.splitlines()
    assert found[0].startswith(f"{path.as_posix()}:{line}:")
    assert found[0].endswith(
        ' warning: audio is "audio/ropes.mp3"; chapter 2 starts at 12:30, after the end of the '
        "audio, 1:00 [chapter-past-end]"
    )


def test_hostile_titles_come_out_as_text(run: Run, show: Path) -> None:
    _write(show, make.chap("a", 0, "::error::\x1b[31m</script>\u202e"))
    assert run("build", show).exit_code == 0
    assert "\x1b" not in (show / "public/chapters/1-ropes.json").read_text("utf-8")
    assert _chapters(show)[0]["title"] == "::error::\x1b[31m</script>\u202e"
