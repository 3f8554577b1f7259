"""Checks whether people can read the cues while they listen: long lines, long or fast cues.

Only captions are shown so, which are WebVTT and SubRip.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from feedtool.findings.cells import width_of
from feedtool.transcripts.checking.cue_faults import Columns, CueFaults
from feedtool.vocabulary import CueLimits, load_list, load_vocabulary

# A word or two is read at a glance.
_GLANCE_CHARS = 12
# So many cues show which characters a transcript has.
_SAMPLE = 2_000

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
    measure = _measure_of(columns.texts)
    told: set[int] = set()
    for faults in (
        _find_long_lines(columns.texts, limits.line_chars, measure),
        _find_many_lines(columns.texts, limits.lines),
        _find_long(columns, limits.cue_seconds),
        _find_fast(columns, limits.chars_per_second, measure),
    ):
        new = [index for index in faults.indexes if index not in told]
        told.update(new)
        if new:
            yield faults._replace(indexes=new)


def _measure_of(texts: Sequence[str]) -> Measure:
    """Return what tells the width of a text in characters of Latin, by the characters it may have.

    A character of Chinese is as wide as two, and a mark above a letter has no width.
    """
    chars = set("".join(islice(texts, _SAMPLE)))
    odd = {ord(char): width * "x" for char in chars if (width := width_of(char)) != 1}
    return (lambda text: len(text.translate(odd))) if odd else len


def _find_long_lines(texts: Sequence[str], most: int, measure: Measure) -> CueFaults:
    def longest(text: str) -> int:
        return max(map(measure, text.split("\n"))) if "\n" in text else measure(text)

    def says(index: int) -> str:
        return (
            f"a line has {longest(texts[index])} characters; break it into lines of at most {most}"
        )

    surely_short = most if measure is len else most // 2
    found = [
        index
        for index, text in enumerate(texts)
        if len(text) > surely_short and longest(text) > most
    ]
    return CueFaults("transcript-line-long", found if most else (), says)


def _find_many_lines(texts: Sequence[str], most: int) -> CueFaults:
    def says(index: int) -> str:
        return f"the cue has {texts[index].count(_LINE_END) + 1} lines; split it, {most} are shown"

    found = [index for index, text in enumerate(texts) if text.count(_LINE_END) >= most]
    return CueFaults("transcript-cue-long", found if most else (), says)


_LINE_END = "\n"


def _find_long(columns: Columns, most_s: int) -> CueFaults:
    _, starts, ends, _ = columns

    def says(index: int) -> str:
        seconds = ((ends[index] or 0) - (starts[index] or 0)) / 1000
        return f"the cue stays {seconds:.3g} seconds; split it, {most_s} are enough for one cue"

    most_ms = most_s * 1000
    found = [
        index
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
        if end is not None and start is not None and end - start > most_ms
    ]
    return CueFaults("transcript-cue-long", found if most_s else (), says)


def _find_fast(columns: Columns, most: int, measure: Measure) -> CueFaults:
    texts, starts, ends, _ = columns

    def says(index: int) -> str:
        seconds = ((ends[index] or 0) - (starts[index] or 0)) / 1000
        return (
            f"the cue has {measure(texts[index])} characters for {seconds:.3g} seconds; people "
            f"read {most} a second: let it stay longer, or split it"
        )

    most_ms = most / 1000
    widths = map(measure, texts)
    found = [
        index
        for index, (width, start, end) in enumerate(zip(widths, starts, ends, strict=True))
        if width > _GLANCE_CHARS
        and end is not None
        and start is not None
        and 0 < (end - start) * most_ms < width
    ]
    return CueFaults("transcript-too-fast", found if most else (), says)
