"""Numbers of episodes and seasons.

Source: Apple, "A Podcaster's Guide to RSS", itunes:type, itunes:episode, itunes:season,
https://help.apple.com/itc/podcasts_connect/#/itcb54353390
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts

_NUMBERED = re.compile(
    r"\s*(?:#|(?:episode|ep|folge|épisode|episodio)\b\.?\s*#?|s[0-9]{1,3}\s*[:.|-]?\s*e)\s*[0-9]{1,4}\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Show:
    """Whether the show is serial, and how its full episodes are numbered."""

    serial: bool = False
    full: int = 0
    in_season: int = 0


def _is_full(item: Frame) -> bool:
    return item.text_of("itunes:episodeType").lower() in ("", "full")


@rule("serial-without-number", on="itunes:type")
def remember_type(show_type: Frame, facts: Facts) -> Iterator[Problem]:
    """Keep the type of the show for its items."""
    facts.of(_Show).serial = show_type.text.strip().lower() == "serial"
    return iter(())


@rule("serial-without-number", on="item", profile="apple")
def find_unnumbered(item: Frame, facts: Facts) -> Iterator[Problem]:
    """A serial show is played in the order of its numbers."""
    if facts.of(_Show).serial and _is_full(item) and "itunes:episode" not in item.children:
        message = "the show is serial and this full episode has no itunes:episode; add its number"
        yield Problem(message, item, profiles=("apple",))


@rule("episode-number-repeated", on="item")
def find_repeated_number(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Two full episodes of a season have one number; told at the second."""
    number = item.children.get("itunes:episode")
    if not _is_full(item):
        return
    show = facts.of(_Show)
    show.full += 1
    season = item.text_of("itunes:season")
    show.in_season += season != ""
    if number is None or not number.text.strip():
        return
    line = facts.first_line("episode", f"{season}/{number.text.strip()}", number)
    if line is not None:
        where = f" of season {cut(season)}" if season else ""
        message = f'{number.tag} is "{cut(number.text)}"{where}, as in the item on line {line}'
        yield Problem(message, number, value=number.text, in_text=True)


@rule("season-on-some", on="channel")
def find_partial_seasons(channel: Frame, facts: Facts) -> Iterator[Problem]:
    """Apps put episodes without a season beside the seasons."""
    show = facts.of(_Show)
    if 0 < show.in_season < show.full:
        message = f"{show.in_season} of {show.full} full episodes have itunes:season"
        yield Problem(message, channel)


@rule("title-numbered", on="item", profile="apple")
def find_numbered_title(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Apps print the number before the title themselves."""
    title = item.children.get("itunes:title") or item.children.get("title")
    if title is not None and "itunes:episode" in item.children and _NUMBERED.match(title.text[:40]):
        message = (
            f'{title.tag} is "{cut(title.text)}"; apps print itunes:episode before it, '
            "expected the title without number"
        )
        yield Problem(message, title, value=title.text, in_text=True, profiles=("apple",))
