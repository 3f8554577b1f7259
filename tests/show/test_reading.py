"""Broken sources: each gives one error at its place, and its near miss gives none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from feedtool.findings.report import SourceError
from feedtool.producer.build import build
from feedtool.show.explaining import explain
from feedtool.show.lock import read_lock
from feedtool.show.model import EpisodeMatter, ShowFile
from feedtool.show.person import Person
from feedtool.show.reading import load_show
from feedtool.show.scalars import format_scalar
from feedtool.show.yaml_source import YamlFault, YamlSource, read_yaml
from feedtool.values.podcast_guids import podcast_guid_of

Run = Callable[..., Result]
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: Europe/London
owner: {email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
"""
EPISODE = """\
---
title: The night ferry
number: 1
published: 2024-01-15T07:00
audio: {url: https://example.com/1.mp3, length: 123456, duration: 52:10}
---
Notes.
"""


@pytest.fixture
def show(tmp_path: Path) -> Path:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "show.yaml").write_text(SHOW, "utf-8")
    (tmp_path / "episodes" / "001-ferry.md").write_text(EPISODE, "utf-8")
    return tmp_path


def errors(folder: Path) -> list[str]:
    try:
        load_show(folder)
    except SourceError as error:
        return [str(one).removeprefix(f"{folder.as_posix()}/") for one in error.findings]
    return []


E = "episodes/001-ferry.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("show.yaml", "language: en", "language: en\nartwork_sizes: [5000]",
         'show.yaml:6:17: error: artwork_sizes is "5000"; expected a number up to 3000 [bad-value]'),
        ("show.yaml", "title: Harbour Notes", "title: a: b",
         'show.yaml:1:9: error: a second ": " stands in one value; put the value in quotes: "a: b" [bad-yaml]'),
        ("show.yaml", "[Technology]", "[Technology",
         'show.yaml:8:13: error: the [ that opens here is not closed; write ] at its end [bad-yaml]'),
        ("show.yaml", "language: en", "language: [en]",
         "show.yaml:5:11: error: language holds a list; expected some text [bad-value]"),
        ("show.yaml", "language: en", "langauge: en",
         'show.yaml:5:1: error: "langauge" is not a key of a show; did you mean "language"? [unknown-key]'),
        ("show.yaml", "language: en", "language: english",
         'show.yaml:5:11: error: language is "english"; expected a language code such as en or pt-BR; write en [bad-language]'),
        ("show.yaml", "Technology", "Tech",
         'show.yaml:8:14: error: categories is "Tech"; expected "Technology" [bad-category]'),
        ("show.yaml", "Technology", "Technologie",
         'show.yaml:8:14: error: categories is "Technologie"; expected "Technology" [bad-category]'),
        ("show.yaml", "Technology", "Tech News",
         'show.yaml:8:14: error: categories is "Tech News"; expected "News > Tech News" [bad-category]'),
        ("show.yaml", "Europe/London", "Europe/Londres",
         'show.yaml:6:11: error: timezone is "Europe/Londres"; expected a name such as Europe/Paris or UTC [bad-timezone]'),
        ("show.yaml", "ed@example.com", "ed at example.com",
         'show.yaml:7:16: error: owner.email is "ed at example.com"; expected an e-mail address such as show@example.com [bad-email]'),
        ("show.yaml", "https://example.com/cover.png", "artwork/cover.png",
         'show.yaml:9:1: error: artwork is "artwork/cover.png"; there is no such file in the show\'s folder [file-missing]'),
        ("show.yaml", "https://example.com/cover.png", "../cover.png",
         'show.yaml:9:1: error: artwork is "../cover.png", outside the show\'s folder; copy the file into it [path-outside-show]'),
        ("show.yaml", "title: Harbour Notes", "title: x\ntitle: y",
         'show.yaml:2:1: error: "title" is written twice, first on line 1; remove one [bad-yaml]'),
        ("show.yaml", "title: Harbour Notes", "title: &a x",
         'show.yaml:1:8: error: anchors and aliases (& and *) are not read; write the value again, or put it in quotes: "&a x" [bad-yaml]'),
        ("show.yaml", "feed_url: https://example.com/feed.xml\n", "",
         'show.yaml:1:1: error: "feed_url" is missing; add the URL where feed.xml will be served [missing-key]'),
        (E, "number: 1", "number: one",
         f'{E}:3:9: error: number is "one"; expected a number such as 12, 0 or 12.5 [bad-value]'),
        (E, "number: 1", "guest: Bo",
         f'{E}:3:1: error: "guest" is not a key of an episode; did you mean "guests"? [unknown-key]'),
        (E, "number: 1", "chapters: {start: 0:00}",
         f'{E}:3:12: error: "start" is not a key of chapters; write a list: chapters: [{{start: 0:00, title: …}}] [unknown-key]'),
        (E, "2024-01-15T07:00", "2024-02-30",
         f'{E}:4:12: error: published is "2024-02-30"; there is no such date or time (day is out of range for month) [bad-date]'),
        (E, "2024-01-15T07:00", "yesterday",
         f'{E}:4:12: error: published is "yesterday"; expected an ISO 8601 date, e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00 [bad-date]'),
        (E, "https://example.com/1.mp3", "ftp://example.com/1.mp3",
         f'{E}:5:14: error: audio.url is "ftp://example.com/1.mp3"; ftp: is for the transfer of files, which apps and browsers no longer do; expected an address that starts with https:// [bad-url]'),
        (E, "number: 1", "transcript: transcripts/1.txt",
         f'{E}:3:1: error: transcript is "transcripts/1.txt"; there is no such file in the show\'s folder [file-missing]'),
        (E, "number: 1", "transcript: [{url: https://example.com/1}]",
         f'{E}:3:14: error: "transcript.type" is missing; add the media type, e.g. text/vtt [missing-key]'),
        (E, "number: 1", "transcript: [{language: en}]",
         f'{E}:3:14: error: "file" is missing; add the name of the file, or its url [missing-key]'),
        (E, "number: 1", "transcript: [{file: show.yaml, url: https://example.com/1.vtt}]",
         f"{E}:3:14: error: transcript has both file and url; expected one of them [bad-value]"),
        (E, "number: 1", "guests: [bo]",
         f'{E}:3:10: error: guests is "bo"; no person of that short name stands in people.yaml; write {{name: …}} or add it to people.yaml [unknown-person]'),
        (E, "---\nNotes.", "Notes.",
         f'{E}:5:1: error: the front matter is not closed; write "---" on a line of its own below this line [bad-yaml]'),
    ],
)  # fmt: skip
def test_broken_source_gives_one_error(
    show: Path, file: str, old: str, new: str, expected: str
) -> None:
    path = show / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert errors(show) == [expected]


