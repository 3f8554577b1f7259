"""Apple's categories: which category a name means that is not one of Apple's, and how to write it.

Source: https://podcasters.apple.com/support/1691-apple-podcasts-categories
"""

import re
from functools import cache
from typing import NamedTuple

from feedtool.findings.suggestions import count_slips
from feedtool.values.enumerations import find_near_value
from feedtool.vocabulary import load_list

# A longer text is no name of a category.
_MAX_CHARS = 200
_MOST_NAMES = 5
# In a shorter name two slips make another word: Boats is not Books.
_LONG = 7
# Names of Apple have "&" and "-" too: these are separators only in a text that is no name.
_SEPARATORS = (
    re.compile(r" ?(?:::|[:/>»→|;,\\]| [-–—] ) ?"),
    None,
    re.compile(r" (?:&|\+|and) ", re.IGNORECASE),
    re.compile(r" ?[-–—.] ?"),
)
_PLACEHOLDER = re.compile(
    r"(?i)\W*(?:(?:choose|select|pick|enter|your|sub)\b(?s:.*+)|podcasts?|(?:sub-?)?categor(?:y|ies)"
    r"|uncategori[sz]ed|general|none|null|nil|undefined|default|unknown|others?|misc\w*|test|all"
    r"|n/?a|tbd|todos?|various|allgemein|sin categoría|non classé)\W*"
    r"|(?s:.*?(?:\{\{|\$\{|<%|\[object).*+)"
)


class Category(NamedTuple):
    """A category of Apple, and one of its subcategories or "" if the category alone is meant."""

    name: str
    subcategory: str = ""


def find_meant(text: str, around: str = "") -> tuple[Category, ...]:
    """Return the categories that a text names in another way than Apple; none if it names none.

    `around` is the category in which the text stands as a subcategory.

    >>> find_meant("Business/Marketing")
    (Category(name='Business', subcategory='Marketing'),)
    """
    if len(text) > _MAX_CHARS:
        return ()
    plain = " ".join(_unescape(text).split())
    for separator in _SEPARATORS:
        names = [name for name in separator.split(plain) if name] if separator else [plain]
        if len(names) <= _MOST_NAMES and (separator is None or len(names) > 1):
            found = _read_names(names, around)
            if found:
                return found
    return ()


def find_near(text: str, around: str = "") -> Category | None:
    """Return the category or subcategory whose name is a little different from a text."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    inner = tree.get(around) or [name for names in tree.values() for name in names]
    near = find_near_value(text, tuple(inner if around else (*tree, *inner)))
    if near is None or (len(text) < _LONG and count_slips(text.lower(), near.lower(), 1) > 1):
        return None
    return _look_up(near, around)


def find_retired(path: str) -> Category | None:
    """Return what replaces a category that Apple removed, such as `Technology > Gadgets`."""
    instead: str | None = load_list("apple-categories-retired").get(path)
    return None if instead is None else _as_category(instead)


def is_placeholder(text: str) -> bool:
    """Whether a program wrote the text where nobody chose a category."""
    return len(text) <= _MAX_CHARS and _PLACEHOLDER.fullmatch(text) is not None


def is_same_name(text: str, name: str) -> bool:
    """Whether a text differs from a name only in case, spaces, hyphens and the like."""
    return _fold(_unescape(text)) == _fold(name)


def is_escaped_twice(text: str, name: str) -> bool:
    """Whether a text is a name in which `&` is escaped still."""
    return text != name and _unescape(text) == name


def write_markup(category: Category) -> str:
    """Write a category as the feed should have it.

    >>> write_markup(Category("TV & Film"))
    '<itunes:category text="TV &amp; Film"/>'
    """
    name, inner = (part.replace("&", "&amp;") for part in category)
    if not inner:
        return f'<itunes:category text="{name}"/>'
    return f'<itunes:category text="{name}"><itunes:category text="{inner}"/></itunes:category>'


def _unescape(text: str) -> str:
    """Return a text without references: `&amp;amp;` in the feed is still `&amp;` here."""
    from html import unescape  # noqa: PLC0415 - 5 ms, only for a wrong name

    return unescape(unescape(text))


def _read_names(names: list[str], around: str) -> tuple[Category, ...]:
    """Read several names in one text: a category and its subcategories, or several categories."""
    found: list[Category] = []
    for name in names:
        parent = found[-1].name if found else around
        one = _look_up(name, parent)
        if one is None:
            return ()
        if found and found[-1] == Category(one.name):
            found.pop()
        if one not in found and one != Category(around):
            found.append(one)
    return tuple(found)


def _look_up(name: str, around: str) -> Category | None:
    """Return the category of this name, or with this other or former name."""
    folded = _fold(name)
    if not folded:
        return None
    known = _known()
    inside = known.get(f"{_fold(around)}>{folded}") if around else None
    return inside or known.get(folded)


def _fold(name: str) -> str:
    """Return the letters and digits of a name in lower case; `and` and `&` count for nothing."""
    words = re.findall(r"[^\W_]+", name.lower())
    return "".join(word for word in words if word not in ("and", "und", "et", "y", "e", "the"))


@cache
def _known() -> dict[str, Category]:
    """Return all names, folded: other and former names, then those of today, which win."""
    known = {_fold(name): _as_category(path) for name, path in _other_names().items()}
    tree: dict[str, list[str]] = load_list("apple-categories")
    for name, inner in tree.items():
        known.update({_fold(one): Category(name, one) for one in inner})
    known.update({_fold(name): Category(name) for name in tree})
    for path, instead in load_list("apple-categories-retired").items():
        name, _, inner_name = path.partition(" > ")
        key = f"{_fold(name)}>{_fold(inner_name)}" if inner_name else _fold(name)
        known.setdefault(key, _as_category(instead))
        known.setdefault(_fold(inner_name), _as_category(instead))
    return known


def _other_names() -> dict[str, str]:
    names: dict[str, str] = load_list("apple-category-aliases")
    return names


def _as_category(path: str) -> Category:
    name, _, inner = path.partition(" > ")
    return Category(name, inner)
