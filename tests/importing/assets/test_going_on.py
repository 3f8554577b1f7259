"""Downloads that end early, and those after them: nothing is lost, and nothing comes twice."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from file_server import File, Site, cut, say, stall
from served_show import (
    COVER,
    MP3,
    ONE_FILE,
    OTHER_MP3,
    Run,
    built,
    download,
    feed,
    import_feed,
    item,
    show_of_one,
    snapshot,
)

from feedtool.importing.assets import download as downloading
from feedtool.importing.assets.partial import Part
from feedtool.show.file_locking import lock_file

AUDIO = "audio/e-pier-1.mp3"


def start(folder: Path, *more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "feedtool", "import", "--into", str(folder / "show")]
    return subprocess.Popen(
        [*command, "--download", "audio", "--allow-private", *more],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_download_that_is_stopped_goes_on_later(
    run: Run, tmp_path: Path, server: Site, number: int, code: int
) -> None:
    sent = threading.Event()
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg", script=[stall(70_000, sent)]))
    before = snapshot(tmp_path / "show")
    with start(tmp_path) as process:
        assert sent.wait(60)
        part = tmp_path / "show" / f"{AUDIO}.part"
        while not part.exists() or part.stat().st_size < 70_000:
            assert process.poll() is None
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    show = (tmp_path / "show").as_posix()
    assert process.returncode == code
    if number != signal.SIGKILL:
        assert errors == (
            f"{show}: stopped: 0 of 1 downloaded; the show is whole, and what has begun is kept (.part); "
            f"to go on: feedtool import --into {show} --download audio\n"
        )
    after = snapshot(tmp_path / "show")
    assert after.pop(f"{AUDIO}.part") == MP3[:70_000]
    assert json.loads(after.pop(f"{AUDIO}.part.json")) == {
        "url": server.url(ONE_FILE), "validator": '"1"', "length": len(MP3), "name": "",
    }  # fmt: skip
    assert after == before
    assert run("build", tmp_path / "show").exit_code == 0
    assert download(run, tmp_path, "audio").exit_code == 0
    assert server.ranges_of(ONE_FILE) == ["", "bytes=70000-"]
    assert snapshot(tmp_path / "show")[AUDIO] == MP3
    assert {name for name in snapshot(tmp_path / "show") if ".part" in name} == set()


def test_an_older_part_of_another_version_is_not_taken(
    run: Run, tmp_path: Path, server: Site
) -> None:
    file = File(MP3, "audio/mpeg", script=[cut(50_000), *[say(503)] * 5])
    show_of_one(run, tmp_path, server, file)
    assert download(run, tmp_path, "audio").exit_code == 1
    assert snapshot(tmp_path / "show")[f"{AUDIO}.part"] == MP3[:50_000]
    file.data, file.etag = OTHER_MP3, '"2"'
    assert download(run, tmp_path, "audio").exit_code == 0
    assert snapshot(tmp_path / "show")[AUDIO] == OTHER_MP3


@pytest.mark.parametrize(
    "state", [b"", b"{}", b"[]", b'{"url": 1}', b"\xff", b'{"url": "x", "length": -1}', b"[" * 9999]
)
def test_a_damaged_note_of_a_part_is_a_file_of_somebody_else(
    run: Run, tmp_path: Path, server: Site, state: bytes
) -> None:
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"))
    (tmp_path / "show/audio").mkdir()
    (tmp_path / f"show/{AUDIO}.part").write_bytes(b"mine")
    (tmp_path / f"show/{AUDIO}.part.json").write_bytes(state)
    assert download(run, tmp_path, "audio").exit_code == 0
    files = snapshot(tmp_path / "show")
    assert (files[f"{AUDIO}.part"], files[f"{AUDIO}.part.json"]) == (b"mine", state)
    assert files["audio/e-pier-1-2.mp3"] == MP3
    assert b"file: e-pier-1-2.mp3\n" in files["episodes/e-pier-1.md"]


class KilledError(Exception):
    pass


def test_a_file_that_no_source_names_yet_is_named_without_a_download(
    run: Run, tmp_path: Path, server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"))

    def die(*arguments: object) -> int:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(downloading, "write_all", die)
        with pytest.raises(KilledError):
            download(run, tmp_path, "audio")
    between = snapshot(tmp_path / "show")
    assert between[AUDIO] == MP3
    assert server.url(ONE_FILE).encode() in between["episodes/e-pier-1.md"]
    result = download(run, tmp_path, "audio")
    assert result.exit_code == 0, result.output
    assert server.ranges_of(ONE_FILE) == [""]
    files = snapshot(tmp_path / "show")
    assert b"file: e-pier-1.mp3\n" in files["episodes/e-pier-1.md"]
    assert {name for name in files if name.startswith("audio/")} == {AUDIO}


def test_what_is_here_is_not_downloaded_again(run: Run, tmp_path: Path, server: Site) -> None:
    items = [item(server, 2), item(server, 1)]
    server.files = {ONE_FILE: File(MP3), "/cover": File(COVER, "image/jpeg")}
    data = feed(server, *items)
    result = import_feed(run, tmp_path, data, "--download", "audio,artwork")
    assert result.exit_code == 1
    server.files["/media/2.mp3?from=feed"] = File(OTHER_MP3)
    server.asked.clear()
    again = import_feed(run, tmp_path, data, "--download", "audio", "--download", "artwork")
    assert again.exit_code == 0, again.output
    assert [one.path for one in server.asked] == ["/media/2.mp3?from=feed"]
    show = (tmp_path / "show").as_posix()
    nothing = download(run, tmp_path, "all")
    assert (nothing.exit_code, nothing.output) == (
        0, f"{show}: nothing to download: the sources name no address of artwork, transcripts, chapters and audio\n",
    )  # fmt: skip


def test_a_feed_that_is_imported_again_keeps_the_files(
    run: Run, tmp_path: Path, server: Site
) -> None:
    server.files = {ONE_FILE: File(MP3), "/media/2.mp3?from=feed": File(MP3), "/cover": File(COVER)}
    assert (
        import_feed(run, tmp_path, feed(server, item(server, 1)), "--download", "all").exit_code
        == 0
    )
    before = snapshot(tmp_path / "show")
    result = import_feed(run, tmp_path, feed(server, item(server, 2), item(server, 1)))
    assert result.exit_code == 0, result.output
    after = snapshot(tmp_path / "show")
    assert after["episodes/e-pier-1.md"] == before["episodes/e-pier-1.md"]
    assert after["show.yaml"] == before["show.yaml"]
    assert "episodes/e-pier-2.md" in after
    assert built(run, tmp_path).count("<item>") == 2


@pytest.mark.skipif(os.name == "nt", reason="files are not locked there")
def test_two_downloads_of_one_file_do_not_mix(run: Run, tmp_path: Path, server: Site) -> None:
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"))
    with Part(tmp_path / "show", AUDIO, server.url(ONE_FILE)) as part:
        descriptor = os.open(part.path, os.O_RDWR)
        assert not lock_file(descriptor)
        os.close(descriptor)
        result = download(run, tmp_path, "audio")
    show, url = (tmp_path / "show").as_posix(), server.url("/media/1.mp3?…")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{show}/episodes/e-pier-1.md:6:8: error: audio: {url}: another process is downloading it; let it "
        "end, and run this again; the address stays in the source [not-downloaded]\n"
    )
    assert server.ranges_of(ONE_FILE) == []