EXAMPLE = "e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("Mon, 15 Jan 2024 07:00:00 +0000", "write 2024-01-15T07:00:00Z"),
        ("15 January 2024", "write 2024-01-15"),
        ("January 15, 2024 7:00 pm", "write 2024-01-15T19:00"),
        ("2024-1-15", "write 2024-01-15"),
        ("2024/01/15 7:00:05", "write 2024-01-15T07:00:05"),
        ("02.01.2024", "perhaps 2024-01-02: year-month-day"),
        ("45306", "perhaps 2024-01-15: year-month-day"),
        ("2024-01-15 7pm", "write 2024-01-15T19:00"),
        ("13.10.2026", "write 2026-10-13"),
        ("02/01/2024", EXAMPLE),
        ("2024/02/30", EXAMPLE),
        ("15 Jan 2024 07:00:60", EXAMPLE),
    ],
)
def test_date_in_another_form_is_told_as_it_should_be(show: Path, written: str, says: str) -> None:
    path = show / E
    path.write_text(path.read_text("utf-8").replace("2024-01-15T07:00", written), "utf-8")
    split = "; " if says.startswith("write") else ", "
    told = f'published is "{written}"; expected an ISO 8601 date{split}{says} [bad-date]'
    assert errors(show) == [f"{E}:4:12: error: {told}"]


def test_sound_show_has_no_error(show: Path) -> None:
    assert errors(show) == []
    assert load_show(show).episodes[0].published.isoformat() == "2024-01-15T07:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "elements"),
    [
        ("https://example.com/1.vtt?x=1",
         ['<podcast:transcript url="https://example.com/1.vtt?x=1" type="text/vtt"/>']),
        ("[{url: https://example.com/1, type: text/html, language: fr, rel: captions}]",
         ['<podcast:transcript url="https://example.com/1" type="text/html" language="fr" rel="captions"/>']),
        ("[{file: t.txt}, https://example.com/1.srt]",
         ['<podcast:transcript url="https://example.com/transcripts/001-ferry.html" type="text/html" language="en"/>',
          '<podcast:transcript url="https://example.com/transcripts/001-ferry.txt" type="text/plain" language="en"/>',
          '<podcast:transcript url="https://example.com/1.srt" type="application/x-subrip"/>']),
    ],
)  # fmt: skip
def test_transcripts_at_a_url_are_published_as_they_stand(
    show: Path, written: str, elements: list[str]
) -> None:
    (show / "t.txt").write_text("Mira: Hello.\n", "utf-8")
    (show / E).write_text(EPISODE.replace("number: 1", f"transcript: {written}"), "utf-8")
    feed = build(load_show(show)).xml.decode()
    assert [line.strip() for line in feed.splitlines() if "<podcast:transcript" in line] == elements


