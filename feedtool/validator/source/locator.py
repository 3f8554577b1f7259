"""Finds the line and column of an attribute, of a character, of text between elements."""

from feedtool.findings.place import LineColumn, Position
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.source.cursor import Cursor
from feedtool.validator.source.positions import (
    AttributePlaces,
    Span,
    TextPlaces,
    attribute_places,
    loose_text_place,
    span_in_attribute,
)


class Locator:
    """Finds places in the bytes that the cursor still holds."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        # Often several places in one tag are needed: those of the last tag are kept.
        self._tag: Position | None = None
        self._tag_places: AttributePlaces = {}
        # Many faults may be in one text: where reading it for the last one came to.
        self._text_of: tuple[OpenElement, int, int] | None = None
        self._text_places: TextPlaces | None = None
        # The tag before the next loose text.
        self._last_tag: Position = (1, 1, 0)

    def note_root(self, place: Position) -> None:
        """Note where the root element starts."""
        self._last_tag = place

    def place_of_loose_text(self, text: str) -> LineColumn | None:
        """Return the start of a text between elements that ends at the cursor."""
        here = self._cursor.here()
        place = loose_text_place(self._cursor.window, self._last_tag, here[2], text)
        self._last_tag = here
        return place

    def span_in_text(self, element: OpenElement, index: int, length: int) -> Span:
        """Return where a part of an element's text starts and ends; without length, no end."""
        window = self._cursor.window
        known = (element, window.start, window.end)
        if self._text_places is None or self._text_of != known:
            self._text_of = known
            self._text_places = TextPlaces(window, element, self._cursor.entities)
        return self._text_places.span(index, length)

    def place_of_attribute(self, element: OpenElement, name: str) -> LineColumn:
        """Return the place of the name of an attribute of an open element."""
        places = self._attribute_places(element.place).get(name)
        return places[0] if places else (element.line, element.column)

    def span_in_value(self, element: OpenElement, name: str, index: int, length: int) -> Span:
        """Return where a part of an attribute's value starts and ends; without length, no end."""
        cursor = self._cursor
        span = span_in_attribute(cursor.window, element.place, name, index, length, cursor.entities)
        return span or ((element.line, element.column), None)

    def place_in_tag(self, tag: Position, name: str) -> LineColumn:
        """Return the place of the name of an attribute, by the place of its tag."""
        places = self._attribute_places(tag).get(name)
        return places[0] if places else tag[:2]

    def place_of_value(self, tag: Position, name: str) -> LineColumn:
        """Return the place of the value of an attribute, by the place of its tag."""
        places = self._attribute_places(tag).get(name)
        return places[1] if places else tag[:2]

    def _attribute_places(self, tag: Position) -> AttributePlaces:
        if self._tag != tag:
            self._tag, self._tag_places = tag, attribute_places(self._cursor.window, tag)
        return self._tag_places
