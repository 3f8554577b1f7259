"""Checks the settings behind the times of a cue of WebVTT.

Source: https://www.w3.org/TR/webvtt1/#webvtt-cue-settings-list
"""

import re
from collections.abc import Collection

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.reading.lines import BLANKS

_SYNTAX = "transcript-syntax"
# All settings together are shorter.
_MOST_CHARS = 1000
_PERCENT = r"(?:100(?:\.0{1,9})?|[0-9]{1,2}(?:\.[0-9]{1,9})?)%"
# What a setting may be, and how that is said.
_FORMS = {
    "vertical": (re.compile("rl|lr"), "rl or lr"),
    "line": (
        re.compile(rf"(?:{_PERCENT}|-?[0-9]{{1,9}})(?:,(?:start|center|end))?"),
        "a number of lines or a percentage",
    ),
    "position": (
        re.compile(rf"{_PERCENT}(?:,(?:line-left|center|line-right))?"),
        "a percentage from 0% to 100%",
    ),
    "size": (re.compile(_PERCENT), "a percentage from 0% to 100%"),
    "align": (
        re.compile("start|center|end|left|right"), "start, center, end, left or right"
    ),
    "region": (re.compile(r"\S{1,200}"), "the id of a region"),
}  # fmt: skip


def check_settings(
    line: str, start: int, number: int, regions: Collection[str], findings: FileFindings
) -> str:
    """Return the settings of a cue that are right; they begin at an index of a line of times."""
    kept = []
    for word in re.compile(r"[^ \t]+").finditer(line, start, start + _MOST_CHARS):
        says = _judge(word[0], regions)
        if says is None:
            kept.append(word[0])
        else:
            message = f"{says}; players ignore it"
            findings.add(_SYNTAX, message, number, word.start() + 1, severity="warning")
    return " ".join(kept).strip(BLANKS)


def _judge(word: str, regions: Collection[str]) -> str | None:
    name, mark, value = word.partition(":")
    known = _FORMS.get(name)
    if known is None or not mark:
        return f'"{cut(word)}" is no setting of a cue; expected {", ".join(_FORMS)}'
    form, expected = known
    if not form.fullmatch(value):
        return f'{name} is "{cut(value)}"; expected {expected}'
    if name == "region" and value not in regions:
        return f'no region before the cue has the id "{cut(value)}"'
    return None
