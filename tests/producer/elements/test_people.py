"""People: roles and groups, who stands in an item, pictures, and where a wrong one is told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

from feedtool import build, load_show
from feedtool.show.placeholder import make_cover

Run = Callable[..., Result]
PERSON = "{https://podcastindex.org/namespace/1.0}person"
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: UTC
owner: {email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
"""
PEOPLE = """\
mira: {name: Mira Holt, url: https://example.com/mira, picture: faces/mira.png}
bo: {name: Bo Lind}
noor: {name: Noor Haddad}
ole: {name: Ole Brandt}
"""
EPISODE = """\
---
title: Nets
published: 2024-03-01
audio: {url: https://example.com/1.mp3, length: 1000000, duration: 60}
"""
TEAM = (
    "hosts: [mira]\ncohosts: [bo]\ncrew: {Editor: noor, sound designer: [{name: Yuki Sato}, bo]}\n"
)
PICTURE = make_cover(20)


@pytest.fixture
def show(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "faces").mkdir()
    (tmp_path / "faces" / "mira.png").write_bytes(PICTURE)
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
    write(tmp_path)
    return tmp_path


def write(folder: Path, show: str = "", episode: str = "") -> None:
    (folder / "show.yaml").write_text(SHOW + show, "utf-8")
    (folder / "episodes" / "001-nets.md").write_text(f"{EPISODE}{episode}---\nNotes.\n", "utf-8")


def told(run: Run, folder: Path) -> list[str]:
    stderr = run("build", folder).stderr
    lines = stderr.replace(f"{folder.as_posix()}/", "").splitlines()
    return [line for line in lines if "not built" not in line]


def people(parent: etree._Element) -> list[str]:
    return [
        f"{one.text}, {one.get('role')} of {one.get('group')}" for one in parent.findall(PERSON)
    ]


TEAM_IN_FEED = [
    "Mira Holt, host of cast",
    "Bo Lind, co-host of cast",
    "Noor Haddad, editor of writing",
    "Yuki Sato, sound designer of audio post-production",
    "Bo Lind, sound designer of audio post-production",
]


@pytest.mark.parametrize(
    ("episode", "expected"),
    [
        # Who has nobody of its own has those of the channel.
        ("", []),
        ("guests: [ole]\n", [*TEAM_IN_FEED[:2], "Ole Brandt, guest of cast", *TEAM_IN_FEED[2:]]),
        ("cohosts: [ole]\n",
         [TEAM_IN_FEED[0], "Ole Brandt, co-host of cast", *TEAM_IN_FEED[2:]]),
        ("hosts: [ole]\ncohosts: []\n", ["Ole Brandt, host of cast", *TEAM_IN_FEED[2:]]),
        ("crew: {translator: ole}\n", [*TEAM_IN_FEED[:2], "Ole Brandt, translator of writing"]),
        ("crew: {Video Post-Production/editor: ole}\n",
         [*TEAM_IN_FEED[:2], "Ole Brandt, editor of video post-production"]),
    ],
)  # fmt: skip
def test_people_of_an_item_are_all_there(
    run: Run, show: Path, episode: str, expected: list[str]
) -> None:
    write(show, TEAM, episode)
    assert told(run, show) == []
    channel = etree.parse(show / "public" / "feed.xml").getroot().find("channel")
    assert people(channel) == TEAM_IN_FEED
    assert people(channel.find("item")) == expected


