"""Two doors of the house: one for all that is printed, one for all that is opened."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "feedtool"
PRINTING = "feedtool/cli/printing.py"
# click prints these; `make_inert` passes what they say through `printable`.
CLICK_PRINTS = {"echo", "secho", "echo_via_pager", "prompt", "confirm", "progressbar", "pause", "edit", "get_text_stream", "get_binary_stream", "clear"}  # fmt: skip
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
# file → what it does with the streams, the logs or the warnings of Python.
MAY_PRINT = {
    PRINTING: "the door",
    "feedtool/cli/__init__.py": "sets what the streams do with characters that they cannot show",
    "feedtool/inputs/worker.py": "leads what is printed by mistake from the pipe to standard error",
    "feedtool/cli/changes.py": "silences the log of watchfiles",
    "feedtool/media/pictures.py": "silences the warnings of Pillow",
}


def printers_in(tree: ast.AST) -> Iterator[str]:
    """Yield what of a file may print: calls, streams, logs, warnings, with their lines."""
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        match node:
            case ast.Call(func=ast.Name(id="print" | "breakpoint")):
                yield f"{line}: print"
            case ast.Attribute(value=ast.Name(id="click"), attr=name) if name in CLICK_PRINTS:
                yield f"{line}: click.{name}"
            case ast.Attribute(value=ast.Name(id="sys"), attr=name) if name in STREAMS:
                yield f"{line}: sys.{name}"
            case ast.Call(
                func=ast.Attribute(attr="write" | "writev"), args=[ast.Constant(value=1 | 2), *_]
            ):
                yield f"{line}: os.write"
            case ast.ImportFrom(module="sys" | "click" | "logging" | "warnings", names=names):
                wanted = CLICK_PRINTS | STREAMS | {"warn", "getLogger"}
                yield from (f"{line}: {one.name}" for one in names if one.name in wanted)
            case ast.Import(names=names):
                yield from (
                    f"{line}: {one.name}" for one in names if one.name in {"logging", "warnings"}
                )


@pytest.mark.parametrize(
    "code",
    ["print('x')", "import click\nclick.echo('x')", "import sys\nsys.stdout.write('x')", "sys.stderr.buffer", "import logging",
     "from click import secho", "from sys import stdout", "import warnings", "os.write(1, b'')", "def f():\n    click.confirm('x')"],
)  # fmt: skip
def test_prints_are_found(code: str) -> None:
    assert [*printers_in(ast.parse(code))] != []


@pytest.mark.parametrize("code", ["click.option('x')", "say('x')", "path.write_text('x')"])
def test_what_does_not_print_is_not_found(code: str) -> None:
    assert [*printers_in(ast.parse(code))] == []


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_bytes())


def test_all_that_is_printed_passes_through_one_door() -> None:
    found = {name: [*printers_in(tree)] for name, tree in trees()}
    assert {name: what for name, what in found.items() if what and name not in MAY_PRINT} == {}
    assert [name for name in MAY_PRINT if not found[name]] == []


def test_one_function_alone_says_what_is_printable() -> None:
    """Others that ask Python for it accept or refuse values; they print nothing."""
    asking = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr == "isprintable")
        or (isinstance(node, ast.Constant) and node.value == "unicode_escape")
    }  # fmt: skip
    assert asking == {
        "feedtool/findings/wording.py",
        "feedtool/cli/printing.py",  # whether there is anything to escape
        "feedtool/media/chapters.py",  # takes no address with controls
        "feedtool/producer/addresses/neighbours.py",  # takes no path with controls
        "feedtool/show/audio_episodes.py",  # takes no name with controls
        "feedtool/validator/source/true_encoding.py",  # whether a guess makes sense
        "feedtool/values/xml_characters.py",  # a short way to what XML allows
    }


OPENING = "feedtool/files/opening.py"
READS = {"open", "read_bytes", "read_text", "fdopen"}
# file → what it opens that no user and no stranger names, or creates anew.
MAY_OPEN = {
    OPENING: "the door",
    "feedtool/cli/__init__.py": "os.devnull, where what standard output does not take goes",
    "feedtool/cli/schema_command.py": "our own schemas",
    "feedtool/formats/html.py": "our own templates",
    "feedtool/importing/assets/partial.py": "a file that a download is written to, in its folder",
    "feedtool/inputs/many.py": "what the system says of its processors",
    "feedtool/inputs/worker.py": "the pipes to the process that started it",
    "feedtool/media/pictures.py": "a picture in memory",
    "feedtool/transcripts/reading/word_file.py": "a part of a Word file in memory",
    "feedtool/producer/publishing/publish.py": "a lock, without waiting",
    "feedtool/show/audio_episodes.py": "a file that must be new",
    "feedtool/show/file_writing.py": "the descriptor of a file that is new",
    "feedtool/show/folders.py": "folders, and files in them that must be new",
    "feedtool/show/scaffold.py": "our own schemas, and a file that must be new",
    "feedtool/vocabulary/json_files.py": "our own records",
}


def openers_in(tree: ast.AST) -> Iterator[str]:
    """Yield the calls of a file that open another file, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="open"), lineno=line):
                yield f"{line}: open"
            case ast.Call(func=ast.Attribute(value=owner, attr=name), lineno=line) if name in READS:
                # The engine of the validator opens elements; the sources of a show have the door behind them.
                if not ast.unparse(owner).endswith(("engine", "self", "sources")):
                    yield f"{line}: {ast.unparse(owner)}.{name}"


@pytest.mark.parametrize(
    "code",
    [
        "open('x')",
        "Path('x').open('rb')",
        "path.read_text()",
        "os.open('x', 0)",
        "with io.open(x): pass",
    ],
)
def test_opening_is_found(code: str) -> None:
    assert [*openers_in(ast.parse(code))] != []


def test_all_that_is_opened_goes_through_one_door() -> None:
    found = {name: [*openers_in(tree)] for name, tree in trees()}
    assert {name: what for name, what in found.items() if what and name not in MAY_OPEN} == {}
    assert [name for name in MAY_OPEN if not found[name]] == []
