"""`feedtool transcript convert`: writes transcripts in other forms."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click

from feedtool.cli.common import STDOUT, parse_language, print_findings
from feedtool.cli.printing import flush, put_bytes, say
from feedtool.files.opening import explain, read_input
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import place_of
from feedtool.inputs.discovery import find_files
from feedtool.inputs.input import STDIN, Input
from feedtool.media.types import ending_of
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.reading.detection import explain_stray
from feedtool.transcripts.reading.read import MOST_BYTES, read_transcript
from feedtool.transcripts.types import ending_of_transcript
from feedtool.transcripts.writing.write import FORMS, explain_refusal, write_transcript
from feedtool.vocabulary import load_list


class _Target(NamedTuple):
    """A form to write, and the file; without a file it is standard output."""

    form: str
    path: Path | None


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
    help="What to write: vtt, srt, json, html, txt, or several of them with commas between.",
)  # fmt: skip
@click.option(
    "-o", "--output", "folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False),
    help="With --to: where to write the files.  [default: beside each IN]",
)  # fmt: skip
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
@click.option("--force", is_flag=True, help="Replace files that exist.")
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
    if forms and not (len(files) == 2 and files[1] == STDIN):
        inputs = find_files(files, load_list("transcript-endings"))
        plan = [(one, _place_beside(one, forms, folder)) for one in inputs]
        _refuse_same([target.path for _, targets in plan for target in targets])
    else:
        plan = [_pair(files, forms, folder)]
    sys.exit(max([_convert(one, targets, asked) for one, targets in plan]))


def _pair(
    files: Sequence[str], forms: Sequence[str], folder: Path | None
) -> tuple[Input, Sequence[_Target]]:
    """Return the one input and the one target of a command line without --to, or with OUT -."""
    if folder is not None:
        raise click.UsageError(
            "-o needs --to, which says what to write; or name one IN and one OUT"
        )
    if len(files) != 2:
        raise click.UsageError("name one IN and one OUT, or say with --to what to write")
    source, out = files
    form = forms[0] if len(forms) == 1 else ending_of_transcript(out)
    if out == STDIN and len(forms) != 1:
        raise click.UsageError("to write to standard output, say with --to which one form")
    if form is None:
        listed = ", ".join(f".{one}" for one in FORMS)
        raise click.UsageError(f'OUT is "{out}"; its name should end in one of {listed}')
    (one, *more) = find_files([source], load_list("transcript-endings"))
    if more:
        raise click.UsageError(f'"{source}" is several files; use --to, and -o for the folder')
    return one, [_Target(form, None if out == STDIN else Path(out))]


def _place_beside(one: Input, forms: Sequence[str], folder: Path | None) -> Sequence[_Target]:
    """Return where an input is written in some forms."""
    if one.path == STDIN:
        if len(forms) > 1 or folder is not None:
            raise click.UsageError("standard input becomes one form, on standard output")
        return [_Target(forms[0], None)]
    path = Path(one.path)
    folder = path.parent if folder is None else folder
    return [_Target(form, folder / f"{path.stem}.{form}") for form in forms]


def _refuse_same(paths: Sequence[Path | None]) -> None:
    """Refuse targets of which two would be one file."""
    seen: set[Path] = set()
    for path in filter(None, paths):
        if path in seen:
            raise click.UsageError(f"two of the files would become {path}; convert them in turn")
        seen.add(path)


def _convert(one: Input, targets: Sequence[_Target], asked: _Asked) -> int:
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
        say(f"{one.name}: not converted: {expected}, or --from txt", err=True)
        return 2
    title = asked.title or ("" if one.path == STDIN else Path(one.path).stem)
    done = [_write(reading.transcript, target, title, asked) for target in targets]
    if not all(done):
        return 2
    return int(any(each.severity == "error" for each in found))


def _write(transcript: Transcript, target: _Target, title: str, asked: _Asked) -> bool:
    """Write a transcript in one form, and say what the form cannot hold; or why it is not written.

    Raises Unwritable if the file cannot be written.
    """
    place = target.path.as_posix() if target.path else STDOUT
    refusal = explain_refusal(transcript, target.form)
    if refusal:
        say(f"{place}: not written: {refusal}", err=True)
        return False
    written = write_transcript(
        transcript, target.form, language=asked.language, title=title, audio_url=asked.audio,
        words=asked.words, max_line=asked.max_line or 0,
    )  # fmt: skip
    try:
        _put(target.path, written.data, force=asked.force)
    except FileExistsError:
        say(f"{place}: not written: the file exists; --force replaces it", err=True)
        return False
    except OSError as why:
        say(f"{place}: not written: {explain(why)}", err=True)
        return False
    for lost in written.lost:
        say(f"{place}: note: {lost}", err=True)
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
