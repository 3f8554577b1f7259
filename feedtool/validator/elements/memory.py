"""What is remembered of a feed while it is read."""

from collections.abc import Iterable
from typing import TypeVar

from feedtool.findings.suggestions import closest
from feedtool.validator.elements.open_element import OpenElement

State = TypeVar("State")
# A hostile feed may have millions of misspelt names.
_MAX_SUGGESTIONS = 300
_MAX_CHARS = 100


class FeedMemory:
    """What rules know about the whole feed, and what they remember from item to item.

    `now` is the current time in seconds since 1970. `url` is the address that the feed was fetched
    from, "" if it is not known. `cdata` is the last element that held a CDATA section. `settled`
    holds the topics of rules that no further item can change.
    """

    def __init__(self, now: float, url: str = "") -> None:
        self.now = now
        self.url = url
        self.cdata: OpenElement | None = None
        self.settled: set[str] = set()
        self._places: dict[str, dict[int, tuple[int, int]]] = {}
        self._states: dict[type, object] = {}
        self._suggestions: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def recall(
        self, topic: str, text: str, element: OpenElement, exact: str = ""
    ) -> tuple[int, bool] | None:
        """Remember a text under a topic; return where the same text was seen before.

        Returns the line of the first element with this text, and whether its `exact` text was
        equal as well. Returns None if the text is new.
        """
        known = self._places.get(topic)
        if known is None:
            known = self._places[topic] = {}
        key, mine = hash(text), hash(exact)
        before = known.get(key)
        if before is None:
            known[key] = (element.line, mine)
            return None
        return before[0], before[1] == mine

    def suggest(self, text: str, known: Iterable[str], otherwise: str = "") -> str:
        """Return the question whether a known name was meant, or `otherwise` if none is alike."""
        near = self.closest(text, known)
        return otherwise if near is None else f'; did you mean "{near}"?'

    def closest(self, text: str, known: Iterable[str]) -> str | None:
        """Return the known name that a text stands for, or None.

        Only the first few hundred different texts of a feed are looked up.
        """
        # A hostile text may be megabytes long.
        key = text[:_MAX_CHARS], tuple(known)
        if key not in self._suggestions:
            if len(self._suggestions) >= _MAX_SUGGESTIONS:
                return None
            self._suggestions[key] = closest(*key)
        return self._suggestions[key]

    def of(self, kind: type[State]) -> State:
        """Return the only object of a class, in which the rules of a topic remember things."""
        state = self._states.get(kind)
        if not isinstance(state, kind):
            state = self._states[kind] = kind()
        return state
