"""Looks at single pieces of broken XML: references, markup, characters.

Source: https://www.w3.org/TR/xml/
"""

from html.entities import html5

from feedtool.findings.wording import cut
from feedtool.validator.source.window import end_of_tag

# How markup that is not a tag starts and ends.
SECTIONS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))


def explain_reference(name: str) -> str:
    """Return what is wrong with a reference that XML does not know; "" is an & without a name."""
    char = html5.get(f"{name};")
    if not name:
        return "a bare & is not allowed in XML; write &amp;"
    if char is None:
        return f"&{cut(name)}; is not known; write &amp; for an ampersand"
    codes = "".join(f"&#{ord(letter)};" for letter in char)
    return f"&{name}; is known in HTML only; write {codes} or the character"


def skip_markup(data: bytes, opened: int) -> tuple[str, int]:
    """Return the kind of the markup at an index, and the index after it, -1 if it has no end."""
    for opening, closing in SECTIONS:
        if data.startswith(opening, opened):
            end = data.find(closing, opened + len(opening))
            return "comment", end + len(closing) if end >= 0 else -1
    return "tag", end_of_tag(data, opened)


def bad_length(data: bytes) -> int:
    """Return the length of the forbidden character or wrong bytes at the start of `data`."""
    if not data:
        return 0
    if data[0] < 0x20:
        return 0 if data[0] in (9, 10, 13) else 1
    if data.startswith((b"\xef\xbf\xbe", b"\xef\xbf\xbf")):
        return 3
    if data[0] < 0x80:
        return 0
    length = 2 if data[0] < 0xE0 else 3 if data[0] < 0xF0 else 4
    try:
        data[:length].decode("utf-8")
    except UnicodeDecodeError:
        return 1
    return 0


def join_surrogates(high: str, low: str) -> str:
    """Return the character that two references to surrogates mean, "" if they are not such."""
    try:
        first, second = (
            int(ref[2:], 16) if ref[1] in "xX" else int(ref[1:]) for ref in (high, low)
        )
        pair = chr(first) + chr(second)
        return pair.encode("utf-16", "surrogatepass").decode("utf-16")
    except (ValueError, IndexError, OverflowError):
        return ""
