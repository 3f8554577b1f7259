"""Golden feeds: the same bytes on every machine, in every zone, locale and order of hashing.

`pytest --update-golden` writes them anew; read the difference before it is committed. The version
of feedtool is an input, so it is fixed here. Of the daily news, which are long, the golden file has
the first and the last items, and the digest of all bytes.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import feedparser
import podcastparser
import pytest
from click.testing import Result
from daily_news import write_daily_news
from lxml import etree

from feedtool import build, load_show, validate
from feedtool.vocabulary import load_vocabulary

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ROOT = Path(__file__).resolve().parents[2]
VERSION = "1.2.3"
SHOWS = ["product-squad", "lighthouse", "daily-news"]
# What each feed claims to be ready for: it has no error there, and no warning but those named.
CLAIMS = ["rss", "apple", "podcast20", "psp1", "spotify", "youtube", "amazon", "podcastindex"]
PROGRAM = f"""
import sys
from feedtool import build, load_show
build(load_show(sys.argv[1]), version={VERSION!r})
"""


def copy(name: str, folder: Path) -> Path:
    """The sources of a show alone: no lock file, nothing built."""
    show = folder / name
    if name == "daily-news":
        write_daily_news(show, 1_000)
    else:
        ignore = shutil.ignore_patterns("public", ".feedtool", "feed.lock")
        shutil.copytree(ROOT / "feeds" / name, show, ignore=ignore)
    return show


def excerpt(feed: bytes) -> bytes:
    """A short feed whole; of a long one the channel, two items at each end, and the digest of all."""
    items = feed.split(b"    <item>\n")
    if len(items) < 100:
        return feed
    cut = f"<!-- {len(items) - 5} items; all bytes: sha256 {sha256(feed).hexdigest()} -->\n"
    return b"    <item>\n".join([*items[:3], cut.encode() + items[-2], items[-1]])


@pytest.fixture(scope="module", params=SHOWS)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    show = copy(request.param, tmp_path_factory.mktemp("golden"))
    build(load_show(show), version=VERSION)
    return request.param, show


def test_bytes_are_those_of_the_golden_feed(
    built: tuple[str, Path], request: pytest.FixtureRequest
) -> None:
    name, show = built
    golden = GOLDEN / name / "feed.xml"
    found = excerpt((show / "public" / "feed.xml").read_bytes())
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(found)
    assert found.decode() == golden.read_text("utf-8")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"},
        {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"},
    ],
    ids=["far east", "far west"],
)  # fmt: skip
def test_zone_locale_and_hash_seed_have_no_part(
    built: tuple[str, Path], tmp_path: Path, environment: dict[str, str]
) -> None:
    name, show = built
    again = copy(name, tmp_path)
    # Files in another order on the disk, with other dates.
    for path in sorted(again.rglob("*"), reverse=True):
        if path.is_file():
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)
            os.utime(path, (1_000_000_000, 1_000_000_000))
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(again)], env={**os.environ, **environment}, check=True
    )
    for path in show.joinpath("public").rglob("*"):
        if path.is_file() and path.suffix in (".xml", ".json", ".txt", ".html"):
            assert (again / path.relative_to(show)).read_bytes() == path.read_bytes(), path.name
    assert (again / "feed.lock").read_bytes() == (show / "feed.lock").read_bytes()


@pytest.mark.parametrize("profile", CLAIMS)
def test_feed_is_valid_where_it_claims_to_be(built: tuple[str, Path], profile: str) -> None:
    _, show = built
    report = validate(show / "public" / "feed.xml", profiles=[profile])
    assert [str(one) for one in report.findings if one.severity != "info"] == []


def test_a_built_feed_is_built_again_from_the_cache(
    run: Run, built: tuple[str, Path], tmp_path: Path
) -> None:
    name, _ = built
    show = copy(name, tmp_path)
    assert run("build", show).exit_code == 0
    feed = (show / "public" / "feed.xml").read_bytes()
    path = next(show.glob("episodes/*.md"))
    text = path.read_text("utf-8")
    path.write_text(text + "\nOne more line.\n", "utf-8")
    assert run("build", show).exit_code == 0
    changed = (show / "public" / "feed.xml").read_bytes()
    assert b"One more line." in changed
    shutil.rmtree(show / ".feedtool")
    assert run("build", show).output.endswith(", unchanged\n")
    path.write_text(text, "utf-8")
    assert run("build", show).exit_code == 0
    assert (show / "public" / "feed.xml").read_bytes() == feed


def test_other_readers_find_every_episode(built: tuple[str, Path]) -> None:
    _, folder = built
    show = load_show(folder)
    data = (folder / "public" / "feed.xml").read_bytes()
    # To make HTML harmless takes most of the time, and is not what is compared.
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo
    with (folder / "public" / "feed.xml").open("rb") as stream:
        podcast = podcastparser.parse(show.feed_url, stream)
    assert (feed.feed.title, podcast["title"]) == (show.title, show.title)
    by_date = sorted(show.episodes, key=lambda one: one.published)
    read = sorted(podcast["episodes"], key=lambda one: one["published"])
    assert [one["published"] for one in read] == [int(one.published.timestamp()) for one in by_date]
    assert sorted(entry.id for entry in feed.entries) == sorted(one["guid"] for one in read)
    for one, episode in zip(read, by_date, strict=True):
        assert episode.title in one["title"]
        assert one["enclosures"][0]["file_size"] > 0


def test_lighthouse_has_every_tag_of_apple_and_podcasting() -> None:
    """But those that would hide it, move it or claim it, and retired ones."""
    root = etree.parse(GOLDEN / "lighthouse" / "feed.xml").getroot()
    namespaces = {one.uri: one.prefix for one in load_vocabulary().namespaces.values()}
    there = {
        f"{namespaces.get(etree.QName(one).namespace or '', '')}:{etree.QName(one).localname}"
        for one in root.iter(etree.Element)
    }
    wanted = {
        element.name
        for element in load_vocabulary().elements.values()
        if element.namespace.prefix in ("itunes", "podcast") and not element.retired
    }
    assert sorted(wanted - there) == [
        "itunes:applepodcastsverify", "itunes:block", "itunes:new-feed-url",
    ]  # fmt: skip


def test_an_edit_shows_in_the_feed_and_nowhere_else(run: Run, tmp_path: Path) -> None:
    show = copy("daily-news", tmp_path)
    run("build", show)
    before = (show / "public" / "feed.xml").read_bytes().split(b"\n")
    path = show / "episodes" / "0500-news.md"
    path.write_text(re.sub(r"title: .*", "title: Another title", path.read_text("utf-8")), "utf-8")
    assert run("build", "--dry-run", show).output == (
        f"{show.as_posix()}/public/feed.xml: 1 episode with a new title: Another title - Ada Quay, Bo Lind\n"
    )
    run("build", show)
    after = (show / "public" / "feed.xml").read_bytes().split(b"\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        b"      <title>Another title - Ada Quay, Bo Lind</title>",
        b"      <itunes:title>Another title</itunes:title>",
    ]
