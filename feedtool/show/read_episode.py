"""Reads the files of episodes: front matter and notes."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from feedtool.findings.place import LineColumn
from feedtool.findings.suggestions import few_suggestions
from feedtool.show.digest import digest
from feedtool.show.episode_checks import check_files
from feedtool.show.file_reading import read_text
from feedtool.show.front_matter import FrontMatter, split_front_matter
from feedtool.show.key_path import KeyPath
from feedtool.show.matter import SourceMap
from feedtool.show.model import Draft, Episode, EpisodeMatter
from feedtool.show.scalars import is_text
from feedtool.show.slugs import MAX_NAME, is_safe_name
from feedtool.show.sources import Sources, elements_of, is_draft
from feedtool.show.value_types import read_number
from feedtool.show.yaml_source import MAX_DEPTH, YamlFault, YamlSource, read_yaml

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
        if is_folder and next((inner / name).glob("*.md"), None):
            message = f"episodes stand in episodes/ itself; move the files of {name}/ up"
            sources.add("bad-file-name", message, f"episodes/{name}", (1, 1))
        elif _ALMOST.search(name) and not name.endswith(".md"):
            message = f"episodes are files that end in .md; rename {name}, or move it away"
            sources.add("bad-file-name", message, f"episodes/{name}", (1, 1))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # A link that leads to itself is no error.
    return os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()  # noqa: PTH112


class _File(NamedTuple):
    """The file of an episode, with the digest of its text."""

    name: str
    digest: str
    front: FrontMatter
    keys: YamlSource


def read_episodes(sources: Sources, media_dirs: Sequence[str]) -> list[Episode | Draft]:
    """Read the files of all episodes; report their faults and leave out those that have any.

    Each step is done for all files before the next one begins, which takes half of the time: what
    a processor has just done it does faster.
    """
    listed = list_episodes(sources.folder)
    texts = [(name, _read_text(sources, name, linked=linked)) for name, linked in listed]
    files = [_read_keys(sources, name, text) for name, text in texts if text is not None]
    found = [_read_episode(sources, one, media_dirs) for one in files if one is not None]
    return [one for one in found if one is not None]


def _read_text(sources: Sources, file: str, *, linked: bool) -> str | None:
    name = f"episodes/{file}"
    if not is_text(file):
        message = "the name of this file is not UTF-8; rename it to letters, digits and -"
        sources.add("bad-file-name", message, name, (1, 1))
        return None
    return sources.read_text(name, None if linked else sources.folder / "episodes" / file)


def _read_keys(sources: Sources, file: str, text: str) -> _File | None:
    key = digest(text)
    try:
        front = split_front_matter(text)
        return _File(file, key, front, _read_front(sources, front, file, key))
    except YamlFault as fault:
        sources.add("bad-yaml", fault.message, f"episodes/{file}", (fault.line, fault.column))
    return None


@few_suggestions()
def _read_episode(
    sources: Sources, file: _File, media_dirs: Sequence[str]
) -> Episode | Draft | None:
    name, slug, source = f"episodes/{file.name}", file.name.removesuffix(".md"), file.keys
    own = {
        "slug": slug,
        "notes": file.front.notes,
        "elements": elements_of(EpisodeMatter, source.data),
    }
    episode = sources.validate_with(own, Episode, EpisodeMatter, source, name)
    if episode is None or episode.draft:
        return _read_draft(slug, source.data) if is_draft(source.data) else None
    path = sources.folder / "episodes" / file.name
    episode._source = SourceMap(name, partial(_find_places, path, file.digest), file.digest)
    check_files(sources, episode, media_dirs)
    if not is_safe_name(slug):
        sources.add("bad-file-name", _explain_unsafe(file.name), name, (1, 1))
    return episode


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
        front = split_front_matter(read_text(path))
        source = _read_yaml(front)
    except (YamlFault, OSError):
        return {}  # the file had no fault a moment ago
    return {**source.values, **source.keys, ("notes",): (front.notes_line, 1)}


def _read_draft(slug: str, data: Mapping[str, Any]) -> Draft:
    title, audio = data.get("title"), data.get("audio")
    number, season = data.get("number"), data.get("season")
    first = audio[0] if isinstance(audio, list) and audio else audio
    name = first.get("file") if isinstance(first, dict) else first
    # Longer texts are no number of a season, and Python refuses thousands of digits.
    is_whole = isinstance(season, str) and season.isdecimal() and len(season) < 10
    return Draft(
        slug,
        title if isinstance(title, str) else slug,
        read_number(number) if isinstance(number, str) else None,
        int(str(season)) if is_whole else None,
        name if isinstance(name, str) else None,
    )


def _explain_unsafe(name: str) -> str:
    if len(name) > MAX_NAME:
        return f"the file name has {len(name)} characters; use at most {MAX_NAME}"
    return f"the file name {name} cannot stand in a URL; use letters, digits and -"
