"""Where chapters and their fields stand in JSON."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from feedtool.chapters.model import Spot
from feedtool.findings.place import LineColumn
from feedtool.values.json_places import Path, find_json_places

# What a field of the model is called in JSON.
_KEYS: Mapping[str, Path] = {
    "start": ("startTime",), "end": ("endTime",), "image": ("img",),
    "geo": ("location", "geo"), "osm": ("location", "osm"), "name": ("location", "name"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class JsonPlaces:
    """Finds places in the text of JSON; `indexes` has where each chapter stands in the list.

    `path` is that of the list.

    A field that is missing has the place of its chapter. Fields that are no field of the model have
    the name that they have in JSON.
    """

    text: str
    indexes: Sequence[int]
    path: Path = ("chapters",)

    def find(self, spots: Collection[Spot]) -> Mapping[Spot, LineColumn]:
        """Return line and column of the values."""
        paths = {spot: self._paths_of(spot) for spot in spots}
        found = find_json_places(self.text, {path for listed in paths.values() for path in listed})
        return {
            spot: next(found[path] for path in listed if path in found)
            for spot, listed in paths.items()
            if any(path in found for path in listed)
        }

    def _paths_of(self, spot: Spot) -> list[Path]:
        """Return where to look, the innermost place first."""
        index, name = spot
        base: Path = () if index < 0 else (*self.path, self.indexes[index])
        key = _KEYS.get(name, (name,)) if name else ()
        return [(*base, *key[:length]) for length in range(len(key), -1, -1)]
