"""`feedtool chapters convert`: writes chapters in other forms."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.read import OTHER_FOLDERS, read_chapters
from feedtool.chapters.writing.write import FORMS, form_of_name, write_chapters
from feedtool.cli.audio_length import audio_option, choose_duration, duration_option
from feedtool.cli.common import print_findings
from feedtool.cli.conversion import (
    Conversion,
    Target,
    folder_option,
    force_option,
    put_file,
    sources_argument,
)
from feedtool.cli.printing import say
from feedtool.files.opening import MOST_BYTES, explain, read_input
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import place_of
from feedtool.inputs.input import STDIN, Input
from feedtool.vocabulary import load_list

_CONVERSION = Conversion(
    {form: one.ending for form, one in FORMS.items()}, form_of_name, load_list("chapters-endings"),
    OTHER_FOLDERS,
)  # fmt: skip


@click.command("convert")
@sources_argument
@click.option(
    "--to", "forms", metavar="FORMS", callback=_CONVERSION.parse_forms,
    help=f"What to write: {', '.join(FORMS)}, or several of them with commas between.",
)  # fmt: skip
@folder_option
@duration_option
@audio_option
@force_option
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
    plan = _CONVERSION.plan(files, forms, folder)
    sys.exit(max([_convert(*one, duration_s, force=force) for one in plan]))


def _convert(one: Input, targets: Sequence[Target], duration_s: float, *, force: bool) -> int:
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


def _write(reading: Reading, target: Target, duration_s: float, *, force: bool) -> bool:
    """Write chapters in one form, and say what the form cannot hold; or why it is not written.

    Raises Unwritable if standard output cannot be written.
    """
    written = write_chapters(reading, target.form, duration_s)
    fault = put_file(target.path, written.data, force=force)
    if fault:
        say(f"{target.place}: not written: {fault}", err=True)
        return False
    if written.lost:
        say(f"{target.place}: note: not in it: {', '.join(written.lost)}", err=True)
    return True
