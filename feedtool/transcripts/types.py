"""The forms of transcripts: which media type the ending of a name stands for."""

from feedtool.media.types import ending_of
from feedtool.vocabulary import load_list


def guess_transcript_type(name: str) -> str | None:
    """Return the media type that the ending of a transcript's file name or URL stands for.

    >>> guess_transcript_type("https://example.com/33.vtt?x=1")
    'text/vtt'
    """
    found = load_list("transcript-endings").get(ending_of(name))
    return str(found) if found else None
