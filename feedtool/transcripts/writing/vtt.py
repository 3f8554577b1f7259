"""WebVTT.

Source: https://www.w3.org/TR/webvtt1/
"""

from collections import defaultdict
from collections.abc import Iterator

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.clock import format_clock
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options
from feedtool.transcripts.writing.wrapping import wrap

# Podcasting 2.0 advises at most 65.
WIDTH = 65
MOST_LINES = 2


def write_vtt(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write cues with their blocks, identifiers, settings and markup."""
    blocks = defaultdict(list)
    for block in transcript.blocks:
        blocks[block.before].append(clean_text(block.text).replace("-->", "->"))
    header, *others = blocks.pop(-1, ["WEBVTT"])
    parts = [header, *others]
    for index, cue in enumerate(transcript.cues):
        if index in blocks:
            parts += blocks[index]
        parts.append("\n".join(_write_cue(cue, options)))
    parts += blocks.get(len(transcript.cues), [])
    return "\n\n".join(filter(None, parts)) + "\n"


def _write_cue(cue: Cue, options: Options) -> Iterator[str]:
    if cue.identifier:
        yield clean_line(cue.identifier).replace("-->", "->")
    times = f"{format_clock(cue.start_ms or 0, '.')} --> {format_clock(cue.end_ms or 0, '.')}"
    yield f"{times} {clean_line(cue.settings)}".rstrip()
    if cue.markup:
        yield clean_text(cue.markup).replace("-->", "--&gt;")
        return
    text = escape("\n".join(wrap(clean_text(cue.text), WIDTH, MOST_LINES)))
    name = escape(clean_line(cue.speaker)).replace(">", "&gt;")
    yield f"<v {name}>{text}" if name else text


def escape(text: str) -> str:
    """Return a text as WebVTT writes it: no tag, no reference and no arrow in it.

    >>> escape("<R&D> --> ok")
    '&lt;R&amp;D> --&gt; ok'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")
