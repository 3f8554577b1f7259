"""The title of an item, by the show's `title_format`."""

import re

from feedtool.findings.wording import cut
from feedtool.show.model import Item

FIELDS = ("number", "season", "title", "guests", "organizations")
_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
_PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“", "‹": "›", "「": "」"}
# Separators, which must not begin a title; other signs, such as #, belong to their field.
_SEPARATOR = re.compile(r"\A(?:[\s\-–—|:·/,.]|x\Z)+")
_MAX_DEPTH = 10
# A title in a list of episodes is shorter by far.
_LONGEST = 1_000


def find_format_fault(title_format: str) -> str | None:
    """Say what is wrong with a format: its length, the first part in braces that is no field."""
    if len(title_format) > _LONGEST:
        return f"has {len(title_format):,} characters; expected {_LONGEST:,} at the most"
    fields = [f"{{{one}}}" for one in _FIELD.findall(title_format) if one not in FIELDS]
    wrong = [*fields, *_BRACE.findall(_FIELD.sub("", title_format))]
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    return f'has "{cut(wrong[0])}"; there are {known}' if wrong else None


def format_title(title_format: str, episode: Item) -> str:
    """Fill a format; a field without a value disappears together with its separator.

    The text before a field belongs to it, such as the `#` of `#{number}`; of two separators the one
    before the missing field disappears. So do brackets and quotes whose fields are all without
    values.

        >>> from feedtool.show.model import Item
        >>> one = Item.model_construct(title="Nets", number=3, season=None, guests=[])
        >>> format_title("[{season}x{number}] {title} ({guests})", one)
        '[3] Nets'
    """
    return _fill(title_format, _values(episode)).strip()


def _fill(text: str, values: dict[str, str], depth: int = 0) -> str:
    """Fill the fields of a text, in order; return "" if it has fields and none has a value."""
    title, before, place, has_fields = "", "", 0, False
    while place < len(text):
        end, part = _next_part(text, place, values, depth)
        if part is None:
            before += text[place]
        else:
            has_fields = True
            if part:
                title += (before if title else _SEPARATOR.sub("", before, count=1)) + part
            before = ""
        place = end
    return "" if has_fields and not title else title + before


def _next_part(text: str, place: int, values: dict[str, str], depth: int) -> tuple[int, str | None]:
    """Return where the field or bracket at a place ends, and its value; None for mere text."""
    field = _FIELD.match(text, place)
    if field is not None:
        return field.end(), values[field[1]]
    close = text.find(_PAIRS.get(text[place], "\0"), place + 1)
    inner = text[place + 1 : close]
    if close < 0 or not _FIELD.search(inner) or depth == _MAX_DEPTH:
        return place + 1, None
    filled = _fill(inner, values, depth + 1)
    return close + 1, text[place] + filled + text[close] if filled else ""


def _values(episode: Item) -> dict[str, str]:
    guests = [guest.name for guest in episode.guests]
    organizations = [guest.organization for guest in episode.guests if guest.organization]
    return {
        "number": "" if episode.number is None else str(episode.number),
        "season": "" if episode.season is None else str(episode.season),
        "title": episode.title,
        "guests": ", ".join(guests),
        "organizations": ", ".join(dict.fromkeys(organizations)),
    }
