"""Notes that were made to take time or memory take no more of it than their length."""

import sys

import pytest

from feedtool.producer.notes.alignment import find_name
from feedtool.producer.notes.render import render_description

HOSTILE_NOTES = {
    "empty lines": "a\n" + "\n" * 200_000 + "b",
    "blanks at line ends": "a\n" + " \n" * 100_000 + "b",
    "tags in attributes": '<div x="<">' * 80_000,
    "quotes in attributes": "<blockquote x='<'>" * 50_000,
    "tags that end in comments": "<blockquote><!--</blockquote>-->" * 30_000,
    "tags that end in scripts": "<blockquote><script></blockquote></script>" * 20_000,
    "tags in foreign styles": "<svg><style><blockquote>" * 30_000,
    "tags in equals signs": '<blockquote =="><blockquote>' * 30_000,
    "blocks around text": "<div>a" * 30_000,
    "frames in frames": "<iframe>a" * 20_000,
    "definitions": "<dl><dt>a<dd>b" * 20_000,
    "directions": "<p dir=rtl><b dir=ltr>a<p dir=ltr><b dir=rtl>a" * 10_000,
    "lists with numbers": "<ol start=5><li value=9>" * 20_000,
    "time codes": "0:00 a\n" * 50_000,
    "almost time codes": (" " * 90 + "> ") * 20_000 + "1:2\n0:00",
    "blanks behind a time code": "0:00 a" + " " * 100_000 + "b\nmore",
    "blanks in a block": "<div>a" + " " * 100_000 + "b</div><div>c</div>",
    "line breaks in a block": "<div>a" + "<br>" * 50_000 + "b</div><div>c</div>",
    "attributes": "<a " + " ".join(f"x{number}=1" for number in range(100_000)) + ">x</a>",
    "bold opened again in each paragraph": (
        "<div>" + "".join(f"<b x={number}>" for number in range(99)) + "<p>a</p>" * 80_000
    ),
    "a table that fills its rows": "|a" * 5000 + "\n" + "|-" * 5000 + "\n" + "|b\n" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("case", HOSTILE_NOTES)
def test_hostile_notes_stay_small(case: str) -> None:
    html, _ = render_description(HOSTILE_NOTES[case], "https://example.com/")
    assert len(html) < 2_000_000


def test_very_many_mail_addresses_are_no_links() -> None:
    def links(count: int) -> int:
        html, _ = render_description("a@example.com " * count, "https://example.com/", form="html")
        return html.count("mailto:")

    assert [links(count) for count in (3, 1000, 1001)] == [3, 1000, 0]


def test_a_hidden_tag_does_not_change_notes_of_usual_length() -> None:
    notes = "Hello <!-- </p> --> *you* &lt;b <b title='<i>'>bold</b>.\n\n" + "word " * 8000
    html, _ = render_description(notes, "https://example.com/")
    assert html.startswith("<p>Hello  <em>you</em> &lt;b <b>bold</b>.</p>\n<p>word word")


CODE = {
    "in a line": ("`a.png` ![x](a.png)", 13),
    "in two backticks": ("``a.png ` b`` ![x](a.png)", 19),
    "of two lengths": ("`a.png`` ![x](b.png)", 1),
    "in a fence": ("```\na.png\n```\n![x](a.png)", 19),
    "in a fence of another kind": ("~~~\na.png\n~~~\n![x](a.png)", 19),
    "in a fence that never ends": ("![x](a.png)\n```\na.png", 5),
    "that never ends": ("`a.png", 1),
    "too far from its end": (f"`a.png{' ' * 3000}` ![x](a.png)", 1),
}


@pytest.mark.parametrize("case", CODE)
def test_a_missing_picture_is_placed_outside_of_code(case: str) -> None:
    markdown, offset = CODE[case]
    assert find_name("a.png", markdown) == offset


def test_backticks_of_all_lengths_are_read_once() -> None:
    def count(size: int) -> int:
        text = "`a``b```c" * size + f" {size}.png"
        calls = 0

        def note(frame: object, event: str, what: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(note)
        try:
            assert find_name(f"{size}.png", text)
        finally:
            sys.setprofile(None)
        return calls

    assert count(4000) < 5 * count(1000)
