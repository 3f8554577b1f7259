"""The title of an episode's page without what pages add to it: the name of the site, the number."""

import re
from dataclasses import replace

from feedtool.importing.page.read_title import Title, read_title
from feedtool.importing.web.claims import Chosen
from feedtool.importing.web.values import is_same_text

_LONGEST = 1_000
_MARKS = tuple("-–—|·•:»«")


def make_title(chosen: Chosen, show_title: str, summary: str) -> Title:
    """Return the parts of the title; a number that the page gives as data counts more."""
    line = chosen.text("title")
    bare = _drop_name(line, show_title)
    if bare != line:
        chosen.guesses["title"] = "without the name of the show beside it"
    title = read_title(bare, summary)
    number, season = chosen.facts.get("number"), chosen.facts.get("season")
    if number is not None:
        if title.number not in (None, number):
            chosen.contradictions.append(
                f"number: {chosen.sources['number']} has {number}, the title {title.number}; "
                "the first is taken"
            )
        title = replace(title, number=number)
    return title if season is None else replace(title, season=season)


def find_site_name(page_title: str, title: str) -> str:
    """Return what stands behind an episode's title in the title of its page, "" if nothing does.

    >>> find_site_name("Tides – Harbour Notes", "#7: Tides"), find_site_name("Tides", "Tides")
    ('Harbour Notes', '')
    """
    first, *others = re.split(" [-–—|·•] ", " ".join(page_title[:_LONGEST].split()))
    return others[-1].strip() if others and title and is_same_text(first, title) else ""


def _drop_name(line: str, show_title: str) -> str:
    """Return a title without the name of the show before or behind it.

    >>> _drop_name("Tides | Harbour Notes", "Harbour Notes"), _drop_name("Tides", "Tides")
    ('Tides', 'Tides')
    """
    length = len(show_title)
    if not length or len(line) <= length:
        return line
    if _is_equal(line[-length:], show_title):
        head = line[:-length].rstrip()
        line = head[:-1].rstrip() if head[-1:] in _MARKS else line
    if _is_equal(line[:length], show_title):
        tail = line[length:].lstrip()
        line = tail[1:].lstrip() if tail[:1] in _MARKS else line
    return line


def _is_equal(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