def test_picture_of_a_person_is_published_once(run: Run, show: Path) -> None:
    write(show, TEAM, "guests: [{name: Ole, picture: https://example.com/ole.jpg}]\n")
    assert told(run, show) == []
    root = etree.parse(show / "public" / "feed.xml").getroot()
    url = "https://example.com/people/mira.png"
    assert [one.get("img") for one in root.iter(PERSON) if one.get("img")] == [
        url, url, "https://example.com/ole.jpg",
    ]  # fmt: skip
    assert {one.get("href") for one in root.iter(PERSON) if one.text == "Mira Holt"} == {
        "https://example.com/mira"
    }
    (published,) = (show / "public" / "people").iterdir()
    assert (published.name, published.read_bytes()) == ("mira.png", PICTURE)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("crew: {edtor: bo}\n",
         '10:8: error: a key of crew is "edtor"; expected a role of the person taxonomy; did you '
         'mean "editor"? [unknown-role]'),
        ("crew:\n  editor: bo\n  chief of boats: ole\n",
         '12:3: error: a key of crew is "chief of boats"; expected a role of the person taxonomy, '
         "such as editor, producer or sound designer [unknown-role]"),
        ("crew: {editor: b}\n",
         '10:16: error: crew.editor is "b"; no person of that short name stands in people.yaml; '
         "write {name: …} or add it to people.yaml [unknown-person]"),
        ("crew: bo\n",
         '10:7: error: crew is "bo"; expected keys with values, e.g. {name: …} [bad-value]'),
        ("cohosts: [{name: Bo, picture: faces/bo.png}]\n",
         '10:22: error: picture is "faces/bo.png"; there is no such file in the show\'s folder '
         "[file-missing]"),
        ("cohosts: [{name: Bo, picture: ../bo.png}]\n",
         '10:22: error: picture is "../bo.png", outside the show\'s folder; copy the file into it '
         "[path-outside-show]"),
        ("cohosts: [{name: Bo, picture: show.yaml}]\n",
         '10:22: error: picture is "show.yaml"; it is a text file; save it as JPEG or PNG [bad-picture]'),
        ("cohosts: [{name: Bo, picture: ftp://example.com/bo.png}]\n",
         '10:31: error: cohosts.picture is "ftp://example.com/bo.png"; ftp: is for the '
         "transfer of files, which apps and browsers no longer do; expected an address that starts "
         "with https:// [bad-url]"),
    ],
)  # fmt: skip
def test_wrong_people_are_told_at_their_place(
    run: Run, show: Path, keys: str, message: str
) -> None:
    write(show, keys)
    assert told(run, show) == [f"show.yaml:{message}"]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ("mira:\n  name: Mira\n  picture: faces/x.png\n",
         '3:3: error: picture is "faces/x.png"; there is no such file in the show\'s folder '
         "[file-missing]"),
        ("mira:\n  name: Mira\n  picture: people.yaml\n",
         '3:3: error: picture is "people.yaml"; it is a text file; save it as JPEG or PNG [bad-picture]'),
        # The feed has it twice, the source once.
        ("mira:\n  name: Mira\n  url: http://example.com/mira\n",
         '3:8: warning: href of podcast:person is "http://example.com/mira"; '),
    ],
)  # fmt: skip
def test_people_of_people_yaml_are_mended_there(
    run: Run, show: Path, people: str, message: str
) -> None:
    (show / "people.yaml").write_text(people + "ole: {name: Ole}\n", "utf-8")
    write(show, "hosts: [mira]\n", "guests: [ole]\n")
    (line,) = told(run, show)
    assert line.startswith(f"people.yaml:{message}")


def test_somebody_twice_in_one_role_is_told_in_the_feed(show: Path) -> None:
    write(show, "author: Mira\ncrew:\n  editor: [{name: Yuki}]\n  writing/editor: [{name: Yuki}]\n")
    (finding,) = [one for one in build(load_show(show)).findings if one.rule == "person-repeated"]
    assert str(finding).startswith(
        f'{show.as_posix()}/public/feed.xml:26:5: info: podcast:person names "Yuki" as editor a second time; the first is on line 25'
    )


def test_two_pictures_of_one_name_are_an_error(run: Run, show: Path) -> None:
    (show / "mira.png").write_bytes(make_cover(30))
    write(show, "hosts: [mira]\n", "guests: [{name: Mira Sand, picture: mira.png}]\n")
    (line,) = told(run, show)
    assert "two different files would be published as people/mira.png; rename one" in line


def test_people_lists_everybody(run: Run, show: Path) -> None:
    write(show, TEAM, "cohosts: []\n")
    text = EPISODE.replace("2024-03-01", "2024-03-08") + "guests: [noor]\n---\nNotes.\n"
    (show / "episodes" / "002-buoys.md").write_text(text, "utf-8")
    result = run("people", show)
    assert result.output == (
        "name         role            episodes  first       last        which\n"
        "Bo Lind      sound designer  2         2024-03-01  2024-03-08  001-nets, 002-buoys\n"
        "Mira Holt    host            2         2024-03-01  2024-03-08  001-nets, 002-buoys\n"
        "Noor Haddad  editor          2         2024-03-01  2024-03-08  001-nets, 002-buoys\n"
        "Yuki Sato    sound designer  2         2024-03-01  2024-03-08  001-nets, 002-buoys\n"
        "Bo Lind      co-host         1         2024-03-08  2024-03-08  002-buoys\n"
        "Noor Haddad  guest           1         2024-03-08  2024-03-08  002-buoys\n"
        "Ole Brandt                   0\n"
    )
    rows = json.loads(run("people", show, "--format", "json").output)["people"]
    assert rows[-1] == {
        "name": "Ole Brandt", "role": None, "episodes": 0, "first": None, "last": None, "which": [],
    }  # fmt: skip
