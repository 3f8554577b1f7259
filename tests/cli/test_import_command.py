from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from feedtool import load_show

Run = Callable[..., Result]
PAGES = Path(__file__).resolve().parents[1] / "importing" / "page" / "pages"
ALL = [
    "--set", "feed_url=https://example.com/feed.xml", "--set", "owner.email=ed@example.com",
    "--set", "categories=Business > Management, Technology",
    "--set", "artwork=https://example.com/cover.jpg", "--set", "audio.url=https://example.com/7.mp3",
    "--set", "audio.length=50123456", "--set", "audio.duration=52:10",
]  # fmt: skip


EXPECTED = "expected an episode's page (HTML, or saved as text), a feed or an OPML list"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def test_import_lists_what_is_left_and_build_stops_with_that_list(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    result = run("import", PAGES / "english.txt", "--into", folder)
    assert result.exit_code == 0
    left = result.output.split("still to fill in:\n")[1]
    names = [line.split('"')[1] for line in left.splitlines()]
    assert names == ["audio", "feed_url", "categories", "artwork", "owner.email"]
    built = run("build", folder)
    assert built.exit_code == 2
    assert built.stderr == f"{left}{folder.as_posix()}: not built: 5 errors\n"
    show = (folder / "show.yaml").read_text("utf-8")
    assert "# feed_url: https://example.com/feed.xml   # where feed.xml will be served\n" in show
    assert "timezone: UTC   # guess: the page names no time zone\n" in show


def test_everything_set_at_once_is_built(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    result = run("import", PAGES / "english.txt", "--into", folder, *ALL)
    assert result.output.endswith(f"nothing is missing; now run: feedtool build {folder}\n")
    assert run("build", folder).exit_code == 0
    feed = (folder / "public" / "feed.xml").read_text("utf-8")
    assert "<title>Ep. 7: Tides &amp; timetables - Bo Lindström - Port of Example</title>" in feed
    assert run("validate", folder / "public" / "feed.xml").exit_code == 0


def test_what_is_left_can_be_set_later(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    run("import", PAGES / "english.txt", "--into", folder)
    result = run("import", PAGES / "english.txt", "--into", folder, *ALL)
    assert "nothing is missing" in result.output
    episode = load_show(folder).episodes[0]
    assert (episode.audio.duration, episode.audio.length) == (3130, 50123456)
    again = run(
        "import", PAGES / "english.txt", "--into", folder, "--set", "feed_url=https://example.com/x"
    )
    assert again.exit_code == 2
    assert 'feed_url is "https://example.com/feed.xml" in show.yaml already' in again.stderr


def test_same_page_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    run("import", PAGES / "english.txt", "--into", folder, *ALL)
    episode = next((folder / "episodes").glob("*.md"))
    episode.write_text(episode.read_text("utf-8") + "\nMy own words.\n", "utf-8")
    before = snapshot(folder)
    result = run("import", PAGES / "english.txt", "--into", folder)
    assert f"nothing new: {folder.as_posix()}/episodes/007-tides-timetables.md" in result.output
    assert snapshot(folder) == before


def test_second_page_adds_an_episode_and_changes_nothing_else(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    run("import", PAGES / "english.txt", "--into", folder, *ALL)
    before = snapshot(folder)
    second = tmp_path / "second.txt"
    text = (PAGES / "english.txt").read_text("utf-8").replace("Ep. 7: Tides", "Ep. 8: More tides")
    second.write_text(text, "utf-8")
    assert run("import", second, "--into", folder).exit_code == 0
    after = snapshot(folder)
    assert {name: after[name] for name in before} == before
    assert sorted(set(after) - set(before)) == [
        "episodes/008-more-tides-timetables.md", "transcripts/008.txt",
    ]  # fmt: skip


def test_page_of_another_show_is_refused(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    run("import", PAGES / "english.txt", "--into", folder)
    before = snapshot(folder)
    other = tmp_path / "other.txt"
    text = (PAGES / "english.txt").read_text("utf-8").replace("Harbour Notes", "Other Notes")
    other.write_text(text, "utf-8")
    result = run("import", other, "--into", folder)
    assert result.exit_code == 2
    assert 'show.yaml is of "Harbour Notes", the page of "Other Notes"' in result.stderr
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("feed_ulr=https://example.com/", 'did you mean "feed_url"?'),
        ("owner.emial=a@example.com", 'did you mean "email"?'),
        ("feed_url=example.com", 'feed_url is "example.com"; the scheme is missing'),
        ("categories=Tech News", 'expected "News > Tech News"'),
        ("audio.length=big", 'audio.length is "big"; expected a whole number'),
        ("feed_url", "expected KEY=VALUE"),
    ],
)
def test_wrong_setting_writes_nothing(run: Run, tmp_path: Path, setting: str, message: str) -> None:
    folder = tmp_path / "show"
    result = run("import", PAGES / "english.txt", "--into", folder, "--set", setting)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert not folder.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", f"-:1:1: error: it is empty or not a text; {EXPECTED} [bad-page]\n"),
        (b"a\0b", f"-:1:1: error: this is binary data; {EXPECTED} [bad-page]\n"),
        (b"a\nb\xff", "-:2:1: error: the byte 0xFF is not UTF-8; save it as UTF-8 [bad-page]\n"),
        (b"<html>", "-:1:1: error: the page has no title; expected the page of an episode [bad-page]\n"),
    ],
)  # fmt: skip
def test_what_is_no_page_writes_nothing(
    run: Run, tmp_path: Path, data: bytes, message: str
) -> None:
    result = run("import", "-", "--into", tmp_path / "show", stdin=data)
    assert (result.exit_code, result.stderr) == (2, message)
    assert not (tmp_path / "show").exists()


def test_real_page_is_imported_and_built(run: Run, tmp_path: Path, shared_data: Path) -> None:
    page = shared_data / "seed" / "product-squad-33.txt"
    assert run("import", page, "--into", tmp_path / "show", *ALL).exit_code == 0
    assert run("build", tmp_path / "show").exit_code == 0
    (episode,) = load_show(tmp_path / "show").episodes
    assert episode.published.date().isoformat() == "2022-06-01"
    assert [guest.organization for guest in episode.guests] == ["Back Market"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n", "this is a PDF document"),
        (b"PK\x03\x04\0\0", "this is a ZIP file"),
        (b"\x89PNG\r\n\x1a\n\0", "this is a picture"),
        (b"ID3\x04\0\0", "this is an audio file"),
        (b'{"title": "Tides"}\n', "this is JSON"),
        (b"\x1f\x8b\x08\0", "this is gzip data"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "this is a calendar (iCalendar)"),
        (b"BEGIN:VCARD\r\nVERSION:4.0\r\n", "this is a contact (vCard)"),
        (b'{"version": "1.2.0", "chapters": []}', "this is JSON with the chapters of an episode"),
        (b'{"segments": [{"body": "Ships."}]}', "this is JSON with the transcript of an episode"),
        (b"[]\n", "this is JSON"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nShips.\n", "this is a transcript"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "this is a Word document"),
        (b"---\ntitle: Tides\n---\n", "this is YAML, as the files of a show have it"),
        (b"#EXTM3U\n", "this is a playlist"),
        (b"SQLite format 3\0", "this is a database"),
        (b"Return-Path: <a@example.com>\n", "this is an e-mail"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related;\n",
            "this is a web archive (MHTML); save the page as HTML instead",
        ),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "this is a picture (SVG)"),
        (b'<?xml version="1.0"?><urlset/>', "this is a sitemap"),
        (
            b'<?xml version="1.0"?><ship/>',
            "this is XML of another kind, whose outermost element is ship",
        ),
    ],
)
def test_another_format_is_called_by_its_name(
    run: Run, tmp_path: Path, data: bytes, says: str
) -> None:
    result = run("import", "-", "--into", tmp_path / "show", stdin=data)
    assert (result.exit_code, result.stderr) == (
        2, f"-:1:1: error: {says}; {EXPECTED} [bad-page]\n",
    )  # fmt: skip
    assert not (tmp_path / "show").exists()


def test_a_text_that_starts_like_json_is_a_page(run: Run, tmp_path: Path) -> None:
    page = b"[12] Tides\n\nA talk about the sea.\n"
    assert run("import", "-", "--into", tmp_path / "show", stdin=page).exit_code == 0
