"""Chapters in the feed itself: of each source, where a show, a feed or an episode wants them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from shows import set_keys, write_episode

Run = Callable[..., Result]
PSC = "{http://podlove.org/simple-chapters}"
LIST = "chapters: [{start: 1:05.5, title: Nets, url: https://example.com/n, image: https://example.com/n.png}, {start: 0, title: Ropes}]\n"
JSON = """{"version": "1.2.0", "chapters": [
 {"startTime": 0, "title": "Ropes"},
 {"startTime": 30, "title": "A picture", "toc": false, "img": "https://example.com/p.png"},
 {"startTime": 40}, {"startTime": 41, "title": " "},
 {"startTime": 50.25, "title": "Nets \\u0007& <b>", "url": "n.html", "img": 5}
]}"""
LISTED = [
    {"start": "00:00:00.000", "title": "Ropes"},
    {"start": "00:01:05.500", "title": "Nets", "href": "https://example.com/n", "image": "https://example.com/n.png"},
]  # fmt: skip


def chapters_of(show: Path, feed: str = "feed") -> list[list[dict[str, str]]]:
    """The chapters in each item of a feed that has any."""
    root = etree.parse(show / "public" / f"{feed}.xml").getroot()
    found = root.findall(f"channel/item/{PSC}chapters")
    assert [one.get("version") for one in found] == ["1.2"] * len(found)
    return [[dict(chapter.attrib) for chapter in one] for one in found]


def build(run: Run, show: Path) -> Result:
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    return result


def test_a_list_is_written_in_the_order_of_its_times(run: Run, small_show: Path) -> None:
    set_keys(small_show, "chapters_in_feed: true")
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\n{LIST}")
    build(run, small_show)
    assert chapters_of(small_show) == [LISTED]
    assert b"<podcast:chapters " in (small_show / "public" / "feed.xml").read_bytes()


def test_of_a_file_what_the_form_can_say_is_written(run: Run, small_show: Path) -> None:
    set_keys(small_show, "chapters_in_feed: true")
    (small_show / "1.json").write_text(JSON, "utf-8")
    write_episode(small_show, "1-ropes", "published: 2024-03-09\nchapters: 1.json\n")
    build(run, small_show)
    assert chapters_of(small_show) == [
        [
            {"start": "00:00:00.000", "title": "Ropes"},
            {"start": "00:00:50.250", "title": "Nets & <b>"},
        ]
    ]


def test_an_edited_file_of_chapters_is_read_again(run: Run, small_show: Path) -> None:
    set_keys(small_show, "chapters_in_feed: true")
    path = small_show / "1.json"
    path.write_text(JSON, "utf-8")
    write_episode(small_show, "1-ropes", "published: 2024-03-09\nchapters: 1.json\n")
    build(run, small_show)
    path.write_text(JSON.replace("Ropes", "Anchors and chains"), "utf-8")
    build(run, small_show)
    assert chapters_of(small_show)[0][0]["title"] == "Anchors and chains"


@pytest.mark.parametrize(
    ("show_key", "feed_key", "episode_key", "written"),
    [
        ("", "", "", (0, 0)),
        ("true", "", "", (1, 1)),
        ("true", "false", "", (1, 0)),
        ("", "true", "", (0, 1)),
        ("true", "", "false", (0, 0)),
        ("", "", "true", (1, 1)),
    ],
)
def test_the_episode_decides_before_the_feed_before_the_show(
    run: Run, small_show: Path, show_key: str, feed_key: str, episode_key: str,
    written: tuple[int, int],
) -> None:  # fmt: skip
    def key(value: str) -> str:
        return f"chapters_in_feed: {value}" if value else ""

    set_keys(small_show, f"feeds: {{plus: {{title: Plus, {key(feed_key)}}}}}\n{key(show_key)}")
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\n{LIST}{key(episode_key)}\n")
    build(run, small_show)
    found = tuple(len(chapters_of(small_show, name)) for name in ("feed", "plus"))
    assert found == written


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        ("chapters: https://example.com/1.json\n", []),
        ("chapters: []\n", []),
        ("chapters: [{start: 0, title: A}]\npsc: [{start: 7, title: Own}]\n",
         [[{"start": "00:00:07.000", "title": "Own"}]]),
    ],
    ids=["at a URL", "none", "own"],
)  # fmt: skip
def test_what_is_not_at_hand_is_not_written_and_own_chapters_stay(
    run: Run, small_show: Path, keys: str, written: list[list[dict[str, str]]]
) -> None:
    set_keys(small_show, "chapters_in_feed: true")
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\n{keys}")
    build(run, small_show)
    assert chapters_of(small_show) == written
