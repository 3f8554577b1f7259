"""What is remembered of a feed while it is read."""

from typing import TypeVar

from feedtool.validator.elements.open_element import OpenElement

State = TypeVar("State")
# So many items are compared with each other: what is kept of each takes 200 bytes.
MAX_COMPARED = 100_000


class FeedMemory:
    """What rules know about the whole feed, and what they remember from item to item.

    `now` is the current time in seconds since 1970. `url` is the address that the feed was fetched
    from, "" if it is not known. `cdata` is the last element that held a CDATA section. `settled`
    holds the topics of rules that no further item can change. `is_full` says that some texts were
    too many to be remembered.
    """

    def __init__(self, now: float, url: str = "") -> None:
        self.now = now
        self.url = url
        self.cdata: OpenElement | None = None
        self.settled: set[str] = set()
        self.is_full = False
        self._places: dict[str, dict[int, tuple[int, int]]] = {}
        self._states: dict[type, object] = {}

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
            if len(known) < MAX_COMPARED:
                known[key] = (element.line, mine)
            else:
                self.is_full = True
            return None
        return before[0], before[1] == mine

    def of(self, kind: type[State]) -> State:
        """Return the only object of a class, in which the rules of a topic remember things."""
        state = self._states.get(kind)
        if not isinstance(state, kind):
            state = self._states[kind] = kind()
        return state
