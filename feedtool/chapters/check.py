"""What is wrong with chapters: what apps cannot show, and what listeners stumble over.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from feedtool.chapters.model import Problem, Reading, report
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.media.facts import AudioChapter
from feedtool.values.durations import format_short_clock
from feedtool.values.fault import Fault
from feedtool.values.globe import check_geo
from feedtool.values.osm import check_osm

# A table of contents in ID3 counts its entries in one byte, as Nero's list in MP4 does.
_MOST_IN_AUDIO = 255
_LONG_TITLE = 200
_SCHEMES = ("https://", "http://")
_SCRIPT = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data:text/html)", re.IGNORECASE)
_WORDS = {"image": "img", "url": "url"}


def check_chapters(reading: Reading, findings: FileFindings, *, duration_s: float = 0) -> None:
    """Report what is wrong with chapters that were read; `duration_s` is 0 if nobody knows it."""
    found = find_problems(reading.chapters, duration_s or reading.duration_s, reading.numbers)
    report(found, reading.places, findings)


def find_problems(
    chapters: Sequence[AudioChapter], duration_s: float = 0, numbers: Sequence[int] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with chapters, wherever they come from.

    `numbers` say the how many-th each is, if chapters in between could not be read.

    >>> [one.message for one in find_problems([AudioChapter(0, "Nets"), AudioChapter(61_000, "Rain")], 60)]
    ['chapter 2 starts at 1:01, after the end of the audio, 1:00']
    """  # noqa: E501 - a doctest
    yield from _check_count(chapters)
    numbers = numbers or range(1, len(chapters) + 1)
    yield from _check_order(chapters, numbers)
    yield from _check_first(chapters)
    yield from _check_ends(chapters, numbers)
    for index, one in enumerate(chapters):
        yield from _check_chapter(index, numbers[index], one, duration_s)


def _check_count(chapters: Sequence[AudioChapter]) -> Iterator[Problem]:
    if not chapters:
        yield Problem("chapters-empty", "it has no chapters")
    elif len(chapters) == 1:
        yield Problem("chapters-single", "it has only one chapter; most apps show none then")
    elif len(chapters) > _MOST_IN_AUDIO:
        says = f"it has {len(chapters):,} chapters; players list up to {_MOST_IN_AUDIO}"
        yield Problem("chapters-many", says)


def _check_order(chapters: Sequence[AudioChapter], numbers: Sequence[int]) -> Iterator[Problem]:
    for index, (before, one) in enumerate(pairwise(chapters), 1):
        if one.start_ms < before.start_ms:
            says = (
                f"chapter {numbers[index]} starts at {_clock(one.start_ms)}, before the one in "
                f"front of it, {_clock(before.start_ms)}; list chapters in the order of their times"
            )
            yield Problem("chapter-out-of-order", says, index, "start")
    seen: dict[int, int] = {}
    for index, one in _visible(chapters):
        first = seen.setdefault(one.start_ms, index)
        if first != index:
            says = (
                f"chapter {numbers[index]} starts at {_clock(one.start_ms)}, as chapter "
                f"{numbers[first]} does; give it a time of its own, or hide it"
            )
            yield Problem("chapter-repeated", says, index, "start")


def _check_first(chapters: Sequence[AudioChapter]) -> Iterator[Problem]:
    found = min(_visible(chapters), key=lambda one: one[1].start_ms, default=None)
    if found is not None and found[1].start_ms:
        says = (
            f"the first chapter starts at {_clock(found[1].start_ms)}; players and websites expect "
            "one at 0:00"
        )
        yield Problem("chapters-not-from-start", says, found[0], "start")


