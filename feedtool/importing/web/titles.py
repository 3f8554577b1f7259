"""The title of an episode's page without what pages add to it: the name of the site, the number."""

import re
from dataclasses import replace

from feedtool.importing.page.read_title import Title, read_title
from feedtool.importing.web.claims import Chosen
from feedtool.importing.web.values import is_same_text

_LONGEST = 1_000
_MARKS = "-–—|·•:»«"


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
    first, *others = re.split(r"(?<!\s)\s++[-–—|·•]\s++", page_title[:_LONGEST].strip())
    return others[-1].strip() if others and title and is_same_text(first, title) else ""


def _drop_name(line: str, show_title: str) -> str:
    """Return a title without the name of the show before or behind it.

    >>> _drop_name("Tides | Harbour Notes", "Harbour Notes"), _drop_name("Tides", "Tides")
    ('Tides', 'Tides')
    """
    size = len(show_title)
    if not size:
        return line
    name, found = show_title.casefold(), line
    rest = found[size:].lstrip()
    if found[:size].casefold() == name and rest[:1] and rest[0] in _MARKS:
        found = rest[1:].lstrip()
    rest = found[:-size].rstrip()
    if found[-size:].casefold() == name and rest[-1:] and rest[-1] in _MARKS:
        found = rest[:-1].rstrip()
    return found or line
