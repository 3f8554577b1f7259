"""Lengths of enclosures, compared with the duration and with the lengths of other items.

Source: https://www.rssboard.org/rss-specification (enclosure)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.episode_length import episode_seconds

_FEWEST_ITEMS = 3
# Shorter lengths are reported by another rule, and longer ones are no sizes of files.
_DIGITS = range(4, 13)
_DAY_S = 24 * 60 * 60
_SLOWEST_BITS = 16_000
# MP3 has at most 640 kbit/s. A large cover makes small files seem faster.
_FASTEST_BITS = 1_000_000
_LARGE_BYTES = 10_000_000
_MP3 = ("audio/mpeg", "audio/mp3")
_EXPECTED = "expected the size of the file in bytes"


@dataclass(slots=True)
class _Lengths:
    """The first enclosure, and how many there are; `length` is None if lengths differ.

    `other_url` and `other_duration` say whether an address and a duration differ from the first.
    """

    first: OpenElement | None = None
    length: str | None = ""
    url: str = ""
    duration: str = ""
    count: int = 0
    other_url: bool = False
    other_duration: bool = False


@rule(on="item", with_child="enclosure")
def inspect_length(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare the length of the file with the duration, and with the items before."""
    enclosure = item.children["enclosure"]
    length = enclosure.get("length") or ""
    lengths = memory.of(_Lengths)
    if lengths.length is not None:
        _remember(lengths, item, enclosure, length)
    if len(length) not in _DIGITS or not (length.isascii() and length.isdigit()):
        return ()
    seconds = episode_seconds(item)
    rate = 8 * int(length) // seconds if 0 < seconds < _DAY_S else _SLOWEST_BITS
    if _SLOWEST_BITS <= rate <= _FASTEST_BITS or (length == lengths.length and lengths.count > 1):
        return ()
    return _find_wrong_length(item, enclosure, length, rate)


def _remember(lengths: _Lengths, item: OpenElement, enclosure: OpenElement, length: str) -> None:
    url, duration = enclosure.get("url") or "", item.text_of("itunes:duration")
    if lengths.first is None:
        lengths.first, lengths.url = enclosure, url
        lengths.length = length if length.isdigit() and len(length) in _DIGITS else None
    elif length != lengths.length:
        lengths.length = None
    lengths.count += 1
    lengths.other_url |= url != lengths.url
    lengths.duration = lengths.duration or duration
    lengths.other_duration |= duration not in ("", lengths.duration)


def _find_wrong_length(
    item: OpenElement, enclosure: OpenElement, length: str, rate: int
) -> Iterator[ElementFault]:
    duration = item.text_of("itunes:duration")
    if int(length) == episode_seconds(item):
        message = f'length of enclosure is "{length}", which is itunes:duration in seconds'
        message = f"{message}; {_EXPECTED}"
        yield ElementFault("enclosure-length-is-duration", message, enclosure, "length", length)
        return
    is_mp3 = (enclosure.get("type") or "").strip().lower() in _MP3
    if rate < _SLOWEST_BITS or (is_mp3 and int(length) > _LARGE_BYTES):
        much = "more" if rate > _FASTEST_BITS else "less"
        message = (
            f'length of enclosure is "{length}" and itunes:duration is "{cut(duration)}": that is '
            f"{rate / 1000:,.4g} kbit/s, {much} than such a file has; {_EXPECTED} and its duration"
        )
        yield ElementFault("enclosure-length-implausible", message, enclosure, "length", length)


@rule(on="channel")
def find_same_length(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report files that all have one length, although they last differently."""
    lengths = memory.of(_Lengths)
    if lengths.first is None or lengths.length is None or lengths.count < _FEWEST_ITEMS:
        return
    if lengths.other_url and lengths.other_duration:
        message = f'length of all {lengths.count} enclosures is "{lengths.length}"; {_EXPECTED}'
        yield ElementFault("enclosure-length-shared", message, lengths.first, value=lengths.length)
