"""Finds what a misspelt word probably means: one function for "did you mean", with one budget."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

_MOST_SUGGESTIONS = 50
_left: ContextVar[list[None] | None] = ContextVar("suggestions", default=None)


@contextmanager
def few_suggestions() -> Iterator[None]:
    """Let `closest` look for similar names only so often: for thousands it would take minutes.

    The same name in other case is always found.
    """
    before = _left.set([None] * _MOST_SUGGESTIONS)
    try:
        yield
    finally:
        _left.reset(before)


def may_suggest() -> bool:
    """Return whether `few_suggestions` still lets similar names be found."""
    return _left.get() != []


def suggest(
    text: str, known: Iterable[str], otherwise: str = "", *, form: str = 'did you mean "{}"?'
) -> str:
    """Return the question whether a known name was meant, or `otherwise` if none is alike.

    >>> suggest("pubdate", ["pubDate", "guid"]), suggest("x", ["guid"], "there is guid")
    ('did you mean "pubDate"?', 'there is guid')
    """
    near = closest(text, known)
    return otherwise if near is None else form.format(near)


def closest(text: str, known: Iterable[str]) -> str | None:
    """Return the known name that `text` most probably stands for, or None.

    >>> closest("pubdate", ["pubDate", "guid"])
    'pubDate'
    """
    # A hostile name may be megabytes long.
    folded, names = text.strip().lower()[:80], tuple(known)
    same = _by_folded(names).get(folded)
    if same is not None or not may_suggest():
        return same
    left = _left.get()
    if left:
        left.pop()
    return _closest(folded, names)


@lru_cache(maxsize=100)
def _by_folded(known: tuple[str, ...]) -> dict[str, str]:
    return {name.lower(): name for name in known}


@lru_cache(maxsize=1000)
def _closest(text: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - 8 ms, only for what is wrong

    by_folded = _by_folded(known)
    longer = [name for name in by_folded if len(text) > 2 and name.startswith(text)]
    if longer:
        return by_folded[min(longer, key=len)]
    # The match proper takes long: only names that share pairs of letters are worth it.
    pairs = _pairs(text)
    alike = sorted(by_folded, key=lambda name: -len(pairs & _pairs(name)) / (len(name) + len(text)))
    matches = get_close_matches(text, alike[:6], n=1, cutoff=0.72)
    return by_folded[matches[0]] if matches else None


@lru_cache(maxsize=2000)
def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of letters of a name, also those at its ends."""
    padded = f" {text} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))
