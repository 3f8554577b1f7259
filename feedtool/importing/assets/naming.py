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
        self._begun: dict[tuple[str, str], list[str]] = {}
        self._next: dict[tuple[str, str], int] = {}

    def choose(self, asset: Asset) -> str:
        """Return the name for an asset: that of its earlier download, or one that nothing has."""
        inner, _, base = asset.stem.rpartition("/")
        taken = self._names_in(inner)
        begun = self._begun.get((inner, asset.url), [])
        own = re.compile(rf"{re.escape(_make_safe(base))}(?:-[0-9]+)?(?:\.[^./]*)?")
        for name in begun:
            if own.fullmatch(name):
                begun.remove(name)
                return f"{inner}/{name}"
        name = next(self.list_free(asset.stem, guess_ending(asset)))
        taken.add(fold_name(name.rpartition("/")[2]))
        return name

    def list_free(self, stem: str, ending: str) -> Iterator[str]:
        """Yield names that no file has, the best one first."""
        inner, _, base = stem.rpartition("/")
        base, taken = _make_safe(base), self._names_in(inner)
        for number in count(self._next.get((stem, ending), 1)):
            more = f"-{number}" if number > 1 else ""
            name = f"{base}{more}" + (f".{ending}" if ending else "")
            self._next[stem, ending] = number + 1
            if taken.isdisjoint(fold_name(f"{name}{end}") for end in ("", PART, STATE)):
                yield f"{inner}/{name}"

    def _names_in(self, inner: str) -> set[str]:
        """Return the names in a folder; note what has begun there."""
        if inner not in self._taken:
            path = self._folder / inner
            names = sorted(one.name for one in path.iterdir()) if path.is_dir() else []
            self._taken[inner] = set(map(fold_name, names))
            for name in (one.removesuffix(STATE) for one in names if one.endswith(STATE)):
                state = read_state(self._folder, f"{inner}/{name}")
                if state is not None:
                    self._begun.setdefault((inner, state.url), []).append(name)
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
