"""SubRip, as podcasts have it: two short lines a cue, and the name of each new speaker.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from feedtool.transcripts.model import Transcript
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.clock import format_clock
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options
from feedtool.transcripts.writing.wrapping import wrap

WIDTH = 32
MOST_LINES = 2


def write_srt(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write cues with text, counted from 1."""
    del options
    parts: list[str] = []
    speaker = ""
    for cue in transcript.cues:
        text = clean_text(cue.text)
        if not text:
            losses.add("cue", "cues", "left out, without text")
            continue
        name = clean_line(cue.speaker)
        if name and name != speaker:
            text = f"{name}: {text}"
        speaker = name
        lines = "\n".join(wrap(text.replace("-->", "->"), WIDTH, MOST_LINES))
        times = f"{format_clock(cue.start_ms or 0, ',')} --> {format_clock(cue.end_ms or 0, ',')}"
        parts.append(f"{len(parts) + 1}\n{times}\n{lines}\n")
    return "\n".join(parts)
