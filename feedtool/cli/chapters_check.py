"""`feedtool chapters check`: checks chapters."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from feedtool.chapters.check import check_chapters
from feedtool.chapters.reading.read import OTHER_FOLDERS, read_chapters
from feedtool.cli.audio_length import audio_option, choose_duration, duration_option
from feedtool.cli.checking_options import config_option, no_config_option, report_options
from feedtool.cli.file_checks import FileChecks, files_argument, find_checked
from feedtool.files.opening import MOST_BYTES
from feedtool.findings.file_findings import FileFindings
from feedtool.inputs.input import Input
from feedtool.vocabulary import load_list


@click.command("check")
@files_argument
@duration_option
@audio_option
@report_options
@config_option
@no_config_option
def command(
    files: Sequence[str], duration: float | None, audio: Path | None, stdin_filename: str,
    **given: Any,
) -> None:  # fmt: skip
    """Check chapters and say what is wrong, where, and how to fix it.

    FILE has chapters in any form that feedtool reads, or is audio with chapters in it; it may also
    be a pattern such as "chapters/*.json", a folder to search, or - for standard input. The content
    says which form a file has.

    feedtool rules --where chapters lists the rules, feedtool explain RULE explains one rule.

    Exit codes: 0 no finding at or above --fail-on; 1 such findings; 2 wrong use, or a file that
    cannot be read.
    """
    endings = load_list("chapters-endings")
    inputs = find_checked(files, endings, stdin_filename, OTHER_FOLDERS)
    check = partial(_check, duration_s=choose_duration(duration, audio))
    checks = FileChecks(check=check, unit="chapter", most_bytes=MOST_BYTES, **given)
    sys.exit(checks.run(inputs))


def _check(
    one: Input, data: bytes, findings: FileFindings, profiles: Sequence[str], *, duration_s: float
) -> int:
    """Check the bytes of one file, and return how many chapters it has."""
    del profiles
    reading = read_chapters(data, findings, one.name)
    if reading is None:
        return 0
    check_chapters(reading, findings, duration_s=duration_s)
    return len(reading.chapters)
