"""feedtool chapters convert: each form from each form, and what it says of what is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import make_audio as make
import pytest
from chapter_files import FILES
from click.testing import Result

Run = Callable[..., Result]
FORMS = ("json", "psc", "vtt", "labels", "mp4chaps", "cue", "text")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FILES)
def test_each_form_becomes_each(run: Run, name: str, form: str) -> None:
    file, text, *_ = FILES[name]
    Path(file).write_text(text, "utf-8")
    result = run("chapters", "convert", file, "-", "--to", form)
    assert result.exit_code == 0
    assert "Ebb" in result.stdout
    again = run("chapters", "convert", "-", "-", "--to", form, stdin=result.stdout_bytes)
    assert again.stdout_bytes == result.stdout_bytes


def test_the_name_says_what_to_write(run: Run) -> None:
    Path("1.txt").write_text("00:00 Ebb\n01:00 Flood\n", "utf-8")
    for name, start in (
        ("a.json", "{"), ("a.psc", "<?xml"), ("a.vtt", "WEBVTT"), ("a.labels", "0.000000\t"),
        ("a.chapters.txt", "00:00:00.000 Ebb"), ("a.cue", "FILE"), ("b/a.txt", "00:00 Ebb"),
    ):  # fmt: skip
        assert run("chapters", "convert", "1.txt", name).exit_code == 0
        assert Path(name).read_text("utf-8").startswith(start)


def test_what_is_lost_is_told(run: Run) -> None:
    Path("1.json").write_text(FILES["JSON"][1], "utf-8")
    result = run("chapters", "convert", "1.json", "1.vtt")
    assert result.stderr == (
        "1.vtt: note: not in it: 1 hidden chapter, 1 link, 1 address of a picture, "
        "what is said of all chapters (author, waypoints)\n"
    )


def test_several_forms_are_written_beside_each_input(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    for name in ("1.json", "2.json"):
        (here / "in" / name).write_text(FILES["JSON"][1], "utf-8")
    assert run("chapters", "convert", "in", "--to", "psc,mp4chaps").exit_code == 0
    assert sorted(one.name for one in (here / "in").iterdir()) == [
        "1.chapters.txt", "1.json", "1.psc", "2.chapters.txt", "2.json", "2.psc",
    ]  # fmt: skip
    assert run("chapters", "convert", "in/1.json", "--to", "cue", "-o", "out").exit_code == 0
    assert [one.name for one in (here / "out").iterdir()] == ["1.cue"]


def test_a_file_that_exists_is_kept_but_with_force(run: Run) -> None:
    Path("1.txt").write_text("00:00 Ebb\n", "utf-8")
    Path("1.vtt").write_text("mine", "utf-8")
    result = run("chapters", "convert", "1.txt", "1.vtt")
    assert (result.exit_code, result.stderr) == (
        2, "1.vtt: not written: the file exists; --force replaces it\n",
    )  # fmt: skip
    assert Path("1.vtt").read_text("utf-8") == "mine"
    assert run("chapters", "convert", "1.txt", "1.vtt", "--force").exit_code == 0
    assert Path("1.vtt").read_text("utf-8").startswith("WEBVTT")


def test_chapters_of_audio_become_a_file(run: Run) -> None:
    tag = make.id3(make.chap("a", 0, "Ebb"), make.chap("b", 5000, "Flood", "https://example.com/f"))
    Path("1.mp3").write_bytes(tag + make.mp3(400))
    result = run("chapters", "convert", "1.mp3", "-", "--to", "json")
    assert json.loads(result.stdout)["chapters"] == [
        {"startTime": 0, "title": "Ebb"},
        {"startTime": 5, "title": "Flood", "url": "https://example.com/f"},
    ]
    vtt = run("chapters", "convert", "1.mp3", "-", "--to", "vtt")
    assert "00:00:05.000 --> 00:00:10.449" in vtt.stdout


def test_the_end_of_the_last_chapter_is_that_of_the_audio(run: Run) -> None:
    Path("1.txt").write_text("00:00 Ebb\n", "utf-8")
    result = run("chapters", "convert", "1.txt", "-", "--to", "vtt", "--duration", "52:10")
    assert "00:00:00.000 --> 00:52:10.000" in result.stdout


def test_errors_are_told_and_what_is_right_is_written(run: Run) -> None:
    text = '{"version": "1.2.0", "chapters": [{"title": "?"}, {"startTime": 0, "title": "Ebb"}]}'
    Path("1.json").write_text(text, "utf-8")
    result = run("chapters", "convert", "1.json", "-", "--to", "text")
    assert result.exit_code == 1
    assert result.stdout == "00:00 Ebb\n"
    assert result.stderr.startswith("1.json:1:35: error: startTime of chapter 1 is missing")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["1.txt"], "name one IN and one OUT, or say with --to what to write"),
        (["1.txt", "-"], "to write to standard output, say with --to which one form"),
        (["1.txt", "a.doc"], 'OUT is "a.doc"; its name should end in one of .json, .psc, .vtt, .labels, .chapters.txt, .cue, .txt'),
        (["1.txt", "--to", "vtt", "-o", "-"], "-o names a folder; for standard output write - as OUT"),
        (["1.txt", "a.vtt", "-o", "b"], "-o needs --to, which says what to write"),
        (["1.txt", "--to", "srt"], '"srt" is not a form; expected json, psc, vtt, labels, mp4chaps, cue, text'),
        (["-", "--to", "vtt,cue"], "standard input becomes one form, on standard output"),
        (["1.txt", "1.md", "--to", "cue"], "two of the files would become 1.cue; convert them in turn"),
        (["none.txt", "a.vtt"], "none.txt: not converted: No such file or directory"),
        (["empty.txt", "a.vtt"], "empty.txt: not converted"),
        (["none.json", "a.vtt"], "none.json: not converted: it has no chapters"),
    ],
)  # fmt: skip
def test_wrong_use_is_told(run: Run, words: list[str], says: str) -> None:
    for name in ("1.txt", "1.md"):
        Path(name).write_text("00:00 Ebb\n", "utf-8")
    Path("empty.txt").write_text("", "utf-8")
    if "none.json" in words:
        Path("none.json").write_text('{"version": "1.2.0", "chapters": []}', "utf-8")
    result = run("chapters", "convert", *words, stdin=b"00:00 Ebb\n")
    assert result.exit_code == 2
    assert says in result.stderr
    assert not Path("a.vtt").exists()
