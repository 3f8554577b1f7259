from pathlib import Path

from feedtool.reference.pages import main, make_pages

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def test_reference_says_what_the_vocabulary_says() -> None:
    written = {path.name: path.read_text("utf-8") for path in REFERENCE.glob("*.md")}
    assert written == make_pages(), "run make docs"


def test_pages_of_namespaces_that_are_gone_are_removed(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("x", "utf-8")
    main(str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == set(make_pages())


def test_every_rule_and_element_has_its_place() -> None:
    pages = make_pages()
    assert "\n### guid-duplicate\n" in pages["rules.md"]
    assert "\n## itunes:category/itunes:category\n" in pages["itunes.md"]
    assert "at most 4,000 bytes` (error)" in pages["profiles.md"]
