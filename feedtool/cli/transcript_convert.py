"""`feedtool transcript convert`: writes transcripts in other forms."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from feedtool.cli.common import parse_language, print_findings
from feedtool.cli.conversion import (
    Conversion,
    Target,
    folder_option,
    force_option,
    put_file,
    sources_argument,
)
from feedtool.cli.printing import say
from feedtool.files.opening import explain, read_input
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import place_of
from feedtool.inputs.input import STDIN, Input
from feedtool.media.types import ending_of
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.reading.detection import OTHER_FOLDERS, SEARCHED, explain_stray
from feedtool.transcripts.reading.read import MOST_BYTES, read_transcript
from feedtool.transcripts.types import ending_of_transcript
from feedtool.transcripts.writing.write import FORMS, explain_refusal, write_transcript
from feedtool.vocabulary import load_list

_CONVERSION = Conversion(
    {form: form for form in FORMS}, ending_of_transcript, SEARCHED, OTHER_FOLDERS
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user asks for, beside the files."""

    source_form: str
    language: str
    title: str
    audio: str
    words: bool
    max_line: int | None
    force: bool


@click.command("convert")
@sources_argument
@click.option(
    "--to", "forms", metavar="FORMS", callback=_CONVERSION.parse_forms,
    help="What to write: vtt, srt, json, html, txt, or several of them with commas between.",
)  # fmt: skip
@folder_option
@click.option(
    "--from", "source_form", default="", type=click.Choice(["", *FORMS]), show_choices=False,
    metavar="FORM", help="What IN is, where neither its content nor its name says so.",
)  # fmt: skip
@click.option(
    "--language", default="", metavar="TAG", callback=parse_language,
    help="The language of the text, for the page.",
)  # fmt: skip
@click.option("--title", default="", help="The heading of the page.  [default: the name of IN]")
@click.option(
    "--audio", default="", metavar="URL",
    help="The address of the audio, which links of the page play from their time.",
)  # fmt: skip
@click.option("--words", is_flag=True, help="Keep the times of words in VTT and JSON.")
@click.option(
    "--max-line", type=click.IntRange(10, 1000), metavar="CHARS",
    help="The longest line in VTT and SRT.  [default: 65 and 32]",
)  # fmt: skip
@force_option
def command(
    files: Sequence[str], forms: Sequence[str], folder: Path | None, **given: object
) -> None:
    """Convert transcripts, and say what the new form cannot hold.

    IN is a transcript in any form that feedtool reads, OUT a file whose name ends in .vtt, .srt,
    .json, .html or .txt. With --to, each IN is written in all these forms, under its own name. IN
    and OUT may be - for standard input and output. No time is made up: text without times does not
    become captions. Files that exist are kept, unless --force is used.

    Exit codes: 0 all is written; 1 all is written, but an IN has errors, which feedtool transcript
    check describes; 2 wrong use, or something cannot be read, converted or written.
    """
    asked = _Asked(**given)  # type: ignore[arg-type]  # click has checked the values
    plan = _CONVERSION.plan(files, forms, folder)
    sys.exit(max([_convert(one, targets, asked) for one, targets in plan]))


def _convert(one: Input, targets: Sequence[Target], asked: _Asked) -> int:
    """Read an input, write all targets, and return the exit code."""
    try:
        if one.kind == "fault":
            raise OSError(None, one.fault)
        data = read_input(one.path, MOST_BYTES)
    except OSError as why:
        say(f"{one.name}: not converted: {explain(why)}", err=True)
        return 2
    findings = FileFindings(one.name)
    name = "" if asked.source_form or one.path == STDIN else one.name
    media_type = load_list("transcript-endings").get(asked.source_form, "")
    reading = read_transcript(data, findings, name, media_type)
    found = sorted((each for each in findings.found if each.severity != "info"), key=place_of)
    print_findings(found)
    if reading is None:
        say(f"{one.name}: not converted", err=True)
        return 2
    expected = explain_stray(reading.transcript.form, name, media_type)
    if expected and ending_of(name):
        say(f"{one.name}: not converted: {expected}, or --from txt for a text", err=True)
        return 2
    title = asked.title or ("" if one.path == STDIN else Path(one.path).stem)
    done = [_write(reading.transcript, target, title, asked) for target in targets]
    if not all(done):
        return 2
    return int(any(each.severity == "error" for each in found))


def _write(transcript: Transcript, target: Target, title: str, asked: _Asked) -> bool:
    """Write a transcript in one form, and say what the form cannot hold; or why it is not written.

    Raises Unwritable if standard output cannot be written.
    """
    place = target.place
    refusal = explain_refusal(transcript, target.form)
    if refusal:
        say(f"{place}: not written: {refusal}", err=True)
        return False
    written = write_transcript(
        transcript, target.form, language=asked.language, title=title, audio_url=asked.audio,
        words=asked.words, max_line=asked.max_line or 0,
    )  # fmt: skip
    fault = put_file(target.path, written.data, force=asked.force)
    if fault:
        say(f"{place}: not written: {fault}", err=True)
        return False
    for lost in written.lost:
        say(f"{place}: note: {lost}", err=True)
    return True
