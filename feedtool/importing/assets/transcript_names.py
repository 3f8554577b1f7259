"""Transcripts of one episode must not be published under one name: language and form tell them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedtool.importing.assets.checking import Checked
from feedtool.importing.assets.source_edits import read_data
from feedtool.importing.assets.wanted import Use
from feedtool.show.file_reading import read_text
from feedtool.show.value_types import file_or_url
from feedtool.show.yaml_source import read_yaml
from feedtool.transcripts.types import ending_of_transcript


def find_rival(folder: Path, data: bytes, use: Use, checked: Checked) -> str:
    """Return why a transcript cannot be a file of the show beside the others, "" if it can.

    `data` is the source as it is now. Raises YamlFault or OSError if show.yaml cannot be read.
    """
    episode = read_data(use.file, data.decode("utf-8"))
    show = read_yaml(read_text(folder / "show.yaml")).data
    usual = str(episode.get("language") or show.get("language") or "")
    wanted = set(_forms(use.language or usual, checked.ending))
    for one in _list_others(episode, use):
        taken = wanted & set(_forms(str(one.get("language") or usual), _ending(one)))
        if taken:
            language, form = min(taken)
            return f"the episode has a transcript in {language} as .{form} already"
    return ""


def _list_others(episode: Any, use: Use) -> Iterator[dict[str, Any]]:
    """Yield the transcripts that are files, and before this one those that may become files.

    So it does not depend on the speed of servers which of two is a file in the end.
    """
    value = episode.get("transcript")
    at = use.path[1] if len(use.path) > 1 else 0
    for index, one in enumerate(value if isinstance(value, list) else [value]):
        entry = file_or_url(one)
        if isinstance(entry, dict) and ("file" in entry or (isinstance(at, int) and index < at)):
            yield entry


def _ending(entry: dict[str, Any]) -> str:
    name = str(entry.get("file") or entry.get("url") or "")
    return ending_of_transcript(name, str(entry.get("type") or "")) or ""


def _forms(language: str, ending: str) -> Iterator[tuple[str, str]]:
    """Yield what is published of a file: of a text a page as well."""
    yield language, ending
    if ending == "txt":
        yield language, "html"
