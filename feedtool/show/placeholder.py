"""Makes a cover and a second of silence, so that a new show can be built at once."""

import struct
import zlib

# MPEG-2 Layer III, 24 kHz, mono, 32 kbit/s: header bytes, then zeros, which decode to silence.
_MP3_HEADER = b"\xff\xf3\x44\xc4"
_MP3_FRAME_BYTES = 96
_MP3_FRAMES_PER_SECOND = 24000 / 576


def make_silence(seconds: float) -> bytes:
    """Return a valid MP3 file of silence.

    >>> len(make_silence(1))
    3936
    """
    frame = _MP3_HEADER.ljust(_MP3_FRAME_BYTES, b"\0")
    return frame * int(seconds * _MP3_FRAMES_PER_SECOND)


def make_cover(size: int = 1400, colour: tuple[int, int, int] = (32, 64, 96)) -> bytes:
    """Return a square PNG: a disc on a plain ground.

    Source of the form: https://www.w3.org/TR/png/
    """
    ground = bytes(colour)
    ink = bytes(min(part + 128, 255) for part in colour)
    rows = bytearray()
    radius = size * 3 // 8
    for y in range(size):
        distance = abs(y - size // 2)
        half = int((radius**2 - distance**2) ** 0.5) if distance < radius else 0
        edge = size // 2 - half
        rows += b"\0" + ground * edge + ink * (2 * half) + ground * (size - edge - 2 * half)
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
