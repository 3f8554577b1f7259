"""The end of show notes: guests, links, transcript, how to give, chapters, and a text of the show.

Each section is a paragraph of its own, since all apps show paragraphs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from typing import get_args
from unicodedata import category

from feedtool.chapters.writing.listing import list_chapters
from feedtool.producer.facts.feed_facts import EpisodeFacts, Link
from feedtool.producer.notes.cleaning import SCHEMES
from feedtool.show.model import Item, Show
from feedtool.show.person import Person
from feedtool.show.value_types import FooterSection
from feedtool.values.xml_characters import drop_forbidden
from feedtool.vocabulary import load_list

# Spotify and YouTube want a line for each chapter.
_BREAK = "<br>\n"
# Chapters are listed only where the author asks for them.
_SECTIONS: tuple[FooterSection, ...] = tuple(
    one for one in get_args(FooterSection) if one != "chapters"
)


def make_footer(show: Show, episode: Item, own: EpisodeFacts) -> str:
    """Return the sections of an episode's footer that have content, as HTML."""
    found = {
        "guests": [_guest(guest) for guest in episode.guests],
        "links": [_link(episode.link, episode.title), _link(show.link, show.title)],
        "transcript": list(_list_transcripts(show, episode, own.transcripts)),
        "funding": [_link(one.url, one.text) for one in show.funding],
    }
    parts: list[str] = []
    for section, label in _list_sections(show, episode):
        title = f"<b>{escape(label, quote=False)}</b>"
        if section == "chapters":
            parts += _list_chapters(title, own)
            continue
        content = " · ".join(dict.fromkeys(one for one in found[section] if one))
        if content:
            parts.append(f"<p>{title} {content}</p>")
    # As the cleaner of the notes writes it.
    return drop_forbidden("\n".join(parts)).replace("\u00a0", "&nbsp;")


def _list_chapters(title: str, own: EpisodeFacts) -> Iterator[str]:
    """Yield a paragraph with a line for each chapter, if there are any."""
    listed = list_chapters(own.listed_chapters)
    lines = [f"{time} {_one_line(one.title)}" for time, one in listed]
    if lines:
        yield f"<p>{_BREAK.join([title, *lines])}</p>"


def _one_line(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)


def footer_text_of(show: Show, episode: Item) -> str:
    """Return the Markdown that ends the notes of an episode, or ""."""
    if episode.footer is False:
        return episode.footer_text or ""
    return episode.footer_text or show.footer_text or ""


def _list_sections(show: Show, episode: Item) -> Iterator[tuple[FooterSection, str]]:
    """Yield the sections that the author wants, in order, each with its label."""
    footer = show.footer if episode.footer is None else episode.footer
    if footer is False:
        return
    wanted = _SECTIONS if footer is True else footer
    own = {**footer} if isinstance(footer, dict) else {}
    labels = _labels_of(episode.language or show.language)
    for section in wanted:
        label = (own.get(section) or labels[section]).strip()
        # A colon, unless the label ends in a mark already, such as the colon of its language.
        yield section, label if category(label[-1:] or ":") == "Po" else f"{label}:"


@cache
def _labels_of(language: str) -> Mapping[str, str]:
    listed: Mapping[str, Mapping[str, str]] = load_list("footer-labels")
    tag = language.lower()
    return listed.get(tag) or listed.get(tag.partition("-")[0]) or listed["en"]


def _list_transcripts(show: Show, episode: Item, transcripts: Sequence[Link]) -> Iterator[str]:
    """Yield a link for each language, first that of the episode; those of others are named."""
    spoken = episode.language or show.language
    forms: dict[str, list[Link]] = {}
    for one in transcripts:
        forms.setdefault((one.language or spoken).lower(), []).append(one)
    main = _find_language(spoken.lower(), forms)
    for language in sorted(forms, key=lambda one: one != main):
        pages = [one for one in forms[language] if one.type == "text/html"]
        best = (pages or forms[language])[0]
        text = episode.title if language == main else _name_language(best.language)
        yield _link(best.url, text)


def _find_language(spoken: str, found: Iterable[str]) -> str | None:
    """Return the language that is spoken, or else another form of it, such as pt for pt-BR."""
    if spoken in found:
        return spoken
    return next((one for one in found if one.partition("-")[0] == spoken.partition("-")[0]), None)


def _name_language(tag: str) -> str:
    """Return what speakers call a language, with the part of the tag that has no name.

    >>> _name_language("fr-CA"), _name_language("qaa")
    ('Français (CA)', 'qaa')
    """
    names: Mapping[str, str] = load_list("language-autonyms")
    parts = tag.split("-")
    for count in range(len(parts), 0, -1):
        name = names.get("-".join(parts[:count]).lower())
        if name is not None:
            rest = "-".join(parts[count:])
            return f"{name} ({rest})" if rest else name
    return tag


def _guest(person: Person) -> str:
    facts = ", ".join(one for one in (person.role, person.organization) if one)
    name = _link(person.url, person.name) or escape(person.name, quote=False)
    return f"{name} ({escape(facts, quote=False)})" if facts else name


def _link(url: str | None, text: str) -> str:
    """Return a link, or "" without an address that apps open."""
    if not url or url.partition(":")[0].lower() not in SCHEMES:
        return ""
    return f'<a href="{escape(url)}">{escape(text, quote=False)}</a>'
