"""Every new episode file has a guid of its own, so that no lock file is needed to keep it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
GUID = re.compile(r"^guid: \"?([0-9a-f-]{36})\"?   # apps know the episode by it", re.MULTILINE)
PAGE = Path(__file__).parents[1] / "importing" / "page" / "pages" / "english.txt"


def guid_in(path: Path) -> str:
    (guid,) = GUID.findall(path.read_text("utf-8"))
    return str(guid)


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    assert run("init", folder).exit_code == 0
    return folder


def add(run: Run, show: Path, title: str) -> Path:
    result = run("new", show, title, "--at", "2024-03-09")
    assert result.exit_code == 0, result.output
    path = Path(result.output.strip())
    text = path.read_text("utf-8")
    draft = re.compile(r"^draft: true.*\n", re.MULTILINE)
    audio = "audio: {url: https://media.example.com/2.mp3, length: 1000000, duration: 60}\n"
    text = re.sub(r"^audio: .*\n", audio, draft.sub("", text), flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    return path


def test_two_authors_who_start_the_same_episode_have_two_guids(run: Run, show: Path) -> None:
    """The same title on the same day on two branches: git shows one file, with two guids."""
    other = show.parent / "branch"
    shutil.copytree(show, other)
    one, two = add(run, show, "Nets"), add(run, other, "Nets")
    assert one.name == two.name == "002-nets.md"
    assert guid_in(one) != guid_in(two)


def test_an_episode_of_new_keeps_its_guid_without_a_lock_file(run: Run, show: Path) -> None:
    path = add(run, show, "Nets")
    guid = guid_in(path)
    for name in ("002-nets.md", "020-all-about-nets.md"):
        path = path.rename(path.with_name(name))
        assert run("build", show).exit_code == 0
        assert f">{guid}</guid>" in (show / "public" / "feed.xml").read_text("utf-8")
        (show / "feed.lock").unlink()


def test_each_show_starts_with_a_guid_of_its_own(run: Run, tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("one", "two")]
    for folder in names:
        assert run("init", folder).exit_code == 0
    one, two = (guid_in(folder / "episodes" / "001-the-first-episode.md") for folder in names)
    assert one != two


@pytest.mark.parametrize("line", ['feed_url: ""', "feed_url: [", "", "feed_url: {a: b}"])
def test_new_writes_a_guid_whatever_show_yaml_says(run: Run, show: Path, line: str) -> None:
    (show / "show.yaml").write_text(f"title: x\n{line}\n", "utf-8")
    assert run("new", show, "Nets").exit_code == 0
    assert guid_in(show / "episodes" / "002-nets.md")


def test_an_imported_episode_has_the_same_guid_wherever_it_is_imported(
    run: Run, tmp_path: Path
) -> None:
    found = []
    for name in ("one", "two"):
        assert run("import", PAGE, "--into", tmp_path / name).exit_code == 0
        (path,) = (tmp_path / name / "episodes").iterdir()
        found += re.findall(r"^guid: \"?([0-9a-f-]{36})\"?$", path.read_text("utf-8"), re.MULTILINE)
    assert len(found) == 2
    assert found[0] == found[1]


def test_the_guid_of_an_import_may_be_set(run: Run, tmp_path: Path) -> None:
    assert run("import", PAGE, "--into", tmp_path / "s", "--set", "guid=nets-1").exit_code == 0
    (path,) = (tmp_path / "s" / "episodes").iterdir()
    text = path.read_text("utf-8")
    assert "\nguid: nets-1\n" in text
    assert text.count("guid:") == 1
