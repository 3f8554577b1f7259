"""The clean show around a hostile part."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from hostile.registry import hostile

SHOW = """title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: UTC
owner: {name: Mira Holt, email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.jpg
"""
_NOTES = "The ferry keeps its lamp lit [all night](https://example.com/{0}).\n\n" * 20
# A file of YAML may have 1 MB: what is larger is refused unread.
ONE_FILE = 900_000

MakeText = Callable[[int], str]
T = TypeVar("T", bound=Callable[..., object])


def repeated(piece: str, size: int) -> str:
    """Return a piece as often as it fits."""
    return piece * max(size // len(piece.encode()), 1)


def numbered(form: str, size: int) -> str:
    """Return a piece with the numbers from 0, as often as it fits."""
    return "".join(form.format(number) for number in range(count(form, size)))


def count(form: str, size: int) -> int:
    """Return how often a piece with a number of five digits fits."""
    return max(size // (len(form.encode()) + 3), 1)


def front_matter(number: int, more: str = "", title: str = "") -> str:
    """Return the keys of an episode without findings, with more keys at the end."""
    return (
        f"title: {title or f'Day {number} at the pier'}\n"
        f"published: {2000 + number // 336:04}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}\n"
        f"audio: {{url: https://example.com/{number}.mp3, length: {1_000_000 + number}, "
        f"duration: 52:10}}\n{more}"
    )


def write_show(folder: Path, more: str = "") -> None:
    """Write show.yaml with more lines at its end; the first of them may be a key once more."""
    key = more.partition(":")[0]
    usual = "".join(line for line in SHOW.splitlines(True) if not line.startswith(f"{key}:"))
    (folder / "show.yaml").write_text(usual + more, "utf-8", newline="")


def write_episode(folder: Path, name: str, keys: str, notes: str = "Ships.") -> None:
    """Write the file of an episode."""
    (folder / "episodes").mkdir(exist_ok=True)
    text = f"---\n{keys}---\n{notes}\n"
    (folder / "episodes" / f"{name}.md").write_text(text, "utf-8", newline="")


def write_clean_show(folder: Path, size: int) -> None:
    """Write a show of about `size` bytes without findings."""
    write_show(folder)
    notes = _NOTES.format("way")
    for number in range(1, max(size // 1500, 1) + 1):
        write_episode(folder, f"{number:05}-pier", front_matter(number), notes)


def hostile_show(make: MakeText) -> MakeText:
    """Take a function that makes lines at the end of show.yaml."""

    def write(folder: Path, size: int) -> None:
        write_show(folder, make(size))
        write_episode(folder, "1-pier", front_matter(1))

    return _take(make, write)


def hostile_front_matter(make: MakeText) -> MakeText:
    """Take a function that makes lines at the end of the front matter of an episode."""

    def write(folder: Path, size: int) -> None:
        write_show(folder)
        write_episode(folder, "1-pier", front_matter(1, make(size)))

    return _take(make, write)


def hostile_everywhere(make: MakeText) -> MakeText:
    """Take a function that makes lines of YAML for show.yaml, people.yaml and an episode alike."""

    def write(folder: Path, size: int) -> None:
        text = make(size // 3)
        write_show(folder, text)
        (folder / "people.yaml").write_text(text, "utf-8", newline="")
        write_episode(folder, "1-pier", front_matter(1, text))

    return _take(make, write, 3 * ONE_FILE)


def hostile_episodes(make: Callable[[int], Iterator[tuple[str, str]]]) -> object:
    """Take a function that yields the names of episodes with their front matter."""

    def write(folder: Path, size: int) -> None:
        write_show(folder)
        for name, keys in make(size):
            write_episode(folder, name, keys)

    return _take(make, write, None)


def _take(make: T, write: Callable[[Path, int], None], most: int | None = ONE_FILE) -> T:
    write.__name__ = make.__name__
    hostile("show", "build", "--check", most=most)(write)
    return make
