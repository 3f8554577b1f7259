"""Names of people in prose: what looks like one, and lists of them."""

import re
from functools import cache
from typing import Literal

from feedtool.vocabulary.json_files import load_list

# So many of one episode, and so many letters of one name.
MOST_GUESTS = 20
_LONGEST_NAME = 60
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*\.?|(?:[^\W\d_]\.)+")
# As in JavaScript, but not as in McNeill or DiMaggio.
_INNER_CAPITAL = re.compile(
    r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bVan)(?<=[a-z])[A-Z]"
)


@cache
def not_names() -> frozenset[str]:
    """Return the words that are no part of a name, although they may have a capital letter."""
    functions = load_list("function-words")
    words = {word for code in load_list("guest-words") for word in functions[code]["words"]}
    return frozenset(words - particles()) | words_of("not_names")


@cache
def particles() -> frozenset[str]:
    """Return the words that stand inside a name in small letters."""
    return words_of("particles")


@cache
def words_of(part: Literal["and", "at", "not_names", "particles"]) -> frozenset[str]:
    """Return the words of a kind in all languages."""
    return frozenset(word for row in load_list("guest-words").values() for word in row[part])


@cache
def _between() -> re.Pattern[str]:
    """Return the pattern of what stands between two names: a comma, a word, or both."""
    ordered = any_word("and")
    return re.compile(rf",\s*(?:(?:{ordered})\s+)?|(?<!\s)\s+(?:{ordered})\s+", re.IGNORECASE)


def any_word(part: Literal["and", "at"]) -> str:
    """Return a pattern of the words of a kind, the longest first."""
    return "|".join(sorted(map(re.escape, words_of(part)), key=lambda word: (-len(word), word)))


def split_names(text: str) -> list[str]:
    """Return the parts of a list of names.

    >>> split_names("Bo Lind, Al Roe & Mira Holt"), split_names("Bo Lind und Al Roe")
    (['Bo Lind', 'Al Roe', 'Mira Holt'], ['Bo Lind', 'Al Roe'])
    """
    return [part.strip() for part in _between().split(text)]


def looks_like_name(text: str) -> bool:
    """Whether a text has the form of a person's name: two to five words, capitals, no digits.

    >>> looks_like_name("Amandine Durr"), looks_like_name("Ludwig van der Lind")
    (True, True)
    >>> looks_like_name("Le produit"), looks_like_name("Our Friends"), looks_like_name("Al Unix.js")
    (False, False, False)
    """
    words = text.replace("’", "'").split()
    if not 2 <= len(words) <= 5 or len(text) > _LONGEST_NAME:
        return False
    named = [word for word in words if word.lower() not in particles() or word[:1].isupper()]
    whole = [word for word in named if not _INITIALS.fullmatch(word)]
    return (
        len(named) >= 2
        and bool(whole)
        and words[0] in named
        and words[-1] in named
        and all(map(_is_part_of_name, named))
        and (text.isupper() or not any(map(_is_abbreviation, named)))
    )


def _is_part_of_name(word: str) -> bool:
    return (
        word[:1].isupper()
        and _WORD.fullmatch(word) is not None
        and (_INITIALS.fullmatch(word) is not None or word.strip(".").lower() not in not_names())
        and not _INNER_CAPITAL.search(word)
    )


def _is_abbreviation(word: str) -> bool:
    return len(word) > 2 and word.isupper() and word.isalpha() and word not in ("III", "VIII")
