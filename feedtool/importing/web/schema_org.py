"""Facts of nodes in the words of schema.org: an episode, its series, its audio, its people.

Source: https://schema.org/PodcastEpisode
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feedtool.importing.web.claims import Claims, Fact, Somebody
from feedtool.importing.web.json_ld import Node
from feedtool.importing.web.values import is_same_text, is_same_url
from feedtool.vocabulary.json_files import load_list

EPISODES = frozenset({"PodcastEpisode", "RadioEpisode", "Episode", "TVEpisode"})
SERIES = frozenset({"PodcastSeries", "RadioSeries", "CreativeWorkSeries", "PodcastSeason"})
MEDIA = frozenset({"AudioObject", "MediaObject", "Audiobook", "VideoObject"})
_AUDIO = frozenset({"AudioObject"})
_PODCAST = frozenset({"PodcastSeries"})
_PERSON = frozenset({"Person"})
_ORGANIZATIONS = frozenset({"Organization", "Corporation", "NewsMediaOrganization"})
_MOST_PEOPLE = 20
_MOST_REFERENCES = 1_000
_ENCODINGS = ("associatedMedia", "audio", "encoding", "encodings", "video")
_IN_SERIES = ("partOfSeries", "isPartOf", "partOf")
# Who makes a show stands in these, who speaks in an episode in the others.
_MAKERS = ("author", "creator", "host")
_SPEAKERS = ("actor", "actors", "contributor", "performer", "guest", "interviewee")


def find_episodes(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes that describe an episode, or audio alone where no node does."""
    episodes = [one for one in nodes if _is_a(one, EPISODES) and "name" in _with_title(one)]
    return episodes or [one for one in nodes if _is_a(one, _AUDIO) and _is_whole(_with_title(one))]


def _with_title(node: Node) -> Node:
    if "name" not in node and "headline" in node:
        node["name"] = node["headline"]
    return node


def _is_whole(node: Node) -> bool:
    return "name" in node and ("contentUrl" in node or "url" in node)


