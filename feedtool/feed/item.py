"""An item's elements out of an episode."""

from feedtool.feed.channel import make_images, make_person, merge
from feedtool.feed.facts import EpisodeFacts, Facts
from feedtool.feed.nodes import Node, node, present
from feedtool.feed.notes import drop_forbidden, first_paragraph, render_html
from feedtool.show import Episode, Show


def make_item(show: Show, episode: Episode, facts: Facts) -> list[Node]:
    """Return what feedgen does not write of an item, in any order."""
    own = facts.episodes[episode.slug]
    explicit = show.explicit if episode.explicit is None else episode.explicit
    summary = drop_forbidden(episode.summary or first_paragraph(episode.notes, facts.base_url))
    notes = render_html(episode.notes, facts.base_url) if episode.notes else ""
    made = present(
        [
            _guid(episode, own),
            node("description", summary),
            node("content:encoded", notes, cdata=True),
            node("itunes:title", drop_forbidden(episode.title)),
            node("itunes:duration", own.duration_s or None),
            node("itunes:season", episode.season),
            node("itunes:episode", episode.number),
            _season(show, episode),
            _number(episode),
            node("itunes:episodeType", episode.type),
            node("itunes:explicit", "true" if explicit else "false"),
            node("itunes:image", href=own.artwork.url),
            *make_images(show, own.artwork),
            node("atom:updated", episode.updated.isoformat() if episode.updated else ""),
            node("itunes:block", "Yes" if episode.block else ""),
            *_people(show, episode),
            *_transcripts(own),
            _chapters(own),
        ]
    )
    return merge(made, facts.elements.make(episode.elements, "item"), "item")


def _guid(episode: Episode, own: EpisodeFacts) -> Node:
    link = own.permalink
    if link is None:
        link = is_page(own.guid, episode.link)
    return node("guid", own.guid, isPermaLink="true" if link else "false")


def is_page(guid: str, link: str | None) -> bool:
    """Tell whether a guid is the address of the episode's page."""
    return guid == link and guid.startswith(("http://", "https://"))


def _season(show: Show, episode: Episode) -> Node | None:
    """Return podcast:season where the season has a name; itunes:season has the number."""
    name = show.seasons.get(episode.season or 0)
    return node("podcast:season", episode.season, name=name) if name else None


def _number(episode: Episode) -> Node | None:
    """Return podcast:episode where the number is shown as a text; itunes:episode is the number."""
    display = episode.number_display
    return node("podcast:episode", episode.number, display=display) if display else None


def _people(show: Show, episode: Episode) -> list[Node]:
    """Return hosts and guests: people of an item replace those of the channel."""
    hosts = show.hosts if episode.hosts is None else episode.hosts
    if not episode.guests and episode.hosts is None:
        return []
    people = [(host, "host") for host in hosts] + [(guest, "guest") for guest in episode.guests]
    return [make_person(person, role) for person, role in people]


def _transcripts(own: EpisodeFacts) -> list[Node]:
    return [
        node(
            "podcast:transcript", url=link.url, type=link.type, language=link.language, rel=link.rel
        )
        for link in own.transcripts
    ]


def _chapters(own: EpisodeFacts) -> Node | None:
    if own.chapters is None:
        return None
    return node("podcast:chapters", url=own.chapters.url, type=own.chapters.type)
