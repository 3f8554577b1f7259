"""The words by which a page names its parts, in several languages: `page-words` in schemas/."""

import re
from functools import cache
from typing import Literal

from feedtool.vocabulary.json_files import load_list

Part = Literal[
    "published", "before_date", "before_month", "before_time", "transcript", "about_show",
    "about_hosts", "artwork", "picture", "trailer", "bonus", "full",
]  # fmt: skip


@cache
def any_of(part: Part) -> str:
    """Return a pattern of what a part is called in all languages, the longest names first."""
    names = {name for row in load_list("page-words").values() for name in row[part]}
    ordered = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(ordered)})".replace("'", "['\u2019]")


@cache
def heading(part: Part) -> re.Pattern[str]:
    """Return the pattern of a line that is the heading of a part."""
    behind = r"(?: .{0,30})?" if part == "transcript" else ""
    return re.compile(rf"{any_of(part)}{behind}\s?:?", re.IGNORECASE)


def has_day_first(language: str | None) -> bool:
    """Return whether people who write a language put the day before the month: 1/6/2022.

    >>> has_day_first("fr"), has_day_first("en"), has_day_first(None)
    (True, False, False)
    """
    row = load_list("page-words").get(language or "")
    return row is not None and row["day_first"]
