"""`feedtool transcript convert`: what it writes and says, its options and its exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
COMMAND = ("transcript", "convert")
VTT = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Mira>Welcome to the harbour.

00:00:04.000 --> 00:00:08.500
<v Bo><i>The tide</i> is low.
"""
SRT = """\
1
00:00:01,000 --> 00:00:04,000
Mira: Welcome to the harbour.

2
00:00:04,000 --> 00:00:08,500
Bo: The tide is low.
"""
SAID = "We left the harbour at ten and nobody saw us on the old pier."
WORDS = json.dumps({
    "version": "1.0.0",
    "segments": [
        {"startTime": index / 2, "endTime": index / 2 + 0.4, "body": word}
        for index, word in enumerate(SAID.split())
    ],
})  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "33.vtt": VTT,
        "w.json": WORDS,
        "bad.srt": SRT.replace("08,500", "08.500"),
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_out_says_the_form_and_losses_are_told(run: Run, folder: Path) -> None:
    result = run(*COMMAND, "33.vtt", "new/33.srt")
    assert result.exit_code == 0
    assert (folder / "new/33.srt").read_text("utf-8") == SRT
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "new/33.srt: note: written into the text: names of 2 speakers",
        "new/33.srt: note: left out: italics of 1 cue",
    ]


def test_several_inputs_become_several_forms(run: Run, folder: Path) -> None:
    result = run(*COMMAND, "33.vtt", "w.json", "--to", "srt, .HTML,srt,txt", "-o", "out")
    assert result.exit_code == 0
    assert sorted(one.name for one in Path("out").iterdir()) == [
        "33.html",
        "33.srt",
        "33.txt",
        "w.html",
        "w.srt",
        "w.txt",
    ]
    assert "<title>33</title>" in (folder / "out/33.html").read_text("utf-8")


def test_without_a_folder_the_files_stand_beside_the_input(run: Run, folder: Path) -> None:
    assert run(*COMMAND, folder / "33.vtt", "--to", "json").exit_code == 0
    assert (folder / "33.json").is_file()


def test_nothing_is_overwritten_without_force(run: Run, folder: Path) -> None:
    (folder / "33.srt").write_text("mine", "utf-8")
    result = run(*COMMAND, "33.vtt", "--to", "srt,json")
    assert result.exit_code == 2
    assert "33.srt: not written: the file exists; --force replaces it" in result.stderr
    assert (folder / "33.srt").read_text("utf-8") == "mine"
    assert (folder / "33.json").is_file()
    assert run(*COMMAND, "33.vtt", "33.srt", "--force").exit_code == 0
    assert (folder / "33.srt").read_text("utf-8") == SRT


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("33.vtt", "-", "--to", "srt"), None),
        (("-", "-", "--to", "srt"), VTT),
        (("-", "--to", "srt"), VTT),
    ],
)
def test_streams_are_read_and_written(
    run: Run, arguments: tuple[str, ...], text: str | None
) -> None:
    result = run(*COMMAND, *arguments, stdin=None if text is None else text.encode())
    assert result.stdout == SRT
    assert result.stderr.splitlines()[0].startswith("standard output: note: ")
    assert result.exit_code == 0


def test_standard_input_may_go_into_a_file(run: Run, folder: Path) -> None:
    result = run(*COMMAND, "-", "a.srt", "--from", "vtt", stdin=VTT.encode())
    assert result.exit_code == 0
    assert (folder / "a.srt").read_text("utf-8") == SRT


def test_faults_of_the_input_are_printed_and_the_rest_is_written(run: Run, folder: Path) -> None:
    result = run(*COMMAND, "bad.srt", "good.srt")
    assert result.exit_code == 1
    first = result.stderr.splitlines()[0]
    assert first.startswith("bad.srt:6:26: error: ")
    assert first.endswith("[transcript-syntax]")
    assert (folder / "good.srt").read_text("utf-8") == SRT


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.vtt", b"", "empty.vtt:1:1: error: it is empty [transcript-unreadable]"),
        ("odd.vtt", b"WEBVTT\n\n", "[transcript-unreadable]"),
        ("odd.json", b'{"segments": 1}', "[transcript-unreadable]"),
    ],
)
def test_what_cannot_be_read_is_not_converted(
    run: Run, folder: Path, name: str, data: bytes, says: str
) -> None:
    (folder / name).write_bytes(data)
    result = run(*COMMAND, name, "33.vtt", "--to", "txt")
    assert result.exit_code == 2
    assert says in result.stderr
    assert f"{name}: not converted" in result.stderr
    assert (folder / "33.txt").is_file()
    assert not (folder / name).with_suffix(".txt").exists()


