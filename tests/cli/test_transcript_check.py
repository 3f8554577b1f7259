"""`feedtool transcript check`: what it prints, its options and its exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from make_audio import mp3

Run = Callable[..., Result]

GOOD = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Mira>Welcome to the harbour.

00:00:04.000 --> 00:00:08.000
<v Bo>The tide is low.
"""
BROKEN = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Mira>Welcome to the harbour.

00:00:08.000 --> 00:00:04.000
<v Bo>The tide is low.

00:02:08.000 --> 00:02:20.000
<v Mira>Good bye, and come back.
"""
BACKWARDS = (
    "t.vtt:6:1: warning: the cue ends at 0:04, before it starts at 0:08; correct one of the times "
    "[transcript-cue-backwards]"
)
PAST = (
    "t.vtt:9:1: warning: the cue starts at 2:08, after the end of the episode at 1:00; correct the "
    "time, or remove the cue [transcript-past-end]"
)
LONG = (
    "t.vtt:9:1: info: the cue stays 12.0 seconds; split it into cues of at most 10 seconds "
    "[transcript-cue-long]"
)
COMMAND = ("transcript", "check")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.vtt").write_text(BROKEN, "utf-8")
    (tmp_path / "good.vtt").write_text(GOOD, "utf-8")
    (tmp_path / "text.mp3").write_text(GOOD, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "lines", "code"),
    [
        ((), [BACKWARDS], 0),
        (("--duration", "1:00"), [BACKWARDS, PAST], 0),
        (("--duration", "60.0"), [BACKWARDS, PAST], 0),
        (("--severity", "info"), [BACKWARDS, LONG], 0),
        (("--severity", "info", "--profile", "rss"), [BACKWARDS], 0),
        (("--fail-on", "warning"), [BACKWARDS], 1),
        (("--fail-on", "info", "--ignore", "transcript-cue-backwards"), [], 1),
        (("--ignore", "transcript-*", "--fail-on", "info"), [], 0),
        (("--select", "transcript-past-end", "--duration", "1:00"), [PAST], 0),
    ],
)
def test_findings_of_a_file(
    run: Run, options: tuple[str, ...], lines: list[str], code: int
) -> None:
    result = run(*COMMAND, "t.vtt", "-q", *options)
    assert [one for one in result.stdout.splitlines() if one.startswith("t.vtt")] == lines
    assert (result.stderr, result.exit_code) == ("", code)


def test_the_text_shows_the_line_and_sums(run: Run) -> None:
    assert run(*COMMAND, "t.vtt").stdout.splitlines() == [
        BACKWARDS,
        "  6 | 00:00:08.000 --> 00:00:04.000",
        "    | ^",
        "t.vtt: 3 cues, 1 warning, 1 info",
        "    not shown: 1 info (1 transcript-cue-long); --severity info shows it",
    ]
    assert run(*COMMAND, "good.vtt").stdout == "good.vtt: 2 cues, no findings\n"


def test_folders_and_patterns(run: Run, folder: Path) -> None:
    (folder / "more").mkdir()
    for name in ("a.srt", "b.vtt", "notes.rtf", ".hidden.vtt"):
        (folder / "more" / name).write_text(GOOD, "utf-8")
    listed = run(*COMMAND, "more", "*.vtt").stdout.splitlines()
    assert [one for one in listed if "cues" in one] == [
        "more/a.srt: 2 cues, 1 error",
        "more/b.vtt: 2 cues, no findings",
        "good.vtt: 2 cues, no findings",
        "t.vtt: 3 cues, 1 warning, 1 info",
    ]
    (folder / "empty").mkdir()
    assert run(*COMMAND, "empty").stdout.splitlines()[0] == (
        "empty: error: the folder has no file that ends in .docm, .docx, .htm, .html, .json, .lrc, "
        ".sbv, .srt, .text, .tsv, .txt, .vtt, .xhtml [unreadable]"
    )


def test_the_length_comes_from_audio(run: Run, folder: Path) -> None:
    (folder / "a.mp3").write_bytes(mp3(383))
    result = run(*COMMAND, "t.vtt", "-q", "--audio", "a.mp3", "--select", "transcript-past-end")
    assert result.stdout.splitlines()[0] == (
        "t.vtt:9:1: warning: the cue starts at 2:08, after the end of the episode at 0:10; "
        "correct the time, or remove the cue [transcript-past-end]"
    )


def test_standard_input_has_the_name_that_is_given(run: Run) -> None:
    result = run(*COMMAND, "-", "-q", "--stdin-filename", "t.vtt", stdin=BROKEN.encode())
    assert result.stdout.splitlines()[0] == BACKWARDS
    srt = b"1\n00:00:01,000 --> 00:00:04,000\nWelcome to the harbour.\n"
    assert run(*COMMAND, "-", stdin=srt).stdout == "-: 1 cue, no findings\n"


def test_a_declared_type_and_language(run: Run) -> None:
    declared = run(*COMMAND, "good.vtt", "-q", "--type", "application/x-subrip")
    assert declared.stdout.splitlines()[0] == (
        "good.vtt:1:1: error: it is WebVTT, but its type is application/x-subrip; write text/vtt "
        "[transcript-wrong-type]"
    )
    assert declared.exit_code == 1
    assert run(*COMMAND, "good.vtt", "-q", "--type", "TEXT/VTT", "--language", "fr").stdout == ""


@pytest.mark.parametrize("form", ["json", "sarif", "github", "junit", "html", "markdown"])
def test_each_format_writes_the_findings(run: Run, form: str) -> None:
    result = run(*COMMAND, "t.vtt", "--format", form)
    assert "transcript-cue-backwards" in result.stdout


def test_json_says_where(run: Run) -> None:
    (report,) = json.loads(run(*COMMAND, "t.vtt", "--format", "json").stdout)["reports"]
    first = report["findings"][0]
    assert (report["items"], first["where"], first["line"]) == (3, "transcript", 6)
    assert first["fix"] == "Correct the times of the cue."


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Error: Missing argument 'FILE...'."),
        (("t.vtt", "--duration", "1h"), "Error: Invalid value for '--duration': \"1h\" is not a duration; expected e.g. 52:10 or 3130"),
        (("t.vtt", "--duration", "0"), "Error: Invalid value for '--duration': \"0\" is not a duration; expected e.g. 52:10 or 3130"),
        (("t.vtt", "--duration", "5", "--audio", "a.mp3"), "Error: --duration and --audio both say how long the audio is; use one"),
        (("t.vtt", "--audio", "a.mp3"), "Error: Invalid value for --audio: a.mp3: No such file or directory"),
        (("t.vtt", "--audio", "text.mp3"), "Error: Invalid value for --audio: text.mp3: it is a text file, not audio; put the audio in its place"),
        (("t.vtt", "--language", "klingon"), "Error: Invalid value for '--language': \"klingon\" is not a language; expected a language code such as en or pt-BR"),
        (("t.vtt", "--select", "transcript-overlp"), "Error: Invalid value for --select: there is no rule transcript-overlp; did you mean transcript-overlap?"),
        (("t.vtt", "--profile", "rs"), "Error: Invalid value for --profile: there is no profile rs; did you mean rss?"),
        (("t.vtt", "--stdin-filename", "x.vtt"), "Error: --stdin-filename names standard input; write - as FILE"),
    ],
)  # fmt: skip
def test_wrong_use(run: Run, arguments: tuple[str, ...], says: str) -> None:
    result = run(*COMMAND, *arguments)
    assert (result.stderr.splitlines()[-1], result.exit_code) == (says, 2)


def test_files_that_cannot_be_read(run: Run, folder: Path) -> None:
    (folder / "empty.vtt").write_bytes(b"")
    result = run(*COMMAND, "missing.vtt", "empty.vtt", "-q")
    assert [one for one in result.stdout.splitlines() if ": error:" in one] == [
        "missing.vtt: error: No such file or directory [unreadable]",
        "empty.vtt:1:1: error: it is empty [transcript-unreadable]",
    ]
    assert result.exit_code == 2
    assert run(*COMMAND, "empty.vtt").exit_code == 1


def test_a_configuration_holds_for_transcripts(run: Run, folder: Path) -> None:
    (folder / "feedtool.toml").write_text('ignore = ["transcript-cue-backwards"]\n', "utf-8")
    assert run(*COMMAND, "t.vtt", "-q").stdout == ""
    assert run(*COMMAND, "t.vtt", "-q", "--no-config").stdout.splitlines()[0] == BACKWARDS


def test_the_group_suggests_commands(run: Run) -> None:
    result = run("transcript", "chek", "t.vtt")
    assert result.stderr.splitlines()[-1] == "Error: there is no command chek; did you mean check?"
    result = run("transcript", "xyz")
    says = "Error: there is no command xyz; feedtool transcript --help lists them"
    assert result.stderr.splitlines()[-1] == says
    assert "check    Check transcripts: each fault" in run("transcript", "--help").stdout


def test_each_rule_is_listed_and_explained(run: Run) -> None:
    listed = run("rules", "--where", "transcript").stdout.splitlines()
    names = [line.split()[1] for line in listed]
    assert {"transcript-syntax", "transcript-overlap", "transcript-other-episode"} <= {*names}
    for name in names:
        assert run("explain", name).stdout.startswith(f"# {name}\n")


STRAY = (
    "expected a transcript such as WebVTT (.vtt), SubRip (.srt), text (.txt) or a Word file "
    "(.docx), or"
)


def test_text_of_another_kind_of_file_is_no_transcript(run: Run, folder: Path) -> None:
    (folder / "t.csv").write_text("start,end,text\n0:00,0:05,Hello there\n", "utf-8")
    (folder / "words").write_text("Mira: Hello there.\n", "utf-8")
    result = run(*COMMAND, "t.csv", "words", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == (
        f"t.csv:1:1: error: its name ends in .csv; {STRAY} --type text/plain for a text "
        "[transcript-unsupported]"
    )
    assert "words" not in result.stdout
    assert run(*COMMAND, "t.csv", "--type", "text/plain").exit_code == 0
    result = run("transcript", "convert", "t.csv", "t.html")
    says = f"t.csv: not converted: {STRAY} --from txt for a text\n"
    assert (result.exit_code, result.stderr) == (2, says)
    assert run("transcript", "convert", "t.csv", "t.html", "--from", "txt").exit_code == 0


def test_folder_of_a_show_is_searched_for_transcripts_alone(run: Run, folder: Path) -> None:
    for name in (
        "show.yaml", "README.md", "transcripts/1.docx", "transcripts/1.vtt", "transcripts/a.txt",
        "chapters/1.json", "episodes/chapters.txt", "public/transcripts/1.vtt", "more/chapters/1.json",
    ):  # fmt: skip
        path = folder / "show" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD, "utf-8")
    result = run(*COMMAND, "show", "--format", "json")
    assert [one["file"] for one in json.loads(result.stdout)["reports"]] == [
        "show/transcripts/1.docx",
        "show/transcripts/1.vtt",
        "show/transcripts/a.txt",
    ]
    result = run("chapters", "check", "show", "--format", "json")
    assert [one["file"] for one in json.loads(result.stdout)["reports"]] == [
        "show/README.md",
        "show/chapters/1.json",
        "show/more/chapters/1.json",
    ]
    result = run(*COMMAND, "show/public", "show/chapters", "--format", "json")
    assert [one["file"] for one in json.loads(result.stdout)["reports"]] == [
        "show/public/transcripts/1.vtt",
        "show/chapters/1.json",
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
def test_lines_of_all_encodings_are_shown(run: Run, encoding: str) -> None:
    text = "1\n00:00:01.000 --> 00:00:02,000\nDas Café über der Flut für alle\n"
    Path("t.srt").write_bytes(text.encode(encoding))
    lines = run(*COMMAND, "t.srt").stdout.splitlines()
    at = lines.index("  2 | 00:00:01.000 --> 00:00:02,000")
    assert lines[at + 1] == "    |         ^"


def test_line_of_a_letter_in_windows_1252_is_shown(run: Run) -> None:
    Path("t.vtt").write_bytes(GOOD.replace("harbour", "Café").encode("cp1252"))
    lines = run(*COMMAND, "t.vtt").stdout.splitlines()
    assert lines[1:3] == ["  4 | <v Mira>Welcome to the Café.", "    |                           ^"]
