"""Dates: their order in the feed, and what they say about the future and the past.

Source: https://www.rssboard.org/rss-profile (pubDate, lastBuildDate)
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import MAX_COMPARED, FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.rss_dates import format_rss_date, rss_timestamp

_TOLERANCE_S = 600
_OLDEST = 631152000  # 1990-01-01, before there were feeds
_MANY = 3
_RECENT = 12
_DAY_S = 86400


class _Seen:
    """The dates of the items so far, in seconds since 1970.

    `turns` holds the first items that are newer than the item before: (line of the date, number of
    the item). `trailers` counts the trailers at the top of the feed.
    """

    def __init__(self) -> None:
        self.newest = 0.0
        self.last: float | None = None
        self.rising = 0
        self.falling = 0
        self.turns: list[tuple[int, int]] = []
        self.trailers = 0
        self.count: dict[float, int] = {}
        self.comments: OpenElement | None = None

    def add(self, moment: float, line: int, number: int) -> int:
        """Add the date of an item; return how many items have this date."""
        self.newest = max(self.newest, moment)
        if self.last is not None and moment != self.last:
            if moment > self.last:
                self.rising += 1
                if len(self.turns) < _MANY:
                    self.turns.append((line, number))
            else:
                self.falling += 1
        self.last = moment
        count = self.count.get(moment, 0) + 1
        if count > 1 or len(self.count) < MAX_COMPARED:
            self.count[moment] = count
        return count


def recent_dates(memory: FeedMemory) -> list[float]:
    """Return the dates of the newest items that are not in the future, newest first."""
    moments = sorted(memory.of(_Seen).count, reverse=True)
    return [one for one in moments if one <= memory.now][:_RECENT]


@rule(on="pubDate")
def inspect_date(date: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a date in the future, from before feeds existed, or with three items."""
    text = date.text.strip()
    moment = rss_timestamp(text)
    if moment is None:
        return ()
    parent = date.parent
    count = 0
    if parent is not None and parent.plan.id == "item" and date is parent.children["pubDate"]:
        seen = memory.of(_Seen)
        count = seen.add(moment, date.line, parent.index)
        if moment not in seen.count:
            memory.is_full = True
    rule_id = says = once = ""
    if moment > memory.now + _TOLERANCE_S:
        rule_id, says = "date-in-future", ", which is in the future"
    elif moment < _OLDEST:
        rule_id, says = "date-implausible", _explain_old(moment)
    elif count == _MANY:
        rule_id, says = "date-shared", " in three or more items; apps cannot know their order"
        once = str(moment)
    if not rule_id:
        return ()
    message = f'{date.tag} is "{cut(text)}"{says}'
    return (ElementFault(rule_id, message, date, value=text, in_text=True, once=once),)


def _explain_old(moment: float) -> str:
    """Say why a date is so old; around the start of 1970 it is the zero of a computer's clock."""
    if abs(moment) <= _DAY_S:
        return ", which programs write where a date was never set; write the real date"
    return ", before feeds existed"


@rule(on="channel")
def find_disorder(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report items that are not newest first: some apps look for new items only at the top."""
    seen = memory.of(_Seen)
    rising, turns = seen.rising, seen.turns
    if turns and turns[0][1] == seen.trailers + 1:
        # A trailer at the top is there to be heard first, whatever its date is.
        rising, turns = rising - 1, turns[1:]
    if not rising:
        return
    if not seen.falling:
        message = "the oldest item stands first; expected the newest item first"
    else:
        lines = ", ".join(str(line) for line, _ in turns)
        dots = ", …" if rising > len(turns) else ""
        message = f"items are not ordered from new to old: see the dates in line {lines}{dots}"
    yield ElementFault("items-unordered", message, channel)


@rule(on="itunes:episodeType")
def count_trailers(kind: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Count the trailers at the top of the feed."""
    if kind.text.strip() == "trailer" and kind.parent is not None:
        seen = memory.of(_Seen)
        if kind.parent.index == seen.trailers + 1:
            seen.trailers += 1
    return ()


@rule(on="channel")
def find_old_build_date(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a lastBuildDate before the newest item, or missing beside slash:comments."""
    built = channel.children.get("lastBuildDate")
    seen = memory.of(_Seen)
    if built is None:
        if seen.comments is not None:
            message = (
                f"{seen.comments.tag} holds a number that changes, but channel has no "
                "lastBuildDate to show when the feed changed"
            )
            yield ElementFault("comments-without-build-date", message, seen.comments)
        return
    moment = rss_timestamp(built.text.strip())
    late = moment is not None and moment + _DAY_S < seen.newest
    if late and seen.newest <= memory.now:
        message = (
            f'lastBuildDate is "{cut(built.text.strip())}", before the date of the newest item'
        )
        newest = format_rss_date(datetime.fromtimestamp(seen.newest, UTC))
        yield ElementFault(
            "build-date-old", message, built, value=built.text, instead=newest, doubtful=True
        )


@rule(on="slash:comments")
def remember_comments(comments: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Remember the first slash:comments for the end of the channel."""
    seen = memory.of(_Seen)
    seen.comments = seen.comments or comments
    return ()
