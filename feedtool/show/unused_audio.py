"""Audio in audio/ that no episode names: maybe an episode was forgotten, or its name is wrong."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

from feedtool.findings.wording import cut
from feedtool.media.types import guess_type
from feedtool.show.audio_formats import list_listed
from feedtool.show.locked_audio import short_name
from feedtool.show.model import Show

_MOST_FILES = 20_000
_SHOWN = 5


def find_unused_audio(show: Show) -> tuple[str, ...]:
    """Return the names of the audio files below audio/ that nothing in the show names."""
    if show.folder is None:
        return ()
    here = list(_list(show.folder / "audio"))
    if not here:
        return ()
    named = {normalize("NFC", short_name(name)) for name in _named(show)}
    return tuple(sorted(name for name in here if normalize("NFC", name) not in named))


def describe_unused(names: tuple[str, ...]) -> str:
    """Return in words which audio no episode names.

    >>> describe_unused(("a.mp3", "b.mp3"))
    '2 files in audio/ have no episode that names them: a.mp3, b.mp3'
    """
    what = "1 file" if len(names) == 1 else f"{len(names)} files"
    verb = "has no episode that names it" if len(names) == 1 else "have no episode that names them"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{what} in audio/ {verb}: {', '.join(map(cut, names[:_SHOWN]))}{more}"


def _list(folder: Path) -> Iterator[str]:
    """Yield the names of the media files below a folder; links to folders are not followed."""
    count = 0
    for inner, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if one[0] != "."]
        for file in files:
            count += 1
            if count > _MOST_FILES:
                return
            if file[0] != "." and guess_type(file) is not None:
                yield (Path(inner) / file).relative_to(folder).as_posix()


def _named(show: Show) -> Iterator[str]:
    """Yield each name that may be one of audio."""
    for feed in (show, *show.feeds.values()):
        yield from _texts(feed.elements)
        for item in (*feed.episodes, *feed.live_items):
            yield from _texts(item.elements)
            yield from (one.file for one in list_listed(item) if one.file is not None)
    for draft in show.drafts:
        if draft.audio is not None:
            yield draft.audio


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in the keys that stand for elements."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
