"""Which file is the configuration of a folder."""

from pathlib import Path

import pytest

from feedtool.configuration.fault import ConfigurationError
from feedtool.configuration.finding import Finder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder of feeds, as the current folder."""
    (tmp_path / "work/feeds/es").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def found(path: str, finder: Finder | None = None) -> str | None:
    configuration = (finder or Finder()).find(path)
    return configuration and configuration.file


@pytest.mark.parametrize("start", [".", "feeds", "feeds/es", "feeds/none/yet", "feeds/../feeds"])
def test_file_is_found_upwards(start: str, folder: Path) -> None:
    (folder / "feedtool.toml").touch()
    assert found(start) == "feedtool.toml"


def test_nearest_file_is_used_alone(folder: Path) -> None:
    (folder / "feedtool.toml").write_text('fail-on = "info"')
    (folder / "feeds/pyproject.toml").write_text('[tool.feedtool]\nseverity = "info"')
    assert found("feeds/es") == "feeds/pyproject.toml"
    configuration = Finder().find("feeds")
    assert configuration is not None
    assert (configuration.layers[0].severity, configuration.layers[0].fail_on) == ("info", None)


def test_file_above_the_current_folder_has_its_whole_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "feedtool.toml").touch()
    monkeypatch.chdir(folder / "feeds")
    assert found(".") == (folder / "feedtool.toml").as_posix()


@pytest.mark.parametrize("mark", [".git", ".hg", ".jj"])
def test_search_ends_at_the_root_of_a_repository(mark: str, folder: Path) -> None:
    (folder / "feedtool.toml").touch()
    (folder / "feeds" / mark).mkdir()
    assert found("feeds/es") is None
    (folder / "feeds/feedtool.toml").touch()
    assert found("feeds/es") == "feeds/feedtool.toml"


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        ("[tool.feedtool]", True), ('[tool."feedtool"]', True), ("[ tool . feedtool ]", True),
        ("[tool]\nfeedtool = {}", True), ('[tool]\n"feedtool".url = "https://example.com/"', True),
        ("[[tool.feedtool.ignore]]\nrule = 'bad-date'", True), ("tool.feedtool.severity = 'info'", True),
        ("[tool.feedtools]", False), ("[tool.ruff]", False), ('[project.scripts]\nfeedtool = "x:main"', False),
        ("# [tool.feedtool]", False), ("", False), ("not TOML", False), ("tool = 3\nfeedtool = 1", False),
    ],
)  # fmt: skip
def test_pyproject_counts_only_with_our_table(text: str, is_ours: bool, folder: Path) -> None:
    (folder / "feedtool.toml").touch()
    (folder / "feeds/pyproject.toml").write_text(text)
    assert found("feeds") == ("feeds/pyproject.toml" if is_ours else "feedtool.toml")


def test_places_in_pyproject_are_those_of_the_file(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "x"\n\n[tool.feedtool]\nseverty = "info"\n'
    )
    with pytest.raises(ConfigurationError) as caught:
        found(".")
    assert (
        str(caught.value)
        == 'pyproject.toml:5:1: error: "severty" is not a key of the configuration; did you mean "severity"? [configuration-key]'
    )


def test_table_that_is_none_is_told(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool]\nfeedtool = 3")
    with pytest.raises(ConfigurationError) as caught:
        found(".")
    assert (
        str(caught.value)
        == "pyproject.toml:2:12: error: this is 3; expected a table [configuration-value]"
    )


def test_pyproject_that_is_wrong_elsewhere_is_told_if_it_has_our_table(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.feedtool]\n[project]\nname = x")
    with pytest.raises(ConfigurationError) as caught:
        found(".")
    assert str(caught.value).startswith("pyproject.toml:3:8: error: this is not TOML")


def test_own_file_wins_and_remembers_the_table_beside_it(folder: Path) -> None:
    (folder / "feedtool.toml").touch()
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n[tool.feedtool]\n")
    configuration = Finder().find("feeds")
    assert configuration is not None
    assert (configuration.file, configuration.beside) == (
        "feedtool.toml",
        ("pyproject.toml", (3, 1)),
    )


def test_folder_with_the_name_of_the_file_is_told(folder: Path) -> None:
    (folder / "feeds/feedtool.toml").mkdir()
    with pytest.raises(ConfigurationError, match=r"feeds/feedtool.toml: error: it is a folder"):
        found("feeds")


def test_link_to_a_file_is_followed(folder: Path) -> None:
    (folder / "shared.toml").write_text('severity = "info"')
    (folder / "feeds/feedtool.toml").symlink_to("../shared.toml")
    assert found("feeds/es") == "feeds/feedtool.toml"


def test_named_file_is_used_for_everything(folder: Path) -> None:
    (folder / "feedtool.toml").touch()
    (folder / "strict.toml").touch()
    finder = Finder("strict.toml")
    assert [found(start, finder) for start in (".", "feeds/es", "/")] == ["strict.toml"] * 3


def test_named_file_that_is_missing_is_told(folder: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=r"none.toml: error: it cannot be read \(No such file"
    ):
        found(".", Finder("none.toml"))


def test_named_pyproject_without_our_table_is_told(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project]")
    with pytest.raises(ConfigurationError) as caught:
        found(".", Finder("pyproject.toml"))
    assert (
        str(caught.value)
        == "pyproject.toml: error: the table [tool.feedtool] is missing; add it, or name another file [configuration-key]"
    )


def test_isolated_means_none(folder: Path) -> None:
    (folder / "feedtool.toml").write_text("wrong")
    assert found(".", Finder(isolated=True)) is None


def test_each_file_is_read_once_until_it_is_forgotten(folder: Path) -> None:
    (folder / "feedtool.toml").touch()
    finder = Finder()
    assert finder.find("feeds") is finder.find("feeds/es")
    (folder / "feedtool.toml").write_text('severity = "info"')
    before = finder.find("feeds")
    finder.forget()
    assert finder.find("feeds") != before


def test_a_huge_file_of_another_tool_is_left_alone(folder: Path) -> None:
    with (folder / "pyproject.toml").open("wb") as stream:
        stream.write(b"[project]\n")
        stream.truncate(100_000_000_000)
    assert found("feeds") is None
