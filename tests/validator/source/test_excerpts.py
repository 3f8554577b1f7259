"""The source lines of findings: a short part of the line, found without holding the line."""

import tracemalloc
from io import BytesIO

import pytest

from feedtool.findings.report import Excerpt
from feedtool.validator.source.encoding import Encoding
from feedtool.validator.source.excerpts import collect_excerpts

_MEGABYTE = 1_000_000


@pytest.mark.parametrize("before", [0, 65_535, 65_536, 3 * _MEGABYTE])
def test_a_place_in_a_very_long_line_has_an_excerpt_of_its_own_column(before: int) -> None:
    line = b"a" * before + b"<guid/>" + b"b" * 200_000
    place = (1, before + 1)
    excerpt = collect_excerpts(BytesIO(line), Encoding("utf-8"), [place])[place]
    shown = min(before, 48)
    assert excerpt == Excerpt("a" * shown + "<guid/>" + "b" * (89 - shown), shown)


def test_a_very_long_line_is_not_held_for_its_excerpts() -> None:
    source = BytesIO(b"a" * 5 * _MEGABYTE + b"<guid/>")
    tracemalloc.start()
    try:
        place = (1, 5 * _MEGABYTE + 1)
        found = collect_excerpts(source, Encoding("utf-8"), [place])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found[place].text.endswith("<guid/>")
    assert peak < _MEGABYTE
