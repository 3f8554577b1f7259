"""An OPML list → the feeds that it names, each once, in its order.

Source: https://opml.org/spec2.opml
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError
from feedtool.importing.feed.elements import split_tag
from feedtool.importing.feed.parsing import parse_root
from feedtool.values.urls import check_http_url

MAX_BYTES = 3_000_000
MOST_FEEDS = 2_000
_LONGEST_URL = 2_000
_LONGEST_TITLE = 200
# Apps write their own schemes before the address of a feed.
_SCHEMES = ("feed", "itpc", "pcast", "podcast", "rss")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed of a list: its title there, "" without one, and its address; `line` is its place.

    `fault` says why the address is none, and is "" where it is one.
    """

    title: str
    url: str
    line: int
    fault: str = ""


def read_opml(data: bytes, file: str = "") -> list[Subscription]:
    """Return the feeds of a list; one that it names again is left out.

    Raises SourceError if it is no OPML list, too large, or names no feed.
    """
    if len(data) > MAX_BYTES:
        raise _fault(file, f"the list is larger than {MAX_BYTES // 1_000_000} MB; split it")
    root = parse_root(data, file)
    if split_tag(root.tag)[1].lower() != "opml":
        raise _fault(file, "the outermost element is not opml; expected an OPML list of feeds")
    found: dict[str, Subscription] = {}
    for one in _list_feeds(root):
        found.setdefault(_key(one.url), one)
        if len(found) > MOST_FEEDS:
            says = f"the list names more than {MOST_FEEDS:,} feeds; split it, and import each part"
            raise _fault(file, says, one.line)
    if not found:
        raise _fault(file, "the list names no feed: no outline in it has xmlUrl")
    return [*found.values()]


def _list_feeds(root: Any) -> Iterator[Subscription]:
    """Yield a feed for each outline with the address of one, whatever group it stands in."""
    for outline in root.iter("{*}outline"):
        given = {name.lower(): value for name, value in outline.attrib.items()}
        url = given.get("xmlurl", "").strip()
        if url:
            title = " ".join((given.get("text") or given.get("title") or "")[:1_000].split())
            url, fault = _read_address(url)
            yield Subscription(title[:_LONGEST_TITLE], url, outline.sourceline or 1, fault)


def _read_address(text: str) -> tuple[str, str]:
    """Return an address as a server knows it, and what is wrong with it.

    >>> _read_address("feed://example.com/f.xml"), _read_address("feed:https://example.com/f")
    (('http://example.com/f.xml', ''), ('https://example.com/f', ''))
    """
    scheme, _, rest = text.partition(":")
    if scheme.lower() in _SCHEMES:
        text = rest if rest.lower().startswith(("http:", "https:")) else f"http:{rest}"
    if len(text) > _LONGEST_URL:
        return text, f"the address has more than {_LONGEST_URL:,} characters"
    if not text.lower().startswith(("http://", "https://")):
        return text, "it is no address of http or https"
    fault = next((one for one in check_http_url(text) if one.severity == "error"), None)
    fixed = fault.fix(text) if fault else None
    return (fixed or text), ("" if fault is None or fixed else fault.says)


def _key(url: str) -> str:
    """Return what is the same for two ways to write one address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.lower()}{parts.path or '/'}?{parts.query}"


def _fault(file: str, message: str, line: int = 1) -> SourceError:
    return SourceError([make_finding("not-a-feed", message, file or "subscriptions.opml", line, 1)])
