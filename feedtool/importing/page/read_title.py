"""Reads a page's title: number, title, guests and organization, as far as its form shows them."""

import re
from dataclasses import dataclass, field

from feedtool.importing.guests.names import MOST_GUESTS, looks_like_name, split_names

_NUMBER = re.compile(
    r"(?:s(?P<season>\d{1,3})\s*+(?:[ex:.-]\s*+)?e?(?P<in_season>\d{1,4})"
    r"|(?:(?:ep|épisode|episode|episodio|episódio|folge|aflevering|odcinek|avsnitt|e)\.?\s*+)?"
    r"(?:#|nr\.?\s*+|n°\s*+|no\.?\s*+)?(?P<number>\d{1,5}))(?:\s*+[:.)|–—-])?\s++(?=\S)",
    re.I,
)
_MARKED = re.compile(r"#|s\d|ep|épisode|folge|aflevering|odcinek|avsnitt|e\d|nr|n°|no", re.I)
# A longer title is none that has parts.
_LONGEST = 1_000
_SEPARATOR = re.compile(r"(?<!\s)\s+[-–—|]\s+")
_AT = r"(?:chez|at|bei|@|de|of|da|di|en|in|presso|bij|van|na|von|for|pour)"


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest whom the title names."""

    name: str
    organization: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The parts of a title; `guessed` says that only its form names the guests.

    `format` is the `title_format` that puts the parts together again.
    """

    text: str
    number: int | None = None
    season: int | None = None
    guests: list[Guest] = field(default_factory=list)
    guessed: bool = False
    format: str = "{title}"


def read_title(line: str, summary: str) -> Title:
    """Take a title apart; a part is a guest if it looks like a name that the summary confirms.

    With an organization behind it, the form alone is enough, as a guess.

        >>> read_title("#7 On tides - Bo Lind - Port of Example", "").guests[0].name
        'Bo Lind'
    """
    if len(line) > _LONGEST:
        return Title(line)
    number, season, prefix, rest = _read_number(" ".join(line.split()))
    parts = _SEPARATOR.split(rest)
    for position in (len(parts) - 2, len(parts) - 1):
        names = split_names(parts[position]) if position >= 1 else []
        if not 0 < len(names) <= MOST_GUESTS or not all(map(looks_like_name, names)):
            continue
        known = all(name in summary for name in names)
        behind = parts[position + 1] if position + 1 < len(parts) else ""
        if known or behind:
            guests = [Guest(name, behind, _find_role(name, behind, summary)) for name in names]
            start, separator = _separator_before(rest, position)
            tail = f"{separator}{{guests}}" + (f"{separator}{{organizations}}" if behind else "")
            whole = f"{prefix}{{title}}{tail}"
            return Title(rest[:start], number, season, guests, not known, whole)
    return Title(rest, number, season, format=f"{prefix}{{title}}")


def _read_number(line: str) -> tuple[int | None, int | None, str, str]:
    """Return number, season, the format of what stands before the title, and the rest."""
    match = _NUMBER.match(line)
    if match is None:
        return None, None, "", line
    rest = line[match.end() :]
    if match["season"]:
        prefix = f"S{{season}}E{{number}}{match[0][match.end('in_season') :]}"
        return int(match["in_season"]), int(match["season"]), prefix, rest
    # A bare number may open a title: "12 angry sailors".
    sign = re.match(r"\d+\s*[:.)|–—-]", line)
    if not _MARKED.match(line) and sign is None:
        return None, None, "", line
    start, end = match.span("number")
    prefix = f"{line[:start]}{{number}}{line[end : match.end()]}"
    return int(match["number"]), None, prefix, rest


def _separator_before(rest: str, position: int) -> tuple[int, str]:
    """Return where the separator before the part at `position` starts, and the separator."""
    match = list(_SEPARATOR.finditer(rest))[position - 1]
    return match.start(), match[0]


def _find_role(name: str, organization: str, summary: str) -> str:
    if not organization:
        return ""
    pattern = rf"{re.escape(name)},? (?:\()?([^,.;()\n]{{2,60}}?),? {_AT} {re.escape(organization)}"
    match = re.search(pattern, " ".join(summary.split()), re.I)
    return match[1] if match else ""
