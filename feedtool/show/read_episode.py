"""Reads the files of episodes: front matter and notes."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from feedtool.findings.place import LineColumn
from feedtool.findings.suggestions import few_suggestions
from feedtool.show.digest import digest
from feedtool.show.episode_checks import check_files
from feedtool.show.file_reading import read_text
from feedtool.show.front_matter import FrontMatter, guess_front_matter, split_front_matter
from feedtool.show.key_path import KeyPath
from feedtool.show.matter import SourceMap, join_places
from feedtool.show.model import Draft, Episode, EpisodeMatter, Item, Unsound
from feedtool.show.scalars import is_text
from feedtool.show.slugs import MAX_NAME, is_safe_name
from feedtool.show.sources import Sources, elements_of, is_draft
from feedtool.show.value_types import explain_long_notes
from feedtool.show.yaml_source import (
    MAX_DEPTH,
    YamlFault,
    YamlSource,
    read_what_can_be_read,
    read_yaml,
)

# What is read of more files at once takes memory, and no less time.
_READ_AT_ONCE = 500
_MOST_LOOKED_AT = 100
_ALMOST = re.compile(r"\.(?:md|markdown|mdown|mkd|mdx)\Z", re.IGNORECASE)


def list_episodes(folder: Path) -> list[tuple[str, bool]]:
    """Return the names of the files of episodes, in their order, and whether each is a link."""
    inner = folder / "episodes"
    if not inner.is_dir():
        return []
    linked = inner.is_symlink()
    with os.scandir(inner) as entries:
        return sorted(
            (one.name, linked or one.is_symlink())
            for one in entries
            if one.name.endswith(".md") and one.name[0] != "."
        )


def check_endings(sources: Sources) -> None:
    """Report files in episodes/ that are no episodes but were probably meant to be."""
    inner = sources.folder / "episodes"
    if not inner.is_dir():
        return
    with os.scandir(inner) as entries:
        found = sorted((one.name, _is_folder(one)) for one in entries if one.name[0] != ".")
    for name, is_folder in found:
        if is_folder and _has_episodes(inner / name):
            message = f"episodes stand in episodes/ itself; move the files of {name}/ up"
            sources.add("bad-file-name", message, f"episodes/{name}", (1, 1))
        elif not name.endswith(".md") and (_ALMOST.search(name) or _has_keys(inner / name)):
            message = f"episodes are files that end in .md; rename {name}, or move it away"
            sources.add("bad-file-name", message, f"episodes/{name}", (1, 1))


def _has_episodes(folder: Path) -> bool:
    """Tell whether one of the first files of a folder is named like an episode."""
    try:
        with os.scandir(folder) as entries:
            return any(one.name.endswith(".md") for one in islice(entries, _MOST_LOOKED_AT))
    except OSError:
        return False


def _has_keys(path: Path) -> bool:
    """Return whether a text file starts like an episode: editors add .txt to the name."""
    if path.suffix.lower() != ".txt":
        return False
    try:
        return read_text(path).startswith("---\n")
    except (YamlFault, OSError):
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # A link that leads to itself is no error.
    return os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()  # noqa: PTH112


class _File(NamedTuple):
    """The file of an episode, with the digest of its text."""

    name: str
    digest: str
    front: FrontMatter
    keys: YamlSource


def read_episodes(sources: Sources, media_dirs: Sequence[str]) -> list[Episode | Draft | Unsound]:
    """Read the files of all episodes, and report their faults.

    Each step is done for many files before the next one begins, which takes half of the time: what
    a processor has just done it does faster.
    """
    listed = list_episodes(sources.folder)
    found: list[Episode | Draft | Unsound] = []
    for start in range(0, len(listed), _READ_AT_ONCE):
        found += _read_some(sources, listed[start : start + _READ_AT_ONCE], media_dirs)
    return found


def _read_some(
    sources: Sources, listed: Sequence[tuple[str, bool]], media_dirs: Sequence[str]
) -> list[Episode | Draft | Unsound]:
    texts = [(name, _read_text(sources, name, linked=linked)) for name, linked in listed]
    files = [
        _read_keys(sources, name, text) if text is not None else name
        for name, text in texts
        if is_text(name)
    ]
    return [_read_episode(sources, one, media_dirs) for one in files]


def _read_text(sources: Sources, file: str, *, linked: bool) -> str | None:
    name = f"episodes/{file}"
    if not is_text(file):
        message = "the name of this file is not UTF-8; rename it to letters, digits and -"
        sources.add("bad-file-name", message, name, (1, 1))
        return None
    return sources.read_text(name, None if linked else sources.folder / "episodes" / file)


def _read_keys(sources: Sources, file: str, text: str) -> _File | str:
    """Return the parts of an episode's file; its name alone if it has no keys."""
    key = digest(text)
    try:
        front = split_front_matter(text)
        return _File(file, key, front, _read_front(sources, front, file, key))
    except YamlFault:
        return _read_rest(sources, text, file, key)


