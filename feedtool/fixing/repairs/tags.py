"""Tags that are written wrong: quotes, spaces, slashes and brackets that are missing or too many.

The validator has found out what is wrong with a tag and where. Its message says which of these
repairs is right; a message that no line of `_SLIPS` matches has no repair.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from feedtool.findings.report import Finding
from feedtool.fixing.registry import repairs
from feedtool.fixing.source import Change, Source
from feedtool.vocabulary import load_vocabulary

_CURLY = "“”„‟‘’‚‛«»`´"
_QUOTED = re.compile(rf"[{_CURLY}\"'][^<>{_CURLY}\"']*[{_CURLY}\"']")
_BARE = re.compile(r"[^\s<>\"']+?(?=/?>|[\s<>\"'])")
_TAG = re.compile(r"</?[^<>]*>")
_LONG_TAG = 10_000

# A repair of one slip: the text, the place, the match of the message, what the finding quotes.
_Slip = Callable[[str, int, re.Match[str], str], Iterator[Change]]


def _insert(pattern: str) -> _Slip:
    """Return what inserts a text at the place, with parts of the message."""
    return lambda text, at, found, value: iter([Change(at, at, found.expand(pattern))])


def _drop(signs: str) -> _Slip:
    """Return what removes one of these signs, if it stands at the place."""

    def drop(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
        if text[at : at + 1] and text[at] in signs:
            yield Change(at, at + 1, "")

    return drop


def _swap(old: str, new: str) -> _Slip:
    """Return what replaces a pattern that stands at the place."""
    pattern = re.compile(old)

    def swap(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
        wrong = pattern.match(text, at, at + _LONG_TAG)
        if wrong:
            yield Change(*wrong.span(), found.expand(new))

    return swap


def _replace_tag(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write the tag of the message in place of the one that stands here."""
    wrong = _TAG.match(text, at, at + _LONG_TAG)
    if wrong and "…" not in found[1]:
        yield Change(*wrong.span(), found[1])


