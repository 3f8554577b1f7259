"""What each part of a web page claims about the episode, and which of the claims counts.

The order of the parts is the order of trust: data for programs that knows episodes (JSON-LD,
microdata) before data for previews (OpenGraph, a player card) before what the page shows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from feedtool.findings.wording import cut
from feedtool.importing.web import values

Fact = Literal[
    "title", "number", "season", "published", "description", "link", "audio", "audio_type",
    "length_bytes", "duration_s", "artwork", "language", "explicit", "transcript",
    "show_title", "show_link", "show_description", "show_artwork", "author",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of whom a page speaks; `part` is the property that names the person."""

    name: str
    part: str = ""
    role: str = ""
    organization: str = ""
    url: str = ""
    bio: str = ""


@dataclass(slots=True)
class Claims:
    """The texts of one part of a page, by fact, and for a guess why it may be wrong."""

    source: str
    texts: dict[Fact, str] = field(default_factory=dict)
    guesses: dict[Fact, str] = field(default_factory=dict)
    people: list[Somebody] = field(default_factory=list)
    makers: list[Somebody] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)

    def state(self, fact: Fact, text: str, guess: str = "") -> None:
        """Claim a fact, unless the text is blank or the fact is claimed already."""
        if text.strip() and fact not in self.texts:
            self.texts[fact] = text
            if guess:
                self.guesses[fact] = guess


@dataclass(slots=True)
class Chosen:
    """The facts that count, the guesses among them, and what the user must know."""

    facts: dict[Fact, Any] = field(default_factory=dict)
    sources: dict[Fact, str] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)
    contradictions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self, fact: Fact) -> str:
        """Return a fact that is a text, "" if it is not known."""
        return self.facts.get(fact) or ""


_Same = Callable[[Any, Any], bool]


def _differs_in_form(one: object, other: object) -> bool:
    """Return true: other pictures and shorter texts are no contradiction."""
    del one, other
    return True


def _readers(base: str) -> Mapping[Fact, tuple[Callable[[str], object], _Same, str]]:
    """Return for each fact how its text is read, when two of them agree, and its name."""

    def url(text: str) -> str | None:
        return values.read_url(text, base)

    return {
        "title": (values.read_line, values.is_same_text, "title"),
        "number": (values.read_episode_number, values.is_equal, "number"),
        "season": (values.read_episode_number, values.is_equal, "season"),
        "published": (values.read_moment, values.is_same_moment, "date"),
        "description": (values.read_text, _differs_in_form, "description"),
        "link": (url, values.is_same_url, "link"),
        "audio": (url, values.is_same_file, "audio"),
        "audio_type": (values.read_media_type, _differs_in_form, "type of the audio"),
        "length_bytes": (values.read_bytes, values.is_equal, "size of the audio"),
        "duration_s": (values.read_duration, values.is_close, "duration"),
        "artwork": (url, _differs_in_form, "picture"),
        "language": (values.read_language, values.is_same_language, "language"),
        "explicit": (values.read_flag, values.is_equal, "explicit"),
        "transcript": (values.read_long_text, _differs_in_form, "transcript"),
        "show_title": (values.read_line, values.is_same_text, "title of the show"),
        "show_link": (url, _differs_in_form, "link of the show"),
        "show_description": (values.read_text, _differs_in_form, "description of the show"),
        "show_artwork": (url, _differs_in_form, "picture of the show"),
        "author": (values.read_line, _differs_in_form, "author"),
    }


def choose(claims: Sequence[Claims], base: str) -> Chosen:
    """Take each fact from the first part that has it; tell what differs and what is no value."""
    chosen = Chosen()
    for fact, (read, is_same, name) in _readers(base).items():
        found = [*_read_all(claims, fact, read, name, chosen.notes)]
        if not found:
            continue
        (first, value, text), *others = found
        chosen.facts[fact], chosen.sources[fact] = value, first.source
        if fact in first.guesses:
            chosen.guesses[fact] = first.guesses[fact]
        for other, further, theirs in others:
            if not is_same(value, further) and fact not in other.guesses:
                says = f'{name}: {first.source} has "{cut(text)}", {other.source} "{cut(theirs)}"'
                chosen.contradictions.append(f"{says}; the first is taken")
    return chosen


def _read_all(
    claims: Sequence[Claims],
    fact: Fact,
    read: Callable[[str], object],
    name: str,
    notes: list[str],
) -> Iterator[tuple[Claims, object, str]]:
    """Yield each claim that is a value, with the value and its text."""
    for one in claims:
        text = one.texts.get(fact)
        if text is None:
            continue
        value = read(text)
        if value is None:
            why = "too long" if len(text) > values.LONGEST_TEXT else "none"
            notes.append(f'{name}: {one.source} has "{cut(text)}", which is {why}')
        else:
            yield one, value, text.strip()
