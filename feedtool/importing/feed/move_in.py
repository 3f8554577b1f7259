"""Makes a show of a feed: sources from which a build makes the same feed again.

The sources are read and built in memory. What the feed has and the build makes otherwise is kept
letter by letter in as-published.jsonl.
"""

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from feedtool.findings.report import Finding, Report, SourceError
from feedtool.importing.adopting.adopt import adopt
from feedtool.importing.feed.elements import name_of
from feedtool.importing.feed.parsing import parse_channel, xml_of
from feedtool.importing.feed.read_show import find_items, read_parsed, read_show
from feedtool.importing.feed.write_sources import (
    EPISODE_STAND_INS,
    SHOW_STAND_INS,
    Names,
    SourceFile,
    collect_names,
    write_episode,
    write_show,
)
from feedtool.producer.build import examine
from feedtool.producer.xml.kept_faults import find_place, path_name
from feedtool.show.as_published import CHANNEL, NAME, Kept, digest_of, format_as_published
from feedtool.show.feed_show import FeedItem
from feedtool.show.file_writing import write_all
from feedtool.show.lock import Lock, format_lock
from feedtool.show.reading import load_show
from feedtool.show.scaffold import schema_files
from feedtool.validator.validate import validate
from feedtool.vocabulary import load_vocabulary

_KeptElements = dict[str, dict[str, Kept]]
_MOST_TRIES = 12
_MOST_ERRORS = 100_000
# A build writes its own, and a move has another address.
_OF_BUILDS = frozenset(["generator", "lastBuildDate", "itunes:new-feed-url"])


@dataclass(slots=True)
class Move:
    """The files of a show that was made of a feed, by name.

    `differences` is what a build of them would not make again, `kept` what as-published.jsonl has,
    `stand_ins` the keys, by file, whose value is not the feed's.
    """

    files: dict[str, bytes]
    items: int
    differences: Sequence[str]
    kept: _KeptElements
    stand_ins: dict[str, tuple[str, ...]]
    new_feed_url: str = ""


