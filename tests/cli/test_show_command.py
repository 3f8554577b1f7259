"""`feedtool show` and `feedtool people`: what is in a show, at a glance."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
AUDIO = "audio: {url: https://media.example.com/a.mp3, length: 1000000, duration: 60}"


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show with two published episodes, one to come and a draft."""
    folder = tmp_path / "show"
    run("init", folder, "--title", "Harbour Notes", "--author", "Mira Holt")
    for path in (*folder.glob("episodes/*"), folder / "audio" / "001.mp3"):
        path.unlink()
    guests = "guests: [{name: Ole Brandt}, {name: Yuki Sato}]"
    texts = {
        "001-nets": f"title: Nets\nnumber: 1\npublished: 2024-03-01\n{guests}\n{AUDIO}",
        "002-buoys": f"title: Buoys\nnumber: 2\npublished: 2024-03-08 06:00\n"
        f"guests: [{{name: Ole Brandt}}]\n{AUDIO}",
        "003-fog": f"title: Fog\nseason: 2\nnumber: 1\npublished: 2924-03-08\n{AUDIO}",
        "004-tides": "title: Tides\nnumber: 4\ndraft: true",
    }
    for slug, text in texts.items():
        (folder / "episodes" / f"{slug}.md").write_text(f"---\n{text}\n---\nNotes.\n", "utf-8")
    return folder


def test_show_lists_episodes_with_their_state(run: Run, show: Path) -> None:
    result = run("show", show)
    assert result.exit_code == 0
    assert result.output == (
        "state      published               number  title  guests                 slug\n"
        "draft                              4       Tides                         004-tides\n"
        "scheduled  2924-03-08 00:00+00:00  2.1     Fog                           003-fog\n"
        "published  2024-03-08 06:00+00:00  2       Buoys  Ole Brandt             002-buoys\n"
        "published  2024-03-01 00:00+00:00  1       Nets   Ole Brandt, Yuki Sato  001-nets\n"
        "Harbour Notes: 2 published, 1 scheduled, 1 draft\n"
    )


def test_show_takes_another_date(run: Run, show: Path) -> None:
    output = run("show", show, "--at", "2024-03-02").output
    assert output.endswith("Harbour Notes: 1 published, 2 scheduled, 1 draft\n")


def test_show_as_json(run: Run, show: Path) -> None:
    data = json.loads(run("show", show, "--format", "json").output)
    assert (data["format"], data["title"]) == (1, "Harbour Notes")
    assert [data["episodes"][0], data["episodes"][3]] == [
        {
            "state": "draft", "season": None, "number": 4, "title": "Tides", "slug": "004-tides",
            "published": None, "type": None, "guests": [], "errors": [],
        },
        {
            "state": "published", "season": None, "number": 1, "title": "Nets", "slug": "001-nets",
            "published": "2024-03-01T00:00:00+00:00", "type": "full",
            "guests": ["Ole Brandt", "Yuki Sato"], "errors": [],
        },
    ]  # fmt: skip


def test_a_trailer_of_a_season_has_no_number(run: Run, show: Path) -> None:
    path = show / "episodes" / "003-fog.md"
    path.write_text(path.read_text("utf-8").replace("number: 1", "type: trailer"), "utf-8")
    line = "scheduled  2924-03-08 00:00+00:00  2       Fog "
    assert run("show", show).output.splitlines()[2].startswith(line)


HEADING = "name        role   episodes  first       last        which\n"


def test_people_says_who_appeared_when(run: Run, show: Path) -> None:
    result = run("people", show)
    assert result.exit_code == 0
    assert result.output == (
        f"{HEADING}"
        "Mira Holt   host   2         2024-03-01  2024-03-08  001-nets, 002-buoys\n"
        "Ole Brandt  guest  2         2024-03-01  2024-03-08  001-nets, 002-buoys\n"
        "Yuki Sato   guest  1         2024-03-01  2024-03-01  001-nets\n"
    )


def test_people_takes_another_date(run: Run, show: Path) -> None:
    assert run("people", show, "--at", "2925-01-01").output.startswith(
        f"{HEADING}Mira Holt   host   3         2024-03-01  2924-03-08  001-nets, 002-buoys, 003-fog\n"
    )


