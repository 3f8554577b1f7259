"""What a page says of itself to those who link to it: OpenGraph, a player card, other meta tags.

Source: https://ogp.me/; https://developer.x.com/en/docs/x-for-websites/cards/overview/player-card
"""

from collections.abc import Mapping, Sequence
from typing import Any

from feedtool.importing.web.claims import Claims, Fact

_MOST_TAGS = 2_000
_OPEN_GRAPH: Sequence[tuple[Fact, tuple[str, ...]]] = (
    ("title", ("og:title",)),
    ("description", ("og:description",)),
    ("link", ("og:url",)),
    ("artwork", ("og:image:secure_url", "og:image:url", "og:image")),
    ("show_title", ("og:site_name",)),
    ("language", ("og:locale",)),
    ("published", ("article:published_time", "og:published_time", "music:release_date",
                   "video:release_date")),
    ("audio", ("og:audio:secure_url", "og:audio:url", "og:audio")),
    ("audio_type", ("og:audio:type",)),
    ("duration_s", ("music:duration", "og:audio:duration", "video:duration")),
)  # fmt: skip
_PLAYER: Sequence[tuple[Fact, tuple[str, ...]]] = (
    ("title", ("twitter:title",)),
    ("description", ("twitter:description",)),
    ("artwork", ("twitter:image", "twitter:image:src")),
    ("audio", ("twitter:player:stream", "twitter:audio:source")),
    ("audio_type", ("twitter:player:stream:content_type",)),
)
_OTHERS: Sequence[tuple[Fact, tuple[str, ...]]] = (
    ("description", ("description",)),
    ("author", ("author",)),
    ("published", ("date", "dc.date", "dcterms.date", "pubdate")),
)


def read_meta(root: Any) -> dict[str, str]:
    """Return the first value of each meta tag of a page, by its name in small letters."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or "").strip().lower()
        if name and len(found) < _MOST_TAGS and tag.get("content", "").strip():
            found.setdefault(name, str(tag.get("content")))
    return found


def read_open_graph(meta: Mapping[str, str]) -> Claims:
    """Return what OpenGraph claims; its picture may be one that was made for links."""
    claims = _claim("OpenGraph", meta, _OPEN_GRAPH)
    if "artwork" in claims.texts:
        claims.guesses["artwork"] = "the picture that OpenGraph shows beside links to the page"
    if "show_title" in claims.texts:
        claims.guesses["show_title"] = "OpenGraph calls the site so"
    return claims


def read_player_card(meta: Mapping[str, str]) -> Claims:
    """Return what the card of a player claims; the page in which it plays is no audio."""
    claims = _claim("the player card", meta, _PLAYER)
    if "artwork" in claims.texts:
        claims.guesses["artwork"] = "the picture that the player card shows beside links"
    return claims


def read_other_meta(meta: Mapping[str, str]) -> Claims:
    """Return what other meta tags claim."""
    return _claim("the meta tags", meta, _OTHERS)


def _claim(
    source: str, meta: Mapping[str, str], facts: Sequence[tuple[Fact, tuple[str, ...]]]
) -> Claims:
    claims = Claims(source)
    for fact, names in facts:
        for name in names:
            claims.state(fact, meta.get(name, ""))
    return claims
