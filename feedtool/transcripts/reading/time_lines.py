"""Lines such as `00:00:01,000 --> 00:00:04,000`, also as they should not be written.

Source: https://www.w3.org/TR/webvtt1/#webvtt-timestamp; SubRip has no specification. What is an
error there is what AntennaPod does not read, which takes two digits each, a comma and three digits.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.reading.lines import BLANKS
from feedtool.values.times import parse_time
from feedtool.vocabulary.severity import Severity


class Notation(NamedTuple):
    """How a form writes times: its name, the mark before milliseconds, the fewest parts, a line."""

    name: str
    mark: str
    fewest: int
    right: re.Pattern[str]


_HOURS = "([0-9]{2,9}):"
_REST = "([0-5][0-9]):([0-5][0-9])"
SUBRIP = Notation(
    "SubRip",
    ",",
    3,
    re.compile(rf"{_HOURS}{_REST},([0-9]{{3}}) --> {_HOURS}{_REST},([0-9]{{3}})\Z"),
)
_VTT_TIME = rf"(?:{_HOURS})?{_REST}\.([0-9]{{3}})"
WEBVTT = Notation(
    "WebVTT", ".", 2, re.compile(rf"{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}(?=[ \t]|\Z)")
)

_CLOCK = r"[0-9]{1,9}(?:[ \t]?[:;.,][ \t]?[0-9]{1,9}){1,3}"
_FULL = r"[0-9]{1,9}:[0-9]{1,2}:[0-9]{1,2}[.,:][0-9]{1,9}"
_SHAFT = "[-‐‑‒–—−=~]"
_ARROW = rf"{_SHAFT}{{1,3}}[ \t]?(?:{_SHAFT}[ \t]?)?(?:&gt;|[>›»→])|→|⟶|➔"
_LOOSE = re.compile(rf"[ \t]*({_CLOCK})[ \t]*({_ARROW})[ \t]*({_CLOCK})(?![\w:;])")
# A text may say "10:00 -> 11:00".
_EXACT = r"[0-9]{1,9}[:;][0-9]{1,2}(?:[:;][0-9]{1,2}(?:[.,:][0-9]{1,9})?|[.,][0-9]{1,9})"
_IS_EXACT = re.compile(_EXACT)
# Without an arrow only whole times are certain: a text may say "10:00 - 11:00".
_BARE = re.compile(rf"[ \t]*({_FULL})([ \t]+|[ \t]*{_SHAFT}{{1,3}}[ \t]*)({_FULL})[ \t]*\Z")
_LEFT = re.compile(rf"[ \t]*({_EXACT})[ \t]*-->")
_RIGHT = re.compile(rf"[ \t]*+(\S{{0,20}})[ \t]*+-->[ \t]*({_EXACT})[ \t]*\Z")
_MAYBE = re.compile(rf"[ \t]*[0-9][0-9:;.,]{{2,30}}[0-9][ \t]*(?:{_SHAFT}|→|⟶|➔|[0-9])")
_STARTS = frozenset("0123456789 \t")


class TimeLine(NamedTuple):
    """The times of a cue; None where the line does not say them. `end` is where they end in it."""

    start_ms: int | None
    end_ms: int | None
    end: int


class _Slip(NamedTuple):
    """What is wrong at a place of a line; `is_harmless` if players read it all the same."""

    at: int
    says: str
    is_harmless: bool = False


def read_time_line(
    line: str, number: int, form: Notation, findings: FileFindings
) -> TimeLine | None:
    """Read a line of times and report how it should be written; None if it is another line."""
    right = form.right.match(line)
    if right is not None:
        return _take(right)
    found = find_times(line)
    if found is not None:
        return _correct(found, number, form, findings)
    return _read_half(line, number, form, findings) if "-->" in line else None


def may_be_times(line: str) -> bool:
    """Return whether a line may be times, also if it has no `-->`."""
    return "-->" in line or (line[:1] in _STARTS and _MAYBE.match(line) is not None)


def has_times(line: str, form: Notation) -> bool:
    """Return whether a line is one of times, also if it is wrong."""
    if not may_be_times(line):
        return False
    if form.right.match(line) or find_times(line):
        return True
    return "-->" in line and (_LEFT.match(line) or _RIGHT.match(line)) is not None


def find_times(line: str) -> re.Match[str] | None:
    """Return the two times of a line, however they are written, and what is between them."""
    found = _LOOSE.match(line)
    if found is None:
        return _BARE.match(line)
    if found[2] == "-->" or _IS_EXACT.match(found[1]) or _IS_EXACT.match(found[3]):
        return found
    return None


def find_time_lines(
    lines: Sequence[str], form: Notation, findings: FileFindings
) -> list[tuple[int, TimeLine]]:
    """Return all lines of times with their indexes."""
    right = form.right
    found: list[tuple[int, TimeLine]] = []
    for index, line in enumerate(lines):
        if line[:1] not in _STARTS and "-->" not in line:
            continue
        match = right.match(line)
        if match is not None:
            found.append((index, _take(match)))
        elif may_be_times(line):
            times = read_time_line(line, index + 1, form, findings)
            if times is not None:
                found.append((index, times))
    return found


def format_clock(time_ms: int, mark: str) -> str:
    """Return a time as SubRip and WebVTT write it.

    >>> format_clock(3_723_500, ",")
    '01:02:03,500'
    """
    seconds, thousandths = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{thousandths:03}"


def _take(right: re.Match[str]) -> TimeLine:
    h1, m1, s1, f1, h2, m2, s2, f2 = right.groups()
    start = ((int(h1 or 0) * 60 + int(m1)) * 60 + int(s1)) * 1000 + int(f1)
    end = ((int(h2 or 0) * 60 + int(m2)) * 60 + int(s2)) * 1000 + int(f2)
    return TimeLine(start, end, right.end())


def _correct(found: re.Match[str], number: int, form: Notation, findings: FileFindings) -> TimeLine:
    start, slips = _read_clock(found[1], found.start(1), form)
    end, more = _read_clock(found[3], found.start(3), form)
    slips += _judge_arrow(found)
    slips += more
    if slips:
        line = found[0].strip(BLANKS)
        right = f"{format_clock(start, form.mark)} --> {format_clock(end, form.mark)}"
        reasons = list(dict.fromkeys(slip.says for slip in slips))
        message = f'times are "{cut(line)}"; {form.name} has {", ".join(reasons)}; write {right}'
        worst: Severity | None = "warning" if all(slip.is_harmless for slip in slips) else None
        findings.add(
            "transcript-syntax", message, number, slips[0].at + 1, severity=worst, value=line
        )
    return TimeLine(start, end, found.end())


def _judge_arrow(found: re.Match[str]) -> list[_Slip]:
    before = found.string[found.end(1) : found.start(2)]
    after = found.string[found.end(2) : found.start(3)]
    if found[2] != "-->":
        at = found.start(2) if found[2].strip(BLANKS) else found.end(1)
        return [_Slip(at, "the arrow --> between the times")]
    if not before or not after:
        return [_Slip(found.start(2), "a space on each side of the arrow", is_harmless=True)]
    return []


def _read_clock(text: str, at: int, form: Notation) -> tuple[int, list[_Slip]]:
    """Return a time in milliseconds and what is wrong with it."""
    parts = [(one[0], at + one.start()) for one in re.finditer("[0-9]+", text)]
    marks = [(one[0], at + one.start()) for one in re.finditer("[:;.,]", text)]
    if len(parts) == 3 and len(parts[-1][0]) == 5 and marks[-1][0] == ":":
        time_ms, slips = _read_clock(f"{text[:-3]}{form.mark}{text[-3:]}", at, form)
        word = "comma" if form.mark == "," else "dot"
        return time_ms, sorted(
            [*slips, _Slip(at + len(text) - 3, f"a {word} before the milliseconds")]
        )
    has_fraction = len(parts) == 4 or marks[-1][0] in ".,"
    whole = parts[:-1] if has_fraction else parts
    slips = _judge_parts(whole, form)
    slips += [
        _Slip(place, "colons between hours, minutes and seconds")
        for mark, place in marks[: len(whole) - 1] if mark != ":"
    ]  # fmt: skip
    if text.strip("0123456789:;.,"):
        slips.append(_Slip(at, "no space inside a time"))
    fraction = ""
    if has_fraction:
        fraction = parts[-1][0]
        slips += _judge_fraction(parts[-1], marks[-1], form)
    else:
        slips.append(_Slip(at + len(text), f'"{form.mark}" and three digits behind the seconds'))
    seconds = 0
    for digits, _ in whole:
        seconds = seconds * 60 + int(digits)
    thousandths = parse_time(f"0.{fraction}") if fraction else 0
    return seconds * 1000 + (thousandths or 0), sorted(slips)


def _judge_parts(whole: list[tuple[str, int]], form: Notation) -> list[_Slip]:
    slips = []
    if len(whole) < form.fewest:
        says = "hours, minutes and seconds" if form.fewest == 3 else "minutes and seconds"
        slips.append(_Slip(whole[0][1], says))
    for index, (digits, at) in enumerate(whole):
        is_hours = index == 0 and len(whole) == 3
        if len(digits) < 2 or (len(digits) > 2 and not is_hours):
            harmless = is_hours and form.fewest == 2
            slips.append(_Slip(at, "two digits for each part of a time", harmless))
        elif not is_hours and int(digits) > 59:
            slips.append(_Slip(at, "minutes and seconds up to 59"))
    return slips


def _judge_fraction(part: tuple[str, int], mark: tuple[str, int], form: Notation) -> list[_Slip]:
    slips = []
    if mark[0] != form.mark:
        word = "comma" if form.mark == "," else "dot"
        slips.append(_Slip(mark[1], f"a {word} before the milliseconds"))
    if len(part[0]) != 3:
        slips.append(_Slip(part[1], "three digits for the milliseconds"))
    return slips


def _read_half(line: str, number: int, form: Notation, findings: FileFindings) -> TimeLine | None:
    """Read a line that has an arrow and one time."""
    example = f"00:00:01{form.mark}000 --> 00:00:04{form.mark}000"
    left = _LEFT.match(line)
    right = None if left is not None else _RIGHT.match(line)
    found = left or right
    if found is None:
        return None
    place = found.end() if left is not None else found.start(1)
    wrong = line[found.end() :].strip(BLANKS) if left is not None else found[1]
    which = "end" if left is not None else "start"
    says = f'the {which} of the cue is "{cut(wrong)}"' if wrong else f"the cue has no {which}"
    column = place + 1 + (len(line[place:]) - len(line[place:].lstrip(BLANKS)))
    findings.add("transcript-syntax", f"{says}; expected times such as {example}", number, column)
    clock, at = (found[1], found.start(1)) if left is not None else (found[2], found.start(2))
    time_ms, _ = _read_clock(clock, at, form)
    start, end = (time_ms, None) if left is not None else (None, time_ms)
    return TimeLine(start, end, len(line))
