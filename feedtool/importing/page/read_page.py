"""An episode page saved as text → what it says, and what of that is a guess."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Literal

from feedtool.importing.page.guess_language import guess_language
from feedtool.importing.page.page_words import any_of, has_day_first, heading
from feedtool.importing.page.read_date import parse_date
from feedtool.importing.page.read_title import Title, read_title
from feedtool.importing.page.web_facts import WebFacts
from feedtool.transcripts.model import Cue
from feedtool.transcripts.speaker_labels import read_turns

_BULLET = re.compile(r"\s*(?:[•·‣▪●◦]\s*|[-*–]\s+)(.+)")
_URL = re.compile(r"https?://[^\s<>()\[\]\"']+[^\s<>()\[\]\"'.,;:!?]")
_WEB = re.compile(_URL.pattern + r"|\bwww\.[^\s<>\\*`\[\]]+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>~])|(&(?=#?\w+;))")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|>|\d+(?=[.)]\s)|~{3,}|={3,}|-{3,})")


class PageError(Exception):
    """The text is no episode page; `line` is the line that shows it.

    `feeds` are those that the page names, though it is not the page of an episode.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody whom the page calls a host; `bio` is Markdown."""

    name: str
    bio: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. Texts are Markdown, but for titles and names."""

    published: date | datetime | None
    type: str
    title: Title
    summary: str
    turns: list[Cue]
    show_title: str = ""
    description: str = ""
    hosts: list[Host] = field(default_factory=list)
    link: str = ""
    language: str | None = None
    mentions: list[str] = field(default_factory=list)
    web: WebFacts = field(default_factory=WebFacts)


def read_page(text: str) -> Page:
    """Read a page that was saved as text.

    Raises PageError if it has no title.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")
    sections = _split(lines)
    head, summary_lines = _read_head(sections["body"])
    summary = to_markdown(summary_lines)
    turns = read_turns(sections["transcript"])
    show_title, description = _read_show(sections["show"], sections["artwork"])
    hosts = read_hosts(sections["hosts"])
    said = "\n".join([head["title"], summary, *(turn.text for turn in turns)])
    language = guess_language(f"{said}\n{description}")
    return Page(
        published=parse_date(head["date"], day_first=has_day_first(language)),
        type=head["type"],
        title=read_title(head["title"], "\n".join(summary_lines)),
        summary=summary,
        turns=turns,
        show_title=show_title,
        description=description,
        hosts=hosts,
        link=_find_link("\n".join(sections["show"] + sections["hosts"])),
        language=language,
        mentions=sections["mentions"],
    )


def _split(lines: list[str]) -> dict[str, list[str]]:
    """Return the lines of each section of the page; `artwork` holds the name of the show."""
    names = ("body", "transcript", "show", "hosts", "artwork", "mentions")
    sections: dict[str, list[str]] = {name: [] for name in names}
    current = "body"
    for line in lines:
        bare = line.strip()
        if (
            current == "body"
            and is_transcript_heading(bare)
            and any(map(str.strip, sections["body"]))
        ):
            current = "transcript"
        elif match := _named("artwork").fullmatch(bare):
            sections["artwork"].append(match[1])
            sections["mentions"].append(bare)
            current = "show"
        elif heading("about_show").fullmatch(bare):
            current = "show"
        elif heading("about_hosts").fullmatch(bare):
            current = "hosts"
        else:
            if match := _named("picture").fullmatch(bare):
                sections["mentions"].append(bare)
            sections[current].append(line)
    return sections


def is_transcript_heading(line: str) -> bool:
    """Return whether a line is the heading of a transcript, in one of several languages.

    >>> is_transcript_heading("Transcription complète :"), is_transcript_heading("Transcripts")
    (True, False)
    """
    return heading("transcript").fullmatch(line) is not None


@cache
def _named(part: Literal["artwork", "picture"]) -> re.Pattern[str]:
    return re.compile(rf"{any_of(part)} (.+)", re.IGNORECASE)


@cache
def _published() -> re.Pattern[str]:
    """Return the pattern of the words before the date, with what stands behind them."""
    before = any_of("before_date")
    return re.compile(rf"{any_of('published')}(?:\s+{before})?\s*:?\s*(.*)", re.IGNORECASE)


def find_published(line: str, *, day_first: bool) -> date | None:
    """Return the date of a line that holds nothing else, with or without words before it.

    >>> find_published("Publié le : 1er juin 2022", day_first=True)
    datetime.date(2022, 6, 1)
    """
    found = _published().fullmatch(line.strip())
    return parse_date(found[1] if found and found[1] else line, day_first=day_first)


def _find_type(line: str) -> str:
    """Return the type of episode that a line names, "" if it names none."""
    kinds: tuple[Literal["full", "trailer", "bonus"], ...] = ("full", "trailer", "bonus")
    return next((kind for kind in kinds if heading(kind).fullmatch(line)), "")


def _read_head(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take type, date and title from the top; return them and the lines of the summary."""
    head = {"type": "full", "date": "", "title": ""}
    for number, line in enumerate(lines):
        bare = line.strip()
        published = _published().fullmatch(bare)
        if not bare:
            continue
        if kind := _find_type(bare):
            head["type"] = kind
        elif published and (not published[1] or _is_date(published[1])):
            head["date"] = published[1] or head["date"]
        elif not head["date"] and _is_date(bare):
            head["date"] = bare
        elif not head["title"]:
            head["title"] = bare
        else:
            return head, lines[number:]
    if not head["title"]:
        raise PageError("no title is found; expected an episode page saved as text")
    return head, []


