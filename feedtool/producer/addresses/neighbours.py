"""Shows that name each other by their folders: `publisher: ../network`, `podroll: [../lighthouse]`.

The path replaces the guid of a remote item; guid, address, title and medium come from the other
show's files, as its own build would write them. Only its show.yaml and feed.lock are read, so shows
may name each other.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/remote-item.md;
docs/examples/publishers/publishers.md in the same place
"""

import os.path
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from feedtool.findings.report import Finding, SourceError
from feedtool.findings.wording import cut, printable
from feedtool.producer.addresses.show_addresses import address_of, guid_of
from feedtool.show.elements import Given, read_elements
from feedtool.show.key_path import KeyPath
from feedtool.show.lock import read_lock
from feedtool.show.model import Item, Show
from feedtool.show.placing import make_finding_at
from feedtool.show.reading import load_channel

_GUID = "feedGuid"
_LISTS = "podcast:remoteItem"
_BELONGS = "podcast:publisher"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another show, and what a remote item says of it."""

    show: Show
    guid: str

    def attributes(self) -> dict[str, str]:
        """Return the attributes of a remote item that names it."""
        return {
            _GUID: self.guid, "feedUrl": address_of(self.show), "medium": medium_of(self.show),
            "title": self.show.title,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """A path in a remote item; `within` is the outermost element around it."""

    text: str
    model: Show | Item
    key: KeyPath
    within: str


def medium_of(show: Show) -> str:
    """Return the kind of feed that a show is."""
    return str(show.elements.get("medium", "podcast"))


def find_neighbours(show: Show) -> tuple[dict[str, Neighbour], list[Finding]]:
    """Read the shows that remote items of any feed name by a path.

    Returns the shows by that path, and findings.
    """
    known: dict[str, Neighbour | str] = {}
    findings = []
    named = list(_named_paths(show))
    for one in named:
        found = known.get(one.text)
        if found is None:
            found = known[one.text] = _read(show, one.text)
        if isinstance(found, Neighbour):
            continue
        rule, _, why = found.partition(": ")
        message = f'{_name(one.key)} is "{cut(one.text)}"; {why}'
        findings.append(make_finding_at(show, one.model, one.key, rule, "error", message))
    there = {text: one for text, one in known.items() if isinstance(one, Neighbour)}
    findings += _find_no_publisher(show, named, there)
    # What several feeds share is reported once.
    return there, list(dict.fromkeys(findings))


def find_one_sided(
    show: Show, podcast_guid: str, neighbours: Mapping[str, Neighbour]
) -> Iterator[Finding]:
    """Yield a warning where a publisher and a show do not name each other."""
    for one in _named_in_channel(show) if neighbours else ():
        if one.within not in (_LISTS, _BELONGS):
            continue
        other = neighbours[one.text].show
        back = _BELONGS if one.within == _LISTS else _LISTS
        if (one.within == _LISTS and medium_of(show) != "publisher") or _names(
            other, back, show, podcast_guid
        ):
            continue
        key = "publisher" if back == _BELONGS else "remote_items"
        message = (
            f'{_name(one.key)} is "{cut(one.text)}", which does not name this show; add it to '
            f"{key} there, since apps believe the two only together"
        )
        yield make_finding_at(show, one.model, one.key, "publisher-one-sided", "warning", message)


def _find_no_publisher(
    show: Show, named: list[_Named], neighbours: Mapping[str, Neighbour]
) -> Iterator[Finding]:
    for one in named:
        if one.within != _BELONGS or one.text not in neighbours:
            continue
        medium = medium_of(neighbours[one.text].show)
        if medium != "publisher":
            message = (
                f'publisher is "{cut(one.text)}", whose medium is "{cut(medium)}"; write '
                '"medium: publisher" into its show.yaml'
            )
            yield make_finding_at(show, one.model, one.key, "publisher-medium", "error", message)


def _read(show: Show, text: str) -> Neighbour | str:
    """Return the show at a path, or the rule and the reason why it cannot be used."""
    if show.folder is None:
        return "remote-show-missing: a show without a folder names others by their guid"
    if Path(text).is_absolute():
        return "remote-show-missing: expected a path from the show's folder, e.g. ../lighthouse"
    folder = _folder(show, text)
    if not os.path.isfile(folder / "show.yaml"):  # noqa: PTH113 - no exception for odd names
        return f"remote-show-missing: there is no show.yaml in {printable(folder.as_posix())}"
    if _is_same(folder, show):
        return "remote-show-self: that is this show itself; name another"
    try:
        other = load_channel(folder)
        lock = read_lock(folder / "feed.lock", f"{folder.as_posix()}/feed.lock")
    except SourceError as error:
        return f"remote-show-broken: fix that show first: {error.findings[0]}"
    return Neighbour(other, guid_of(other, lock.podcast_guid))


def _folder(show: Show, text: str) -> Path:
    """Return the folder at a path as its author reads it: `..` is the folder above the show's."""
    return Path(os.path.normpath((show.folder or Path()) / text))


def _is_same(folder: Path, show: Show) -> bool:
    if show.folder is None:
        return False
    return os.path.realpath(folder) == os.path.realpath(show.folder)


def _names(other: Show, within: str, show: Show, podcast_guid: str) -> bool:
    """Return whether another show names this one, by its guid or a path."""
    for given in read_elements(other.elements, "channel").given:
        for item in _remote_items(given):
            text = item.attributes.get(_GUID, "")
            same = _is_path(text) and _is_same(_folder(other, text), show)
            if given.element.id == within and (same or text.strip().lower() == podcast_guid):
                return True
    return False


def _named_paths(show: Show) -> Iterator[_Named]:
    for feed in (show, *show.feeds.values()):
        yield from _named_in_channel(feed)
    for episode in (*show.live_items, *show.episodes):
        for given in _elements(episode, "item"):
            yield from _named(given, episode)


def _named_in_channel(show: Show) -> Iterator[_Named]:
    for given in _elements(show, "channel"):
        yield from _named(given, show)


def _named(given: Given, model: Show | Item) -> Iterator[_Named]:
    for item in _remote_items(given):
        text = item.attributes.get(_GUID, "")
        if _is_path(text):
            yield _Named(text, model, (*item.path, "feed_guid"), given.element.id)


def _elements(model: Show | Item, parent: str) -> list[Given]:
    # Reading takes its time: only where some text may be a path.
    return read_elements(model.elements, parent).given if _holds_path(model.elements) else []


def _holds_path(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_holds_path, value.values()))
    if isinstance(value, list):
        return any(map(_holds_path, value))
    return isinstance(value, str) and _is_path(value)


def _is_path(text: str) -> bool:
    """Return whether the text in place of a guid is a path: a guid has neither slash nor dot."""
    return ("/" in text or text.startswith(".")) and ":" not in text and text.isprintable()


def _remote_items(given: Given) -> Iterator[Given]:
    if given.element.id == _LISTS:
        yield given
    for child in given.children:
        yield from _remote_items(child)


def _name(key: KeyPath) -> str:
    """Return the key that the author wrote: `podroll`, `value.time_splits`."""
    return ".".join(str(step) for step in key[:-1] if not isinstance(step, int))
