"""The list of chapters in show notes, in the form that Spotify and YouTube read.

Sources: https://support.spotify.com/us/creators/article/creating-and-managing-chapters/,
https://support.google.com/youtube/answer/9884579
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedtool.media.facts import AudioChapter

_LEAST = 3
_SHORTEST_MS = 10_000
_HOUR_MS = 3_600_000


def list_chapters(chapters: Sequence[AudioChapter]) -> list[tuple[str, AudioChapter]]:
    """Return the chapters that a list shows, in order, each with its time.

    Hidden ones are left out, and those without a title. All times have hours if one has.

    >>> [time for time, _ in list_chapters([AudioChapter(61_900, "Nets"), AudioChapter(0, "Intro")])]
    ['00:00', '01:01']
    """  # noqa: E501 - a doctest
    shown = sorted(
        (one for one in chapters if not one.is_hidden and one.title.strip()),
        key=lambda one: one.start_ms,
    )
    has_hours = bool(shown) and shown[-1].start_ms >= _HOUR_MS
    return [(_clock(one.start_ms, has_hours=has_hours), one) for one in shown]


def _clock(milliseconds: int, *, has_hours: bool) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    if not has_hours:
        return f"{minutes:02}:{seconds:02}"
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def find_unread(chapters: Sequence[AudioChapter]) -> Iterator[str]:
    """Yield why Spotify or YouTube would not read a list of these chapters."""
    shown = [one for _, one in list_chapters(chapters)]
    if not shown:
        return
    if shown[0].start_ms >= 1000:
        yield "Spotify and YouTube read it only if the first chapter starts at 0:00"
    if len(shown) < _LEAST:
        yield f"Spotify and YouTube read it only if it has {_LEAST} chapters"
    if any(after.start_ms - one.start_ms < _SHORTEST_MS for one, after in pairwise(shown)):
        yield "YouTube reads it only if each chapter lasts 10 seconds"
