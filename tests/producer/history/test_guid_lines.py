"""`build --write-guids`: the files of episodes keep their guids, whatever becomes of feed.lock."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from shows import drop_checks

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


def write(show: Path, slug: str, day: str, keys: str = "", end: str = "\n") -> Path:
    path = show / "episodes" / f"{slug}.md"
    audio = f"{{url: https://media.example.com/{slug}.mp3, length: 1000000, duration: 60}}"
    text = f"---\ntitle: {slug}\npublished: {day}\naudio: {audio}\n{keys}---\nWords of {slug}.\n"
    path.write_bytes(text.replace("\n", end).encode())
    return path


def guids(show: Path, feed: str = "feed") -> list[tuple[str, str]]:
    tree = etree.parse(show / "public" / f"{feed}.xml")
    return [(str(one.text), one.get("isPermaLink", "")) for one in tree.iter("guid")]


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show with two episodes whose files have no guid."""
    folder = tmp_path / "show"
    run("init", folder)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "1-nets", "2024-03-01")
    write(folder, "2-buoys", "2024-03-02", end="\r\n")
    assert run("build", folder).exit_code == 0
    return folder


def test_the_line_is_added_and_the_feed_stays(run: Run, show: Path) -> None:
    feed = (show / "public" / "feed.xml").read_bytes()
    (newer, _), (older, _) = guids(show)
    files = {path: path.read_bytes() for path in sorted(show.glob("episodes/*"))}
    result = run("build", "--write-guids", show)
    place = show.as_posix()
    assert result.output == (
        f"{place}/public/feed.xml: 2 episodes, unchanged\n"
        f"{place}/episodes/1-nets.md: guid written\n"
        f"{place}/episodes/2-buoys.md: guid written\n"
    )
    for (path, old), guid, end in zip(files.items(), (older, newer), ("\n", "\r\n"), strict=True):
        new = path.read_bytes()
        (line,) = [one for one in new.splitlines(keepends=True) if one not in old.splitlines(True)]
        assert line.decode().replace('"', "") == f"guid: {guid}{end}"
        assert new.replace(line, b"") == old
    assert (show / "public" / "feed.xml").read_bytes() == feed
    assert "guid written" not in run("build", "--write-guids", show).output
    for path in list(files):
        path.rename(path.with_name(f"x{path.name}"))
    (show / "feed.lock").unlink()
    assert run("build", show).exit_code == 0
    assert guids(show) == [(newer, "false"), (older, "false")]


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
def test_nothing_is_written_without_leave(run: Run, show: Path, option: str) -> None:
    files = {path: path.read_bytes() for path in show.rglob("*") if path.is_file()}
    result = run("build", "--write-guids", option, show)
    assert result.output.splitlines()[-2:] == [
        f"{show.as_posix()}/episodes/1-nets.md: guid would be written",
        f"{show.as_posix()}/episodes/2-buoys.md: guid would be written",
    ]
    assert all(path.read_bytes() == data for path, data in files.items())


def test_a_build_that_stops_writes_no_guid(run: Run, show: Path) -> None:
    before = write(show, "1-nets", "2024-03-05").read_bytes()
    assert run("build", "--write-guids", show).exit_code == 2
    assert (show / "episodes" / "1-nets.md").read_bytes() == before


def test_scheduled_episodes_get_the_guid_that_they_will_have(run: Run, show: Path) -> None:
    path = write(show, "3-fog", "2924-03-03")
    write(show, "4-ice", "2924-03-04", keys="draft: true\n")
    result = run("build", "--write-guids", show)
    assert f"{path.as_posix()}: guid written\n" in result.output
    assert "4-ice" not in result.output
    guid = path.read_text("utf-8").partition("guid: ")[2].partition("\n")[0].strip('"')
    path.rename(path.with_name("3-mist.md"))
    assert run("build", show, "--at", "2925-01-01").exit_code == 0
    assert guids(show)[0] == (guid, "false")


