"""The documents say what is true: their examples run, and no key is missing."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from feedtool.cli import cli
from feedtool.show.model import EpisodeMatter, ShowFile

ROOT = Path(__file__).resolve().parents[1]
COPIES = runpy.run_path(str(ROOT / "docs" / "copy_facts.py"))["COPIES"]


def blocks(name: str) -> list[str]:
    text = (ROOT / "docs" / name).read_text("utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


def test_a_show_made_in_python_is_built(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(blocks("python.md")[0], "python.md", "exec"), {})
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
    exec(compile(blocks("python.md")[1], "python.md", "exec"), {})
    assert capsys.readouterr().out.startswith("True ('How the silence was recorded', ")


@pytest.mark.parametrize("file", COPIES)
def test_what_is_copied_from_the_code_is_up_to_date(file: str) -> None:
    written = (ROOT / file).read_text("utf-8")
    assert written == COPIES[file](written), "run make docs"


def test_every_module_says_what_it_is_for() -> None:
    tree = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert re.findall(r"^ *\S+(?:\.py|/)$", tree, re.MULTILINE) == []


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
