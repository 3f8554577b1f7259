"""The show notes on an episode's page: where a description is cut, the page itself goes on."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from feedtool.importing.feed.notes import is_html
from feedtool.importing.page.read_page import find_published
from feedtool.importing.web.transcripts import is_heading
from feedtool.importing.web.visible import is_shown, read_html_of, read_lines, read_start

_KEY_CHARS = 40
_MOST_PIECES = 40
_MOST_PARAGRAPHS = 200
_MOST_FOLLOWING = 2_000
_OF_NOTES = frozenset({
    "p", "ul", "ol", "blockquote", "pre", "hr", "h3", "h4", "h5", "h6", "br", "table", "dl",
})  # fmt: skip


def find_notes(main: Any, description: str) -> str:
    """Return as HTML what the page shows of a description, if that is more; else "".

    Without a description that is the text below the title.
    """
    found = _find_start(main, _key(description)) if description else _find_first(main)
    if found is None:
        return ""
    shown = [*islice(_follow(found), _MOST_FOLLOWING)]
    text = "\n".join(read_lines(shown))
    is_longer = len(_key(text)) > len(_key(description.rstrip(" .…")))
    is_whole = _key(text).startswith(_key(description.rstrip(" .…"))) or not description
    has_links = not is_html(description) and any(one.find(".//a") is not None for one in shown)
    return read_html_of(shown) if is_whole and (is_longer or has_links) else ""


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"<[^<>]{0,500}>", "", text)).casefold()


def _find_start(main: Any, key: str) -> Any:
    """Return the innermost element whose text starts as the description does."""
    if len(key) < _KEY_CHARS // 2:
        return None
    found = None
    for element in main.iter("p", "div"):
        if found is not None and found not in element.iterancestors():
            break
        start = _key(read_start(element, _MOST_PIECES)[: 10 * _KEY_CHARS])
        if start.startswith(key[:_KEY_CHARS]) and is_shown(element):
            found = element
    return found


def _find_first(main: Any) -> Any:
    """Return the first paragraph behind the title, or the first one, that is no date."""
    title = next(iter(main.iter("h1")), None)
    is_behind = title is None
    for element in islice(main.iter("h1", "p"), _MOST_PARAGRAPHS):
        if element.tag == "h1":
            is_behind = True
            continue
        line = " ".join(read_lines([element]))
        if is_behind and line and find_published(line, day_first=True) is None:
            return element
    return None


def _follow(element: Any) -> Iterator[Any]:
    yield element
    for sibling in element.itersiblings() if element.tag == "p" else ():
        if sibling.tag not in _OF_NOTES or is_heading(sibling):
            return
        if is_shown(sibling):
            yield sibling
