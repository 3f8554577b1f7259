"""`feedtool chapters convert`: writes chapters in other forms."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.read import read_chapters
from feedtool.chapters.writing.write import FORMS, form_of_name, write_chapters
from feedtool.cli.audio_length import audio_option, choose_duration, duration_option
from feedtool.cli.common import STDOUT, print_findings
from feedtool.cli.printing import flush, put_bytes, say
from feedtool.files.opening import MOST_BYTES, explain, read_input
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import place_of
from feedtool.inputs.discovery import find_files
from feedtool.inputs.input import STDIN, Input
from feedtool.vocabulary import load_list


class _Target(NamedTuple):
    """A form to write, and the file; without a file it is standard output."""

    form: str
    path: Path | None


def _parse_forms(
    context: click.Context, option: click.Parameter, text: str | None
) -> Sequence[str]:
    """Read the names of forms, divided by commas."""
    del context, option
    names = [one.strip().lower().removeprefix(".") for one in (text or "").split(",")]
    forms = list(dict.fromkeys(filter(None, names)))
    wrong = next((one for one in forms if one not in FORMS), None)
    if wrong is not None:
        raise click.BadParameter(f'"{wrong}" is not a form; expected {", ".join(FORMS)}')
    return forms


@click.command("convert")
@click.argument(
    "files", nargs=-1, required=True, metavar="IN... [OUT]",
    type=click.Path(allow_dash=True, readable=False),
)  # fmt: skip
@click.option(
    "--to", "forms", metavar="FORMS", callback=_parse_forms,
    help=f"What to write: {', '.join(FORMS)}, or several of them with commas between.",
)  # fmt: skip
@click.option(
    "-o", "--output", "folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False),
    help="With --to: where to write the files.  [default: beside each IN]",
)  # fmt: skip
@duration_option
@audio_option
@click.option("--force", is_flag=True, help="Replace files that exist.")
def command(
    files: Sequence[str], forms: Sequence[str], folder: Path | None, duration: float | None,
    audio: Path | None, *, force: bool,
) -> None:  # fmt: skip
    """Convert chapters, and say what the new form cannot hold.

    IN has chapters in any form that feedtool reads, or is audio with chapters in it; the name of
    OUT says what to write: .json, .psc, .vtt, .labels, .cue, .txt (a line of time and title for
    each), or .chapters.txt (for mp4chaps). With --to, each IN is written in all these forms, under
    its own name. IN and OUT may be - for standard input and output. --duration or --audio says
    where the last chapter ends in WebVTT. Files that exist are kept, unless --force is used.

    Exit codes: 0 all is written; 1 all is written, but an IN has errors, which feedtool chapters
    check describes; 2 wrong use, or something cannot be read, converted or written.
    """
    duration_s = choose_duration(duration, audio)
    endings = load_list("chapters-endings")
    if forms and not (len(files) == 2 and files[1] == STDIN):
        plan = [(one, _place_beside(one, forms, folder)) for one in find_files(files, endings)]
        _refuse_same([target.path for _, targets in plan for target in targets])
    else:
        target = _choose_target(files, forms, folder)
        plan = [(one, [target]) for one in find_files(files[:1], endings)]
        if len(plan) > 1:
            says = f'"{files[0]}" is several files; use --to, and -o for the folder'
            raise click.UsageError(says)
    sys.exit(max(_convert(*one, duration_s, force=force) for one in plan))


def _choose_target(files: Sequence[str], forms: Sequence[str], folder: Path | None) -> _Target:
    """Return the one target of a command line without --to, or with OUT -."""
    if folder is not None:
        says = "-o needs --to, which says what to write; or name one IN and one OUT"
        raise click.UsageError(says)
    if len(files) != 2:
        raise click.UsageError("name one IN and one OUT, or say with --to what to write")
    out = files[1]
    if out == STDIN and len(forms) != 1:
        raise click.UsageError("to write to standard output, say with --to which one form")
    form = forms[0] if forms else form_of_name(out)
    if form is None:
        listed = ", ".join(f".{one.ending}" for one in FORMS.values())
        raise click.UsageError(f'OUT is "{out}"; its name should end in one of {listed}')
    return _Target(form, None if out == STDIN else Path(out))


def _place_beside(one: Input, forms: Sequence[str], folder: Path | None) -> Sequence[_Target]:
    """Return where an input is written in some forms."""
    if one.path == STDIN:
        if len(forms) > 1 or folder is not None:
            raise click.UsageError("standard input becomes one form, on standard output")
        return [_Target(forms[0], None)]
    path = Path(one.path)
    folder = path.parent if folder is None else folder
    stem = path.name.partition(".")[0] or path.stem
    return [_Target(form, folder / f"{stem}.{FORMS[form].ending}") for form in forms]


def _refuse_same(paths: Sequence[Path | None]) -> None:
    """Refuse targets of which two would be one file."""
    seen: set[Path] = set()
    for path in filter(None, paths):
        if path in seen:
            raise click.UsageError(f"two of the files would become {path}; convert them in turn")
        seen.add(path)


def _convert(one: Input, targets: Sequence[_Target], duration_s: float, *, force: bool) -> int:
    """Read an input, write all targets, and return the exit code."""
    findings = FileFindings(one.name)
    reading = read_or_say(one, findings, "not converted")
    if reading is None:
        return 2
    done = [_write(reading, target, duration_s, force=force) for target in targets]
    if not all(done):
        return 2
    return int(any(each.severity == "error" for each in findings.found))


def read_or_say(one: Input, findings: FileFindings, outcome: str) -> Reading | None:
    """Read the chapters of an input, and print what is wrong; None if nothing can be read."""
    try:
        if one.kind == "fault":
            raise OSError(None, one.fault)
        data = read_input(one.path, MOST_BYTES)
    except OSError as why:
        say(f"{one.name}: {outcome}: {explain(why)}", err=True)
        return None
    reading = read_chapters(data, findings, "" if one.path == STDIN else one.name)
    found = sorted((each for each in findings.found if each.severity != "info"), key=place_of)
    print_findings(found)
    if reading is None:
        say(f"{one.name}: {outcome}", err=True)
    elif not reading.chapters:
        say(f"{one.name}: {outcome}: it has no chapters", err=True)
        return None
    return reading


def _write(reading: Reading, target: _Target, duration_s: float, *, force: bool) -> bool:
    """Write chapters in one form, and say what the form cannot hold; or why it is not written."""
    place = target.path.as_posix() if target.path else STDOUT
    written = write_chapters(reading, target.form, duration_s)
    try:
        _put(target.path, written.data, force=force)
    except FileExistsError:
        say(f"{place}: not written: the file exists; --force replaces it", err=True)
        return False
    except OSError as why:
        say(f"{place}: not written: {explain(why)}", err=True)
        return False
    if written.lost:
        say(f"{place}: note: not in it: {', '.join(written.lost)}", err=True)
    return True


def _put(path: Path | None, data: bytes, *, force: bool) -> None:
    if path is None:
        put_bytes(data)
        flush()
        return
    from feedtool.show.file_writing import (  # noqa: PLC0415 - only for files
        stream_atomically,
        stream_new,
    )

    path.parent.mkdir(parents=True, exist_ok=True)
    with stream_atomically(path) if force else stream_new(path) as stream:
        stream.write(data)
