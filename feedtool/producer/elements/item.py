"""An item's elements out of an episode."""

from dataclasses import dataclass
from html import escape

from feedtool.producer.elements.channel import make_images, merge
from feedtool.producer.elements.chapters import make_chapters
from feedtool.producer.elements.enclosures import make_alternates
from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.footer import footer_text_of, make_footer
from feedtool.producer.elements.given_elements import make_given
from feedtool.producer.elements.nodes import Node, node, present
from feedtool.producer.elements.people import make_people_of_item
from feedtool.producer.facts.feed_facts import EpisodeFacts
from feedtool.producer.facts.picked_audio import pick_audio
from feedtool.producer.history.guids import is_page
from feedtool.producer.history.identity import Identity
from feedtool.producer.notes.render import first_paragraph, render_html
from feedtool.show.model import Item, Show
from feedtool.values.xml_characters import drop_forbidden


@dataclass(frozen=True, slots=True)
class Notes:
    """The show notes as HTML: what the author wrote, and the footer that follows.

    Where the description has all of this, `lead` is the summary that stands in front of it.
    """

    html: str
    footer: str
    lead: str = ""

    @property
    def whole(self) -> str:
        """Notes and footer, as far as they are not empty."""
        return "\n".join(part for part in (self.html, self.footer) if part)


def make_notes(feed: Feed, episode: Item) -> Notes:
    """Render the notes of an episode; before a footer the summary replaces notes that are empty.

    A footer may stand alone.
    """
    base_url, pictures = feed.facts.base_url, feed.episodes[episode.slug].pictures
    breaks = episode.line_breaks or feed.show.line_breaks
    html = ""
    if episode.notes:
        html = render_html(episode.notes, base_url, pictures, line_breaks=breaks)
    footer = _footer(feed, episode)
    summary = _paragraph(episode.summary) if episode.summary else ""
    if not html:
        return Notes(summary if footer else "", footer)
    return Notes(html, footer, summary if _needs_lead(feed.show, episode, html) else "")


def _needs_lead(show: Show, episode: Item, html: str) -> bool:
    """Return whether the notes stand in the description and do not begin with the summary."""
    if not episode.summary or _description_form(show, episode) != "html":
        return False
    words = " ".join(drop_forbidden(episode.summary).split())
    return not first_paragraph(html).startswith(words)


def _paragraph(text: str) -> str:
    return f"<p>{escape(drop_forbidden(text), quote=False)}</p>"


def _description_form(show: Show, episode: Item) -> str | None:
    return episode.description_format or show.description_format


def _footer(feed: Feed, episode: Item) -> str:
    show, own = feed.show, feed.episodes[episode.slug]
    text = footer_text_of(show, episode)
    pictures = {**feed.facts.pictures, **own.pictures}
    breaks = (
        show.line_breaks if text is show.footer_text else episode.line_breaks or show.line_breaks
    )
    free = render_html(text, feed.facts.base_url, pictures, line_breaks=breaks) if text else ""
    return "\n".join(part for part in (make_footer(show, episode, own), free) if part)


def make_item(feed: Feed, episode: Item) -> list[Node]:
    """Return the elements of an item that feedgen does not write, in any order."""
    show, own = feed.show, feed.episodes[episode.slug]
    explicit = show.explicit if episode.explicit is None else episode.explicit
    notes = make_notes(feed, episode)
    made = present(
        [
            _guid(episode, feed.identities[episode.slug]),
            _description(show, episode, notes),
            node("content:encoded", notes.whole, cdata=True),
            node("itunes:title", drop_forbidden(episode.title)),
            node("itunes:duration", pick_audio(show, episode, own).duration_s or None),
            node("itunes:season", episode.season),
            node("itunes:episode", episode.number if _is_for_apple(episode.number) else None),
            _season(show, episode),
            _number(episode),
            node("itunes:episodeType", episode.type),
            node("itunes:explicit", "true" if explicit else "false"),
            node("itunes:image", href=own.artwork.url),
            *make_images(own.artwork, _alt(show, episode)),
            node("atom:updated", episode.updated.isoformat() if episode.updated else ""),
            node("itunes:block", "Yes" if episode.block else ""),
            *make_people_of_item(show, episode, feed.facts.portraits),
            *_transcripts(own),
            *make_chapters(show, episode, own),
        ]
    )
    given = make_given(feed, episode, "item", own.files)
    return merge(made, make_alternates(feed, episode, given), "item")


def _description(show: Show, episode: Item, notes: Notes) -> Node:
    """Return all notes as HTML if the author wants that, else the summary or first paragraph.

    The summary stands before the notes: lists of episodes show the first words of a description.
    """
    if _description_form(show, episode) == "html" and notes.whole:
        parts = (notes.lead, notes.whole)
        return node("description", "\n".join(part for part in parts if part), cdata=True)
    return node("description", drop_forbidden(episode.summary or first_paragraph(notes.html)))


def _alt(show: Show, episode: Item) -> str | None:
    """Return what describes an episode's picture: its own words, or those of the show."""
    same = episode.artwork == show.artwork
    return episode.artwork_alt or (show.artwork_alt if same else None)


def _guid(episode: Item, identity: Identity) -> Node:
    guid, link = identity.guid, identity.permalink
    if link is None:
        link = is_page(guid, episode.link)
    return node("guid", guid, isPermaLink="true" if link else "false")


def _season(show: Show, episode: Item) -> Node | None:
    """Return podcast:season if the season has a name; itunes:season has the number."""
    name = show.seasons.get(episode.season or 0)
    return node("podcast:season", episode.season, name=name) if name else None


def _number(episode: Item) -> Node | None:
    """Return podcast:episode if itunes:episode cannot say all: a number as a text, 0 or 12.5."""
    number, display = episode.number, episode.number_display
    if display or not _is_for_apple(number):
        return node("podcast:episode", number, display=display)
    return None


def _is_for_apple(number: int | float | None) -> bool:
    """Return whether itunes:episode can have a number: it takes whole numbers from 1."""
    return number is None or (isinstance(number, int) and number >= 1)


def _transcripts(own: EpisodeFacts) -> list[Node]:
    return [
        node(
            "podcast:transcript", url=link.url, type=link.type, language=link.language, rel=link.rel
        )
        for link in own.transcripts
    ]
