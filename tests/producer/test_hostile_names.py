"""Names that no file, URL or terminal takes are told; what can be published is."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

import pytest
from click.testing import Result
from harmful_files import told, write_cover
from shows import set_keys, write_episode

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def show(small_show: Path) -> Path:
    return small_show


LONG = "n" * 300 + ".png"
MISSING_NAMES = {
    "show.yaml": [f"artwork: {LONG}", f"hosts: [{{name: Bo, picture: {LONG}}}]"],
    "episode": [
        f"artwork: {LONG}", f"audio: {LONG}", f"transcript: {LONG}", f"chapters: {LONG}",
        f"guests: [{{name: Bo, picture: {LONG}}}]", f"artwork: {'a/' * 3000}x.png",
        'artwork: "a\\0b.png"', 'audio: "a\\0b.mp3"',
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "key"), [(file, key) for file, keys in MISSING_NAMES.items() for key in keys]
)
@pytest.mark.parametrize("command", ["build", "show"])
def test_names_that_no_file_can_have_are_told(
    run: Run, show: Path, file: str, key: str, command: str
) -> None:
    if file == "show.yaml":
        line = set_keys(show, key)
    else:
        write_episode(show, "1-ropes", f"published: 2024-03-09\n{key}\n")
        line, file = (4 if key.startswith("audio") else 5), "episodes/1-ropes.md"
    found = run(command, show)
    assert found.exit_code == 2
    lines = [one.replace(f"{show.as_posix()}/", "") for one in found.stderr.splitlines()]
    assert lines[0].startswith(f"{file}:{line}:")
    assert lines[0].endswith("[file-missing]")


def test_long_names_of_pictures_in_notes_and_of_media_dirs_are_told(run: Run, show: Path) -> None:
    path = write_episode(show, "1-ropes", "published: 2024-03-09\n")
    path.write_text(path.read_text("utf-8") + f"![x]({LONG})\n", "utf-8")
    assert "[bad-picture]" in told(run, show)[0]
    write_episode(show, "1-ropes", "published: 2024-03-09\naudio: a.mp3\n")
    set_keys(show, f'media_dirs: [{"n" * 300}, "a\\0b"]')
    assert "[file-missing]" in told(run, show)[0]


@pytest.mark.parametrize("name", [b"\xff.md", b"a\nb.md", b"a\x1bb.md"])
def test_file_names_that_cannot_be_shown_are_told(run: Run, show: Path, name: bytes) -> None:
    try:
        (show / "episodes" / os.fsdecode(name)).write_text(
            "---\ntitle: x\npublished: 2024-03-09\naudio: "
            "{url: https://example.com/1.mp3, length: 9, duration: 9}\n---\n"
        )
    except OSError:
        pytest.skip("the disk takes no such names")
    lines = told(run, show)
    assert lines[0].endswith("[bad-file-name]")
    assert all(line.isprintable() for line in lines)


def test_a_show_in_a_folder_whose_name_is_not_utf_8(run: Run, show: Path) -> None:
    try:
        folder = show.rename(show.parent / os.fsdecode(b"\xff"))
    except OSError:
        pytest.skip("the disk takes no such names")
    command = [sys.executable, "-m", "feedtool"]
    for arguments, says in (
        (["build"], b"/public/feed.xml"),
        (["build", "--dry-run"], b""),
        (["build"], b""),
        (["show"], b"1-ropes"),
        (["lock", "--from", folder / "public" / "feed.xml"], b"1 of 1 item adopted"),
    ):
        result = subprocess.run(
            [*command, arguments[0], folder, *arguments[1:]], capture_output=True, check=False
        )
        assert (result.returncode, result.stderr) == (0, b""), arguments
        assert says in result.stdout


def test_values_steer_no_terminal(run: Run, show: Path) -> None:
    set_keys(show, 'artwork: "\\e[31mX\\nfake:1:1: error\\0"')
    lines = told(run, show)
    assert len(lines) == 2
    assert lines[0].endswith(
        'error: artwork is "\\x1b[31mX\\nfake:1:1: error\\x00", text, not a file; write the name of '
        "the file, e.g. artwork/001.jpg [file-missing]"
    )


def test_a_folder_that_is_no_show_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("build", tmp_path / "empty").exit_code == 2
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_folder_named_as_our_files_stays(run: Run, show: Path) -> None:
    odd = show / "public" / ".feedtool-tmp-x"
    odd.mkdir(parents=True)
    (show / "public" / ".feedtool-tmp-y").write_text("left over")
    assert told(run, show) == ["exit code 0"]
    assert odd.is_dir()
    assert not (show / "public" / ".feedtool-tmp-y").exists()


def test_a_feed_with_half_a_character_is_told_or_read(run: Run, show: Path, tmp_path: Path) -> None:
    run("build", show)
    feed = (show / "public" / "feed.xml").read_text("utf-8")
    path = tmp_path / "old.xml"
    path.write_text(re.sub("<guid[^<]*<", "<guid>&#xD800;x<", feed), "utf-8")
    result = run("lock", show, "--from", path, "--force")
    assert result.exit_code in (0, 1, 2)
    assert run("build", show, "--accept", "guid").exit_code == 0


def test_published_names_are_composed_as_their_urls(run: Run, show: Path) -> None:
    name = normalize("NFD", "Größe.png")
    write_cover(show / name)
    set_keys(show, f'artwork: "{name}"')
    assert told(run, show)[0] == "exit code 0"
    (published,) = (show / "public" / "artwork").iterdir()
    assert published.name == normalize("NFC", name)
    assert quote(published.name) in (show / "public" / "feed.xml").read_text("utf-8")


def test_an_old_name_is_removed_unless_it_is_the_new_file(run: Run, show: Path) -> None:
    """On some systems Cover.png and cover.png are one file; a hard link is like that anywhere."""
    write_cover(show / "Cover.png")
    set_keys(show, "artwork: Cover.png")
    run("build", show)
    old, new = (show / "public" / "artwork" / name for name in ("Cover.png", "cover.png"))
    (show / "Cover.png").rename(show / "cover.png")
    set_keys(show, "artwork: cover.png")
    if not new.exists():
        os.link(old, new)
    assert told(run, show)[0] == "exit code 0"
    assert new.exists()


def test_names_that_differ_in_case_alone_are_told(run: Run, show: Path) -> None:
    for name in ("a/M.png", "b/m.png"):
        write_cover(show / name)
    line = set_keys(
        show, "hosts: [{name: Mo, picture: a/M.png}]\ncohosts: [{name: Bo, picture: b/m.png}]"
    )
    assert told(run, show)[0] == (
        f"show.yaml:{line + 1}:22: error: people/m.png and people/M.png would be published, which "
        "are one file on many systems; rename one [asset-name-duplicate]"
    )
    set_keys(show, "hosts: [{name: Mo, picture: a/M.png}]\ncohosts: [{name: Bo, picture: a/M.png}]")
    assert told(run, show)[0] == "exit code 0"