@pytest.mark.parametrize(
    ("permalink", "link", "lines"),
    [
        (True, "", '\nguid: "https://old.example.com/?p=1"\nguid_permalink: true\n---\n'),
        (True, "https://old.example.com/?p=1", '\nguid: "https://old.example.com/?p=1"\n---\n'),
        (False, "https://old.example.com/?p=1",
         '\nguid: "https://old.example.com/?p=1"\nguid_permalink: false\n---\n'),
        (None, "", '\nguid: "https://old.example.com/?p=1"\n---\n'),
    ],
)  # fmt: skip
def test_an_adopted_guid_stays_a_link_or_none(
    run: Run, show: Path, permalink: bool | None, link: str, lines: str
) -> None:
    path = write(show, "1-nets", "2024-03-01", keys=f"link: {link}\n" if link else "")
    lock = show / "feed.lock"
    data = json.loads(drop_checks(lock.read_text("utf-8")))
    data["episodes"]["1-nets"]["guid"] = "https://old.example.com/?p=1"
    if permalink is not None:
        data["episodes"]["1-nets"]["permalink"] = permalink
    lock.write_text(json.dumps(data), "utf-8")
    assert run("build", "--write-guids", show).exit_code == 0
    assert lines in path.read_text("utf-8")
    before = guids(show)
    lock.unlink()
    assert run("build", show).exit_code == 0
    assert guids(show) == before


def test_episodes_of_all_feeds_get_their_guid(run: Run, show: Path) -> None:
    path = show / "show.yaml"
    path.write_text(f"{path.read_text('utf-8')}without: {{types: bonus}}\nfeeds: {{plus: {{}}}}\n")
    write(show, "3-extra", "2024-03-03", keys="type: bonus\n")
    result = run("build", "--write-guids", show)
    assert result.output.count("guid written") == 3, result.output
    assert guids(show, "plus")[0][0] in (show / "episodes" / "3-extra.md").read_text("utf-8")


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(run: Run, show: Path) -> None:
    path = show / "episodes" / "1-nets.md"
    target = path.rename(show / "nets.md")
    target.chmod(0o640)
    path.symlink_to(target)
    assert run("build", "--write-guids", show).exit_code == 0
    assert path.is_symlink()
    assert "\nguid: " in target.read_text("utf-8")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_file_that_takes_no_line_is_told_and_the_others_have_theirs(run: Run, show: Path) -> None:
    short = len(write(show, "1-nets", "2024-03-01", keys="# \n").read_bytes())
    path = write(show, "1-nets", "2024-03-01", keys=f"# {'x' * (999_990 - short)}\n")
    before = path.read_bytes()
    result = run("build", "--write-guids", show)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f'{path.as_posix()}: error: no line can be added; write guid: "{guids(show)[1][0]}" into it; '
    )
    assert path.read_bytes() == before
    assert b"\nguid: " in (show / "episodes" / "2-buoys.md").read_bytes()


COPIES = {
    "older name": ("0-copy", "this file, the copy", "0-copy"),
    "newer name": ("9-copy", "this file, the copy", "9-copy"),
}


@pytest.mark.parametrize("case", COPIES)
def test_a_guid_that_was_copied_with_its_file_is_told_at_the_copy(
    run: Run, show: Path, case: str
) -> None:
    name, which, place = COPIES[case]
    run("build", "--write-guids", show)
    path = show / "episodes" / "1-nets.md"
    copy = path.with_name(f"{name}.md")
    text = path.read_text("utf-8").replace("2024-03-01", "2024-03-09")
    copy.write_text(text.replace("1-nets.mp3", "9.mp3"), "utf-8")
    guid = guids(show)[1][0]
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f'{show.as_posix()}/episodes/{place}.md:5:1: error: guid is "{guid}", as in '
        "episodes/1-nets.md, and apps would show only one of the two; remove this line from "
        f"{which}, and it gets a guid of its own [guid-duplicate]"
    )
    lines = copy.read_text("utf-8").splitlines(keepends=True)
    copy.write_text("".join(one for one in lines if not one.startswith("guid:")), "utf-8")
    assert run("build", show).exit_code == 0
    assert len({one for one, _ in guids(show)}) == 3


def test_a_guid_that_was_copied_without_a_lock_file(run: Run, show: Path) -> None:
    run("build", "--write-guids", show)
    (show / "feed.lock").write_text("{", "utf-8")
    path = show / "episodes" / "1-nets.md"
    path.with_name("0-copy.md").write_bytes(path.read_bytes())
    result = run("build", show)
    assert "remove this line from the copy, the newer of the two, and it" in result.stderr
