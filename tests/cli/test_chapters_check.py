"""feedtool chapters check: findings of files in all formats, with their places and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import make_audio as make
import pytest
from chapter_files import FILES
from click.testing import Result

Run = Callable[..., Result]
LATE = '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Ebb"},\n{"startTime": 90, "title": "Flood"}]}\n'
_FRAME_S = 1152 / 44100


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str | bytes) -> None:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("name", FILES)
def test_each_form_passes(run: Run, name: str) -> None:
    file, text, _, chapters = FILES[name]
    put(file, text)
    result = run("chapters", "check", file)
    assert (result.exit_code, result.stderr) == (0, "")
    # Some have a chapter without a title, which is a warning.
    assert result.stdout.splitlines()[-1].startswith(f"{file}: {len(chapters)} chapters, ")


def test_a_finding_has_its_place_and_line(run: Run) -> None:
    put("1.json", LATE)
    result = run("chapters", "check", "1.json", "--duration", "1:00")
    assert result.stdout.splitlines() == [
        "1.json:2:15: warning: chapter 2 starts at 1:30, after the end of the audio, 1:00 [chapter-past-end]",
        '  2 | {"startTime": 90, "title": "Flood"}]}',
        "    |               ^",
        "1.json: 2 chapters, 1 warning",
    ]
    assert result.exit_code == 0


def test_the_length_of_audio_is_measured(run: Run) -> None:
    put("1.json", LATE)
    put("1.mp3", make.mp3(round(60 / _FRAME_S)))
    result = run("chapters", "check", "1.json", "--audio", "1.mp3", "--fail-on", "warning")
    assert result.exit_code == 1
    assert "after the end of the audio, 1:00 [chapter-past-end]" in result.stdout


def test_chapters_inside_audio_are_checked_with_its_own_length(run: Run) -> None:
    put(
        "1.mp3", make.id3(make.chap("a", 0, "Ebb"), make.chap("b", 90_000, "Flood")) + make.mp3(400)
    )
    result = run("chapters", "check", "1.mp3")
    assert result.stdout.splitlines() == [
        "1.mp3: warning: chapter 2 starts at 1:30, after the end of the audio, 0:10.449 [chapter-past-end]",
        "1.mp3: 2 chapters, 1 warning",
    ]


def test_audio_without_chapters_is_told(run: Run) -> None:
    put("1.mp3", make.mp3(400))
    result = run("chapters", "check", "1.mp3")
    assert result.stdout.splitlines()[0] == "1.mp3: warning: it has no chapters [chapters-empty]"


def test_errors_and_what_cannot_be_read_have_their_exit_codes(run: Run) -> None:
    put("1.json", "{")
    assert run("chapters", "check", "1.json").exit_code == 1
    assert run("chapters", "check", "missing.json").exit_code == 2
    assert run("chapters", "check").exit_code == 2


def test_infos_show_when_asked_and_rules_are_chosen(run: Run) -> None:
    put("1.txt", "00:10 Ebb\n00:20 Flood\n")
    hidden = run("chapters", "check", "1.txt")
    assert hidden.stdout.splitlines()[0] == "1.txt: 2 chapters, 1 info"
    shown = run("chapters", "check", "1.txt", "--severity", "info")
    assert "[chapters-not-from-start]" in shown.stdout
    ignored = run(
        "chapters", "check", "1.txt", "--severity", "info", "--ignore", "chapters-not-from-start"
    )
    assert "[chapters-not-from-start]" not in ignored.stdout


def test_standard_input_and_json(run: Run) -> None:
    result = run(
        "chapters", "check", "-", "--format", "json", stdin=LATE.replace("90", "-9").encode()
    )
    report = json.loads(result.stdout)
    assert [
        (one["rule"], one["line"], one["column"]) for one in report["reports"][0]["findings"]
    ] == [
        ("chapters-single", 1, 1),
        ("chapter-bad-time", 2, 15),
    ]
    assert result.exit_code == 1


def test_a_folder_is_searched(run: Run, here: Path) -> None:
    (here / "chapters").mkdir()
    put("chapters/1.json", LATE)
    put("chapters/2.cue", FILES["cue sheet"][1])
    put("chapters/3.yaml", "x")
    result = run("chapters", "check", "chapters")
    assert result.stdout.splitlines()[:2] == [
        "chapters/1.json: 2 chapters, no findings", "chapters/2.cue: 2 chapters, no findings",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--duration", "soon"], '"soon" is not a duration; expected e.g. 52:10 or 3130'),
        (["--audio", "none.mp3"], "none.mp3: No such file or directory"),
        (["--audio", "1.json"], "1.json: its ending stands for no media type"),
        (["--duration", "9", "--audio", "1.mp3"], "--duration and --audio both say how long the audio is; use one"),
        (["--select", "chapter-past-ent"], "there is no rule chapter-past-ent; did you mean chapter-past-end?"),
    ],
)  # fmt: skip
def test_wrong_use_is_told(run: Run, options: list[str], says: str) -> None:
    put("1.json", LATE)
    result = run("chapters", "check", "1.json", *options)
    assert result.exit_code == 2
    assert says in result.stderr


def test_an_unknown_command_is_told(run: Run) -> None:
    result = run("chapters", "chek")
    assert result.exit_code == 2
    assert "there is no command chek; did you mean check?" in result.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("1.json", '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A"}, {"startTime": -1, "title": "B"}, {"startTime": 9, "title": ""}]}'),
        ("1.labels", "0.0\t0.0\tA\nx.9\t9.0\tB\n9.0\t9.0\t\n"),
    ],
)  # fmt: skip
def test_chapters_are_counted_as_in_their_file(
    run: Run, tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    told = run("chapters", "check", str(path), "-q").stdout
    assert "chapter 3 has no title" in told
    assert "chapter 2 has" not in told


def test_a_name_for_standard_input_needs_standard_input(run: Run) -> None:
    put("1.txt", "00:00 Low tide\n05:00 High tide\n")
    result = run("chapters", "check", "1.txt", "--stdin-filename", "2.txt")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2, "Error: --stdin-filename names standard input; write - as FILE",
    )  # fmt: skip
