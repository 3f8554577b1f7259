"""The sources of a show are fixed: the values at fault, and no other byte."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import put_keys

from feedtool.fixing import show as show_fixing
from feedtool.fixing.show import FixOptions, fix_show
from feedtool.validator.validate import DEFAULT_PROFILES
from feedtool.vocabulary import load_rules

Run = Callable[..., Result]
SHOW = """\
# My show
title: 'Harbour Notes'   # the name
link: https://example.com/
feed_url: https://example.com/feed.xml
description: >-
  Talks about small ports,
  and tides.
language: en
categories: [Technology]
artwork: https://example.com/cover.png
author: Mira Holt
owner: {email: mira@example.com}
explicit: false
"""
EPISODE = """\
---
title: "Of tides"
published: 2024-03-09T06:00:00+00:00   # a Saturday
guid: harbour-0001
audio: {url: 'https://media.example.com/001.mp3', length: 10000000, duration: 600}
---
Notes.
"""


def make_show(
    tmp_path: Path, changes: dict[str, str], episode: dict[str, str] | None = None
) -> Path:
    show, front = SHOW, EPISODE
    for old, new in changes.items():
        assert old in show
        show = show.replace(old, new)
    for old, new in (episode or {}).items():
        assert old in front
        front = front.replace(old, new)
    folder = tmp_path / "show"
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_bytes(show.encode())
    (folder / "episodes" / "001-tides.md").write_bytes(front.encode())
    return folder


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """Return the lines that go and come, each with its sign."""
    lines = difflib.ndiff(*(one.decode().splitlines(keepends=True) for one in (before, after)))
    return [one.rstrip("\n") for one in lines if one[0] in "+-"]


def mend(folder: Path, *, unsafe: bool = False, profiles: tuple[str, ...] = DEFAULT_PROFILES):
    return fix_show(str(folder), FixOptions(profiles, unsafe=unsafe))


def check_fixed(folder: Path, file: str, wanted: list[str], *, unsafe: bool = False) -> None:
    outcome = mend(folder, unsafe=unsafe)
    changes = {Path(one.path).relative_to(folder).as_posix(): one for one in outcome.files}
    assert list(changes) == [file]
    assert changed_lines(changes[file].before, changes[file].after) == wanted
    assert (folder / file).read_bytes() == changes[file].before
    (folder / file).write_bytes(changes[file].after)
    again = mend(folder, unsafe=unsafe)
    assert not again.files
    assert again.left == outcome.left


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("explicit: false", "explicit: clean", "explicit: clean", "explicit: false"),
        ("explicit: false", "explicit: 'Explicit'", "explicit: 'Explicit'", "explicit: 'true'"),
        ("language: en", "language: en_us # ours", "language: en_us # ours",
         "language: en-US # ours"),
        ("language: en", 'language: "English"', 'language: "English"', 'language: "en"'),
        ("language: en", "language: iw", "language: iw", "language: he"),
        ("[Technology]", "[technology, Society and Culture]",
         "categories: [technology, Society and Culture]",
         "categories: [Technology, Society & Culture]"),
        ("link: https://example.com/", "link:   'https://example.com/a b'  #",
         "link:   'https://example.com/a b'  #", "link:   'https://example.com/a%20b'  #"),
        ("link: https://example.com/", "link: http:/example.com/", "link: http:/example.com/",
         "link: http://example.com/"),
        ("{email: mira@example.com}", "{email: Mira Holt <mira@example.com>}",
         "owner: {email: Mira Holt <mira@example.com>}", "owner: {email: mira@example.com}"),
        ("explicit: false", "timezone: europe/paris", "timezone: europe/paris",
         "timezone: Europe/Paris"),
        ("explicit: false", "type: Serial", "type: Serial", "type: serial"),
        ("explicit: false", "copyRight: Mira", "copyRight: Mira", "copyright: Mira"),
    ],
)  # fmt: skip
def test_value_of_a_show_is_fixed_in_its_line(
    tmp_path: Path, old: str, new: str, wrong: str, right: str
) -> None:
    folder = make_show(tmp_path, {old: new})
    check_fixed(folder, "show.yaml", [f"- {wrong}", f"+ {right}"])


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("published: 2024-03-09T06:00:00+00:00",
         "published: 9 March 2024 6:00 UTC",
         "published: 9 March 2024 6:00 UTC   # a Saturday",
         "published: 2024-03-09T06:00:00Z   # a Saturday"),
        ("published: 2024-03-09T06:00:00+00:00",
         "published: Sat, 09 Mar 2024 06:00:00 +0000",
         "published: Sat, 09 Mar 2024 06:00:00 +0000   # a Saturday",
         "published: 2024-03-09T06:00:00Z   # a Saturday"),
        ("duration: 600", "duration: 10 min",
         "audio: {url: 'https://media.example.com/001.mp3', length: 10000000, duration: 10 min}",
         "audio: {url: 'https://media.example.com/001.mp3', length: 10000000, duration: 600}"),
        ("guid:", "number: '#7'\nguid:", "number: '#7'", "number: '7'"),
        ("guid:", "type: Bonus\nguid:", "type: Bonus", "type: bonus"),
        ("guid:", "explicit: clean\nguid:", "explicit: clean", "explicit: false"),
    ],
)  # fmt: skip
def test_value_of_an_episode_is_fixed_in_its_line(
    tmp_path: Path, old: str, new: str, wrong: str, right: str
) -> None:
    folder = make_show(tmp_path, {}, {old: new})
    check_fixed(folder, "episodes/001-tides.md", [f"- {wrong}", f"+ {right}"])


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("author:", "autor:", "autor: Mira Holt", "author: Mira Holt"),
        ("[Technology]", "[Tech]", "categories: [Tech]", "categories: [Technology]"),
        ("[Technology]", "[Gaming]", "categories: [Gaming]",
         'categories: [Leisure > Video Games]'),
        ("explicit: false", "timezone: Paris", "timezone: Paris", "timezone: Europe/Paris"),
        ("link: https://example.com/", "link: www.example.com", "link: www.example.com",
         "link: https://www.example.com"),
    ],
)  # fmt: skip
def test_guess_is_made_only_if_asked_for(
    tmp_path: Path, old: str, new: str, wrong: str, right: str
) -> None:
    folder = make_show(tmp_path, {old: new})
    outcome = mend(folder)
    assert (list(outcome.files), outcome.unsafe) == ([], 1)
    check_fixed(folder, "show.yaml", [f"- {wrong}", f"+ {right}"], unsafe=True)


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("'Harbour Notes'", "'Harbour\u200b Notes'", "title: 'Harbour\u200b Notes'   # the name",
         "title: 'Harbour Notes'   # the name"),
        ("author: Mira Holt", "author: Mira &amp; Bo", "author: Mira &amp; Bo",
         "author: Mira & Bo"),
        ("language: en", "language: eng", "language: eng", "language: en"),
    ],
)  # fmt: skip
def test_finding_of_the_feed_is_fixed_in_the_source(
    tmp_path: Path, old: str, new: str, wrong: str, right: str
) -> None:
    folder = make_show(tmp_path, {old: new})
    check_fixed(folder, "show.yaml", [f"- {wrong}", f"+ {right}"])


def test_part_of_a_folded_text_is_fixed_where_it_stands(tmp_path: Path) -> None:
    folder = make_show(tmp_path, {"and tides": "and t\u202edes"}, {})
    outcome = mend(folder)
    for one in outcome.files:
        assert one.after == one.before.replace("\u202e".encode(), b"")


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    folder = make_show(
        tmp_path, {"explicit: false": "explicit: clean", "language: en": "language: en_GB"}
    )
    path = folder / "show.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    (change,) = mend(folder).files
    assert change.after == before.replace(b"clean", b"false").replace(b"en_GB", b"en-GB")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("feed_url: https://example.com/feed.xml", "feed_url: https://example.com/my feed.xml"),
        ("author: Mira Holt", "podcast_guid: D84CED82 1926"),
    ],
)
def test_what_apps_know_the_show_by_stays(tmp_path: Path, old: str, new: str) -> None:
    folder = make_show(tmp_path, {old: new})
    assert not mend(folder, unsafe=True).files


def test_guid_and_address_of_the_audio_stay(tmp_path: Path) -> None:
    folder = make_show(
        tmp_path, {}, {"guid: harbour-0001": "guid: ' harbour-0001'", "001.mp3": "0 01.mp3"}
    )
    assert not mend(folder, unsafe=True).files


def test_person_is_fixed_in_people_yaml(tmp_path: Path) -> None:
    folder = make_show(tmp_path, {"explicit: false": "hosts: [mira]"})
    people = folder / "people.yaml"
    people.write_text("# who\nmira:\n  name: Mira Holt\n  url: https://example.com/mi ra # home\n")
    right = "+   url: https://example.com/mi%20ra # home"
    check_fixed(folder, "people.yaml", ["-   url: https://example.com/mi ra # home", right])


def test_broken_yaml_is_left_as_it_is(tmp_path: Path) -> None:
    folder = make_show(tmp_path, {"title: 'Harbour Notes'": "title: 'Harbour Notes"})
    outcome = mend(folder, unsafe=True)
    assert not outcome.files
    assert [one.rule for one in outcome.left] == ["bad-yaml"]


def test_right_show_is_not_changed(lighthouse: Path) -> None:
    assert not mend(lighthouse, unsafe=False).files


def test_command_shows_writes_and_is_done(run: Run, tmp_path: Path) -> None:
    folder = make_show(tmp_path, {"explicit: false": "explicit: clean"})
    shown = run("fix", "--diff", folder)
    assert "-explicit: clean\n+explicit: false\n" in shown.stdout
    assert "explicit: clean" in (folder / "show.yaml").read_text()
    written = run("fix", "--write", folder)
    assert written.exit_code == 0
    assert "fixed 1 (1 bad-boolean)" in written.stderr
    assert (folder / "show.yaml").read_text() == SHOW
    assert run("fix", folder).exit_code == 0


def test_what_the_configuration_ignores_stays(run: Run, tmp_path: Path) -> None:
    folder = make_show(tmp_path, {"language: en": "language: eng"})
    (folder / "feedtool.toml").write_text('ignore = ["language-code-variant"]\n')
    before = (folder / "show.yaml").read_bytes()
    assert run("fix", "--write", folder).exit_code == 0
    assert (folder / "show.yaml").read_bytes() == before
    assert run("fix", "--write", "--no-config", folder).exit_code == 0
    assert b"language: en\n" in (folder / "show.yaml").read_bytes()


FIXABLE = [one for one in load_rules("show").values() if one.fixable != "no"]


@pytest.mark.parametrize("rule", FIXABLE, ids=[one.id for one in FIXABLE])
def test_example_of_a_fixable_rule_is_fixed(tmp_path: Path, rule) -> None:
    folder = make_show(tmp_path, {})
    path = folder / "show.yaml"
    path.write_text(put_keys(SHOW, rule.bad["show.yaml"]))
    assert rule.id in [one.rule for one in mend(folder).left] + [
        one.rule for one in mend(folder).fixed
    ]
    outcome = mend(folder, unsafe=True)
    assert rule.id in [one.rule for one in outcome.fixed]
    assert rule.id not in [one.rule for one in outcome.left]


def test_second_of_two_names_for_one_key_is_tried_once_and_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys = {"author: Mira Holt": "authorr: Mira Holt\nauthr: Bo", "language: en": "langage: en"}
    folder = make_show(tmp_path, keys)
    readings = []
    read = show_fixing.load_show
    monkeypatch.setattr(
        show_fixing, "load_show", lambda *a, **more: (readings.append(1), read(*a, **more))[1]
    )
    check_fixed(
        folder, "show.yaml",
        ["- langage: en", "+ language: en", "- authorr: Mira Holt", "+ author: Mira Holt"], unsafe=True,
    )  # fmt: skip
    # As it is, fixed, and with the second name in the place of another key.
    assert len(readings) == 3


def test_key_that_stands_twice_is_told_and_nothing_is_fixed(tmp_path: Path) -> None:
    twice = "link: https://example.com/\nlink: https://example.com/b\n"
    folder = make_show(tmp_path, {"link: https://example.com/\n": twice, "author:": "authorr:"})
    outcome = mend(folder, unsafe=True)
    assert outcome.files == []
    assert any(one.rule == "bad-yaml" for one in outcome.left)
