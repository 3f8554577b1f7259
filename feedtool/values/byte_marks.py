"""The encoding of a text that its first bytes give away: a byte order mark, or zeros."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD_BYTES = 4096
# Line ends, blanks, digits and Latin letters have zeros in UTF-16; of other letters there are more.
_FEWEST = 0.02


def find_mark(data: bytes) -> tuple[str, int]:
    r"""Return the codec of a byte order mark and its length, "" and 0 if there is none.

    >>> find_mark(b"\xff\xfeA\0"), find_mark(b"A")
    (('utf-16-le', 2), ('', 0))
    """
    for mark, codec in _MARKS:
        # UTF-16 may start with a zero, but no text does.
        if data.startswith(mark):
            return codec, len(mark)
    return "", 0


def guess_wide(data: bytes) -> str:
    r"""Return the codec of a text in UTF-16 or UTF-32 without a mark, "" if it is none.

    >>> guess_wide("1\n00:00".encode("utf-16-be")), guess_wide(b"1\n00:00")
    ('utf-16-be', '')
    """
    head = data[: _HEAD_BYTES - _HEAD_BYTES % 4]
    if b"\0" not in head:
        return ""
    shares = [part.count(0) / len(part) for at in range(4) if (part := head[at::4])]
    if len(shares) < 4:
        return ""
    few = 1 / _HEAD_BYTES
    if min(shares[1:]) > 0.9 and shares[0] < few:
        return "utf-32-le"
    if min(shares[:3]) > 0.9 and shares[3] < few:
        return "utf-32-be"
    if min(shares[1], shares[3]) > _FEWEST and max(shares[0], shares[2]) < few:
        return "utf-16-le"
    if min(shares[0], shares[2]) > _FEWEST and max(shares[1], shares[3]) < few:
        return "utf-16-be"
    return ""
