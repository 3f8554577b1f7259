"""`feedtool transcript check`: checks transcripts."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from feedtool.cli.audio_length import audio_option, choose_duration, duration_option
from feedtool.cli.checking_options import (
    config_option,
    no_config_option,
    profile_option,
    report_options,
)
from feedtool.cli.common import parse_language
from feedtool.cli.file_checks import FileChecks, files_argument, find_checked
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.inputs.input import Input
from feedtool.media.types import ending_of
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.reading.detection import OTHER_FOLDERS, SEARCHED, explain_stray
from feedtool.transcripts.reading.read import MOST_BYTES, read_transcript
from feedtool.validator.validate import DEFAULT_PROFILES


@click.command("check")
@files_argument
@duration_option
@audio_option
@click.option(
    "--language", default="", metavar="TAG", callback=parse_language,
    help="The language that the transcripts should be in, e.g. fr.",
)  # fmt: skip
@click.option(
    "--type", "media_type", default="", metavar="TYPE",
    help="The media type that is declared, e.g. text/vtt.",
)  # fmt: skip
@profile_option
@report_options
@config_option
@no_config_option
def command(
    files: Sequence[str], duration: float | None, audio: Path | None, language: str,
    media_type: str, stdin_filename: str, **given: Any,
) -> None:  # fmt: skip
    """Check transcripts and say what is wrong, where, and how to fix it.

    FILE is a transcript in any form that feedtool reads, a pattern such as "transcripts/*.vtt", a
    folder to search for transcripts, or - for standard input. The content says which form a file
    has.

    feedtool rules --where transcript lists the rules, feedtool explain RULE explains one rule.

    Exit codes: 0 no finding at or above --fail-on; 1 such findings; 2 wrong use, or a file that
    cannot be read.
    """
    inputs = find_checked(files, SEARCHED, stdin_filename, OTHER_FOLDERS)
    duration_s = choose_duration(duration, audio)
    check = partial(
        _check, duration_s=duration_s, language=language, media_type=media_type.strip().lower()
    )
    checks = FileChecks(check=check, unit="cue", most_bytes=MOST_BYTES, **given)
    sys.exit(checks.run(inputs))


def _check(
    one: Input, data: bytes, findings: FileFindings, profiles: Sequence[str], *,
    duration_s: float, language: str, media_type: str,
) -> int:  # fmt: skip
    """Check the bytes of one transcript, and return how many cues it has."""
    reading = read_transcript(data, findings, one.name, media_type)
    if reading is None:
        return 0
    expected = explain_stray(reading.transcript.form, one.name, media_type)
    if expected and (ending := ending_of(one.name)):
        message = f"its name ends in .{cut(ending)}; {expected}, or --type text/plain for a text"
        findings.add("transcript-unsupported", message, 1, 1)
        return 0
    check_transcript(
        reading, findings, duration_s=duration_s, profiles=profiles or DEFAULT_PROFILES,
        language=language,
    )  # fmt: skip
    return len(reading.transcript.cues)
