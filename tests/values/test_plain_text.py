"""Plain text and titles."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("any", "", []),
        ("filled", "\u00a0", ["empty-value"]),
        ("filled", "x", []),
        ("text", " ", ["empty-value"]),
        ("text", "a < b & c", []),
        ("plain", "", []),
        ("plain", " a", ["value-padded"]),
        ("plain", "a <b>c</b>", ["markup-in-text"]),
        ("plain", "a &amp; b", ["entity-in-text"]),
        ("plain", "a &amp;amp; b", ["entity-in-text"]),
        ("plain", "Q&As; R&D", []),
        ("plain", "un caf\ufffd", ["text-broken-character"]),
        ("plain", "un cafÃ©", ["text-mojibake"]),
        ("plain", "un cafÃ© \ufffd", ["text-mojibake"]),
        ("plain", "a \u200bb", []),
        ("readable", "", []),
        ("readable", " a <b>c</b> &amp; ", []),
        ("readable", "RenÃ© Quill", ["text-mojibake"]),
        ("readable", "ï¿½", ["text-broken-character"]),
        ("text", "a\u200bb", ["text-invisible"]),
        ("title", "Part 1", []),
        ("title", "{{ title }}", ["text-placeholder"]),
        ("title", "a \u202eb", ["text-direction"]),
        ("title", "Lorem ipsum", ["text-dummy"]),
        ("title", "Insert title here", ["text-dummy"]),
        ("title", "Added titles", []),
        ("title", "undefined", ["text-placeholder"]),
        ("title", "The undefined self", []),
        ("title", "${episode.title}", ["text-placeholder"]),
        ("title", "From <%= show %>", ["text-placeholder"]),
        ("title", "What ${n} means in Bash", []),
        ("title", "Why designers use Lorem ipsum", []),
    ],
)
def test_texts(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a &amp; b", 'expected "&" itself; apps show &amp; as it is written'),
        ("a &amp;#38; b", 'expected "&" itself; apps show &amp;#38; as it is written'),
        ("caf&eacute;", 'expected "é" itself; apps show &eacute; as it is written'),
        ("It&#146;s", 'expected "’" itself; apps show &#146; as it is written'),
        ("It\x92s", 'U+0092 is a control character; Windows means "’" by it; write "’"'),
        ("cafÃ©", '"cafÃ©" is UTF-8 that was read as Windows-1252; write "café"'),
        ("a ï¿½ b", '"ï¿½" stands for a character that is lost; write the right one'),
    ],
)
def test_a_message_says_what_to_write(text: str, says: str) -> None:
    assert [fault.says for fault in find_type("text").check(text)] == [says]
