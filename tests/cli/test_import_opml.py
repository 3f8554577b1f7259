"""`feedtool import` of an OPML list: a show for each feed, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from click.testing import Result
from pytest_httpserver import HTTPServer

from feedtool import load_show

Run = Callable[..., Result]
MOVE = (
    "to move the feed, set feed_url in its show.yaml to its new address, and moved_from: the old one "
    "(docs/moving.md)\n"
)
WEEKDAY = "    1 of them wrong: date-weekday-wrong (feedtool explain date-weekday-wrong)\n"


def doubts(show: Path, kept: int, more: str = "") -> str:
    return (
        f"  kept as published, in as-published.jsonl: {kept} elements\n{more}"
        f"  not in the feed, to fill in: {show}/show.yaml: artwork, categories, language, owner\n"
    )


def feed(title: str, url: str, number: int = 1) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
        f"<channel><title>{title}</title><link>https://example.com/</link><description>Ports.</description>"
        f'<atom:link rel="self" href="{url}"/>'
        + "".join(
            f'<item><title>Tides {at}</title><guid isPermaLink="false">{title}-{at}</guid>'
            f"<pubDate>Fri, 0{at} Mar 2024 06:00:00 +0000</pubDate>"
            f'<enclosure url="https://example.com/{at}.mp3" length="1000" type="audio/mpeg"/></item>'
            for at in range(number, 0, -1)
        )
        + "</channel></rss>\n"
    )


class Host:
    """A server of feeds, and the list that names them."""

    def __init__(self, server: HTTPServer, folder: Path) -> None:
        self.server, self.folder, self.lines = server, folder, list[str]()

    def url(self, path: str) -> str:
        return self.server.url_for(path)

    def serve(self, path: str, title: str, number: int = 1, self_path: str = "") -> None:
        text = feed(title, self.url(self_path or path), number)
        self.server.expect_request(path).respond_with_data(text, content_type="text/xml")

    def outline(self, path: str, title: str = "x") -> None:
        url = self.url(path) if path.startswith("/") else path
        self.lines.append(f"<outline type='rss' text={quoteattr(title)} xmlUrl={quoteattr(url)}/>")

    def write(self) -> Path:
        path = self.folder / "list.opml"
        body = "\n".join(self.lines)
        path.write_text(
            f'<?xml version="1.0"?>\n<opml version="2.0"><head/><body>\n{body}\n</body></opml>',
            "utf-8",
        )
        return path


@pytest.fixture
def host(httpserver: HTTPServer, tmp_path: Path) -> Host:
    return Host(httpserver, tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_each_feed_of_a_list_becomes_a_show(run: Run, host: Host, tmp_path: Path) -> None:
    host.serve("/a.xml", "Harbour Notes", 2)
    host.serve("/b.xml", "Lighthouse")
    host.outline("/a.xml")
    host.lines.append("<outline text='Sea'>")
    host.outline("/b.xml")
    host.lines.append("</outline>")
    feeds = tmp_path / "feeds"
    result = run("import", host.write(), "--into", feeds, "--allow-private")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{feeds}/harbour-notes: 2 episodes imported from {host.url('/a.xml')}\n"
        + doubts(feeds / "harbour-notes", 16, WEEKDAY)
        + f"{feeds}/lighthouse: 1 episode imported from {host.url('/b.xml')}\n"
        + doubts(feeds / "lighthouse", 12)
        + f"{feeds}: 2 of 2 feeds imported\n"
        f"now run: feedtool build {feeds}/harbour-notes {feeds}/lighthouse\n{MOVE}"
    )
    show = load_show(feeds / "harbour-notes")
    assert [one.guid for one in show.episodes] == ["Harbour Notes-1", "Harbour Notes-2"]
    assert run("build", feeds / "lighthouse").exit_code == 0


def test_a_feed_that_is_named_twice_is_imported_once(run: Run, host: Host, tmp_path: Path) -> None:
    host.serve("/a.xml", "Harbour Notes")
    host.serve("/old.xml", "Harbour Notes", self_path="/a.xml")
    for path in ("/a.xml", "/a.xml", "/old.xml"):
        host.outline(path)
    feeds = tmp_path / "feeds"
    result = run("import", host.write(), "--into", feeds, "--allow-private")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[3:5] == [
        f"{feeds}/harbour-notes: {host.url('/old.xml')} is the same feed once more",
        f"{feeds}: 1 of 2 feeds imported",
    ]
    assert names(feeds) == ["harbour-notes"]


def test_a_bad_feed_is_told_and_the_others_go_on(run: Run, host: Host, tmp_path: Path) -> None:
    host.serve("/a.xml", "Harbour Notes")
    host.server.expect_request("/page").respond_with_data("<!DOCTYPE html><p>Sign in</p>")
    host.server.expect_request("/gone").respond_with_data("", status=404)
    for path in ("/page", "/gone", "file:///etc/passwd", "/a.xml"):
        host.outline(path)
    feeds = tmp_path / "feeds"
    result = run("import", host.write(), "--into", feeds, "--allow-private")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[1:] == [
        f"{host.url('/gone')}: error: answers 404 (Not Found); there is no such file; check the address [unreachable]",
        f'{tmp_path}/list.opml:5:1: error: xmlUrl is "file:///etc/passwd"; it is no address of http or https [bad-url]',
    ]
    assert result.stderr.startswith(
        f"{host.url('/page')}:1:1: error: this is a web page; expected a feed [not-a-feed]\n"
    )
    assert result.stdout.endswith(
        f"{feeds}: 1 of 4 feeds imported; 3 failed: {host.url('/page')}, {host.url('/gone')}, file:///etc/passwd\n"
        f"now run: feedtool build {feeds}/harbour-notes\n{MOVE}"
    )
    assert names(feeds) == ["harbour-notes"]


def test_private_addresses_are_refused_unasked(run: Run, host: Host, tmp_path: Path) -> None:
    host.serve("/a.xml", "Harbour Notes")
    host.outline("/a.xml")
    result = run("import", host.write(), "--into", tmp_path / "feeds")
    assert result.exit_code == 2
    assert "feedtool reads from public addresses only" in result.stderr
    assert (
        result.stdout
        == f"{tmp_path}/feeds: 0 of 1 feeds imported; 1 failed: {host.url('/a.xml')}\n"
    )
    assert names(tmp_path / "feeds") == []


@pytest.mark.parametrize(
    ("title", "folder"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-show"),
        ("x" * 300, "x" * 60),
        ("Häfen &amp; Fähren", "hafen-fahren"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
    ],
)
def test_a_title_becomes_the_name_of_a_folder_inside(
    run: Run, host: Host, tmp_path: Path, title: str, folder: str
) -> None:
    host.serve("/a.xml", title)
    host.outline("/a.xml")
    assert (
        run("import", host.write(), "--into", tmp_path / "feeds", "--allow-private").exit_code == 0
    )
    assert names(tmp_path / "feeds") == [folder]
    assert names(tmp_path) == ["feeds", "list.opml"]


def test_two_shows_of_one_title_and_what_is_there_never_meet(
    run: Run, host: Host, tmp_path: Path
) -> None:
    host.serve("/a.xml", "Harbour Notes")
    host.serve("/b.xml", "Harbour  Notes!")
    host.outline("/a.xml")
    host.outline("/b.xml")
    mine = tmp_path / "feeds" / "harbour-notes"
    mine.mkdir(parents=True)
    (mine / "mine.txt").write_text("mine")
    (tmp_path / "feeds" / "harbour-notes-2").symlink_to(tmp_path / "nowhere")
    assert (
        run("import", host.write(), "--into", tmp_path / "feeds", "--allow-private").exit_code == 0
    )
    assert names(tmp_path / "feeds") == [
        "harbour-notes", "harbour-notes-2", "harbour-notes-3", "harbour-notes-4",
    ]  # fmt: skip
    assert names(mine) == ["mine.txt"]


def test_the_same_list_again_adds_what_is_new(run: Run, host: Host, tmp_path: Path) -> None:
    host.serve("/a.xml", "Harbour Notes", 1)
    host.outline("/a.xml")
    feeds = tmp_path / "feeds"
    run("import", host.write(), "--into", feeds, "--allow-private")
    again = run("import", host.write(), "--into", feeds, "--allow-private")
    assert (again.exit_code, again.stdout.splitlines()[0]) == (
        0,
        f"{feeds}/harbour-notes: 0 new, 0 changed",
    )
    host.server.clear()
    host.serve("/a.xml", "Harbour Notes", 3)
    more = run("import", host.write(), "--into", feeds, "--allow-private")
    assert more.stdout.splitlines()[0] == f"{feeds}/harbour-notes: 2 new, 0 changed"
    assert len(load_show(feeds / "harbour-notes").episodes) == 3
    assert names(feeds) == ["harbour-notes"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<opml version='2.0'><body><outline text='x'/></body></opml>",
         "list.opml:1:1: error: the list names no feed: no outline in it has xmlUrl [not-a-feed]"),
        ("<opml", "list.opml:1:1: error: the list names no feed"),
        ("<opml><body>" + "".join(f"\n<outline xmlUrl='https://example.com/{at}'/>" for at in range(2_001)) + "</body></opml>",
         "list.opml:2002:1: error: the list names more than 2,000 feeds; split it, and import each part [not-a-feed]"),
        ("<opml><body>" + " " * 3_000_000, "list.opml:1:1: error: the list is larger than 3 MB; split it [not-a-feed]"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_used_writes_nothing(
    run: Run, tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "list.opml").write_text(text, "utf-8")
    result = run("import", tmp_path / "list.opml", "--into", tmp_path / "feeds")
    assert result.exit_code == 2
    assert f"{tmp_path}/{says}" in result.stderr
    assert result.stderr.endswith(f"{tmp_path}/feeds: nothing is imported: 1 error\n")
    assert not (tmp_path / "feeds").exists()


def test_options_of_one_feed_or_page_are_refused(run: Run, host: Host, tmp_path: Path) -> None:
    host.outline("/a.xml")
    path = host.write()
    for option in (["--fix"], ["--verify"], ["--set", "title=x"]):
        assert run("import", path, "--into", tmp_path / "feeds", *option).exit_code == 2


def test_a_show_is_no_folder_of_shows(run: Run, host: Host, tmp_path: Path) -> None:
    host.outline("/a.xml")
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "show.yaml").write_text("title: x\n")
    result = run("import", host.write(), "--into", tmp_path / "show")
    assert (result.exit_code, result.stderr) == (
        2,
        f"{tmp_path}/show: error: it is a show itself; name the folder in which the shows are to be [import-conflict]\n",
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "this is a picture; expected a feed"),
        (b"<opml version='2.0'><body/></opml>", "this is an OPML list; expected a feed"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "this is a calendar (iCalendar); expected a feed"),
        (b"<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' "
         b"href='https://example.com/feed.xml'></head><body><p>Hi</p></body></html>",
         "this is a web page; expected a feed; the page names https://example.com/feed.xml: write this "
         "address into the list"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_by_what_it_is(
    run: Run, host: Host, tmp_path: Path, data: bytes, says: str
) -> None:
    host.server.expect_request("/x").respond_with_data(data)
    host.outline("/x")
    result = run("import", host.write(), "--into", tmp_path / "feeds", "--allow-private")
    assert (result.exit_code, result.stderr) == (
        2, f"{host.url('/x')}:1:1: error: {says} [not-a-feed]\n",
    )  # fmt: skip


def test_each_feed_says_what_a_single_import_says(run: Run, host: Host, tmp_path: Path) -> None:
    text = feed("Harbour Notes", host.url("/a.xml"))
    moved = "<itunes:new-feed-url>https://example.com/new.xml</itunes:new-feed-url></channel>"
    itunes = 'version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    text = text.replace("</channel>", moved).replace('version="2.0"', itunes)
    broken = text.replace("<title>Tides 1", "<title>Tides & 1").replace("Harbour Notes", "Pilots")
    host.server.expect_request("/a.xml").respond_with_data(text)
    host.server.expect_request("/b.xml").respond_with_data(broken.replace("/a.xml", "/b.xml"))
    host.outline("/a.xml")
    host.outline("/b.xml")
    feeds = tmp_path / "feeds"
    result = run("import", host.write(), "--into", feeds, "--allow-private")
    assert result.exit_code == 1
    left_out = "  left out: the feed says that it moved to https://example.com/new.xml\n"
    assert result.stdout.count(left_out) == 2
    place = host.url("/b.xml")
    assert result.stderr.startswith(f"{place}:")
    assert result.stderr.endswith(
        f"{place}: the feed is broken; it is read on after each fault, so look at what was imported "
        f"(feedtool validate {place})\n"
    )
    assert f"{feeds}: 2 of 2 feeds imported; 1 to look at: see what is said of each above\n" in (
        result.stdout
    )


def test_a_merge_of_a_list_names_what_changes(run: Run, host: Host, tmp_path: Path) -> None:
    host.serve("/a.xml", "Harbour Notes", 2)
    host.outline("/a.xml")
    feeds = tmp_path / "feeds"
    run("import", host.write(), "--into", feeds, "--allow-private")
    host.server.clear()
    text = feed("Harbour Notes", host.url("/a.xml"), 3).replace(">Tides 2<", ">Nets<")
    host.server.expect_request("/a.xml").respond_with_data(text)
    again = run("import", host.write(), "--into", feeds, "--allow-private")
    show = f"{feeds}/harbour-notes"
    assert again.stdout == (
        f"{show}: 1 new, 1 changed\n  new: {show}/episodes/e-tides-3.md\n"
        f"  changed: {show}/episodes/e-tides-2.md: title\n{feeds}: 1 of 1 feeds imported\n"
        f"now run: feedtool build {show}\n{MOVE}"
    )
