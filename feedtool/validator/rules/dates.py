"""Dates beside each other and beside the clock.

Source: https://www.rssboard.org/rss-profile (pubDate, lastBuildDate)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from feedtool.validator.dates import rss_timestamp
from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts

_TOLERANCE_S = 600
_OLDEST = 631152000  # 1990-01-01, before there were feeds
_MANY = 3


@dataclass(slots=True)
class _Seen:
    """The dates of the items so far, in seconds since 1970."""

    newest: float = 0.0
    last: float | None = None
    rising: int = 0
    falling: int = 0
    turns: list[int] = field(default_factory=list)
    count: dict[float, int] = field(default_factory=dict)


@rule("date-in-future", on="pubDate")
def find_future(pub_date: Frame, facts: Facts) -> Iterator[Problem]:
    """Apps show an episode of tomorrow today, or not at all."""
    moment = rss_timestamp(pub_date.text.strip())
    if moment is not None and facts.now and moment > facts.now + _TOLERANCE_S:
        message = f'{pub_date.tag} is "{cut(pub_date.text.strip())}", which is still to come'
        yield Problem(message, pub_date, value=pub_date.text, in_text=True)


@rule("date-implausible", on="pubDate")
def find_past(pub_date: Frame, facts: Facts) -> Iterator[Problem]:
    """A date from before there were feeds is a clock that was never set."""
    moment = rss_timestamp(pub_date.text.strip())
    if moment is not None and moment < _OLDEST:
        message = f'{pub_date.tag} is "{cut(pub_date.text.strip())}", before there were feeds'
        yield Problem(message, pub_date, value=pub_date.text, in_text=True)


@rule("date-shared", on="item")
def find_shared(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Three items of one moment: apps cannot tell their order. Remembers the order, too."""
    date = item.children.get("pubDate")
    moment = rss_timestamp(date.text.strip()) if date is not None else None
    if date is None or moment is None:
        return
    seen = facts.of(_Seen)
    seen.newest = max(seen.newest, moment)
    if seen.last is not None and moment != seen.last:
        if moment > seen.last:
            seen.rising += 1
            if len(seen.turns) < _MANY:
                seen.turns.append(date.line)
        else:
            seen.falling += 1
    seen.last = moment
    count = seen.count[moment] = seen.count.get(moment, 0) + 1
    if count == _MANY:
        message = (
            f'pubDate is "{cut(date.text.strip())}" in three items; apps cannot tell their order'
        )
        yield Problem(message, date, value=date.text, in_text=True)


@rule("items-unordered", on="channel")
def find_disorder(channel: Frame, facts: Facts) -> Iterator[Problem]:
    """The newest item comes first; some apps look at the top alone for what is new."""
    seen = facts.of(_Seen)
    if not seen.rising:
        return
    if not seen.falling:
        message = "the oldest item stands first; expected the newest"
    else:
        lines = ", ".join(str(line) for line in seen.turns)
        dots = ", …" if seen.rising > len(seen.turns) else ""
        message = f"items are not ordered from new to old: see the dates of line {lines}{dots}"
    yield Problem(message, channel)


@rule("build-date-old", on="channel")
def find_old_build_date(channel: Frame, facts: Facts) -> Iterator[Problem]:
    """The feed says that it last changed before its newest item came."""
    built = channel.children.get("lastBuildDate")
    moment = rss_timestamp(built.text.strip()) if built is not None else None
    newest = facts.of(_Seen).newest
    if built is None or moment is None or moment + 86400 >= newest or newest > facts.now > 0:
        return
    message = f'lastBuildDate is "{cut(built.text.strip())}", before the newest item'
    yield Problem(message, built, value=built.text)


@rule("comments-without-build-date", on="channel")
def find_uncounted_comments(channel: Frame, facts: Facts) -> Iterator[Problem]:
    """Numbers of comments change without any item changing."""
    line = facts.of(_Comments).line
    if line and "lastBuildDate" not in channel.children and facts.of(_Comments).frame:
        message = "items have slash:comments and channel has no lastBuildDate to tell of changes"
        yield Problem(message, facts.of(_Comments).frame or channel)


@dataclass(slots=True)
class _Comments:
    """The first element with a number of comments."""

    line: int = 0
    frame: Frame | None = None


@rule("comments-without-build-date", on="slash:comments")
def remember_comments(comments: Frame, facts: Facts) -> Iterator[Problem]:
    """Keep the place for the end of the channel."""
    known = facts.of(_Comments)
    if not known.line:
        known.line, known.frame = comments.line, comments
    return iter(())