def _read_rest(sources: Sources, text: str, file: str, key: str) -> _File | str:
    """Report what is wrong with the YAML of an episode's file; return the keys without faults."""
    name = f"episodes/{file}"
    try:
        front: FrontMatter | None = split_front_matter(text)
    except YamlFault:
        front, fault = guess_front_matter(text)
        sources.add("bad-yaml", fault.message, name, (fault.line, fault.column))
    if front is None:
        return file
    source = read_what_can_be_read(front.yaml, front.yaml_line)
    sources.add_yaml_faults(source, name)
    # A fault of the lines around the keys is a fault of the file.
    source.is_whole = False
    return _File(file, key, front, source)


@few_suggestions()
def _read_episode(
    sources: Sources, file: _File | str, media_dirs: Sequence[str]
) -> Episode | Draft | Unsound:
    if isinstance(file, str):
        slug = file.removesuffix(".md")
        item = Item(title=slug, slug=slug, published=None, audio=None)
        return Unsound(slug, f"episodes/{file}", item)
    name, slug, source = f"episodes/{file.name}", file.name.removesuffix(".md"), file.keys
    before = len(sources.findings)
    if not is_safe_name(slug) and not is_draft(source.data):
        sources.add("bad-file-name", _explain_unsafe(file.name), name, (1, 1))
    elements = elements_of(EpisodeMatter, source.data)
    notes = file.front.notes
    if says := explain_long_notes(notes):
        sources.add("bad-value", says, name, (file.front.notes_line, 1))
        notes = ""
    own = {"slug": slug, "notes": notes, "elements": elements}
    episode, wrong = sources.check(own, Episode, EpisodeMatter, source, name)
    item = episode or _keep_right(sources, source, own, wrong)
    path = sources.folder / "episodes" / file.name
    item._source = SourceMap(name, partial(_find_places, path, file.digest), file.digest)
    if is_draft(source.data):
        audio = item.audio.file if item.audio else None
        return Draft(slug, item.title, item.number, item.season, audio, item.published)
    check_files(sources, item, media_dirs)
    is_sound = source.is_whole and len(sources.findings) == before
    return episode if is_sound and episode is not None else Unsound(slug, name, item)


def _keep_right(
    sources: Sources, source: YamlSource, own: Mapping[str, Any], wrong: Set[str]
) -> Item:
    """Return an item with the keys of an episode that have no faults."""
    right = {
        key: one
        for key, one in source.data.items()
        if key in Item.model_fields and key not in wrong
    }
    kept = {"title": own["slug"], "published": None, "audio": None, **right, **own}
    return Item.model_validate(kept, context=sources.context)


def _read_front(sources: Sources, front: FrontMatter, name: str, key: str) -> YamlSource:
    """Return the keys of front matter, from the cache if it has them, without places."""
    read = partial(_read_yaml, front)
    data = sources.kept.remember("front", name, key, lambda: read().data, _is_front)
    return YamlSource(data, read_again=read)


def _is_front(value: object) -> bool:
    """Tell whether a value is what `read_yaml` gives: keys with texts, lists and keys."""
    if not isinstance(value, dict):
        return False
    inside: list[object] = [value]
    for _ in range(MAX_DEPTH + 1):
        parts = [part for one in inside for part in _parts_of(one) if not isinstance(part, str)]
        if not parts:
            return True
        if not all(isinstance(part, dict | list) for part in parts):
            return False
        inside = parts
    return False


def _parts_of(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _read_yaml(front: FrontMatter) -> YamlSource:
    return read_yaml(front.yaml, front.yaml_line)


@lru_cache(maxsize=16)
def _find_places(path: Path, key: str) -> Mapping[KeyPath, LineColumn]:
    """Return the places of an episode's keys, read again, since few episodes have findings.

    `key` is the digest of the file, which has other places when it was changed.
    """
    del key
    try:
        text = read_text(path)
    except (YamlFault, OSError):
        return {}  # the file could be read a moment ago
    try:
        front: FrontMatter | None = split_front_matter(text)
    except YamlFault:
        front, _ = guess_front_matter(text)
    if front is None:
        return {}
    source = read_what_can_be_read(front.yaml, front.yaml_line)
    return {**join_places(source.keys, source.values), ("notes",): (front.notes_line, 1)}


def _explain_unsafe(name: str) -> str:
    if len(name) > MAX_NAME:
        return f"the file name has {len(name)} characters; use at most {MAX_NAME}"
    return f"the file name {name} cannot stand in a URL; use letters, digits and -"
