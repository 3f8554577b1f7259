"""Only the new line is added: line ends, marks, comments and everything else stay."""

import pytest

from feedtool.show.front_matter_lines import add_keys

LINE = b"guid: nets-1"
# <> is where the line goes, with the file's own line end.
FILES = {
    "plain": b"---\ntitle: Nets\n<>---\nNotes\n",
    "no newline at the end": b"---\ntitle: Nets\n<>---",
    "Windows": b"---\r\ntitle: Nets\r\n<>---\r\nNotes\r\n",
    "Windows above, others below": b"---\r\ntitle: Nets\r\n<>---\nNotes\n",
    "byte order mark": b"\xef\xbb\xbf---\ntitle: Nets\n<>---\n",
    "byte order mark on Windows": b"\xef\xbb\xbf---\r\ntitle: Nets\r\n<>---\r\n",
    "blanks behind the lines": b"---  \ntitle: Nets  \n<>--- \t\nNotes\n",
    "comments": b"---\n# a\ntitle: Nets # b\n# c\n<>---\n# Heading\n",
    "a list at the end": b"---\ntitle: Nets\nguests:\n- Bo\n- Al\n<>---\n",
    "an open text at the end": b"---\ntitle: Nets\nsummary: one\n  two\n<>---\n",
    "a block at the end": b"---\n<>title: Nets\nsummary: |\n  one\n\n  two\n---\n",
    "a block at the end, cut": b"---\ntitle: Nets\nsummary: |-\n  one\n\n  two\n<>---\n",
    "a block that keeps its end": b"---\n# a\n<>title: Nets\nsummary: |+\n  one\n\n---\n",
    "quotes over lines": b'---\ntitle: "Nets\n\n  and more"\n<>---\n',
    "the end of a document": b"---\n<>title: Nets\n...\n---\n",
    "a comment with the key": b"---\ntitle: Nets\n# guid: old\n<>---\n",
    "an inner key of that name": b"---\ntitle: Nets\nx: {guid: 1}\n<>---\n",
    "notes with lines": b"---\ntitle: Nets\n<>---\n\n---\nguid: no\n---\n",
    "letters": "---\ntitle: Né\u2028ts \U0001f41f\n<>---\n".encode(),
}


@pytest.mark.parametrize("case", FILES)
def test_one_line_is_added(case: str) -> None:
    before, _, after = FILES[case].partition(b"<>")
    newline = b"\r\n" if before.removeprefix(b"\xef\xbb\xbf").startswith(b"---\r\n") else b"\n"
    assert add_keys(before + after, {"guid": "nets-1"}) == before + LINE + newline + after


OTHERS = {
    "indented keys": (b"---\n  title: Nets\n---\n", b"---\n  title: Nets\n  guid: nets-1\n---\n"),
    "braces": (b"---\n{title: Nets}\n---\n", b"---\n{guid: nets-1, title: Nets}\n---\n"),
    "braces over lines": (
        b"---\n{\n title: Nets,\n}\n---\n",
        b"---\n{guid: nets-1, \n title: Nets,\n}\n---\n",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_keys_in_other_forms(case: str) -> None:
    before, after = OTHERS[case]
    assert add_keys(before, {"guid": "nets-1"}) == after


@pytest.mark.parametrize(
    ("guid", "line"),
    [
        ("9b024349-ccf0-5f69-a609-6b82873eab3c", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("12345678-1234-5678-1234-567812345678", '"12345678-1234-5678-1234-567812345678"'),
        ("https://example.com/?p=1", '"https://example.com/?p=1"'),
        ("no", '"no"'),
        (" a #1 ", '" a #1 "'),
        ('say "x"', '"say \\"x\\""'),
        ("---", '"---"'),
        ("a\nb", '"a\\nb"'),
        ("~", '"~"'),
        ("é\u2028", '"é\\u2028"'),
    ],
)
def test_a_guid_is_quoted_where_that_is_needed(guid: str, line: str) -> None:
    written = add_keys(b"---\ntitle: Nets\n---\n", {"guid": guid})
    assert written == f"---\ntitle: Nets\nguid: {line}\n---\n".encode()


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntitle: Nets\nguid: other\n---\n",
        b"---\ntitle: Nets\n'guid': other\n---\n",
        b"---\n---\n",
        b"---\ntitle: Nets\n",
        b"---\ntitle: [\n---\n",
        b"title: Nets\n",
        b"---\ntitle: \xff\n---\n",
        b"",
        b"---\ntitle: " + b"x" * 999_980 + b"\n---\n",
    ],
    ids=["there", "there in quotes", "empty", "open", "broken", "bare", "bytes", "none", "large"],
)
def test_a_file_that_takes_no_line_is_refused(data: bytes) -> None:
    assert add_keys(data, {"guid": "nets-1"}) is None
