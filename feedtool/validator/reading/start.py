"""Opens a feed that does not start as nearly all feeds do, and reports what is wrong there.

Another format is recognized, the encoding found and compared with the bytes, the input turned into
UTF-8, and a faulty XML declaration replaced by blanks.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from feedtool.validator.checking.collector import Collector
from feedtool.validator.reading.other_formats import recognize_format
from feedtool.validator.reading.pieces import split_input
from feedtool.validator.reading.prolog import DECLARATION_RULE, repair_prolog
from feedtool.validator.source.cursor import Cursor
from feedtool.validator.source.encoding import Encoding
from feedtool.validator.source.limits import HEAD_BYTES, Stop
from feedtool.validator.source.transcoder import Transcoder
from feedtool.validator.source.true_encoding import correct_encoding, read_start

# What makes all that follows uncertain.
_FATAL = ("bad-encoding", "not-well-formed", DECLARATION_RULE)


def refuse_other_formats(head: bytes, encoding: Encoding, collector: Collector) -> None:
    """Raise Stop, after a finding, if the first bytes show that an input is no feed."""
    other = recognize_format(head, encoding, complete=len(head) < HEAD_BYTES)
    if other is not None:
        collector.add_not_a_feed(other.says, other.place)
        raise Stop


def compare_bytes(head: bytes, source: BinaryIO, encoding: Encoding) -> tuple[Encoding, bytes]:
    """Return the encoding that the bytes have, and those read for it, without byte order mark."""
    start = read_start(head, source, encoding)[encoding.skip :]
    return correct_encoding(encoding, start), start


def convert_input(pieces: Iterator[bytes], encoding: Encoding, cursor: Cursor) -> Iterator[bytes]:
    """Yield the input in UTF-8, in whatever encoding it comes."""
    if encoding.name == "utf-8":
        yield from pieces
        return
    transcoder = Transcoder(encoding)
    for data in chain(pieces, (b"",)):
        converted = transcoder.convert(data, final=not data)
        cursor.wrong_bytes = transcoder.says
        # A piece may hold a part of a character only; an empty piece would mean the end.
        if converted:
            yield converted


def repair_start(
    pieces: Iterator[bytes], encoding: Encoding, collector: Collector, chunk_bytes: int
) -> Iterator[bytes]:
    """Report what is wrong with encoding and declaration; yield what expat can read."""
    head = b""
    while len(head) < HEAD_BYTES and (piece := next(pieces, b"")):
        head += piece
    prolog = repair_prolog(head[:HEAD_BYTES].decode("utf-8", "surrogateescape"), encoding)
    for rule, says, place, severity in prolog.remarks:
        if rule in _FATAL:
            collector.add_malformed(says, place, rule)
        else:
            collector.add_document(rule, says, place, severity)
    start = prolog.text.encode("utf-8", "surrogateescape") + head[HEAD_BYTES:]
    yield from split_input(start, BytesIO(), chunk_bytes)
    yield from pieces
