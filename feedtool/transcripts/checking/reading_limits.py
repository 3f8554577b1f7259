"""Checks whether people can read the cues while they listen: long lines, long or fast cues.

Only captions are shown so, which are WebVTT and SubRip.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from operator import sub

from feedtool.findings.cells import width_of
from feedtool.transcripts.checking.cue_faults import Columns, CueFaults
from feedtool.vocabulary import CueLimits, load_list, load_vocabulary

# A word or two is read at a glance.
_GLANCE_CHARS = 12
# So many cues show which characters a transcript has.
_SAMPLE = 2_000

_LINE, _LONG = "transcript-line-long", "transcript-cue-long"

Measure = Callable[[str], int]


def find_limits(form: str, profiles: Sequence[str]) -> CueLimits:
    """Return the lowest limits that profiles set for a form of transcripts.

    If none of them says anything about transcripts, there are no limits; without any profile there
    are those that need none.
    """
    known = load_vocabulary().profiles
    named = [one for name in profiles for one in (*known[name].includes, name)]
    found = [known[name].transcripts for name in dict.fromkeys(named)]
    if profiles and not any(found):
        return CueLimits()
    limits = [CueLimits(**load_list("cue-limits").get(form, {}))]
    limits += [one[form] for one in found if form in one]
    return CueLimits(*(min(filter(None, each), default=0) for each in zip(*limits, strict=True)))


def find_hard_to_read(columns: Columns, limits: CueLimits) -> Iterator[CueFaults]:
    """Yield cues that are hard to read; of each cue only the first fault is told."""
    if not any(limits):
        return
    texts, starts, ends, _ = columns
    measure = _measure_of(texts)
    widths = list(map(measure, texts))
    lasting_ms = _list_durations(starts, ends)
    told: set[int] = set()
    for faults in (
        _find_long_lines(texts, widths, limits.line_chars, measure),
        _find_many_lines(texts, limits.lines),
        _find_long(lasting_ms, limits.cue_seconds),
        _find_fast(lasting_ms, widths, limits.chars_per_second),
    ):
        new = [one for one in faults.indexes if one not in told] if told else faults.indexes
        told.update(new)
        if new:
            yield faults._replace(indexes=new)


def _list_durations(starts: Sequence[int | None], ends: Sequence[int | None]) -> list[int]:
    """Return how long each cue is shown, 0 if that is not known."""
    if None in starts or None in ends:
        starts = [start or 0 for start in starts]
        ends = [start if end is None else end for start, end in zip(starts, ends, strict=True)]
    return list(map(sub, ends, starts))


def _measure_of(texts: Sequence[str]) -> Measure:
    """Return what tells the width of a text in characters of Latin, by the characters it may have.

    A character of Chinese is as wide as two, and a mark above a letter has no width.
    """
    chars = set("".join(islice(texts, _SAMPLE)))
    odd = {ord(char): width * "x" for char in chars if (width := width_of(char)) != 1}
    return (lambda text: len(text.translate(odd))) if odd else len


def _find_long_lines(
    texts: Sequence[str], widths: Sequence[int], most: int, measure: Measure
) -> CueFaults:
    def longest(text: str) -> int:
        return max(map(measure, text.split("\n")))

    def says(index: int) -> str:
        return (
            f"a line has {longest(texts[index])} characters; break it into lines of at most {most}"
        )

    if not most or (measure is len and max(map(len, "\n".join(texts).split("\n"))) <= most):
        return CueFaults(_LINE, (), says)
    found = [
        index
        for index, (text, width) in enumerate(zip(texts, widths, strict=True))
        if width > most and ("\n" not in text or longest(text) > most)
    ]
    return CueFaults(_LINE, found, says)


def _find_many_lines(texts: Sequence[str], most: int) -> CueFaults:
    breaks = list(map(str.count, texts, repeat("\n"))) if most else []

    def says(index: int) -> str:
        return f"the cue has {breaks[index] + 1} lines; split it into cues of at most {most}"

    found = [index for index, number in enumerate(breaks) if number >= most]
    return CueFaults(_LONG, found, says)


def _find_long(lasting_ms: Sequence[int], most_s: int) -> CueFaults:
    def says(index: int) -> str:
        return (
            f"the cue stays {_say_seconds(lasting_ms[index])}; split it into cues of at most "
            f"{most_s} seconds"
        )

    most_ms = most_s * 1000
    found = [index for index, one in enumerate(lasting_ms) if one > most_ms] if most_s else []
    return CueFaults(_LONG, found, says)


def _find_fast(lasting_ms: Sequence[int], widths: Sequence[int], most: int) -> CueFaults:
    def says(index: int) -> str:
        return (
            f"the cue has {widths[index]} characters for {_say_seconds(lasting_ms[index])}; people "
            f"read {most} a second: let it stay longer, or split it"
        )

    per_ms = most / 1000
    found = [
        index
        for index, (width, one_ms) in enumerate(zip(widths, lasting_ms, strict=True))
        if 0 < one_ms * per_ms < width and width > _GLANCE_CHARS
    ]
    return CueFaults("transcript-too-fast", found, says)


def _say_seconds(time_ms: int) -> str:
    return f"{time_ms / 1000:.1f} seconds"