def test_date_without_zone_in_a_show_without_timezone(show: Path) -> None:
    (show / "show.yaml").write_text(SHOW.replace("timezone: Europe/London\n", ""), "utf-8")
    assert errors(show) == [
        f'{E}:4:12: error: published is "2024-01-15T07:00"; expected a zone '
        "(2022-06-01T06:00:00+02:00), or timezone: Europe/Paris in show.yaml [date-without-zone]"
    ]


@pytest.mark.parametrize(
    ("key", "place", "rule"), [("number: 1", 3, "number"), ("guid: x", 3, "guid")]
)
def test_duplicates_are_told_at_the_second(show: Path, key: str, place: int, rule: str) -> None:
    for name in ("001-ferry", "002-ferry"):
        text = EPISODE.replace("number: 1", key)
        (show / "episodes" / f"{name}.md").write_text(text, "utf-8")
    value = "1" if rule == "number" else '"x"'
    (found,) = errors(show)
    assert found.startswith(f"episodes/002-ferry.md:{place}:1: error: {rule} is {value}, as in {E}")
    assert found.endswith(f" [{rule}-duplicate]")


def test_all_errors_of_all_files_come_at_once(show: Path) -> None:
    (show / "show.yaml").write_text(SHOW.replace("en\n", "xx\n").replace("Tech", "Tec"), "utf-8")
    (show / E).write_text(EPISODE.replace("title", "titel").replace(": 1\n", ": -1\n"), "utf-8")
    assert [line.rpartition("[")[2] for line in errors(show)] == [
        "unknown-key]", "bad-value]", "bad-language]", "bad-category]",
    ]  # fmt: skip


def test_draft_may_lack_what_it_needs_later(show: Path) -> None:
    (show / E).write_text("---\ntitle: Soon\ndraft: true\n---\n", "utf-8")
    assert load_show(show).episodes == []
    (show / E).write_text("---\ntitle: Soon\ndraft: true\nnumbr: 1\n---\n", "utf-8")
    assert errors(show)[0].startswith(f'{E}:4:1: error: "numbr" is not a key of an episode;')


def test_no_show_here(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"has no show.yaml; start a show with: feedtool init"):
        load_show(tmp_path)


def test_link_out_of_the_show_is_refused(
    show: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("other") / "secret.txt"
    secret.write_text("secret", "utf-8")
    (show / "t.txt").symlink_to(secret)
    (show / E).write_text(EPISODE.replace("number: 1", "transcript: t.txt"), "utf-8")
    assert [line.rpartition("[")[2] for line in errors(show)] == ["path-outside-show]"]


@pytest.mark.parametrize("text", ["no", "012", "1:30", "0x1f", "2022-06-01", "null", "1e3"])
def test_scalars_are_taken_as_written(text: str) -> None:
    assert read_yaml(f"key: {text}").data == {"key": text}


@pytest.mark.slow
@settings(max_examples=150)
@given(st.text(max_size=80))
def test_written_scalars_are_read_back(text: str) -> None:
    if text and text.isprintable():
        assert read_yaml(f"key: {format_scalar(text)}").data == {"key": text}


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=200))
@pytest.mark.parametrize("wrap", [lambda data: data, lambda data: b"---\n" + data + b"\n---\n"])
def test_any_bytes_give_errors_or_a_show(
    show: Path, wrap: Callable[[bytes], bytes], data: bytes
) -> None:
    (show / E).write_bytes(wrap(data))
    errors(show)
    (show / "show.yaml").write_bytes(data)
    assert errors(show)
    (show / "show.yaml").write_text(SHOW, "utf-8")


