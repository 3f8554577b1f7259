"""Places inside an element: of an attribute, of its value, of the text."""

from feedtool.validator.frames import Frame
from feedtool.validator.window import Window, advance, end_of_tag, scan_attributes

_CDATA = b"<![CDATA["


def attribute_place(window: Window, frame: Frame, name: str, *, value: bool) -> tuple[int, int]:
    """Return line and column of an attribute's name or value, the element's if it is not there."""
    tag = _start_tag(window, frame)
    for found, _, name_index, value_index in scan_attributes(tag):
        if found == name:
            return advance(frame.line, frame.column, tag[: value_index if value else name_index])
    return frame.line, frame.column


def text_place(window: Window, frame: Frame) -> tuple[int, int]:
    """Return line and column of an element's text, after blanks; the element's if it has none."""
    tag = _start_tag(window, frame)
    if not tag or tag.endswith(b"/>") or not frame.text.strip():
        return frame.line, frame.column
    rest = window.slice(frame.offset + len(tag), frame.offset + len(tag) + 4096)
    blank = len(rest) - len(rest.lstrip())
    if rest.startswith(_CDATA, blank):
        blank += len(_CDATA)
        inner = rest[blank:]
        blank += len(inner) - len(inner.lstrip())
    return advance(frame.line, frame.column, tag + rest[:blank])


def _start_tag(window: Window, frame: Frame) -> bytes:
    """Return the bytes of the start tag, nothing if the window has moved past it."""
    if frame.offset < window.start:
        return b""
    data = window.slice(frame.offset)
    end = end_of_tag(data)
    return data[:end] if end > 0 else b""
