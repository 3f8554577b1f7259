"""SubRip, as podcasts have it: two short lines a cue, and the name of each new speaker.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from feedtool.transcripts.model import Transcript
from feedtool.transcripts.reading.time_lines import find_times, format_clock, may_be_times
from feedtool.transcripts.writing.captions import (
    Screen,
    count_blocks,
    count_speakers,
    count_words,
    lay_out,
    tell_language,
)
from feedtool.transcripts.writing.cleaning import clean_label, clean_text, shorten_arrows
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options

_WIDTH = 32


def write_srt(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write cues with text, counted from 1."""
    screen = Screen(options.max_line or _WIDTH)
    parts: list[str] = []
    speaker = ""
    for cue in transcript.cues:
        if not clean_text(cue.text):
            losses.add("left out: {} without text", "cue")
            continue
        name = clean_label(cue.speaker)
        prefix = f"{name}: " if name and name != speaker else ""
        speaker = name
        for one in lay_out(cue._replace(markup=""), screen, losses, prefix):
            start, end = format_clock(one.start_ms or 0, ","), format_clock(one.end_ms or 0, ",")
            text = "\n".join(map(_hide_times, shorten_arrows(one.text).split("\n")))
            parts.append(f"{len(parts) + 1}\n{start} --> {end}\n{text}\n")
    count_speakers(transcript, losses)
    count_words(transcript.cues, losses)
    count_blocks(transcript, losses)
    tell_language(transcript, losses)
    return "\n".join(parts)


def _hide_times(line: str) -> str:
    """Return a line of text that no reader takes for the times of a cue."""
    found = find_times(line) if may_be_times(line) else None
    return f"{found[1]} … {line[found.start(3) :]}" if found is not None else line
