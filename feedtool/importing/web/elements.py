"""What the elements of a page say that every page has: title, language, times, players, links."""

from collections.abc import Iterator
from typing import Any

from feedtool.importing.page.read_page import find_published
from feedtool.importing.web.claims import Claims
from feedtool.importing.web.schema_org import is_media_name
from feedtool.importing.web.visible import read_lines

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_MOST_FEEDS = 10
ANY_LINE = "a line of the page looks like it"
# A date stands near the title.
_MOST_LINES = 200
_MOST_STEPS = 5_000


def find_main(root: Any) -> Any:
    """Return the element that holds what a page is about, the whole body if none is marked."""
    for path in ("//article[.//h1]", "//main", "//*[@role='main']", "//article", "//body"):
        found = root.xpath(path)
        if found:
            return found[0]
    return root


def list_feeds(root: Any) -> list[str]:
    """Return the addresses of the feeds that a page names for programs, as they stand there.

    Source: https://www.rssboard.org/rss-autodiscovery
    """
    found: list[str] = []
    for kind in _FEEDS:
        for link in root.iter("link", "a"):
            is_feed = link.get("type", "").partition(";")[0].strip().lower() == kind
            if is_feed and "alternate" in link.get("rel", "").lower().split():
                found.append(str(link.get("href", "")))
    return [*dict.fromkeys(one for one in found if one.strip())][:_MOST_FEEDS]


def read_elements(root: Any, main: Any) -> Claims:
    """Return what title, language, players and links of a page claim."""
    claims = Claims("the page")
    head = [*main.iter("h1"), *root.iter("h1")][:1]
    for one in head:
        claims.state("title", " ".join("".join(one.itertext()).split()))
    for one in [*root.iter("title")][:1]:
        claims.state("title", one.text or "", "it may end with the name of the site")
    claims.state("language", root.get("lang") or root.get("xml:lang") or "")
    for link in root.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            claims.state("link", link.get("href", ""))
    _read_players(claims, root, main)
    return claims


def read_times(claims: Claims, main: Any, *, day_first: bool) -> None:
    """Claim the date that a page marks as a time, or else shows near its title."""
    times = [one.get("datetime") for one in main.iter("time") if one.get("datetime")]
    days = {one.strip()[:10] for one in times}
    if times:
        guess = f"the first of {len(days)} dates on the page" if len(days) > 1 else ""
        claims.state("published", times[0], guess)
        return
    for line in read_lines([main], _MOST_STEPS)[:_MOST_LINES]:
        found = find_published(line, day_first=day_first)
        if found is not None:
            claims.state("published", found.isoformat(), ANY_LINE)


def _read_players(claims: Claims, root: Any, main: Any) -> None:
    """Claim the audio of the first player, or else of a link to an audio file."""
    players = [*_list_players(main)] or [*_list_players(root)]
    several = len({address for address, _ in players}) > 1
    for address, kind in players[:1]:
        claims.state(
            "audio", address, "the first of several players on the page" if several else ""
        )
        claims.state("audio_type", kind)
    for link in main.iter("a"):
        if is_media_name(link.get("href", "")):
            claims.state("audio", link.get("href"), "a link to it stands on the page")


def _list_players(root: Any) -> Iterator[tuple[str, str]]:
    for player in root.iter("audio"):
        sources = [player, *player.iter("source")]
        found = next((one for one in sources if one.get("src", "").strip()), None)
        if found is not None:
            yield found.get("src"), found.get("type", "")
