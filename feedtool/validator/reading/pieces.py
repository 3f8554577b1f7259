"""Splits a feed into pieces that expat reads well."""

from collections.abc import Iterator
from typing import BinaryIO


def split_input(head: bytes, source: BinaryIO, chunk_bytes: int) -> Iterator[bytes]:
    """Yield in pieces the bytes that were read already, then the rest of the input."""
    for start in range(0, len(head), chunk_bytes):
        yield head[start : start + chunk_bytes]
    while data := source.read(chunk_bytes):
        yield data


def keep_newlines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    r"""Yield pieces that never end between \r and \n: expat would count two lines there."""
    held = b""
    for piece in pieces:
        data = held + piece
        held = b"\r" if data.endswith(b"\r") else b""
        if data := data.removesuffix(held):
            yield data
    if held:
        yield held
