"""What is wrong with a transcript: whether it has the form that the ending of its name says.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from collections.abc import Callable, Iterator

from feedtool.values.fault import Fault
from feedtool.values.json_text import read_json

# A hundred hours of words, each with its time, have fewer.
MOST_VALUES = 1_000_000
_RULE = "transcript-unreadable"
_SRT_CUE = re.compile(r"^\d{2,}:\d{2}:\d{2},\d{3} --> \d{2,}:\d{2}:\d{2},\d{3}", re.MULTILINE)
_VTT_TIME = r"(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}"
_VTT_CUE = re.compile(rf"^{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}", re.MULTILINE)
_VTT_START = re.compile(r"WEBVTT(?:[ \t\n]|\Z)")


def check_transcript(text: str, ending: str) -> Iterator[Fault]:
    """Yield what is wrong with a text, without blanks around it, in a file with an ending.

    A text of another ending than vtt, srt, txt and json only must not be empty.

    >>> [fault.says for fault in check_transcript("WEBVTT", "srt")]
    ['it is WebVTT; rename it to .vtt']
    """
    if not text:
        yield Fault(_RULE, "it is empty")
        return
    check = _CHECKS.get(ending)
    says = check(text) if check else None
    if says is not None:
        yield Fault(_RULE, says)


def _check_vtt(text: str) -> str | None:
    if not _VTT_START.match(text):
        return 'it is no WebVTT; expected "WEBVTT" on its first line'
    if not _VTT_CUE.search(text):
        return "it has no cue; expected lines such as 00:00:01.000 --> 00:00:04.000"
    return None


def _check_srt(text: str) -> str | None:
    if text.startswith("WEBVTT"):
        return "it is WebVTT; rename it to .vtt"
    if not _SRT_CUE.search(text):
        return "it has no cue; expected lines such as 00:00:01,000 --> 00:00:04,000"
    return None


def _check_txt(text: str) -> str | None:
    if _SRT_CUE.search(text):
        return "it is SubRip; rename it to .srt"
    if text.startswith("WEBVTT"):
        return "it is WebVTT; rename it to .vtt"
    return None


def _check_json(text: str) -> str | None:
    try:
        data = read_json(text, MOST_VALUES)
    except ValueError as why:
        return str(why)
    segments = data.get("segments") if isinstance(data, dict) else None
    first = segments[0] if isinstance(segments, list) and segments else None
    if not isinstance(first, dict) or "startTime" not in first or "body" not in first:
        return 'expected {"version": "1.0.0", "segments": [{"startTime": …, "body": …}]}'
    return None


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "vtt": _check_vtt, "srt": _check_srt, "txt": _check_txt, "json": _check_json,
}  # fmt: skip
