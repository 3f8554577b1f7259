"""How far reading has come: the one object that reader, recovery and engine share."""

from typing import Protocol
from xml.parsers.expat import XMLParserType

from feedtool.findings.place import LineColumn, Position
from feedtool.validator.source.window import Window


class Places(Protocol):
    """Says where a parser stands: its line from 1, its column from 0, its offset in bytes."""

    @property
    def CurrentLineNumber(self) -> int: ...  # noqa: N802, D102 - the name that expat has for it

    @property
    def CurrentColumnNumber(self) -> int: ...  # noqa: N802, D102

    @property
    def CurrentByteIndex(self) -> int: ...  # noqa: N802, D102


class ShiftedPlaces:
    """The places of a parser that starts in the middle of a feed.

    The parser got `opening`, which is not in the feed; what follows it stands at `start`.
    """

    __slots__ = ("_column", "_line", "_parser")

    def __init__(self, parser: XMLParserType, opening: str, start: LineColumn) -> None:
        self._parser = parser
        self._line = start[0] - 1
        self._column = start[1] - 1 - len(opening)

    @property
    def CurrentLineNumber(self) -> int:  # noqa: N802
        """The line in the feed."""
        return self._parser.CurrentLineNumber + self._line

    @property
    def CurrentColumnNumber(self) -> int:  # noqa: N802
        """The column in the feed, from 0."""
        column = self._parser.CurrentColumnNumber
        return column + self._column if self._parser.CurrentLineNumber == 1 else column

    @property
    def CurrentByteIndex(self) -> int:  # noqa: N802
        """The offset in what the parser got."""
        return self._parser.CurrentByteIndex

    def place_of(self, line: int, column: int) -> LineColumn:
        """Return the place in the feed of a line and a column, both from 1, of the parser."""
        return line + self._line, column + self._column if line == 1 else column


class Cursor:
    """The bytes in memory, the parser's place in them, and the text since the last tag.

    The parser's offset plus `shift` is the offset in the feed. `entities` holds the entities that
    the feed declares. `wrong_bytes` says what is wrong with the first bytes that the encoding of
    the feed cannot hold; "" for UTF-8.
    """

    def __init__(self) -> None:
        self.window = Window()
        self.parser: Places | None = None
        self.shift = 0
        self.text: list[str] = []
        self.in_cdata = False
        self.entities: dict[str, str] = {}
        self.wrong_bytes = ""

    def here(self) -> Position:
        """Return the place of the parser's current event."""
        parser = self.parser
        assert parser is not None  # noqa: S101 - the reader sets it before it reads
        return (
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
            parser.CurrentByteIndex + self.shift,
        )