def find_series(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes that describe a podcast."""
    return [one for one in nodes if _is_a(one, _PODCAST) and "name" in one]


def choose_episode(
    episodes: Sequence[Node], pages: Sequence[str], titles: Sequence[str]
) -> Node | None:
    """Return the episode that a page is about, None if that is unclear.

    `pages` are the addresses of the page itself, `titles` its titles.
    """
    if len({first_text(one, "name") for one in episodes}) == 1:
        return max(episodes, key=len)
    for at in pages:
        found = [one for one in episodes if any(is_same_url(at, url) for url in _pages_of(one))]
        if found:
            return max(found, key=len)
    named = [one for one in episodes if any(_is_named(one, title) for title in titles)]
    return named[0] if len(named) == 1 else None


def _is_named(node: Node, title: str) -> bool:
    return is_same_text(first_text(node, "name"), title)


def _pages_of(node: Node) -> list[str]:
    found = [*texts(node, "url"), *texts(node, "mainEntityOfPage"), *texts(node, "@id")]
    return [*found, *(first_text(one, "@id") for one in objects(node, "mainEntityOfPage"))]


def read_claims(source: str, episode: Node | None, nodes: Sequence[Node]) -> Claims:
    """Return what the nodes of a page claim about its episode and the show."""
    claims = Claims(source)
    known = {str(one["@id"]): one for one in nodes if "@id" in one and len(one) > 2}
    shows = find_series(nodes)
    if episode is not None:
        _read_episode(claims, episode, known)
        media = [_resolve(one, known) for one in objects(episode, *_ENCODINGS)]
        others = [one for one in nodes if _is_a(one, _AUDIO)]
        # Audio that stands beside the only episode belongs to it.
        for one in media or ([] if len(others) != 1 else others):
            _read_media(claims, one)
        named = [_resolve(one, known) for one in objects(episode, *_IN_SERIES)]
        shows = [one for one in named if not one.get("@type") or _is_a(one, SERIES)] + (
            shows if len(shows) == 1 else []
        )
        for name in _IN_SERIES:
            claims.state("show_title", _no_address(first_text(episode, name)))
    for one in shows:
        _read_series(claims, one, known)
    return claims


def _no_address(text: str) -> str:
    return "" if "://" in text else text


_EPISODE_TEXTS: Sequence[tuple[Fact, tuple[str, ...]]] = (
    ("title", ("name", "headline")),
    ("number", ("episodeNumber", "position")),
    ("published", ("datePublished", "uploadDate", "dateCreated")),
    ("description", ("description", "abstract", "text")),
    ("link", ("url", "mainEntityOfPage")),
    ("duration_s", ("duration", "timeRequired")),
    ("language", ("inLanguage",)),
    ("transcript", ("transcript",)),
    ("season", ("seasonNumber",)),
)


def _read_episode(claims: Claims, node: Node, known: Mapping[str, Node]) -> None:
    for fact, names in _EPISODE_TEXTS:
        claims.state(fact, first_text(node, *names))
    claims.state("artwork", _picture(node, known))
    for one in objects(node, "inLanguage"):
        claims.state("language", first_text(one, "alternateName", "name"))
    for one in objects(node, "mainEntityOfPage"):
        claims.state("link", first_text(one, "@id", "url"))
    for one in objects(node, "transcript", "subtitles"):
        claims.state("transcript", first_text(one, "contentUrl", "url", "text"))
    claims.state("season", first_text(node, "partOfSeason"))
    for one in objects(node, "partOfSeason"):
        claims.state("season", first_text(_resolve(one, known), "seasonNumber"))
    family = first_text(node, "isFamilyFriendly").rpartition("/")[2].lower()
    claims.state("explicit", {"true": "false", "false": "true"}.get(family, ""))
    for name in ("contentUrl", "audio", "associatedMedia", "encoding"):
        claims.state("audio", first_text(node, name))
    if _is_a(node, MEDIA):
        _read_media(claims, node)
    claims.makers += _people(node, _MAKERS, known)
    claims.people += _people(node, _SPEAKERS, known)


def _read_media(claims: Claims, node: Node) -> None:
    address = first_text(node, "contentUrl") or _if_media(first_text(node, "url", "@id"))
    if not address or ("audio" in claims.texts and claims.texts["audio"] != address):
        return
    claims.state("audio", address)
    claims.state("audio_type", first_text(node, "encodingFormat", "fileFormat"))
    claims.state("length_bytes", first_text(node, "contentSize"))
    claims.state("duration_s", first_text(node, "duration", "timeRequired"))
    claims.state("transcript", first_text(node, "transcript", "caption"))


def _if_media(url: str) -> str:
    """Return an address only if it has the ending of a media file."""
    return url if is_media_name(url) else ""


def is_media_name(url: str) -> bool:
    """Tell whether an address has the ending of an audio or video file.

    >>> is_media_name("https://example.com/7.mp3?x=1"), is_media_name("/7.html")
    (True, False)
    """
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2]
    return "." in name and name.rpartition(".")[2].lower() in load_list("media-types-by-ending")


def _read_series(claims: Claims, node: Node, known: Mapping[str, Node]) -> None:
    claims.state("show_title", first_text(node, "name"))
    claims.state("show_link", first_text(node, "url", "mainEntityOfPage"))
    claims.state("show_description", first_text(node, "description", "abstract"))
    claims.state("show_artwork", _picture(node, known))
    claims.state("language", first_text(node, "inLanguage"))
    claims.feeds += texts(node, "webFeed")
    makers = _people(node, (*_MAKERS, *_SPEAKERS), known)
    claims.makers = makers or claims.makers
    for one in [_resolve(each, known) for each in objects(node, "author", "creator", "publisher")]:
        if not _is_a(one, _PERSON):
            claims.state("author", first_text(one, "name"))


def _picture(node: Node, known: Mapping[str, Node]) -> str:
    for one in objects(node, "image", "thumbnail", "logo"):
        if found := first_text(_resolve(one, known), "contentUrl", "url", "@id"):
            return found
    return first_text(node, "image", "thumbnailUrl", "logo")


def _people(node: Node, parts: Sequence[str], known: Mapping[str, Node]) -> list[Somebody]:
    found: dict[str, Somebody] = {}
    for part in parts:
        for one in [_resolve(each, known) for each in objects(node, part)]:
            name = " ".join(first_text(one, "name").split())
            if name and not _is_a(one, _ORGANIZATIONS):
                found.setdefault(name, _somebody(name, part, one, known))
        for name in [" ".join(each.split()) for each in texts(node, part)]:
            if name and "://" not in name:
                found.setdefault(name, Somebody(name, part))
    return [*found.values()][:_MOST_PEOPLE]


def _somebody(name: str, part: str, node: Node, known: Mapping[str, Node]) -> Somebody:
    employers = [_resolve(one, known) for one in objects(node, "worksFor", "affiliation")]
    named = [first_text(one, "name") for one in employers]
    organization = next(filter(None, [*named, first_text(node, "worksFor", "affiliation")]), "")
    return Somebody(
        name, part, first_text(node, "jobTitle"), organization, first_text(node, "url"),
        first_text(node, "description"),
    )  # fmt: skip


def _resolve(node: Node, known: Mapping[str, Node]) -> Node:
    """Return the node that a reference names, or the node itself."""
    if len(node) <= 2 and "@id" in node:
        return known.get(str(node["@id"]), node)
    return node


def _is_a(node: Node, kinds: frozenset[str]) -> bool:
    return not kinds.isdisjoint(node.get("@type", ()))


def _values(node: Node, names: Sequence[str]) -> Iterator[Any]:
    for name in names:
        value = node.get(name)
        yield from value[:_MOST_REFERENCES] if isinstance(value, list) else [value]


def objects(node: Node, *names: str) -> list[Node]:
    """Return the nodes among the values of properties."""
    return [one for one in _values(node, names) if isinstance(one, dict) and "@value" not in one]


def texts(node: Node, *names: str) -> list[str]:
    """Return the texts and numbers among the values of properties."""
    found = [one.get("@value") if isinstance(one, dict) else one for one in _values(node, names)]
    return [_text(one) for one in found if isinstance(one, str | int | float)]


def _text(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def first_text(node: Node, *names: str) -> str:
    """Return the first text that is not blank, "" if there is none."""
    return next((one for one in texts(node, *names) if one.strip()), "")
