"""No text of a feed, a show, a page, a configuration or a command line steers what shows the output."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from click.testing import Result
from hostile_texts import HOSTILE_TEXTS, LONE_SURROGATES
from steering import is_command, list_steering

from feedtool.formats.registry import FORMATS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such names of files there")
Run = Callable[..., Result]
MORE = (
    "--- group", "+++ group", "~~~", "travis_fold:start:x", "\u3000::error::no", "\x1b[0Ksection_start:1:x\r\x1b[0K",
    "\x1b]1338;url=x\x07", "\u3164\ufe0f\ufe0f", "e" + "\u0301" * 9, "\x1b[8mha:x\x1b[0m", "::error::no\n::error::no",
)  # fmt: skip
TEXTS = [text for text in (*HOSTILE_TEXTS, *MORE) if len(text) < 1000]
# A fold, a C1 control and all that the logs look for, in one short text.
WORST = "::error::no\x1b[2J\x9b\u202e\r\n::error::no ##vso[x] \u200b"
FORBIDDEN_IN_NAMES = ("/", "\0")


def feed() -> bytes:
    """Return a feed with each text at the start of a line, in a value, in an attribute and as a name."""
    head = (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>\n'
    )
    items = (
        f"<item><title> {escape(text)}</title><guid>{escape(text)}</guid>\n{escape(text)}\n"
        f'<ttl>1</ttl><enclosure url="{escape(text)}" length="{escape(text)}" type="x"/>'
        f"<itunes:duration>{escape(text)}</itunes:duration><{text.strip()[:20]}/></item>\n"
        for text in TEXTS
    )
    return f"{head}<title>{WORST}</title>{''.join(items)}</channel></rss>".encode()


def quoted(text: str) -> str:
    """Return a text as YAML and TOML write it."""
    return json.dumps(text).replace("\\ud", "\\\\ud")


def write_show(folder: Path) -> None:
    (folder / "episodes").mkdir(parents=True)
    keys = ("title", "description", "author", "copyright", "subtitle")
    lines = [f"{key}: {quoted(WORST)}" for key in keys]
    lines += [
        "link: https://example.com/", "feed_url: https://example.com/feed.xml", "language: en", "timezone: UTC",
        "owner: {email: ed@example.com}", "categories: [Technology]", "artwork: https://example.com/cover.png",
        f"hosts: [{quoted('::error::H' + chr(0x202e))}, {{name: {quoted(WORST)}}}]",
    ]  # fmt: skip
    (folder / "show.yaml").write_text("\n".join(lines), "utf-8")
    for number, text in enumerate(TEXTS, 1):
        name = text.replace("/", "").replace("\0", "")[:40]
        for file in {f"{number:03}-a.md", f"{name}.md"}:
            (folder / "episodes" / os.fsdecode(os.fsencode(file))).write_text(
                f"---\ntitle: {quoted(text)}\nnumber: {number}\npublished: 2024-03-{number % 28 + 1:02}\n"
                f"audio: {{url: https://example.com/{number}.mp3, length: 10, duration: 60}}\n"
                f"guests: [{quoted(text)}]\n---\n{text}\n", "utf-8", errors="surrogatepass",
            )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a feed, shows, pages and configurations that hold the texts."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "feed.xml").write_bytes(feed())
    (folder / f"::error::{WORST}.rss").write_bytes(feed())
    (folder / os.fsdecode(b"--- caf\xe9\x1b[2J.rss")).write_bytes(feed())
    write_show(folder / "broken")
    write_show(folder / "::group::show")
    for path in (folder / "::group::show" / "episodes").iterdir():
        if not path.name.endswith("-a.md"):
            path.unlink()
    page = "\n".join(f"{text}\n{text}: says\n" for text in TEXTS)
    (folder / "page.txt").write_text(f"full\n\nPublished on:\n\nJune 3, 2024\n\nEp. 7: {WORST}\n\n{page}\nTranscript\n\n{page}", "utf-8", errors="replace")  # fmt: skip
    (folder / "toml").mkdir()
    (folder / "toml" / "right.toml").write_text(
        f'[[ignore]]\nrule = "bad-date"\nreason = {quoted(WORST)}\nfiles = [{quoted(WORST)}]\n',
        "utf-8",
    )
    (folder / "toml" / "wrong.toml").write_text(f"{quoted(WORST)} = {quoted(WORST)}\n", "utf-8")
    (folder / "toml" / "broken.toml").write_text(f"a = {WORST}\n", "utf-8", newline="")
    (folder / "known.jsonl").write_text(f"{WORST}\n", "utf-8", newline="")
    return folder


OPTIONS = {
    "github": r"::(error|warning|notice) [a-zA-Z]+=",
    "markdown": "- ",
}
COMMANDS = {
    **{f"validate feed.xml --severity info --format {one}": OPTIONS.get(one, "(?!)") for one in FORMATS},
    "validate . --severity info --statistics --no-config": "(?!)",
    "validate ::group::show --severity info": "(?!)",
    "validate broken --severity info": "(?!)",
    "validate feed.xml --config toml/wrong.toml": "(?!)",
    "validate feed.xml --config toml/broken.toml": "(?!)",
    "validate feed.xml --config toml/right.toml": "(?!)",
    "validate feed.xml --baseline known.jsonl": "(?!)",
    "validate feed.xml --baseline new.jsonl --update-baseline": "(?!)",
    "fix feed.xml --no-config": "(?!)",
    "fix feed.xml --diff --unsafe": r"(---|\+\+\+)",
    "fix ::group::show --diff --unsafe": r"(---|\+\+\+)",
    "fix . --no-config": "(?!)",
    "config feed.xml --config toml/right.toml": "(?!)",
    "config feed.xml --config toml/right.toml --format json": "(?!)",
    "show ::group::show": "(?!)",
    "show ::group::show --format json": "(?!)",
    "show broken": "(?!)",
    "show broken --format json": "(?!)",
    "people ::group::show": "(?!)",
    "people ::group::show --format json": "(?!)",
    "build ::group::show --check": "(?!)",
    "build ::group::show --dry-run": "(?!)",
    "build broken --check": "(?!)",
    "build ::group::show broken --check": "(?!)",
    "lock ::group::show --from feed.xml --dry-run": "(?!)",
    "build ::group::show --check --against feed.xml": "(?!)",
    "import page.txt --into imported": "(?!)",
    "import page.txt --into ::group::show": "(?!)",
    "rules": "(?!)",
    "profiles": "(?!)",
    "schema": "(?!)",
    "explain text-invisible": "(?!)",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_no_text_of_an_input_steers(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(made)
    result = run(*command.split())
    assert result.output
    assert "Traceback" not in result.output
    assert [*list_steering(result.output, but=COMMANDS[command])] == []


PAGE = """full

