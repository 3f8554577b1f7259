"""The JSON of Podcasting 2.0: segments with times, a line for each.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections.abc import Iterator
from json.encoder import encode_basestring

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.clock import format_seconds
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options


def write_podcast_json(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write a segment for each cue, or for each word that has times."""
    del losses
    segments = ",\n".join(
        line for cue in transcript.cues for line in _write_cue(cue, words=options.words)
    )
    return f'{{"version": "1.0.0", "segments": [\n{segments}\n]}}\n'


def _write_cue(cue: Cue, *, words: bool) -> Iterator[str]:
    speaker = clean_line(cue.speaker)
    if words and cue.words:
        for word in cue.words:
            yield _write_segment(speaker, word.start_ms, word.end_ms, clean_text(word.text))
    else:
        yield _write_segment(speaker, cue.start_ms or 0, cue.end_ms, clean_text(cue.text))


def _write_segment(speaker: str, start_ms: int, end_ms: int | None, body: str) -> str:
    name = f'"speaker": {encode_basestring(speaker)}, ' if speaker else ""
    end = "" if end_ms is None else f', "endTime": {format_seconds(end_ms)}'
    start = format_seconds(start_ms)
    return f'{{{name}"startTime": {start}{end}, "body": {encode_basestring(body)}}}'
