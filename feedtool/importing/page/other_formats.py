"""Recognizes a file that is no episode page: a picture, audio, a document, packed data, JSON."""

from feedtool.validator.reading.other_formats import recognize_format
from feedtool.validator.source.detection import detect_encoding

_HEAD_BYTES = 1024
# What a page saved as text may look like, too, or what is recognized elsewhere.
_NAMED = ("JSON", "PDF", "ZIP", "gzip", "packed", "picture", "audio", "MP4", "RTF", "playlist")


def name_other_format(data: bytes) -> str | None:
    """Return what a file is, if that is certainly no page.

    >>> name_other_format(b"%PDF-1.7"), name_other_format(b"[12] Tides")
    ('this is a PDF document', None)
    """
    head = data[:_HEAD_BYTES]
    found = recognize_format(head, detect_encoding(head), complete=len(data) <= _HEAD_BYTES)
    if found is None or not any(name in found.says for name in _NAMED):
        return None
    # A text may start with a number in brackets; JSON ends with a bracket as well.
    if "JSON" in found.says and not data.rstrip().endswith((b"}", b"]")):
        return None
    return found.says.partition(";")[0].partition(",")[0]
