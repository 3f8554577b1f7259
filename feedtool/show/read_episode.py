"""Reads the files of episodes: front matter and notes."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

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


@few_suggestions()
def read_episode(
    sources: Sources, file: str, media_dirs: Sequence[str], *, linked: bool
) -> Episode | Draft | None:
    """Read an episode's file; report its faults and return None if it has any."""
    name = f"episodes/{file}"
    if not is_text(file):
        message = "the name of this file is not UTF-8; rename it to letters, digits and -"
        sources.add("bad-file-name", message, name, (1, 1))
        return None
    path = sources.folder / "episodes" / file
    text = sources.read_text(name, None if linked else path)
    if text is None:
        return None
    key = digest(text)
    try:
        front = split_front_matter(text)
        source = _read_front(sources, front, path.name, key)
    except YamlFault as fault:
        sources.add("bad-yaml", fault.message, name, (fault.line, fault.column))
        return None
    own = {
        "slug": path.stem,
        "notes": front.notes,
        "elements": elements_of(EpisodeMatter, source.data),
    }
    episode = sources.validate_with(own, Episode, EpisodeMatter, source, name)
    if episode is None or episode.draft:
        return _read_draft(path.stem, source.data) if is_draft(source.data) else None
    episode._source = SourceMap(name, partial(_find_places, path, key), key)
    check_files(sources, episode, media_dirs)
    if not is_safe_name(path.stem):
        sources.add("bad-file-name", _explain_unsafe(path.name), name, (1, 1))
    return episode


def _read_front(sources: Sources, front: FrontMatter, name: str, key: str) -> YamlSource:
    """Return the keys of front matter, from the cache if it has them, without places."""
    read = partial(_read_yaml, front)
    data = sources.kept.remember("front", name, key, lambda: read().data, _is_front)
    return YamlSource(data, read_again=read)


def _is_front(value: object, depth: int = 0) -> bool:
    """Tell whether a value is what `read_yaml` gives: keys with texts, lists and keys."""
    if isinstance(value, dict):
        return depth <= MAX_DEPTH and all(_is_front(one, depth + 1) for one in value.values())
    if not depth or depth > MAX_DEPTH:
        return False
    if isinstance(value, list):
        return all(_is_front(one, depth + 1) for one in value)
    return isinstance(value, str)


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
    title, number, season = data.get("title"), data.get("number"), data.get("season")
    # Longer texts are no number of a season, and Python refuses thousands of digits.
    is_whole = isinstance(season, str) and season.isdecimal() and len(season) < 10
    return Draft(
        slug,
        title if isinstance(title, str) else slug,
        read_number(number) if isinstance(number, str) else None,
        int(str(season)) if is_whole else None,
    )


def _explain_unsafe(name: str) -> str:
    if len(name) > MAX_NAME:
        return f"the file name has {len(name)} characters; use at most {MAX_NAME}"
    return f"the file name {name} cannot stand in a URL; use letters, digits and -"