def _is_date(text: str) -> bool:
    """Whether a line is a date, clear or ambiguous."""
    numeric = re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", text.strip())
    return numeric is not None or parse_date(text) is not None


def to_markdown(lines: list[str]) -> str:
    """Write lines of text as Markdown: paragraphs, tight lists, links; all else is escaped."""
    blocks: list[tuple[str, list[str]]] = []
    fresh = True
    for line in lines:
        bare = line.strip()
        if not bare:
            fresh = True
            continue
        bullet = _BULLET.fullmatch(line)
        kind = "list" if bullet else "text"
        text = f"- {_escape(bullet[1].strip())}" if bullet else _escape(bare)
        if blocks and blocks[-1][0] == kind and (kind == "list" or not fresh):
            blocks[-1][1].append(text)
        else:
            blocks.append((kind, [text]))
        fresh = False
    texts = ["\n".join(part) if kind == "list" else "\\\n".join(part) for kind, part in blocks]
    return "\n\n".join(texts)


def _escape(text: str) -> str:
    parts = []
    end = 0
    for match in _WEB.finditer(text):
        # Renderers link www. addresses themselves, and take a backslash for a part of them.
        link = match[0] if match[0].startswith("www.") else f"<{match[0]}>"
        parts += [_SPECIAL.sub(r"\\\1\2", text[end : match.start()]), link]
        end = match.end()
    escaped = "".join(parts) + _SPECIAL.sub(r"\\\1\2", text[end:])
    start = _LINE_START.match(escaped)
    if start is None:
        return escaped
    mark = start.end() if start[2].isdigit() else start.start(2)
    return f"{escaped[:mark]}\\{escaped[mark:]}"


def _read_show(lines: list[str], names: list[str]) -> tuple[str, str]:
    filled = [line.strip() for line in lines if line.strip()]
    if not filled:
        return (names[0] if names else ""), ""
    title = filled[0]
    if names and title.casefold() != names[0].casefold():
        return names[0], _paragraphs(filled)
    return title, _paragraphs(filled[1:])


def read_hosts(lines: list[str]) -> list[Host]:
    """Read the lines below a heading that speaks of hosts: a name, then what is told of them."""
    hosts: list[tuple[str, list[str]]] = []
    for line in (line.strip() for line in lines if line.strip()):
        picture = _named("picture").fullmatch(line)
        if picture:
            hosts.append((picture[1], []))
        elif not hosts:
            hosts.append((line, []))
        elif line != hosts[-1][0] or hosts[-1][1]:
            hosts[-1][1].append(line)
    return [Host(name, _paragraphs(bio)) for name, bio in hosts]


def _paragraphs(lines: list[str]) -> str:
    return "\n\n".join(_escape(line) for line in lines)


def _find_link(text: str) -> str:
    found = dict.fromkeys(_URL.findall(text))
    return next(iter(found)) if len(found) == 1 else ""
