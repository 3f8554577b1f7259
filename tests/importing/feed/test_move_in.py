"""`feedtool import FEED`: a show from which a build makes the same feed again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from conftest import SHARED
from lxml import etree
from old_feeds import feed, item
from same_feed import differences

from feedtool.importing.feed.format_yaml import format_key
from feedtool.importing.feed.move_in import make_files, move_in, read_incoming
from feedtool.importing.feed.write_sources import SourceFile, collect_names
from feedtool.show.as_published import read_as_published
from feedtool.show.yaml_source import read_yaml

Run = Callable[..., Result]


def move(run: Run, folder: Path, data: bytes) -> bytes:
    """Import a feed by the command, build the show, and return the new feed."""
    (folder / "old.xml").write_bytes(data)
    imported = run("import", folder / "old.xml", "--into", folder / "show")
    assert imported.exit_code == 0, imported.output
    assert "no subscriber will notice" in imported.output
    built = run("build", folder / "show")
    assert built.exit_code == 0, built.output
    return next((folder / "show/public").glob("*.xml")).read_bytes()


KEPT = {
    "a plain feed": feed(item(2), item(1)),
    "elements of other vocabularies": feed(
        item(1, '<ship:name tons="9">Ena<ship:flag/></ship:name><ship:name>Bo</ship:name>')
    ),
    "an element of a vocabulary that only it declares": feed(
        item(1, '<x:y xmlns:x="urn:x" x:z="1">w</x:y>')
    ),
    "persons": feed(
        item(2, '<podcast:person role="guest" href="https://example.com/bo">Bo</podcast:person>'),
        item(1, '<podcast:person role="guest" href="https://example.com/bo">Bo</podcast:person>'),
    ),
    "a role that nobody knows": feed(
        item(1, '<podcast:person role="deckhand">Bo</podcast:person>')
    ),
    "notes that Markdown would change": feed(
        item(1, "<content:encoded><![CDATA[* no list\n\n    no code <b>x</b> ]]></content:encoded>")
    ),
    "a value that is larger than a source may be": feed(
        item(
            2, f'<podcast:person href="https://example.com/{"a" * 1_000_000}">Bo</podcast:person>'
        ),
        item(1),
    ),
    "values that are larger than a source may be": feed(
        item(
            2,
            f"<description>{'words ' * 100_000}</description><itunes:summary>{'w' * 600_000}"
            f"</itunes:summary><ship:name>{'Ena ' * 150_000}</ship:name>",
        ),
        item(1),
    ),
    "no date": feed(item(2), item(1, date="")),
    "a date in the zone of its author": feed(item(1, date="Sat, 1 Jun 2024 08:00 EST")),
    "a date that is none": feed(item(1, date="the first of June")),
    "no guid": feed(item(1, guid="")),
    "a guid with blanks": feed(item(1, guid="<guid>\n  harbour-1\n</guid>")),
    "one guid twice": feed(item(2, guid="<guid>x</guid>"), item(1, guid="<guid>x</guid>")),
    "the oldest first": feed(item(1), item(2), item(3)),
    "no order": feed(item(2), item(1), item(3)),
    "two items of one title and day": feed(
        item(1, guid="<guid>a</guid>"), item(1, guid="<guid>b</guid>")
    ),
    "no enclosure": feed(item(1).partition("<enclosure")[0] + "</item>"),
    "two enclosures": feed(
        item(1, '<enclosure url="https://media.example.com/1.ogg" length="1" type="audio/ogg"/>')
    ),
    "an enclosure that is no address": feed(item(1).replace("https://media.example.com", "/audio")),
    "no episode": feed(),
    "no owner, picture, category or language": (
        b'<rss version="2.0"><channel><title>Nets</title><description>d</description>'
        b"<item><title>a</title><guid>1</guid></item></channel></rss>"
    ),
    "an empty title": feed(item(1).replace("Pier 1", "")),
    "retired categories": feed(channel='<itunes:category text="Podcasting"/>'),
    "blanks and lines in values": feed(channel="<copyright>\n Mira \n</copyright>"),
    "a title with signs of YAML": feed(item(1).replace("Pier 1", "- &#39;a&#39;: {b} # c | &gt;")),
    "notes that look like front matter": feed(
        item(1, "<content:encoded>---\ntitle: x\n---\n</content:encoded>")
    ),
    "a value that a build would write otherwise": feed(
        item(1, "<itunes:explicit>clean</itunes:explicit><itunes:block>no</itunes:block>")
    ),
    "a live item": feed(
        channel='<podcast:liveItem status="pending" start="2024-07-01T20:00:00Z"><title>Live</title>'
        '<guid>live-1</guid><enclosure url="https://example.com/s" type="audio/mpeg" length="0"/>'
        "</podcast:liveItem>"
    ),
    "a link to itself in another spelling of the namespace": feed(
        item(1), channel='<a:link xmlns:a="http://www.w3.org/2005/Atom/" rel="self" href="f.xml"/>'
    ),
    "attributes of what is around": feed(item(1).replace("<item>", '<item x="1" xml:lang="fr">'))
    .replace(b"<channel>", b'<channel y="2">')
    .replace(b'version="2.0"', b'version="2.0" xml:lang="de" encoding="x"'),
    "attributes of XML itself": feed(item(1, '<comments xml:lang="fr">x</comments>')),
    "a namespace in another spelling": feed(item(1))
    .replace(b"DTDs/", b"dtds/")
    .replace(b"/dtds/podcast-1.0.dtd", b"/DTDs/Podcast-1.0.dtd"),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_build_of_an_imported_feed_makes_it_again(run: Run, tmp_path: Path, name: str) -> None:
    assert differences(KEPT[name], move(run, tmp_path, KEPT[name])) == []


def test_the_comparison_of_these_tests_sees_each_kind_of_change() -> None:
    old = feed(item(2, "<ship:a>1</ship:a>"), item(1))
    changes = {
        "item 1: title": old.replace(b"Pier 2", b"Pier two"),
        "item 1: {https://example.com/ships}a": old.replace(b">1</ship:a>", b">1 </ship:a>"),
        "item 1: enclosure": old.replace(b'length="2000"', b'length="2001"'),
        "channel: link": old.replace(b"<link>https://example.com/</link>", b""),
        "2 items, then 1": feed(item(2, "<ship:a>1</ship:a>")),
    }
    assert {name: differences(old, new) for name, new in changes.items()} == {
        name: [name] for name in changes
    }


def test_what_is_imported_is_written_as_an_author_would(run: Run, tmp_path: Path) -> None:
    guest = '<podcast:person role="guest">Bo Lind</podcast:person>'
    move(run, tmp_path, feed(item(2, guest), item(1, guest)))
    show = tmp_path / "show"
    assert (show / "show.yaml").read_text("utf-8") == (
        "title: Harbour Notes\n"
        "link: https://example.com/\n"
        "language: en\n"
        'description: "Ports & the people in them."\n'
        "author: Mira Holt\n"
        'owner: {name: Mira Holt, email: "mira@example.com"}\n'
        "categories: [Technology]\n"
        "artwork: https://example.com/cover.jpg\n"
        "explicit: false\n"
        "locked: false\n"
        "footer: false\n"
        "# the feed has none; it is published once you change it\n"
        "feed_url: https://example.com/not-in-the-feed/feed.xml\n"
    )
    assert (show / "people.yaml").read_text("utf-8") == "bo-lind: {name: Bo Lind}\n"
    assert (show / "episodes/e-pier-2.md").read_text("utf-8") == (
        "---\n"
        "title: Pier 2\n"
        "published: 2024-06-02T08:00:00+02:00\n"
        "guid: harbour-2\n"
        "guests: [bo-lind]\n"
        "audio:\n"
        "  url: https://media.example.com/2.mp3\n"
        "  length: 2000\n"
        "  type: audio/mpeg\n"
        "  duration: 602\n"
        "---\n"
        "Cranes at pier 2.\n"
    )


def test_who_changes_a_source_publishes_the_change(run: Run, tmp_path: Path) -> None:
    data = feed(item(2), item(1, date="1 June 2024"))
    old = move(run, tmp_path, data)
    path = tmp_path / "show/episodes/e-pier-1.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("duration: 601", "duration: 700"), "utf-8")
    assert run("build", tmp_path / "show").exit_code == 0
    new = next((tmp_path / "show/public").glob("*.xml")).read_bytes()
    assert differences(old, new) == ["item 2: {http://www.itunes.com/dtds/podcast-1.0.dtd}duration"]
    assert b"<itunes:duration>700</itunes:duration>" in new
    assert b"<pubDate>1 June 2024</pubDate>" in new


def test_what_is_wrong_and_stays_is_a_warning_with_its_reason(run: Run, tmp_path: Path) -> None:
    data = feed(item(1, date="the first of June"))
    move(run, tmp_path, data)
    built = run("build", tmp_path / "show")
    assert '"the first of June"' in built.stderr
    assert "; it stays as the former feed has it (as-published.jsonl) [bad-date]" in built.stderr
    assert " error: " not in built.stderr
    lines = (tmp_path / "show/as-published.jsonl").read_text("utf-8").splitlines()
    dates = [one for one in map(json.loads, lines) if one.get("element") == "pubDate"]
    assert [(one["item"], one["published"], one["why"]) for one in dates] == [
        ("harbour-1", ["<pubDate>the first of June</pubDate>"], "bad-date")
    ]
    source = (tmp_path / "show/episodes/e-pier-1.md").read_text("utf-8")
    remark = "# pubDate stays as it was published: bad-date (feedtool explain bad-date)"
    assert source.split("\n")[:3] == ["---", remark, "title: Pier 1"]


def test_an_error_of_an_own_change_still_stops_the_build(run: Run, tmp_path: Path) -> None:
    move(run, tmp_path, feed(item(1, "<comments>no address</comments>")))
    path = tmp_path / "show/episodes/e-pier-1.md"
    path.write_text(path.read_text("utf-8").replace("comments: no", "comments: an"), "utf-8")
    built = run("build", tmp_path / "show")
    assert built.exit_code == 2
    assert 'comments is "an address"' in built.stderr


def test_the_lock_file_has_every_guid(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(feed(item(2), item(1)))
    run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    lock = json.loads((tmp_path / "show/feed.lock").read_text("utf-8"))
    assert {one["guid"] for one in lock["episodes"].values()} == {"harbour-1", "harbour-2"}
    assert run("build", "--locked", tmp_path / "show").exit_code in (0, 2)


def test_nothing_that_is_there_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(feed(item(1)))
    (tmp_path / "show/episodes").mkdir(parents=True)
    (tmp_path / "show/episodes/e-pier-1.md").write_text("mine", "utf-8")
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    assert result.exit_code == 2
    assert "e-pier-1.md: error: it is there already" in result.stderr
    assert [one.name for one in (tmp_path / "show").rglob("*") if one.is_file()] == ["e-pier-1.md"]


@pytest.mark.parametrize(
    "title",
    [
        "../../x",
        "/etc/passwd",
        "con",
        "a" * 300,
        "🐟",
        ".",
        "..",
        "e\u0301",
        "\u00e9",
        "a\\b",
        "x:y",
    ],
)
def test_titles_that_are_no_file_names_stay_inside(run: Run, tmp_path: Path, title: str) -> None:
    escaped = f"<title>{title}</title>"
    data = feed(*(item(at).replace(f"<title>Pier {at}</title>", escaped) for at in (3, 2, 1)))
    move(run, tmp_path, data)
    names = [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*.md")]
    assert len({one.lower() for one in names}) == 3
    assert all(one.startswith("show/episodes/") and one.isascii() for one in names)


def test_a_new_address_of_the_old_feed_is_told_and_left_out(run: Run, tmp_path: Path) -> None:
    moved = "<itunes:new-feed-url>https://example.com/new.xml</itunes:new-feed-url>"
    (tmp_path / "old.xml").write_bytes(feed(item(1), channel=moved))
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    assert "left out: the feed says that it moved to https://example.com/new.xml\n" in result.output
    run("build", tmp_path / "show")
    assert "new-feed-url" not in (tmp_path / "show/public/feed.xml").read_text("utf-8")


def test_a_damaged_line_of_what_is_kept_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    move(run, tmp_path, feed(item(1)))
    path = tmp_path / "show/as-published.jsonl"
    text = path.read_text("utf-8")
    path.write_text(text[:-9], "utf-8")
    result = run("build", tmp_path / "show")
    assert result.exit_code == 2
    line = text.count("\n")
    assert f"{path.as_posix()}:{line}:1: error: this is no line of an import; " in result.stderr


@pytest.mark.parametrize("line", ["1", "[]", "{}", '{"item": 1}', "[" * 100_000, '"' + "x" * 9])
def test_lines_that_are_none_are_refused(line: str) -> None:
    with pytest.raises(Exception, match="this is no line of an import"):
        read_as_published(line, "as-published.jsonl")


@pytest.mark.parametrize(
    "value",
    [
        "x", "a: b", "- a", "#x", " x", "x ", "a\nb", "a\n\n  b", "a \nb", "\ta", "", "yes", "12", "'", '"',
        "|", "a" * 200, "x\u2028y", "https://example.com/?a=1&b=2#c", "https://example.com:80/a",
        "https://example.com/a:", "2024-06-01T08:00:00+02:00", ["a", "b, c"], {"a b": ["x"]},
        [{"a": "x" * 100, "b": ["c", "d: e"]}, "y"], {"a": {"b": "c\nd"}}, {"1": "x" * 90}, ["x\ny"],
    ],
)  # fmt: skip
def test_values_are_written_as_yaml_that_reads_back(value: object) -> None:
    assert read_yaml(format_key("key", value)).data == {"key": value}


def feeds() -> list[Path]:
    """The real feeds that are well formed."""
    found = []
    for path in sorted((SHARED / "data/feeds").glob("*.xml")):
        try:
            root = etree.fromstring(path.read_bytes())
        except etree.XMLSyntaxError:
            continue
        if root.find("channel") is not None:
            found.append(path)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", feeds() or [None], ids=lambda one: one.name if one else "none")
def test_real_feeds_are_built_again(run: Run, tmp_path: Path, path: Path | None) -> None:
    if path is None:
        pytest.skip("../shared/data/feeds is absent")
    if path.stat().st_size > 400_000:
        pytest.skip("large: benchmarks/moving.py imports it")
    data = path.read_bytes()
    assert differences(data, move(run, tmp_path, data)) == []


def test_moving_is_the_same_each_time() -> None:
    data = feed(item(2), item(1, date="x"))
    first, second = (make_files(move_in(one), one) for one in [read_incoming(data)] * 2)
    assert first == second


def test_verify_says_what_subscribers_would_notice(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(feed(item(2), item(1)))
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show", "--verify")
    assert result.exit_code == 0
    assert result.output.endswith(
        f"No difference.\n  old: {tmp_path.as_posix()}/old.xml, 2 episodes\n"
        f"  new: {tmp_path.as_posix()}/show, 2 episodes\n"
    )


def test_fix_mends_what_is_wrong(run: Run, tmp_path: Path) -> None:
    old = feed(item(1, date="Sat, 1 June 2024 08:00:00 +0200"))
    (tmp_path / "old.xml").write_bytes(old)
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show", "--fix")
    assert result.exit_code == 0
    assert "fixed: 1 × bad-date (feedtool explain bad-date)\n" in result.output
    assert run("build", tmp_path / "show").exit_code == 0
    new = next((tmp_path / "show/public").glob("*.xml")).read_bytes()
    assert b"<pubDate>Sat, 01 Jun 2024 08:00:00 +0200</pubDate>" in new


@pytest.mark.parametrize(("option", "count"), [((), 0), (("--keep-new-feed-url",), 1)])
def test_the_address_of_a_move_is_kept_on_request(
    run: Run, tmp_path: Path, option: tuple[str, ...], count: int
) -> None:
    moved = "<itunes:new-feed-url>https://new.example.com/feed.xml</itunes:new-feed-url>"
    (tmp_path / "old.xml").write_bytes(feed(item(1), channel=moved))
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show", *option)
    assert result.exit_code == 0
    left_out = "left out: the feed says that it moved to https://new.example.com/feed.xml\n"
    assert (left_out in result.output) == (count == 0)
    show = (tmp_path / "show/show.yaml").read_text("utf-8")
    assert show.count("new_feed_url: https://new.example.com/feed.xml\n") == count


BROKEN = {
    "an item that is not closed": (feed(item(2), item(1)).replace(b"</item>", b"", 1), 2),
    "a bare &": (feed(item(2).replace("Pier 2", "Piers & quays"), item(1)), 2),
    "an unknown entity": (feed(item(2).replace("Pier 2", "Piers&nbsp;and"), item(1)), 2),
    "an end that is missing": (
        feed(item(2), item(1)).partition(b"<itunes:duration>00:10:01")[0],
        2,
    ),
    "a tag that nobody opened": (feed(item(2) + "</b>", item(1)), 2),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_feed_is_read_on_after_its_faults(run: Run, tmp_path: Path, name: str) -> None:
    data, count = BROKEN[name]
    (tmp_path / "old.xml").write_bytes(data)
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    assert result.exit_code == 1, result.output
    assert "old.xml:" in result.stderr
    assert "the feed is broken; it is read on after each fault" in result.stderr
    assert f"{count} episodes imported\n" in result.stdout
    assert len([*(tmp_path / "show/episodes").iterdir()]) == count
    assert run("build", tmp_path / "show").exit_code == 0


def test_what_stands_in_is_never_published(run: Run, tmp_path: Path) -> None:
    old = (
        b'<rss version="2.0"><channel><title>Nets</title><description>d</description>'
        b"<item><title>a</title><guid>1</guid></item></channel></rss>"
    )
    assert b"not-in-the-feed" not in move(run, tmp_path, old)
    path = tmp_path / "show/show.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "link: https://example.com/\n", "link: https://a.example/\n"
        )
    )
    assert run("build", tmp_path / "show").exit_code == 0
    assert b"not-in-the-feed" not in (tmp_path / "show/public/feed.xml").read_bytes()


def test_a_guid_that_no_source_may_say_is_kept(run: Run, tmp_path: Path) -> None:
    guids = "a&#x7f;b", "a&#x9f;b", "a" * 100_001
    old = feed(
        *(item(n, guid=f"<guid>{one}</guid>") for n, one in zip((3, 2, 1), guids, strict=True))
    )
    assert differences(old, move(run, tmp_path, old)) == []


def test_equal_items_get_guids_that_are_numbered_once() -> None:
    one = "<item><title>Tides</title></item>"
    first, *others = read_incoming(feed(one * 30)).guids
    assert others == [f"{first}#{first}", *(f"{first}#{first}-{n}" for n in range(2, 30))]


def test_who_has_no_room_in_people_yaml_is_written_out() -> None:
    persons = "".join(
        f'<podcast:person href="https://example.com/{n}">Bo</podcast:person>' * 2
        for n in range(2_000)
    )
    incoming = read_incoming(feed(item(1, persons)))
    short = collect_names(incoming.show, {}).keys()
    assert list(short)[:3] == ["bo", "bo-2", "bo-3"]
    assert 1_000 < len(short) < 2_000


def test_the_lines_of_a_source_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    source = SourceFile("show.yaml", {"title": "Tides", "extra": ["a", "b"], "link": "x"})
    calls = []
    format_one = SourceFile._format_key
    monkeypatch.setattr(
        SourceFile, "_format_key", lambda self, key: calls.append(key) or format_one(self, key)
    )
    assert source.keys_at([1, 2, 2, 3] * 100) == ["title", "extra", "link"]
    assert calls == ["title", "extra", "link"]
