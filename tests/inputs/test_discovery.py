"""What the names on the command line stand for."""

import os
from pathlib import Path

import pytest

from feedtool.inputs.discovery import find_inputs

FEED = '<?xml version="1.0"?><rss version="2.0"><channel/></rss>'
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'
FILES = {
    "a.xml": FEED,
    "b.RSS": "not even XML",
    "notes.txt": FEED,
    "sitemap.xml": SITEMAP,
    "deep/er/c.XML": FEED,
    "deep/b.xml": FEED,
    ".git/d.xml": FEED,
    "node_modules/pack/e.xml": FEED,
    "deep/.cache.xml": FEED,
    "shows/harbour/show.yaml": "title: Harbour",
    "shows/harbour/public/feed.xml": FEED,
    "shows/harbour/old/feed.xml": FEED,
    "shows/empty/readme.md": "",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(*names: str) -> list[str]:
    return [f"{one.kind} {one.name.replace(os.sep, '/')}" for one in find_inputs(names)]


SHOW = ["show shows/harbour", "file shows/harbour/old/feed.xml"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["b.RSS", "a.xml"], ["file b.RSS", "file a.xml"]),
        (["notes.txt"], ["file notes.txt"]),
        (["."], ["file a.xml", "file b.RSS", "file deep/b.xml", "file deep/er/c.XML", *SHOW]),
        (["deep"], ["file deep/b.xml", "file deep/er/c.XML"]),
        (["shows"], SHOW),
        (["shows/harbour"], ["show shows/harbour"]),
        (["shows/harbour/public"], ["file shows/harbour/public/feed.xml"]),
        ([".git"], ["file .git/d.xml"]),
        (["shows/empty"], ["fault shows/empty"]),
        (["a.xml", "./a.xml", "deep/../a.xml"], ["file a.xml"]),
        (["deep", "deep/er", "deep/b.xml"], ["file deep/b.xml", "file deep/er/c.XML"]),
        (["*.xml"], ["file a.xml", "file sitemap.xml"]),
        (["deep/*"], ["file deep/b.xml", "file deep/er/c.XML"]),
        (["**/b.*"], ["file b.RSS", "file deep/b.xml"]),
        (["deep/**"], ["file deep/b.xml", "file deep/er/c.XML"]),
        (["**/[de].xml"], ["fault **/[de].xml"]),
        (["node_modules/*/*.xml"], ["file node_modules/pack/e.xml"]),
        ([".git/*.xml"], ["file .git/d.xml"]),
        (["shows/*"], ["show shows/harbour"]),
        (["*.rdf"], ["fault *.rdf"]),
        (["x**/a.xml"], ["fault x**/a.xml"]),
        (["nowhere.xml"], ["file nowhere.xml"]),
        (["-", "a.xml", "-"], ["stream -", "file a.xml"]),
        (["a\0b"], ["file a\0b"]),
        (["x" * 5000], ["file " + "x" * 5000]),
    ],
)  # fmt: skip
def test_what_names_stand_for(names: list[str], found: list[str]) -> None:
    assert listed(*names) == found


def test_patterns_and_names_outside_of_the_current_folder(folder: Path) -> None:
    assert listed(f"{folder}/*.RSS", str(folder / "deep")) == [
        f"file {folder}/b.RSS", f"file {folder}/deep/b.xml", f"file {folder}/deep/er/c.XML",
    ]  # fmt: skip


def test_file_with_the_letters_of_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "[ab].xml").write_text(FEED)
    assert listed("[ab].xml") == ["file [ab].xml"]


def test_folder_without_a_feed_says_what_is_searched(folder: Path) -> None:
    (one,) = find_inputs([str(folder / "shows" / "empty")])
    assert one.fault == (
        "the folder has no feed: no show.yaml, no file that ends in .rss, and no .xml file that "
        "begins with <rss>"
    )


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_to_folders_are_not_followed_and_linked_files_count_once(folder: Path) -> None:
    deep = folder / "deep"
    (deep / "er" / "up").symlink_to(deep)
    (deep / "er" / "top").symlink_to(folder)
    (deep / "same.xml").symlink_to("b.xml")
    (deep / "gone.rss").symlink_to("nowhere.rss")
    expected = ["file deep/b.xml", "file deep/er/c.XML"]
    assert listed("deep") == expected
    assert listed("deep/**/*.*") == [expected[0], expected[1], "file deep/gone.rss"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_search_opens_no_pipes(folder: Path) -> None:
    os.mkfifo(folder / "deep" / "pipe.xml")
    assert listed("deep") == ["file deep/b.xml", "file deep/er/c.XML"]


def test_what_cannot_be_searched_is_a_fault_and_the_search_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "er":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_inputs(["deep"])
    assert [(one.kind, one.fault) for one in found] == [
        ("file", ""),
        ("fault", "Permission denied"),
    ]
