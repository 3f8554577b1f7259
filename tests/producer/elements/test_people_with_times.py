"""Hosts and crew with a time: who stands in which item, in the channel and in `feedtool people`."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

from feedtool import build, load_show
from feedtool.show.person import TimedPerson

Run = Callable[..., Result]
PERSON = "{https://podcastindex.org/namespace/1.0}person"
AUTHOR = "{http://www.itunes.com/dtds/podcast-1.0.dtd}author"
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: Europe/Paris
owner: {email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
"""
PEOPLE = """\
mira: {name: Mira Holt, url: https://example.com/mira}
bo: {name: Bo Lind}
noor: {name: Noor Haddad}
"""
DAYS = ["2024-04-30", "2024-05-31T23:30", "2024-06-01T00:30", "2025-01-01"]
FIRST_KEY = len(SHOW.splitlines()) + 1


@pytest.fixture
def show(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
    return tmp_path


def write(folder: Path, keys: str, *days: str, episode: str = "") -> None:
    (folder / "show.yaml").write_text(SHOW + keys, "utf-8")
    for number, day in enumerate(days, 1):
        matter = (
            f"title: Part {number}\npublished: {day}\n{episode}"
            f"audio: {{url: 'https://example.com/{number}.mp3', length: 1000000, duration: 60}}\n"
        )
        path = folder / "episodes" / f"00{number}.md"
        path.write_text(f"---\n{matter}---\nNotes.\n", "utf-8")


def told(run: Run, folder: Path) -> list[str]:
    stderr = run("build", folder).stderr
    lines = stderr.replace(f"{folder.as_posix()}/", "").splitlines()
    return [line for line in lines if "not built" not in line]


def read(folder: Path) -> tuple[list[str], list[list[str]]]:
    """The names in the channel, and those in each item, the oldest first."""
    channel = etree.parse(folder / "public" / "feed.xml").getroot().find("channel")
    items = reversed(channel.findall("item"))
    return _names(channel), [_names(item) for item in items]


def _names(parent: etree._Element) -> list[str]:
    return [f"{one.text}, {one.get('role')}" for one in parent.findall(PERSON)]


M, B, N = "Mira Holt, host", "Bo Lind, host", "Noor Haddad, editor"
HANDOVER = "hosts: [{person: mira, until: 2024-05}, {person: bo, since: 2024-06}]\n"


@pytest.mark.parametrize(
    ("keys", "channel", "items"),
    [
        (HANDOVER, [B], [[M], [M], [B], [B]]),
        ("hosts: [mira, {person: bo, since: 2024-06}]\n", [M, B], [[M], [M], [M, B], [M, B]]),
        ("hosts: [mira, {name: Bo Lind, since: 2024-06-02}]\n", [M, B], [[M], [M], [M], [M, B]]),
        ("hosts: [{person: mira, until: 2024}, {person: bo, since: 2025}]\n", [B], [[M], [M], [M], [B]]),
        ("hosts: [{person: {name: Bo Lind}, until: 2024-05-31}, mira]\n", [M],
         [[B, M], [B, M], [M], [M]]),
        ("hosts: [{person: mira, until: 2024-04}, bo, {person: mira, since: 2025}]\n", [B, M],
         [[M, B], [B], [B], [B, M]]),
        ("hosts: mira\ncrew: {editor: {person: noor, since: 2024-06}}\n", [M, N],
         [[M], [M], [M, N], [M, N]]),
        ("hosts: mira\ncohosts: [{person: bo, until: 2024-05}]\n", [M],
         [[M, "Bo Lind, co-host"], [M, "Bo Lind, co-host"], [M], [M]]),
        # Without a time all is as it was.
        ("hosts: [mira]\n", [M], [[], [], [], []]),
        ("hosts: [{person: mira}]\n", [M], [[], [], [], []]),
    ],
)  # fmt: skip
def test_each_episode_has_the_people_of_its_time(
    run: Run, show: Path, keys: str, channel: list[str], items: list[list[str]]
) -> None:
    write(show, keys, *DAYS)
    assert told(run, show) == []
    assert read(show) == (channel, items)


def test_guest_comes_beside_the_hosts_of_the_time(run: Run, show: Path) -> None:
    write(show, HANDOVER, *DAYS, episode="guests: [noor]\n")
    assert told(run, show) == []
    guest = "Noor Haddad, guest"
    assert read(show)[1] == [[M, guest], [M, guest], [B, guest], [B, guest]]


def test_episode_that_names_its_hosts_has_those(run: Run, show: Path) -> None:
    write(show, HANDOVER, *DAYS, episode="hosts: [noor]\n")
    assert told(run, show) == []
    assert read(show)[1] == [["Noor Haddad, host"]] * 4


def test_channel_has_the_hosts_of_its_newest_episode(run: Run, show: Path) -> None:
    for count, host in enumerate([M, M, B, B], 1):
        write(show, HANDOVER, *DAYS[:count])
        assert told(run, show) == []
        assert read(show)[0] == [host]
        root = etree.parse(show / "public" / "feed.xml").getroot()
        assert root.findtext(f"channel/{AUTHOR}") == host.partition(",")[0]


def test_new_episode_changes_no_older_item(run: Run, show: Path) -> None:
    write(show, HANDOVER, *DAYS[:2])
    assert told(run, show) == []
    before = (show / "public" / "feed.xml").read_bytes().split(b"<item>")[1:]
    write(show, HANDOVER, *DAYS)
    assert told(run, show) == []
    after = (show / "public" / "feed.xml").read_bytes().split(b"<item>")[1:]
    assert after[2].strip() == before[0].strip()
    assert after[3].partition(b"</item>")[0] == before[1].partition(b"</item>")[0]


def test_scheduled_episode_brings_no_new_host(run: Run, show: Path) -> None:
    write(show, HANDOVER, *DAYS)
    assert run("build", show, "--at", "2024-06-01T00:00+02:00").exit_code == 0
    assert read(show) == ([M], [[M], [M]])


def test_show_without_episodes_has_those_whose_time_is_open(show: Path) -> None:
    write(show, HANDOVER)
    feed = build(load_show(show), write=False).feeds[0].data
    assert _names(etree.fromstring(feed).find("channel")) == [B]


def test_other_feed_has_the_hosts_of_its_own_newest_episode(run: Run, show: Path) -> None:
    write(show, f"{HANDOVER}feeds: {{early: {{only: {{tags: early}}}}}}\n", *DAYS)
    path = show / "episodes" / "001.md"
    path.write_text(path.read_text("utf-8").replace("title:", "tags: [early]\ntitle:", 1), "utf-8")
    assert told(run, show) == []
    root = etree.parse(show / "public" / "early.xml").getroot()
    assert _names(root.find("channel")) == [M]
    assert read(show)[0] == [B]


def test_live_item_has_the_hosts_of_its_start(run: Run, show: Path) -> None:
    live = (
        "live_items: {title: Live, status: ended, start: 2024-05-31T20:00, end: 2024-05-31T21:00,\n"
        "  audio: {url: 'https://example.com/s', type: audio/mpeg},\n"
        "  content_links: {href: 'https://example.com/live', text: Watch}}\n"
    )
    write(show, HANDOVER + live, *DAYS)
    assert told(run, show) == []
    (item,) = etree.parse(show / "public" / "feed.xml").iter(
        "{https://podcastindex.org/namespace/1.0}liveItem"
    )
    assert _names(item) == [M]


def test_people_counts_the_episodes_of_each_time(run: Run, show: Path) -> None:
    write(show, HANDOVER, *DAYS)
    rows = json.loads(run("people", show, "--format", "json").output)["people"]
    assert [(one["name"], one["which"]) for one in rows] == [
        ("Bo Lind", ["003", "004"]), ("Mira Holt", ["001", "002"]), ("Noor Haddad", []),
    ]  # fmt: skip


def test_episodes_of_nobody_are_told_once(run: Run, show: Path) -> None:
    write(show, "hosts:\n- {person: mira, until: 2024-04}\n- {person: bo, since: 2025}\n", *DAYS)
    assert told(run, show) == [
        f"show.yaml:{FIRST_KEY + 1}:3: warning: nobody takes part at the time of episodes/002.md, "
        "episodes/003.md, where apps show the people of the newest episode; correct since and until, "
        "or name the hosts in the episode [people-gap]"
    ]


def test_key_beside_a_short_name_replaces_that_of_the_person(run: Run, show: Path) -> None:
    keys = "hosts: [{person: mira, url: https://example.com/mira-holt, since: 2024-04}]\n"
    write(show, keys, *DAYS)
    assert told(run, show) == []
    root = etree.parse(show / "public" / "feed.xml").getroot()
    assert {one.get("href") for one in root.iter(PERSON)} == {"https://example.com/mira-holt"}
    assert {one.text for one in root.iter(PERSON)} == {"Mira Holt"}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("hosts: [{person: mira, until: 2024-13}]\n",
         '0:31: error: hosts.until is "2024-13"; there is no such date (month must be in 1..12) [bad-date]'),
        ("hosts: [{person: mira, until: May 2024}]\n",
         '0:31: error: hosts.until is "May 2024"; expected a day, a month or a year, e.g. 2024-05-31, '
         "2024-05 or 2024 [bad-date]"),
        ("hosts:\n  - person: mira\n    since: 31.05.2024\n",
         '2:12: error: hosts.since is "31.05.2024"; expected a day, a month or a year; write 2024-05-31 '
         "[bad-date]"),
        ("hosts: {person: mira, until: 2024-5}\n",
         '0:30: error: hosts.until is "2024-5"; expected a day, a month or a year, e.g. 2024-05-31, 2024-05 or '
         "2024 [bad-date]"),
        ("hosts: [{person: mira, since: 2024-06, until: 2024-05-31}]\n",
         '0:47: error: hosts.until is "2024-05-31"; expected a time from 2024-06 on, since when the person '
         "takes part [until-before-since]"),
        ("crew: {editor: [{name: Bo, since: 2024, until: 2023}]}\n",
         '0:48: error: crew.editor.until is "2023"; expected a time from 2024 on, since when the person takes '
         "part [until-before-since]"),
        ("hosts: [{person: mirra, until: 2024}]\n",
         '0:18: error: hosts.person is "mirra"; no person of that short name stands in people.yaml; did you '
         'mean mira? [unknown-person]'),
        ("hosts: [{person: mira, from: 2024}]\n",
         '0:24: error: "from" is not a key of a person; did you mean "since"? [unknown-key]'),
        ("hosts: [{name: Bo, till: 2024}]\n",
         '0:20: error: "till" is not a key of a person; did you mean "until"? [unknown-key]'),
        ("hosts: [{until: 2024}]\n",
         '0:9: error: "name" is missing; add the person\'s name [missing-key]'),
        ("hosts: [{person: mira, picture: x.png, since: 2024}]\n",
         '0:24: error: picture is "x.png"; there is no such file in the show\'s folder [file-missing]'),
    ],
)  # fmt: skip
def test_wrong_times_are_told_at_their_place(run: Run, show: Path, keys: str, message: str) -> None:
    write(show, keys, *DAYS)
    line, rest = message.split(":", 1)
    assert told(run, show) == [f"show.yaml:{FIRST_KEY + int(line)}:{rest}"]


