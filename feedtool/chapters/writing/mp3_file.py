"""Writes an MP3 file anew with another tag in front, and makes sure that the audio is the same."""

import os
from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO

from feedtool.media.facts import Source
from feedtool.media.id3_frames import read_tag

_PIECE = 1 << 20


class ChangedAudioError(Exception):
    """What was written is not what should be there: a disk or a program is broken."""


def write_with_tag(source: BinaryIO, target: BinaryIO, tag: bytes) -> None:
    """Write the tag, and behind it all of the source but for the tag that it begins with.

    `target` must be a file that can be read, too.

    Raises ChangedAudioError if the audio cannot be read back as it was.
    """
    start = end_of_tag(source)
    target.write(tag)
    wanted = blake2b()
    for piece in _pieces(source, start):
        wanted.update(piece)
        target.write(piece)
    target.flush()
    written = blake2b()
    for piece in _read_back(target.fileno(), len(tag)):
        written.update(piece)
    if written.digest() != wanted.digest():
        raise ChangedAudioError


def end_of_tag(source: Source) -> int:
    """Return where the first tag of a file ends, 0 without one."""
    if read_tag(source, 0) is None:
        return 0
    source.seek(0)
    head = source.read(10)
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    has_footer = head[3] == 4 and head[5] & 0x10
    return 10 + length + (10 if has_footer else 0)


def _pieces(source: BinaryIO, start: int) -> Iterator[bytes]:
    source.seek(start)
    while piece := source.read(_PIECE):
        yield piece


def _read_back(descriptor: int, start: int) -> Iterator[bytes]:
    at = os.lseek(descriptor, start, os.SEEK_SET)
    while piece := os.read(descriptor, _PIECE):
        at += len(piece)
        yield piece
    os.lseek(descriptor, at, os.SEEK_SET)
