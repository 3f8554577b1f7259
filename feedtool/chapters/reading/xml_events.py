"""XML of strangers, read piece by piece: elements with their attributes and places, no entities."""

from collections.abc import Iterator
from typing import NamedTuple, NoReturn
from xml.parsers import expat

_PIECE = 65536


class Event(NamedTuple):
    """The start or the end of an element; names have no prefix. `text` is that of an end."""

    is_start: bool
    name: str
    attributes: dict[str, str]
    text: str
    line: int
    column: int


class XmlFault(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """A text is no XML; has line and column."""

    def __init__(self, says: str, line: int, column: int) -> None:
        super().__init__(says)
        self.line = line
        self.column = column


def read_events(text: str) -> Iterator[Event]:
    """Yield the elements of a text as they begin and end.

    Prefixes need not be declared, as in a piece that was copied out of a feed.

    Raises XmlFault where the text is no XML, or declares entities or attributes.
    """
    parser = expat.ParserCreate("utf-8")
    events: list[Event] = []
    words: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        words.clear()
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        known = {_bare(key): value for key, value in attributes.items()}
        events.append(Event(True, _bare(name), known, "", *place))

    def end(name: str) -> None:
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        events.append(Event(False, _bare(name), {}, "".join(words), *place))
        words.clear()

    def refuse(*_: object) -> NoReturn:
        raise XmlFault("it declares entities or attributes of its own; remove the DOCTYPE",
                       parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)  # fmt: skip

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words.append
    parser.EntityDeclHandler = refuse
    # An attribute with a value may be long, and each element would have it.
    parser.AttlistDeclHandler = refuse
    data = text.encode("utf-8", "replace")
    for at in range(0, len(data) + 1, _PIECE):
        try:
            parser.Parse(data[at : at + _PIECE], at + _PIECE > len(data))
        except expat.ExpatError as why:
            says = f"it is no XML: {expat.errors.messages.get(why.code, 'broken')}"
            yield from events
            raise XmlFault(says, why.lineno, why.offset + 1) from None
        yield from events
        events.clear()


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
