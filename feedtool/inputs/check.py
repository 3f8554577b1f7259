"""Checks one input, whatever it is: the answer is always a report."""

import gc

from feedtool.findings.report import Report
from feedtool.inputs.feed import check_feed, report_unreadable
from feedtool.inputs.input import Input, read_stream
from feedtool.inputs.options import CheckOptions


def check_input(one: Input, options: CheckOptions) -> Report:
    """Return the report of an input; an input that cannot be read is a report, too."""
    one = read_stream(one)
    if one.kind == "fault":
        return report_unreadable(one.name, one.fault)
    if one.kind == "show":
        from feedtool.inputs.show import check_show  # noqa: PLC0415 - pydantic and lxml

        return check_show(one, options)
    return check_feed(one, options)


def forget_last() -> None:
    """Free what the last check left, before the next one.

    A parser and what it calls form a circle. Python would look for it so late, since the command
    line lets it look seldom, that the memory grows with the number of feeds. What was made since
    the last look is little: this takes less than a millisecond.
    """
    gc.collect(0)
