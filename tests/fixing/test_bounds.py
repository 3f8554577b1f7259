"""Texts with very many faults: all are fixed in few passes, and the work has an end that is told."""

import sys
from collections.abc import Callable

import pytest

from feedtool.fixing.fix import add_edits, fix
from feedtool.fixing.markup import Markup, Value
from feedtool.fixing.rewriting import Rewriting, changes_of, rewrite
from feedtool.validator.validate import validate
from feedtool.values.fault import Fault

FEED = (
    "<rss version='2.0'><channel><title>T</title><link>https://example.com/</link>"
    "<description>D</description><item><title>T</title><description>{}</description></item>"
    "</channel></rss>"
)
# A wrong part, what it becomes, and the rule; of each, far more than the validator reports.
MANY = {
    "garbled letters": ("cafÃ© ", "café ", "text-mojibake"),
    "references without a semicolon": ("a &amp;copy b ", "a &amp;copy; b ", "html-entity"),
    "codes of Windows": ("a&amp;#150;b ", "a&amp;#8211;b ", "html-windows-reference"),
    "what is escaped twice": (
        "&lt;br&gt;&amp;amp;eacute; ", "&lt;br&gt;&amp;eacute; ", "html-escaped-twice",
    ),
    "tags that nobody knows": (
        "&lt;p&gt;&lt;pier&gt;a&lt;/pier&gt;&lt;/p&gt;", "&lt;p&gt;a&lt;/p&gt;", "html-unknown-tag",
    ),
    "tags in tags of the same name": (
        "&lt;p&gt;&lt;pier&gt;&lt;pier&gt;a&lt;/pier&gt;b&lt;/pier&gt;&lt;/p&gt;",
        "&lt;p&gt;ab&lt;/p&gt;", "html-unknown-tag",
    ),
    "scripts": (
        "a&lt;script&gt;b&lt;/script&gt;&lt;br&gt;", "a&lt;br&gt;", "html-script",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MANY)
def test_all_faults_of_a_text_are_fixed(case: str) -> None:
    wrong, right, rule = MANY[case]
    fixed = fix(FEED.format(wrong * 700).encode(), unsafe=True, select=[rule])
    assert fixed.data.decode() == FEED.format(right * 700)
    assert not fixed.stopped


@pytest.mark.parametrize(
    ("parts", "text", "changed"),
    [
        ([(0, 1, "")], " b c", [(0, 1, "")]),
        ([(1, 2, "--"), (4, 5, "!")], "a--b !", [(1, 2, "--"), (4, 5, "!")]),
        ([(0, 3, "b")], "b c", [(0, 2, ""), (3, 3, "")]),
        ([(1, 1, "x"), (1, 2, "")], "axb c", [(1, 2, "x")]),
    ],
)
def test_parts_are_replaced_together(
    parts: list[tuple[int, int, str]], text: str, changed: list[tuple[int, int, str]]
) -> None:
    rewriting = Rewriting("a b c")
    rewriting.replace(parts)
    assert rewriting.text == text
    assert [one for one in rewriting.parts() if one[0] != one[1] or one[2]] == [
        one for one in changed if one[0] != one[1] or one[2]
    ]


def test_a_change_behind_references_stands_at_its_place() -> None:
    rewriting = Rewriting("a & b < c")
    rewriting.replace([(8, 9, "d")])
    value = Value(10, 27, "a & b < c", "text")
    (change,) = changes_of(value, "a &amp; b &lt; c", rewriting)
    assert change == (10 + 15, 10 + 16, "d")


def test_a_second_round_goes_on_where_the_first_ended() -> None:
    def check(text: str) -> tuple[Fault, ...]:
        at = text.find("aa")
        return () if at < 0 else (Fault("x", "", at, 2, instead="a"),)

    rewriting = rewrite("b" + "a" * 50 + "c", check, "x")
    assert rewriting is not None
    assert rewriting.text == "bac"


def count(call: Callable[[], object]) -> int:
    calls = 0

    def note(frame: object, event: str, what: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return calls


def test_the_attributes_of_a_tag_are_read_once() -> None:
    def read(size: int) -> None:
        names = [f"a{number}" for number in range(size)]
        markup = Markup(f"<p {' '.join(f'{name}=x' for name in names)}>")
        assert all(markup.attribute(markup.element(0), name) for name in names)

    assert count(lambda: read(800)) < 5 * count(lambda: read(200))


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("a &amp;amp b ", "html-entity"),
        ("&lt;pier&gt;a&lt;/pier&gt; &lt;br&gt;", "html-unknown-tag"),
    ],
)
def test_edits_that_many_findings_share_are_kept_once(wrong: str, rule: str) -> None:
    data = FEED.format(wrong * 2000).encode()
    report = add_edits(validate(data), data)
    found = [one for one in report.findings if one.rule == rule]
    assert len(found) > 50
    assert [bool(one.edits) for one in found] == [True] + [False] * (len(found) - 1)
    assert {one.fixable for one in found} <= {"safe", "unsafe"}
    assert sum(len(edit.text) for one in found for edit in one.edits) <= len(data)


def test_few_findings_that_share_edits_have_them_all() -> None:
    data = FEED.format("a &amp;amp b " * 3).encode()
    report = add_edits(validate(data), data)
    found = [one for one in report.findings if one.rule == "html-entity"]
    assert len(found) == 3
    assert all(one.edits for one in found)


def test_a_text_of_which_nothing_would_be_left_is_judged() -> None:
    data = FEED.format("&lt;html&gt;").encode()
    assert add_edits(validate(data), data).findings
    assert fix(data, unsafe=True).data
