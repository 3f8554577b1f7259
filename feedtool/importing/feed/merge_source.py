"""Merges what a feed says now into a source that its author has edited, key by key.

Of each key the digest of its value at the last import is known. A key that only the feed changed
is changed, one that only the author changed stays, and one that both changed is a conflict.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from feedtool.importing.feed.write_sources import NOT_IN_FEED
from feedtool.show.front_matter import split_front_matter
from feedtool.show.yaml_source import YamlFault, read_yaml

# Under this name go the show notes of an episode.
NOTES = ""
_DIGITS = 12
_HASH = re.compile(r"(?:(?<=\s)|\A)#")


class _Block(NamedTuple):
    """The lines of a key: comments above it, the key with its value, and a digest of the value.

    `has_comment` says that a comment stands among the lines of the value.
    """

    comments: str
    text: str
    digest: str
    has_comment: bool = False


@dataclass(frozen=True, slots=True)
class SourceParts:
    """A source by its outermost keys. `head` and `tail` stand around them.

    With `is_split` each key has lines of its own, so that one can be changed without the others.
    """

    head: str
    blocks: Mapping[str, _Block]
    tail: str
    notes: str | None
    is_split: bool = True

    def has_comment(self, key: str) -> bool:
        """Tell whether a comment stands among the lines of a key."""
        return key in self.blocks and self.blocks[key].has_comment

    @property
    def digests(self) -> dict[str, str]:
        """The digest of the value of each key, and of the notes."""
        found = {key: one.digest for key, one in self.blocks.items()}
        return found if self.notes is None else {**found, NOTES: _digest(self.notes.strip())}


@dataclass(frozen=True, slots=True)
class Merged:
    """A source after a merge; `conflicts` are keys that stay as the author has them."""

    text: str
    changed: tuple[str, ...]
    conflicts: tuple[str, ...]


def split_source(text: str, *, is_episode: bool) -> SourceParts:
    """Split a source at its outermost keys. Raises YamlFault if it cannot be read."""
    head, tail, notes, yaml = "", "", None, text
    if is_episode:
        front = split_front_matter(text)
        at = text.index("\n") + 1
        head, yaml = text[:at], f"{front.yaml}\n" if front.yaml else ""
        rest = text[at + len(front.yaml) + 1 :] if front.yaml else text[at:]
        # The line between keys and notes may have blanks at its end.
        line, _, notes = rest.partition("\n")
        tail = f"{line}\n"
    source = read_yaml(yaml)
    # Only here do lines end for us: others end them at more characters.
    lines = [f"{line}\n" for line in yaml.removesuffix("\n").split("\n")] if yaml else []
    starts = [(str(key[0]), line - 1) for key, (line, _) in source.keys.items() if len(key) == 1]
    is_split = len({line for _, line in starts}) == len(starts) and all(
        column == 1 for key, (_, column) in source.keys.items() if len(key) == 1
    )
    blocks: dict[str, _Block] = {}
    if is_split:
        ends = [line for _, line in starts[1:]] + [len(lines)]
        above = "".join(lines[: starts[0][1]] if starts else lines)
        for (key, start), end in zip(starts, ends, strict=True):
            own, below = _split_comments(lines[start:end])
            blocks[key] = _Block(
                above, own, _digest(source.data[key]), _has_comment(own, source.data[key])
            )
            above = below
        tail = above + tail
    else:
        head += yaml
        blocks = {key: _Block("", "", _digest(one)) for key, one in source.data.items()}
    return SourceParts(head, blocks, tail, notes, is_split)


def _has_comment(text: str, value: object) -> bool:
    """Tell whether a comment stands among the lines of a key: a # that is no part of its value."""
    return len(_HASH.findall(text)) > sum(len(_HASH.findall(one)) for one in _texts_in(value))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_in(one)
    else:
        yield str(value)


def _split_comments(lines: Sequence[str]) -> tuple[str, str]:
    """Return the lines of a key, and the comments after it, which belong to the next."""
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def merge_source(
    ours: SourceParts, theirs: SourceParts, base: Mapping[str, str], *, force: bool = False,
    owned: Collection[str] = (),
) -> Merged:  # fmt: skip
    """Merge `theirs`, what the feed says, into `ours`; `base` has the digests of the last import.

    With `force` a conflict is decided as the feed has it. Keys that are `owned` stay as they are.
    """
    mine, new = ours.digests, theirs.digests
    wanted = [
        key
        for key in [*new, *(key for key in base if key not in new)]
        if new.get(key) not in (base.get(key), mine.get(key)) and key not in owned
    ]
    free = [
        key
        for key in wanted
        if (ours.is_split or key == NOTES)
        and (force or (mine.get(key) == base.get(key) and not ours.has_comment(key)))
    ]
    text = _merge_text(ours, theirs, free)
    expected = {**mine, **{key: new.get(key) for key in free}}
    if not force and not _says(text, expected, is_episode=ours.notes is not None):
        # YAML that cannot be changed line by line, such as text behind its end.
        free, text = [], _merge_text(ours, theirs, [])
    return Merged(text, (*free,), tuple(key for key in wanted if key not in free))


def _says(text: str, expected: Mapping[str, str | None], *, is_episode: bool) -> bool:
    try:
        found = split_source(text, is_episode=is_episode).digests
    except YamlFault:
        return False
    return found == {key: one for key, one in expected.items() if one is not None}


def _merge_text(ours: SourceParts, theirs: SourceParts, keys: Sequence[str]) -> str:
    blocks = dict(ours.blocks)
    for key in keys:
        if key != NOTES:
            _take(blocks, theirs.blocks, key)
    notes = theirs.notes if NOTES in keys else ours.notes
    yaml = "".join(one.comments + whole_lines(one.text) for one in blocks.values())
    return ours.head + yaml + ours.tail + (notes or "")


def _take(blocks: dict[str, _Block], others: Mapping[str, _Block], key: str) -> None:
    """Put the lines that the feed gives to a key in the place of ours, or take ours away."""
    was, other = blocks.get(key), others.get(key)
    comments = was.comments.replace(f"# {NOT_IN_FEED}\n", "") if was is not None else ""
    if other is None:
        # What an author wrote above a key stays, as it may be about more than the key.
        blocks[key] = _Block(comments, "", "")
        return
    stand_in = f"# {NOT_IN_FEED}\n" if NOT_IN_FEED in other.comments else ""
    blocks[key] = _Block(comments + stand_in, other.text, other.digest)


def whole_lines(text: str) -> str:
    """Return a text that ends with its last line, so that another can follow."""
    return text if not text or text.endswith("\n") else f"{text}\n"
