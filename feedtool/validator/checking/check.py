"""What the structural checks of one feed work with."""

from typing import Literal, NamedTuple

from feedtool.findings.place import LineColumn
from feedtool.findings.report import Severity
from feedtool.validator.checking.collector import Collector
from feedtool.validator.checking.keeping import Keeper
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plans import Plans
from feedtool.validator.source.locator import Locator

When = Literal["always", "absent", "alike", "needed", "reported"]


class Stray(NamedTuple):
    """An element that stands where another belongs, and the finding about it.

    It is reported always, or only where the right element is absent, or only where that element is
    needed too. What is `alike` is reported where the right element is absent, and needed unless all
    names in the namespace `uri` are those of RSS.
    """

    element: OpenElement
    rule: str
    message: str
    place: LineColumn
    severity: Severity
    when: When
    uri: str = ""


class Check(NamedTuple):
    """The plans, the collector of findings, the locator that finds places, what is remembered.

    `strays` holds, for each open element, what stands in it in place of a child, by that child.
    `extensions` holds the unknown namespaces that have names of their own. `keeper` adds repeated
    elements to their parents.
    """

    plans: Plans
    collector: Collector
    locator: Locator
    memory: FeedMemory
    strays: dict[OpenElement, dict[str, Stray]]
    extensions: set[str]
    keeper: Keeper
