"""Names of downloaded files: made of the episode's, safe everywhere, never taken from another."""

import os
from pathlib import Path

import pytest
from file_server import File, Site
from served_show import (
    COVER,
    MP3,
    OTHER_MP3,
    Run,
    built,
    download,
    feed,
    import_feed,
    item,
    snapshot,
)

from feedtool.importing.assets.naming import Names
from feedtool.importing.assets.wanted import Asset, Kind


@pytest.mark.parametrize(
    ("kind", "url", "media_type", "stem", "name"),
    [
        ("audio", "https://example.com/a.MP3?x=/../../b", "", "audio/033-nets", "audio/033-nets.mp3"),
        ("audio", "https://example.com/a.mp3/../../../evil.sh", "audio/mpeg", "audio/e", "audio/e.mp3"),
        ("audio", "https://example.com/stream", "audio/x-m4a", "audio/e", "audio/e.m4a"),
        ("audio", "https://example.com/stream", "", "audio/e", "audio/e"),
        ("audio", "https://example.com/a.mp3", "", "audio/con", "audio/e-con.mp3"),
        ("audio", "https://example.com/a.mp3", "", "audio/LPT1.old", "audio/e-LPT1.old.mp3"),
        ("audio", "https://example.com/a.mp3", "", "audio/012.5-ports", "audio/012.5-ports.mp3"),
        ("audio", "https://example.com/a.mp3", "", "audio/..", "audio/e-.mp3"),
        ("artwork", "https://example.com/a.php?f=.exe", "", "artwork/cover", "artwork/cover"),
        ("artwork", "https://example.com/a.JPEG", "", "artwork/cover", "artwork/cover.jpeg"),
        ("chapters", "https://example.com/c", "", "chapters/e", "chapters/e.json"),
        ("transcripts", "https://example.com/t.exe", "application/x-subrip", "transcripts/e", "transcripts/e.srt"),
    ],
)  # fmt: skip
def test_a_name_comes_from_the_episode_and_the_kind(
    tmp_path: Path, kind: Kind, url: str, media_type: str, stem: str, name: str
) -> None:
    assert Names(tmp_path).choose(Asset(kind, url, stem, media_type)) == name


def test_names_that_are_one_on_some_systems_are_never_used_twice(tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio/NETS.mp3").write_bytes(b"mine")
    names = Names(tmp_path)
    stems = ["audio/nets", "audio/Nets", "audio/ports", "audio/PORTS"]
    chosen = [names.choose(Asset("audio", f"https://example.com/{one}.mp3", one)) for one in stems]
    assert chosen == [
        "audio/nets-2.mp3", "audio/Nets-3.mp3", "audio/ports.mp3", "audio/PORTS-2.mp3",
    ]  # fmt: skip


def test_a_file_of_the_author_is_not_overwritten(run: Run, tmp_path: Path, server: Site) -> None:
    server.files = {"/media/1.mp3?from=feed": File(MP3)}
    assert import_feed(run, tmp_path, feed(server, item(server, 1))).exit_code == 0
    (tmp_path / "show/audio").mkdir()
    (tmp_path / "show/audio/e-pier-1.mp3").write_bytes(OTHER_MP3)
    assert download(run, tmp_path, "audio").exit_code == 0
    files = snapshot(tmp_path / "show")
    assert files["audio/e-pier-1.mp3"] == OTHER_MP3
    assert files["audio/e-pier-1-2.mp3"] == MP3


def test_two_episodes_with_one_enclosure_get_a_file_each(
    run: Run, tmp_path: Path, server: Site
) -> None:
    server.files = {"/a.mp3": File(MP3)}
    items = [item(server, number, audio="/a.mp3") for number in (2, 1)]
    assert import_feed(run, tmp_path, feed(server, *items)).exit_code == 0
    assert download(run, tmp_path, "audio").exit_code == 0
    files = snapshot(tmp_path / "show")
    assert [name for name in files if name.startswith("audio/")] == [
        "audio/e-pier-1.mp3", "audio/e-pier-2.mp3",
    ]  # fmt: skip
    assert built(run, tmp_path).count("<enclosure ") == 2


def test_one_picture_of_two_episodes_is_downloaded_once(
    run: Run, tmp_path: Path, server: Site
) -> None:
    server.files = {"/p": File(COVER)}
    more = f'<itunes:image href="{server.url("/p")}"/>'
    items = [item(server, number, more=more) for number in (2, 1)]
    assert import_feed(run, tmp_path, feed(server, *items)).exit_code == 0
    assert download(run, tmp_path, "artwork").exit_code == 1
    assert server.ranges_of("/p") == [""]
    assert [name for name in snapshot(tmp_path / "show") if "artwork/" in name] == [
        "artwork/e-pier-1.jpg"
    ]
    assert built(run, tmp_path).count("/artwork/e-pier-1.jpg") == 2


def test_a_link_out_of_the_show_is_refused(run: Run, tmp_path: Path, server: Site) -> None:
    server.files = {"/media/1.mp3?from=feed": File(MP3)}
    assert import_feed(run, tmp_path, feed(server, item(server, 1))).exit_code == 0
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "show/audio").symlink_to(tmp_path / "elsewhere")
    result = download(run, tmp_path, "audio")
    show = (tmp_path / "show").as_posix()
    assert result.exit_code == 1
    assert result.stderr == (
        f"{show}/episodes/e-pier-1.md:6:8: error: audio: {show}/audio: a link leads out of {show}; fix this and "
        "run again; the address stays in the source [not-downloaded]\n"
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("what", ["a link", "a folder", "a pipe"])
def test_what_stands_in_the_place_of_a_part_is_not_written_to(
    run: Run, tmp_path: Path, server: Site, what: str
) -> None:
    server.files = {"/media/1.mp3?from=feed": File(MP3)}
    assert import_feed(run, tmp_path, feed(server, item(server, 1))).exit_code == 0
    part = tmp_path / "show/audio/e-pier-1.mp3.part"
    part.parent.mkdir()
    (tmp_path / "mine").write_bytes(b"mine")
    if what == "a link":
        part.symlink_to(tmp_path / "mine")
    elif what == "a folder":
        part.mkdir()
    else:
        os.mkfifo(part)
    assert download(run, tmp_path, "audio").exit_code == 0
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert (tmp_path / "show/audio/e-pier-1-2.mp3").read_bytes() == MP3
    assert part.is_symlink() or part.is_dir() or part.is_fifo()
