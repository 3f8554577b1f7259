"""Forms of titles that name guests, such as "{title} - {guest} - {organization}" or "with {guest}".

A form is words with placeholders. A title is taken apart from both ends towards {title}, so that it
takes time in proportion to its length, whatever the form.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from feedtool.findings.wording import printable
from feedtool.importing.guests.names import (
    MOST_GUESTS,
    any_word,
    looks_like_name,
    split_names,
    words_of,
)
from feedtool.vocabulary.json_files import load_list

_PLACEHOLDER = re.compile(r"\{([a-zA-Z]*)\}")
_BLANKS = re.compile(r"\s+")
_NAMES = {
    "title": "title", "guest": "guest", "guests": "guest", "organization": "organization",
    "organizations": "organization",
}  # fmt: skip
# A longer title is none that names guests, and a longer form is none.
_LONGEST = 300
_LONGEST_FORM = 200
# The same signs in other forms.
_SAME_SIGNS = str.maketrans("–—−’", "---'")
_MOST_WORDS = 6
# So often may a title have the words of a form before the guests follow.
_MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class NamedGuest:
    """A guest whom a title names."""

    name: str
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was written; its placeholders, and the words before, between and behind them."""

    text: str
    names: tuple[str, ...]
    words: tuple[str, ...]


class FormError(ValueError):
    """A form that names no guest, or cannot be read."""


def read_form(text: str) -> Form:
    """Read a form.

    >>> read_form("{title} - {guest}")
    Form(text='{title} - {guest}', names=('title', 'guest'), words=('', ' - ', ''))

    Raises FormError that says what is wrong.
    """
    if printable(text) != text:
        raise FormError("it has a character that is not printed; expected words and placeholders")
    if len(text) > _LONGEST_FORM:
        raise FormError(f"it has more than {_LONGEST_FORM} characters")
    pieces = _PLACEHOLDER.split(_BLANKS.sub(" ", text.translate(_SAME_SIGNS)))
    names, words = pieces[1::2], pieces[::2]
    unknown = next((one for one in names if one not in _NAMES), None)
    if unknown is not None:
        expected = "expected {title}, {guest} or {organization}"
        raise FormError(f"{{{unknown}}} is no placeholder; {expected}")
    meant = tuple(_NAMES[one] for one in names)
    if meant.count("guest") != 1 or len(set(meant)) != len(meant):
        raise FormError("expected {guest} once, {title} and {organization} at the most once")
    if not all(word.strip() for word in words[1:-1]) or not "".join(words).strip():
        raise FormError('expected words or signs between the placeholders, as in "with {guest}"')
    return Form(text, meant, tuple(words))


@cache
def usual_forms(kind: Literal["forms", "weak_forms"], language: str) -> Sequence[Form]:
    """Return the forms that are usual in a language, the longest first; all if it is not known.

    >>> usual_forms("weak_forms", "fr")[0].text
    'avec {guest}'
    """
    rows: Mapping[str, Mapping[str, Sequence[str]]] = load_list("guest-words")
    known = [rows[language]] if language in rows else [] if language else [*rows.values()]
    texts = {text for row in known for text in row[kind]}
    return [read_form(one) for one in sorted(texts, key=lambda one: (-len(one), one))]


def may_have(title: str, forms: Sequence[Form]) -> bool:
    """Tell quickly whether a title has the words of any form: most titles name nobody."""
    if len(title) > _LONGEST:
        return False
    text = title.translate(_SAME_SIGNS).casefold()
    return any(word in text for word in _longest_words(tuple(forms)))


@cache
def _longest_words(forms: tuple[Form, ...]) -> frozenset[str]:
    return frozenset(max(form.words, key=len).strip().casefold() for form in forms)


def find_guests(title: str, form: Form) -> list[NamedGuest]:
    """Return the guests whom a title names in a form; none if it has another form.

    >>> find_guests("Tides, with Bo Lind of Example Labs (live)", read_form("with {guest}"))
    [NamedGuest(name='Bo Lind', organization='Example Labs')]
    >>> find_guests("Nets - Bo Lind - Example", read_form("{title} - {guest} - {organization}"))
    [NamedGuest(name='Bo Lind', organization='Example')]
    """
    if len(title) > _LONGEST:
        return []
    text = " ".join(title.translate(_SAME_SIGNS).split())
    found = _read_whole(text, form) if "title" in form.names else _read_part(text, form)
    return found[:MOST_GUESTS]


