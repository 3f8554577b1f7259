"""What the structural checks of one feed work with."""

from typing import NamedTuple

from feedtool.validator.checking.collector import Collector
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.plans import Plans
from feedtool.validator.source.locator import Locator


class Check(NamedTuple):
    """The plans, the collector of findings, the locator that finds places, what is remembered."""

    plans: Plans
    collector: Collector
    locator: Locator
    memory: FeedMemory
