"""`feedtool import` of feeds that are not in RSS, and what a build of the show says to other readers."""

import json
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import Result
from conftest import SHARED
from other_feeds import RSS1, atom, entry, json_feed, json_item

Run = Callable[..., Result]
PERSON = '<podcast:person role="guest" img="https://example.com/bo.jpg">Bo Lind</podcast:person>'
XHTML = (
    '<entry><id>urn:x:9</id><title type="html">Nets &amp;amp; ropes</title>'
    '<updated>2024-06-09T08:00:00-05:30</updated><link href="9.html"/>'
    '<link rel="enclosure" href="9.pdf" type="application/pdf"/>'
    '<link rel="enclosure" href="https://media.example.com/9.mp3" type="audio/mpeg" length="9"/>'
    '<category term="nets" scheme="https://example.com/c"/><summary>What holds.</summary>'
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>See <a href="crane">the '
    "crane</a>.<br/>Next &lt; line</p></div></content></entry>"
)
ATOM = {
    "entries": atom(entry(7, PERSON), entry(6, PERSON), entry(5)),
    "XHTML and a further file": atom(XHTML, entry(1)),
    "the oldest first": atom(entry(1), entry(2), entry(3)),
    "no enclosure": atom("<entry><id>urn:x:1</id><link href='1.html'/><title>News</title><updated>2024-06-09T08:00:00Z</updated></entry>"),
    "no entry": atom(),
    "no dates": atom("<entry><id>urn:x:1</id><link href='1.html'/><title>a</title></entry>", "<entry><id>urn:x:2</id><link href='2.html'/><title>b</title></entry>"),
    "UTF-16": atom(entry(1)).decode().replace("utf-8", "utf-16").encode("utf-16"),
    "Latin 1": atom(entry(1)).decode().replace("utf-8", "iso-8859-1").replace("Pier", "Môle").encode("latin-1"),
    "RSS 1.0": RSS1,
}  # fmt: skip


def move(
    run: Run, folder: Path, data: bytes, name: str = "old", code: int = 0
) -> tuple[str, bytes]:
    """Import a feed by the command, build the show, and return what was said and the new feed."""
    (folder / name).write_bytes(data)
    imported = run("import", folder / name, "--into", folder / "show")
    assert imported.exit_code == code, imported.output
    built = run("build", folder / "show")
    assert built.exit_code == 0, built.output
    return imported.output, next((folder / "show/public").glob("feed.*ml")).read_bytes()


def told_by_feedparser(data: bytes) -> dict[str, Any]:
    """What feedparser says of a feed in any format, in words that do not depend on the format."""
    parsed = feedparser.parse(data, sanitize_html=False)
    feed = parsed.feed
    return {
        "title": feed.get("title"),
        "link": feed.get("link"),
        "description": feed.get("subtitle"),
        "language": feed.get("language"),
        "author": feed.get("author_detail", {}).get("name"),
        "items": [
            {
                "guid": one.get("id"),
                "title": unescape(one.get("title", "")),
                "link": one.get("link"),
                "date": one.get("published_parsed") or one.get("updated_parsed"),
                "files": {
                    (e.get("href"), e.get("type"), e.get("length"))
                    for e in one.get("enclosures", [])
                },
                "tags": [(tag.term, tag.scheme) for tag in one.get("tags", [])],
                "person": one.get("podcast_person"),
                "ship": one.get("ship_name"),
                "notes": one.content[0].value if "content" in one else one.get("summary"),
            }
            for one in parsed.entries
        ],
    }


