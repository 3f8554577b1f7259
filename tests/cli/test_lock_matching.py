"""Which episode an item of the old feed is: what they have in common decides."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from old_feed import AT, BUOYS, guids, item, start_show, write, write_feed

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    return start_show(run, tmp_path / "show")


MATCHES = {
    "guid in the front matter": ("guid", "guid: old-1\n", item("old-1", "https://x.example.com/9.mp3", "Else", "01 Jan 2020")),
    "guid with another number": ("guid", "guid: old-1\nnumber: 1\n", item("old-1", "", "Else", "01 Jan 2020", "<itunes:episode>7</itunes:episode>")),
    "same address": ("audio", "", item("g", AT, "Else", "01 Jan 2020")),
    "http": ("audio", "", item("g", AT.replace("https", "http"), "Else")),
    "query": ("audio", "", item("g", AT + "?source=feed&amp;x=1", "Else")),
    "one prefix": ("audio", "", item("g", "https://op3.dev/e/media.example.com/1-nets.mp3", "Else")),
    "prefixes": ("audio", "", item("g", "https://dts.podtrac.com/redirect.mp3/chrt.fm/track/AB12/op3.dev/e,pg=x/https://MEDIA.example.com/1-nets.mp3?a=b", "Else")),
    "file name": ("file name", "", item("g", "https://old.example.com/files/1-NETS.mp3", "Else", "02 Mar 2024")),
    "title": ("title", "", item("g", "https://old.example.com/a", "NETS", "02 Mar 2024")),
    "numbered title": ("title", "", item("g", "https://old.example.com/a", "#12 – “Nets”")),
    "day after": ("title", "number: 3\n", item("g", "https://old.example.com/a", "Nets", "02 Mar 2024", "<itunes:episode>4</itunes:episode>")),
    "other day, same number": ("title", "number: 3\n", item("g", "https://old.example.com/a", "Nets", "02 Mar 2023", "<itunes:episode>3</itunes:episode>")),
    "itunes:title": ("title", "", item("g", "https://old.example.com/a", "Harbour 1", more="<itunes:title>Nets</itunes:title>")),
}  # fmt: skip


@pytest.mark.parametrize("case", MATCHES)
def test_items_are_known_by_what_they_have_in_common(
    run: Run, show: Path, tmp_path: Path, case: str
) -> None:
    by, keys, feed_item = MATCHES[case]
    write(show, "1-nets", "Nets", keys=keys)
    result = run("lock", show, "--from", write_feed(tmp_path, feed_item))
    assert result.exit_code == 0, result.output
    assert f": 1 of 1 item adopted (1 by {by})\n" in result.stdout
    assert list(guids(show)) == ["1-nets"]


NO_MATCHES = {
    "other file, other title": item("g", "https://media.example.com/1-net.mp3", "Net", "05 Mar 2024"),
    "a service that nobody knows": item("g", "https://count.example.com/e/media.example.com/1-net.mp3", "Else", "05 Mar 2024"),
    "nothing": item("g", day="05 Mar 2024"),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_MATCHES)
def test_an_item_without_an_episode_would_vanish(
    run: Run, show: Path, tmp_path: Path, case: str
) -> None:
    feed = write_feed(tmp_path, NO_MATCHES[case], BUOYS)
    result = run("lock", show, "--from", feed)
    assert result.exit_code == 1
    assert ": 1 of 2 items adopted (1 by audio)\nwould vanish: 2024-03-05 " in result.stdout
    assert 'new: 2024-03-01 "Nets" is not in the feed\n' in result.stdout
    assert guids(show) == {"2-buoys": "old-2"}


def test_an_item_of_the_same_moment_is_told_as_a_candidate(
    run: Run, show: Path, tmp_path: Path
) -> None:
    feed = write_feed(tmp_path, item("g", "https://old.example.com/FS227.mp3", "FS227 Net"), BUOYS)
    result = run("lock", show, "--from", feed)
    assert result.exit_code == 1
    unsure = 'unsure: 2024-03-01 "FS227 Net" could be episodes/1-nets.md; write guid: "g" into the right file\n'
    assert unsure in result.stdout
    assert guids(show) == {"2-buoys": "old-2"}


OLD = "https://old.example.com/"


def test_what_two_episodes_share_is_told_and_left_out(run: Run, show: Path, tmp_path: Path) -> None:
    write(show, "1-nets", "Questions", "2024-03-01T06:00:00Z")
    write(show, "2-buoys", "Questions", "2024-03-02T00:00:00Z")
    result = run("lock", show, "--from", write_feed(tmp_path, item("g", OLD, "Questions")))
    assert result.exit_code == 1
    assert result.stdout == (
        f"{show.as_posix()}/feed.lock: 0 of 1 item adopted\n"
        'unsure: 2024-03-01 "Questions" could be episodes/1-nets.md or episodes/2-buoys.md; write '
        'guid: "g" into the right file\n'
        'new: 2024-03-01 "Questions" is not in the feed\n'
        'new: 2024-03-02 "Questions" is not in the feed\n'
    )
    assert guids(show) == {}


@pytest.mark.parametrize(
    ("days", "more", "expected"),
    [
        (("2024-03-01", "2024-03-08"), "", {"1-nets": "a", "2-buoys": "b"}),
        (("2024-03-01", "2024-03-02"), "<itunes:episode>{}</itunes:episode>", {"1-nets": "a", "2-buoys": "b"}),
    ],
    ids=["by the day", "by the number"],
)  # fmt: skip
def test_day_and_number_decide_between_equal_titles(
    run: Run, show: Path, tmp_path: Path, days: tuple[str, str], more: str, expected: dict[str, str]
) -> None:
    write(show, "1-nets", "Questions", days[0], "number: 1\n")
    write(show, "2-buoys", "Questions", days[1], "number: 2\n")
    first = item("a", OLD, "Questions", "01 Mar 2024", more.format(1))
    second = item("b", OLD + "x", "Questions", f"0{days[1][-1]} Mar 2024", more.format(2))
    result = run("lock", show, "--from", write_feed(tmp_path, second, first))
    assert (result.exit_code, guids(show)) == (0, expected), result.output


def test_the_last_one_left_of_an_equal_title_is_no_match(
    run: Run, show: Path, tmp_path: Path
) -> None:
    write(show, "1-nets", "News")
    write(show, "2-buoys", "News", "2024-03-08")
    gone = item("gone", OLD + "x", "News", "01 Mar 2020")
    same = item("same", "https://media.example.com/2-buoys.mp3", "News", "08 Mar 2024")
    result = run("lock", show, "--from", write_feed(tmp_path, same, gone))
    assert result.exit_code == 1
    assert 'unsure: 2020-03-01 "News" could be episodes/1-nets.md; ' in result.stdout
    assert guids(show) == {"2-buoys": "same"}


def test_another_day_and_another_number_are_another_episode(
    run: Run, show: Path, tmp_path: Path
) -> None:
    write(show, "1-nets", "Nets", keys="number: 1\n")
    other = item("g", OLD, "Nets", "01 Mar 2020", "<itunes:episode>9</itunes:episode>")
    result = run("lock", show, "--from", write_feed(tmp_path, other))
    assert result.exit_code == 1
    assert 'unsure: 2020-03-01 "Nets" could be episodes/1-nets.md; ' in result.stdout


GUESSES = {
    "query": ("https://a.example.com/get.php?id=1", "Foghorns", "https://a.example.com/get.php?id=2", "Ferries"),
    "name of the file": ("https://a.example.com/8812/audio.mp3", "Foghorns", "https://b.example.com/audio.mp3", "Ferries"),
    "same title": ("https://a.example.com/1.mp3", "Trailer", "https://b.example.com/2.mp3", "Trailer"),
    "another year": ("https://a.example.com/1.mp3", "2023: a look back", "https://b.example.com/2.mp3", "2024: a look back"),
    "another number": ("https://a.example.com/1.mp3", "Episode 1 - Pilot", "https://b.example.com/2.mp3", "Episode 2 - Pilot"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("case", "day"),
    [
        *((case, "01 Mar 2019") for case in GUESSES),
        # Without a date the numbers before the titles speak against it.
        ("another year", ""),
        ("another number", ""),
    ],
)
def test_what_is_alike_in_little_is_left_to_the_author(
    run: Run, show: Path, tmp_path: Path, case: str, day: str
) -> None:
    old, was, new, now = GUESSES[case]
    write(show, "1-nets", now, keys=f"audio: {{url: {new}, length: 1000000, duration: 60}}\n")
    feed_item = item("g", old, was, day or "01 Mar 2019")
    if not day:
        feed_item = feed_item.replace("<pubDate>01 Mar 2019 00:00:00 +0000</pubDate>", "")
    result = run("lock", show, "--from", write_feed(tmp_path, feed_item))
    assert result.exit_code == 1
    assert 'could be episodes/1-nets.md; write guid: "g" into the right file' in result.stdout
    assert guids(show) == {}
