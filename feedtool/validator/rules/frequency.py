"""How often episodes come: by the recurrence rule, by its text, and by the dates of items.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/update-frequency.md
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.dates import recent_dates
from feedtool.values.recurrences import check_rrule, parse_rrule, period_days

_WORDS = (
    r"(?i)"
    r"\b(?:(?P<other>(?:bi|fort|semi|twice|every (?:other|second|third|fourth|[2-9]))[\w -]*)|"
    r"(?P<DAILY>daily|every day|each day)|(?P<WEEKLY>weekly|every week|once a week)|"
    r"(?P<MONTHLY>monthly|every month|once a month)|(?P<YEARLY>yearly|annually|every year))\b"
)
_DAYS = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.44, "YEARLY": 365.25}
_DAY_S = 86400
_ENOUGH = 4
_MAX_RULES = 10


class _Periods:
    """The periods of the rules in a feed, in days; of further rules the period is not known.

    It takes milliseconds to find a period, and a feed may hold thousands of rules.
    """

    def __init__(self) -> None:
        self._known: dict[str, float | None] = {}

    def of(self, rrule: str) -> float | None:
        """Return the period of a rule, None if it is not known."""
        if rrule not in self._known and len(self._known) < _MAX_RULES:
            self._known[rrule] = period_days(parse_rrule(rrule))
        return self._known.get(rrule)


@rule(on="podcast:updateFrequency")
def inspect_rule(frequency: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a recurrence rule that is not complete, or that differs from the text."""
    text = frequency.get("rrule") or ""
    if not text.strip() or any(fault.severity == "error" for fault in check_rrule(text)):
        return
    parts = parse_rrule(text)
    start, until = (frequency.get("dtstart") or "").strip(), parts.get("UNTIL", "")
    if "COUNT" in parts and not start:
        message = f"rrule of {frequency.tag} has a COUNT, but no dtstart says where to start"
        yield ElementFault("rrule-without-start", message, frequency, "rrule", text)
    if start and until and ("T" in start.upper()) != ("T" in until):
        message = f'dtstart of {frequency.tag} is "{cut(start)}" and UNTIL "{cut(until)}"; expected'
        yield ElementFault(
            "rrule-start-form", f"{message} both with a time or both without", frequency
        )
    words = re.search(_WORDS, frequency.text[:200])
    days = memory.of(_Periods).of(text)
    if words and words.lastgroup in _DAYS and days and "BYSETPOS" not in parts:
        said = _DAYS[words.lastgroup]
        if not 0.5 < days / said < 2:
            message = f'{frequency.tag} is "{cut(frequency.text.strip())}", but its rrule is'
            message += f' "{cut(text)}", which means every {days:.3g} days'
            yield ElementFault("frequency-text-differs", message, frequency, "rrule", text)


@rule(on="channel", with_child="podcast:updateFrequency")
def compare_dates(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report items that come more or less often than the recurrence rule says."""
    frequency = channel.children["podcast:updateFrequency"]
    days = memory.of(_Periods).of(frequency.get("rrule") or "")
    dates = recent_dates(memory)
    ended = frequency.get("complete") == "true"
    if not ended and channel.text_of("itunes:complete").lower() == "yes":
        message = (
            f"itunes:complete says that the show has ended, but {frequency.tag} does not; "
            'add complete="true"'
        )
        yield ElementFault("frequency-complete-differs", message, frequency)
    if not days or len(dates) < _ENOUGH:
        return
    gaps = sorted(later - earlier for later, earlier in pairwise(dates))
    usual = gaps[len(gaps) // 2] / _DAY_S
    rule_says = f"rrule of {frequency.tag} means an episode every {days:.3g} days"
    if usual > 3 * days or usual * 3 < days:
        message = f"{rule_says}; the newest items come every {usual:.3g} days"
        yield ElementFault("frequency-dates-differ", message, frequency)
    elif not ended and (memory.now - dates[0]) / _DAY_S > max(5 * days, 14):
        idle = (memory.now - dates[0]) / _DAY_S
        message = f"{rule_says}; the newest item is {idle:.0f} days old"
        yield ElementFault("frequency-dates-differ", message, frequency)
