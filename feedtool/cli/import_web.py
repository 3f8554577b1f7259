"""`feedtool import` of a page: what kind of page it is, and what web pages tell."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.feed_sources import Document
from feedtool.findings.wording import cut

if TYPE_CHECKING:
    from feedtool.importing.page.read_page import Page
    from feedtool.importing.page.web_facts import WebFacts

# Of a page saved as text, in bytes. A web page is mostly markup.
MAX_BYTES = 2_000_000
_MOST_WEB_BYTES = 10_000_000
_EXPECTED = "expected an episode's page (HTML, or saved as text), a feed or an OPML list"


def read_any_page(document: Document) -> "Page":
    """Read an episode's page: a web page, or one that was saved as text.

    Raises PageError, which says what else it is.
    """
    from feedtool.importing.page.other_formats import name_other_format  # noqa: PLC0415 - as below
    from feedtool.importing.page.read_page import PageError, read_page  # noqa: PLC0415 - only this command's
    from feedtool.importing.web.read_web_page import read_web_page  # noqa: PLC0415 - lxml
    from feedtool.importing.web.tree import is_web_page  # noqa: PLC0415 - as above
    from feedtool.values.page_decoding import decode_page  # noqa: PLC0415 - as above

    data = document.data
    if len(data) > _MOST_WEB_BYTES:
        raise PageError(f"it is larger than {_MOST_WEB_BYTES:,} bytes; {_EXPECTED}")
    if other := name_other_format(data):
        raise PageError(f"{other}; {_EXPECTED}")
    web = decode_page(data, document.charset)
    if is_web_page(web):
        return read_web_page(web, document.url)
    return read_page(_decode(data))


def _decode(data: bytes) -> str:
    from feedtool.importing.page.read_page import PageError  # noqa: PLC0415 - only this command's

    if len(data) > MAX_BYTES:
        says = f"it is larger than {MAX_BYTES:,} bytes; expected a page saved as text"
        raise PageError(says)
    if not data.strip() or b"\0" in data:
        raise PageError(f"it is empty or not a text; {_EXPECTED}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = data.count(b"\n", 0, why.start) + 1
        byte = data[why.start]
        raise PageError(f"the byte 0x{byte:02X} is not UTF-8; save it as UTF-8", line) from None


def describe_web(web: "WebFacts") -> Iterator[str]:
    """Yield what only a web page tells: files, addresses, contradictions, what is left out."""
    facts = {
        "audio": web.audio,
        "duration": f"{web.duration_s:,} seconds" if web.duration_s else "",
        "link": web.link,
        "transcripts": ", ".join(web.transcripts),
        "found in": ", ".join(web.found_in),
    }
    for name, value in facts.items():
        if value:
            yield f"  {name:<16}{cut(value)}"
    if web.contradictions:
        yield "the page contradicts itself:"
        yield from (f"  {one}" for one in web.contradictions)
    if web.notes:
        yield "to check:"
        yield from (f"  {one}" for one in web.notes)


def list_feeds(feeds: Sequence[str], folder: Path) -> Iterator[str]:
    """Yield the command that imports the feed that a page names, with all of its episodes."""
    if feeds:
        more = f" (and {len(feeds) - 1} more)" if len(feeds) > 1 else ""
        yield f"the page names a feed{more}, which has all episodes with their guids; to import it:"
        name = _show_of(feeds[0], folder).as_posix()
        yield f"  feedtool import {shlex.quote(feeds[0])} --into {shlex.quote(name)}"


def _show_of(feed: str, folder: Path) -> Path:
    """Return the folder to import a feed into: that of its show, or a new one."""
    from feedtool.importing.subscriptions.show_folders import find_feed_url  # noqa: PLC0415 - pydantic

    if not folder.exists() or find_feed_url(folder / "show.yaml") == feed:
        return folder
    return folder.with_name(f"{folder.resolve().name}-feed")
