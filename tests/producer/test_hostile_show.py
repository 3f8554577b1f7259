"""Shows whose files were made to do harm: each is told at its place, in little time and memory."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from harmful_files import RESTORE, make_huge, make_link, make_pipe, told, write_cover
from shows import set_keys, write_episode

from feedtool.findings.report import SourceError
from feedtool.producer.build import build
from feedtool.show.episode_files import Audio
from feedtool.show.model import Choice, Episode, Owner, Show

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def show(small_show: Path) -> Path:
    return small_show


ODD_FILES = {
    "a lock that is a pipe": (
        "feed.lock", make_pipe,
        f"feed.lock:1:1: error: the lock file cannot be read (it is not a normal file){RESTORE}",
    ),
    "a lock that is a folder": (
        "feed.lock", Path.mkdir,
        f"feed.lock:1:1: error: the lock file cannot be read (it is not a normal file){RESTORE}",
    ),
    "a lock that is a link": (
        "feed.lock", make_link,
        f"feed.lock:1:1: error: the lock file cannot be read (it is a link){RESTORE}",
    ),
    "a lock of 6 GB": (
        "feed.lock", make_huge,
        f"feed.lock:1:1: error: the lock file cannot be read (it has more than 20 MB){RESTORE}",
    ),
    "an episode that is a pipe": (
        "episodes/2-pipe.md", make_pipe,
        "episodes/2-pipe.md:1:1: error: episodes/2-pipe.md cannot be read (it is not a normal file) "
        "[unreadable]",
    ),
    "people that are a pipe": (
        "people.yaml", make_pipe,
        "people.yaml:1:1: error: people.yaml cannot be read (it is not a normal file) [unreadable]",
    ),
    "an episode of 6 GB": (
        "episodes/2-huge.md", make_huge,
        "episodes/2-huge.md:1:1: error: the file is larger than 1,000,000 bytes [bad-yaml]",
    ),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes")
@pytest.mark.parametrize("case", ODD_FILES)
def test_files_without_an_end_are_told(run: Run, show: Path, case: str) -> None:
    name, make, says = ODD_FILES[case]
    path = show / name
    path.unlink(missing_ok=True)
    make(path)
    assert told(run, show)[0] == says


@pytest.mark.parametrize("sizes", ["", "artwork_sizes: [600]\n"])
def test_broken_artwork_is_told_before_anything_is_written(
    run: Run, show: Path, sizes: str
) -> None:
    line = set_keys(show, f"artwork: art/cover.png\n{sizes}")
    write_cover(show / "art" / "cover.png", broken=True)
    before = sorted(show.rglob("public/*"))
    says = 'artwork is "art/cover.png"; it is damaged; save it again [bad-artwork]'
    for _ in range(2):
        assert told(run, show)[0] == f"show.yaml:{line}:1: error: {says}"
    assert sorted(show.rglob("public/*")) == before
    write_cover(show / "art" / "cover.png")
    assert told(run, show)[0] == "exit code 0"


def test_artwork_of_6_gb_is_told(run: Run, show: Path) -> None:
    line = set_keys(show, "artwork: cover.png")
    make_huge(show / "cover.png")
    says = 'artwork is "cover.png"; it has more than 50 MB; make it a smaller file [bad-artwork]'
    assert told(run, show)[0] == f"show.yaml:{line}:1: error: {says}"


CHAPTERS = {
    "nested": (lambda path: path.write_text("[" * 200_000), "it is no JSON: "),
    "huge": (make_huge, "it cannot be read (it has more than 5 MB)"),
    "an endless number": (lambda path: path.write_text("9" * 5000), "it is no JSON: "),
}


@pytest.mark.parametrize("case", CHAPTERS)
def test_chapters_without_an_end_are_told(run: Run, show: Path, case: str) -> None:
    make, says = CHAPTERS[case]
    make(show / "c.json")
    write_episode(show, "1-ropes", "published: 2024-03-09\nchapters: c.json\n")
    start = f'episodes/1-ropes.md:5:1: error: chapters is "c.json"; {says}'
    assert told(run, show)[0].startswith(start)


KEYS = {
    "markup not closed": (
        'spotify: {limit: {xml: "<b>"}}', "bad-xml", "spotify.limit.xml", "is not well-formed XML",
    ),
    "text beside markup": (
        'spotify: {limit: {xml: "t <a/>"}}', "bad-xml", "spotify.limit.xml",
        "text stands beside the elements",
    ),
    "an attribute with a blank": (
        'rawvoice: {subscribe: {"a b": x}}', "bad-value", "rawvoice.subscribe.a b",
        "expected the name of an attribute",
    ),
    "an attribute of no namespace": (
        'rawvoice: {subscribe: {"foo:bar": x}}', "bad-value", "rawvoice.subscribe.foo:bar",
        "expected the name of an attribute",
    ),
    "an attribute without a name": (
        'rawvoice: {subscribe: {"": x}}', "bad-value", "rawvoice.subscribe.",
        "expected the name of an attribute",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEYS)
def test_keys_that_no_xml_can_hold_are_told(run: Run, show: Path, case: str) -> None:
    keys, rule, key, says = KEYS[case]
    line = set_keys(show, keys)
    (found, _) = told(run, show)
    assert found.startswith(f"show.yaml:{line}:")
    assert f'"{key}"' in found
    assert says in found
    assert found.endswith(f"[{rule}]")


def test_keys_that_xml_can_hold_are_taken(run: Run, show: Path) -> None:
    set_keys(show, 'rawvoice: {subscribe: {feed: "https://example.com/f", x-y: z}}')
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    assert 'x-y="z"' in (show / "public" / "feed.xml").read_text("utf-8")


def test_long_content_that_stands_in_extra_is_told(run: Run, show: Path) -> None:
    words = "word " * 3000
    keys = f"published: 2024-03-09\nextra: '<content:encoded>{words}</content:encoded>'\n"
    write_episode(show, "1-ropes", keys).write_text(
        f"---\ntitle: Ropes\n{keys}audio: {{url: https://example.com/1.mp3, length: 9, "
        "duration: 60}\n---\n",
        "utf-8",
    )
    run("build", show)  # no traceback


def test_a_long_file_name_of_an_episode_is_told(run: Run, show: Path) -> None:
    name = "x" * 248
    write_episode(show, name, "published: 2024-03-09\n")
    assert told(run, show)[0] == (
        f"episodes/{name}.md:1:1: error: the file name has 251 characters; use at most 200 "
        "[bad-file-name]"
    )
    (show / "episodes" / f"{name}.md").unlink()
    write_episode(show, "x" * 200, "published: 2024-03-09\n")
    assert told(run, show) == ["exit code 0"]


# 10,000 are enough: to compare each with each other, or with all names, takes many times as long.
MANY = {
    "people": ("people.yaml", "".join(f"p{n}: {{name: x}}\n" for n in range(10_000)), ""),
    "feeds": ("show.yaml", "feeds:\n" + "".join(f"  f{n}: {{}}\n" for n in range(3000)),
              "feeds has 3,000 feeds; expected 100 at the most [bad-value]"),
    "unknown keys": ("show.yaml", "".join(f"zq{n}z: 1\n" for n in range(10_000)), "[unknown-key]"),
    "unknown keys of an element": (
        "show.yaml", "podroll:\n" + "".join(f" - {{zq{n}z: 1}}\n" for n in range(10_000)),
        "[unknown-key]",
    ),
    "unknown people": (
        "show.yaml", "cohosts:\n" + "".join(f" - zq{n}z\n" for n in range(10_000)),
        "[unknown-person]",
    ),
    "unknown roles": (
        "show.yaml", "crew:\n" + "".join(f" zq{n}z: x\n" for n in range(10_000)), "[unknown-role]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MANY)
def test_many_faults_are_told(run: Run, show: Path, case: str) -> None:
    file, text, says = MANY[case]
    path = show / file
    path.write_text((path.read_text("utf-8") if file == "show.yaml" else "") + text, "utf-8")
    lines = told(run, show)
    assert any(says in line for line in lines)


def test_many_missing_pictures_in_notes(run: Run, show: Path) -> None:
    path = write_episode(show, "1-ropes", "published: 2024-03-09\n")
    text = path.read_text("utf-8")
    # To look for the place of each of 9,000 would take minutes, since each look reads all notes.
    path.write_text(text + "".join(f"![]({n}.png)\n" for n in range(9_000)), "utf-8")
    assert told(run, show)[1].startswith("episodes/1-ropes.md:8:5: error: the picture ")


def test_a_proposal_is_still_made_for_the_first_faults(run: Run, show: Path) -> None:
    set_keys(show, "funding_: x")
    assert 'did you mean "funding"?' in told(run, show)[0]


@pytest.mark.parametrize("flag", ["true", "True", "TRUE", "yes", "Yes"])
def test_a_draft_may_lack_date_and_audio_however_it_is_said(
    run: Run, show: Path, flag: str
) -> None:
    number = "9" * 5000
    path = show / "episodes" / "2-draft.md"
    path.write_text(f"---\ntitle: Nets\ndraft: {flag}\n---\n")
    assert told(run, show) == ["exit code 0"]
    assert "draft  " in run("show", show).stdout
    path.write_text(f"---\ntitle: Nets\ndraft: {flag}\nnumber: {number}\n---\n")
    run("show", show)  # no traceback


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (f"feeds: {{{'a' * 300}: {{}}}}", "expected at most 200 characters [bad-feed-name]"),
        (f"limit: {'9' * 5000}", '…"; expected a smaller number [bad-value]'),
    ],
    ids=lambda text: text[:30],
)
def test_values_of_show_yaml_that_no_feed_can_have(
    run: Run, show: Path, keys: str, says: str
) -> None:
    line = set_keys(show, keys)
    lines = told(run, show)
    assert lines[0].startswith(f"show.yaml:{line}:")
    assert lines[0].endswith(says)


def test_items_in_extra_of_the_show_are_told(run: Run, show: Path) -> None:
    set_keys(show, "extra: ['<item><title>x</title></item>', '<item/>']")
    assert "exit code 0" not in told(run, show)


def python_show(**episode: object) -> Show:
    made = Episode(
        title="Ropes", published=datetime(2024, 3, 9, tzinfo=UTC),
        audio=Audio(url="https://media.example.com/1.mp3", length=1000, duration=60), **episode,
    )  # fmt: skip
    return Show(
        title="Harbour", link="https://example.com/", feed_url="https://example.com/feed.xml",
        description="Ports.", language="en", categories=["Technology"],
        artwork="https://example.com/cover.png", owner=Owner(email="ed@example.com"),
        episodes=[made], only=Choice(tags=["x"]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("episode", "rule"),
    [
        ({"slug": "\ud800"}, "bad-file-name"),
        ({"slug": "../../x"}, "bad-file-name"),
        ({"slug": "x" * 201}, "bad-file-name"),
    ],
)
def test_wrong_episodes_made_in_python_are_told(episode: dict[str, object], rule: str) -> None:
    with pytest.raises(SourceError) as caught:
        build(python_show(**episode))
    assert [one.rule for one in caught.value.findings] == [rule]
    assert str(caught.value).isprintable()


def test_tags_of_another_form_are_no_tags() -> None:
    """The episode is not chosen, so that nobody looks at its other keys."""
    assert build(python_show(elements={"tags": {"a": 1}})).feeds[0].episodes == 0
