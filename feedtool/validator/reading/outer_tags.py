"""Repairs tags inside rss that belong into the channel, or that were to end rss itself."""

from feedtool.findings.place import Position
from feedtool.findings.wording import cut
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.reading.xml_faults import walk_tags
from feedtool.validator.source.limits import ReadOn

_RULE = "xml-tag"
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
        engine, shown = self._engine, cut(tag)
        own = next(walk_tags(ahead), None)
        if tag == "rss":
            if own is not None and not ahead[own.end :].strip():
                engine.collector.withdraw((place[0], place[1] - 1), "unexpected-text")
                message = f"<{shown}> stands at the end of the feed; write </{shown}>"
                engine.report_malformed(_RULE, message, place[:2], f"<{shown}")
                engine.close()
                raise ReadOn(place[2] + own.end)
            return
        channel = rss.children.get("channel")
        if channel is not None and channel is self.opened:
            return
        if channel is None:
            message = f"the start tag <channel> is missing before <{shown}>"
            engine.report_malformed(_RULE, message, place[:2], f"<{tag}")
            engine.open("channel", [], place)
        elif not channel.children and not channel.items:
            message = "<channel/> ends here already; write <channel> without the slash"
            engine.reopen(channel)
            engine.report_malformed(_RULE, message, channel.place[:2], "<channel")
        elif tag not in _ITEMS:
            return
        else:
            message = f"<{shown}> stands behind </channel>; move </channel> to the end of the feed"
            engine.reopen(channel)
            engine.report_malformed(_RULE, message, place[:2], f"<{tag}")
        self.opened = engine.innermost
        raise ReadOn(place[2])
