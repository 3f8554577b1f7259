"""The forms of transcripts: which media type the ending of a name stands for."""

from feedtool.media.types import ending_of
from feedtool.vocabulary import load_list


def ending_of_transcript(name: str, given_type: str = "") -> str | None:
    """Return the ending that stands for a transcript's form, None if no app reads such a form.

    The type that the author gives counts where the ending says nothing.

    >>> ending_of_transcript("33.VTT"), ending_of_transcript("33.captions", "text/vtt")
    ('vtt', 'vtt')
    """
    known = load_list("transcript-endings")
    if ending_of(name) in known:
        return ending_of(name)
    right = load_list("transcript-type-variants").get(given_type.lower(), given_type.lower())
    return next((ending for ending, kind in known.items() if kind == right), None)


def guess_transcript_type(name: str) -> str | None:
    """Return the media type that the ending of a transcript's file name or URL stands for.

    >>> guess_transcript_type("https://example.com/33.vtt?x=1")
    'text/vtt'
    """
    found = load_list("transcript-endings").get(ending_of(name))
    return str(found) if found else None