Published on:

June 3, 2024

Ep. 7: Tides \x1b]0;owned\x07\x1b[2J\u202e - Bo Lind - Port of \x9b31mExample

Bo Lind explains.
"""


def test_import_shows_what_a_page_holds_escaped(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("import", "-", "--into", "new", stdin=PAGE.encode())
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:5] == [
        "found:", "  number          7", "  date            2024-06-03",
        r"  title           Tides \x1b]0;owned\x07\x1b[2J\u202e",
        r"  guest           Bo Lind (Port of \x9b31mExample)",
    ]  # fmt: skip


def test_a_source_line_that_is_a_command_stands_behind_its_margin(run: Run) -> None:
    feed = (
        b'<rss version="2.0"><channel><title>T</title>\n   ::error::no<ttl>x</ttl></channel></rss>'
    )
    result = run("validate", "-", "--select", "bad-integer", "-q", "--no-config", stdin=feed)
    assert result.stdout.splitlines()[1:] == [
        "  2 | \ufffd:error::no<ttl>x</ttl></channel></rss>", "    |                 ^"
    ]  # fmt: skip


@pytest.mark.slow
def test_reports_in_files_are_what_is_printed(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The door changes nothing that a writer of reports has made."""
    monkeypatch.chdir(made)
    for form in FORMATS:
        result = run("validate", "feed.xml", "--format", form, "--output", f"{form}=report")
        assert Path("report").read_bytes() == result.stdout_bytes
        Path("report").unlink()


TYPED = ("{}", "validate {}", "validate x --format {}", "validate x --profile {}", "validate x --select {}", "validate x --at {}",
         "validate x --jobs {}", "validate x --output {}", "validate x --output json={}", "validate x --config {}", "validate x --baseline {}", "validate x --{}",
         "validate x -{}", "validate - --stdin-filename {}", "fix {}", "explain {}", "profiles {}", "config {}", "show {}", "people {} --at {}", "build {}", "build . --accept {}",
         "lock {} --from {}", "import {} --into {}", "import page.txt --into new --set {}", "init {}", "init new --title {} --language {}", "new {} {}", "new . --at {}", "schema {}",
         "schema --format {}", "rules --severity {}")  # fmt: skip
# Of each kind that makes a difference, since each is a run.
SHORT = (
    WORST,
    "::error::no",
    "--- x\n::error::no",
    LONE_SURROGATES[0],
    "\u2066x\u2069\ufeff",
    "x" * 5000,
)


@pytest.mark.parametrize("words", TYPED)
def test_no_word_of_a_command_line_steers(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in SHORT:
        result = run(*(word.format(text) for word in words.split()), stdin=b"")
        assert [*list_steering(result.output)] == []
        assert "Traceback" not in result.output


def test_errors_of_the_command_line_are_cut(run: Run) -> None:
    result = run("explain", "x" * 100_000)
    assert result.exit_code == 2
    assert max(map(len, result.output.splitlines())) <= 2_000


# The terminals of old systems, and what Windows has.
ENCODINGS = ("ascii", "latin-1", "cp437", "cp1252", "cp850", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "words",
    ["validate feed.xml", "validate feed.xml --format json", "show ::group::show", "people ::group::show --format json", "fix feed.xml --diff", "explain é\udce9", "validate --help", "nope…"],
)  # fmt: skip
def test_no_encoding_of_a_terminal_stops_a_command(made: Path, encoding: str, words: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "feedtool", *words.split()], cwd=made, capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert b"Traceback" not in result.stderr
    assert b"UnicodeEncodeError" not in result.stderr
    assert result.returncode in (0, 1, 2)
    if "json" not in words and "--help" not in words:
        (result.stdout + result.stderr).decode(encoding)


def on_a_terminal(arguments: list[str], folder: Path, stdin: bytes = b"") -> bytes:
    """Return what a command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "feedtool", *arguments], cwd=folder, stdin=subprocess.PIPE,
        stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"},
    ) as process:  # fmt: skip
        os.close(theirs)
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        written = bytearray()
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not piece:
                break
            written += piece
    os.close(ours)
    return bytes(written)


SMALL = b'<rss version="2.0"><channel><title> A\xc2\x9b31m\xe2\x80\xae</title></channel></rss>\n'


def test_a_fixed_feed_is_raw_in_a_pipe_and_escaped_on_a_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "feedtool", "fix", "-"]
    piped = subprocess.run(command, input=SMALL, capture_output=True, check=False).stdout
    assert b"\xc2\x9b31m" in piped
    shown = on_a_terminal(["fix", "-"], tmp_path, SMALL)
    assert b"\\x9b31m" in shown
    assert b"\xc2\x9b" not in shown
    assert b"\x1b" not in shown


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    ["validate feed.xml", "validate . --no-config", "validate ::group::show", "fix . --no-config", "show ::group::show", "build ::group::show --check",
     "lock ::group::show --from feed.xml --dry-run"],
)  # fmt: skip
def test_nothing_steers_a_terminal(made: Path, words: str) -> None:
    """Lines of progress move the cursor to the start of their line; nothing else does."""
    shown = on_a_terminal(words.split(), made).decode()
    assert shown
    assert [*list_steering(shown.replace("\r\n", "\n").replace("\r", "\n"))] == []


def test_a_crash_prints_nothing_raw(tmp_path: Path) -> None:
    code = (
        "import feedtool.cli as cli, feedtool.cli.rules_command as rules\n"
        "def fail(*_, **__): raise ValueError('\\x1b[2J\\n::error::no')\n"
        "rules.command.callback = fail\n"
        "cli.main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "rules"], capture_output=True, check=False, cwd=tmp_path
    )
    assert result.returncode == 1
    assert result.stderr.decode().endswith("ValueError: \\x1b[2J\n\\::error::no\n")


def test_the_summary_of_a_job_holds_no_markup_of_a_feed(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(made)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    run("validate", "feed.xml", os.fsdecode(b"./--- caf\xe9\x1b[2J.rss"))
    text = (tmp_path / "summary").read_bytes().decode()
    assert [*list_steering(text)] == []
    assert not any(is_command(line) for line in text.splitlines())
