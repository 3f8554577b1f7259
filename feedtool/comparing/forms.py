"""A comparison as text for people, as JSON for programs, as Markdown for a pull request."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from feedtool.comparing.model import Change, ComparedFeed, Comparison, Touched
from feedtool.comparing.words import count_episodes, explain_change, give_verdict, say_change
from feedtool.findings.wording import cut, inert, printable
from feedtool.formats.json_text import dump
from feedtool.formats.markdown_text import code, prose

FORMAT = 1
_SHOWN = 10
# No report needs more of a value.
_LONGEST = 300
# What GitHub takes in a comment is 65,536 characters.
_MOST_OF_COMMENT = 60_000


def write_text(comparison: Comparison) -> str:
    """Return a comparison for people: the verdict, the two feeds, and what changes."""
    lines = [give_verdict(comparison)]
    lines += [f"  old: {_say_feed(comparison.old)}", f"  new: {_say_feed(comparison.new)}"]
    for change in comparison.changes:
        lines += _text_of_change(change, comparison)
    if comparison.left_out:
        lines.append(f"note: {_say_left_out(comparison)}")
    return "".join(f"{inert(printable(line))}\n" for line in lines)


def _text_of_change(change: Change, comparison: Comparison) -> Iterator[str]:
    meaning = explain_change(change)
    word = "danger" if change.danger else "change"
    yield f"{word}: {say_change(change, comparison)}{f': {meaning}' if meaning else ''}"
    for one in change.touched[:_SHOWN]:
        if line := _say_touched(one, change, _quote):
            yield f"    {line}"
    if len(change.touched) > _SHOWN:
        yield f"    and {len(change.touched) - _SHOWN:,} more"


def _quote(text: str) -> str:
    return f'"{cut(text)}"'


def _say_touched(one: Touched, change: Change, quote: Callable[[str], str]) -> str:
    """Return the line of an episode, or of what the show says."""
    values = _say_values(one, change, quote)
    name = quote(one.title or one.guid) if change.in_items else ""
    return ": ".join(filter(None, (name, values)))


def _say_values(one: Touched, change: Change, quote: Callable[[str], str]) -> str:
    if not (one.old or one.new):
        return ""
    if change.kind == "tag-gone":
        return f"was {quote(one.old)}"
    if change.kind == "tag-new":
        return f"is {quote(one.new)}"
    if change.kind == "guid-changed":
        return f"guid {quote(one.old)} becomes {quote(one.new)}"
    if change.kind == "guid-reused":
        return f"the guid {quote(one.guid)} was that of {quote(one.old)}"
    return f"{quote(one.old)} becomes {quote(one.new)}" if one.old else f"is {quote(one.new)}"


def _say_feed(feed: ComparedFeed) -> str:
    return f"{feed.place}, {count_episodes(len(feed.items))}"


def _say_left_out(comparison: Comparison) -> str:
    return f"{comparison.left_out:,} more tags differ; the first ones are shown"


def write_json(comparison: Comparison) -> str:
    """Return a comparison for programs, described by `schemas/diff.schema.json`."""
    document = {
        "format": FORMAT,
        "verdict": give_verdict(comparison),
        "danger": comparison.danger,
        "old": {"place": comparison.old.place, "episodes": len(comparison.old.items)},
        "new": {"place": comparison.new.place, "episodes": len(comparison.new.items)},
        "changes": [_object_of(one, comparison) for one in comparison.changes],
        "left_out": comparison.left_out,
    }
    return f"{dump(document, indent=2)}\n"


def _object_of(change: Change, comparison: Comparison) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "danger": change.danger,
        "says": say_change(change, comparison),
        "where": "episodes" if change.in_items else "show",
        "tag": _shorten("/".join(change.tag.path)),
        "attribute": _shorten(change.tag.attribute),
        "count": len(change.touched),
        "touched": [
            {
                "title": _shorten(one.title), "guid": _shorten(one.guid),
                "old": _shorten(one.old), "new": _shorten(one.new),
            }
            for one in change.touched
        ],
    }  # fmt: skip


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def write_markdown(comparison: Comparison) -> str:
    """Return a comparison as a comment on a pull request; no text of a feed is markup in it."""
    pieces = [
        f"## {prose(give_verdict(comparison))}\n\n"
        f"- old: {code(comparison.old.place)}, {count_episodes(len(comparison.old.items))}\n"
        f"- new: {code(comparison.new.place)}, {count_episodes(len(comparison.new.items))}\n"
    ]
    size, left = len(pieces[0]), 0
    for change in comparison.changes:
        piece = "\n" + "".join(_markdown_of(change, comparison))
        size += len(piece)
        if size <= _MOST_OF_COMMENT:
            pieces.append(piece)
        else:
            left += 1
    if comparison.left_out:
        pieces.append(f"\n{prose(_say_left_out(comparison))}.\n")
    if left:
        pieces.append(f"\nToo much for a comment: {left:,} more changes.\n")
    return "".join(pieces)


def _markdown_of(change: Change, comparison: Comparison) -> Iterator[str]:
    meaning = explain_change(change)
    word = "danger" if change.danger else "change"
    says = prose(say_change(change, comparison) + (f": {meaning}" if meaning else ""))
    yield f"**{word}**: {says}\n\n"
    for one in change.touched[:_SHOWN]:
        if line := _say_touched(one, change, _code):
            yield f"- {line}\n"
    if len(change.touched) > _SHOWN:
        yield f"- and {len(change.touched) - _SHOWN:,} more\n"


def _code(text: str) -> str:
    return code(cut(text))


WRITERS: Mapping[str, Callable[[Comparison], str]] = {
    "text": write_text,
    "json": write_json,
    "markdown": write_markdown,
}
