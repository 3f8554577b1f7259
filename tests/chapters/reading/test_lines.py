"""Lines of times and titles, as people write them below a recording."""

import re

import pytest

from feedtool.chapters.reading.lines import find_timed_lines

LINES: dict[str, tuple[int, str]] = {
    "12:30 Topic": (750_000, "Topic"),
    "  12:30\tTopic  here ": (750_000, "Topic here"),
    "0:00 Topic": (0, "Topic"),
    "00:00:00.500 Topic": (500, "Topic"),
    "1:02:03,25 Topic": (3_723_250, "Topic"),
    "123:45 Topic": (7_425_000, "Topic"),
    "(12:30) Topic": (750_000, "Topic"),
    "[12:30] Topic": (750_000, "Topic"),
    "12:30 - Topic": (750_000, "Topic"),
    "12:30-Topic": (750_000, "Topic"),
    "12:30 – Topic – more": (750_000, "Topic – more"),
    "12:30: Topic...": (750_000, "Topic..."),
    "12:30 | Topic": (750_000, "Topic"),
    "12:30 => Topic": (750_000, "Topic"),
    "12:30–15:00 Topic": (750_000, "Topic"),
    "12:30 - 15:00 Topic": (750_000, "Topic"),
    "(12:30-15:00) Topic": (750_000, "Topic"),
    "- 12:30 Topic": (750_000, "Topic"),
    "* 12:30 Topic": (750_000, "Topic"),
    "• 12:30 Topic": (750_000, "Topic"),
    "1. 12:30 Topic": (750_000, "Topic"),
    "12) 12:30 Topic": (750_000, "Topic"),
    "> - 12:30 Topic": (750_000, "Topic"),
    "## 12:30 Topic": (750_000, "Topic"),
    "| 12:30 | Topic |": (750_000, "Topic"),
    "Minute 12:30: Topic": (750_000, "Topic"),
    "Ab Min. 12:30 – Topic": (750_000, "Topic"),
    "⚓ (12:30) Topic": (750_000, "Topic"),
    "⌨️ [00:12:30] Topic": (750_000, "Topic"),
    "▶️12:30 Topic 🎣": (750_000, "Topic 🎣"),
    "- 👉 12:30 – Topic": (750_000, "Topic"),
    "🎣 Topic 12:30": (750_000, "🎣 Topic"),
    "**12:30** Topic": (750_000, "Topic"),
    "**12:30 Topic**": (750_000, "Topic"),
    "*12:30* *Topic*": (750_000, "Topic"),
    "`12:30` Topic": (750_000, "Topic"),
    "12:30 Topic at 14:00": (750_000, "Topic at 14:00"),
    "12:30 2024": (750_000, "2024"),
    "12:30 תוכן": (750_000, "תוכן"),
    "Topic 12:30": (750_000, "Topic"),
    "Topic (12:30)": (750_000, "Topic"),
    "| Topic | 12:30 |": (750_000, "Topic"),
    "12:30 |x|": (750_000, "x|"),
    "Topic, 1:02:03": (3_723_000, "Topic"),
    "**Topic** – 12:30": (750_000, "Topic"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_time_and_title_is_read(line: str) -> None:
    (found,) = find_timed_lines(f"Hello.\n{line}\nBye.")
    assert (found.chapter.start_ms, found.chapter.title) == LINES[line]
    assert (found.line, found.column) == (2, re.search("[0-9]+:[0-9]", line).start() + 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "title", "column"),
    [
        ("١٢:٣٠ الميناء ٢", "الميناء ٢", 1),
        ("- ۱۲:۳۰ بندر", "بندر", 3),
        ("12：30　灯台", "灯台", 1),
        ("灯台（１２：３０）", "灯台", 4),
        ("【12:30】灯台", "灯台", 2),
    ],
)
def test_digits_of_other_scripts_are_times(line: str, title: str, column: int) -> None:
    (found,) = find_timed_lines(line)
    assert (found.chapter.start_ms, found.chapter.title) == (750_000, title)
    assert found.column == column


@pytest.mark.parametrize(
    "line",
    ["12:30", "(12:30)", "12:30 -", "Topic", "12 Topic", "12:3 Topic", "12:75 Topic", "1:75:00 Topic",
     "Ratio 16:9", "12:30:45:10 Topic", "x12:30y", "at 12:30 we met", "99999:00 Topic", "1:2",
     "00:00:01,000 --> 00:00:04,000", "https://example.com:8080", "12:30 " + "a" * 4000],
)  # fmt: skip
def test_other_lines_are_left_out(line: str) -> None:
    assert find_timed_lines(line) == []


@pytest.mark.parametrize(
    ("line", "title", "url"),
    [
        ("12:30 [Topic](https://example.com/a_(b))", "Topic", "https://example.com/a_(b)"),
        ("12:30 [Topic](<https://example.com/>) and more", "Topic and more", "https://example.com/"),
        ('[Topic](https://example.com/ "Title") 12:30', "Topic", "https://example.com/"),
        ("[12:30](https://example.com/?t=750) Topic", "Topic", ""),
        ("12:30 [A](https://example.com/a) and [B](https://example.com/b)", "A and B", "https://example.com/a"),
        ("12:30 Topic <https://example.com/a_b>", "Topic", "https://example.com/a_b"),
        ("12:30 Topic https://example.com/a", "Topic", "https://example.com/a"),
        ("12:30 See https://example.com for more", "See https://example.com for more", ""),
        ("12:30 https://example.com", "https://example.com", ""),
        ("12:30 [Topic](https://example.com/a) https://example.com/b", "Topic https://example.com/b", "https://example.com/a"),
        ("12:30 ![Topic](https://example.com/a.png)", "Topic", ""),
        ("12:30 [Topic](notes.md)", "Topic", ""),
        ("<li>12:30 <a class='x' href='https://example.com/?a=1&amp;b'>Topic</a></li>", "Topic", "https://example.com/?a=1&b"),
        ('<tr><td>12:30</td><td><a href="https://example.com/">Topic</a></td></tr>', "Topic", "https://example.com/"),
    ],
)  # fmt: skip
def test_a_web_link_is_that_of_the_chapter(line: str, title: str, url: str) -> None:
    (found,) = find_timed_lines(line)
    assert (found.chapter.title, found.chapter.url) == (title, url)


def test_places_are_those_of_the_times() -> None:
    found = find_timed_lines("Hello\n\n- 0:00 A\n<p>x</p>\n  **1:00** B\n")
    assert [(one.line, one.column) for one in found] == [(3, 3), (5, 5)]


def test_titles_stand_on_one_side_of_the_times() -> None:
    text = "0:00 A\n1:00 B\nWe met at 18:30\n"
    assert [one.chapter.title for one in find_timed_lines(text)] == ["A", "B"]
    text = "A 0:00\nB 1:00\n18:30 was late\n"
    assert [one.chapter.title for one in find_timed_lines(text)] == ["A", "B"]


def test_ends_behind_the_times_are_kept_if_they_say_something() -> None:
    found = find_timed_lines("0:00-1:00 A\n1:00-1:30 B\n2:00 C\n")
    assert [one.chapter.end_ms for one in found] == [60_000, 90_000, None]
