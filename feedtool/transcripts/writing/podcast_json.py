"""The JSON of Podcasting 2.0: segments with times, a line for each.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections.abc import Iterator
from json.encoder import encode_basestring

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.captions import HINT, count_blocks, count_words, tell_language
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.clock import format_seconds
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options


def write_podcast_json(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write a segment for each cue; with `words`, one for each word that has times."""
    segments: list[str] = []
    for cue in transcript.cues:
        if options.words and _is_spelled_out(cue):
            segments += _write_words(cue)
        else:
            segments.append(_write_cue(cue))
            count_words([cue], losses, "" if options.words else HINT)
    count_blocks(transcript, losses)
    tell_language(transcript, losses)
    return '{"version": "1.0.0", "segments": [\n' + ",\n".join(segments) + "\n]}\n"


def _is_spelled_out(cue: Cue) -> bool:
    """Return whether the words of a cue are all that its text has."""
    said = "".join(one.text for one in cue.words)
    return bool(said) and "".join(said.split()) == "".join(cue.text.split())


def _write_words(cue: Cue) -> Iterator[str]:
    speaker = clean_line(cue.speaker)
    for one in cue.words:
        yield _write_segment(speaker, one.start_ms, one.end_ms, clean_text(one.text))


def _write_cue(cue: Cue) -> str:
    speaker = clean_line(cue.speaker)
    return _write_segment(speaker, cue.start_ms or 0, cue.end_ms, clean_text(cue.text))


def _write_segment(speaker: str, start_ms: int, end_ms: int | None, body: str) -> str:
    name = f'"speaker": {encode_basestring(speaker)}, ' if speaker else ""
    end = "" if end_ms is None else f', "endTime": {format_seconds(end_ms)}'
    start = format_seconds(start_ms)
    return f'{{{name}"startTime": {start}{end}, "body": {encode_basestring(body)}}}'
