"""Texts and pictures among Vorbis comments, of FLAC and Ogg files, and those in blocks of FLAC.

Sources: https://xiph.org/vorbis/doc/v-comment.html, RFC 9639, 8.8 (pictures)
"""

import base64
import binascii
from collections.abc import Iterator

from feedtool.media.chapters import list_comments
from feedtool.media.facts import MediaFault, Source
from feedtool.media.flac import COMMENTS, PICTURE, list_blocks
from feedtool.media.id3_tags import Picture, Texts
from feedtool.media.ogg import read_ogg_comments

# Comments may hold a picture, written in letters; what comes behind so many bytes is ignored.
_MAX_COMMENTS = 12_000_000
_MAX_TEXT = 400_000
_MAX_TEXTS = 4_000_000
_PICTURE_KEY = "metadata_block_picture"
_WANTED = frozenset(("title", "episode", "season", "date", "year", "description", "comment",
                     "tracknumber", "discnumber"))  # fmt: skip


def read_flac_comments(stream: Source, size: int) -> bytes:
    """Return the Vorbis comments of a FLAC file, b"" without any."""
    try:
        for kind, _, length in list_blocks(stream, size):
            if kind == COMMENTS:
                return stream.read(min(length, _MAX_COMMENTS))
    except MediaFault:
        pass
    return b""


def read_comments_of_ogg(stream: Source) -> bytes:
    """Return the Vorbis comments of an Ogg file, b"" if they are too long to be read."""
    return read_ogg_comments(stream, _MAX_COMMENTS)


def read_comment_texts(comments: bytes) -> Texts:
    """Return the texts that say something of an episode."""
    texts: Texts = {}
    left = _MAX_TEXTS
    for key, value in list_comments(comments):
        if key in _WANTED:
            cut = value[:_MAX_TEXT]
            left -= len(cut)
            if left < 0:
                break
            texts.setdefault(key, []).append(cut.decode("utf-8", "replace"))
    return texts


def list_comment_pictures(comments: bytes) -> Iterator[Picture]:
    """Yield the pictures among comments, which stand there as base64 of a block of FLAC."""
    for key, value in list_comments(comments):
        if key == _PICTURE_KEY:
            try:
                block = base64.b64decode(value)
            except binascii.Error:
                continue
            found = _read_block(block)
            if found is not None:
                yield found


def list_flac_pictures(stream: Source, size: int) -> Iterator[Picture]:
    """Yield the pictures of a FLAC file that have blocks of their own."""
    try:
        for kind, _, length in list_blocks(stream, size):
            found = _read_block(stream.read(length)) if kind == PICTURE else None
            if found is not None:
                yield found
    except MediaFault:
        return


def _read_block(block: bytes) -> Picture | None:
    """Return the picture of a block: a kind, a media type, a text, four numbers, and its bytes."""
    kind, at = int.from_bytes(block[:4], "big"), 4
    for skipped in (0, 16):
        at += 4 + int.from_bytes(block[at : at + 4], "big") + skipped
    length = int.from_bytes(block[at : at + 4], "big")
    data = block[at + 4 : at + 4 + length]
    return (kind, data) if data and len(data) == length else None
