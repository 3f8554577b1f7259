"""Names of files out of titles: safe in URLs and on every system."""

import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from unicodedata import normalize

_MAX_CHARS = 60
# Systems allow 255 bytes; published files add to the slug, such as a language.
MAX_NAME = 200
_SAFE = re.compile(rf"[A-Za-z0-9_.-]{{1,{MAX_NAME}}}")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


class FreeNames:
    """Gives out names, each once: one that is taken gets the next number.

    With `ignore_case` names that differ in case alone are one name, as files are on many systems.

    >>> names = FreeNames(["ports"])
    >>> names.take("ports"), names.take("ports"), names.take("nets")
    ('ports-2', 'ports-3', 'nets')
    """

    def __init__(self, taken: Iterable[str] = (), *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        self._taken = set(map(self._fold, taken))
        # The last number of each name: one that thousands want takes no longer.
        self._last: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return self._fold(name) in self._taken

    def take(self, name: str) -> str:
        """Return a free name, and note that it is taken."""
        free = name
        if name in self:
            base = self._fold(name)
            number = self._last.get(base, 1) + 1
            while f"{base}-{number}" in self._taken:
                number += 1
            self._last[base] = number
            free = f"{name}-{number}"
        self._taken.add(self._fold(free))
        return free

    def _fold(self, name: str) -> str:
        return name.casefold() if self._ignore_case else name


def make_slug(title: str) -> str:
    """Return lower-case ASCII letters and digits with hyphens, or a digest if no letter is left.

    >>> make_slug("Créer la singularité de son produit 🎧")
    'creer-la-singularite-de-son-produit'
    """
    folded = normalize("NFKD", title.lower().translate(_LETTERS))
    text = folded.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", text.replace("'", "-")).strip("-")
    if len(slug) > _MAX_CHARS:
        slug = slug[: _MAX_CHARS + 1].rpartition("-")[0] or slug[:_MAX_CHARS]
    return (
        slug
        or f"episode-{blake2b(title.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
    )


def episode_name(number: int | float | None, title: str) -> str:
    """Return the name of an episode's file without ending; its number keeps files in order.

    >>> episode_name(33, "Ports"), episode_name(12.5, "Ports")
    ('033-ports', '012.5-ports')
    """
    # The prefix also keeps names such as con or nul from being a whole name.
    if number is None:
        return f"e-{make_slug(title)}"
    whole, dot, rest = str(number).partition(".")
    return f"{whole:0>3}{dot}{rest}-{make_slug(title)}"


def live_name(start: datetime, title: str) -> str:
    """Return the name of a live item, as if it were a file in a folder beside the episodes'.

    >>> live_name(datetime(2025, 4, 5, 18), "Live from the gallery")
    'live/2025-04-05-live-from-the-gallery'
    """
    return f"live/{start:%Y-%m-%d}-{make_slug(title)}"


def is_safe_name(name: str) -> bool:
    """Tell whether a name can stand in a URL and in the names of files.

    >>> is_safe_name("033-ports"), is_safe_name("a/b"), is_safe_name("..")
    (True, False, False)
    """
    return _SAFE.fullmatch(name) is not None and name.strip(".") != ""
