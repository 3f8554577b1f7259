"""A slip of one letter in the markup: no crash, the same in any pieces, values where they stand."""

from html import unescape

import pytest
from faulty import ALWAYS, FEED, findings_of
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.findings.report import Finding

pytestmark = pytest.mark.slow

START = FEED.index("<channel>") + 9
MARKUP = [at for at, char in enumerate(FEED) if char in "<>/\"'=&;![]-?" and at > START]
XML_RULES = ("xml-", "not-well-formed", "markup-raw")
# Rules in code that point at the start tag and quote the text or an attribute.
AT_THE_TAG = ("guid-", "category-")


def slip(at: int, kind: str) -> str:
    if kind == "drop":
        return FEED[:at] + FEED[at + 1 :]
    if kind == "double":
        return FEED[:at] + FEED[at] + FEED[at:]
    return FEED[:at] + FEED[at + 1] + FEED[at] + FEED[at + 2 :]


def text_at(feed: str, finding: Finding) -> str:
    lines = feed.split("\n")
    return "\n".join(lines[(finding.line or 1) - 1 :])[(finding.column or 1) - 1 :]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MARKUP), st.sampled_from(["drop", "double", "swap"]), st.integers(1, 300))
def test_slip_is_told_alike_in_any_pieces_and_values_stand_where_told(
    at: int, kind: str, size: int
) -> None:
    feed = slip(at, kind)
    found = findings_of(feed.encode())
    assert [str(one) for one in findings_of(feed.encode(), chunk_bytes=size)] == [
        str(one) for one in found
    ]
    for one in found:
        here = text_at(feed, one)
        if one.value and (one.rule, one.message) not in ALWAYS and not here.startswith("<"):
            # A reference is quoted as it is written, other values as they are read.
            near = here[: len(one.value)] + unescape(here)[: len(one.value) + 40]
            assert one.value[:8].strip() in near, str(one)


def test_nearly_each_slip_is_one_finding() -> None:
    faults = [
        [
            one for one in findings_of(slip(at, kind).encode())
            if one.rule.startswith(XML_RULES) and (one.rule, one.message) not in ALWAYS
        ]
        for at in MARKUP[::3] for kind in ("drop", "double", "swap")
    ]  # fmt: skip
    several = [one for one in faults if len(one) > 1]
    assert len(several) < len(faults) / 40, [[str(one) for one in many] for many in several]
