"""What differs between the elements of two channels or two items, tag by tag."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from feedtool.comparing.model import Elements, Node, Tag, Value, text_of_value
from feedtool.show.keys import FLAGS
from feedtool.values.durations import parse_duration

_FLAGS = {**FLAGS, "explicit": True, "clean": False}
_EMPTY = Node("", {}, {})
_FLAG_TAGS = frozenset(["itunes:explicit", "itunes:block", "itunes:complete", "podcast:locked"])


class Trace(NamedTuple):
    """A tag that one side lacks (its value is None there), or that has another value."""

    tag: Tag
    old: str | None
    new: str | None


def compare_elements(old: Elements, new: Elements, above: tuple[str, ...] = ()) -> Iterator[Trace]:
    """Yield what differs; of an element that is gone, nothing more is told."""
    for name in chain(old, (name for name in new if name not in old)):
        was, now = old.get(name), new.get(name)
        path = (*above, name)
        if was is None or now is None:
            yield Trace(Tag(path), _show(was), _show(now))
        elif len(was) != len(now):
            yield Trace(Tag(path), _count(len(was)), _count(len(now)))
        elif was != now:
            for one, other in zip(was, now, strict=True):
                yield from _compare_values(one, other, path)


def _compare_values(old: Value, new: Value, path: tuple[str, ...]) -> Iterator[Trace]:
    was, now = text_of_value(old), text_of_value(new)
    one, other = _as_node(old), _as_node(new)
    if was and other == _EMPTY:
        # Nobody reads an empty element.
        yield Trace(Tag(path), was, None)
        return
    if not _mean_the_same(path[-1], was, now):
        yield Trace(Tag(path), was, now)
    for name in dict.fromkeys((*one.attributes, *other.attributes)):
        before, after = one.attributes.get(name), other.attributes.get(name)
        if before != after:
            yield Trace(Tag(path, name), before, after)
    yield from compare_elements(one.children, other.children, path)


def _as_node(value: Value) -> Node:
    return Node(value, {}, {}) if isinstance(value, str) else value


def _mean_the_same(name: str, old: str, new: str) -> bool:
    """Return whether apps read the same from two texts: 90 and 1:30, yes and true."""
    if old == new:
        return True
    if name in _FLAG_TAGS:
        flag = _FLAGS.get(old.lower())
        return flag is not None and flag == _FLAGS.get(new.lower())
    if name != "itunes:duration":
        return False
    try:
        return parse_duration(old) == parse_duration(new)
    except ValueError:
        return False


def _show(values: Sequence[Value] | None) -> str | None:
    """Return what an element says in a word: its text, else its first attribute."""
    if values is None:
        return None
    first = _as_node(values[0])
    return first.text or next(iter(first.attributes.values()), "")


def _count(number: int) -> str:
    return f"{number} of them" if number > 1 else "1"