def _replace_value(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write the tag of the message in place of what the finding quotes."""
    if value and "…" not in value + found[1] and text.startswith(value, at):
        yield Change(at, at + len(value), found[1])


def _remove_tag(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    wrong = _TAG.match(text, at, at + _LONG_TAG)
    if wrong:
        yield Change(*wrong.span(), "")


def _straighten(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write straight quotes around a value."""
    quoted = _QUOTED.match(text, at, at + _LONG_TAG)
    if quoted and '"' not in quoted[0][1:-1]:
        yield Change(at, at + 1, '"')
        yield Change(quoted.end() - 1, quoted.end(), '"')


def _quote_bare(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Put a value without quotes into quotes."""
    bare = _BARE.match(text, at, at + _LONG_TAG)
    if bare:
        yield Change(at, at, '"')
        yield Change(bare.end(), bare.end(), '"')


def _open_quote(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write the quote before a value that has one after it."""
    late = re.compile("[\"']").search(text, at, at + _LONG_TAG)
    if late:
        yield Change(at, at, late[0])


def _close_quote(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write the quote after a value that has one before it."""
    opened = [*re.finditer(r"=\s*([\"'])", text[max(at - _LONG_TAG, 0) : at])]
    if opened:
        stop = at
        while stop and text[stop - 1].isspace():
            stop -= 1
        yield Change(stop, stop, opened[-1][1])


def _unescape_quotes(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write quotes in place of the references that stand for them."""
    written = found[1]
    end = text.find(written, at + 1, at + _LONG_TAG)
    if text.startswith(written, at) and end > 0:
        yield Change(at, at + len(written), '"')
        yield Change(end, end + len(written), '"')


def _remove_twin(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Remove an attribute whose twin has the same value."""
    start = text.rfind("<", 0, at + 1)
    end = text.find(">", at)
    attribute = re.compile(rf"(?<!\s)\s+{re.escape(found[1])}\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
    twins = [*attribute.finditer(text, start, end if end > 0 else len(text))]
    if len(twins) == 2 and twins[0][1][1:-1] == twins[1][1][1:-1]:
        yield Change(*twins[1].span(), "")


def _unslash(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write > in place of /> at the end of a start tag."""
    tag = _TAG.match(text, at, at + _LONG_TAG)
    if tag and tag[0].endswith("/>"):
        blank = len(tag[0][:-2]) - len(tag[0][:-2].rstrip())
        yield Change(tag.end() - 2 - blank, tag.end(), ">")


def _close_tag(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write the end of a start tag; that of an element without content is />."""
    record = load_vocabulary().elements.get(found[1])
    is_empty = record is not None and record.content == "empty"
    yield Change(at, at, "/>" if is_empty and not text.startswith("/", at) else ">")


def _swap_ends(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write two end tags that follow each other the other way round."""
    both = re.compile(r"(</[^<>]*>)(\s*)(</[^<>]*>)").match(text, at, at + _LONG_TAG)
    if both:
        yield Change(*both.span(), f"{both[3]}{both[2]}{both[1]}")


def _rename_start(text: str, at: int, found: re.Match[str], value: str) -> Iterator[Change]:
    """Write the name that the end tag has into the start tag.

    Letters of the name may stand before the tag or in the text, letters of the text in the tag.
    """
    name, right = value.removeprefix("<"), found[1]
    behind = at + 1 + len(name)
    if "…" in name + right or not text.startswith(f"<{name}", at):
        return
    lost = right.removesuffix(name)
    if lost and right.endswith(name) and text.endswith(lost, 0, at):
        yield Change(at - len(lost), at + 1, f"<{lost}")
    elif name.startswith(right) and text.startswith(">", behind):
        yield Change(at + 1 + len(right), behind + 1, f">{name.removeprefix(right)}")
    elif right.startswith(name) and text.startswith(f">{right.removeprefix(name)}", behind):
        yield Change(behind, at + 2 + len(right), f"{right.removeprefix(name)}>")
    else:
        yield Change(at + 1, behind, right)


class _Line(NamedTuple):
    """A slip, by the words of its message, and what repairs it."""

    says: re.Pattern[str]
    slip: _Slip
    is_safe: bool = True


def _line(says: str, slip: _Slip, *, safe: bool = True) -> _Line:
    return _Line(re.compile(says), slip, safe)


_SLIPS = (
    _line(r"^a space stands between / and >", _swap(r"/\s+>", "/>")),
    _line(r"^a backslash stands before >", _swap(r"\\>", "/>")),
    _line(r"^the tag <([^\s<>]+)>? is not closed; add >", _close_tag),
    _line(r"^the end tag </\S+ is not closed; add >", _insert(">")),
    _line(r"^(?:a slash|an equals sign|a quote) too many stands", _drop("/=\"'")),
    _line(r"^a space is missing (?:before|behind)", _insert(" ")),
    _line(r"^= is missing between", _insert("=")),
    _line(r"^two equals signs stand behind", _drop("=")),
    _line(r"^: stands behind \S+; write =", _swap(r"\s*:", "=")),
    _line(r"^the quotes around the value of \S+ are written (\S+); write", _unescape_quotes),
    _line(r"^the quotes around an attribute are", _straighten),
    _line(r"^the quote before the value of", _open_quote),
    _line(r"has no quotes; write", _quote_bare),
    _line(r"^([,;]) stands behind the value", _drop(",;")),
    _line(r"^the value of \S+ starts with ([\"']) and ends with", _swap(r"\s*[\"']", r"\1")),
    _line(r"^the quote after the value of \S+ is missing", _close_quote),
    _line(r"^the quote after the value of \S+ stands too early", _drop("\"'"), safe=False),
    _line(r"^two quotes stand at the value of", _drop("\"'")),
    _line(r"^a quote stands inside the value of", _swap('"', "&quot;")),
    _line(r"has the attribute (\S+) twice; remove one", _remove_twin),
    _line(r"are in the wrong order; write", _swap_ends),
    _line(r"^<\S+> of line \d+ is closed by </\S+>; write (</\S+>)$", _replace_tag),
    _line(r"^<\S+> of line \d+ is closed by <\S+>; write (</\S+>)$", _replace_tag),
    _line(r" is no end tag; write (</\S+>)$", _replace_value),
    _line(r" is no end tag; write (</\S+>)$", _replace_tag),
    _line(r"^the end tag \S.* has no name; write (</\S+>)$", _replace_value),
    _line(r"^the end tag \"?\S.* is broken; write (</\S+>)$", _replace_value),
    _line(r"^the end tag (</\S+>) is escaped; write it with < and >$", _replace_value),
    _line(r" has no start tag before it; remove it$", _remove_tag, safe=False),
    _line(r"^<\S+/?> ends here already; write <\S+> without the slash", _unslash, safe=False),
    _line(r"^<rss … /> ends here already", _unslash),
    _line(r"^</\S+> closes <\S+>; write <(\S+)>$", _rename_start, safe=False),
    _line(r"^<\S+> of line \d+ is not closed; add (</\S+>) here$", _insert(r"\1"), safe=False),
    _line(r" are not closed; add (</\S+>) here$", _insert(r"\1"), safe=False),
    _line(r" is not closed; end its tag with /> instead of >$", _swap(r"/?>", "/>")),
    _line(r"^the < before \S+ is missing$", _insert("<")),
    _line(r"^the (<!?) before \S+ is missing$", _insert(r"\1")),
    _line(r" does not start a comment; write (<!--)", _replace_value, safe=False),
    _line(r" does not start a CDATA section; write (<!\[CDATA\[)$", _replace_value),
    _line(r"^a space stands behind the < of", _swap(r"<\s+", "<")),
    _line(r"^<> stands behind <\S+; write ><$", _swap("<>", "><")),
    _line(r"^a < stands here that starts no tag; remove it$", _drop("<"), safe=False),
    _line(r"^<rss> stands at the end of the feed; write (</rss>)$", _replace_tag),
    _line(r"^the start tag (<channel>) is missing before", _insert(r"\1"), safe=False),
)  # fmt: skip


@repairs("xml-tag", safe=True)
def write_tag(finding: Finding, source: Source) -> Iterator[Change]:
    """Write a tag right whose slip has only one meaning."""
    yield from _repair(finding, source, safe=True)


@repairs("xml-tag", safe=False)
def guess_tag(finding: Finding, source: Source) -> Iterator[Change]:
    """Write a tag right whose place is a guess: where a text ends, which of two tags is meant."""
    yield from _repair(finding, source, safe=False)


def _repair(finding: Finding, source: Source, *, safe: bool) -> Iterator[Change]:
    at = source.start_of(finding)
    if at is None:
        return
    for line in _SLIPS:
        found = line.says.search(finding.message) if line.is_safe == safe else None
        changes = [*line.slip(source.text, at, found, finding.value)] if found else []
        if changes:
            yield from changes
            return


@repairs("xml-unclosed", safe=False)
def close_section(finding: Finding, source: Source) -> Iterator[Change]:
    """Close a CDATA section before the end tag that the message names, a comment on its line."""
    start = source.start_of(finding)
    if start is None:
        return
    before = re.search(r"; write \]\]> before (</\S+>)$", finding.message)
    if before:
        at = source.text.find(before[1], start)
        if at > 0:
            half = re.compile(r"\](?:\]|>)?\Z").search(source.text, max(at - 2, 0), at)
            yield Change(half.start() if half else at, at, "]]>")
    elif "; write --> behind" in finding.message:
        line = re.compile(r"(?:(?<![ \t])[ \t]+)?(?:[\r\n]|\Z)").search(source.text, start)
        if line and "<" not in source.text[start + 4 : line.start()]:
            yield Change(line.start(), line.start(), " -->")


@repairs("not-well-formed", safe=True)
def end_comment(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the end of a comment without a space or an exclamation mark in it."""
    start = source.start_of(finding)
    if start is None or "; write -->" not in finding.message:
        return
    found = re.compile(r"--!>|-\s*-\s*>").match(source.text, start)
    if found:
        yield Change(*found.span(), "-->")
