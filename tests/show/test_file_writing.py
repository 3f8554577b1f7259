"""Files are old or new, whole, with the rights that they had, and no link leads elsewhere."""

import os
import stat
from pathlib import Path

import pytest

from feedtool.show.file_writing import (
    remove_file,
    remove_leftovers,
    stream_atomically,
    stream_new,
    write_all,
    write_atomically,
    write_new,
)
from feedtool.show.folders import open_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights and links")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_two_writers_of_one_file_both_write_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    with stream_atomically(path) as first:
        first.write(b"fir")
        with stream_atomically(path) as second:
            second.write(b"second")
            assert names(tmp_path) == [".feedtool-tmp-1-report.json", ".feedtool-tmp-report.json"]
        assert path.read_bytes() == b"second"
        first.write(b"st")
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["report.json"]


def test_what_a_killed_process_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".feedtool-tmp-feed.xml").write_bytes(b"half")
    assert write_atomically(tmp_path / "feed.xml", b"whole")
    assert names(tmp_path) == ["feed.xml"]


def test_only_what_nobody_writes_counts_as_left_over(tmp_path: Path) -> None:
    (tmp_path / ".feedtool-tmp-old.xml").write_bytes(b"half")
    (tmp_path / ".feedtool-tmp-folder").mkdir()
    (tmp_path / ".feedtool-tmp-link").symlink_to(tmp_path / "nothing")
    with stream_atomically(tmp_path / "new.xml") as stream:
        stream.write(b"new")
        remove_leftovers(tmp_path, tmp_path)
        assert names(tmp_path) == [".feedtool-tmp-folder", ".feedtool-tmp-new.xml"]
    assert (tmp_path / "new.xml").read_bytes() == b"new"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o444])
def test_a_file_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_those_of_the_umask(umask: int, mode: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        write_atomically(tmp_path / "feed.xml", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "feed.xml").stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    write_atomically(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_a_hard_link_keeps_the_old_content(tmp_path: Path) -> None:
    path, backup = tmp_path / "feed.xml", tmp_path / "backup.xml"
    path.write_bytes(b"old")
    backup.hardlink_to(path)
    write_atomically(path, b"new")
    assert (path.read_bytes(), backup.read_bytes()) == (b"new", b"old")


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    path = tmp_path / "001.md"
    write_new(path, b"mine", tmp_path)
    with pytest.raises(FileExistsError) as error:
        write_new(path, b"other", tmp_path)
    assert error.value.filename == str(path)
    with pytest.raises(FileExistsError), stream_new(path) as stream:
        stream.write(b"other")
    assert path.read_bytes() == b"mine"
    assert names(tmp_path) == ["001.md"]


def test_nothing_is_left_if_the_block_is_interrupted(tmp_path: Path) -> None:
    def write_half() -> None:
        with stream_atomically(tmp_path / "a") as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert names(tmp_path) == []


def test_the_longest_name_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("ö" * 127)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("place", ["public", "public/artwork"])
def test_a_link_out_of_the_folder_is_not_followed(place: str, tmp_path: Path) -> None:
    show, outside = tmp_path / "show", tmp_path / "outside"
    (outside / "artwork").mkdir(parents=True)
    (outside / "artwork" / "cover.png").write_bytes(b"theirs")
    (outside / "cover.png").write_bytes(b"theirs")
    (show / place).parent.mkdir(parents=True)
    (show / place).symlink_to(outside)
    path = show / "public" / "artwork" / "cover.png"
    for act in (lambda: write_atomically(path, b"ours", show), lambda: remove_file(path, show)):
        with pytest.raises(OSError, match=r"a link leads out of .*show"):
            act()
    assert (outside / "cover.png").read_bytes() == b"theirs"
    assert (outside / "artwork" / "cover.png").read_bytes() == b"theirs"


def test_a_folder_that_is_replaced_while_it_is_open_gets_nothing(tmp_path: Path) -> None:
    inner, outside = tmp_path / "public", tmp_path / "outside"
    outside.mkdir()
    with open_folder(inner, tmp_path) as folder:
        inner.rename(tmp_path / "was")
        inner.symlink_to(outside)
        os.close(folder.open("a", os.O_WRONLY | os.O_CREAT))
        folder.replace("a", "b")
    assert (names(outside), names(tmp_path / "was")) == ([], ["b"])


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link" / "a", b"new", tmp_path)
    assert (tmp_path / "real" / "a").read_bytes() == b"new"


def test_all_files_are_old_if_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(OSError, match="file"):
        write_all([(tmp_path / "a", b"new"), (tmp_path / "file" / "b", b"new")])
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "file"]
