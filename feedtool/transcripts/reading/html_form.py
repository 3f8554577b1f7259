"""Reads transcripts in HTML: those of Podcasting 2.0, and pages of sites with a transcript on them.

Podcasting 2.0 has a flat run of `<cite>`, `<time>` and `<p>`. On other pages the transcript is the
part that holds all labels of speakers and all times, or else nearly all text.
Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Any

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.html_lines import (
    HtmlLines,
    is_shown,
    read_html_lines,
    read_label,
    read_text,
    read_time,
)
from feedtool.transcripts.reading.html_scripts import find_script
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.turn_cues import Turns, read_lines
from feedtool.transcripts.reading.turn_lines import MOST_LINES, TOO_MANY
from feedtool.values.html_tree import HtmlError, parse_html
from feedtool.values.text_decoding import place_in
from feedtool.values.times import parse_time

_MOST_CHARS = 10_000_000
# An hour of talk has 9,000 words; the description of an episode has a few hundred.
_FEWEST_WORDS = 1_000
_WORDS_OF_A_CHAPTER = 6
_FEW_LINKS = 3
# What somebody says before anybody is named, not "Listen to the episode".
_LONG_PARAGRAPH = 120
_LINES = ("p", "br", "div", "li", "tr", "dt", "dd", "cite", "time")
_BEHIND = ("p", "time", "a")
_TRANSCRIPT = re.compile(r"transcri|transkri|trascri|untertitel|subtitle|caption", re.IGNORECASE)
_MOST_LINKS = 2_000


def read_html(text: str, findings: FileFindings) -> Reading | None:
    """Read a page or a piece of HTML; None, with a finding, has no transcript."""
    if len(text) > _MOST_CHARS:
        message = f"it has more than {_MOST_CHARS:,} characters; expected one transcript"
        findings.add("transcript-unreadable", message, 1, 1)
        return None
    try:
        root = parse_html(text)
    except HtmlError as why:
        findings.add("transcript-unreadable", why.message, why.line, 1)
        return None
    body = next(iter(root.iter("body")), root)
    if sum(1 for _ in body.iter(*_LINES)) > MOST_LINES:
        findings.add("transcript-unreadable", TOO_MANY, 1, 1)
        return None
    labels = _list_labels(body)
    cues, lines = _read_run(body, labels) if _is_run(labels) else _read_page(body)
    if not cues:
        _refuse(body, findings)
        return None
    _report_script(text, findings)
    language = read_language(root.get("lang"))
    return Reading(Transcript("html", cues, language), LinePlaces(lines))


def _report_script(text: str, findings: FileFindings) -> None:
    """Report the first place of a page that runs in the browsers of those who open it."""
    at = find_script(text)
    if at is not None:
        message = (
            f'"{cut(text[at : at + 100])}" does more than to show text, so that a build publishes '
            "the words alone; remove it to publish the page as it is"
        )
        place = place_in(text, at)
        findings.add("transcript-syntax", message, *place, severity="warning")


def _is_run(labels: Sequence[Any]) -> bool:
    """Return whether paragraphs stand behind names or times, on the same level."""
    return any(one.getnext() is not None and one.getnext().tag in _BEHIND for one in labels)


def _list_labels(body: Any) -> list[Any]:
    """Return the names and times that are shown; dates are none."""
    return [
        one
        for one in _list_shown(body, ("cite", "time"))
        if one.tag == "cite" or parse_time(read_time(one)) is not None
    ]


def _list_shown(root: Any, tags: Sequence[str]) -> list[Any]:
    from lxml import etree  # noqa: PLC0415 - 35 ms, only HTML needs it

    found = []
    walk = etree.iterwalk(root, events=("start",))
    for _, node in walk:
        if not is_shown(node):
            walk.skip_subtree()
        elif node.tag in tags:
            found.append(node)
    return found


def _find_common(elements: Sequence[Any]) -> Any:
    """Return the innermost element around all of these."""
    common = [*elements[0].iterancestors()][::-1]
    for one in elements[1:]:
        around = [*one.iterancestors()][::-1]
        pairs = zip(common, around, strict=False)
        common = [one for one, _ in takewhile(lambda pair: pair[0] is pair[1], pairs)]
    return common[-1] if common else elements[0]


class _Run:
    """Reads a run of `<cite>`, `<time>` and `<p>`; a paragraph without both goes on with a turn."""

    def __init__(self, names: Sequence[str], times: int) -> None:
        self.cues: list[Cue] = []
        self.lines: list[int] = []
        # Those of each cue.
        self._paragraphs: list[list[str]] = []
        # Where a name is written at each turn, a turn without one is nobody's.
        is_repeated = any(one == after for one, after in pairwise(names))
        self._names_all = is_repeated or 2 * len(names) >= times
        self._speaker = ""
        self._name: str | None = None
        self._start_ms: int | None = None
        self._line: int | None = None

    def finish(self) -> list[Cue]:
        """Return the cues with all their paragraphs."""
        pairs = zip(self.cues, self._paragraphs, strict=True)
        return [cue._replace(text="\n".join(paragraphs)) for cue, paragraphs in pairs]

    def add(self, node: Any) -> None:
        """Add a name, a time or a paragraph."""
        if node.tag == "cite":
            self._name = read_label(node).rstrip(" :：")
        elif node.tag == "time":
            self._start_ms = parse_time(read_time(node))
        else:
            self._add_text(node)
            return
        self._line = self._line or node.sourceline

    def _add_text(self, node: Any) -> None:
        for label in _list_shown(node, ("cite", "time")):
            if label.tag == "time" or not (node.text or "").strip():
                self.add(label)
            label.clear(keep_tail=True)
            label.tag = "span"
        text = "\n".join(line.text for line in read_html_lines(node).lines if line.text)
        if not text:
            return
        goes_on = self._name is None and self._start_ms is None
        if self.cues and goes_on and self.cues[-1].start_ms is not None:
            self._paragraphs[-1].append(text)
            return
        if self._name is not None or (self._names_all and not goes_on):
            self._speaker = self._name or ""
        self.cues.append(Cue(text, self._start_ms, None, self._speaker))
        self._paragraphs.append([text])
        self.lines.append(self._line or node.sourceline or 1)
        self._name = self._start_ms = self._line = None


def _read_run(body: Any, labels: Sequence[Any]) -> tuple[list[Cue], list[int]]:
    names = [read_label(one) for one in labels if one.tag == "cite"]
    run = _Run(names, len(labels) - len(names))
    around = _find_common(labels)
    nodes = _list_shown(around, ("cite", "time", "p"))
    inner = {one for node in nodes if node.tag == "p" for one in node.iter("cite", "time")}
    holds = (labels[0] in (node, *node.iterdescendants()) for node in nodes)
    first = next(at for at, is_held in enumerate(holds) if is_held)
    # What a site says above its transcript is no part of it.
    for node in nodes if _is_simple(body) else nodes[first:]:
        if node not in inner:
            run.add(node)
    return run.finish(), run.lines


def _is_simple(body: Any) -> bool:
    """Return whether a page is no page of a site: it has no navigation, header or form."""
    return not _list_shown(body, ("header", "form")) and next(body.iter("nav"), None) is None


def _read_page(body: Any) -> tuple[list[Cue], list[int]]:
    """Read the part of a page that holds the turns, or else most of its text."""
    found = read_html_lines(body)
    turns = read_lines(found.lines)
    is_simple = _is_simple(body)
    if len(turns.openings) > 1 and (is_simple or _says_enough(turns)):
        found = read_html_lines(_find_common([found.elements[one] for one in turns.openings]))
        turns = _read_between(found)
    elif not (is_simple and len(_list_shown(body, ("a",))) <= _FEW_LINKS):
        found = read_html_lines(_find_text(body))
        turns = read_lines(found.lines)
        if sum(len(cue.text.split()) for cue in turns.cues) < _FEWEST_WORDS:
            return [], []
    return turns.cues, [found.elements[one].sourceline or 1 for one in turns.lines]


def _says_enough(turns: Turns) -> bool:
    """Return whether turns with times are no list of chapters."""
    words = sum(len(cue.text.split()) for cue in turns.cues if cue.start_ms is not None)
    return any(cue.speaker for cue in turns.cues) or words > _WORDS_OF_A_CHAPTER * len(
        turns.openings
    )


def _read_between(found: HtmlLines) -> Turns:
    """Read from the first label, time or long paragraph up to the heading below the last one."""
    openings = read_lines(found.lines).openings
    first, last = (openings[0], openings[-1]) if openings else (0, 0)
    above = (line.number for line in found.lines[:first] if len(line.text) > _LONG_PARAGRAPH)
    below = (line.number for line in found.lines[last + 1 :] if line.is_heading)
    return read_lines(found.lines[next(above, first) : next(below, len(found.lines))])


def _find_text(body: Any) -> Any:
    """Return the element whose own paragraphs have the most text."""
    sizes: dict[Any, int] = {}
    for one in _list_shown(body, ("p",)):
        parent = one.getparent()
        sizes[parent] = sizes.get(parent, 0) + len(read_text(one))
    return max(sizes, key=lambda one: sizes[one], default=body)


def _refuse(body: Any, findings: FileFindings) -> None:
    links = [one for one in _list_shown(body, ("a",))[:_MOST_LINKS] if one.get("href")]
    link = next((one for one in links if _TRANSCRIPT.search(_read_around(one))), None)
    if link is not None:
        says = f'the page only links to a transcript, "{cut(link.get("href"))}"; give that file'
        findings.add("transcript-unreadable", says, link.sourceline, 1)
        return
    says = "the page has no transcript: no names of speakers, no times and little text"
    findings.add("transcript-unreadable", f"{says}; expected what is said", 1, 1)


def _read_around(link: Any) -> str:
    """Return the text of a link, and of the sentence that it stands in."""
    parent = link.getparent()
    return read_label(parent if parent.tag in ("p", "li", "td") else link)
