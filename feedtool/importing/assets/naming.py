"""Names of the files to download: of the show's own making, and never the name of another file.

A server has no say in them but for the ending, which the content of the file must bear out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from feedtool.importing.assets.partial import PART, STATE, read_state
from feedtool.importing.assets.wanted import Asset
from feedtool.media.types import ending_of, endings_of_type, guess_type
from feedtool.producer.facts.assets import fold_name
from feedtool.show.slugs import make_slug
from feedtool.transcripts.types import ending_of_transcript

# Devices of Windows, whatever the ending behind them.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_PICTURES = {"image/jpeg": "jpg", "image/png": "png"}


class Names:
    """The names in a show's folder that are taken, by files or by what is downloaded to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: dict[str, set[str]] = {}

    def choose(self, asset: Asset) -> str:
        """Return the name for an asset: that of its earlier download, or one that nothing has."""
        for name in self.list_free(asset.stem, guess_ending(asset), asset.url):
            self._names_in(name).add(fold_name(name))
            return name
        raise AssertionError  # the names never end

    def list_free(self, stem: str, ending: str, url: str = "") -> Iterator[str]:
        """Yield names that no file has, the best one first.

        The name under which this address is being downloaded counts as free.
        """
        folder, _, base = stem.rpartition("/")
        base = _make_safe(base)
        for number in count(1):
            more = f"-{number}" if number > 1 else ""
            name = f"{folder}/{base}{more}" + (f".{ending}" if ending else "")
            state = read_state(self._folder, name) if url else None
            taken = self._names_in(name)
            is_ours = state is not None and state.url == url
            others = {fold_name(f"{name}{PART}"), fold_name(f"{name}{STATE}")} & taken
            if is_ours or not (others or fold_name(name) in taken):
                yield name

    def _names_in(self, name: str) -> set[str]:
        inner = name.rpartition("/")[0]
        if inner not in self._taken:
            path = self._folder / inner
            names = [one.name for one in path.iterdir()] if path.is_dir() else []
            self._taken[inner] = {fold_name(f"{inner}/{one}") for one in names}
        return self._taken[inner]


def guess_ending(asset: Asset) -> str:
    """Return the ending that the address or the type of an asset promises, "" for none."""
    kind, url = asset.media_type.lower(), asset.url
    if asset.kind == "chapters":
        return "json"
    if asset.kind == "transcripts":
        return ending_of_transcript(url, kind) or ""
    if asset.kind == "artwork":
        ending = ending_of(url)
        return ending if ending in ("jpg", "jpeg", "png") else _PICTURES.get(kind, "")
    return ending_of(url) if guess_type(url) else next(iter(endings_of_type(kind)), "")


def _make_safe(base: str) -> str:
    """Return a name that may stand in an address, and is a file's on every system."""
    parts: Sequence[str] = [make_slug(one) if not one.isascii() else one for one in base.split(".")]
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", ".".join(parts)).strip(".")
    return f"e-{name}" if _RESERVED.match(name) or not name else name
