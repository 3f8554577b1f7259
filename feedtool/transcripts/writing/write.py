"""Writes a transcript in one of the forms that apps read, and says what the form cannot hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options
from feedtool.transcripts.writing.page import write_page
from feedtool.transcripts.writing.plain import write_plain
from feedtool.transcripts.writing.podcast_json import write_podcast_json
from feedtool.transcripts.writing.srt import write_srt
from feedtool.transcripts.writing.vtt import write_vtt

_WRITERS: Mapping[str, Callable[[Transcript, Options, Losses], str]] = {
    "vtt": write_vtt,
    "srt": write_srt,
    "json": write_podcast_json,
    "html": write_page,
    "txt": write_plain,
}
FORMS: Sequence[str] = tuple(_WRITERS)
# More paragraphs are no title.
_MOST_HEADING = 10


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, and what it does not hold of the transcript, a sentence each."""

    data: bytes
    lost: tuple[str, ...] = ()


def forms_of(transcript: Transcript) -> Sequence[str]:
    """Return the forms that a transcript can honestly become, the best first.

    >>> forms_of(Transcript("txt", []))
    ('html', 'txt')
    """
    return tuple(one for one in FORMS if not explain_refusal(transcript, one))


def explain_refusal(transcript: Transcript, form: str) -> str:
    """Return why a transcript cannot become a form, "" if it can: no time is made up."""
    if form in ("html", "txt"):
        return ""
    cues = _drop_heading(transcript.cues)
    starts = sum(one.start_ms is not None for one in cues)
    ends = sum(one.end_ms is not None for one in cues)
    if cues and starts == len(cues) and form == "json":
        return ""
    if not starts:
        return f"the transcript has no times; {form} needs them"
    lack, what = (len(cues) - starts, "start") if starts < len(cues) else (len(cues) - ends, "end")
    if not lack:
        return ""
    verb = "has" if lack == 1 else "have"
    return f"{lack:,} of {len(cues):,} cues {verb} no {what}; {form} needs one for each"


def _drop_heading(cues: Sequence[Cue]) -> Sequence[Cue]:
    """Return cues without what stands above the first time and nobody says, if all others have one.

    Services write a title, a date and the names of the speakers there.
    """
    first = next((at for at, one in enumerate(cues) if one.start_ms is not None or one.speaker), 0)
    rest = cues[first:]
    is_heading = first <= min(_MOST_HEADING, len(rest))
    return rest if is_heading and all(one.start_ms is not None for one in rest) else cues


def write_transcript(
    transcript: Transcript, form: str, *, language: str = "", title: str = "", audio_url: str = "",
    words: bool = False, max_line: int = 0, people: Mapping[str, str] | None = None,
) -> Written:  # fmt: skip
    """Write a transcript as vtt, srt, json, html or txt.

    `words` keeps the times of words; `people` has the addresses of speakers' pages by their names;
    `max_line` is the longest line of captions, 0 for what podcasts should have.
    Raises ValueError if the transcript cannot become the form.
    """
    refusal = explain_refusal(transcript, form)
    if refusal:
        raise ValueError(refusal)
    losses = Losses()
    if form not in ("html", "txt"):
        cues = _drop_heading(transcript.cues)
        number = len(transcript.cues) - len(cues)
        losses.add("left out, as it has no time: {} at the top", "paragraph", number)
        transcript = replace(transcript, cues=cues)
    options = Options(language, title, audio_url, words, max_line, people or {})
    text = _WRITERS[form](transcript, options, losses)
    return Written(text.encode(), losses.say())
