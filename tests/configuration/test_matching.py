"""Ignores are found by what they say, and the same are found as if each were looked at."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.configuration.globs import matches_path
from feedtool.configuration.matching import IgnoreIndex
from feedtool.configuration.records import Ignore
from feedtool.findings.report import Finding

RULE = "bad-value"
STEP = st.sampled_from(["item", "item[1]", "item[12]", "title", "@url", "a", "a[1]", "it*m", "*"])
PATTERN = st.builds(
    lambda start, steps, end: start + "/".join(steps) + end,
    st.sampled_from(["", "/", "**/"]), st.lists(STEP, max_size=4),
    st.sampled_from(["", "/**", "/*", "[*]"]),
)  # fmt: skip
PATH = st.builds(
    lambda steps: "/" + "/".join(steps),
    st.lists(st.sampled_from(["item[1]", "item[12]", "item", "title", "@url", "a[1]"]), max_size=9),
)


def _ignore(number: int, **criteria: tuple[str, ...]) -> Ignore:
    return Ignore((RULE,), frozenset({RULE}), (number, 1), **criteria)


@given(st.lists(PATTERN, max_size=8), PATH)
def test_the_index_finds_what_each_pattern_matches(patterns: Sequence[str], path: str) -> None:
    ignores = [_ignore(number, paths=(one,)) for number, one in enumerate(patterns)]
    found = IgnoreIndex(ignores).find(Finding(RULE, "error", "", path=path))
    matching = {number for number, one in enumerate(patterns) if matches_path(path, one)}
    assert {one.place[0] for one in found} == matching


CRITERIA = [
    ({"guids": ("a", "b")}, True), ({"guids": ("c",)}, False), ({"elements": ("ti*",)}, True),
    ({"elements": ("guid",)}, False), ({"guids": ("a",), "paths": ("title",)}, True),
    ({"guids": ("c",), "paths": ("title",)}, False), ({"paths": ("guid", "title")}, True),
    ({"paths": ("item[*]/*", "guid")}, True), ({}, True),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "is_found"), CRITERIA, ids=map(str, CRITERIA))
def test_all_criteria_of_an_ignore_hold(
    criteria: dict[str, tuple[str, ...]], is_found: bool
) -> None:
    index = IgnoreIndex([_ignore(1, **criteria)])
    path = "/rss/channel/item[3]/title"
    finding = Finding(RULE, "error", "", path=path, element="title", guid="a")
    assert bool(index.find(finding)) is is_found
    assert not index.find(Finding("bad-date", "error", "", path=path, element="title", guid="a"))
