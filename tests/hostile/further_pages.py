"""Feeds in pages that a build is held against; what servers do is in tests/remote/hostile_server.py."""

from pathlib import Path

from hostile.feeds import filled
from hostile.registry import clean, hostile
from hostile.small_shows import write_show

AGAINST = ("build", ".", "--check", "--against", "feed.xml")
_HEAD = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Notes</title>'
_ITEM = (
    "<item><title>Nets</title><guid>harbour-1</guid>"
    '<enclosure url="https://example.com/1.mp3" length="1000000" type="audio/mpeg"/>'
    "<pubDate>Fri, 01 Mar 2024 00:00:00 +0000</pubDate></item>"
)


def link(href: str) -> str:
    return f'<atom:link rel="next" href="{href}"/>\n'


def write_feed(folder: Path, inner: str) -> None:
    write_show(folder)
    (folder / "feed.xml").write_text(f"{_HEAD}{inner}{_ITEM}</channel></rss>", "utf-8")


@clean("http", *AGAINST)
def one_page(folder: Path, size: int) -> None:
    write_feed(
        folder, filled(b"<item><title>Neither guid nor audio</title></item>\n", size).decode()
    )


@hostile("http", *AGAINST)
def pages_that_are_not_there(folder: Path, size: int) -> None:
    write_feed(folder, "".join(link(f"page-{number}.xml") for number in range(size // 45)))


@hostile("http", *AGAINST)
def pages_with_names_out_of_the_folder(folder: Path, size: int) -> None:
    names = ("%2e%2e", "..%2f..%2fa", "%00", "/etc/passwd", "file:///etc/passwd", "//[", "a:b")
    write_feed(folder, "".join(link(name) for name in names) * max(size // 300, 1))


@hostile("http", *AGAINST)
def page_with_a_long_name(folder: Path, size: int) -> None:
    write_feed(folder, link("%61/" * (size // 4)))


@hostile("http", *AGAINST)
def pages_without_end(folder: Path, size: int) -> None:
    """More small pages than are read, each of which names all before it and the next."""
    count = max(size // 2000, 2)
    write_feed(folder, link("page-0.xml"))
    for number in range(count):
        links = link("feed.xml") * 20 + link(f"page-{number + 1}.xml")
        text = f"{_HEAD}{links}</channel></rss>"
        (folder / f"page-{number}.xml").write_text(text, "utf-8")


@hostile("http", *AGAINST)
def pages_that_name_each_other(folder: Path, size: int) -> None:
    links = "".join(link(f"page-{number % 50}.xml") for number in range(max(size // 51 // 45, 1)))
    write_feed(folder, links)
    for number in range(50):
        (folder / f"page-{number}.xml").write_text(f"{_HEAD}{links}</channel></rss>", "utf-8")
