"""The one call that checks a transcript that was read."""

from collections.abc import Sequence

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.place import LineColumn
from feedtool.findings.report import MAX_FINDINGS
from feedtool.transcripts.checking.cue_faults import columns_of
from feedtool.transcripts.checking.language import find_other_language
from feedtool.transcripts.checking.length import find_length_faults
from feedtool.transcripts.checking.reading_limits import find_hard_to_read, find_limits
from feedtool.transcripts.checking.speakers import find_missing_speakers
from feedtool.transcripts.checking.texts import find_text_faults
from feedtool.transcripts.checking.times import find_time_faults
from feedtool.transcripts.places import Reading

# A rule gets this part of the findings that may be kept: who corrects a file sees the first.
_PART_OF_RULE = 10
# Rules that nearly every cue of a program's transcript breaks.
_PART_OF_HABIT = 100
_HABITS = frozenset(["transcript-line-long", "transcript-cue-long", "transcript-too-fast"])


def check_transcript(
    reading: Reading, findings: FileFindings, *, duration_s: float = 0,
    profiles: Sequence[str] = (), language: str = "", people: int = 0,
) -> None:  # fmt: skip
    """Report what is wrong with a transcript that was read, each fault at its cue.

    `duration_s` is the length of the audio, 0 if it is not known; `language` is the declared one,
    and `people` says how many people speak, as far as that is known. The profiles set the limits
    of what people can read.
    """
    transcript = reading.transcript
    if not transcript.cues:
        return
    columns = columns_of(transcript)
    groups = [
        *find_time_faults(columns, transcript.form),
        *find_length_faults(columns, round(duration_s * 1000)),
        *find_text_faults(columns),
        *find_missing_speakers(columns, people),
        *find_other_language(columns.texts, language or transcript.language),
        *find_hard_to_read(columns, find_limits(transcript.form, profiles)),
    ]
    if not groups:
        return
    kept = [one.indexes[: _most_of(one.rule, findings.most)] for one in groups]
    places = reading.places.find({index for indexes in kept for index in indexes})
    for (rule, indexes, says), told in zip(groups, kept, strict=True):
        # Several people in one cue of a file are several cues at one place.
        first: dict[LineColumn, int] = {}
        for index in told:
            if first.setdefault(places[index], index) == index:
                findings.add(rule, says(index), *places[index])
        if len(indexes) > len(told):
            findings.leave_out(rule, len(indexes) - len(told))


def _most_of(rule: str, most: int) -> int:
    return max(most, MAX_FINDINGS) // (_PART_OF_HABIT if rule in _HABITS else _PART_OF_RULE)
