"""What `feedtool import` leaves for the time after it: files beside the show, and what to do next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from old_feeds import feed, item
from web_pages import LANGUAGES, page

Run = Callable[..., Result]
SOURCES = {
    "feed.xml": feed(item(1)),
    "page.html": page(
        LANGUAGES["en"], "", "<audio src='https://example.com/1.mp3'></audio>"
    ).encode(),
}


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    path.write_bytes(SOURCES[path.name])
    return path


def test_a_new_show_has_the_gitignore_that_init_writes(
    run: Run, tmp_path: Path, source: Path
) -> None:
    assert run("init", tmp_path / "new").exit_code == 0
    assert run("import", source, "--into", tmp_path / "show").exit_code == 0
    wanted = (tmp_path / "new/.gitignore").read_bytes()
    assert (tmp_path / "show/.gitignore").read_bytes() == wanted


@pytest.mark.parametrize("kind", ["a file", "a link that leads nowhere"])
def test_a_gitignore_that_is_there_stays(run: Run, tmp_path: Path, source: Path, kind: str) -> None:
    path = tmp_path / "show/.gitignore"
    path.parent.mkdir()
    if kind == "a file":
        path.write_bytes(b"public/\n")
    else:
        path.symlink_to("nowhere")
    result = run("import", source, "--into", tmp_path / "show")
    assert result.exit_code == 0, result.output
    assert path.is_symlink() or path.read_bytes() == b"public/\n"
    assert not (tmp_path / "show/nowhere").exists()


SELF = (
    '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" type="application/rss+xml" '
    'href="https://old.example.com/feed.xml"/>'
)


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        (SELF, "to move the feed, set feed_url in {}/show.yaml to its new address, and moved_from: "
               "https://old.example.com/feed.xml (docs/moving.md)\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_last_lines_say_how_the_move_goes_on(
    run: Run, tmp_path: Path, channel: str, says: str
) -> None:
    (tmp_path / "feed.xml").write_bytes(feed(item(1), channel=channel))
    result = run("import", tmp_path / "feed.xml", "--into", tmp_path / "show")
    show = (tmp_path / "show").as_posix()
    assert result.stdout.endswith(f"\nnow run: feedtool build {show}\n{says.format(show)}")


SHOW = (
    ": this one is a show already, and needs no import; to publish it, run feedtool build {0}, or first "
    "feedtool lock {0} --from FEED, to keep the guids of a feed that is out there"
)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("shows", "it is a folder; expected a file"),
        ("shows/mine", "it is a folder; expected a file" + SHOW.format("shows/mine")),
        ("example.com/feed.xml",
         "there is no such file; if it is an address, write https://example.com/feed.xml"),
        ("pods.example.com:8080/a?b=1",
         "there is no such file; if it is an address, write https://pods.example.com:8080/a?b=1"),
        ("../feed.xml", "No such file or directory"),
        ("feed.xml", "No such file or directory"),
        ("shows/feed.xml", "No such file or directory"),
    ],
)  # fmt: skip
def test_a_source_that_cannot_be_read_is_told_with_what_helps(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shows/mine").mkdir(parents=True)
    (tmp_path / "shows/mine/show.yaml").write_text("title: x\n")
    result = run("import", source, "--into", "new")
    assert (result.exit_code, result.stderr) == (2, f"{source}: error: {says} [unreadable]\n")
