"""The places of many characters of one text are found in one pass over it."""

import sys

import pytest

from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN
from feedtool.validator.source.positions import TextPlaces
from feedtool.validator.source.window import Window
from feedtool.validator.validate import validate

FEED = "<rss version='2.0'><channel><item><description>%s</description></item></channel></rss>"


def places(text: str) -> TextPlaces:
    window = Window()
    window.append(f"<p>{text}</p>".encode())
    element = OpenElement(None, FOREIGN, "p", [], (1, 1, 0), None)  # type: ignore[arg-type]
    element.text = "any"
    return TextPlaces(window, element, {"own": "mine"})


TEXTS = {
    "letters": ("abé\ndf", [(3, 1, (1, 7)), (4, 2, (2, 1)), (0, 1, (1, 4))]),
    "references": ("a&amp;b&lt;c", [(1, 1, (1, 5)), (2, 1, (1, 10)), (4, 1, (1, 15))]),
    "an own reference": ("a&own;b", [(5, 1, (1, 10)), (1, 1, (1, 5))]),
    "a section": ("a<![CDATA[b\nc]]>d", [(2, 1, (1, 15)), (3, 1, (2, 1)), (4, 1, (2, 5))]),
    "line ends of Windows": ("a\r\nb<![CDATA[\r\n\r\nc]]>", [(2, 1, (2, 1)), (5, 1, (4, 1))]),
    "a comment": ("a<!-- b -->c", [(1, 1, (1, 15))]),
    "an element": ("a<b>c</b>d", [(1, 1, (1, 13))]),
    "a long text": ("é" * 9000 + "\nb", [(8999, 1, (1, 9003)), (9001, 1, (2, 1))]),
    "a long section": (
        f"<![CDATA[{'é' * 9000}\r\nb]]>c", [(8999, 1, (1, 9012)), (9001, 1, (2, 1)), (9002, 1, (2, 5))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_places_are_the_same_in_any_order(case: str) -> None:
    text, wanted = TEXTS[case]
    for order in (sorted(wanted), sorted(wanted, reverse=True)):
        found = places(text)
        for index, length, place in order:
            assert found.span(index, length)[0] == place


@pytest.mark.parametrize("form", ["escaped", "cdata"])
def test_a_hundred_faults_in_one_text_are_told_at_their_places(form: str) -> None:
    notes = "<p>a</p>\n" * 50 + "<a href='x'>b</a>\n" * 100
    text = f"<![CDATA[{notes}]]>" if form == "cdata" else notes.replace("<", "&lt;")
    shift = 0 if form == "cdata" else 3
    found = [
        (one.line, one.column)
        for one in validate((FEED % text).encode()).findings
        if one.rule == "html-relative-link"
    ]
    assert found == [(line, 10 + shift) for line in range(51, 151)]


def test_steps_for_a_hundred_faults_at_the_end_grow_with_the_text() -> None:
    def count(size: int) -> int:
        found, calls = places("&lt;b>" * size + "a" * 100), 0

        def note(frame: object, event: str, what: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(note)
        try:
            for index in range(100):
                found.span(3 * size + index, 1)
        finally:
            sys.setprofile(None)
        return calls

    assert count(4000) < 5 * count(1000)
    assert count(1000) < 100 * 1000