def same(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Compare what the former feed says; what it lacks may be there now."""
    for old, new in zip([before, *before["items"]], [after, *after["items"]], strict=True):
        for key, value in old.items():
            if key != "items" and value:
                assert (key, new[key]) == (key, value)


@pytest.mark.parametrize("name", ATOM)
def test_feedparser_finds_the_same_in_the_new_feed(run: Run, tmp_path: Path, name: str) -> None:
    output, new = move(run, tmp_path, ATOM[name])
    assert "a build makes an RSS feed with the same episodes, guids, dates and audio\n" in output
    same(told_by_feedparser(ATOM[name]), told_by_feedparser(new))


def shared_atom() -> list[Path]:
    """The Atom feeds among other people's files."""
    found = (SHARED / "data").rglob("*.xml")
    return sorted(
        one for one in found if b"<feed" in one.read_bytes()[:2000] and one.stat().st_size < 400_000
    )


@pytest.mark.parametrize(
    "path", shared_atom() or [None], ids=lambda one: one.name if one else "none"
)
def test_other_peoples_atom_feeds_are_the_same_to_feedparser(
    run: Run, tmp_path: Path, path: Path | None
) -> None:
    if path is None:
        pytest.skip("../shared/data is absent")
    (tmp_path / "old").write_bytes(path.read_bytes())
    imported = run("import", tmp_path / "old", "--into", tmp_path / "show")
    # Some of them are broken on purpose.
    assert imported.exit_code in (0, 1), imported.output
    if run("build", tmp_path / "show").exit_code == 0:
        new = (tmp_path / "show/public/feed.xml").read_bytes()
        keys = ("guid", "title", "files")
        items = [told_by_feedparser(data)["items"] for data in (path.read_bytes(), new)]
        assert [[one[key] for key in keys] for one in items[0]] == [
            [one[key] for key in keys] for one in items[1]
        ]


def test_json_feed_is_the_same_to_feedparser(run: Run, tmp_path: Path) -> None:
    items = [json_item(number, tags=["nets"]) for number in (7, 6, 5)]
    output, new = move(run, tmp_path, json_feed(*items))
    assert output.startswith("this is a JSON Feed; the show publishes RSS, with the same guids\n")
    told = told_by_feedparser(new)
    assert [one["guid"] for one in told["items"]] == [one["id"] for one in items]
    assert [one["title"] for one in told["items"]] == [one["title"] for one in items]
    assert [one["notes"] for one in told["items"]] == [one["content_html"] for one in items]
    assert [one["tags"] for one in told["items"]] == [[("nets", None)]] * 3
    assert [one["date"][:5] for one in told["items"]] == [(2024, 6, day, 6, 0) for day in (7, 6, 5)]
    assert [one["files"] for one in told["items"]] == [
        {(f"https://media.example.com/{number}.mp3", "audio/mpeg", f"{number}000000")}
        for number in (7, 6, 5)
    ]
    assert b"Fri, 07 Jun 2024 08:00:00 +0200" in new


def test_the_sources_are_as_an_author_would_write_them(run: Run, tmp_path: Path) -> None:
    output, _ = move(run, tmp_path, atom(entry(2, "<itunes:duration>600</itunes:duration>")))
    show = tmp_path / "show"
    assert output == (
        "this is an Atom feed; the show publishes RSS, with the same guids\n"
        f"{show.as_posix()}: 1 episode imported\n"
        "written: as-published.jsonl, feed.lock, show.yaml and 1 episode in episodes/\n"
        "kept as published, in as-published.jsonl: 1 element\n"
        "a build makes an RSS feed with the same episodes, guids, dates and audio\n"
        f"now run: feedtool build {show.as_posix()}\n"
        f"to move the feed, set feed_url in {show.as_posix()}/show.yaml to its new address, and moved_from: "
        "https://example.com/notes/feed.atom (docs/moving.md)\n"
    )
    assert (show / "episodes/e-pier-2.md").read_text("utf-8") == (
        "---\n"
        "title: Pier 2\n"
        "published: 2024-06-02T08:00:00+02:00\n"
        "updated: 2024-06-02T09:30:00+02:00\n"
        'guid: "tag:example.com,2024:2"\n'
        "audio:\n"
        "  url: https://media.example.com/2.mp3\n"
        "  length: 2000000\n"
        "  type: audio/mpeg\n"
        "  duration: 600\n"
        "link: https://example.com/notes/2.html\n"
        "---\n"
        "Cranes at pier 2.\n"
    )


def test_what_only_rss_has_is_added_by_the_build(run: Run, tmp_path: Path) -> None:
    _, new = move(run, tmp_path, atom(entry(1)))
    for tag in (b"<podcast:guid>", b"<itunes:explicit>false", b"<itunes:type>", b"<itunes:title>"):
        assert tag in new, tag


def test_what_cannot_be_kept_is_told_with_exit_code_1(run: Run, tmp_path: Path) -> None:
    data = json_feed(
        json_item(1, _ships={"a": 1}), user_comment="\x1b[2J", next_url="https://example.com/2"
    )
    output, _ = move(run, tmp_path, data, code=1)
    assert output.splitlines()[:5] == [
        "this is a JSON Feed; the show publishes RSS, with the same guids",
        "cannot be kept: user_comment",
        "cannot be kept: _ships (1 episode)",
        "only this page of the feed is imported; the next one is at https://example.com/2",
        "  import it into the same folder to add its episodes",
    ]


def test_names_of_extensions_steer_no_terminal(run: Run, tmp_path: Path) -> None:
    output, _ = move(run, tmp_path, json_feed(json_item(1, **{"_\x1b[2J\n::error::x": 1})), code=1)
    assert "\x1b" not in output
    assert "\n::error" not in output


def test_a_further_page_adds_its_episodes(run: Run, tmp_path: Path) -> None:
    for number, page in enumerate((atom(entry(4), entry(3)), atom(entry(2), entry(1)))):
        _, new = move(run, tmp_path, page, str(number))
    guids = [one["guid"] for one in told_by_feedparser(new)["items"]]
    assert guids == [f"tag:example.com,2024:{number}" for number in (4, 3, 2, 1)]
    again = run("import", tmp_path / "1", "--into", tmp_path / "show")
    assert "nothing new in the feed" in again.output


def test_a_feed_in_rss_of_the_same_guids_merges(run: Run, tmp_path: Path) -> None:
    _, new = move(run, tmp_path, atom(entry(2), entry(1)))
    (tmp_path / "new").write_bytes(new.replace(b"2.mp3", b"two.mp3"))
    merged = run("import", tmp_path / "new", "--into", tmp_path / "show")
    assert "changed: " in merged.output
    assert "episodes/e-pier-2.md" in merged.output
    assert "new: " not in merged.output


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"version": "https://jsonfeed.org/version/1.1", ', "it is no JSON"),
        (
            b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 5000,
            "nested too deep",
        ),
        (b"<feed xmlns='http://www.w3.org/2005/Atom' <", ""),
    ],
)
def test_what_cannot_be_read_writes_nothing(
    run: Run, tmp_path: Path, data: bytes, says: str
) -> None:
    (tmp_path / "old").write_bytes(data)
    result = run("import", tmp_path / "old", "--into", tmp_path / "show")
    if says:
        assert result.exit_code == 2
        assert says in result.stderr
        assert not (tmp_path / "show").exists()
    assert result.exit_code in (1, 2)


