"""Checks the blocks of WebVTT that are no cues: styles and regions.

Source: https://www.w3.org/TR/webvtt1/#region-settings
"""

import re
from collections.abc import Sequence

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut

_SYNTAX = "transcript-syntax"
_PERCENT = r"(?:100(?:\.0{1,9})?|[0-9]{1,2}(?:\.[0-9]{1,9})?)%"
_REGION = {
    "id": re.compile(r"\S{1,200}"),
    "width": re.compile(_PERCENT),
    "lines": re.compile("[0-9]{1,9}"),
    "regionanchor": re.compile(f"{_PERCENT},{_PERCENT}"),
    "viewportanchor": re.compile(f"{_PERCENT},{_PERCENT}"),
    "scroll": re.compile("up"),
}


def check_block(
    kind: str, body: Sequence[str], number: int, regions: set[str], findings: FileFindings, *,
    is_late: bool,
) -> None:  # fmt: skip
    """Check a block of which the first line has a number; add the id of a region to `regions`.

    Players ignore a style or a region that is late: behind the first cue.
    """
    if kind == "NOTE":
        return
    if is_late:
        message = f"{kind} stands behind a cue, where players ignore it; move it before all cues"
        findings.add(_SYNTAX, message, number, 1, severity="warning")
    if kind == "REGION":
        _check_region(body, number, regions, findings)


def _check_region(
    body: Sequence[str], number: int, regions: set[str], findings: FileFindings
) -> None:
    for index, line in enumerate(body):
        for word in re.finditer(r"[^ \t]+", line.removeprefix("REGION") if not index else line):
            name, mark, value = word[0].partition(":")
            column = word.start() + 1 + (len("REGION") if not index else 0)
            form = _REGION.get(name)
            if form is None or not mark:
                message = (
                    f'"{cut(word[0])}" is no setting of a region; expected {", ".join(_REGION)}'
                )
                findings.add(_SYNTAX, message, number + index, column, severity="warning")
            elif not form.fullmatch(value):
                message = f'{name} of the region is "{cut(value)}", which players ignore'
                findings.add(_SYNTAX, message, number + index, column, severity="warning")
            elif name == "id":
                regions.add(value)