def test_people_as_json(run: Run, show: Path) -> None:
    (show / "people.yaml").write_text("ada: {name: Ada Berg}\n", "utf-8")
    data = json.loads(run("people", show, "--format", "json", "--at", "2925-01-01").output)
    assert data["format"] == 1
    assert [data["people"][0], data["people"][-1]] == [
        {
            "name": "Mira Holt", "role": "host", "episodes": 3, "first": "2024-03-01",
            "last": "2924-03-08", "which": ["001-nets", "002-buoys", "003-fog"],
        },
        {"name": "Ada Berg", "role": None, "episodes": 0, "first": None, "last": None, "which": []},
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["show", "people"])
def test_errors_in_the_sources_are_told(run: Run, show: Path, command: str) -> None:
    (show / "episodes" / "001-nets.md").write_text("---\ntitel: x\n---\n", "utf-8")
    result = run(command, show)
    assert result.exit_code == 2
    assert 'episodes/001-nets.md:2:1: error: "titel" is not a key of an episode' in result.stderr
    assert run(command, show / "nowhere").exit_code == 2


FOG = 'episodes/003-fog.md:5:12: error: published is "someday"; expected an ISO 8601 date, e.g. '


@pytest.fixture
def faulty(show: Path) -> Path:
    """The same show; one episode has two errors, one file cannot be read, a draft has its date."""
    fog = show / "episodes" / "003-fog.md"
    fog.write_text(fog.read_text("utf-8").replace("2924-03-08", "someday\ntilte: x"), "utf-8")
    (show / "episodes" / "005-ice.md").write_text("Notes alone.\n", "utf-8")
    tides = show / "episodes" / "004-tides.md"
    tides.write_text(tides.read_text("utf-8").replace("draft", "published: 2030-01-01\ndraft"))
    return show


def test_episodes_with_errors_are_listed_with_what_is_wrong(run: Run, faulty: Path) -> None:
    result = run("show", faulty)
    assert result.exit_code == 2
    assert result.stdout == (
        "state      published               number  title    guests                 slug       error\n"
        'error                              2.1     Fog                             003-fog    (+1) 5: published is "someday"; expected an ISO…\n'
        'error                                      005-ice                         005-ice    1: expected "---" and the episode\'s keys at the…\n'
        "draft      2030-01-01 00:00+00:00  4       Tides                           004-tides\n"
        "published  2024-03-08 06:00+00:00  2       Buoys    Ole Brandt             002-buoys\n"
        "published  2024-03-01 00:00+00:00  1       Nets     Ole Brandt, Yuki Sato  001-nets\n"
        "Harbour Notes: 2 published, 1 draft, 2 with errors\n"
    )
    assert f"{faulty.as_posix()}/{FOG}" in result.stderr
    assert result.stderr.endswith(f"{faulty.as_posix()}: it cannot be built: 3 errors\n")


def test_json_has_the_errors_of_each_episode_and_of_the_show(run: Run, faulty: Path) -> None:
    path = faulty / "show.yaml"
    path.write_text(
        path.read_text("utf-8").replace("language: en", "language: klingonese"), "utf-8"
    )
    result = run("show", faulty, "--format", "json")
    assert result.exit_code == 2
    data = json.loads(result.stdout)
    assert (data["format"], data["title"]) == (1, "Harbour Notes")
    fog, ice, tides = data["episodes"][:3]
    assert (fog["state"], fog["title"], fog["published"], fog["season"]) == (
        "error",
        "Fog",
        None,
        2,
    )
    assert [(one["line"], one["column"], one["rule"]) for one in fog["errors"]] == [
        (5, 12, "bad-date"), (6, 1, "unknown-key"),
    ]  # fmt: skip
    assert [one["rule"] for one in ice["errors"]] == ["bad-yaml"]
    assert (tides["state"], tides["published"]) == ("draft", "2030-01-01T00:00:00+00:00")
    (error,) = data["errors"]
    assert (error["file"], error["rule"]) == (f"{faulty.as_posix()}/show.yaml", "bad-language")


def test_show_tells_audio_that_no_episode_names(run: Run, show: Path) -> None:
    for name in ("fog.mp3", "extra/nets.m4a", ".hidden.mp3", "notes.txt", "draft.mp3"):
        path = show / "audio" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    draft = show / "episodes" / "005-draft.md"
    draft.write_text("---\ntitle: Draft\ndraft: true\naudio: audio/draft.mp3\n---\n", "utf-8")
    assert run("show", show).output.splitlines()[-1] == (
        "2 files in audio/ have no episode that names them: extra/nets.m4a, fog.mp3"
    )
    listed = json.loads(run("show", "--format", "json", show).output)
    assert listed["unused_audio"] == ["extra/nets.m4a", "fog.mp3"]
    with (show / "show.yaml").open("a", encoding="utf-8") as stream:
        stream.write("trailers: {url: fog.mp3, pubdate: 2024-01-08, text: Soon}\n")
    assert run("show", show).output.splitlines()[-1] == (
        "1 file in audio/ has no episode that names it: extra/nets.m4a"
    )
