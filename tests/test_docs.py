"""The documents say what is true: their examples run, and no key is missing."""

import re
import runpy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from sample import sample_feed

from feedtool.cli import cli
from feedtool.configuration.reading import read_configuration
from feedtool.findings.report import Finding, Report
from feedtool.pytest_plugin import assert_valid_feed
from feedtool.show.model import EpisodeMatter, ShowFile

ROOT = Path(__file__).resolve().parents[1]
COPIES = runpy.run_path(str(ROOT / "docs" / "copy_facts.py"))["COPIES"]


def blocks(name: str, language: str = "python") -> list[str]:
    text = (ROOT / "docs" / name).read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def examples(word: str) -> list[str]:
    """Return the examples of python.md that have this word."""
    return [one for one in blocks("python.md") if word in one]


@pytest.fixture
def with_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with feed.xml and feeds/, which is the working directory."""
    path = tmp_path / "feed.xml"
    path.write_bytes(sample_feed())
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.xml").write_bytes(sample_feed().replace(b"false", b"maybe", 1))
    (tmp_path / "feeds" / "b.xml").write_bytes(sample_feed())
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize(
    "code", [one for one in blocks("python.md") if "feed.xml" in one and "def test_" not in one]
)
def test_examples_of_the_validator_run(with_feed: Path, code: str) -> None:
    exec(compile(code, "python.md", "exec"), {})
    if "report.json" in code:
        assert '"reports"' in with_feed.with_name("report.json").read_text("utf-8")


def test_the_example_of_many_feeds_runs(
    with_feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = examples("validate_many(")
    exec(compile(code, "python.md", "exec"), {})
    (a, b) = capsys.readouterr().out.splitlines()
    assert a == f"{Path('feeds/a.xml')} error 1"
    assert b.startswith(f"{Path('feeds/b.xml')} ")
    assert b.endswith(" 0")


def test_the_example_of_a_test_fails_as_it_is_shown(with_feed: Path) -> None:
    (code,) = examples("def test_our_feed")
    names: dict[str, Any] = {}
    exec(compile(code, "python.md", "exec"), names)
    names["test_our_feed"](assert_valid_feed)
    with pytest.raises(AssertionError) as caught:
        names["test_what_our_site_answers"](assert_valid_feed)
    shown = re.findall(r"(?m)^E {7}(.*)$", (ROOT / "docs" / "python.md").read_text("utf-8"))
    message = "AssertionError: " + str(caught.value)
    assert message.startswith("\n".join(shown))


def test_a_show_made_in_python_is_built(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = examples("feedtool.Show(")
    exec(compile(code, "python.md", "exec"), {})
    output = capsys.readouterr().out
    assert "<title>The night ferry</title>" in output
    assert output.endswith("</rss>\n\n")


@pytest.mark.slow
def test_the_other_example_of_the_library_runs(
    lighthouse: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (lighthouse.parent / "feeds").mkdir()
    lighthouse.rename(lighthouse.parent / "feeds" / "lighthouse")
    monkeypatch.chdir(lighthouse.parent)
    (code,) = examples("load_show(")
    exec(compile(code, "python.md", "exec"), {})
    assert capsys.readouterr().out.startswith("True ('How the silence was recorded', ")


@pytest.mark.parametrize("text", blocks("configuration.md", "toml"))
def test_each_configuration_that_is_shown_is_right(text: str, tmp_path: Path) -> None:
    path = tmp_path / "feedtool.toml"
    path.write_text(text, "utf-8")
    assert read_configuration(str(path), "feedtool.toml", (), str(tmp_path)) is not None


@pytest.mark.parametrize("file", COPIES)
def test_what_is_copied_from_the_code_is_up_to_date(file: str) -> None:
    written = (ROOT / file).read_text("utf-8")
    assert written == COPIES[file](written), "run make docs"


def test_every_module_says_what_it_is_for() -> None:
    tree = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert re.findall(r"^ *\S+(?:\.py|/)$", tree, re.MULTILINE) == []


def test_every_attribute_of_a_finding_is_described() -> None:
    text = (ROOT / "docs" / "python.md").read_text("utf-8")
    left = {"where", "origin", "recovered", "edits", "instead"}
    assert [one.name for one in fields(Finding) if f"`{one.name}`" not in text] == sorted(
        left, key=[one.name for one in fields(Finding)].index
    )


def test_what_a_report_says_is_described() -> None:
    text = (ROOT / "docs" / "python.md").read_text("utf-8")
    for name in ("findings", "errors", "warnings", "suppressed", "truncated", "unreadable"):
        assert hasattr(Report("feed.xml"), name)
        assert f"`{name}`" in text
    assert "`count(severity)`" in text
    assert "`worst()`" in text


@pytest.mark.parametrize("model", [ShowFile, EpisodeMatter])
def test_every_key_is_described(model: Any) -> None:
    text = (ROOT / "docs" / "show.md").read_text("utf-8")
    start = "## show.yaml" if model is ShowFile else "## An episode"
    table = text[text.index(start) :].split("\n## ")[0]
    cells = " ".join(line.split("|")[1] for line in table.split("\n") if line.startswith("|"))
    assert set(model.model_fields) - set(re.findall(r"`(\w+)`", cells)) == set()


def test_every_option_of_build_is_described() -> None:
    text = (ROOT / "docs" / "building.md").read_text("utf-8")
    command = cli.get_command(None, "build")  # type: ignore[arg-type]
    for parameter in command.params:
        for name in parameter.opts:
            assert not name.startswith("--") or name in text or name == "--quiet", name


@pytest.mark.parametrize(("name", "page"), [("validate", "validator.md"), ("fix", "fixing.md")])
def test_every_option_of_a_check_is_described(name: str, page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    options = [one.opts for one in command.params if one.opts[-1].startswith("--")]
    # `--isolated` is a second name of `--no-config`.
    assert [one for one in options if not any(f"`{name}" in text for name in one)] == []


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]:
        for link, anchor in re.findall(
            r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", path.read_text("utf-8")
        ):
            target = path.parent / link if link else path
            assert target.exists(), (path.name, link)
            if anchor and target.suffix == ".md":
                heads = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE)
                slugs = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
                assert anchor in slugs, (path.name, link, anchor)
