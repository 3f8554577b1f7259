"""Plain text: a paragraph for each turn, with its time and its speaker in front."""

from collections.abc import Iterator

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.captions import count_speakers, tell_language
from feedtool.transcripts.writing.cleaning import clean_label
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options
from feedtool.transcripts.writing.paragraphs import join_paragraphs


def write_plain(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write paragraphs, with an empty line between them."""
    del options
    paragraphs = join_paragraphs(transcript, losses)
    count_speakers(transcript, losses)
    rough = sum(one.start_ms is not None and one.start_ms % 1000 > 0 for one in paragraphs)
    losses.add("left out: fractions of seconds of {}", "paragraph", rough)
    tell_language(transcript, losses)
    return "\n\n".join(_write_paragraphs(paragraphs)) + "\n"


def _write_paragraphs(paragraphs: list[Cue]) -> Iterator[str]:
    speaker = ""
    for one in paragraphs:
        name = clean_label(one.speaker)
        text = f"{name}: {one.text}" if name and name != speaker else one.text
        speaker = name
        yield text if one.start_ms is None else f"[{_format_time(one.start_ms)}] {text}"


def _format_time(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