def move_in(data: bytes, *, file: str = "feed.xml", url: str = "") -> Move:
    """Return the files of a show from which a build makes the feed again.

    `url` is where the feed was read, if it does not say so itself. Raises SourceError if the data
    is no feed.
    """
    channel = parse_channel(data, file)
    _put_right(channel)
    show, pairs = read_parsed(channel, file)
    nodes, items = [node for node, _ in pairs], [item for _, item in pairs]
    names = collect_names(show)
    main = write_show(show, names)
    if url and not show.feed_url:
        main.keys["feed_url"] = url
        main.stand_ins.discard("feed_url")
    episodes = [*_write_episodes(items, names)]
    sources = [main, *episodes]
    people = SourceFile("people.yaml", names.keys())
    if people.keys:
        sources.append(people)
    guids = [str(one.keys["guid"]) for one in episodes]
    dates = [one.published for one in items if one.published]
    after = max([datetime.now(UTC), *dates]) + timedelta(days=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = _build(sources, folder, after)
        built = parse_channel(made)
        if [_guid_of(one) for one in find_items(built)] != guids:
            _name_as_written(main, episodes, folder)
            made = _build(sources, folder, after)
            built = parse_channel(made)
        files = {one.name: one.format().encode() for one in sources}
        kept = _compare(channel, nodes, built, guids)
        _write_kept(kept, folder, files)
        data = _render(folder, after)
        again = parse_channel(data)
        if _add_reasons(kept, data, after, again, guids):
            _write_kept(kept, folder, files)
        # The lock file has what a build makes, which is all that it compares.
        adopted = adopt(load_show(folder), read_show(made), Lock(), read_from=url)
        files["feed.lock"] = format_lock(adopted.lock).encode()
        files.update(schema_files())
        return Move(
            files, len(items), [*_list_differences(channel, nodes, again)], kept,
            {one.name: (*sorted(one.stand_ins),) for one in sources if one.stand_ins},
            show.new_feed_url or "",
        )  # fmt: skip


def write_move(move: Move, folder: Path) -> None:
    """Write the files of a show; show.yaml comes last, so that half a show does not look whole.

    Raises FileExistsError if one of them is there already, OSError if something cannot be written;
    then nothing is.
    """
    for name in move.files:
        if os.path.lexists(folder / name):
            raise FileExistsError(errno.EEXIST, "it is there already", str(folder / name))
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(move.files, key=lambda name: (name == "show.yaml", name))
    write_all([(folder / name, move.files[name]) for name in ordered], folder)


def _write_kept(kept: _KeptElements, folder: Path, files: dict[str, bytes]) -> None:
    if any(kept.values()):
        files[NAME] = format_as_published(kept).encode()
        (folder / NAME).write_bytes(files[NAME])


def _add_reasons(
    kept: _KeptElements, data: bytes, at: datetime, built: Any, guids: Sequence[str]
) -> bool:
    """Say of elements that have errors which rule they break, also of those that a build makes.

    Returns whether there are any. What is wrong and stays is then no reason to stop a build.
    """
    report = validate(data, at=at, max_findings=_MOST_ERRORS)
    parents = [built, *find_items(built)]
    found = False
    for finding in report.findings:
        place = find_place(finding.path) if finding.severity == "error" else None
        if place is None or place.item >= len(parents):
            continue
        elements = kept.setdefault(guids[place.item - 1] if place.item else CHANNEL, {})
        for tag, nodes in _by_tag(parents[place.item]).items():
            if path_name(tag) == place.element:
                made = elements.get(tag) or Kept(digest_of(nodes), tuple(map(xml_of, nodes)))
                elements[tag] = replace(made, why=made.why or finding.rule)
                found = True
    return found


def _write_episodes(items: Sequence[FeedItem], names: Names) -> Iterator[SourceFile]:
    """Yield the files of items, each with a guid of its own and a date."""
    taken: set[str] = set()
    for item, date in zip(items, _fill_dates(items), strict=True):
        one = write_episode(item, names)
        one.keys["published"] = date.isoformat()
        one.keys["guid"] = _make_unique(item, taken)
        yield one


def _name_as_written(main: SourceFile, episodes: Sequence[SourceFile], folder: Path) -> None:
    """Name files so that their order is that of the feed, in which no rule is found."""
    main.keys["order"] = "as-written"
    width = max(len(str(len(episodes))), 4)
    for at, one in enumerate(episodes):
        (folder / one.name).unlink()
        slug = one.name.removeprefix("episodes/")
        one.name = f"episodes/{len(episodes) - at:0{width}}-{slug}"


def _guid_of(node: Any) -> str:
    return (node.findtext("guid") or "").strip()


def _fill_dates(items: Sequence[FeedItem]) -> Iterator[datetime]:
    """Yield the date of each item; one without gets that of the item before it."""
    known = next(
        (one.published for one in items if one.published), datetime(1970, 1, 1, tzinfo=UTC)
    )
    for item in items:
        known = item.published or known
        yield known


def _make_unique(item: FeedItem, taken: set[str]) -> str:
    """Return the guid of an item; where the feed has none, or has it twice, one of its own."""
    guid = item.guid or item.audio.url or item.slug
    if guid in taken:
        guid = f"{guid}#{item.slug}"
    taken.add(guid)
    return guid


def _build(sources: Sequence[SourceFile], folder: Path, at: datetime) -> bytes:
    """Write the sources and build them; what no source may say is left out of them."""
    known = {str(folder / one.name): one for one in sources}
    for _ in range(_MOST_TRIES):
        for one in sources:
            path = folder / one.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(one.format().encode())
        try:
            return _render(folder, at)
        except SourceError as error:
            wrong = {
                (id(found[0]), found[1]): found
                for one in error.findings
                if (found := _find_key(one, known)) is not None
            }
            if not any([_leave_out(*one) for one in wrong.values()]):
                raise
    return _render(folder, at)


def _find_key(
    finding: Finding, known: Mapping[str, SourceFile]
) -> tuple[SourceFile, str | None] | None:
    """Return the source and the key that an error is about."""
    source = known.get(finding.file)
    if source is None or finding.severity != "error":
        return None
    return source, source.key_at(finding.line or 1)


def _leave_out(source: SourceFile, key: str | None) -> bool:
    is_show = source.name == "show.yaml"
    return source.leave_out(key, SHOW_STAND_INS if is_show else EPISODE_STAND_INS)


def _render(folder: Path, at: datetime) -> bytes:
    """Return the feed of a show, whatever is wrong with it."""
    found: list[bytes] = []

    def take(data: bytes, file: str) -> Report:
        found.append(data)
        return Report(file)

    examine(load_show(folder), take, at=at, whole=False)
    return found[0]


def _compare(channel: Any, nodes: Sequence[Any], built: Any, guids: Sequence[str]) -> _KeptElements:
    """Return what the feed has otherwise than a build makes it, by guid and element."""
    made = {_guid_of(node): node for node in find_items(built)}
    kept = {CHANNEL: dict(_differ(channel, built))}
    for node, guid in zip(nodes, guids, strict=True):
        kept[guid] = dict(_differ(node, made[guid]))
    return {guid: one for guid, one in kept.items() if one}


def _differ(node: Any, made: Any) -> Iterator[tuple[str, Kept]]:
    there, ours = _by_tag(node), _by_tag(made)
    for tag in [*there, *(tag for tag in ours if tag not in there)]:
        wanted, found = there.get(tag, []), ours.get(tag, [])
        if _digest_of_lasting(wanted) != _digest_of_lasting(found):
            yield tag, Kept(digest_of(found), tuple(map(xml_of, wanted)))


def _by_tag(parent: Any) -> dict[str, list[Any]]:
    """Return the children that a build makes, by tag."""
    found: dict[str, list[Any]] = {}
    for child in parent:
        if isinstance(child.tag, str) and child.tag != "item" and name_of(child) not in _OF_BUILDS:
            found.setdefault(child.tag, []).append(child)
    return found


def _digest_of_lasting(nodes: Sequence[Any]) -> str:
    """Return the digest of elements that do not depend on where the feed is served."""
    return digest_of(
        [one for one in nodes if name_of(one) != "atom:link" or one.get("rel") != "self"]
    )


def _put_right(channel: Any) -> None:
    """Give elements with an undeclared prefix their namespace; take items out of other elements.

    A feed with such faults is read in this way by apps that go on.
    """
    namespaces = load_vocabulary().namespaces
    for node in channel.iter(etree.Element):
        prefix, colon, local = node.tag.partition(":")
        if colon and not prefix.startswith("{") and prefix in namespaces:
            node.tag = f"{{{namespaces[prefix].uri}}}{local}"
    for item in [one for one in find_items(channel) if one.getparent() is not channel]:
        channel.append(item)


def _list_differences(channel: Any, nodes: Sequence[Any], again: Any) -> Iterator[str]:
    """Yield what the feed has and a build does not make again."""
    yield from (f"channel: {tag}" for tag, _ in _differ(channel, again))
    items = find_items(again)
    if len(items) != len(nodes):
        yield f"{len(nodes)} items, {len(items)} built"
        return
    for number, (node, made) in enumerate(zip(nodes, items, strict=True), 1):
        yield from (f"item {number}: {tag}" for tag, _ in _differ(node, made))
