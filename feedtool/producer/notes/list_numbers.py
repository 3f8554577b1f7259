"""Writes the numbers of ordered lists into the text, for readers who do not see HTML.

Only lists that say how they are numbered get them: a list from 1 reads as well without.
"""

import re
from dataclasses import dataclass

_TAG = re.compile(
    r'<(?P<end>/?)(?P<name>ol|ul|li)(?P<attributes>(?: [a-z]+="[^"]*")*)>'
    r'(?:\s*<p(?: dir="[a-zA-Z]+")?>)?'
)
_NUMBER = re.compile(r' (?:start|value)="(-?[0-9]{1,9})"')


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, None if it shows none, and the step."""

    number: int | None
    step: int = 1


def number_items(html: str) -> str:
    """Return clean HTML with the number of each item in front of its text.

    >>> number_items('<ol start="13"><li>Oktober</li></ol>')
    '<ol start="13"><li>13. Oktober</li></ol>'
    """
    if "<ol " not in html and "<li " not in html:
        return html
    counts = _count_items(html)
    opened: list[_List] = []

    def write(match: re.Match[str]) -> str:
        if match["name"] != "li":
            if match["end"]:
                del opened[-1:]
            else:
                opened.append(_open(match, counts[match.start()]))
            return match[0]
        if match["end"] or not opened:
            return match[0]
        return match[0] + _number(opened[-1], _NUMBER.search(match["attributes"]))

    return _TAG.sub(write, html)


def _count_items(html: str) -> dict[int, int]:
    """Return how many items each list has, by the offset of its start tag."""
    counts: dict[int, int] = {}
    opened: list[int] = []
    for match in _TAG.finditer(html):
        if match["name"] != "li" and match["end"]:
            del opened[-1:]
        elif match["name"] != "li":
            opened.append(match.start())
            counts[match.start()] = 0
        elif not match["end"] and opened:
            counts[opened[-1]] += 1
    return counts


def _open(match: re.Match[str], count: int) -> _List:
    start = _NUMBER.search(match["attributes"])
    if match["name"] == "ul":
        return _List(None)
    if " reversed" in match["attributes"]:
        return _List(int(start[1]) if start else count, -1)
    return _List(int(start[1]) if start and start[1] != "1" else None)


def _number(around: _List, own: re.Match[str] | None) -> str:
    number = int(own[1]) if own else around.number
    if number is None:
        return ""
    around.number = number + around.step
    return f"{number}. "
