"""Audio that is published and not here: feed.lock has its address and facts."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from feedtool.findings.wording import cut
from feedtool.show.lock import Lock


class LockedNames:
    """The names of the audio in a lock file, whichever episode has it.

    Only a build finds out whether it is the same episode.
    """

    def __init__(self, lock: Lock) -> None:
        urls = (str(audio["url"]) for one in lock.episodes.values() for audio in one.audio)
        self._paths = [_path_of(url) for url in urls]
        # By the number of their parts: each of thousands of names is looked up at once.
        self._ends: dict[int, set[str]] = {}

    def __contains__(self, name: str) -> bool:
        end = _end_of(name)
        count = end.count("/")
        if count not in self._ends:
            parted = (path.rsplit("/", count) for path in self._paths)
            self._ends[count] = {"/".join(["", *one[1:]]) for one in parted if len(one) > count}
        return end in self._ends[count]


def explain_unpublished(lock: Lock, slug: str) -> str:
    """Return why the lock file does not help where the audio of an episode is missing.

    The text goes behind another; it is empty where nothing was published yet.
    """
    was = lock.episodes.get(slug)
    if was is not None:
        name = _path_of(str(was.enclosure["url"])).rpartition("/")[2]
        return f' (feed.lock has the facts of "{cut(name)}" for this episode, not of this file)'
    if lock.episodes:
        return " (feed.lock has no facts of it; build once where the file is, and commit feed.lock)"
    return ""


def any_ends_with(urls: Iterable[str], name: str) -> bool:
    """Return whether an address leads to a file of that name, as far as the name goes."""
    end = _end_of(name)
    return any(_path_of(url).endswith(end) for url in urls)


def _end_of(name: str) -> str:
    return f"/{normalize('NFC', short_name(name))}"


def short_name(name: str) -> str:
    """Return the name of audio without the folder audio/, in which names start.

    >>> short_name("audio/2024/001.mp3"), short_name("./001.mp3")
    ('2024/001.mp3', '001.mp3')
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(parts[1:] if parts[:1] == ("audio",) else parts)


def _path_of(url: str) -> str:
    try:
        return normalize("NFC", unquote(urlsplit(url).path))
    except ValueError:  # no address
        return ""
