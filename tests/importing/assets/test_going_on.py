"""Downloads that end early, and those after them: nothing is lost, and nothing comes twice."""

import json
import os
import signal
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path

import pytest
from file_server import File, Handler, Site, cut, say, serve, stall
from served_show import (
    COVER,
    MP3,
    ONE_FILE,
    OTHER_MP3,
    VTT,
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
from feedtool.importing.assets import trying
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


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_is_known_to_fail_is_told_before_the_download_is_stopped(
    run: Run, tmp_path: Path, server: Site, number: int, code: int
) -> None:
    server.files = {
        ONE_FILE: File(MP3, "audio/mpeg", script=[stall(70_000, threading.Event())]),
        "/media/3.mp3?from=feed": File(MP3),
    }
    data = feed(server, *(item(server, number) for number in (3, 2, 1)))
    assert import_feed(run, tmp_path, data).exit_code == 0
    show = (tmp_path / "show").as_posix()
    with start(tmp_path) as process:
        assert process.stdout is not None
        # Also a pipe gets it at once.
        assert process.stdout.readline().startswith(
            f"{show}: to download: 3 audio files, about 500.4 kB; "
        )
        # A host has two connections: the third file comes after the second, which is not there.
        while "file: e-pier-3.mp3" not in (tmp_path / "show/episodes/e-pier-3.md").read_text():
            assert process.poll() is None
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    told, stopped = errors.splitlines()
    url = server.url("/media/2.mp3?…")
    assert told == (
        f"{show}/episodes/e-pier-2.md:7:8: error: audio: {url} answers 404 (Not Found); there is no such file; "
        "check the address; the address stays in the source [audio-unreachable]"
    )
    # The third file may not be counted yet.
    assert stopped.startswith(tuple(f"{show}: stopped: {at} of 3 downloaded; " for at in (0, 1)))


def test_a_server_that_sends_little_each_time_is_given_up(
    run: Run, tmp_path: Path, server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count(0, 20)
    monkeypatch.setattr(trying, "monotonic", lambda: float(next(clock)))
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg", script=[cut(1_000)] * 60))
    result = download(run, tmp_path, "audio")
    show, url = (tmp_path / "show").as_posix(), server.url("/media/1.mp3?…")
    assert (result.exit_code, result.stderr) == (
        1,
        f"{show}/episodes/e-pier-1.md:6:8: error: audio: {url} broke off: 162,800 bytes are missing at its end; try again "
        "later, or ask the host; only 4,000 bytes came in 80 seconds of tries; the address stays in the source "
        "[audio-unreachable]\n",
    )
    assert snapshot(tmp_path / "show")[f"{AUDIO}.part"] == MP3[:4_000]


def test_a_server_that_sends_enough_each_time_is_not_given_up(
    run: Run, tmp_path: Path, server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count(0, 20)
    monkeypatch.setattr(trying, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(trying, "_LEAST_BYTES", 30_000)
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg", script=[cut(15_000)] * 60))
    assert download(run, tmp_path, "audio").exit_code == 0
    assert snapshot(tmp_path / "show")[AUDIO] == MP3


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


def test_the_feed_has_no_say_about_audio_that_is_here(
    run: Run, tmp_path: Path, server: Site
) -> None:
    """Where a server puts advertisements into audio, the feed has another length at each request."""
    server.files = {ONE_FILE: File(MP3)}
    assert (
        import_feed(run, tmp_path, feed(server, item(server, 1)), "--download", "audio").exit_code
        == 0
    )
    built(run, tmp_path)
    before = snapshot(tmp_path / "show")
    result = import_feed(run, tmp_path, feed(server, item(server, 1, length=5_000_000)))
    assert (result.exit_code, result.output) == (
        0,
        f"{(tmp_path / 'show').as_posix()}: nothing new in the feed\n",
    )
    after = snapshot(tmp_path / "show")
    assert {**after, "as-published.jsonl": b""} == {**before, "as-published.jsonl": b""}
    later = feed(server, item(server, 1, length=6_000_000)).replace(b"08:00:00", b"09:00:00")
    result = import_feed(run, tmp_path, later)
    assert result.exit_code == 0, result.output
    source = (tmp_path / "show/episodes/e-pier-1.md").read_text("utf-8")
    assert "published: 2024-06-01T09:00:00+02:00\n" in source
    assert "  file: e-pier-1.mp3\n" in source
    assert run("build", tmp_path / "show").exit_code == 0


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


def test_what_the_author_changes_meanwhile_stays(run: Run, tmp_path: Path, server: Site) -> None:
    more = f'<itunes:image href="{server.url("/cover")}"/>'
    server.files = {"/cover": File(COVER)}
    assert import_feed(run, tmp_path, feed(server, item(server, 1, more=more))).exit_code == 0
    episode = tmp_path / "show/episodes/e-pier-1.md"

    def edit(handler: Handler, file: File) -> None:
        text = episode.read_text("utf-8")
        episode.write_text(
            text.replace(server.url("/cover"), "https://example.com/mine.jpg"), "utf-8"
        )
        serve(handler, file)

    server.files["/cover"].script = [edit]
    result = download(run, tmp_path, "artwork")
    show = (tmp_path / "show").as_posix()
    assert result.exit_code == 1
    assert result.stderr == (
        f"{show}/episodes/e-pier-1.md:11:10: error: artwork: the source has changed meanwhile, or cannot be "
        "edited safely; the address stays in the source [not-downloaded]\n"
    )
    assert "\nartwork: https://example.com/mine.jpg\n" in episode.read_text("utf-8")
    assert b"\nartwork: artwork/cover.jpg\n" in snapshot(tmp_path / "show")["show.yaml"]


def test_a_source_that_is_broken_meanwhile_is_no_traceback(
    run: Run, tmp_path: Path, server: Site
) -> None:
    more = f'<podcast:transcript url="{server.url("/t.vtt")}" type="text/vtt"/>'
    server.files = {"/t.vtt": File(VTT)}
    assert import_feed(run, tmp_path, feed(server, item(server, 1, more=more))).exit_code == 0
    episode = tmp_path / "show/episodes/e-pier-1.md"

    def damage(handler: Handler, file: File) -> None:
        episode.write_bytes(b"---\n{\xff\n---\n")
        serve(handler, file)

    server.files["/t.vtt"].script = [damage]
    result = download(run, tmp_path, "transcripts")
    assert result.exit_code == 1
    assert "e-pier-1.md:1:1: error: transcript: the source has changed meanwhile" in result.stderr
    assert episode.read_bytes() == b"---\n{\xff\n---\n"
    left = [name for name in snapshot(tmp_path / "show") if name.startswith("transcripts")]
    assert left == []
