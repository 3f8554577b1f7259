"""What is wrong with a show made in Python is told by names: there are no lines."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from feedtool import Episode, Show, SourceError, build, read_show
from feedtool.show.episode_files import Audio

AT = datetime(2024, 4, 1, tzinfo=UTC)
AUDIO = {"url": "https://example.com/1.mp3", "length": 1000, "duration": 60}
NO_FOLDER = "a show without a folder can name no files; give a URL [file-missing]"
NO_FILE = "there is no such file in the show's folder [file-missing]"
SHOW, EPISODE = 'the show "Harbour Notes": error: ', 'the episode "Nets": error: '


def make(show: dict[str, Any], episode: dict[str, Any]) -> Show:
    episodes = [Episode(**{"title": "Nets", "published": AT, "audio": AUDIO, **episode})]
    keys = {
        "title": "Harbour Notes", "link": "https://example.com/", "language": "en",
        "feed_url": "https://example.com/feed.xml", "description": "Talks about small ports.",
        "categories": ["Arts"], "artwork": "https://example.com/cover.jpg",
        "owner": {"email": "ed@example.com"}, "hosts": [{"name": "Mira Holt"}], **show,
    }  # fmt: skip
    return Show(episodes=episodes, **keys)


@pytest.mark.parametrize(
    ("show", "episode", "says"),
    [
        ({"artwork": "cover.jpg"}, {}, f'{SHOW}artwork is "cover.jpg"; {NO_FOLDER}'),
        ({"hosts": [{"name": "Mira", "picture": "m.jpg"}]}, {}, f'{SHOW}picture is "m.jpg"; {NO_FOLDER}'),
        ({}, {"artwork": "nets.jpg"}, f'{EPISODE}artwork is "nets.jpg"; {NO_FOLDER}'),
        ({}, {"audio": {"file": "1.mp3"}}, f'{EPISODE}audio is "1.mp3"; {NO_FOLDER}'),
        ({}, {"transcript": [{"file": "1.txt"}]}, f'{EPISODE}transcript is "1.txt"; {NO_FOLDER}'),
        ({}, {"chapters": {"file": "1.json"}}, f'{EPISODE}chapters is "1.json"; {NO_FOLDER}'),
        ({}, {"notes": "![A net](net.jpg)"},
         f'{EPISODE}the picture "net.jpg" is a file, and the show has no folder; write its URL [bad-picture]'),
        ({}, {"audio": {"file": "1.mp3", "length": 5}},
         f"{EPISODE}audio has length beside file; the file is measured: remove length [bad-value]"),
        ({"title_format": "{nope}"}, {}, f'{SHOW}title_format has "'),
        ({}, {"elements": {"nope": 1}}, f'{EPISODE}'),
        ({"folder": True, "artwork": "cover.jpg"}, {}, f'{SHOW}artwork is "cover.jpg"; {NO_FILE}'),
        ({"folder": True}, {"audio": {"file": "1.mp3"}},
         f'{EPISODE}audio is "1.mp3"; there is no such file under audio/ [file-missing]'),
    ],
)  # fmt: skip
def test_faults_name_the_show_or_the_episode(
    tmp_path: Path, show: dict[str, Any], episode: dict[str, Any], says: str
) -> None:
    folder = {"folder": tmp_path} if show.pop("folder", False) else {}
    with pytest.raises(SourceError) as caught:
        build(make({**show, **folder}, episode), at=AT)
    (finding,) = caught.value.findings
    assert str(finding).startswith(says)
    assert (finding.line, finding.column) == (None, None)


def test_findings_of_the_feed_name_them_as_well() -> None:
    made = make({}, {"audio": {**AUDIO, "type": "audio/wav"}})
    (finding,) = [one for one in build(made, at=AT).findings if "type" in one.rule]
    assert str(finding) == (
        'the episode "Nets": warning: type of enclosure is "audio/wav", but the file ends in .mp3; '
        'expected "audio/mpeg" [enclosure-type-mismatch]'
    )


def test_a_feed_does_not_change_what_belongs_to_the_whole_show() -> None:
    plus = make({"feed_url": "https://example.com/plus.xml", "hosting": "netlify"}, {})
    with pytest.raises(SourceError) as caught:
        build(make({"feeds": {"plus": plus}}, {}), at=AT)
    assert str(caught.value) == (
        f'{SHOW}"hosting" belongs to the whole show; move it up, out of feeds.plus '
        "[key-of-whole-show]"
    )


def test_two_episodes_with_one_guid_are_refused_even_on_different_pages() -> None:
    show = make({"limit": 1, "older": "pages"}, {"guid": "n-1"})
    other = show.episodes[0].model_copy(update={"slug": "ropes", "title": "Ropes"})
    show = show.model_copy(update={"episodes": [*show.episodes, other]})
    with pytest.raises(SourceError) as caught:
        build(show, at=AT)
    (finding,) = caught.value.findings
    assert finding.message == f'guid is "n-1", as in {show.episodes[0].slug}; change one'
    assert finding.file == 'the episode "Ropes"'


def test_an_episode_tells_what_is_wrong_with_it_and_no_more() -> None:
    with pytest.raises(ValidationError) as caught:
        Episode(published=AT, audio=AUDIO)
    assert [error["loc"] for error in caught.value.errors()] == [("title",)]
    named = Episode(title="Nets and ropes", number=3, published=AT, audio=AUDIO)
    assert named.slug == "003-nets-and-ropes"


@pytest.mark.parametrize("audio", [AUDIO, {"url": "https://example.com/1.mp3"}])
def test_a_feed_without_a_link_is_refused_for_it_alone(audio: dict[str, Any]) -> None:
    feed = build(make({}, {}), at=AT).xml.replace(b"<link>https://example.com/</link>", b"")
    read = read_show(feed)
    episodes = [read.episodes[0].model_copy(update={"audio": Audio(**audio)})]
    with pytest.raises(SourceError) as caught:
        build(read.model_copy(update={"episodes": episodes}), at=AT)
    assert str(caught.value.findings[-1]) == (
        f"{SHOW}link is empty; expected an absolute URL, e.g. https://example.com/1 [empty-value]"
    )
