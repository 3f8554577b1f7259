"""What all models of a show's files share: unknown keys are errors, and where each key stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, PrivateAttr

from feedtool.findings.place import LineColumn
from feedtool.show.key_path import KeyPath


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
        places = self.places() if callable(self.places) else self.places
        while key and key not in places:
            key = key[:-1]
        return places.get(key, (1, 1))


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