def test_podcast_guid_is_that_of_the_documents() -> None:
    assert podcast_guid_of("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    nashownotes = podcast_guid_of("http://mp3s.nashownotes.com/pc20rss.xml")
    assert nashownotes == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    slashes = podcast_guid_of("https://example.com/podcast//")
    assert slashes == podcast_guid_of("https://example.com/podcast")


def test_damaged_lock_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "feed.lock"
    path.write_text('{"format": 1,\n  oops', "utf-8")
    with pytest.raises(SourceError, match=r"feed.lock:2:3: error: the lock file is damaged"):
        read_lock(path, "feed.lock")


ODD = [
    "", "x", "1.5", "-1", "0", "5000", "9" * 5000, [], ["x"], [[]], [{}], {}, {"x": "y"}, {"x": []},
    {"1": []}, {"name": []}, {"name": ""}, {"seasons": ["x"]}, {"types": "x"}, {"length": "0"},
    {"guests": ""}, [{"url": []}], [{"text": "x"}], {"role": [{"name": "x"}]}, {"file": []},
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("model", [ShowFile, EpisodeMatter, Person])
def test_each_fault_has_words_of_its_own(model: type[BaseModel]) -> None:
    for key in model.model_fields:
        for value in ODD:
            with pytest.raises(ValidationError) as caught:
                model.model_validate({key: value, "unknown": "x"})
            source = YamlSource({key: value}, {(): (1, 1)}, {(): (1, 1)})
            for one in explain(caught.value, model, source, draft=False):
                assert "another value" not in one.message
                assert "pydantic" not in one.message
                assert "Input should" not in one.message


@pytest.mark.parametrize(
    ("line", "column", "lost"),
    [
        ("title: Talk #12", 12, "#12"),
        ("title: Über uns #été und mehr", 16, "#été und mehr"),
        ("summary: >-\n  Talk #12\ntitle: Talk #9", 12, "#9"),
        ("title: Talk\n  goes on #12", 10, "#12"),
        ("guests: [\n  Bo Lind #2\n]", 10, "#2"),
    ],
)
def test_a_value_that_yaml_would_cut_off_is_told(line: str, column: int, lost: str) -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml(line, 2)
    assert caught.value.message == (
        f'YAML takes "{lost}" as a comment; if it belongs to the value, put the value in quotes; '
        "if not, write a blank after the #"
    )
    assert (caught.value.line, caught.value.column) == (
        line.split(lost, maxsplit=1)[0].count("\n") + 2,
        column,
    )


@pytest.mark.parametrize(
    "line",
    ["a: Talk # 12", "a: 'Talk #12'", "a: Talk#12", "a: >-\n  Talk #12", "a: x  #\nb: y", "#a"],
)
def test_a_value_and_a_comment(line: str) -> None:
    read_yaml(line)


def test_files_that_were_meant_to_be_episodes_are_told(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "show")
    inner = tmp_path / "show" / "episodes"
    for folder in ("2025", "pictures", ".git"):
        (inner / folder).mkdir()
    others = [".4.markdown", "pictures/1.png", ".git/1.md"]
    for name in ("2.markdown", "3.MD", "4.md.txt", "2025/1.md", *others):
        (inner / name).write_text("---\ntitle: x\n---\n", "utf-8")
    (inner / "notes.txt").write_text("Ask Bo.\n", "utf-8")
    with pytest.raises(SourceError) as caught:
        load_show(tmp_path / "show")
    told = {one.file.rpartition("/")[2]: one.message for one in caught.value.findings}
    assert told == {
        "2.markdown": "episodes are files that end in .md; rename 2.markdown, or move it away",
        "3.MD": "episodes are files that end in .md; rename 3.MD, or move it away",
        "4.md.txt": "episodes are files that end in .md; rename 4.md.txt, or move it away",
        "2025": "episodes stand in episodes/ itself; move the files of 2025/ up",
    }


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("pubDate: 2024-01-01", "published"),
        ("date: 2024-01-01", "published"),
        ("description: x", "summary"),
        ("image: a.png", "artwork"),
        ("episode: 2", "number"),
        ("guest: Bo", "guests"),
        ("summry: x", "summary"),
    ],
)
def test_what_others_call_a_key_is_understood(
    run: Run, tmp_path: Path, line: str, meant: str
) -> None:
    folder = tmp_path / "show"
    run("init", folder)
    (folder / "episodes" / "2.md").write_text(f"---\ntitle: x\n{line}\n---\n", "utf-8")
    with pytest.raises(SourceError) as caught:
        load_show(folder)
    key = line.partition(":")[0]
    assert f'"{key}" is not a key of an episode; did you mean "{meant}"?' in [
        one.message for one in caught.value.findings
    ]


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("title:", 7, "title is empty; expected some text"),
        ("sumary:", 1, '"sumary" is not a key of an episode; did you mean "summary"?'),
        ("guests: [{name: Bo Lind, Jr.}]", 26, '"Jr." is not a key of a person; '),
    ],
)
def test_a_key_without_a_value_is_told(
    run: Run, tmp_path: Path, line: str, column: int, says: str
) -> None:
    folder = tmp_path / "show"
    run("init", folder)
    title = "" if line.startswith("title") else "title: x\n"
    text = f"---\n{line}\n{title}published: 2024-01-01\naudio: 001.mp3\n---\n"
    (folder / "episodes" / "2.md").write_text(text, "utf-8")
    with pytest.raises(SourceError) as caught:
        load_show(folder)
    (finding,) = caught.value.findings
    assert finding.message.startswith(says)
    assert finding.message.endswith("a comma in quotes") == ("Jr." in line)
    assert (finding.line, finding.column) == (2, column)


def test_ends_of_lines_that_only_yaml_knows_move_no_place() -> None:
    source = read_yaml('a: "x\u2028 y\x85"\nb: 1\n')
    assert source.data == {"a": "x\u2028 y\x85", "b": "1"}
    assert source.keys["b",] == (2, 1)
