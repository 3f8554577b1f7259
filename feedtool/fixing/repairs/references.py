"""References and characters: names that XML does not know, the sign & alone, control characters."""

import re
from collections.abc import Iterator
from dataclasses import replace

from feedtool.findings.report import Finding
from feedtool.fixing.registry import repairs
from feedtool.fixing.rewriting import join_near
from feedtool.fixing.source import Change, Source
from feedtool.validator.reading.references import OddReference, explain_reference

_NEAR = re.compile(r"meant\? XML wants ((?:&#?[A-Za-z0-9]+;)+)\Z")
_OWN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
# What XML cannot hold, and halves of characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udbff\udc00-\udc7f]+")
# A word of so many letters beyond ASCII is in another alphabet than that of windows-1252.
_FOREIGN = re.compile("[\udc80-\udcff]{5}")
_LONGEST = 400
# The signs & of texts and attributes; what is no part of these is taken as a whole.
_REFERENCES = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|&", re.DOTALL
)
_BARE = re.compile(r"<(?=[\s\d=<>])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


@repairs("xml-reference", safe=True)
def write_reference(finding: Finding, source: Source) -> Iterator[Change]:
    """Write a reference as XML knows it, by number, and the sign & alone as &amp;.

    What stands for a control character is removed, because no text can hold it.
    """
    odd = _odd_at(finding, source)
    if odd is not None and not _is_guess(odd):
        yield _write(odd, source.start_of(finding) or 0)


def find_later_references(finding: Finding, source: Source) -> Iterator[tuple[Finding, Change]]:
    """Yield what is wrong behind a wrong reference in the same way, each with its change.

    After very many faults the reading stops, and does not tell what comes later.
    """
    if "<!ENTITY" in source.text:
        return
    for found in _REFERENCES.finditer(source.text, (source.start_of(finding) or 0) + 1):
        start = found.start()
        odd = _explain(source, start) if found[0] == "&" else None
        if odd is not None and not _is_guess(odd):
            change = _write(odd, start)
            line, column = source.place(start)
            end_line, end_column = source.place(change.end)
            yield replace(
                finding, line=line, column=column, end_line=end_line, end_column=end_column,
                message=odd.message, value=source.text[start : change.end], item="", guid="",
            ), change  # fmt: skip


def _is_guess(odd: OddReference) -> bool:
    return "meant?" in odd.message or "has no number" in odd.message


def _write(odd: OddReference, start: int) -> Change:
    return Change(start, start + odd.length, "".join(map(_as_reference, odd.meant)))


@repairs("xml-reference", safe=False)
def guess_reference(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the nearest reference that there is, or remove one without a name and a number."""
    odd = _odd_at(finding, source)
    if odd is not None:
        near = _NEAR.search(odd.message)
        start = source.start_of(finding) or 0
        yield Change(start, start + odd.length, near[1] if near else "")


def _odd_at(finding: Finding, source: Source) -> OddReference | None:
    start = source.start_of(finding)
    if start is None or not source.text.startswith("&", start):
        return None
    return _explain(source, start)


def _explain(source: Source, start: int) -> OddReference | None:
    return explain_reference(source.text[start : start + _LONGEST].encode("utf-8", "replace"), {})


def _as_reference(char: str) -> str:
    return _OWN.get(char) or (char if char.isascii() else f"&#{ord(char)};")


@repairs("xml-character", safe=True)
def remove_control_characters(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove all control characters: only the first one is reported."""
    if "control character" in finding.message:
        found = (Change(*one.span(), "") for one in _FORBIDDEN.finditer(source.text))
        yield from join_near(found, source.text)


@repairs("xml-character", "xml-tag", safe=True)
def escape_bracket(finding: Finding, source: Source) -> Iterator[Change]:
    """Write a bare < as &lt;, and ]]> in a text as ]]&gt;."""
    start = source.start_of(finding)
    if start is None:
        return
    if "bare <" in finding.message and source.text.startswith("<", start):
        yield Change(start, start + 1, "&lt;")
        # Of the text up to a tag, only the first one is reported.
        tag = _TAG.search(source.text, start + 1) if finding.rule == "xml-character" else None
        later = _BARE.finditer(source.text, start + 1, tag.start() if tag else start + 1)
        changes = (Change(one.start(), one.start() + 1, "&lt;") for one in later)
        yield from join_near(changes, source.text)
    elif finding.value == "]]>" and source.text.startswith("]]>", start):
        yield Change(start + 2, start + 3, "&gt;")


@repairs("bad-encoding", safe=False)
def read_as_windows(finding: Finding, source: Source) -> Iterator[Change]:
    """Write bytes that are not UTF-8 as the characters that they are in windows-1252."""
    if source.codec != "utf-8" or "is not UTF-8" not in finding.message:
        return
    if _FOREIGN.search(source.text):
        return
    yield from join_near(_windows_letters(source.text), source.text)


def _windows_letters(text: str) -> Iterator[Change]:
    for found in re.finditer("[\udc80-\udcff]+", text):
        raw = found[0].encode("utf-8", "surrogateescape")
        try:
            yield Change(*found.span(), raw.decode("cp1252"))
        except UnicodeDecodeError:
            continue
