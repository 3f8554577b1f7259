"""WebVTT.

Source: https://www.w3.org/TR/webvtt1/#syntax
"""

from collections import defaultdict
from collections.abc import Iterator

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.reading.time_lines import find_times, format_clock, may_be_times
from feedtool.transcripts.writing.captions import HINT, Screen, count_words, lay_out, tell_language
from feedtool.transcripts.writing.cleaning import clean_line, clean_text, shorten_arrows
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.markup import break_markup, escape, mark_words
from feedtool.transcripts.writing.options import Options

# Podcasting 2.0 advises lines of at most 65 characters.
_WIDTH = 65


def write_vtt(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write cues with their blocks, identifiers, settings and markup."""
    screen = Screen(options.max_line or _WIDTH)
    blocks = defaultdict(list)
    for block in transcript.blocks:
        blocks[block.before].append([shorten_arrows(clean_text(block.text))])
    # Each part is a block, or what the voices of a cue say.
    parts = blocks.pop(-1, [["WEBVTT"]])
    before: Cue | None = None
    for index, cue in enumerate(transcript.cues):
        if index in blocks:
            parts += blocks.pop(index)
            before = None
        for one in lay_out(cue, screen, losses):
            said = _write_text(one, words=options.words)
            if before is not None and _goes_on(before, one):
                parts[-1].append(said)
            else:
                parts.append(["\n".join(filter(None, [*_write_head(one), said]))])
            before = one
    parts += [one for index in sorted(blocks) for one in blocks[index]]
    if not options.words:
        count_words([one for one in transcript.cues if not one.markup], losses, HINT)
    tell_language(transcript, losses)
    return "\n\n".join(filter(None, map("</v>\n".join, parts))) + "\n"


def _goes_on(before: Cue, after: Cue) -> bool:
    """Return whether somebody else speaks in a cue at the same time as in the one before."""
    return (
        before.start_ms == after.start_ms
        and before.end_ms == after.end_ms
        and (before.identifier, before.settings) == (after.identifier, after.settings)
        and bool(before.speaker and after.speaker and before.text and after.text)
        and before.speaker != after.speaker
    )


def _write_head(cue: Cue) -> Iterator[str]:
    if cue.identifier:
        yield shorten_arrows(clean_line(cue.identifier))
    times = f"{format_clock(cue.start_ms or 0, '.')} --> {format_clock(cue.end_ms or 0, '.')}"
    yield f"{times} {clean_line(cue.settings)}" if cue.settings else times


def _write_text(cue: Cue, *, words: bool) -> str:
    markup = clean_text(cue.markup).replace("-->", "--&gt;") if cue.markup else ""
    if words and cue.words and not markup:
        markup = mark_words(cue)
    text = break_markup(markup, cue.text) if markup else _escape(cue.text)
    name = clean_line(cue.speaker)
    if name and not markup.startswith(("<v ", "<v.")):
        text = f"<v {escape(name).replace('>', '&gt;')}>{text}"
    return text


def _escape(text: str) -> str:
    """Escape a text so that no line of it is taken for the times of a cue."""
    lines = escape(text).split("\n")
    return "\n".join(
        f"&#{ord(one[0])};{one[1:]}" if may_be_times(one) and find_times(one) else one
        for one in lines
    )
