"""An episode's web page → what it says, and what of that is a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from feedtool.findings.wording import cut
from feedtool.importing.page.guess_language import guess_language
from feedtool.importing.page.page_words import has_day_first
from feedtool.importing.page.read_page import Page, PageError
from feedtool.importing.page.web_facts import WebFacts
from feedtool.importing.web.claims import Chosen, Claims, choose
from feedtool.importing.web.elements import (
    ANY_LINE,
    find_main,
    list_feeds,
    read_elements,
    read_times,
)
from feedtool.importing.web.json_ld import Node, read_json_ld
from feedtool.importing.web.meta_tags import (
    read_meta,
    read_open_graph,
    read_other_meta,
    read_player_card,
)
from feedtool.importing.web.microdata import read_microdata
from feedtool.importing.web.people import choose_people
from feedtool.importing.web.schema_org import (
    choose_episode,
    find_episodes,
    find_series,
    first_text,
    read_claims,
)
from feedtool.importing.web.show_notes import find_notes
from feedtool.importing.web.titles import find_site_name, make_title
from feedtool.importing.web.transcripts import (
    Headings,
    find_section,
    list_headings,
    list_transcript_links,
)
from feedtool.importing.web.tree import parse_page
from feedtool.importing.web.values import is_same_language, is_same_text, read_url
from feedtool.importing.web.visible import read_lines, read_notes, to_lines
from feedtool.media.types import ending_of
from feedtool.transcripts.foreign import find_foreign
from feedtool.transcripts.model import Cue
from feedtool.transcripts.speaker_labels import read_turns

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->")
_HEAD_CHARS = 10_000
_LOOKED_FOR = (
    "looked for JSON-LD or microdata of an episode, og:audio, a player card, <audio>, a link to "
    "audio, a date of publication and a transcript, and found none; expected the page of an episode"
)
_MOST_TOLD = 20
_FEW_WORDS = 8
# Enough of a page to know its language.
_MOST_STEPS = 20_000


@dataclass(slots=True)
class _Document:
    """A web page: its elements and data, the address that its links start from, and its own."""

    root: Any
    headings: Headings
    main: Any
    base: str
    pages: list[str]
    meta: dict[str, str]
    nodes: list[Node]
    items: list[Node]
    feeds: tuple[str, ...]
    notes: list[str]


def read_web_page(text: str, url: str = "") -> Page:
    """Read the HTML of an episode's page; `url` is where it was fetched, "" for a file.

    Raises PageError if it is too large or odd to be read, or if it says nothing of an episode; the
    error knows the feeds that the page names.
    """
    page = _open(text, url)
    try:
        return _read(page)
    except PageError as error:
        error.feeds = page.feeds
        raise


def _open(text: str, url: str) -> _Document:
    root = parse_page(text)
    meta = read_meta(root)
    saved = _SAVED_FROM.search(text[:_HEAD_CHARS])
    canonical = root.xpath("string(//link[@rel='canonical']/@href)")
    nodes, notes = read_json_ld(root)
    items = read_microdata(root)
    named = [first_text(one, "url") for one in find_episodes([*nodes, *items])]
    own = [url, saved[1] if saved else "", canonical, meta.get("og:url", "")]
    pages = [found for one in own if (found := read_url(one, ""))]
    page = next((found for one in [*pages, *named] if (found := read_url(one, ""))), "")
    base = read_url(root.xpath("string(//base/@href)"), page) or page
    named = [*list_feeds(root), *(one for node in nodes for one in _feeds_of(node))]
    feeds = dict.fromkeys(filter(None, (read_url(one, base) for one in named)))
    return _Document(
        root,
        list_headings(root),
        find_main(root),
        base,
        pages,
        meta,
        nodes,
        items,
        (*feeds,),
        notes,
    )


def _feeds_of(node: Node) -> list[str]:
    found = first_text(node, "webFeed")
    return [found] if found else []


def _read(page: _Document) -> Page:
    claims = _list_claims(page)
    language, guess, differs = _choose_language(page, choose(claims, page.base))
    read_times(claims[-2], page.main, day_first=has_day_first(language))
    chosen = choose(claims, page.base)
    chosen.contradictions += differs
    if guess:
        chosen.guesses["language"] = guess
    turns, transcripts = _read_transcript(page, chosen)
    _check_is_episode(page, claims, chosen, found_transcript=bool(turns or transcripts))
    return _make(page, claims, chosen, language, turns, transcripts)


def _list_claims(page: _Document) -> list[Claims]:
    """Return the claims of all parts of a page, those that count most first."""
    elements = read_elements(page.root, page.main)
    titles = [page.meta.get("og:title", ""), elements.texts.get("title", "")]
    found = []
    for source, nodes in (("JSON-LD", page.nodes), ("microdata", page.items)):
        episodes = find_episodes(nodes)
        episode = choose_episode(episodes, page.pages, [*filter(None, titles)])
        if episodes and episode is None:
            raise PageError(_explain_list([first_text(one, "name") for one in episodes]))
        if episode is not None or nodes:
            found.append(read_claims(source, episode, nodes))
    meta = page.meta
    return [*found, read_open_graph(meta), read_player_card(meta), elements, read_other_meta(meta)]


def _explain_list(titles: Sequence[str]) -> str:
    names = ", ".join(f'"{cut(one)}"' for one in titles[:2])
    return (
        f"the page is about {len(titles)} episodes ({names}, …); expected the page of one episode"
    )


def _choose_language(page: _Document, chosen: Chosen) -> tuple[str | None, str, list[str]]:
    """Return the language, why it is a guess, and how the page contradicts it.

    The language of an interface is often not that of the words in it.
    """
    claimed = chosen.text("language")
    words = f"{chosen.text('title')}\n{chosen.text('description')}\n"
    guessed = guess_language(words + "\n".join(read_lines([page.main], _MOST_STEPS)))
    if guessed is None or (claimed and is_same_language(claimed, guessed)):
        return claimed or None, "", []
    if not claimed:
        return guessed, "from the words of the page", []
    source = chosen.sources["language"]
    if source in ("JSON-LD", "microdata"):
        return claimed, "", []
    says = f'language: {source} has "{claimed}", the words are those of "{guessed}"'
    return guessed, "from the words of the page", [f"{says}; the words are taken"]


def _read_transcript(page: _Document, chosen: Chosen) -> tuple[list[Cue], tuple[str, ...]]:
    """Return the turns of a transcript that stands in the page, and the addresses of others."""
    given = chosen.text("transcript")
    links = list_transcript_links(page.root)
    is_link = bool(given) and not re.search(r"\s", given)
    if is_link:
        links.insert(0, given)
    whole = [url for one in links if (url := read_url(one, page.base))]
    for url in whole:
        if says := find_foreign(b"", ending_of(url)):
            chosen.notes.append(f"transcript: {cut(url)} is left out: it is {says}")
    addresses = dict.fromkeys(url for url in whole if not find_foreign(b"", ending_of(url)))
    lines = (
        to_lines(given)
        if given and not is_link
        else find_section(page.root, page.headings, "transcript")
    )
    words = sum(len(line.split()) for line in lines)
    # Below a heading may be no more than the link.
    if words <= _FEW_WORDS and addresses:
        lines = []
    return read_turns(lines), (*addresses,)


def _check_is_episode(
    page: _Document, claims: Sequence[Claims], chosen: Chosen, *, found_transcript: bool
) -> None:
    """Raise PageError if a page has a title at most, as every page has one."""
    shows = find_series([*page.nodes, *page.items])
    is_told = any(one.source in ("JSON-LD", "microdata") and "title" in one.texts for one in claims)
    has_date = "published" in chosen.facts and chosen.guesses.get("published") != ANY_LINE
    is_site = page.meta.get("og:type", "").strip().lower() in ("website", "profile")
    if not chosen.text("title"):
        raise PageError("the page has no title; expected the page of an episode")
    if is_told or "audio" in chosen.facts or found_transcript:
        return
    if "twitter:player" in page.meta or (has_date and not is_site and not shows):
        return
    if shows:
        title = cut(first_text(shows[0], "name"))
        raise PageError(f'this is the page of the show "{title}"; expected that of an episode')
    raise PageError(f"this is a web page, but not of an episode: {_LOOKED_FOR}")


def _make(
    page: _Document, claims: Sequence[Claims], chosen: Chosen, language: str | None,
    turns: list[Cue], transcripts: tuple[str, ...],
) -> Page:  # fmt: skip
    description = chosen.text("description")
    notes = find_notes(page.main, description)
    if notes and not description:
        chosen.notes.append("show notes: the text below the title, as nothing else describes it")
    elif notes:
        chosen.notes.append("show notes: the text on the page, which has more than the description")
    summary = read_notes(notes or description, page.base)
    show_title, about = _read_show(page, chosen)
    people = choose_people(claims, page.root, page.headings, chosen)
    title = make_title(chosen, show_title, "\n".join(to_lines(notes or description)))
    if people.guests:
        title = replace(title, guests=people.guests, guessed=True)
    return Page(
        published=chosen.facts.get("published"),
        type="full",
        title=title,
        summary=summary,
        turns=turns,
        show_title=show_title,
        description=about,
        hosts=people.hosts,
        link=_find_show_link(page, chosen),
        language=language,
        web=_make_facts(page, claims, chosen, transcripts),
    )


def _read_show(page: _Document, chosen: Chosen) -> tuple[str, str]:
    """Return title and description of the show."""
    title = chosen.text("show_title")
    about = read_notes(chosen.text("show_description"), page.base)
    lines = [one for one in find_section(page.root, page.headings, "about_show") if one]
    is_named = bool(lines) and bool(title) and is_same_text(lines[0], title)
    if lines and (is_named or (not title and len(lines) > 1)):
        if not title:
            chosen.guesses["show_title"] = "it stands below a heading of the page"
        title, lines = title or lines[0], lines[1:]
    if not title:
        title = find_site_name(page.root.findtext(".//title") or "", chosen.text("title"))
        chosen.guesses["show_title"] = "it stands behind the title of the page"
    return title, about or read_notes("\n\n".join(lines), page.base)


def _find_show_link(page: _Document, chosen: Chosen) -> str:
    """Return the web page of the show, or as a guess the first page of the site."""
    found = chosen.text("show_link")
    if found:
        return found
    site = urlsplit(chosen.text("link") or page.base)
    if not site.netloc:
        return ""
    chosen.guesses["show_link"] = "the first page of the site"
    return f"{site.scheme}://{site.netloc}/"


def _make_facts(
    page: _Document, claims: Sequence[Claims], chosen: Chosen, transcripts: tuple[str, ...]
) -> WebFacts:
    facts = chosen.facts
    used = {chosen.sources[fact] for fact in facts}
    return WebFacts(
        link=chosen.text("link"),
        audio=chosen.text("audio"),
        audio_type=chosen.text("audio_type"),
        length_bytes=facts.get("length_bytes"),
        duration_s=facts.get("duration_s"),
        artwork=chosen.text("artwork"),
        show_artwork=chosen.text("show_artwork"),
        author=chosen.text("author"),
        explicit=facts.get("explicit"),
        transcripts=transcripts,
        feeds=page.feeds,
        guesses=dict(chosen.guesses),
        contradictions=(*chosen.contradictions[:_MOST_TOLD],),
        notes=(*page.notes, *chosen.notes)[:_MOST_TOLD],
        found_in=tuple(one.source for one in claims if one.source in used),
    )
