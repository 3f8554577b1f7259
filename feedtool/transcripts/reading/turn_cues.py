"""Lines with labels and times become turns; a label is a speaker only where that is certain."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from feedtool.transcripts.joining import join_lines
from feedtool.transcripts.model import Cue
from feedtool.transcripts.reading.labels import (
    find_certain_names,
    is_numbered,
    is_speaker,
    names_nobody,
)
from feedtool.transcripts.reading.turn_lines import Line, Row, is_like_name, read_row
from feedtool.transcripts.speaker_labels import is_name, is_unnamed


@dataclass(slots=True)
class Turns:
    """The turns of a transcript, the line of each, and the lines with a label or a time."""

    cues: list[Cue] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)


def read_lines(lines: Sequence[Line]) -> Turns:
    """Return the turns in lines, of which some are empty.

    A turn with a time is one cue, also if it has several paragraphs; without times each paragraph
    is a cue, and each line where the lines have no empty ones between them.
    """
    rows = _drop_lone_time([read_row(line) for line in lines], lines)
    rows = _join_names_and_times(rows)
    rows = _settle(rows, _find_speakers(rows))
    filled = "".join("x" if _is_filled(row) else " " for row in rows).strip()
    builder = _Builder(has_paragraphs=" " in filled)
    for row in rows:
        builder.add(row)
    builder.close()
    return builder.turns


def _is_filled(row: Row) -> bool:
    return bool(row.text or row.name) or row.start_ms is not None


def _drop_lone_time(rows: list[Row], lines: Sequence[Line]) -> list[Row]:
    """Return rows without a time that only one has, as in "10:30 is late."."""
    timed = [index for index, row in enumerate(rows) if row.start_ms is not None]
    for index in timed if len(timed) == 1 else ():
        line = lines[index]
        has_text = rows[index].text and not is_speaker(rows[index].name, 1)
        if has_text and line.text.strip()[:1].isdigit():
            rows[index] = Row(line.number, line.text.strip())
    return rows


def _join_names_and_times(rows: Sequence[Row]) -> list[Row]:
    """Return rows in which a name and a time on lines of their own are one label."""
    has_names_above = _has_names_above(rows)
    found: list[Row] = []
    for row in rows:
        before = found[-1] if found else None
        if before is not None:
            if _is_time(before) and _is_plain_name(row):
                found[-1] = _make_label(row, before)
                continue
            if _is_time(row) and _is_plain_name(before) and (has_names_above or _is_first(found)):
                found[-1] = _make_label(before, row)
                continue
        takes_time = bool(row.name) and row.label_start_ms is None
        found.append(_take_time_above(row, found) if takes_time else row)
    return found


def _has_names_above(rows: Sequence[Row]) -> bool:
    """Return whether times stand below names, also where no line is empty between turns."""
    filled = [row for row in rows if _is_filled(row)]
    above = [one for one, row in pairwise(filled) if _is_time(row)]
    if not above or _is_time(filled[0]):
        return False
    return sum(_is_plain_name(one) and is_speaker(one.text, 1) for one in above) > 0.8 * len(above)


def _is_plain_name(row: Row) -> bool:
    """Return whether a row may be a name, and has nothing else."""
    is_alone = not row.name or (row.is_bare and row.label_start_ms is None and not row.said)
    return is_alone and row.start_ms is None and is_like_name(row.text)


def _take_time_above(row: Row, found: list[Row]) -> Row:
    """Return a row with the time that stands alone above it, which is taken from there."""
    index = next((at for at in range(len(found) - 1, -1, -1) if _is_filled(found[at])), None)
    if index is None or not _is_time(found[index]):
        return row
    time = found.pop(index)
    return row._replace(
        number=time.number, start_ms=time.start_ms, end_ms=time.end_ms,
        label_start_ms=time.start_ms, label_end_ms=time.end_ms, is_marked=True,
    )  # fmt: skip


def _is_time(row: Row) -> bool:
    return row.start_ms is not None and not row.text


def _is_first(rows: Sequence[Row]) -> bool:
    """Return whether the last row is the first one of a paragraph."""
    return len(rows) < 2 or not _is_filled(rows[-2])


def _make_label(name: Row, time: Row) -> Row:
    return name._replace(
        name=name.text, label_start_ms=time.start_ms, label_end_ms=time.end_ms,
        start_ms=time.start_ms, end_ms=time.end_ms, is_marked=True, is_bare=True,
    )  # fmt: skip


def _find_speakers(rows: Sequence[Row]) -> frozenset[str]:
    """Return the names that are certainly speakers."""
    plain = find_certain_names(
        _write_plainly(row, after)
        for row, after in zip_longest(rows, rows[1:])
        if row.text and not row.is_heading
    )
    marked = Counter(row.name for row in rows if row.is_marked)
    found = {name for name, times in marked.items() if is_unnamed(name) or is_speaker(name, times)}
    if found:
        # Where others stand out, who speaks once and without a time is a speaker, too.
        found |= {row.name for row in rows if not row.is_bare and is_speaker(row.name, 1)}
    if len(found) > 1:
        # Where speakers are bold, all that is bold before a colon is one.
        found |= {row.name for row in rows if _is_bold(row) and not names_nobody(row.name)}
    return frozenset({*plain, *found})


def _is_bold(row: Row) -> bool:
    return row.is_marked and not row.is_bare and row.label_start_ms is None


def _write_plainly(row: Row, after: Row | None) -> str:
    """Return a row as captions have it; a sentence ends with its paragraph."""
    text = f"{row.name}: {row.said}" if row.name and not row.is_bare else row.text
    return text if after is None or _is_filled(after) else f"{text}."


def _settle(rows: Sequence[Row], speakers: frozenset[str]) -> list[Row]:
    """Return rows in which each name is that of a speaker; of other headings no text is left."""
    times = Counter(row.name for row in rows if not row.is_bare or row.label_start_ms is None)
    settled = []
    for index, row in enumerate(rows):
        others = [
            one if one.name in speakers else one._replace(name="")
            for one in rows[index + 1 : index + 4]
        ]
        if row.name in speakers and _is_label(row, others, times[row.name]):
            settled.append(row)
        elif row.is_heading and is_name(row.text):
            settled.append(Row(row.number, "", is_heading=True))
        elif not row.is_heading:
            settled.append(row._replace(name="") if row.name else row)
    return settled


def _is_label(row: Row, others: Sequence[Row], times: int) -> bool:
    """Return whether a speaker's name labels what follows, and is not what somebody says."""
    after = next((one for one in others if _is_filled(one)), None)
    if not row.is_bare:
        return bool(row.said) or after is not None
    if row.label_start_ms is None or row.said:
        return times > 1 or is_numbered(row.name)
    return after is not None and after.start_ms is None and not after.name


