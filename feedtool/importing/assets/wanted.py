"""What the sources of a show name by address: artwork, transcripts, chapters and audio."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from feedtool.importing.feed.write_sources import EPISODE_STAND_INS, SHOW_STAND_INS
from feedtool.show.file_reading import read_text
from feedtool.show.front_matter import split_front_matter
from feedtool.show.key_path import KeyPath
from feedtool.show.read_episode import list_episodes
from feedtool.show.slugs import make_slug
from feedtool.show.yaml_source import read_yaml

Kind = Literal["artwork", "transcripts", "chapters", "audio"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What stands in for an address that the feed lacked.
_STAND_INS = (SHOW_STAND_INS["artwork"], EPISODE_STAND_INS["audio"]["url"])
# What a source says of a file beside its address, as YAML has it: texts.
_Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Use:
    """A value of a source that is an address: the file of the show, and the keys that lead to it.

    `language` is that of a transcript, as far as this file says it.
    """

    file: str
    path: KeyPath
    language: str = ""


@dataclass(slots=True, eq=False)
class Asset:
    """A file to download, and all values that name it.

    `stem` is the name that it gets in the show's folder, without its ending; `length_bytes` is 0 if
    nobody says it. `says_length` tells that an enclosure does.
    """

    kind: Kind
    url: str
    stem: str
    media_type: str = ""
    length_bytes: int = 0
    says_length: bool = False
    uses: list[Use] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    url: str
    stem: str
    path: KeyPath
    facts: _Facts


def find_assets(folder: Path, kinds: Sequence[Kind]) -> list[Asset]:
    """Return what the sources of a show name by address, each address of a kind once.

    Each episode has audio of its own: of two with one enclosure Apple ignores the second.
    The show has been read without errors before. Raises YamlFault or OSError if that has changed.
    """
    found: dict[tuple[Kind, str, str], Asset] = {}
    for file, each in _find_all(folder):
        if each.kind not in kinds or each.url in _STAND_INS:
            continue
        key = (each.kind, each.url, file if each.kind == "audio" else "")
        asset = found.get(key)
        if asset is None:
            asset = found[key] = _begin(each)
        asset.uses.append(Use(file, each.path, str(each.facts.get("language") or "")))
    return sorted(found.values(), key=lambda one: KINDS.index(one.kind))


def _begin(found: _Found) -> Asset:
    said = str(found.facts.get("length") or "")
    length = int(said) if said.isdecimal() and said.isascii() and len(said) < 16 else 0
    kind = str(found.facts.get("type") or "")
    return Asset(found.kind, found.url, found.stem, kind, length, length > 0)


def _find_all(folder: Path) -> Iterator[tuple[str, _Found]]:
    """Yield what each file of the show names by address."""
    show = read_yaml(read_text(folder / "show.yaml")).data
    yield from (("show.yaml", one) for one in _of_show(show))
    for name, _ in list_episodes(folder):
        front = split_front_matter(read_text(folder / "episodes" / name))
        data = read_yaml(front.yaml, front.yaml_line).data
        slug = name.removesuffix(".md")
        yield from ((f"episodes/{name}", one) for one in _of_episode(data, slug))


def _of_show(data: Mapping[str, Any]) -> Iterator[_Found]:
    yield from _one("artwork", data.get("artwork"), "artwork/cover", ("artwork",))
    feeds = data.get("feeds")
    for name, own in feeds.items() if isinstance(feeds, dict) else ():
        if isinstance(own, dict):
            key: KeyPath = ("feeds", name, "artwork")
            yield from _one("artwork", own.get("artwork"), f"artwork/{name}", key)
    # The audio of a live item is a stream, and its transcript comes when it is an episode.
    for path, item in _each(data.get("live_items"), ("live_items",)):
        if isinstance(item, dict):
            inner = (*path, "artwork")
            yield from _one("artwork", item.get("artwork"), "artwork/live", inner)


def _of_episode(data: Mapping[str, Any], slug: str) -> Iterator[_Found]:
    yield from _one("artwork", data.get("artwork"), f"artwork/{slug}", ("artwork",))
    several = isinstance(data.get("transcript"), list) and len(data["transcript"]) > 1
    for path, value in _each(data.get("transcript"), ("transcript",)):
        language = value.get("language") if several and isinstance(value, dict) else ""
        stem = f"transcripts/{slug}" + (f".{make_slug(str(language))}" if language else "")
        yield from _one("transcripts", value, stem, path)
    chapters = data.get("chapters")
    if not isinstance(chapters, list):
        yield from _one("chapters", chapters, f"chapters/{slug}", ("chapters",))
    for path, value in _each(data.get("audio"), ("audio",)):
        yield from _one("audio", value, f"audio/{slug}", path)


def _one(kind: Kind, value: object, stem: str, path: KeyPath) -> Iterator[_Found]:
    """Yield a value if it is an address, or has one under `url`."""
    facts: _Facts = value if isinstance(value, dict) else {}
    url = facts.get("url") if facts else value
    if isinstance(url, str) and "://" in url:
        yield _Found(kind, url.strip(), stem, (*path, "url") if facts else path, facts)


def _each(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    """Yield each entry of a list, or the value itself."""
    if isinstance(value, list):
        yield from (((*path, index), one) for index, one in enumerate(value))
    else:
        yield path, value
