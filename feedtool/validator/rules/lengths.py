"""Lengths of enclosures, compared with the duration and with the lengths of other items.

Source: https://www.rssboard.org/rss-specification (enclosure)
"""

from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.episode_length import episode_seconds

_TOPIC = "one length for all files"
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


class _Lengths:
    """The first enclosure, and how many there are, as long as all have the same length.

    `other_url` and `other_duration` say whether an address and a duration differ from the first.
    """

    def __init__(self) -> None:
        self.first: OpenElement | None = None
        self.length = ""
        self.url = ""
        self.duration = ""
        self.count = 0
        self.other_url = False
        self.other_duration = False


@rule(on="item", with_child="enclosure")
def inspect_length(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare the length of the file with the duration, and with the items before."""
    children = item.children
    enclosure, duration = children["enclosure"], children.get("itunes:duration")
    length = enclosure.get("length") or ""
    if _TOPIC not in memory.settled:
        _remember(memory, item, enclosure, length)
    if (
        duration is None
        or len(length) not in _DIGITS
        or not (length.isascii() and length.isdigit())
    ):
        return ()
    text = duration.text
    seconds = int(text) if len(text) < 5 and text.isdecimal() else episode_seconds(item)
    if _SLOWEST_BITS * seconds <= 8 * int(length) <= _FASTEST_BITS * seconds:
        return ()
    return _find_wrong_length(enclosure, length, text, seconds, memory)


def _remember(memory: FeedMemory, item: OpenElement, enclosure: OpenElement, length: str) -> None:
    lengths = memory.of(_Lengths)
    url, duration = enclosure.get("url") or "", item.text_of("itunes:duration")
    if lengths.first is None:
        lengths.first, lengths.url, lengths.length = enclosure, url, length
    if length != lengths.length or len(length) not in _DIGITS or not length.isdecimal():
        memory.settled.add(_TOPIC)
    lengths.count += 1
    lengths.duration = lengths.duration or duration
    lengths.other_url |= url != lengths.url
    lengths.other_duration |= duration not in ("", lengths.duration)


def _find_wrong_length(
    enclosure: OpenElement, length: str, duration: str, seconds: int, memory: FeedMemory
) -> Iterator[ElementFault]:
    if int(length) == seconds:
        message = f'length of enclosure is "{length}", which is itunes:duration in seconds'
        message = f"{message}; {_EXPECTED}"
        yield ElementFault("enclosure-length-is-duration", message, enclosure, "length", length)
        return
    # One length for all files is reported once, at the end.
    is_shared = _TOPIC not in memory.settled and memory.of(_Lengths).count > 1
    if is_shared or not 0 < seconds < _DAY_S:
        return
    rate = 8 * int(length) // seconds
    is_mp3 = (enclosure.get("type") or "").strip().lower() in _MP3
    if rate < _SLOWEST_BITS or (is_mp3 and int(length) > _LARGE_BYTES):
        much = "more" if rate > _FASTEST_BITS else "less"
        message = (
            f'length of enclosure is "{length}" and itunes:duration is "{cut(duration.strip())}": '
            f"that is {rate / 1000:,.4g} kbit/s, {much} than such a file has; "
            f"{_EXPECTED} and its duration"
        )
        yield ElementFault("enclosure-length-implausible", message, enclosure, "length", length)


@rule(on="channel")
def find_same_length(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report files that all have one length, although they last differently."""
    lengths = memory.of(_Lengths)
    if lengths.first is None or _TOPIC in memory.settled or lengths.count < _FEWEST_ITEMS:
        return
    if lengths.other_url and lengths.other_duration:
        message = f'length of all {lengths.count} enclosures is "{lengths.length}"; {_EXPECTED}'
        yield ElementFault("enclosure-length-shared", message, lengths.first, value=lengths.length)
