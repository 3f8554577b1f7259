"""Descriptions and show notes: where in the source a finding about them is, or a cut falls."""

import re
from dataclasses import replace

from feedtool.findings.report import SEVERITIES, Finding, Origin
from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.item import make_notes
from feedtool.producer.notes.alignment import find_end, place_of
from feedtool.producer.notes.render import FOOTNOTE_MARK, text_of
from feedtool.show.file_reading import is_file, read_text
from feedtool.show.model import Item, LiveItem, Show
from feedtool.show.placing import name_place
from feedtool.vocabulary import Limit, load_vocabulary

TOO_LONG = "text-too-long"
TEXTS = frozenset(["description", "content:encoded"])
_TORN = re.compile(r"<[^<>]*$|&[^&;\s]*$")
_WORDS = 5
_MAX_CHARS = 60


def place_at_cut(finding: Finding, feed: Feed, model: Show | Item, text: str) -> Finding:
    """Return a finding about a text that is too long, at the place in the source of the cut."""
    show = feed.show
    parent = "item" if isinstance(model, Item) else "channel"
    limit = _worst_limit(finding, parent, text)
    if limit is None:
        return finding
    html = _cut(text, limit)
    seen, rendered = text_of(html), text_of(FOOTNOTE_MARK.sub("", html))
    key, shown = "description", "description has"
    if isinstance(model, Item):
        key, shown = _name_text(show, model, finding.element)
        notes = make_notes(feed, model)
        own = html.removeprefix(f"{notes.lead}\n")
        if key == "notes" and len(own) > len(notes.html):
            # The footer is in no source: the author can only shorten the notes before it.
            own = notes.html
        if key == "notes":
            rendered = text_of(FOOTNOTE_MARK.sub("", own))
    message = (
        f"{shown} {len(text.encode()):,} bytes in the feed; {limit.why}; the cut comes behind "
        f'"… {" ".join(seen.split()[-_WORDS:])[-_MAX_CHARS:]}"'
    )
    file, line, column = name_place(show, model, (key,))
    if line and column:
        line, column = _refine(show, model, key, rendered, line, column)
    # An info for a reader of the feed is a warning for its author.
    severity = max(finding.severity, "warning", key=SEVERITIES.index)
    return replace(
        finding, message=message, severity=severity, origin=Origin(file, line, column)
    )  # fmt: skip


def place_in_text(finding: Finding, show: Show, model: Item) -> Finding:
    """Return a finding about a text of an item, at the words in the source that it is about."""
    key, _ = _name_text(show, model, finding.element)
    file, line, column = name_place(show, model, (key,), at_value=True)
    message = finding.message
    if message.startswith(f"{finding.element}: "):
        message = key + message.removeprefix(finding.element)
    offset = model.notes.find(finding.value) if finding.value else -1
    if key == "notes" and line and column and offset > 0 and not isinstance(model, LiveItem):
        line, column = place_of(offset, model.notes, line, column)
    return replace(finding, message=message, origin=Origin(file, line, column))


def is_of_code(finding: Finding, show: Show, model: Item) -> bool:
    """Return whether a finding may be about code in the notes, from which a description is made.

    The description is the text of the notes, in which nobody sees any more what was code. The
    whole notes are checked with their tags.
    """
    made_from = _name_text(show, model, "description")[1]
    return finding.element == "description" and made_from.startswith("the first")


def is_of_title(finding: Finding, model: Item) -> bool:
    """Return whether what is escaped twice is in the title alone, which the footer has, too."""
    reference = finding.value.replace("&amp;", "&", 1)
    return reference in model.title and reference not in model.notes


def _name_text(show: Show, episode: Item, element: str) -> tuple[str, str]:
    """Return the key that a text of an item was made from, and how to speak of it."""
    form = episode.description_format or show.description_format
    whole = element == "content:encoded" or form == "html"
    if not episode.notes and not episode.summary:
        return "footer_text", "the footer has"
    if not episode.notes or (episode.summary and not whole):
        return "summary", "summary has"
    return "notes", "the notes have" if whole else "the first paragraph of the notes has"


def _worst_limit(finding: Finding, parent: str, text: str) -> Limit | None:
    """Return the limit that the finding is about: the gravest one that the text exceeds."""
    size = len(text.encode())
    profiles = load_vocabulary().profiles
    exceeded = [
        limit
        for name in finding.profiles
        for limit in profiles[name].limits
        if (limit.parent, limit.element, limit.attribute) == (parent, finding.element, "")
        and limit.max_bytes is not None
        and size > limit.max_bytes
    ]
    return max(exceeded, key=lambda one: SEVERITIES.index(one.severity), default=None)


def _cut(text: str, limit: Limit) -> str:
    """Return what is left of a text behind the cut, without a torn tag or entity at its end."""
    return _TORN.sub("", text.encode()[: limit.max_bytes].decode("utf-8", "ignore"))


def _refine(
    show: Show, model: Show | Item, key: str, rendered: str, line: int, column: int
) -> tuple[int, int]:
    """Return the place within the text of a key, which starts at a line and column."""
    if isinstance(model, Item) and key == "notes" and not isinstance(model, LiveItem):
        return place_of(find_end(rendered, model.notes), model.notes, line, column)
    if show.folder is None or not model.source.file:
        return line, column
    path = show.folder / model.source.file
    if not is_file(path):
        return line, column
    # A text in YAML may be folded or quoted; its letters are the same.
    lines = read_text(path).split("\n")
    value = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
    start = value.find(":") + 1
    offset = start + find_end(rendered, value[start:])
    return place_of(offset, value, line, column)