def test_text_without_times_does_not_become_captions(run: Run, folder: Path) -> None:
    (folder / "s.json").write_text(WORDS.replace('"endTime"', '"end"'), "utf-8")
    result = run(*COMMAND, "s.json", "s.vtt")
    assert result.exit_code == 2
    assert "s.vtt: not written: " in result.stderr
    assert "1 of 1 cues has no end; vtt needs one for each" in result.stderr
    assert not (folder / "s.vtt").exists()


def test_options_reach_the_writers(run: Run, folder: Path) -> None:
    run(*COMMAND, "w.json", "a.vtt", "--words", "--max-line", 20)
    text = (folder / "a.vtt").read_text("utf-8")
    assert text.count(" --> ") > 1
    assert "<00:00:00.500>left " in text
    run(
        *COMMAND, "33.vtt", "a.html", "--language", "he", "--title", "Nets & tides",
        "--audio", "https://example.com/33.mp3",
    )  # fmt: skip
    page = (folder / "a.html").read_text("utf-8")
    assert '<html lang="he" dir="rtl">' in page
    assert "<h1>Nets &amp; tides</h1>" in page
    assert 'href="https://example.com/33.mp3#t=1"' in page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("33.vtt",), "name one IN and one OUT, or say with --to what to write"),
        (("33.vtt", "33.pdf"), 'OUT is "33.pdf"; its name should end in one of .vtt, .srt'),
        (("33.vtt", "-"), "to write to standard output, say with --to which one form"),
        (("33.vtt", "-", "--to", "srt,txt"), "to write to standard output, say with --to which one form"),
        (("33.vtt", "a.srt", "-o", "x"), "-o needs --to"),
        (("33.vtt", "--to", "pdf"), '"pdf" is not a form; expected vtt, srt, json, html, txt'),
        (("33.vtt", "--to", ","), "name one IN and one OUT, or say with --to what to write"),
        (("-", "--to", "vtt,srt"), "standard input becomes one form, on standard output"),
        (("33.vtt", "33.vtt", "w.json", "a.srt"), "name one IN and one OUT"),
        (("33.vtt", "sub/33.json", "--to", "srt", "-o", "x"), "two of the files would become x/33.srt"),
        (("33.vtt", "a.html", "--language", "german"), '"german" is not a language'),
        (("*.*", "a.srt"), '"*.*" is several files; use --to'),
    ],
)  # fmt: skip
def test_wrong_use_is_refused(
    run: Run, folder: Path, arguments: tuple[str, ...], says: str
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub/33.json").write_text(WORDS, "utf-8")
    result = run(*COMMAND, *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert not (folder / "x").exists()


def test_a_file_that_is_missing_or_cannot_be_written_is_named(run: Run, folder: Path) -> None:
    result = run(*COMMAND, "nope.srt", "a.vtt")
    assert (result.exit_code, result.stderr) == (
        2,
        "nope.srt: not converted: No such file or directory\n",
    )
    (folder / "file").write_text("", "utf-8")
    result = run(*COMMAND, "33.vtt", "file/a.srt")
    assert result.exit_code == 2
    assert "file/a.srt: not written: " in result.stderr


def test_a_hostile_name_and_text_steer_no_terminal(run: Run, folder: Path) -> None:
    (folder / "x\x1b[2J.vtt").write_text(VTT.replace("00:00:04.000\n", "\x1b[2J\n"), "utf-8")
    result = run(*COMMAND, "x\x1b[2J.vtt", "--to", "srt")
    assert "\x1b" not in result.output


def test_the_command_is_listed_and_explained(run: Run) -> None:
    assert (
        "convert  Write transcripts as VTT, SRT, JSON, HTML or text."
        in run("transcript", "--help").output
    )
    text = run(*COMMAND, "--help").output
    assert "No time is made up" in text
    assert "[default: 65 and 32]" in text


def test_real_files_are_converted(run: Run, folder: Path, shared_data: Path) -> None:
    real = sorted(
        one for one in (shared_data / "transcripts").iterdir() if one.suffix in (".srt", ".vtt")
    )
    result = run(*COMMAND, *real, "--to", "vtt,srt,json,html,txt", "-o", "out")
    assert result.exit_code in (0, 1)
    assert len(list(Path("out").iterdir())) == 5 * len(real)
    again = run(
        "transcript",
        "check",
        *(f"out/{one.stem}.vtt" for one in real),
        "--select",
        "transcript-syntax",
    )
    assert again.exit_code == 0, again.output
