"""Repairs tags inside rss that belong into the channel, or that were to end rss itself."""

from itertools import islice

from feedtool.findings.place import Position
from feedtool.findings.wording import cut
from feedtool.validator.checking.displaced import may_hold
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.reading.xml_faults import walk_tags
from feedtool.validator.source.limits import ReadOn

_RULE = "xml-tag"
_MAX_TAGS = 200
_ITEMS = ("item", "podcast:liveItem")


class OuterTags:
    """Opens the channel where it is missing, or where it ended too early.

    `opened` is the channel that a repair opened: a missing end tag of it is no fault of its own.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.opened: OpenElement | None = None

    def doubt(self, rss: OpenElement, tag: str, place: Position, ahead: bytes) -> None:
        """Repair a tag that may not stand in rss; raises ReadOn after a repair."""
        if may_hold(rss, tag):
            return
        channel = rss.children.get("channel")
        if tag == "rss":
            self._end_rss(place, ahead)
        elif channel is None:
            self._open_channel(tag, place, ahead)
        elif channel is not self.opened:
            self._reopen_channel(channel, tag, place)

    def _end_rss(self, place: Position, ahead: bytes) -> None:
        """Close rss at a last start tag that was to be its end tag."""
        engine, own = self._engine, next(walk_tags(ahead), None)
        if own is None or ahead[own.end :].strip():
            return
        # The slash may stand before the tag.
        engine.collector.withdraw((place[0], place[1] - 1), "unexpected-text")
        message = "<rss> stands at the end of the feed; write </rss>"
        engine.report_malformed(_RULE, message, place[:2], "<rss")
        engine.close()
        raise ReadOn(place[2] + own.end)

    def _open_channel(self, tag: str, place: Position, ahead: bytes) -> None:
        """Open the channel before a tag that stands in it, unless its start tag follows."""
        engine = self._engine
        tags = islice(walk_tags(ahead), _MAX_TAGS)
        if any(one.name == "channel" and not one.is_end for one in tags):
            return
        message = f"the start tag <channel> is missing before <{cut(tag)}>"
        engine.report_malformed(_RULE, message, place[:2], f"<{tag}")
        engine.open("channel", [], place)
        self.opened = channel = engine.innermost
        if tag in _ITEMS:
            # What the channel lacks stood perhaps in its start.
            engine.collector.excuse(channel, {need.element for need in channel.plan.needs})
        raise ReadOn(place[2])

    def _reopen_channel(self, channel: OpenElement, tag: str, place: Position) -> None:
        """Open a channel again that its own slash or a misplaced end tag has closed."""
        is_empty = not channel.children and not channel.items
        if not is_empty and tag not in _ITEMS:
            return
        self._engine.reopen(channel)
        self.opened = channel
        if is_empty:
            message = "<channel/> ends here already; write <channel> without the slash"
            self._engine.report_malformed(_RULE, message, channel.place[:2], "<channel")
        else:
            message = f"<{tag}> stands behind </channel>; move </channel> to the end of the feed"
            self._engine.report_malformed(_RULE, message, place[:2], f"<{tag}")
        raise ReadOn(place[2])
