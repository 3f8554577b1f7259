"""A file that is not found: the message names what is there, and what to write."""

import os
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import Result
from shows import set_keys, write_episode

from feedtool.show.named_files import FileFault, find_audio, find_file

Run = Callable[..., Result]
COMPOSED, DECOMPOSED = normalize("NFC", "thé.mp3"), normalize("NFD", "thé.mp3")
CASE = "write it so, as servers tell capital and small letters apart"
NO_COLON = 'the ":" cannot stand in the name of a file on all systems;'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("audio/Ep 1.mp3", "audio/tides.mp3", "audio/2024/nets.mp3", "audio/003.m4a",
                 "transcripts/001.vtt", "artwork/cover.png", "chapters/001.json"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    return tmp_path


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    run("init", folder, "--feed-url", "https://example.com/show/feed.xml")
    return folder


@pytest.mark.parametrize(
    ("name", "rule", "says"),
    [
        ("Ep%201.mp3", "file-missing", '; % codes are for addresses; write "Ep 1.mp3"'),
        ("Tides.MP3", "file-missing", f'; the file is "tides.mp3"; {CASE}'),
        ("2024\\Nets.mp3", "file-missing", f'; the file is "2024/nets.mp3"; {CASE}'),
        ("audio", "file-missing", ', a folder; write the name of a file in it, e.g. "003.m4a"'),
        ("2024/", "file-missing", ', a folder; write the name of a file in it, e.g. "2024/nets.mp3"'),
        ("003.mp3", "file-missing", '; there is no such file under audio/; did you mean "003.m4a"?'),
        ("tidse.mp3", "file-missing", '; there is no such file under audio/; did you mean "tides.mp3"?'),
        ("004.m4a", "file-missing", "; there is no such file under audio/"),
        ("12:30.mp3", "file-missing", f'; {NO_COLON} name the file "12-30.mp3"'),
        ("http:/example.com/1.mp3", "file-missing", "; an address starts with https://"),
        ("www.example.com/1.mp3", "file-missing", "; an address starts with https://"),
        ('"tides.mp3"', "file-missing", '; the quotes are no part of it; write "tides.mp3"'),
        ("To be recorded on Monday", "file-missing", ", text, not a file; write the name of the file, e.g. 001.mp3"),
        ("../audio/tides.mp3", "path-outside-show", '; names start in the show\'s folder; write "audio/tides.mp3"'),
        ("/audio/tides.mp3", "path-outside-show", '; names start in the show\'s folder; write "audio/tides.mp3"'),
        ("C:\\Users\\mira\\tides.mp3", "path-outside-show", '; the file is in audio/; write "tides.mp3"'),
        ("../no.mp3", "path-outside-show",
         ", outside the show's folder; copy the file into audio/, or name its folder in media_dirs"),
        ("/srv/no.mp3", "path-outside-show",
         ", outside the show's folder; copy the file into audio/, or name its folder in media_dirs"),
    ],
)  # fmt: skip
def test_audio_that_is_not_found(folder: Path, name: str, rule: str, says: str) -> None:
    with pytest.raises(FileFault) as found:
        find_audio(folder, name)
    assert (found.value.rule, found.value.message) == (rule, f'audio is "{name}"{says}')


@pytest.mark.parametrize(
    ("key", "name", "says"),
    [
        ("chapters", "0:00 Intro", ", text, not a file; write a list: chapters: [{start: 0:00, title: Intro}]"),
        ("chapters", "0:00 Intro 1:30 The storm 1:02:03 End", ", text, not a file; write a list: chapters: [{start: 0:00, title: Intro}]"),
        ("chapters", "Intro, then the storm", ", text, not a file; write a list: chapters: [{start: 0:00, title: Intro}]"),
        ("transcript", "Hello and welcome to the quay.",
         ", text, not a file; save it as a file, e.g. transcripts/001.txt, and write its name"),
        ("artwork", "a gull on a pole", ", text, not a file; write the name of the file, e.g. artwork/001.jpg"),
        ("artwork", "artwork", ', a folder; write the name of a file in it, e.g. "artwork/cover.png"'),
        ("artwork", "cover.png", '; the file is in artwork/; write "artwork/cover.png"'),
        ("artwork", "artwork\\Cover.PNG", f'; the file is "artwork/cover.png"; {CASE}'),
        ("transcript", "001.vtt", '; the file is in transcripts/; write "transcripts/001.vtt"'),
        ("transcript", "transcripts/001.srt",
         '; there is no such file in the show\'s folder; did you mean "transcripts/001.vtt"?'),
        ("picture", "people/mira.jpg", "; there is no such file in the show's folder"),
    ],
)  # fmt: skip
def test_other_files_that_are_not_found(folder: Path, key: str, name: str, says: str) -> None:
    with pytest.raises(FileFault) as found:
        find_file(folder, key, name)
    assert (found.value.rule, found.value.message) == ("file-missing", f'{key} is "{name}"{says}')


def test_lines_of_chapters_are_shown_as_a_list(folder: Path) -> None:
    with pytest.raises(FileFault) as found:
        find_file(folder, "chapters", '1:00 Who: a "storm"\n2:30 Tides\n')
    assert found.value.message == (
        'chapters is "1:00 Who: a "storm"\\n2:30 Tides", text, not a file; write a list: chapters: '
        "[{start: 1:00, title: \"Who: a 'storm'\"}]"
    )


def test_a_colon_in_a_name_on_disk_is_to_be_renamed(folder: Path) -> None:
    try:
        (folder / "audio" / "Ep 1: Intro.mp3").write_text("x", "utf-8")
    except OSError:
        pytest.skip("the disk takes no such names")
    with pytest.raises(FileFault) as found:
        find_audio(folder, "Ep 1: Intro.mp3")
    assert found.value.message.endswith(f'{NO_COLON} rename the file to "Ep 1 - Intro.mp3"')


def test_an_absolute_path_into_the_show_is_to_be_written_from_its_folder(folder: Path) -> None:
    name = (folder / "audio" / "tides.mp3").as_posix()
    with pytest.raises(FileFault) as found:
        find_audio(folder, name)
    assert found.value.message.endswith('; on other machines it is elsewhere; write "tides.mp3"')


@pytest.mark.parametrize(
    ("on_disk", "written", "says"),
    [
        (DECOMPOSED, COMPOSED, "the file's name looks the same, but its accents are characters of their own "
         f'(Unicode NFD); rename the file to "{COMPOSED}"'),
        (COMPOSED, DECOMPOSED, f'type the name again, its accents are characters of their own: "{COMPOSED}"'),
    ],
)  # fmt: skip
def test_names_of_another_normal_form(folder: Path, on_disk: str, written: str, says: str) -> None:
    (folder / "audio" / on_disk).write_text("x", "utf-8")
    if (folder / "audio" / written).exists():
        pytest.skip("the disk takes both names for one")
    with pytest.raises(FileFault) as found:
        find_audio(folder, written)
    assert found.value.message == f'audio is "{written}"; {says}'


def test_the_command_line_tells_it_at_the_key(run: Run, show: Path) -> None:
    write_episode(
        show, "1-ropes", "published: 2024-03-09\nchapters: 0:00 Intro\naudio: Ropes.mp3\n"
    )
    (show / "audio" / "ropes.mp3").write_text("x", "utf-8")
    if (show / "audio" / "Ropes.mp3").exists():
        pytest.skip("the disk takes both names for one")
    result = run("show", show)
    assert result.stderr.splitlines()[:2] == [
        f"{show.as_posix()}/episodes/1-ropes.md:4:1: error: chapters is \"0:00 Intro\", text, not a file; "
        "write a list: chapters: [{start: 0:00, title: Intro}] [file-missing]",
        f'{show.as_posix()}/episodes/1-ropes.md:5:1: error: audio is "Ropes.mp3"; the file is '
        f'"ropes.mp3"; {CASE} [file-missing]',
    ]  # fmt: skip


def test_a_picture_of_the_notes_is_found_by_its_meaning(run: Run, show: Path) -> None:
    set_keys(show, "description: 'A ![quay](Artwork/cover.png).'")
    result = run("build", show)
    assert (
        'the picture "Artwork/cover.png" is not there; the file is "artwork/cover.png"; write it so, '
        "as servers tell capital and small letters apart [bad-picture]"
    ) in result.stderr


@pytest.mark.parametrize(
    "name", ["\x00.mp3", "a\x1b[2J.mp3", "n" * 300, "x" * 100_000, "../" * 99, "…/\u202e.mp3"]
)
def test_hostile_names_are_refused_with_words(folder: Path, name: str) -> None:
    for find in (find_audio, lambda one, other: find_file(one, "artwork", other)):
        with pytest.raises(FileFault) as found:
            find(folder, name)
        assert found.value.message.isprintable()
        assert len(found.value.message) < 300


def test_a_huge_folder_is_looked_through_for_a_limited_time(folder: Path) -> None:
    for number in range(600):
        os.link(folder / "audio" / "tides.mp3", folder / "audio" / f"w{'x' * 80}{number}.mp3")
    with pytest.raises(FileFault) as found:
        find_audio(folder, "w" + "y" * 80 + ".mp3")
    assert found.value.message.endswith("there is no such file under audio/")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("0:00 Intro", "expected {start: 0:00, title: Intro}"),
        ("'1:20 Next: more'", 'expected {start: 1:20, title: "Next: more"}'),
        ("Welcome", "expected {start: 0:00, title: Intro}"),
    ],
)
def test_a_line_in_a_list_of_chapters_is_shown_as_keys(
    run: Run, show: Path, line: str, says: str
) -> None:
    write_episode(show, "1-ropes", f"published: 2024-03-09\nchapters:\n  - {line}\n")
    shown = line.strip("'")
    assert (
        run("show", show)
        .stderr.splitlines()[0]
        .endswith(f'episodes/1-ropes.md:6:5: error: chapters is "{shown}"; {says} [bad-value]')
    )


def test_a_name_that_no_file_can_have_takes_no_time(folder: Path) -> None:
    with pytest.raises(FileFault) as why:
        find_file(folder, "transcript", "a/" * 100_000 + "b")
    assert str(why.value).endswith('…"; no file has so long a name')
