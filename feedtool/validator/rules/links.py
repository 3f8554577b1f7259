"""Links of the feed: to itself, to more pages of the feed, to the web site.

Source: https://www.rssboard.org/rss-profile (atom:link); https://www.rfc-editor.org/rfc/rfc5005
"""

from collections.abc import Iterable
from urllib.parse import urljoin

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_TOPIC = "one link for all items"
_FEWEST_LINKS = 3
_ATOM = "http://www.w3.org/2005/Atom"
_ARCHIVES = ("current", "next-archive", "prev-archive", "self")


@rule(on="channel")
def find_missing_self_link(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a feed without a link to its own address."""
    if not _links(channel, "self"):
        hub = ", so apps cannot use its hub" if _links(channel, "hub") else ""
        message = (
            f"channel has no link to the feed itself{hub}; "
            'add <atom:link rel="self" type="application/rss+xml" href="…"/>'
        )
        if not any("/2005/atom" in uri.lower() for uri in channel.scope.uris.values()):
            message += f'; declare the prefix in rss: xmlns:atom="{_ATOM}"'
        yield ElementFault("self-link-missing", message, channel)


@rule(on="channel")
def find_second_self_link(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report each link to the feed itself after the first: apps cannot know which is right."""
    links = _links(channel, "self")
    for link in links[1:]:
        message = (
            f"channel has a second link to the feed itself; the first is on line {links[0].line}"
        )
        yield ElementFault("self-link-repeated", message, link)


@rule(on="channel")
def find_other_self_link(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a link to the feed itself that is not the address that it was fetched from."""
    for link in _links(channel, "self")[:1]:
        href = (link.get("href") or "").strip()
        # Atom allows a part of an address, which is completed with the address of the feed.
        if memory.url and href and urljoin(memory.url, href) != memory.url != href:
            message = (
                f'href of the self link is "{cut(href)}"; '
                f'the feed was read from "{cut(memory.url)}"'
            )
            yield ElementFault("self-link-differs", message, link, value=href)


@rule(on="atom:link")
def find_odd_type(link: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a link to the feed itself whose type is not a type of feed."""
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    if link.get("rel") == "self" and kind and kind not in _FEED_TYPES:
        message = f'type of the self link is "{cut(kind)}"; expected "application/rss+xml"'
        yield ElementFault(
            "self-link-type", message, link, "type", kind, instead="application/rss+xml"
        )


@rule(on="item", with_child="atom:link")
def find_channel_link(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report links in an item that are about the whole feed."""
    for link in item.all("atom:link"):
        if link.get("rel") in _ARCHIVES:
            message = (
                f'a link with rel="{link.get("rel")}" is about the feed; expected it in channel'
            )
            yield ElementFault("channel-link-in-item", message, link)


@rule(on="channel")
def find_pages(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a next page: some directories read only the first, and it may lead in a circle."""
    own = own_addresses(channel)
    for link in _links(channel, "next"):
        if (link.get("href") or "").strip() in own:
            message = "the link to the next page leads to this page; expected another address"
            yield ElementFault("paging-loop", message, link)
        else:
            message = "older items are on further pages; Apple and Spotify read only the first page"
            yield ElementFault("feed-paged", message, link)


@rule(on="channel")
def find_link_to_feed(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a link of the show that leads to the feed instead of a web page."""
    link = channel.children.get("link")
    href = link.text.strip() if link is not None else ""
    if link is None or not href:
        return
    if href in own_addresses(channel) and href.lower().partition("?")[0].endswith(
        (".xml", ".rss", "/feed", "/rss", "/feed/")
    ):
        message = "link of the channel leads to the feed itself; expected the web page of the show"
        yield ElementFault("link-is-feed", message, link, value=href)


class _Shared:
    """The first link of an item, and how many items have a link, as long as all are the same.

    `address` is without what servers ignore: scheme, www., case and last slash.
    """

    def __init__(self) -> None:
        self.first: OpenElement | None = None
        self.address = ""
        self.count = 0


@rule(on="item", with_child="link")
def compare_link(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare the link of an item with that of the first."""
    if _TOPIC in memory.settled:
        return ()
    shared, link = memory.of(_Shared), item.children["link"]
    address = _bare(link.text)
    if shared.first is None:
        shared.first, shared.address = link, address
    shared.count += 1
    if address != shared.address or not address:
        memory.settled.add(_TOPIC)
    return ()


@rule(on="channel")
def find_shared_link(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report items that all have one link: no episode has a page of its own."""
    shared = memory.of(_Shared)
    if shared.first is None or _TOPIC in memory.settled or shared.count < _FEWEST_LINKS:
        return
    is_home = shared.address == _bare(channel.text_of("link"))
    page = ", the home page of the show" if is_home else ""
    text = shared.first.text.strip()
    message = (
        f'link of all {shared.count} items is "{cut(text)}"{page}; '
        "expected the page of each episode"
    )
    yield ElementFault("link-shared", message, shared.first, value=text)


def _bare(url: str) -> str:
    return url.strip().lower().partition("://")[2].removeprefix("www.").rstrip("/")


def _links(channel: OpenElement, rel: str) -> list[OpenElement]:
    return [link for link in channel.all("atom:link") if link.get("rel") == rel]


def own_addresses(channel: OpenElement) -> list[str]:
    """Return the addresses that the feed gives as its own."""
    return [(link.get("href") or "").strip() for link in _links(channel, "self")]
