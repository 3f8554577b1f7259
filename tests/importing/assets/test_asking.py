"""What a download says before it begins, and when it asks."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from file_server import File, Site
from served_show import MP3, ONE_FILE, Run, download, feed, import_feed, item, show_of_one, snapshot

from feedtool.importing.assets import estimating
from feedtool.importing.assets.partial import Part

LARGE = 340_512_000


@pytest.fixture
def large(run: Run, tmp_path: Path, server: Site) -> Path:
    """A show whose feed says that its audio is large."""
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"), length=LARGE)
    return tmp_path / "show"


def test_without_a_terminal_much_needs_yes(
    run: Run, tmp_path: Path, large: Path, server: Site
) -> None:
    before = snapshot(large)
    result = download(run, tmp_path, "audio")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "Error: 340.5 MB are to be downloaded, and nobody can be asked here; say --yes, or fewer kinds with "
        "--download"
    )
    assert result.stdout.startswith(
        f"{large.as_posix()}: to download: 1 audio file, about 340.5 MB; "
    )
    assert (server.asked, snapshot(large)) == ([], before)


def test_yes_downloads_much(run: Run, tmp_path: Path, large: Path) -> None:
    result = run("import", "--into", large, "--download", "audio", "--allow-private", "--yes")
    assert result.exit_code == 0, result.output
    assert snapshot(large)["audio/e-pier-1.mp3"] == MP3


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [("y\n", 0, "now run: feedtool build"), ("yes\n", 0, "now run: feedtool build"),
     ("n\n", 1, "nothing is downloaded"), ("\n", 1, "nothing is downloaded"), ("\x04", 1, "nothing is downloaded")],
)  # fmt: skip
def test_at_a_terminal_the_user_decides(large: Path, answer: str, code: int, says: str) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "feedtool", "import", "--into", str(large)]
    process = subprocess.Popen(
        [*command, "--download", "audio", "--allow-private"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    while b"[y/N]" not in seen:
        seen += os.read(ours, 4096)
    os.write(ours, answer.encode())
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:
        pass  # the terminal is closed
    os.close(ours)
    assert process.wait(60) == code
    text = seen.decode()
    assert "Download about 340.5 MB? [y/N] " in text
    assert says in text


def test_a_full_disk_is_told_before(
    run: Run, tmp_path: Path, large: Path, server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(free=12_345_678)
    monkeypatch.setattr(estimating.shutil, "disk_usage", lambda path: usage)
    result = download(run, tmp_path, "audio")
    assert result.exit_code == 2
    assert result.stderr == (
        f"{large.as_posix()}: error: about 340.5 MB are to come, and 12.3 MB are free; make room, or download "
        "fewer kinds, or say --yes if the feed says too much; nothing is downloaded [unwritable]\n"
    )
    assert server.asked == []
    result = run("import", "--into", large, "--download", "audio", "--allow-private", "--yes")
    assert result.exit_code == 0


def test_a_disk_that_is_full_in_the_middle_is_told_and_the_part_stays(
    run: Run, tmp_path: Path, server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"))
    before = snapshot(tmp_path / "show")
    append = Part.append

    def fill(part: Part, data: bytes) -> None:
        if part.size + len(data) > 100_000:
            append(part, data[: 100_000 - part.size])
            raise OSError(errno.ENOSPC, "No space left on device", str(part.path))
        append(part, data)

    with monkeypatch.context() as patch:
        patch.setattr(Part, "append", fill)
        result = download(run, tmp_path, "audio")
    show = (tmp_path / "show").as_posix()
    assert result.exit_code == 1
    assert result.stderr == (
        f"{show}/episodes/e-pier-1.md:6:8: error: audio: {show}/audio/e-pier-1.mp3.part: No space left on "
        "device; fix this and run again; the address stays in the source [not-downloaded]\n"
    )
    files = snapshot(tmp_path / "show")
    assert files.pop("audio/e-pier-1.mp3.part") == MP3[:100_000]
    del files["audio/e-pier-1.mp3.part.json"]
    assert files == before
    assert download(run, tmp_path, "audio").exit_code == 0
    assert server.ranges_of(ONE_FILE) == ["", "bytes=100000-"]


def test_servers_are_asked_for_lengths_that_the_feed_lacks(
    run: Run, tmp_path: Path, server: Site
) -> None:
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"), length=0)
    result = download(run, tmp_path, "audio")
    assert "to download: 1 audio file, about 166.8 kB; " in result.stdout
    assert [one.method for one in server.asked] == ["HEAD", "GET"]
    assert (result.exit_code, result.stderr) == (0, "")


def test_another_length_than_that_of_the_feed_is_a_warning(
    run: Run, tmp_path: Path, server: Site
) -> None:
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"), length=166_000)
    result = download(run, tmp_path, "audio")
    show, url = (tmp_path / "show").as_posix(), server.url("/media/1.mp3?…")
    assert result.exit_code == 0
    assert result.stderr == (
        f"{show}/episodes/e-pier-1.md:6:9: warning: audio: {url} has 166,800 bytes, and the feed said 166,000; "
        "a build publishes the length of the file [audio-doubtful]\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--download", "artwrok"], 'Invalid value for --download: "artwrok" is no kind of file; did you mean "artwork"?'),
        (["--download", "audio,"], 'Invalid value for --download: "" is no kind of file; expected artwork, transcripts, chapters, audio or all'),
        (["--download", "\x1b[2J"], 'Invalid value for --download: "\\x1b[2j" is no kind of file; expected artwork, transcripts, chapters, audio or all'),
        ([], "Missing argument 'SOURCE'."),
        (["--download", "audio", "--set", "title=x"], "Missing argument 'SOURCE'."),
    ],
)  # fmt: skip
def test_wrong_use_is_told(run: Run, tmp_path: Path, arguments: list[str], says: str) -> None:
    result = run("import", "--into", tmp_path / "show", *arguments)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: {says}"


def test_a_folder_without_a_show_is_told(run: Run, tmp_path: Path) -> None:
    result = run("import", "--into", tmp_path / "nothing", "--download", "all")
    name = (tmp_path / "nothing").as_posix()
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f"{name}: error: {name} has no show.yaml; start a show with: feedtool init"
    )


def test_private_addresses_need_allow_private(run: Run, tmp_path: Path, server: Site) -> None:
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg"))
    result = run("import", "--into", tmp_path / "show", "--download", "audio")
    show, url = (tmp_path / "show").as_posix(), server.url("/media/1.mp3?…")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{show}/episodes/e-pier-1.md:6:8: error: audio: {url}: 127.0.0.1 is a loopback address, this machine "
        "itself; feedtool reads from public addresses only: check the address, or allow this one with "
        "--allow-private (in Python: allow_private=True); the address stays in the source [audio-unreachable]\n"
    )
    assert server.asked == []


def test_a_show_of_a_page_can_be_downloaded_for_too(run: Run, tmp_path: Path, server: Site) -> None:
    server.files = {ONE_FILE: File(MP3), "/cover": File(b"no picture at all")}
    assert import_feed(run, tmp_path, feed(server, item(server, 1))).exit_code == 0
    show = tmp_path / "show"
    (show / "feed.lock").unlink()
    (show / "as-published.jsonl").unlink()
    result = download(run, tmp_path, "all")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{show.as_posix()}/show.yaml:9:10: error: artwork: {server.url('/cover')} is not taken: it is a "
        "text file; save it as JPEG or PNG; the address stays in the source [bad-artwork]\n"
    )
    assert (show / "audio/e-pier-1.mp3").read_bytes() == MP3


def test_a_list_of_feeds_is_imported_first(run: Run, tmp_path: Path) -> None:
    outline = '<outline type="rss" xmlUrl="https://example.com/feed.xml"/>'
    text = f'<opml version="2.0"><head/><body>{outline}</body></opml>'
    (tmp_path / "list.opml").write_text(text, "utf-8")
    result = run("import", tmp_path / "list.opml", "--into", tmp_path, "--download", "all")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "Error: Invalid value for --download: it is for one show; import the list, and then download for each show"
    )
