"""Takes blocks out of HTML that apps do not know, such as div, so that no words are glued together.

Text on both sides of such a block gets a paragraph each where paragraphs may stand, and else lines.
The HTML comes from the cleaner: every tag is closed, in its order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from typing import NamedTuple

UNWRAPPED = frozenset({
    "address", "applet", "article", "aside", "audio", "button", "canvas", "center", "datalist",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "header", "hgroup", "iframe", "label", "legend", "listing", "main", "menu",
    "meter", "nav", "noembed", "noframes", "noscript", "object", "optgroup", "option", "output",
    "progress", "search", "section", "select", "summary", "textarea", "video", "xmp",
})  # fmt: skip
# Old names of blocks that apps know.
_OTHER_NAMES = {"dir": "ul", "menu": "ul", "listing": "pre"}
# A term of a list of definitions looks as it does in the first row of a table.
_BOLD = "dt"
_VOID = frozenset({"br", "hr", "img"})
# Paragraphs may stand in these; "" is the whole text.
_FLOW = frozenset({"", "blockquote", "li", "td", "th"})
_BLOCKS = frozenset({
    "caption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "tbody",
    "tfoot", "thead", "tr", "ul", *_FLOW,
})  # fmt: skip
# The cleaner leaves the content of these as it is written.
_RAW = "iframe|noembed|noframes|xmp"
_TOKEN = re.compile(
    rf"<(?P<raw>{_RAW})(?: [^<>]*)?>(?P<inside>.*?)(?:</(?P=raw)>|\Z)"
    r'|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z]+="[^"]*")*)>',
    re.DOTALL,
)
_DIRECTION = re.compile(r' dir="([^"]*)"')
_ANY_TAG = re.compile(r"<[^<>]*>?")
_LINE = "<br>\n"
# White space and line breaks; those at the end are looked for from the end, as a search for them
# would begin at each blank.
_BEFORE = re.compile(r"\A(?:<br>|\s)++")
_BEHIND = re.compile(r"\A(?:>rb<|\s)++")


class _Kind(Enum):
    TEXT = "words or a picture"
    BLANK = "white space and line breaks"
    BLOCK = "a block that apps know"
    EDGE = "where a block begins or ends that apps do not know"


class _Part(NamedTuple):
    """A piece of a box; `direction` is that of the blocks around it that are taken out."""

    kind: _Kind
    html: str = ""
    direction: str = ""


@dataclass(slots=True)
class _Box:
    """An element that stays while it is read; its `directions` are those of blocks taken out."""

    name: str
    start: str = ""
    end: str = ""
    parts: list[_Part] = field(default_factory=list)
    directions: list[str] = field(default_factory=lambda: [""])

    def add(self, kind: _Kind, html: str = "") -> None:
        self.parts.append(_Part(kind, html, self.directions[-1]))


def unwrap_blocks(html: str) -> str:
    """Return clean HTML without the tags of `UNWRAPPED`, and with what they divide kept apart.

    >>> unwrap_blocks("<div>Tides</div><div>Nets</div>").split()
    ['<p>Tides</p>', '<p>Nets</p>']
    """
    boxes = [_Box("")]
    at = 0
    for match in _TOKEN.finditer(html):
        _add_text(boxes[-1], html[at : match.start()])
        at = match.end()
        if match["raw"]:
            _add_raw(boxes[-1], match["raw"], match["inside"])
        elif match["end"]:
            _leave(boxes, match["name"])
        else:
            _enter(boxes, match["name"], match["attributes"])
    _add_text(boxes[-1], html[at:])
    return _join_blocks(boxes[0])


def _add_text(box: _Box, text: str) -> None:
    if text:
        box.add(_Kind.BLANK if text.isspace() else _Kind.TEXT, text)


def _add_raw(box: _Box, name: str, inside: str) -> None:
    """Add what stands inside an element whose content is no HTML, such as that of a frame."""
    if name == "xmp":
        box.add(_Kind.BLOCK, f"<pre>{escape(inside, quote=False)}</pre>")
        return
    box.add(_Kind.EDGE)
    _add_text(box, _ANY_TAG.sub("", inside))
    box.add(_Kind.EDGE)


def _enter(boxes: list[_Box], name: str, attributes: str) -> None:
    box = boxes[-1]
    own = _DIRECTION.search(attributes)
    if name in _VOID:
        kind = {"br": _Kind.BLANK, "hr": _Kind.BLOCK}.get(name, _Kind.TEXT)
        box.add(kind, f"<{name}{attributes}>")
    elif name in UNWRAPPED and name not in _OTHER_NAMES:
        box.directions.append(own[1] if own else box.directions[-1])
        box.add(_Kind.EDGE)
        if name == _BOLD:
            boxes.append(_Box(name, "<b>", "</b>"))
    elif name == "span" and not own:
        boxes.append(_Box(name))
    else:
        name = _OTHER_NAMES.get(name, name)
        if name in _BLOCKS and box.directions[-1] and not own:
            attributes += f' dir="{box.directions[-1]}"'
        boxes.append(_Box(name, f"<{name}{attributes}>", f"</{name}>"))


def _leave(boxes: list[_Box], name: str) -> None:
    if name not in UNWRAPPED or name in _OTHER_NAMES or name == _BOLD:
        _close(boxes)
    if name in UNWRAPPED and name not in _OTHER_NAMES:
        boxes[-1].add(_Kind.EDGE)
        boxes[-1].directions.pop()


def _close(boxes: list[_Box]) -> None:
    """Put the box that ends into the box around it."""
    box = boxes.pop()
    around = boxes[-1]
    if box.name in _FLOW:
        around.add(_Kind.BLOCK, f"{box.start}{_join_blocks(box)}{box.end}")
    elif box.name in _BLOCKS:
        line = "\n" if box.name == "pre" else _LINE
        around.add(_Kind.BLOCK, f"{box.start}{_join_lines(box.parts, line)}{box.end}")
    else:
        _close_words(box, around)


def _close_words(box: _Box, around: _Box) -> None:
    """Put an element of running text, such as bold words, into the box around it."""
    kinds = [part.kind for part in box.parts]
    kind = next((one for one in (_Kind.BLOCK, _Kind.TEXT) if one in kinds), _Kind.BLANK)
    seen = [at for at, one in enumerate(kinds) if one in (_Kind.BLOCK, _Kind.TEXT)]
    first, last = (seen[0], seen[-1]) if seen else (len(kinds), -1)
    if _Kind.EDGE in kinds[:first]:
        around.add(_Kind.EDGE)
    html = _join_lines(box.parts, _LINE)
    is_empty = kind is _Kind.BLANK and _Kind.EDGE in kinds
    is_bare = is_empty or (kind is _Kind.BLOCK and box.name == _BOLD)
    around.add(kind, html if is_bare else f"{box.start}{html}{box.end}")
    if _Kind.EDGE in kinds[last + 1 :]:
        around.add(_Kind.EDGE)


def _join_lines(parts: Sequence[_Part], line: str) -> str:
    """Return the parts of a box, with a line break for each edge between words."""
    made: list[str] = []
    words = edge = False
    for part in parts:
        if part.kind is _Kind.EDGE:
            edge = words
            continue
        if part.kind is _Kind.TEXT:
            if edge and not "".join(made[-2:]).rstrip().endswith("<br>"):
                made.append(line)
            made.append(_turn(part))
        elif not (part.kind is _Kind.BLANK and edge and part.html.isspace()):
            made.append(part.html)
        words, edge = _goes_on(part, words, edge)
    return "".join(made)


def _goes_on(part: _Part, words: bool, edge: bool) -> tuple[bool, bool]:
    """Return whether words stand on the line so far, and whether an edge waits for more of them."""
    if part.kind is _Kind.BLANK:
        return words, edge
    return part.kind is _Kind.TEXT, False


def _turn(part: _Part) -> str:
    if not part.direction:
        return part.html
    return f'<span dir="{part.direction}">{part.html}</span>'


class _Run(NamedTuple):
    """Parts of one kind that stand together, and whether edges are before and behind them."""

    kind: _Kind
    html: str
    direction: str
    after_edge: bool
    before_edge: bool


def _join_blocks(box: _Box) -> str:
    """Return the parts of a box, with paragraphs for words that edges divide from others."""
    runs = list(_list_runs(box.parts))
    # In an item of a list, a list below needs no paragraph above it.
    divided = (_Kind.TEXT, _Kind.BLOCK) if box.name in ("", "blockquote") else (_Kind.TEXT,)
    there = [at for at, run in enumerate(runs) if run.kind in divided]
    made = []
    for at, run in enumerate(runs):
        before, behind = bool(there) and there[0] < at, bool(there) and there[-1] > at
        apart = (run.after_edge and before) or (run.before_edge and behind)
        if run.kind is _Kind.TEXT and (apart or run.direction):
            turned = f' dir="{run.direction}"' if run.direction else ""
            made.append(f"\n<p{turned}>{_strip(run.html)}</p>\n")
        else:
            made.append("\n" if apart and run.kind is _Kind.BLANK else run.html)
    return "".join(made)


def _strip(html: str) -> str:
    """Return HTML without white space and line breaks at both ends."""
    behind = _BEHIND.sub("", html[::-1])
    return _BEFORE.sub("", behind[::-1])


def _list_runs(parts: Sequence[_Part]) -> Iterator[_Run]:
    """Yield the runs of a box: words and blanks between blocks and edges, and each block."""
    run: list[_Part] = []
    after = False
    for part in parts:
        splits = part.kind in (_Kind.EDGE, _Kind.BLOCK)
        if run and (splits or part.direction != run[-1].direction):
            yield _run_of(run, after, before_edge=part.kind is not _Kind.BLOCK)
            after, run = part.kind is not _Kind.BLOCK, []
        if part.kind is _Kind.BLOCK:
            yield _Run(part.kind, part.html, part.direction, after, before_edge=False)
            after = False
        elif part.kind is _Kind.EDGE:
            after = True
        else:
            run.append(part)
    if run:
        yield _run_of(run, after, before_edge=False)


def _run_of(run: Sequence[_Part], after_edge: bool, *, before_edge: bool) -> _Run:
    has_words = any(part.kind is _Kind.TEXT for part in run)
    kind = _Kind.TEXT if has_words else _Kind.BLANK
    html = "".join(part.html for part in run)
    return _Run(kind, html, run[0].direction if has_words else "", after_edge, before_edge)
