"""What all models of a show's files share: unknown keys are errors, and where each key stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, PrivateAttr

from feedtool.findings.place import LineColumn
from feedtool.show.key_path import KeyPath

# Behind the path of a key: where its value starts, if that is on the line of the key.
_VALUE = -1


def join_places(
    keys: Mapping[KeyPath, LineColumn], values: Mapping[KeyPath, LineColumn]
) -> dict[KeyPath, LineColumn]:
    """Return the places of keys and values by path, as `SourceMap` has them."""
    beside = {
        (*path, _VALUE): place
        for path, place in values.items()
        if path in keys and keys[path][0] == place[0]
    }
    return {**values, **keys, **beside}


@dataclass(frozen=True, slots=True, eq=False)
class SourceMap:
    """Where each key of a source file stands: (line, column) by path of keys, both from 1.

    All are equal: a person is the same wherever it is written.

    `places` may be a function that finds them, since most are never needed. `digest` changes with
    the file; it is empty for what was made in Python.
    """

    file: str = ""
    places: Mapping[KeyPath, LineColumn] | Callable[[], Mapping[KeyPath, LineColumn]] = field(
        default_factory=dict
    )
    digest: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceMap)

    def __hash__(self) -> int:
        return 0

    def find(self, *key: str | int) -> LineColumn:
        """Return the place of a key, or of the nearest key around it that is written."""
        places = self._all()
        while key and key not in places:
            key = key[:-1]
        return places.get(key, (1, 1))

    def find_value(self, *key: str | int) -> LineColumn:
        """Return the place of the value of a key; or of the key if it is on other lines."""
        return self._all().get((*key, _VALUE)) or self.find(*key)

    def has(self, *key: str | int) -> bool:
        """Return whether a key is written."""
        return key in self._all()

    def _all(self) -> Mapping[KeyPath, LineColumn]:
        return self.places() if callable(self.places) else self.places


class Matter(BaseModel):
    """What every model here shares: unknown keys are errors, nothing changes after reading."""

    # Validators are made when first used, which saves a third of the time to load this module.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class FileMatter(Matter):
    """The keys of a whole file, which know where they stand."""

    _source: SourceMap = PrivateAttr(default_factory=SourceMap)

    @property
    def source(self) -> SourceMap:
        """Where the keys stand; empty for a model that was made in Python."""
        # The same as self._source, which pydantic looks for in five places first.
        private = self.__pydantic_private__
        return self._source if private is None else private["_source"]
