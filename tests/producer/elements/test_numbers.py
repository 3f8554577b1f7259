"""Numbers that Apple does not take (0 and 12.5), lengths that nobody knows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from shows import NS, set_keys, write_episode

from feedtool.importing.feed.read_show import read_show

Run = Callable[..., Result]
STREAM = "audio: {url: https://example.com/1.mp3, length: 0, duration: %s}\n"


@pytest.mark.parametrize(
    ("number", "apple", "podcasting", "title"),
    [
        ("12", "12", None, "#12 ropes"),
        ("12.0", "12", None, "#12 ropes"),
        ("0", None, "0", "#0 ropes"),
        ("12.5", None, "12.5", "#12.5 ropes"),
        ("12.50", None, "12.5", "#12.5 ropes"),
        ("0.125", None, "0.125", "#0.125 ropes"),
        ("12.5\nnumber_display: Twelve and a half", None, "12.5", "#12.5 ropes"),
        ("12\nnumber_display: XII", "12", "12", "#12 ropes"),
    ],
)
def test_apple_gets_whole_numbers_from_1_alone(
    run: Run, small_show: Path, number: str, apple: str | None, podcasting: str | None, title: str
) -> None:
    set_keys(small_show, 'title_format: "#{number} {title}"')
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\nnumber: {number}\n")
    result = run("build", small_show)
    assert (result.exit_code, result.stderr) == (0, "")
    item = etree.parse(small_show / "public" / "feed.xml").find("channel/item")
    assert item.findtext("itunes:episode", namespaces=NS) == apple
    assert item.findtext("podcast:episode", namespaces=NS) == podcasting
    assert item.findtext("title").replace("Of ", "") == title


def test_a_number_that_was_written_is_read_back(run: Run, small_show: Path) -> None:
    write_episode(small_show, "1-ropes", "published: 2024-03-09\nnumber: 12.5\n")
    write_episode(small_show, "2-nets", "published: 2024-03-10\nnumber: 0\n")
    run("build", small_show)
    again = read_show((small_show / "public" / "feed.xml").read_bytes())
    assert [(one.number, one.elements) for one in again.episodes] == [(12.5, {}), (0, {})]


@pytest.mark.parametrize(
    ("numbers", "file"),
    [
        (["12.5"], "013-storms.md"), (["12", "12.5"], "013-storms.md"), (["0"], "001-storms.md"),
        (["12.5", "13"], "014-storms.md"), (["0x10"], "001-storms.md"),
    ],
)  # fmt: skip
def test_the_next_number_is_whole(
    run: Run, small_show: Path, numbers: list[str], file: str
) -> None:
    for at, number in enumerate(numbers, 1):
        write_episode(small_show, f"{at}-a", f"published: 2024-03-0{at}\nnumber: {number}\n")
    (small_show / "episodes" / "1-ropes.md").unlink(missing_ok=True)
    assert run("new", small_show, "Storms").exit_code == 0
    assert (small_show / "episodes" / file).is_file()


def test_files_and_tables_have_the_number_as_it_is(run: Run, small_show: Path) -> None:
    write_episode(
        small_show,
        "012.5-ropes",
        "published: 2024-03-09\nnumber: 12.5\nchapters: [{start: 0, title: A}]\n",
    )
    write_episode(small_show, "2-nets", "draft: true\nnumber: 0.5\n")
    assert run("build", small_show).exit_code == 0
    assert (small_show / "public" / "chapters" / "012.5-ropes.json").is_file()
    rows = run("show", small_show).output
    assert "  12.5    " in rows
    assert "  0.5     " in rows


def test_two_episodes_of_a_number_are_told(run: Run, small_show: Path) -> None:
    write_episode(small_show, "1-ropes", "published: 2024-03-09\nnumber: 12.5\n")
    path = write_episode(small_show, "2-nets", "published: 2024-03-10\nnumber: 12.50\n")
    result = run("build", small_show)
    assert result.stderr.splitlines()[0] == (
        f"{path.as_posix()}:5:1: error: number is 12.5, as in episodes/1-ropes.md; change one "
        "[number-duplicate]"
    )


@pytest.mark.parametrize("number", ["12,5", "-1", "one"])
def test_another_text_is_no_number(run: Run, small_show: Path, number: str) -> None:
    path = write_episode(small_show, "1-ropes", f"published: 2024-03-09\nnumber: {number}\n")
    result = run("build", small_show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f'{path.as_posix()}:5:9: error: number is "{number}"; expected a number such as 12, 0 or '
        "12.5 [bad-value]"
    )


@pytest.mark.parametrize("duration", ["60", "0"])
def test_a_length_that_nobody_knows_is_a_warning(run: Run, small_show: Path, duration: str) -> None:
    path = write_episode(small_show, "1-ropes", f"published: 2024-03-09\n{STREAM % duration}")
    result = run("build", small_show)
    assert result.exit_code == 0
    told = [one for one in result.stderr.splitlines() if "enclosure-length" in one]
    assert told == [
        f'{path.as_posix()}:4:8: warning: length of enclosure is "0"; expected the size of the '
        "file in bytes [enclosure-length-zero]"
    ]
    item = etree.parse(small_show / "public" / "feed.xml").find("channel/item")
    assert item.find("enclosure").get("length") == "0"
    assert item.findtext("itunes:duration", namespaces=NS) == (None if duration == "0" else "60")
    # The next build reads what feed.lock keeps of it.
    assert run("build", small_show).output.endswith(", unchanged\n")
