"""The medium of a feed, and what a feed of this medium may hold.

Source: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags
(medium.md, remote-item.md, publisher.md, podroll.md)
"""

from collections.abc import Iterable, Iterator

from feedtool.findings.report import Severity
from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.vocabulary import load_list


class _Media:
    """How many enclosures of the feed are audio, and how many video."""

    def __init__(self) -> None:
        self.audio = 0
        self.video = 0


@rule(on="enclosure")
def count_media(enclosure: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Count the audio and video files of the feed."""
    kind = enclosure.get("type") or ""
    if kind == "audio/mpeg":
        memory.of(_Media).audio += 1
    else:
        media, kind = memory.of(_Media), kind[:6].lower()
        media.audio += kind == "audio/"
        media.video += kind == "video/"
    return ()


@rule(on="podcast:alternateEnclosure")
def count_alternates(alternate: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Count videos that are other forms of an episode: the feed is a video feed then too."""
    if (alternate.get("type") or "")[:6].lower() not in ("audio/", ""):
        memory.of(_Media).video += 1
    return ()


def medium_of(channel: OpenElement) -> str:
    """Return the medium of the feed, "podcast" if it gives none; capital letters do not matter."""
    name = channel.text_of("podcast:medium") or "podcast"
    known: list[str] = load_list("mediums")
    return (
        name if name in known else next((one for one in known if one.lower() == name.lower()), name)
    )


def is_list(medium: str) -> bool:
    """Return whether a feed of this medium holds remote items instead of its own."""
    known = load_list("mediums")
    return medium == "mixed" or (medium.endswith("L") and medium in known)


@rule(on="channel")
def inspect_medium(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a medium that does not fit what the feed holds."""
    remote = channel.children.get("podcast:remoteItem")
    medium = channel.children.get("podcast:medium")
    name = medium_of(channel)
    if medium is None:
        return () if remote is None else _find_stray_items(remote, name)
    if is_list(name) and remote is None and _has_items(channel):
        return _find_list_of_items(medium, name)
    found = list(_find_wrong_case(medium, name))
    if is_list(name) or name == "publisher":
        return [*found, *_find_list_faults(channel, medium, name)]
    return [*found, *_find_media_faults(channel, medium, name, memory.of(_Media))]


def _has_items(channel: OpenElement) -> bool:
    return bool(channel.items) or "podcast:liveItem" in channel.children


def _find_list_of_items(medium: OpenElement, name: str) -> Iterator[ElementFault]:
    """Report a show that calls itself a list: it has items, but no remote items."""
    text, meant = medium.text.strip(), name.removesuffix("L")
    write = f"write {meant}" if meant != name else "write the medium of the items"
    message = (
        f'{medium.tag} is "{cut(text)}", a list, but channel has items and no podcast:remoteItem; '
        f"{write}"
    )
    yield ElementFault("medium-list-with-items", message, medium, value=text, in_text=True)


def _find_wrong_case(medium: OpenElement, name: str) -> Iterator[ElementFault]:
    """Report a medium in other case: apps tell a list by its capital L."""
    text = medium.text.strip()
    if not text or text == name:
        return
    message = f'{medium.tag} is "{cut(text)}"; expected exactly "{name}"'
    severity: Severity = "info"
    if is_list(name):
        message += ", or apps do not see that the feed is a list"
        severity = "error"
    yield ElementFault(
        "value-case", message, medium, value=text, severity=severity, in_text=True, instead=name
    )


def _find_stray_items(remote: OpenElement, name: str) -> Iterator[ElementFault]:
    message = (
        f'{remote.tag} stands in the channel, but the medium of the feed is "{cut(name)}"; '
        "move it to podcast:podroll, or choose a medium that is a list"
    )
    yield ElementFault("remote-item-in-show", message, remote)


def _find_list_faults(
    channel: OpenElement, medium: OpenElement, name: str
) -> Iterator[ElementFault]:
    if "podcast:remoteItem" not in channel.children:
        message = f'{medium.tag} is "{name}", but channel has no podcast:remoteItem; add them'
        yield ElementFault("medium-list-empty", message, medium)
    if _has_items(channel) and name != "publisher":
        message = f'{medium.tag} is "{name}", a list, but channel has items; expected no items'
        yield ElementFault("medium-list-with-items", message, medium)
    if name == "publisher" and "podcast:guid" not in channel.children:
        message = (
            f'{medium.tag} is "publisher", but channel has no podcast:guid, which the '
            "publisher's shows refer to; add it"
        )
        yield ElementFault("publisher-without-guid", message, medium)


def _find_media_faults(
    channel: OpenElement, medium: OpenElement, name: str, media: _Media
) -> Iterator[ElementFault]:
    if name in ("video", "film") and media.audio and not media.video:
        message = f'{medium.tag} is "{name}", but all enclosures are audio'
        yield ElementFault("medium-differs", message, medium)
    if name in ("music", "audiobook") and media.video and not media.audio:
        message = f'{medium.tag} is "{name}", but all enclosures are video'
        yield ElementFault("medium-differs", message, medium)
    remote = channel.children.get("podcast:remoteItem")
    if remote is not None:
        yield from _find_stray_items(remote, name)


@rule(on="podcast:remoteItem")
def inspect_remote_medium(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a medium in other case, which apps that compare letter by letter do not know."""
    text = (item.get("medium") or "").strip()
    known: list[str] = load_list("mediums")
    if not text or text in known:
        return ()
    in_publisher = item.parent is not None and item.parent.plan.id == "podcast:publisher"
    name = next((one for one in known if one.lower() == text.lower()), "")
    if not name or (in_publisher and name == "publisher"):
        return ()
    message = f'medium of {item.tag} is "{cut(text)}"; expected exactly "{name}"'
    return (
        ElementFault("value-case", message, item, "medium", text, severity="warning", instead=name),
    )


@rule(on="podcast:publisher")
def inspect_publisher(publisher: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a publisher whose remote item does not say medium="publisher"."""
    item = publisher.children.get("podcast:remoteItem")
    medium = item.get("medium") if item is not None else "publisher"
    if item is not None and medium != "publisher":
        found = f'is "{cut(medium)}"' if medium else "is missing"
        message = f'medium of {item.tag} {found}; expected medium="publisher"'
        yield ElementFault("publisher-medium", message, item)


@rule(on="podcast:podroll")
def inspect_podroll(podroll: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an item in a podroll, which names shows only."""
    for item in podroll.all("podcast:remoteItem"):
        if item.get("itemGuid"):
            message = f"{item.tag} names an item; a podroll names shows, and apps ignore itemGuid"
            yield ElementFault("remote-item-unused", message, item, "itemGuid")
