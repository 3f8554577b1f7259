"""What kind of feed this is, and what belongs into such a feed.

Source: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags
(medium.md, remote-item.md, publisher.md, podroll.md)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedtool.validator.checking.log import cut
from feedtool.validator.checking.structure import Facts
from feedtool.validator.elements.open_element import Frame
from feedtool.validator.rules import Problem, rule
from feedtool.vocabulary import load_list


@dataclass(slots=True)
class _Media:
    """How many enclosures of the feed are audio, and how many video."""

    audio: int = 0
    video: int = 0


@rule(on="enclosure")
def count_media(enclosure: Frame, facts: Facts) -> Iterable[Problem]:
    """Remember what the feed holds."""
    kind = enclosure.get("type") or ""
    if kind == "audio/mpeg":
        facts.of(_Media).audio += 1
    else:
        media, kind = facts.of(_Media), kind[:6].lower()
        media.audio += kind == "audio/"
        media.video += kind == "video/"
    return ()


@rule(on="podcast:alternateEnclosure")
def count_alternates(alternate: Frame, facts: Facts) -> Iterable[Problem]:
    """A video beside the audio makes a video feed too."""
    if (alternate.get("type") or "")[:6].lower() not in ("audio/", ""):
        facts.of(_Media).video += 1
    return ()


def medium_of(channel: Frame) -> str:
    """Return the medium of the feed."""
    return channel.text_of("podcast:medium") or "podcast"


def is_list(medium: str) -> bool:
    """Return whether a feed of this medium holds remote items in place of its own."""
    known = load_list("mediums")
    return medium == "mixed" or (medium.endswith("L") and medium in known)


@rule(on="channel")
def inspect_medium(channel: Frame, facts: Facts) -> Iterable[Problem]:
    """The medium beside what the feed holds."""
    remote = channel.children.get("podcast:remoteItem")
    medium = channel.children.get("podcast:medium")
    name = medium_of(channel)
    if medium is None:
        return () if remote is None else _find_stray_items(remote, name)
    if is_list(name) or name == "publisher":
        return _inspect_list(channel, medium, name)
    return _inspect_media(channel, medium, name, facts.of(_Media))


def _find_stray_items(remote: Frame, name: str) -> Iterator[Problem]:
    message = (
        f'{remote.tag} stands in the channel of a feed whose medium is "{cut(name)}"; expected it '
        "in podcast:podroll, or a medium that is a list"
    )
    yield Problem("remote-item-in-show", message, remote)


def _inspect_list(channel: Frame, medium: Frame, name: str) -> Iterator[Problem]:
    if "podcast:remoteItem" not in channel.children:
        message = f'{medium.tag} is "{name}", and channel has no podcast:remoteItem; add them'
        yield Problem("medium-list-empty", message, medium)
    if (channel.items or "podcast:liveItem" in channel.children) and name != "publisher":
        message = f'{medium.tag} is "{name}", a list, and channel has items; expected none'
        yield Problem("medium-list-with-items", message, medium)
    if name == "publisher" and "podcast:guid" not in channel.children:
        message = (
            f'{medium.tag} is "publisher", and channel has no podcast:guid to refer to; add it'
        )
        yield Problem("publisher-without-guid", message, medium)


def _inspect_media(channel: Frame, medium: Frame, name: str, media: _Media) -> Iterator[Problem]:
    if name in ("video", "film") and media.audio and not media.video:
        message = f'{medium.tag} is "{name}", and all enclosures are audio'
        yield Problem("medium-differs", message, medium)
    if name in ("music", "audiobook") and media.video and not media.audio:
        message = f'{medium.tag} is "{name}", and all enclosures are video'
        yield Problem("medium-differs", message, medium)
    remote = channel.children.get("podcast:remoteItem")
    if remote is not None:
        yield from _find_stray_items(remote, name)


@rule(on="podcast:publisher")
def inspect_publisher(publisher: Frame, facts: Facts) -> Iterable[Problem]:
    """A publisher's feed says that it is one."""
    item = publisher.children.get("podcast:remoteItem")
    medium = item.get("medium") if item is not None else "publisher"
    if item is not None and medium != "publisher":
        found = f'is "{cut(medium)}"' if medium else "is missing"
        message = f'medium of {item.tag} {found}; expected medium="publisher"'
        yield Problem("publisher-medium", message, item)


@rule(on="podcast:podroll")
def inspect_podroll(podroll: Frame, facts: Facts) -> Iterable[Problem]:
    """A podroll names shows."""
    for item in podroll.all("podcast:remoteItem"):
        if item.get("itemGuid"):
            message = f"{item.tag} names an item; a podroll names shows, apps pass over itemGuid"
            yield Problem("remote-item-unused", message, item, "itemGuid")
