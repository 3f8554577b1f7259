"""A folder for each show of a list: named after its title, and never one that is there already."""

import os
from pathlib import Path

from feedtool.show.file_reading import read_text
from feedtool.show.slugs import make_slug
from feedtool.show.yaml_source import YamlFault, read_yaml

# Windows takes these for devices, in every folder.
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(10))]
)
_MOST_SHOWS = 10_000


def find_shows(folder: Path) -> dict[str, Path]:
    """Return the shows in a folder by the address of their feed."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*/show.yaml"))[:_MOST_SHOWS]:
        if url := find_feed_url(path):
            found.setdefault(url, path.parent)
    return found


def find_feed_url(path: Path) -> str:
    """Return the address of the feed in a file show.yaml, "" if it cannot be read or has none."""
    try:
        url = read_yaml(read_text(path)).data.get("feed_url")
    except (YamlFault, OSError):
        return ""
    return url if isinstance(url, str) else ""


def free_folder(folder: Path, title: str) -> Path:
    """Return a new folder for a show, whose name nothing in the folder has.

    Its name has lower-case letters, digits and hyphens, whatever the title says.
    """
    name = make_slug(title)
    if name in _RESERVED:
        name = f"{name}-show"
    number, found = 1, folder / name
    while os.path.lexists(found):
        number += 1
        found = folder / f"{name}-{number}"
    return found
