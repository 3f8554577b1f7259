"""The title of an item, by the show's `title_format`."""

import re

from feedtool.show import Episode

FIELDS = ("number", "season", "title", "guests", "organizations")
_FIELD = re.compile(r"\{(\w*)\}")


def find_unknown_field(title_format: str) -> str | None:
    """Return the first field of a format that there is not, or None."""
    return next((name for name in _FIELD.findall(title_format) if name not in FIELDS), None)


def format_title(title_format: str, episode: Episode) -> str:
    """Fill a format; a part whose value is missing goes together with its separator.

    The text before a field belongs to it, as the `#` of `#{number}`; of two neighbouring separators
    the one in front of the missing field goes.
    """
    values = _values(episode)
    parts = _FIELD.split(title_format)
    tail = parts.pop()
    title = ""
    for before, name in zip(parts[::2], parts[1::2], strict=True):
        if values[name]:
            # A separator must not open the title; a sign such as # or ( belongs to its field.
            title += (before if title else _opening(before)) + values[name]
    return (title + tail).strip()


def _opening(before: str) -> str:
    """Return what of the text before the first field is no mere separator."""
    return re.sub(r"^[\s\-–—|:·/,]+", "", before)


def _values(episode: Episode) -> dict[str, str]:
    guests = [guest.name for guest in episode.guests]
    organizations = [guest.organization for guest in episode.guests if guest.organization]
    return {
        "number": "" if episode.number is None else str(episode.number),
        "season": "" if episode.season is None else str(episode.season),
        "title": episode.title,
        "guests": ", ".join(guests),
        "organizations": ", ".join(dict.fromkeys(organizations)),
    }
