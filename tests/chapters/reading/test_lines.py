"""Lines of a time and a title, as people write them below a recording."""

import pytest

from feedtool.chapters.reading.lines import find_timed_lines


@pytest.mark.parametrize(
    ("line", "chapter"),
    [
        ("⚓ (1:30) Nets", (90_000, "Nets", "")),
        ("⌨️ [00:01:30] Nets", (90_000, "Nets", "")),
        ("▶️1:30 Nets 🎣", (90_000, "Nets 🎣", "")),
        ("- 👉 1:30 – Nets", (90_000, "Nets", "")),
        ("Nets 🎣 1:30", (90_000, "Nets 🎣", "")),
        ("⚓ Nets, at half past 1:30 sharp", None),
        ("1:30 Nets <https://example.com/a_b>", (90_000, "Nets", "https://example.com/a_b")),
        ("1:30 Nets https://example.com/nets", (90_000, "Nets", "https://example.com/nets")),
        ("1:30 See https://example.com for nets", (90_000, "See https://example.com for nets", "")),
        ("1:30 https://example.com", (90_000, "https://example.com", "")),
        (
            "1:30 [Nets](https://example.com/a) https://example.com/b",
            (90_000, "Nets https://example.com/b", "https://example.com/a"),
        ),
    ],
)
def test_a_line_gives_a_chapter(line: str, chapter: tuple[int, str, str] | None) -> None:
    found = [one.chapter for one in find_timed_lines(line)]
    assert [(one.start_ms, one.title, one.url) for one in found] == ([chapter] if chapter else [])