def test_the_first_fault_of_the_xml_is_told_beside(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(atom(entry(1)).replace(b"</title>", b"&nbsp;</title>", 1))
    result = run("import", old, "--into", tmp_path / "show")
    assert result.exit_code == 1
    says = "Entity 'nbsp' not defined; expected XML"
    assert (
        f"{old}:5:64: error: {says} [not-well-formed]\n{old}: the feed is broken; " in result.stderr
    )
    assert "1 episode imported" in result.output


def test_values_of_the_new_feed_are_mended_if_asked_for(run: Run, tmp_path: Path) -> None:
    data = atom(entry(2), entry(1)).replace(b'"audio/mpeg"', b'"audio/mp3"')
    (tmp_path / "old").write_bytes(data)
    result = run("import", tmp_path / "old", "--into", tmp_path / "show", "--fix", "--verify")
    assert "fixed: 2 × " in result.output
    text = (tmp_path / "show/episodes/e-pier-2.md").read_text("utf-8")
    assert "type: audio/mpeg" in text


def test_json_that_is_no_feed_is_refused_with_what_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old").write_text(json.dumps({"episodes": []}), "utf-8")
    result = run("import", tmp_path / "old", "--into", tmp_path / "show")
    assert result.exit_code == 2
    assert "this is JSON" in result.stderr


def test_diff_and_lock_read_the_same_formats(run: Run, tmp_path: Path) -> None:
    old, show = tmp_path / "old", tmp_path / "show"
    move(run, tmp_path, atom(entry(2), entry(1)))
    compared = run("diff", old, show)
    assert compared.exit_code == 0, compared.output
    assert compared.output.startswith("No subscriber will notice.\n")
    (show / "feed.lock").unlink()
    assert run("lock", show, "--from", old).exit_code == 0
    guids = {
        one["guid"]
        for one in json.loads((show / "feed.lock").read_text("utf-8"))["episodes"].values()
    }
    assert guids == {"tag:example.com,2024:1", "tag:example.com,2024:2"}
    assert run("build", show, "--against", old).exit_code == 0


def test_diff_reads_the_further_pages(run: Run, tmp_path: Path) -> None:
    next_page = '<link rel="next" href="https://example.com/notes/2.atom"/>'
    (tmp_path / "old").write_bytes(atom(entry(2), more=next_page))
    (tmp_path / "2.atom").write_bytes(atom(entry(1)))
    (tmp_path / "new").write_bytes(atom(entry(2), entry(1)))
    assert "No difference." in run("diff", tmp_path / "old", tmp_path / "new").output
