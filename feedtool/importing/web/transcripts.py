"""The transcript of an episode on its page: links to files, or what stands below a heading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from feedtool.importing.page.page_words import Part, heading
from feedtool.importing.web.visible import is_shown, read_lines
from feedtool.vocabulary.json_files import load_list

_LONGEST_HEADING = 60
_MOST_LEVELS = 4
_MOST_LINKS = 10
_MOST_HEADINGS = 20
# The elements of a heading, and those in which the first word below it is looked for.
_MOST_PARTS = 6
_MOST_STEPS = 2_000
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_PERHAPS = frozenset({
    *_HEADINGS, "summary", "button", "legend", "dt", "strong", "b", "p", "div", "span", "a",
    "label", "figcaption", "caption", "li",
})  # fmt: skip
# Navigation names parts of other pages, too.
_AROUND = frozenset({"nav", "header", "footer", "aside"})
# Only the name of the file tells these from other files.
_UNSURE = frozenset({"json", "html", "htm", "txt"})
_PARTS: Sequence[Part] = ("transcript", "about_show", "about_hosts")
Headings = Mapping[Part, list[Any]]
_NAME = re.compile(r"transcri|subtitle|caption|untertitel|trascriz|transkript", re.IGNORECASE)


def list_transcript_links(root: Any) -> list[str]:
    """Return the addresses of transcripts to which a page links, as they stand there."""
    found = [*_list_links(root)]
    return [*dict.fromkeys(one.strip() for one in found if one.strip())][:_MOST_LINKS]


def _list_links(root: Any) -> Iterator[str]:
    for track in root.iter("track"):
        if track.get("kind", "subtitles").lower() in ("subtitles", "captions"):
            yield track.get("src", "")
    for link in root.iter("a", "link"):
        href = link.get("href", "")
        ending = _ending_of(href)
        is_sure = ending in load_list("transcript-endings") and ending not in _UNSURE
        if is_sure or (ending in _UNSURE and _NAME.search(href.rpartition("/")[2])):
            yield href


def _ending_of(href: str) -> str:
    name = re.split("[?#]", href[:2_000])[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def find_section(root: Any, headings: Headings, part: Part) -> list[str]:
    """Return the lines below a heading that names a part of the page; the longest where several do.

    The heading may also be a button or a link that shows the part.
    """
    best: list[str] = []
    taken = 0
    for element in headings[part]:
        lines = read_lines([*_below(root, element)])
        size = sum(map(len, lines))
        if size > taken:
            best, taken = lines, size
    return best


def list_headings(root: Any) -> Headings:
    """Return the elements whose whole text is the heading of a part, at most twenty of each."""
    found: Headings = {part: [] for part in _PARTS}
    for element in root.iter(*_PERHAPS):
        text = _short_text(element)
        for part in _PARTS if text else ():
            if heading(part).fullmatch(text) and len(found[part]) < _MOST_HEADINGS:
                found[part].append(element)
    return found


def _short_text(element: Any) -> str:
    """Return the text of an element that has little in it, "" for any other."""
    if not len(element):
        text = element.text or ""
    elif sum(1 for _ in islice(element.iter(), _MOST_PARTS + 1)) > _MOST_PARTS:
        return ""
    else:
        text = "".join(element.itertext())
    if len(text) > 4 * _LONGEST_HEADING:
        return ""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_HEADING else ""


def _below(root: Any, element: Any) -> Iterator[Any]:
    """Yield the elements and texts that belong to a heading."""
    named = element.get("aria-controls") or element.get("href", "").partition("#")[2]
    if named and not element.get("href", "#").partition("#")[0]:
        panel = next((one for one in root.iter() if one.get("id") == named), None)
        if panel is not None:
            yield panel
            return
    if any(one.tag in _AROUND for one in element.iterancestors()):
        return
    level = _HEADINGS.get(element.tag, 6)
    for _ in range(_MOST_LEVELS):
        found = [*_following(element, level)]
        if any(read_lines(found, _MOST_STEPS)):
            yield from found
            return
        element = element.getparent()
        if element is None or element.tag in ("main", "article", "body", "html"):
            return


def _following(element: Any, level: int) -> Iterator[Any]:
    """Yield the elements and texts behind a heading, up to the next one that is as high."""
    yield element.tail or ""
    for sibling in element.itersiblings():
        if is_shown(sibling) and sibling.tag != "footer":
            if _starts_part(sibling, level):
                return
            yield sibling
        yield sibling.tail or ""


def _starts_part(element: Any, level: int) -> bool:
    inner = next(iter(element.iter(*_HEADINGS)), None)
    if inner is not None and _HEADINGS[inner.tag] <= level:
        return True
    return is_heading(element)


def is_heading(element: Any) -> bool:
    """Tell whether the whole text of an element is the heading of some part of a page."""
    text = _short_text(element)
    return bool(text) and any(heading(part).fullmatch(text) for part in _PARTS)