NOT_HERE = (
    'error: "until" is not a key of a person here; people have times in show.yaml, e.g. hosts: '
    "[{person: mira, until: 2024-05}] [unknown-key]"
)


def test_time_elsewhere_is_told_to_belong_to_the_show(run: Run, show: Path) -> None:
    (show / "people.yaml").write_text("bo: {name: Bo, until: 2024}\n", "utf-8")
    write(show, "", DAYS[0], episode="hosts: [{name: Bo, until: 2024}]\n")
    assert told(run, show) == [
        f"episodes/001.md:4:20: {NOT_HERE}",
        f"people.yaml:1:16: {NOT_HERE}",
    ]


@pytest.mark.parametrize(
    ("since", "until", "day", "there"),
    [
        ("2024-05", "2024-05", "2024-05-01", True),
        ("2024-05", "2024-05", "2024-05-31", True),
        ("2024-05", "2024-05", "2024-06-01", False),
        ("2024-05-02", None, "2024-05-01", False),
        (None, "2024", "2024-12-31", True),
        (None, "2024", "2025-01-01", False),
        (None, "2024", None, False),
        ("2024", None, None, True),
    ],
)
def test_both_ends_are_in_the_time(
    since: str | None, until: str | None, day: str | None, there: bool
) -> None:
    person = TimedPerson(name="Bo Lind", since=since, until=until)
    assert person.takes_part(date.fromisoformat(day) if day else None) is there