def _check_ends(chapters: Sequence[AudioChapter], numbers: Sequence[int]) -> Iterator[Problem]:
    shown = sorted(_visible(chapters), key=lambda one: one[1].start_ms)
    for (index, one), (_, after) in pairwise(shown):
        if one.end_ms is not None and one.start_ms < after.start_ms < one.end_ms:
            says = (
                f"chapter {numbers[index]} ends at {_clock(one.end_ms)}, and the next one starts "
                f"at {_clock(after.start_ms)}; one chapter plays at a time"
            )
            yield Problem("chapter-overlap", says, index, "end")


def _visible(chapters: Sequence[AudioChapter]) -> list[tuple[int, AudioChapter]]:
    return [(index, one) for index, one in enumerate(chapters) if not one.is_hidden]


def _check_chapter(
    index: int, number: int, one: AudioChapter, duration_s: float
) -> Iterator[Problem]:
    name = f"chapter {number}"
    if not one.title.strip() and not one.is_hidden:
        yield Problem("chapter-without-title", f"{name} has no title", index, "title")
    elif len(one.title) > _LONG_TITLE:
        says = f"title of {name} has {len(one.title):,} characters; shorten it"
        yield Problem("chapter-title-long", says, index, "title")
    yield from _check_times(index, name, one, duration_s)
    for key, address in (("image", one.image), ("url", one.url)):
        yield from _check_address(index, name, key, address)
    yield from _check_location(index, name, one)


def _check_times(index: int, name: str, one: AudioChapter, duration_s: float) -> Iterator[Problem]:
    if one.end_ms is not None and one.end_ms <= one.start_ms:
        says = f"{name} ends at {_clock(one.end_ms)}, and starts at {_clock(one.start_ms)}"
        yield Problem("chapter-bad-end", f"{says}; expected an end behind its start", index, "end")
    # The audio is measured in whole seconds.
    last_ms = (duration_s + 1) * 1000
    if duration_s and one.start_ms > duration_s * 1000:
        says = f"{name} starts at {_clock(one.start_ms)}, after the end of the audio, "
        yield Problem("chapter-past-end", says + _clock(duration_s * 1000), index, "start")
    elif duration_s and one.end_ms is not None and one.end_ms > last_ms:
        says = f"{name} ends at {_clock(one.end_ms)}, after the end of the audio, "
        yield Problem("chapter-past-end", says + _clock(duration_s * 1000), index, "end")


def _check_address(index: int, name: str, key: str, address: str) -> Iterator[Problem]:
    if not address:
        return
    where = f"{_WORDS[key]} of {name} is"
    if _SCRIPT.match("".join(address[:200].split())):
        says = f'{where} "{cut(address)}", which runs a script in players; remove it'
        yield Problem("chapter-bad-address", says, index, key, "error")
    elif not address.startswith(_SCHEMES) or any(one.isspace() for one in address.strip()):
        says = f'{where} "{cut(address)}"; expected a full address, https://…'
        yield Problem("chapter-bad-address", says, index, key)
    elif address.startswith("http://"):
        says = f'{where} "{cut(address)}"; expected https, since many apps open nothing else'
        yield Problem("chapter-insecure-address", says, index, key)


def _check_location(index: int, chapter: str, one: AudioChapter) -> Iterator[Problem]:
    place = one.location
    if place is None:
        return
    name = f"the location of {chapter}"
    if not place.name.strip():
        yield Problem("chapter-bad-location", f"{name} has no name", index, "location")
    if not place.geo:
        says = f"{name} has no geo; expected latitude and longitude, e.g. geo:53.55,9.99"
        yield Problem("chapter-bad-location", says, index, "location")
    checks: tuple[tuple[str, str, Callable[[str], tuple[Fault, ...]]], ...] = (
        ("geo", place.geo, check_geo), ("osm", place.osm, check_osm),
    )  # fmt: skip
    for key, value, check in checks:
        for fault in check(value) if value else ():
            says = f'{key} of {name} is "{cut(value)}"; {fault.says}'
            yield Problem("chapter-bad-location", says, index, key)


def _clock(milliseconds: float) -> str:
    return format_short_clock(round(milliseconds))
