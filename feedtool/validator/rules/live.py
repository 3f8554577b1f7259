"""Live streams: whether their start, end and status fit together.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/live-item.md
"""

from collections.abc import Iterable

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.iso_dates import parse_iso_date

_HOUR_S = 3600


@rule(on="podcast:liveItem")
def inspect_times(live: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a stream that ends before it starts, or whose status does not fit the clock."""
    start, end = parse_iso_date(live.get("start") or ""), parse_iso_date(live.get("end") or "")
    if start is not None and end is not None and end <= start:
        message = f'end of {live.tag} is "{cut(live.get("end") or "")}", not after its start'
        yield ElementFault("live-end-before-start", message, live, "end")
        return
    says = _wrong_status(live.get("status") or "", start, end, memory.now)
    if says:
        message = f'status of {live.tag} is "{live.get("status")}", but {says}'
        yield ElementFault("live-status-differs", message, live, "status")


def _wrong_status(status: str, start: float | None, end: float | None, now: float) -> str:
    over = end is not None and end + 6 * _HOUR_S < now
    if status in ("pending", "live") and over:
        return "its end has passed; expected ended"
    if status == "pending" and start is not None and start + _HOUR_S < now:
        return "its start has passed; expected live, or a later start"
    if status in ("live", "ended") and start is not None and start - _HOUR_S > now:
        return "its start is in the future; expected pending"
    return ""
