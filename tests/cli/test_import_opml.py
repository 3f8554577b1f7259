"""`feedtool import` of an OPML list: a show for each feed, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from click.testing import Result
from pytest_httpserver import HTTPServer

from feedtool import load_show

Run = Callable[..., Result]


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
        f"{feeds}/lighthouse: 1 episode imported from {host.url('/b.xml')}\n"
        f"{feeds}: 2 of 2 feeds imported\n"
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
    assert result.stdout.splitlines()[1:] == [
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
    assert result.stderr.startswith(f"{host.url('/page')}:")
    assert result.stdout.endswith(
        f"{feeds}: 1 of 4 feeds imported; 3 failed: {host.url('/page')}, {host.url('/gone')}, file:///etc/passwd\n"
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
