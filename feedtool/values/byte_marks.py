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
# In UTF-32 two of four bytes are zeros, in UTF-16 one of two in blanks, digits and Latin letters.
_FEWEST = 0.02
_MANY = 0.3
_MOST = 0.9


def find_mark(data: bytes) -> tuple[str, int]:
    r"""Return the codec of a byte order mark and its length, "" and 0 if there is none.

    >>> find_mark(b"\xff\xfeA\0"), find_mark(b"A")
    (('utf-16-le', 2), ('', 0))
    """
    for mark, codec in _MARKS:
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
    first, second, third, fourth = (head[at::4] for at in range(4))
    if _share(fourth) == 1 and _share(third) > _MOST and _share(first) < _FEWEST:
        return "utf-32-le"
    if _share(first) == 1 and _share(second) > _MOST and _share(fourth) < _FEWEST:
        return "utf-32-be"
    # Some characters of Chinese have a zero in their other byte.
    even, odd = _share(head[::2]), _share(head[1::2])
    if odd > 4 * even and (odd > _MANY or _ends_lines(head, b"\n\0")):
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd and (even > _MANY or _ends_lines(head, b"\0\n")) else ""


def _ends_lines(data: bytes, end: bytes) -> bool:
    """Return whether nearly all line ends are written so."""
    ends = data.count(b"\n")
    return ends > 0 and data.count(end) > _MOST * ends


def _share(data: bytes) -> float:
    return data.count(0) / len(data) if data else 0.0
