"""Folders that no list of files can be made of the easy way: very deep, in a circle, full of pipes."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from feedtool.files.opening import read_whole
from feedtool.inputs.discovery import find_inputs
from feedtool.inputs.sniffing import begins_as_feed

FEED = '<rss version="2.0"><channel/></rss>'
needs_links = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links and pipes here")


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.chdir(tmp_path)
    for _ in range(1100):
        Path("d").mkdir()
        os.chdir("d")
    Path("feed.xml").write_text(FEED)
    bottom = os.open(".", os.O_RDONLY)
    os.chdir(tmp_path)
    yield "d/" * 1100 + "feed.xml"
    # pytest tidies old folders by a function that calls itself at each level, and fails here.
    os.fchdir(bottom)
    os.close(bottom)
    Path("feed.xml").unlink()
    for _ in range(1100):
        os.chdir("..")
        Path("d").rmdir()


@needs_links
def test_a_search_goes_to_the_bottom_of_deep_folders(deep: str) -> None:
    assert [one.path for one in find_inputs(["."])] == [deep]


@needs_links
def test_a_pattern_for_folders_that_are_too_deep_is_told(deep: str) -> None:
    (one,) = find_inputs(["d/**"])
    assert (one.kind, one.path) == ("fault", "d/**")
    assert one.fault == "the folders are too deep for **; name one of them to search it"


@needs_links
def test_what_is_no_file_is_left_out_of_a_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("circle.rss").symlink_to("circle.rss")
    Path("up").symlink_to("..")
    Path("gone.rss").symlink_to("nowhere")
    Path("zeros.rss").symlink_to("/dev/zero")
    os.mkfifo("pipe.rss")
    Path("feed.xml").write_text(FEED)
    assert [one.path for one in find_inputs(["."])] == ["feed.xml"]


def test_folders_and_files_come_in_one_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["a.rss", "b/1.rss", "b/c/2.rss", "b/d.rss", "c.rss"]
    for name in names:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(FEED)
    assert [one.path for one in find_inputs(["."])] == names


def test_a_stream_that_does_not_end_is_refused() -> None:
    assert read_whole(BytesIO(b"abc"), 3) == b"abc"
    with pytest.raises(OSError, match="it has more than 2 bytes"):
        read_whole(BytesIO(b"abc"), 2)


@pytest.mark.parametrize(
    "head", [b"<!DOCTYPE[" * 6500, b"<!DOCTYPE[]" + (b"]" + b" " * 100) * 600, b"<!--" * 16000]
)
def test_a_document_type_without_an_end_is_no_feed(head: bytes) -> None:
    assert not begins_as_feed(head)
