"""Tags around MPEG audio: where they end, and where they begin at the end of the file.

Sources: https://id3.org/id3v2.4.0-structure, https://id3.org/ID3v1, https://id3.org/Lyrics3v2,
https://wiki.hydrogenaud.io/index.php?title=APE_Tags_Header
"""

from feedtool.media.facts import Source

# A file with more tags in a row is made to waste time.
_MAX_TAGS = 32
_APE_HAS_HEADER = 1 << 31


def after_tags(stream: Source, place: int = 0) -> int:
    """Return the end of the tags at `place`, as they say, maybe past the end of the file."""
    for _ in range(_MAX_TAGS):
        stream.seek(place)
        head = stream.read(32)
        if _is_id3(head, b"ID3"):
            place += 10 + _syncsafe(head) + (10 if head[5] & 0x10 else 0)
        elif len(head) == 32 and head[:8] == b"APETAGEX":
            place += 32 + int.from_bytes(head[12:16], "little")
        else:
            break
    return place


def before_tags(stream: Source, start: int, size: int) -> int:
    """Return where the audio that begins at `start` ends, and the tags at the end begin."""
    end = size
    for _ in range(_MAX_TAGS):
        length = _tag_length(stream, end)
        if not length or end - length < start:
            break
        end -= length
    return end


def _tag_length(stream: Source, end: int) -> int:
    """Return the length of the tag that ends there, 0 if no tag does."""
    stream.seek(max(end - 128, 0))
    tail = stream.read(min(128, end))
    if len(tail) == 128 and tail[:3] == b"TAG":
        # Before it may stand a longer form of it, which few write.
        stream.seek(max(end - 355, 0))
        return 355 if end >= 355 and stream.read(4) == b"TAG+" else 128
    if tail[-32:-24] == b"APETAGEX":
        length, _, flags = (int.from_bytes(tail[at : at + 4], "little") for at in (-20, -16, -12))
        return length + (32 if flags & _APE_HAS_HEADER else 0)
    if tail[-9:] == b"LYRICS200" and tail[-15:-9].isdigit():
        return int(tail[-15:-9]) + 15
    if _is_id3(tail[-10:], b"3DI"):
        return _syncsafe(tail[-10:]) + 20
    return 0


def _is_id3(head: bytes, mark: bytes) -> bool:
    # A version of 255 or a size with its highest bits set is never written.
    return (
        len(head) >= 10
        and head[:3] == mark
        and 255 not in head[3:5]
        and all(byte < 128 for byte in head[6:10])
    )


def _syncsafe(head: bytes) -> int:
    a, b, c, d = head[6:10]
    return a << 21 | b << 14 | c << 7 | d
