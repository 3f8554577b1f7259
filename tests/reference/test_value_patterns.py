"""Patterns of value types: whatever a checker does not call an error, they take."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from feedtool.reference.relaxng import make_relaxng
from feedtool.values.registry import FILES, build_checker, find_type
from feedtool.vocabulary import Element, Value, Vocabulary, load_vocabulary


def schema_of(value: Value) -> etree.RelaxNG:
    """A schema whose only element holds such a value."""
    namespace = load_vocabulary().namespaces[""]
    element = Element("x", "x", namespace, {"": "1"}, "text", value, {}, {}, {})
    vocabulary = Vocabulary({"": namespace}, {"x": element}, {"": {"x": element}, "x": {}}, {})
    return etree.RelaxNG(etree.fromstring(make_relaxng(vocabulary)))


CHECKED = [
    Value("integer"), Value("integer", minimum=1, maximum=23), Value("number", minimum=-90),
    Value("any", values=("full", "Society & Culture", "1.0", "Über")),
    *(Value(name) for name in FILES if find_type(name).check_within is None),
]  # fmt: skip
WRITTEN = [
    "", "5", "05", "+5", "-1", "23", "24", "33.5", ".5", "5.", "1e5", "0.3333333333333333333333333",
    "0:59", "1:02:03", "100:00", "12:5", "3753.5", "1:02:03,25", "1234567", "3, 2,1", "00:05:12.500",
    "Tue, 03 Nov 2020 10:00:00 +0000", "3 nov 20 10:00 est", "3 (third) Nov 2020 10:00:00 GMT",
    "Tue,3 Nov\n2020 10 : 00 : 00 0000", "2020-11-03T10:00:00Z", "2020-11", "2020-11-03 10:00",
    "2020-11-03t10:00:00.25+01:00", "20201103T100000,5-0600", "true", "TRUE", "Yes", "no", "clean",
    "Explicit", "FULL", "full", "society & culture", "1.0", "1x0", "über", "https://example.com/a",
    "HTTP://example.com:80/?q=1&r=%20#f", "https://example.com/é", "https://example.com/a b",
    "https://example.com/%zz", "http://[::1]/", "https://user:pw@example.com", "mailto:a@b.example",
    "urn:isbn:1", "magnet:?xt=urn:btih:1", "tag:example.com,2020:1 2", "ex'am(p)le:*", "x:", "//a.b/c",
    "ed@example.com", "Ed <ed@example.com>", "é@example.com", "ed@exämple.com (Ed)", "audio/mpeg",
    'audio/mp4; codecs="a b"', "application/x-a+b", "en", "pt-BR", "zh-Hant-TW", "x-private-1",
    "i-klingon", "en-GB-oed", "en_US", "sl-rozaj-biske-1994", "d84ced82-1926-54c0-88c2-bb01dd35d7e3",
    "D84CED82-1926-44C0-88C2-BB01DD35D7E3", "#00a3E0", "00a", "45.256 -71.92", "45.256,-71.92",
    ", 1 2", "1 2 3 4", "geo:53.55,9.99", "geo:53.55,-9.99,12;u=5", "R62782", "N1#2", "16/9", "1.78",
    "q", "q:1_a.b-c", "chat.example.com", "chat.example.com:5222", "localhost", "FREQ=DAILY", "DE",
]  # fmt: skip
PADDED = ["{}", " {}", "{}\n\t", "\xa0{}", "{}\u3000"]


@pytest.mark.parametrize("value", CHECKED, ids=lambda value: f"{value.type} {value.values}")
def test_schema_accepts_what_has_no_error(value: Value) -> None:
    relaxng, check = schema_of(value), build_checker(value)
    assert (
        refused_in_vain(relaxng, check, [pad.format(text) for text in WRITTEN for pad in PADDED])
        == []
    )


def refused_in_vain(relaxng: etree.RelaxNG, check: Callable, texts: list[str]) -> list[str]:
    wrong = []
    for text in texts:
        element = etree.Element("x")
        element.text = text
        faults = check(text)
        if not any(one.severity == "error" for one in faults) and not relaxng.validate(element):
            wrong.append(text)
    return wrong


ALL = [(schema_of(value), build_checker(value)) for value in CHECKED]


@pytest.mark.slow
@given(st.text("0123456789:.,;+-/%# \n\xa0aAehxTZéhttps@()[]=", max_size=24))
@example("http:/")
def test_schema_accepts_any_text_without_error(text: str) -> None:
    assert [index for index, one in enumerate(ALL) if refused_in_vain(*one, [text])] == []
