"""The list of chapters in show notes has the form that Spotify and YouTube read."""

import pytest

from feedtool.chapters.writing.listing import find_unread, list_chapters
from feedtool.media.facts import AudioChapter

_FIRST, _LEAST, _SHORT = (
    "Spotify and YouTube read it only if the first chapter starts at 0:00",
    "Spotify and YouTube read it only if it has 3 chapters",
    "YouTube reads it only if each chapter lasts 10 seconds",
)


def _at(*seconds: float) -> list[AudioChapter]:
    return [AudioChapter(round(one * 1000), "Nets") for one in seconds]


@pytest.mark.parametrize(
    ("seconds", "times"),
    [
        ((0, 61.999, 3599), ["00:00", "01:01", "59:59"]),
        ((0, 3600), ["00:00:00", "01:00:00"]),
        ((7325, 0, 400_000), ["00:00:00", "02:02:05", "111:06:40"]),
        ((), []),
    ],
)
def test_times_are_alike_and_in_order(seconds: tuple[float, ...], times: list[str]) -> None:
    assert [time for time, _ in list_chapters(_at(*seconds))] == times


def test_hidden_chapters_and_those_without_title_are_left_out() -> None:
    chapters = [AudioChapter(0, "A"), AudioChapter(1, "B", is_hidden=True), AudioChapter(2, " ")]
    assert list_chapters(chapters) == [("00:00", chapters[0])]


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        ((0, 10, 20), []),
        ((0.9, 11, 30), []),
        ((1, 11, 30), [_FIRST]),
        ((0, 10), [_LEAST]),
        ((0, 10, 19.9), [_SHORT]),
        ((5,), [_FIRST, _LEAST]),
        ((), []),
    ],
)
def test_what_keeps_apps_from_reading_the_list(seconds: tuple[float, ...], says: list[str]) -> None:
    assert list(find_unread(_at(*seconds))) == says
