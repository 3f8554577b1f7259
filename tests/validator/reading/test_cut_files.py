"""Files that end too early, anywhere: one finding at the cut."""

import pytest
from faulty import FEED, NOW, findings_of

from feedtool.validator.validate import validate

DATA = (
    FEED.replace("The night", "Thé 🚢 &amp; &#233; night").replace("<p>Who", "<p>é ]] Who")
).encode()
WHOLE = {str(one) for one in findings_of(DATA)}


def added(data: bytes, chunk_bytes: int = 65536) -> list[tuple[int | None, str, str]]:
    found = validate(data, at=NOW, chunk_bytes=chunk_bytes).findings
    return [(one.line, one.rule, one.message) for one in found if str(one) not in WHOLE]


def expected_line(data: bytes) -> int:
    """The line of the cut tag, comment or section, else the line where the text ends."""
    start = len(data.rstrip())
    for opening, closing in ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"), (b"<", b">")):
        last = data.rfind(opening)
        if last >= 0 and data.find(closing, last) < 0:
            start = last
            break
    return data[:start].count(b"\n") + 1


@pytest.mark.slow
def test_file_cut_at_any_byte_has_one_finding_at_the_cut() -> None:
    for end in range(DATA.index(b"<rss") + 5, DATA.index(b"</rss>") + 6):
        data = DATA[:end]
        found = added(data)
        assert len(found) == 1, (end, found)
        line, rule, _ = found[0]
        assert (line, rule) == (expected_line(data), rule), (end, data[-40:])
        assert rule in ("xml-truncated", "xml-unclosed")


@pytest.mark.parametrize(
    ("end", "finding"),
    [
        ("<title>The", "the file ends inside <title> of line 21; the rest is missing"),
        ("  </item>", "the file ends inside <channel> of line 3; the rest is missing"),
        ("<guid isPerma", "the file ends inside the tag <guid isPerma; the rest is missing"),
        ("<!-- the f", "this comment has no end; write --> behind its text"),
        ("CDATA[<p>Wh", "this CDATA section has no end; write ]]> behind its text"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 65536])
def test_cut_says_what_is_cut(end: str, finding: str, size: int) -> None:
    text = FEED[: FEED.index(end) + len(end)]
    data = text.encode()
    found = validate(data, at=NOW, chunk_bytes=size).findings
    assert [one.message for one in found if one.rule.startswith("xml-")] == [finding]
    assert "missing-element" not in {one.rule for one in found}
