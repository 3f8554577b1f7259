"""Texts longer than any that people read: their start is checked, and that is told."""

import pytest

from feedtool.values.html import check_html
from feedtool.values.long_texts import MAX_CHARS
from feedtool.values.plain_text import check_plain

TOLD = "text-partly-checked"


@pytest.mark.parametrize("piece", ["word ", "<b>a</b>", "<b>", "<!-- -->", "é"])
def test_what_is_open_at_the_limit_is_no_fault(piece: str) -> None:
    text = piece * (MAX_CHARS // len(piece) + 1)
    (fault,) = [one for one in check_html(text) if one.rule != "html-truncated"]
    assert (fault.rule, fault.index) == (TOLD, MAX_CHARS)
    assert fault.says == (
        f"{len(text):,} characters, of which only the first 500,000 are checked; shorten it"
    )


def test_faults_before_the_limit_are_told() -> None:
    text = "<a href='x'>a</a>" + "word " * 100_000
    assert [one.rule for one in check_html(text)] == ["html-relative-link", TOLD]


def test_a_text_as_long_as_the_limit_is_checked_whole() -> None:
    text = "a" * (MAX_CHARS - 3) + "<b>"
    assert [one.rule for one in check_html(text)] == ["html-unclosed"]


@pytest.mark.parametrize("attributes", ["a " * 5000, "a=b " * 5000, "a='b' " * 5000, '"' * 5000])
def test_a_tag_with_too_many_attributes_is_told_and_not_read(attributes: str) -> None:
    faults = check_html(f"<i>b</i><p {attributes}><script>")
    assert [(one.rule, one.index, one.length) for one in faults][:1] == [(TOLD, 8, 2)]
    assert len(faults) == 1
    assert "<p> has more than 1,000 attributes" in faults[0].says


def test_a_tag_with_many_attributes_is_read() -> None:
    assert check_html(f"<p {'a=b ' * 999}>a</p>") == ()


def test_plain_text_is_told_too() -> None:
    assert [one.rule for one in check_plain("é" * (MAX_CHARS + 1))] == [TOLD]
