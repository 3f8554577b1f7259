"""The generators of hostile input, by topic, and the clean input with which each topic compares.

A generator writes files of about `size` bytes in all into an empty folder. The command that meets
them runs in that folder.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

Write = Callable[[Path, int], None]
MakeFeed = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Generator:
    """One kind of input: `arguments` are those of feedtool; `name` is unique in its topic.

    `most` is the largest size in bytes that means something: more of it is refused unread.
    """

    topic: str
    name: str
    write: Write
    arguments: tuple[str, ...]
    most: int | None = None


# What a topic's clean input costs is the measure for its hostile inputs.
CLEAN: dict[str, Generator] = {}
_FOUND: dict[tuple[str, str], Generator] = {}


def hostile(topic: str, *arguments: str, most: int | None = None) -> Callable[[Write], Write]:
    """Take a function into the collection under its name."""

    def take(write: Write) -> Write:
        name = write.__name__.strip("_").replace("_", " ")
        _FOUND[topic, name] = Generator(topic, name, write, arguments, most)
        return write

    return take


def hostile_feed(topic: str) -> Callable[[MakeFeed], MakeFeed]:
    """Take a function that makes a feed of some size, which `feedtool validate` shall bear."""

    def take(make: MakeFeed) -> MakeFeed:
        def write(folder: Path, size: int) -> None:
            (folder / "feed.xml").write_bytes(make(size))

        write.__name__ = make.__name__
        hostile(topic, "validate", "feed.xml")(write)
        return make

    return take


def clean(topic: str, *arguments: str) -> Callable[[Write], Write]:
    """Take a function that writes what is right, for a topic's comparison."""

    def take(write: Write) -> Write:
        CLEAN[topic] = Generator(topic, "clean", write, arguments)
        return write

    return take


def load_generators() -> list[Generator]:
    """Return all generators, sorted by topic and name."""
    folder = Path(__file__).parent
    for module in iter_modules([str(folder)]):
        import_module(f"hostile.{module.name}")
    return [_FOUND[key] for key in sorted(_FOUND)]