def _read_whole(title: str, form: Form) -> list[NamedGuest]:
    """Read a form that says what the whole title is: all of it must fit."""
    first, last = form.words[0], form.words[-1]
    if not title.casefold().startswith(first.casefold()):
        return []
    title = title[len(first) :]
    if not title.casefold().endswith(last.casefold()):
        return []
    title = title[: len(title) - len(last)]
    values: dict[str, str] = {}
    at = form.names.index("title")
    for name, word in zip(form.names[:at], form.words[1 : at + 1], strict=True):
        place = next(_places(title, word), None)
        if place is None:
            return []
        values[name], title = title[: place[0]], title[place[1] :]
    for name, word in zip(form.names[:at:-1], form.words[-2:at:-1], strict=True):
        places = [*_places(title, word)]
        if not places:
            return []
        values[name], title = title[places[-1][1] :], title[: places[-1][0]]
    names = split_names(values["guest"])
    if not title.strip() or not all(map(looks_like_name, names)):
        return []
    return [NamedGuest(one, values.get("organization", "").strip()) for one in names]


def _read_part(title: str, form: Form) -> list[NamedGuest]:
    """Read a form that may stand anywhere in a title: the first place that names a guest counts."""
    for _, end in islice(_places(title, form.words[0]), _MOST_PLACES):
        rest = title[end:]
        values: dict[str, str] = {}
        for name, word in zip(form.names, form.words[1:], strict=True):
            place = next(_places(rest, word), None) if word.strip() else _end_of(rest)
            if place is None:
                break
            values[name], rest = rest[: place[0]], rest[place[1] :]
        if len(values) == len(form.names) and (found := _read_names(values)):
            return found
    return []


def _end_of(text: str) -> tuple[int, int]:
    match = _end().search(text)
    return match.span() if match else (len(text), len(text))


@cache
def _end() -> re.Pattern[str]:
    """Return the pattern of what ends a list of names, if a form does not say it."""
    role = rf", ?(?=[a-z])(?!(?:{any_word('and')})\b)"
    return re.compile(rf" [-|/·•~]+ |[|:;()\[\]{{}}!?…\"“”«»]|{role}")


def _read_names(values: Mapping[str, str]) -> list[NamedGuest]:
    """Return the guests of a list whose end is not sure.

    The first of them must be a name. Behind a comma alone may stand an organization or a role; so
    in a list without "and" only the first one counts.
    """
    text = values["guest"].strip(" ,.")
    organization = values.get("organization", "").strip()
    names = split_names(text)
    single = _split_organization(names[0])
    if not organization and len(names) == 1 and single is not None:
        return [single]
    if not looks_like_name(names[0]):
        return []
    if len(names) > 1 and not _has_and(text):
        names = names[:1]
    return [NamedGuest(one, organization) for one in names if looks_like_name(one)]


def _split_organization(text: str) -> NamedGuest | None:
    """Return a guest with an organization behind: "Bo Lind of Example Labs"."""
    words = text.split()
    places = (at for at, word in enumerate(words) if word.casefold() in words_of("at"))
    for at in islice(places, _MOST_PLACES):
        name, organization = " ".join(words[:at]), " ".join(words[at + 1 :])
        is_short = at + 1 < len(words) <= at + 1 + _MOST_WORDS
        if is_short and looks_like_name(name) and organization[:1].isupper():
            return NamedGuest(name, organization)
    return None


def _has_and(text: str) -> bool:
    return any(word.casefold() in words_of("and") for word in text.split())


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, as whole words and in any case, from left to right.

    In both, blanks stand one by one.
    """
    pattern = _pattern_of(word)
    return (match.span() for match in pattern.finditer(text))


@cache
def _pattern_of(word: str) -> re.Pattern[str]:
    bare = word.strip()
    before = r"(?<!\w)" if bare[:1].isalnum() else " " if word[:1] == " " else ""
    behind = r"(?!\w) ?" if bare[-1:].isalnum() else " " if word[-1:] == " " else ""
    return re.compile(before + re.escape(bare) + behind, re.IGNORECASE)
