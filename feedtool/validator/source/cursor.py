"""How far reading has come: the one object that reader, recovery and engine share."""

from xml.parsers.expat import XMLParserType

from feedtool.findings.place import Position
from feedtool.validator.source.window import Window


class Cursor:
    """The bytes in memory, the parser's place in them, and the text since the last tag.

    The parser's offset plus `shift` is the offset in the feed. `entities` holds the entities that
    the feed declares. `wrong_bytes` says what is wrong with the first bytes that the encoding of
    the feed cannot hold; "" for UTF-8.
    """

    def __init__(self) -> None:
        self.window = Window()
        self.parser: XMLParserType | None = None
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