class _Builder:
    """Puts rows together, one after the other."""

    def __init__(self, *, has_paragraphs: bool) -> None:
        self.turns = Turns()
        self._has_paragraphs = has_paragraphs
        self._speaker = ""
        self._times: tuple[int | None, int | None] = (None, None)
        self._number = 0
        self._paragraphs: list[list[str]] = []
        self._is_after_blank = False

    def add(self, row: Row) -> None:
        """Add a row."""
        if row.name or row.start_ms is not None:
            self.turns.openings.append(row.number)
        if row.is_heading and not row.name:
            # It may be the name of somebody who speaks only once, or a part that is not spoken.
            self.close()
            self._speaker = ""
        elif row.name:
            self._open(row.number, row.label_start_ms, row.label_end_ms, row.said)
            self._speaker = "" if is_unnamed(row.name) else row.name
        elif row.start_ms is not None:
            self._open(row.number, row.start_ms, row.end_ms, row.text)
        elif row.text:
            self._go_on(row)
        self._is_after_blank = not _is_filled(row)

    def _open(self, number: int, start_ms: int | None, end_ms: int | None, text: str) -> None:
        self.close()
        self._times = (start_ms, end_ms)
        self._number = number
        self._paragraphs = [[text]] if text else []

    def _go_on(self, row: Row) -> None:
        is_timed = self._times[0] is not None
        if not self._paragraphs:
            self._number = row.number if not is_timed else self._number
            self._paragraphs = [[row.text]]
        elif self._is_after_blank and is_timed:
            self._paragraphs.append([row.text])
        elif is_timed or (self._has_paragraphs and not self._is_after_blank):
            self._paragraphs[-1].append(row.text)
        else:
            self._open(row.number, None, None, row.text)

    def close(self) -> None:
        """End the turn that is open."""
        text = "\n".join(filter(None, map(join_lines, self._paragraphs)))
        if text:
            self.turns.cues.append(Cue(text, *self._times, self._speaker))
            self.turns.lines.append(self._number)
        self._paragraphs = []
        self._times = (None, None)
