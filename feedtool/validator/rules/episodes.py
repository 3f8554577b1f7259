"""Numbers of episodes and seasons: which are missing, used twice, or differ from each other.

Source: Apple, "A Podcaster's Guide to RSS", itunes:type, itunes:episode, itunes:season,
https://help.apple.com/itc/podcasts_connect/#/itcb54353390; Podcasting 2.0, podcast:season,
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/season.md
"""

import re
from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule

_NUMBERED = re.compile(
    r"\s*+(?:#|(?:episode|ep|folge|épisode|episodio)\b\.?(?:\s*+#)?|s[0-9]{1,3}\s*+(?:[:.|-]\s*+)?e)"
    r"\s*+[0-9]{1,4}\b",
    re.IGNORECASE,
)
_MOST_SEASONS = 1000
_LONGEST = 1000
_FIRST_LETTERS = frozenset("#eEsSfFéÉ \t\r\n")


class _Show:
    """Whether the show is serial, and how many full episodes it has, with and without season."""

    def __init__(self) -> None:
        self.serial = False
        self.full = 0
        self.in_season = 0


@rule(on="itunes:type")
def remember_type(show_type: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Remember the type of the show for its items."""
    memory.of(_Show).serial = show_type.text.strip().lower() == "serial"
    return ()


@rule(on="item")
def inspect_number(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare the number and season of a full episode with the episodes before."""
    children = item.children
    kind = children.get("itunes:episodeType")
    if kind is not None and kind.text.strip().lower() not in ("", "full"):
        return ()
    show = memory.of(_Show)
    show.full += 1
    season = children.get("itunes:season")
    if season is not None and season.text:
        show.in_season += 1
    number = children.get("itunes:episode")
    if number is None:
        return _find_unnumbered(item, serial=show.serial)
    key = f"{season.text.strip() if season else ''}/{number.text.strip()}"
    before = memory.recall("episode", key, number) if number.text else None
    title = _numbered_title(item)
    return _find_number_faults(number, season, before, title) if before or title else ()


def _numbered_title(item: OpenElement) -> OpenElement | None:
    """Return the title that apps show if it begins with the number of the episode."""
    title = item.children.get("itunes:title") or item.children.get("title")
    # The first letter is tested first, because the pattern takes longer.
    if title is None or title.text[:1] not in _FIRST_LETTERS:
        return None
    return title if _NUMBERED.match(title.text, 0, 40) else None


def _find_unnumbered(item: OpenElement, *, serial: bool) -> Iterable[ElementFault]:
    other = item.children.get("podcast:episode")
    if serial and other is not None:
        message = (
            f"the show is serial, and Apple takes no episode {cut(other.text)}; expected a whole "
            "number from 1, or another type than full"
        )
        return (ElementFault("serial-number-not-whole", message, other),)
    if serial:
        message = "the show is serial and this full episode has no itunes:episode; add its number"
        return (ElementFault("serial-without-number", message, item),)
    title = _numbered_title(item)
    if title is None:
        return ()
    message = f'{title.tag} is "{cut(title.text)}"; expected the number in itunes:episode instead'
    return (ElementFault("title-numbered", message, title, value=title.text, in_text=True),)


def _find_number_faults(
    number: OpenElement,
    season: OpenElement | None,
    before: tuple[int, bool] | None,
    title: OpenElement | None,
) -> Iterator[ElementFault]:
    if before:
        where = f" of season {cut(season.text.strip())}" if season else ""
        message = f'{number.tag} is "{cut(number.text)}"{where}, as in the item on line {before[0]}'
        yield ElementFault(
            "episode-number-repeated", message, number, value=number.text, in_text=True
        )
    if title is not None:
        message = (
            f'{title.tag} is "{cut(title.text)}"; apps show itunes:episode before it; '
            "expected the title without a number"
        )
        numbered = _NUMBERED.match(title.text)
        rest = title.text[numbered.end() :].strip(" \t\r\n:.,|-–—") if numbered else ""
        yield ElementFault(
            "title-numbered", message, title, value=title.text, in_text=True,
            instead=rest or None, doubtful=True,
        )  # fmt: skip


class _Seasons:
    """The name of each season, and the line where it is first given."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, int]] = {}

    def find_first(self, number: str, name: str, line: int) -> tuple[str, int] | None:
        """Return the first name of a season and its line, None if it is not known."""
        if number not in self._names and len(self._names) < _MOST_SEASONS:
            self._names[number[:_LONGEST]] = (name[:_LONGEST], line)
        return self._names.get(number)


@rule(on="item")
def compare_numbers(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report numbers that differ between the two namespaces, and a season with two names."""
    season, episode = item.children.get("podcast:season"), item.children.get("podcast:episode")
    if season is None and episode is None:
        return ()
    return _find_differences(item, season, episode, memory.of(_Seasons))


def _find_differences(
    item: OpenElement, season: OpenElement | None, episode: OpenElement | None, seasons: _Seasons
) -> Iterator[ElementFault]:
    if season is not None:
        number, other = season.text.strip(), item.text_of("itunes:season")
        if other and number.lstrip("0") != other.lstrip("0"):
            message = f'{season.tag} is "{cut(number)}", but itunes:season is "{cut(other)}"'
            yield ElementFault("season-number-differs", message, season, value=number, in_text=True)
        name = (season.get("name") or "").strip()
        before = seasons.find_first(number, name, season.line) if name else None
        if before and before[0] != name[:_LONGEST]:
            message = (
                f'name of {season.tag} {cut(number)} is "{cut(name)}", but on line {before[1]} '
                f'it is "{cut(before[0])}"'
            )
            yield ElementFault("season-name-differs", message, season, "name", name)
    if episode is not None:
        number, other = episode.text.strip(), item.text_of("itunes:episode")
        if number.isdigit() and other and number.lstrip("0") != other.lstrip("0"):
            message = f'{episode.tag} is "{cut(number)}", but itunes:episode is "{cut(other)}"'
            yield ElementFault(
                "episode-number-differs", message, episode, value=number, in_text=True
            )


@rule(on="channel")
def find_partial_seasons(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report seasons that only some full episodes have: apps cannot group the others."""
    show = memory.of(_Show)
    if 0 < show.in_season < show.full:
        message = f"{show.in_season} of {show.full} full episodes have itunes:season"
        yield ElementFault("season-on-some", message, channel)
