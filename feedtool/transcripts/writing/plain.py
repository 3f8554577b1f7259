"""Plain text: a paragraph for each turn, with its time and its speaker in front."""

from collections.abc import Iterator

from feedtool.transcripts.model import Transcript
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options
from feedtool.transcripts.writing.paragraphs import join_paragraphs


def write_plain(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write paragraphs, with an empty line between them."""
    del options, losses
    return "\n\n".join(_write_paragraphs(transcript)) + "\n"


def _write_paragraphs(transcript: Transcript) -> Iterator[str]:
    speaker = ""
    for one in join_paragraphs(transcript):
        text = clean_line(clean_text(one.text))
        name = clean_line(one.speaker)
        if name and name != speaker:
            text = f"{name}: {text}"
        speaker = name
        yield text if one.start_ms is None else f"[{_format_time(one.start_ms)}] {text}"


def _format_time(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
