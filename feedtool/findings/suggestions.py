"""Finds what a misspelt word probably means: one function for "did you mean", with one budget."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

_MAX_CHARS = 80
# Among more names only one with the same letters is found.
_MAX_NAMES = 2000
# More slips than these are never made in one name.
_MAX_SLIPS = 3


class _Budget(NamedTuple):
    """How many words may be looked up, and the answers so far."""

    most: int
    answers: dict[tuple[str, tuple[str, ...]], str | None]


_budget: ContextVar[_Budget | None] = ContextVar("suggestions", default=None)


@contextmanager
def few_suggestions(most: int = 50) -> Iterator[None]:
    """Let `closest` look for similar names of so many words: for thousands it would take minutes.

    The same name in other case is always found, and the same word always has the same answer.
    """
    before = _budget.set(_Budget(most, {}))
    try:
        yield
    finally:
        _budget.reset(before)


def may_suggest() -> bool:
    """Return whether `few_suggestions` still lets similar names be found."""
    budget = _budget.get()
    return budget is None or len(budget.answers) < budget.most


def count_suggestions() -> int:
    """Return for how many words `few_suggestions` has had similar names looked for."""
    budget = _budget.get()
    return 0 if budget is None else len(budget.answers)


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

    A name with the same letters is always found, whatever its case, hyphens and underscores. Of the
    other names only one with few slips is found: see `max_slips`.

    >>> closest("pubdate", ["pubDate", "guid"]), closest("tilte", ["title", "type"])
    ('pubDate', 'title')
    """
    # A hostile name may be megabytes long.
    folded, names = text.strip().lower()[:_MAX_CHARS], tuple(known)
    by_letters = _by_letters(names)
    same = by_letters.get(folded) or by_letters.get(letters_of(folded))
    if same is not None:
        return same
    budget = _budget.get()
    if budget is None:
        return _closest(folded, names)
    key = folded, names
    if key not in budget.answers and may_suggest():
        budget.answers[key] = _closest(folded, names)
    return budget.answers.get(key)


def max_slips(text: str, name: str) -> int:
    """Return how many slips may lie between a text and the name that it stands for."""
    shorter = min(len(text), len(name))
    if max(len(text), len(name)) < 3:
        return 0
    return 1 if shorter <= 4 else 2 if shorter <= 8 else _MAX_SLIPS


def count_slips(text: str, name: str, most: int) -> int:
    """Count the letters that are missing, surplus, wrong or swapped with the next; stop at `most`.

    Returns `most` + 1 if there are more. This is the Damerau-Levenshtein distance in which no
    letter moves twice.

    >>> count_slips("tilte", "title", 2), count_slips("chat", "category", 2)
    (1, 3)
    """
    if abs(len(text) - len(name)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(name) + 1))
    for at, char in enumerate(text):
        older, before, row = before, row, [at + 1]
        for other, wanted in enumerate(name):
            slips = min(before[other] + (char != wanted), before[other + 1] + 1, row[other] + 1)
            if at and other and char == name[other - 1] and text[at - 1] == wanted:
                slips = min(slips, older[other - 1] + 1)
            row.append(slips)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


@lru_cache(maxsize=100)
def _by_letters(known: tuple[str, ...]) -> dict[str, str]:
    """Return the names by their letters, and by their letters without hyphens and underscores."""
    bare = {letters_of(name.lower()): name for name in reversed(known)}
    return {**bare, **{name.lower(): name for name in reversed(known)}}


def letters_of(text: str) -> str:
    """Return a name without what people leave out or add: hyphens and underscores."""
    return text.replace("-", "").replace("_", "")


@lru_cache(maxsize=1000)
def _closest(text: str, known: tuple[str, ...]) -> str | None:
    if len(known) > _MAX_NAMES:
        return None
    longer = [name for name in known if _is_start(text, name.lower())]
    if longer:
        return min(longer, key=len)
    best, fewest = None, 0.0
    for name in known:
        if abs(min(len(name), _MAX_CHARS) - len(text)) > 2 * _MAX_SLIPS:
            continue
        slips = _slips_between(text, name.lower()[:_MAX_CHARS])
        if slips is not None and (best is None or slips < fewest):
            best, fewest = name, slips
    return best


def _is_start(text: str, name: str) -> bool:
    """Return whether a text is the first third of a name, or more."""
    local, rest = text[_start_of_local(text) :], name[len(text) :]
    is_long = len(local) > 2 and len(rest) <= 2 * len(local)
    return is_long and name.startswith(text) and not _start_of_local(rest)


def _slips_between(text: str, name: str) -> float | None:
    """Return how many slips lie between a text and a name, None if they are too many.

    What stands before a colon or slash is compared on its own: that two names have the same prefix
    says nothing. A slip in the first letter is less likely than one later.
    """
    pieces = [(text, name)]
    if (at := _start_of_local(text)) and (start := _start_of_local(name)):
        pieces = [(text[:at], name[:start]), (text[at:], name[start:])]
    total = 0.0
    for piece, wanted in pieces:
        most = max_slips(piece, wanted)
        slips = count_slips(piece, wanted, most)
        if slips > most:
            return None
        total += slips + 0.5 * (piece[:1] != wanted[:1])
    return total


def _start_of_local(name: str) -> int:
    """Return where the part of a name after its last colon or slash begins."""
    return max(name.rfind(":"), name.rfind("/")) + 1
